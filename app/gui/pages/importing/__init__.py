"""Bringing in a list from Excel: choose a file, see what would happen, import it, take it back (F08, N12).

``page``    the page: file, kind, what is shown, the keys
``work``    what it asks of the services, off the GUI thread
``strips``  which file it is and what it would do; what the chosen column holds
``tables``  what an import would do, or did, as tables: problems, changes, records, columns, rows that are no records
"""
