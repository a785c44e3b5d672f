"""The vocabulary in which a type of record is declared."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.core.errors import BusinessError
from app.core.field import Field
from app.core.kinds import NUMBERS, Kind
from app.core.text import EMPTY, Label

Values = Mapping[str, Any]
"""A record as people fill it in: field values by key, and each part as a list of such values."""

Check = Callable[[Values], Iterator[BusinessError]]
"""A rule across the fields of one record."""

ChangeCheck = Callable[[Values, Values], Iterator[BusinessError]]
"""A rule about what may become of a record: before, after."""


@dataclass(frozen=True, slots=True)
class Part:
    """A child list: rows of fields that belong to the record and are saved with it.

    `unlike` names the field that may not have one value in two rows; `most` is the number of rows it takes.
    """

    key: str
    label: Label
    fields: tuple[Field, ...]
    unlike: str = ""
    most: int = 200

    def field(self, key: str) -> Field:
        """Return the field of this key."""
        return next(field for field in self.fields if field.key == key)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordType:
    """One type of record, whole.

    `group` names the records that share codes and a table: suppliers and customers are parties, and `role` is the
    field that says a party is one. `only` narrows a type to the records with these values. `prefix` starts the codes
    that are given when none is typed. `columns` stand in the list; `detail` is shown after the name where there is one
    line for all; `searched` are the fields and parts (``contacts.phone``) found by any piece of their text, and of
    `read` also by pinyin. `has_surnames`: names may begin with a family name, which reads differently (单, 曾).
    `once_moved` are rules for a record that a ledger names. Two records become one only if the fields `alike` are
    equal; None means they never do.
    """

    key: str
    label: Label
    group: str
    fields: tuple[Field, ...]
    prefix: str
    columns: tuple[str, ...]
    searched: tuple[str, ...]
    read: tuple[str, ...] = ("name",)
    detail: str = ""
    parts: tuple[Part, ...] = ()
    role: str = ""
    only: tuple[tuple[str, str], ...] = ()
    has_surnames: bool = False
    checks: tuple[Check, ...] = ()
    once_moved: tuple[ChangeCheck, ...] = ()
    alike: tuple[str, ...] | None = None
    help: Label = EMPTY

    def field(self, key: str) -> Field:
        """Return the field of this key."""
        return next(field for field in self.fields if field.key == key)

    def part(self, key: str) -> Part:
        """Return the child list of this key."""
        return next(part for part in self.parts if part.key == key)


def empty(field: Field) -> object:
    """Return what a field holds when nothing is in it."""
    if field.kind is Kind.BOOL:
        return False
    return None if field.kind in NUMBERS or field.kind is Kind.INSTANT else ""


def blank(record_type: RecordType, *, defaults: bool = True) -> dict[str, Any]:
    """Return a new record, with its defaults or with nothing in it."""
    values: dict[str, Any] = {
        field.key: field.default if defaults and field.default is not None else empty(field)
        for field in record_type.fields
    }
    values.update((part.key, []) for part in record_type.parts)
    return values


def blank_row(part: Part) -> dict[str, Any]:
    """Return a new row of a child list with its defaults."""
    return {field.key: empty(field) if field.default is None else field.default for field in part.fields}
