"""The vocabulary in which a type of record is declared."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from app.core.errors import BusinessError
from app.core.field import Field, is_own
from app.core.formula import Formula, worked_out
from app.core.kinds import NUMBERS, Kind
from app.core.rule import Alone, Rule
from app.core.text import EMPTY, Label

Values = Mapping[str, Any]
"""A record as people fill it in: field values by key, and each part as a list of such values."""

Check = Callable[[Values], Iterator[BusinessError]]
"""A rule across the fields of one record."""

ChangeCheck = Callable[[Values, Values], Iterator[BusinessError]]
"""A rule about what may become of a record: before, after."""


@dataclass(frozen=True, eq=False)  # without slots: it keeps what it works out of its fields
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
        return self.by_key[key]

    @cached_property
    def by_key(self) -> Mapping[str, Field]:
        """The fields by their keys."""
        return {field.key: field for field in self.fields}

    @cached_property
    def links(self) -> tuple[Field, ...]:
        """The fields that name another record."""
        return tuple(field for field in self.fields if field.kind is Kind.LINK)

    @cached_property
    def blank(self) -> Mapping[str, Any]:
        """A new row, with its defaults."""
        return {field.key: empty(field) if field.default is None else field.default for field in self.fields}


@dataclass(frozen=True, kw_only=True, eq=False)  # without slots: it keeps what it works out of its fields
class RecordType:
    """One type of record, whole.

    `group` names the records that share codes and a table: suppliers and customers are parties, and `role` is the
    field that says a party is one. `only` narrows a type to the records with these values. `prefix` starts the
    codes that are given when none is typed, unless the firm has a rule of its own; `prefixed_by` names a link and
    the field of the linked record (or of one above it) that may hold another prefix. `columns` stand in the list;
    `detail` is shown after the name where there is one line for all; `searched` are the fields and parts
    (``contacts.phone``) found by any piece of their text, and of `read` also by pinyin. `has_surnames`: names may
    begin with a family name, which reads differently (单, 曾). `once_moved` are rules for a record that a ledger
    names. Two records become one only if the fields `alike` are equal; None means they never do. One that
    `winds_up` holds goods or debts: out of use it is still returned, counted and paid. `unit_of` names the field
    whose item the field ``unit`` must be a unit of; with `names_alike` several records may well be called alike.
    What `formulas` say is worked out whenever a record is read, and never stored; `rules` are the firm's own, and
    `ruled_unique` the fields that no two records may share by them. One that `stays` is put out of use where another
    would be taken out: something else is named after its code. Records of one that `reads_codes` say how scanned codes
    are read; `heard_as` is the field with the number that tag readers hear. Formulas and rules name one that `is_named`
    by its name, and follow it.
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
    winds_up: bool = False
    prefixed_by: tuple[str, str] | None = None
    unit_of: str = ""
    names_alike: bool = False
    formulas: tuple[Formula, ...] = ()
    rules: tuple[Rule, ...] = ()
    ruled_unique: tuple[Alone, ...] = ()
    stays: bool = False
    is_named: bool = False
    reads_codes: bool = False
    heard_as: str = ""
    help: Label = EMPTY

    def field(self, key: str) -> Field:
        """Return the field of this key."""
        return self.by_key[key]

    def part(self, key: str) -> Part:
        """Return the child list of this key."""
        return next(part for part in self.parts if part.key == key)

    @cached_property
    def by_key(self) -> Mapping[str, Field]:
        """The fields by their keys."""
        return {field.key: field for field in self.fields}

    @cached_property
    def worked_out(self) -> frozenset[str]:
        """The keys of the fields that follow from others."""
        return frozenset(formula.key for formula in self.formulas)

    @cached_property
    def unique(self) -> tuple[Field, ...]:
        """The fields that no two records may share."""
        return tuple(field for field in self.fields if field.unique)

    @cached_property
    def links(self) -> tuple[Field, ...]:
        """The fields that name another record."""
        return tuple(field for field in self.fields if field.kind is Kind.LINK)

    @cached_property
    def trees(self) -> tuple[Field, ...]:
        """The fields that put a record below another of its type; what a firm adds only names one."""
        return tuple(field for field in self.links if field.link == self.key and not is_own(field.key))

    @cached_property
    def heard(self) -> frozenset[str]:
        """The fields and parts that decide how a record is read aloud."""
        return frozenset(path.partition(".")[0] for path in self.read) | {"mnemonic"}

    @cached_property
    def nothing(self) -> Mapping[str, Any]:
        """What each field holds when nothing is in it."""
        return {field.key: empty(field) for field in self.fields}

    @cached_property
    def defaults(self) -> Mapping[str, Any]:
        """What each field of a new record holds."""
        given = {field.key: field.default for field in self.fields if field.default is not None}
        return {**self.nothing, **given}

    @cached_property
    def unfilled(self) -> Mapping[str, Any]:
        """What each field and child list holds when nothing is in it; to be compared with, never to be filled."""
        return {**self.nothing, **{part.key: [] for part in self.parts}}


def with_formulas(record_type: RecordType, values: Values) -> dict[str, Any]:
    """Return a record with what follows from its fields."""
    return {**values, **worked_out(record_type.formulas, values.get)}


def empty(field: Field) -> object:
    """Return what a field holds when nothing is in it."""
    if field.kind is Kind.BOOL:
        return False
    return None if field.kind in NUMBERS or field.kind is Kind.INSTANT else ""


def blank(record_type: RecordType, *, defaults: bool = True) -> dict[str, Any]:
    """Return a new record, with its defaults or with nothing in it."""
    values = dict(record_type.defaults if defaults else record_type.nothing)
    values.update((part.key, []) for part in record_type.parts)
    return values


def blank_row(part: Part) -> dict[str, Any]:
    """Return a new row of a child list with its defaults."""
    return dict(part.blank)
