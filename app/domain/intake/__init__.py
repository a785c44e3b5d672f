"""Intake: what lists that firms bring mean. Pure: rows of texts in, records and findings out; nothing is looked up.

``vocabulary``     the words: headers by field, signs of tables, noise in rows, forms of values (a resource, not code)
``columns``        the columns under a header, and lists that stand side by side
``matching``       which column holds which field, by its words
``headers``        which rows are the header, and what its columns hold, by their words and values
``tables``         which table a sheet is
``rows``           which rows are no records: titles, totals, page furniture
``values``         one cell by its type; ``figures``, ``days`` and ``contacts`` hold the types that need more
``column_reader``  many cells of a column at once
``matrix``         sizes and colours across the columns
``lane``           one of the lists of a sheet: its rows become values
``checks``         what is wrong with a record as a whole
``doubles``        what stands twice in a list
``guesses``        the type of a column that no field claims
``reading``        a whole sheet: records in plain form, findings by row and field
``findings``       what can be wrong with a cell or a row, by code
"""
