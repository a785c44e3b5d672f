"""The common ground of all tables: unbound models with STRICT storage."""

from peewee import Model


class Row(Model):
    """A table. It is not bound to a database: each query is executed with the one it is meant for."""

    @classmethod
    def table_name(cls) -> str:
        """Return the name of the table."""
        return str(cls._meta.table_name)

    class Meta:
        """Strict types, plain names."""

        strict_tables = True
        legacy_table_names = False
