"""peewee and SQL live here and nowhere else; rows never leave this package, domain objects and plain tuples do.

Tables are declared as peewee models in `tables` (unbound: each query names its database); hot paths send SQL text through
the connection, because model code costs 11–24 times as much as raw SQL there (measured).
"""
