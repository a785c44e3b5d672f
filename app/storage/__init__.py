"""peewee and SQL live here and nowhere else; rows never leave this package, domain objects and plain tuples do.

Tables are declared as peewee models in `tables`; they shape the schema and are bound to no database. Queries are SQL
text sent through peewee's connection, because model code costs 11–24 times as much there (measured).
"""
