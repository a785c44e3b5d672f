"""What a person does to the lines of a document: each act returns a new document. Pure; nothing is computed here."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from app.core.numbers import Money
from app.domain.documents.document import Document, Line
from app.domain.documents.fields import PRICE_SOURCE
from app.domain.documents.types import TYPES
from app.domain.prices import TYPED

_BLANK: Final = Line()
_PRICED: Final = frozenset({"price", "discount"})
"""Typing one of these makes price × quantity rule again over a typed amount (R02)."""
_FIGURED: Final = frozenset({"price", "amount"})
"""Who types one of these has made the price."""
_CARRIED: Final = frozenset({"source", "source_line", "reverses", "reverses_line"})
"""What ties a line to another document; a copy of the line is not tied."""


def with_header(document: Document, key: str, value: Any) -> Document:
    """Return the document with a header field typed; an emptied figure is the default, not nothing."""
    if value is None and key in _HEADER_DEFAULTS:
        value = _HEADER_DEFAULTS[key]
    return document.with_value(key, value)


def shown_header(document: Document, key: str) -> Any:
    """Return what a header field shows: a figure of 0 that nobody typed is nothing."""
    value = document.value(key)
    return None if key in _HEADER_DEFAULTS and not isinstance(value, bool | str) and not value else value


def with_cell(document: Document, number: int, key: str, value: Any, *, role: str = "") -> Document:
    """Return the document with one cell typed; a number behind the last line begins a line."""
    line = document.lines[number - 1] if number <= len(document.lines) else Line(role=role)
    if key == "item" and value != line.item:
        line = _of_other_goods(line, str(value or ""))
    elif key == "amount":
        line = replace(line, amount=Money(0 if value is None else value), typed_amount=value is not None)
    elif value is None and key in _LINE_DEFAULTS:
        line = line.with_value(key, _LINE_DEFAULTS[key])
    else:
        line = line.with_value(key, value)
    if key in _PRICED:
        line = replace(line, typed_amount=False)
    if key in _FIGURED and TYPES[document.type].line_field(PRICE_SOURCE.key) is not None:
        line = line.with_value(PRICE_SOURCE.key, TYPED if value is not None else "")
    return document.with_line(number, line)


def _of_other_goods(line: Line, item: str) -> Line:
    """Return a line for other goods: how much of them and the remark stay, unit, price and batch were the old ones'."""
    return Line(
        role=line.role,
        item=item,
        quantity=line.quantity,
        discount=line.discount,
        amount=line.amount if line.typed_amount else Money(0),
        typed_amount=line.typed_amount,
        data={key: value for key, value in line.data.items() if key == "remark"},
    )


def without_line(document: Document, number: int) -> Document:
    """Return the document without a line."""
    return replace(document, lines=document.lines[: number - 1] + document.lines[number:])


def with_inserted(document: Document, number: int, *lines: Line) -> Document:
    """Return the document with lines put before line `number`."""
    return replace(document, lines=document.lines[: number - 1] + lines + document.lines[number - 1 :])


def with_copied(document: Document, number: int) -> Document:
    """Return the document with a line once more, below itself; the copy is drawn from nothing."""
    line = document.lines[number - 1]
    data = {key: value for key, value in line.data.items() if key not in _CARRIED}
    return with_inserted(document, number + 1, replace(line, source="", source_line=0, data=data))


def is_blank(line: Line) -> bool:
    """Say whether nothing was written into a line yet."""
    return replace(line, role="", unit="") == _BLANK


def compact(document: Document) -> Document:
    """Return the document without the lines that say nothing."""
    lines = tuple(line for line in document.lines if not is_blank(line))
    return document if len(lines) == len(document.lines) else replace(document, lines=lines)


def is_empty(document: Document) -> bool:
    """Say whether nobody would miss this draft: it names no party, has no lines and states no amount."""
    states = TYPES[document.type].states
    return not (document.party or compact(document).lines or any(map(document.header.get, states)))


def with_pasted(
    document: Document, number: int, rows: Sequence[Sequence[tuple[str, Any]]], *, role: str = ""
) -> Document:
    """Return the document with rows of (key, value) written into lines from `number` on."""
    for offset, row in enumerate(rows):
        for key, value in row:
            document = with_cell(document, number + offset, key, value, role=role)
    return document


_LINE_DEFAULTS: Final = {
    key: value
    for key in Line.__dataclass_fields__
    if key != "data" and (value := getattr(_BLANK, key)) is not None
}
_EMPTY: Final = Document(uid="", type="", business_date="")
_HEADER_DEFAULTS: Final = {
    key: getattr(_EMPTY, key) for key in Document.__dataclass_fields__ if key not in {"header", "lines"}
}
