"""Paper: sheets that a service laid out, put onto a printer through its driver, or into a PDF where there is none.

``painting``  a sheet with Qt's painter: the same marks at the same places as in the PDF
``driver``    what the operating system knows of printers: their names, their forms, and one to paint on
``putting``   a batch of forms to where each is printed on this computer, sheet by sheet, until somebody stops it

All of it is done on a worker's thread: a driver may take seconds to say what it has.
"""
