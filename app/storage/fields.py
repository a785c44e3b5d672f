"""Column types that SQLite's STRICT tables accept: scaled integers, ISO dates, uids. No REAL exists in this program."""

from typing import Any

from peewee import BigIntegerField, TextField


class FenField(BigIntegerField):
    """Money in fen."""

    field_type = "INTEGER"


class MicroField(BigIntegerField):
    """A price, quantity or rate in 10⁻⁶."""

    field_type = "INTEGER"


class InstantField(BigIntegerField):
    """Milliseconds UTC, or a logical time (`app.core.clock`)."""

    field_type = "INTEGER"


class WholeField(BigIntegerField):
    """A plain whole number."""

    field_type = "INTEGER"


class FlagField(BigIntegerField):
    """0 or 1."""

    field_type = "INTEGER"


class UidField(TextField):
    """A name that no two computers give twice: 32 hex digits."""


class DateField(TextField):
    """A business date, ISO text."""


class JsonTextField(TextField):
    """Canonical JSON, written by `app.storage.operations.canonical`."""

    def python_value(self, value: Any) -> Any:
        """Leave parsing to the reader."""
        return value
