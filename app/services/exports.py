"""Lists of records to be edited in a spreadsheet and imported again: the same fields under known headers (N12).

What is exported is what a list of that kind says on its way in (`app.services.imports.kinds`); an import of the file
as it is changes nothing.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from app.core.field import Field
from app.core.kinds import Kind
from app.core.table import Column, Table
from app.domain.records.spec import Values
from app.services import records
from app.services.firm import Firm
from app.services.imports.kinds import ListKind, of
from app.storage.records_reading import load_records

Cell = Callable[[Values], object]
"""Returns what stands in a column for a record."""


def table(firm: Firm, kind_key: str) -> Table:
    """Return the records of a kind of list, those that are not in use with them, by code."""
    kind = of(firm, kind_key)
    columns, cells = zip(*_columns(firm, kind), strict=True)
    role = kind.type.role
    rows = (
        values
        for values in load_records(firm.books.connection(), kind.type)
        if (not role or values[role]) and not values.get("is_walk_in")
    )
    ordered = sorted(rows, key=lambda values: (values["code"], values["uid"]))
    return Table(kind.type.label, columns, [tuple(cell(values) for cell in cells) for values in ordered])


def _columns(firm: Firm, kind: ListKind) -> Iterator[tuple[Column, Cell]]:
    """Walk the columns with what stands in them: code and name first, then as they are declared."""
    fields = dict[str, tuple[str, Field]]()
    for source, field in kind.targets:
        fields.setdefault(field.key, (source, field))
    for key in ("code", "name"):
        if key in fields:
            yield _of_field(firm, *fields.pop(key))
    for made in kind.made:
        if made.by:
            cell = partial(_of_linked, firm, kind.type.field(made.target), made.by, {})
            yield Column(made.source, made.label, made.kind), cell
        elif made.label:
            yield Column(made.source, made.label, made.kind), made.write
    for source, field in fields.values():
        if not any(made.label and made.source == source for made in kind.made):
            yield _of_field(firm, source, field)
    for formula in kind.type.formulas:
        yield _of_field(firm, formula.key, kind.type.field(formula.key))


def _of_field(firm: Firm, source: str, field: Field) -> tuple[Column, Cell]:
    choices = tuple((choice.key, choice.label) for choice in field.choices)
    if field.kind is not Kind.LINK:
        return Column(source, field.label, field.kind, choices=choices), lambda values: values[field.key]
    return Column(source, field.label, Kind.TEXT), partial(_of_linked, firm, field, "name", {})


def _of_linked(firm: Firm, field: Field, key: str, known: dict[str, str], values: Values) -> Any:
    """Return the name or code of what a record links to."""
    uid = values[field.key]
    if uid and uid not in known:
        known[uid] = records.value(firm, field.link, uid, key)
    return known.get(uid, "")
