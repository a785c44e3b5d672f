"""What was agreed: a drawn line comes to its share of the line it is drawn from, its part of all discounts included.

A return refunds its share of what was paid (G11, GV20); a delivery or receipt of an order with a discount on the whole
carries its share of that discount. The share holds as long as nobody typed another price, discount, tax rate or amount.
The document that completes a line takes what is left of it, so that all together come to exactly what was agreed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.core.numbers import Money, Price, divide, price_of, share
from app.domain.documents.document import Document, Line
from app.domain.documents.spec import DocType
from app.domain.documents.totals import base_of, is_priced
from app.domain.documents.types import TYPES
from app.services.firm import Firm
from app.storage import documents

AGREED = "agreed"
"""Where a line keeps its share as [net, gross]; `totals.settle` reads it."""

_REPRICING = tuple(doc_type.key for doc_type in TYPES if doc_type.reprices and not doc_type.shares)
"""Types that change what was agreed with the same party; freight is paid to another one."""


@dataclass(slots=True)
class _Drawn:
    """What of a line was drawn before: how much, for what net and gross, how many times."""

    quantity: int = 0
    net: int = 0
    gross: int = 0
    times: int = 0


@dataclass(slots=True)
class _Origin:
    """The document that is drawn from, and what was drawn of its lines."""

    lines: tuple[Line, ...] = ()
    drawn: dict[int, _Drawn] = field(default_factory=dict)


def takes_back(doc_type: DocType, origin: DocType) -> bool:
    """Say whether a type is the return of another: it takes from a party what the other gave."""
    ours, theirs = doc_type.owes, origin.owes
    return _draws(doc_type, origin) and theirs is not None and ours is not None and ours.sign == -theirs.sign


def has_shares(doc_type: DocType, source: Document) -> bool:
    """Say whether lines drawn from a document come to shares of its lines, not to price × quantity."""
    origin = TYPES[source.type]
    if takes_back(doc_type, origin):
        return True
    return _draws(doc_type, origin) and origin.amounts and bool(source.discount or source.rounding)


def price_drawn(doc_type: DocType, origin: DocType, line: Line) -> Price | None:
    """Return the price at which a line is drawn; where only an amount was typed, what that comes to for a unit."""
    if line.price is None and line.typed_amount and line.quantity and not takes_back(doc_type, origin):
        return price_of(line.amount, line.quantity)
    return line.price


def with_shares(firm: Firm, doc_type: DocType, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the lines, each drawn one with its share of what was agreed."""
    if doc_type.source is None or not (doc_type.source.counts and doc_type.amounts):
        return lines
    origins: dict[str, _Origin] = {"": _Origin()}
    for line in lines:
        if line.source not in origins:
            origins[line.source] = _origin(firm, doc_type, line.source)
    return tuple(_with_share(line, origins[line.source]) for line in lines)


def _draws(doc_type: DocType, origin: DocType) -> bool:
    """Say whether lines of the one are used up by lines of the other."""
    source = doc_type.source
    return source is not None and source.counts and doc_type.amounts and origin.key in source.types


def _with_share(line: Line, origin: _Origin) -> Line:
    """Fill in, or take away, the share of one line."""
    if not 0 < line.source_line <= len(origin.lines):
        return _without(line)
    whole = origin.lines[line.source_line - 1]
    quantity = base_of(line)
    shares = bool(whole.base_quantity) and is_priced(whole) and _priced_alike(line, whole)
    if line.typed_amount or not shares:
        return _without(line)
    before = origin.drawn.setdefault(line.source_line, _Drawn())
    net = _part(whole.net, quantity, whole, before, before.net)
    gross = _part(whole.gross, quantity, whole, before, before.gross)
    before.quantity, before.times = before.quantity + quantity, before.times + 1
    before.net, before.gross = before.net + net, before.gross + gross
    return replace(line, data={**line.data, AGREED: [net, gross]})


def _part(amount: int, quantity: int, whole: Line, before: _Drawn, given: int) -> int:
    """Return the rounded share, or all that is left; where another price was agreed before, it is not made up for."""
    part = share(amount, quantity, whole.base_quantity)
    rest = amount - given
    completes = before.quantity + quantity == whole.base_quantity
    return rest if completes and abs(rest - part) <= before.times else part


def _priced_alike(line: Line, whole: Line) -> bool:
    """Say whether a line has price, discount and tax rate of the one it is drawn from, each by its own unit."""
    if (line.discount, line.tax_rate) != (whole.discount, whole.tax_rate):
        return False
    if whole.price is None:
        return line.price is None
    ours, theirs = line.numerator * whole.denominator, whole.numerator * line.denominator
    return line.price == divide(whole.price * ours, theirs)


def _without(line: Line) -> Line:
    """Return the line without a share."""
    if AGREED not in line.data:
        return line
    rest: Mapping[str, object] = {key: value for key, value in line.data.items() if key != AGREED}
    return replace(line, data=rest)


def _origin(firm: Firm, doc_type: DocType, uid: str) -> _Origin:
    """Read the document that is drawn from, at its last prices, and what of its lines was drawn already."""
    connection = firm.books.connection()
    head = documents.head(connection, uid)
    if head is None:
        return _Origin()
    source = documents.load(connection, head)
    if not has_shares(doc_type, source):
        return _Origin()
    for key in _REPRICING:
        for number, _, net, gross, _ in documents.drawn_amounts(connection, head.id, key):
            line = source.lines[number - 1]
            paid = replace(line, net=Money(line.net + net), gross=Money(line.gross + gross))
            source = source.with_line(number, paid)
    rows = documents.drawn_amounts(connection, head.id, doc_type.key)
    return _Origin(source.lines, {row[0]: _Drawn(*row[1:]) for row in rows})
