"""Intake: what lists that firms bring mean. Pure: rows of texts in, records and findings out; nothing is looked up.

``vocabulary``  the words: headers by field, noise in rows, forms of values (a resource, not code)
``headers``     which row is the header, which column holds which field
``rows``        which rows are no records: titles, totals, page furniture
``values``      one cell by its type: numbers, dates, codes, ratios
``reading``     a whole sheet: records in plain form, findings by row and field
``findings``    what can be wrong with a cell, by code
"""
