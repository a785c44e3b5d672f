"""What can be wrong in what a program sends us, as facts: documents in JSON, parameters of a command line."""

from dataclasses import dataclass
from typing import ClassVar

from app.core.errors import BusinessError
from app.core.text import Message


@dataclass(eq=False, kw_only=True)
class NotJson(BusinessError):
    """The text is not JSON; `row` and `column` say where reading stopped, from 1."""

    code: ClassVar[str] = "NOT_JSON"
    row: int
    column: int


@dataclass(eq=False, kw_only=True)
class NotAnObject(BusinessError):
    """There should be an object with keys and values."""

    code: ClassVar[str] = "NOT_AN_OBJECT"
    label: Message


@dataclass(eq=False, kw_only=True)
class NotAList(BusinessError):
    """There should be a list."""

    code: ClassVar[str] = "NOT_A_LIST"
    label: Message


@dataclass(eq=False, kw_only=True)
class UnknownKey(BusinessError):
    """This key is none of those that are asked for here."""

    code: ClassVar[str] = "UNKNOWN_KEY"
    key: str
    label: Message


@dataclass(eq=False, kw_only=True)
class ComputedField(BusinessError):
    """The program works this field out; nobody gives it."""

    code: ClassVar[str] = "COMPUTED_FIELD"
    label: Message


@dataclass(eq=False, kw_only=True)
class UnknownType(BusinessError):
    """There is no such type of document or record."""

    code: ClassVar[str] = "UNKNOWN_TYPE"
    value: str
    known: str


@dataclass(eq=False, kw_only=True)
class FloatNumber(BusinessError):
    """A JSON number with decimals is a float and no longer exact; it must be sent as text."""

    code: ClassVar[str] = "FLOAT_NUMBER"
    label: Message
    value: str


@dataclass(eq=False, kw_only=True)
class AmbiguousReference(BusinessError):
    """Several records are called so; their code or uid tells them apart."""

    code: ClassVar[str] = "AMBIGUOUS_REFERENCE"
    label: Message
    value: str
    found: int


@dataclass(eq=False, kw_only=True)
class UidTaken(BusinessError):
    """Another document has this uid already."""

    code: ClassVar[str] = "UID_TAKEN"
    number: str
