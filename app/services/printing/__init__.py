"""Printing: any document, drafts included, and statements, on the paper that is in the printer (G20, F13).

``templates``  what a form shows: as shipped, as the firm changed it
``choices``    which paper and variant a form is printed on: here, and for a party
``making``     documents and statements laid out, as a PDF or a picture
``pages``      what was laid out, to be put into a file or onto a printer
``printers``   which printer of this computer prints which paper, and by how much it is off
``prints``     what went to paper, noted in the log
``slips``      a document as bytes for a receipt printer
``slip_queue`` slips that wait for their printers
``order_sheet`` what can be ordered by scanning, as bar codes
``scanner_sheet`` codes that find out what is wrong with a scanner
``at_once``    a slip printed now, and its end awaited
``drawer``     the drawer opened, and noted
``test_page``  what a printer prints to show how it is to be set
``samples``    a form filled with examples, for whoever designs it
"""

from app.services.printing.choices import Choice
from app.services.printing.making import documents_pdf, statement_pdf, statement_picture
from app.services.printing.prints import Made, note

__all__ = ["Choice", "Made", "documents_pdf", "note", "statement_pdf", "statement_picture"]
