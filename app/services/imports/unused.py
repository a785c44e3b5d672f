"""What of a list nothing is made of, though its rows come in: told, for it may be money."""

from dataclasses import dataclass
from typing import ClassVar

from app.core.errors import BusinessError
from app.core.text import Message


@dataclass(eq=False, kw_only=True)
class ColumnUnused(BusinessError):
    """A column was understood, but there is nothing that its values could go to."""

    code: ClassVar[str] = "COLUMN_UNUSED"
    column: str


@dataclass(eq=False, kw_only=True)
class ValueUnused(BusinessError):
    """A cell says none of the words that its field can take."""

    code: ClassVar[str] = "VALUE_UNUSED"
    label: Message
    value: str
