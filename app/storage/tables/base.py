"""The common ground of all tables: unbound models with STRICT storage."""

from peewee import Model


class Row(Model):  # type: ignore[misc]  # peewee has no type stubs
    """A table. It is not bound to a database: each query is executed with the one it is meant for."""

    class Meta:
        """Strict types, plain names."""

        strict_tables = True
        legacy_table_names = False
