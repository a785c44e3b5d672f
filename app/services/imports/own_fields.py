"""Columns of a list that go to fields of the firm's own, and new fields that are made of columns (F07).

Such a column holds ``extra:TYPE:KEY``: how its cells are read, and the key of the field. One that becomes a new field
holds ``extra:TYPE:=NAME``; `make` makes the field, in the transaction of the import, and says under which key.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final

from app.core.field import Field
from app.core.kinds import Kind
from app.core.text import Message
from app.domain.catalog import comparing
from app.domain.custom.definition import Definition, key_of
from app.domain.documents.types import TYPES
from app.domain.errors import UnknownReference, WrongValue
from app.domain.intake.column_reader import EXTRA
from app.domain.intake.columns import Column, Head
from app.domain.records.types import custom_field
from app.services import records, references
from app.services.firm import Firm
from app.services.imports import plain as plain_values
from app.services.imports.lists import Opened
from app.services.imports.plain import Plain

NEW: Final = "new"
"""What a person says of a column that is to become a field of its own; how it is read is guessed from its values."""
_READ_AS: Final[Mapping[Kind, str]] = {Kind.NUMBER: "number", Kind.DATE: "date", Kind.BOOL: "bool"}
_BECOMES: Final[Mapping[str, str]] = {
    "text": custom_field.TEXT,
    "number": custom_field.NUMBER,
    "date": custom_field.DATE,
    "bool": custom_field.YES_NO,
}
_GUESSED: Final[Mapping[str, str]] = {"yes_no": "bool"}
"""What a guess is to those who read cells, where it is called otherwise."""
_MOST_PLACES: Final = 6
_LONGEST_NAME: Final = 40


def source_of(definition: Definition) -> str:
    """Return what a column holds that goes to a field of the firm's own."""
    return f"{EXTRA}{_READ_AS.get(definition.field.kind, 'text')}:{definition.key}"


def name_in(field: str) -> str:
    """Return what the new field is to be called that a column becomes; empty when it becomes none."""
    name = field.removeprefix(EXTRA).partition(":")[2] if field.startswith(EXTRA) else ""
    return name[1:] if name.startswith("=") else ""


def new_source(column: Column, guess: str) -> str:
    """Return what a column holds that becomes a new field, called as the column is."""
    name = comparing.one_line(column.header)[:_LONGEST_NAME]
    return f"{EXTRA}{_GUESSED.get(guess, guess)}:={name}"


def mapping_of(
    opened: Opened, own: Sequence[Definition], said: Mapping[int, str], idle: Collection[int], record: str
) -> dict[int, str]:
    """Return which columns go to fields of the firm's own, and all else that was said of columns, in that order.

    A column goes to the field of `own` that is called like it. People may say the name of a field, its key, or `NEW`,
    where the list is of a type of `record`; of the columns that are `idle` that is said when nothing else is.
    """
    called = {comparing.key(str(each.field.label)): each for each in own}
    found = {
        column.place: source_of(called[name])
        for column in opened.head.columns
        if (name := comparing.key(column.header)) in called
    }
    called |= {each.key: each for each in own}
    for place, field in said.items():
        definition = called.get(comparing.key(field)) if field else None
        found[place] = source_of(definition) if definition is not None else field
    becomes = {place for place, field in found.items() if field == NEW}
    becomes |= {*idle} - found.keys()
    if record and becomes:
        found |= _becoming(opened, found, becomes)
    return found


def _becoming(opened: Opened, found: Mapping[int, str], becomes: set[int]) -> Iterator[tuple[int, str]]:
    """Walk the columns that become new fields, each with what it holds then: read once to guess how."""
    reading = opened.read({**found, **dict.fromkeys(becomes, "")}).reading
    for column in reading.ignored:
        if column.header and column.place in becomes:
            yield column.place, new_source(column, reading.guesses.get(column.place, "text"))


def in_use(mapping: Mapping[int, str], own: Iterable[Definition]) -> dict[int, str]:
    """Return what is remembered of columns without those that went to a field which is out of use now."""
    known = {source_of(each) for each in own}
    return {place: field for place, field in mapping.items() if not field.startswith(EXTRA) or field in known}


def filled_in(own: Iterable[Definition]) -> tuple[Definition, ...]:
    """Return the fields that a list can fill: those that are not worked out."""
    return tuple(each for each in own if not each.formula)


def of_documents(firm: Firm, doc_type: str, level: str) -> tuple[Definition, ...]:
    """Return the fields of heads or lines of a type of document that a list can fill; none of what is no such type."""
    return filled_in(firm.shapes.own_of_document(doc_type, level)) if doc_type in TYPES else ()


def on(firm: Firm, doc_type: str, level: str, plain: Plain) -> dict[str, Any]:
    """Return what a row says of the fields of a head or of a line."""
    said = ((each, plain.get(source_of(each))) for each in of_documents(firm, doc_type, level))
    return {each.key: stored(firm, each.field, text) for each, text in said if text}


def stored(firm: Firm, field: Field, text: str) -> Any:
    """Return what goes to a field of the firm's own: nothing is guessed, left out or made for it."""
    value = plain_values.stored(field, text, partial(references.find, firm))
    if field.kind is Kind.LINK and not value:
        raise UnknownReference(label=Message.of(field.label), value=text, field=field.key)
    if value is None:
        raise WrongValue(label=Message.of(field.label), value=text, field=field.key)
    return value


def make(firm: Firm, record: str, head: Head) -> dict[str, str]:
    """Make the fields that columns become; return their keys by what the columns hold."""
    keys: dict[str, str] = {}
    for column in head.columns:
        name = name_in(column.field)
        if not name or column.field in keys:
            continue
        values = {
            "name": name,
            "belongs_to": record,
            "kind": _BECOMES.get(_read_as(column.field), custom_field.TEXT),
            "places": _MOST_PLACES,
        }
        uid, _ = records.save(firm, "custom_field", values)
        keys[column.field] = key_of(records.load(firm, "custom_field", uid)["code"])
    return keys


def kept(field: str, keys: Mapping[str, str]) -> str:
    """Return what is remembered of a column: of one that became a field, the field."""
    return f"{EXTRA}{_read_as(field)}:{keys[field]}" if field in keys else field


def _read_as(field: str) -> str:
    return field.removeprefix(EXTRA).partition(":")[0]
