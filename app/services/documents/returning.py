"""What a return refunds: its share of the line that it takes back, with that line's part of all discounts (G11, GV20).

The share holds as long as nobody typed another price, discount or amount. The return that completes a line refunds what
is left of it, so that all together give back exactly what was paid.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.core.numbers import divide, share
from app.domain.documents.document import Document, Line
from app.domain.documents.spec import DocType
from app.domain.documents.types import TYPES
from app.services.firm import Firm
from app.storage import documents

REFUND = "refund"
"""Where a line keeps its share as [net, gross]; `totals.settle` reads it."""


@dataclass(slots=True)
class _Returned:
    """What of a line has come back: how much, for what net and gross, in how many returns."""

    quantity: int = 0
    net: int = 0
    gross: int = 0
    times: int = 0


def takes_back(doc_type: DocType, origin: DocType) -> bool:
    """Say whether a type is the return of another: it takes from a party what the other gave."""
    ours, theirs = doc_type.owes, origin.owes
    drawn = doc_type.source is not None and doc_type.source.counts and origin.key in doc_type.source.types
    return drawn and ours is not None and theirs is not None and ours.sign == -theirs.sign


def with_refunds(firm: Firm, doc_type: DocType, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the lines with the share that each one refunds."""
    if doc_type.source is None or not any(takes_back(doc_type, TYPES[key]) for key in doc_type.source.types):
        return lines
    origins: dict[str, tuple[Document, dict[int, _Returned]] | None] = {}
    return tuple(_with_refund(firm, doc_type, line, origins) for line in lines)


def _with_refund(
    firm: Firm,
    doc_type: DocType,
    line: Line,
    origins: dict[str, tuple[Document, dict[int, _Returned]] | None],
) -> Line:
    """Fill in, or take away, the share of one line; `origins` remembers what was read."""
    if line.source and line.source not in origins:
        origins[line.source] = _origin(firm, doc_type, line.source)
    known = origins.get(line.source)
    if known is None or not 0 < line.source_line <= len(known[0].lines):
        return _without(line)
    origin, returned = known[0].lines[line.source_line - 1], known[1]
    quantity = line.quantity * line.numerator // line.denominator
    if line.typed_amount or not origin.base_quantity or not _priced_alike(line, origin):
        return _without(line)
    before = returned.setdefault(line.source_line, _Returned())
    net = _part(origin.net, quantity, origin, before, before.net)
    gross = _part(origin.gross, quantity, origin, before, before.gross)
    before.quantity, before.times = before.quantity + quantity, before.times + 1
    before.net, before.gross = before.net + net, before.gross + gross
    return replace(line, data={**line.data, REFUND: [net, gross]})


def _part(whole: int, quantity: int, origin: Line, before: _Returned, given: int) -> int:
    """Return the rounded share, or all that is left; what earlier returns gave by agreement is not made up for."""
    part = share(whole, quantity, origin.base_quantity)
    rest = whole - given
    completes = before.quantity + quantity == origin.base_quantity
    return rest if completes and abs(rest - part) <= before.times else part


def _priced_alike(line: Line, origin: Line) -> bool:
    """Say whether a line has the price and discount of its origin, each by its own unit."""
    if origin.price is None:
        return line.price is None
    ours, theirs = line.numerator * origin.denominator, origin.numerator * line.denominator
    return line.price == divide(origin.price * ours, theirs) and line.discount == origin.discount


def _without(line: Line) -> Line:
    """Return the line without a share."""
    if REFUND not in line.data:
        return line
    rest: Mapping[str, object] = {key: value for key, value in line.data.items() if key != REFUND}
    return replace(line, data=rest)


def _origin(firm: Firm, doc_type: DocType, uid: str) -> tuple[Document, dict[int, _Returned]] | None:
    """Read the document that is taken back, and what of its lines has come back already."""
    connection = firm.books.connection()
    head = documents.head(connection, uid)
    if head is None or not takes_back(doc_type, TYPES[head.type]):
        return None
    rows = documents.returned(connection, head.id, doc_type.key)
    return documents.load(connection, head), {row[0]: _Returned(*row[1:]) for row in rows}
