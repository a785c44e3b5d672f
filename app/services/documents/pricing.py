"""What a line of goods is sold or bought for: what the firm knows is gathered, one rule says which price counts (G03).

``quote``        the price of so much of an item in a unit, with its source; None where there is none
``priced``       a line with the price of today, unless somebody typed another one or it was agreed before
``repriced``     a document whose party or day has changed, each line ``priced`` anew
``with_sources`` a finished document, each price with where it comes from, as it is kept when it is posted

Sales look at the price book, the last price and the item's own prices, in the order that the owner chose; purchases at
the last price, then at the item's purchase price. It costs two steps into two tables (measured: 0.03 ms with 100,000
prices in the book).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from app.core.numbers import ONE, Price, divide
from app.domain import prices as book
from app.domain.catalog.item import Item
from app.domain.documents.document import Document, Line
from app.domain.documents.fields import PRICE_SOURCE
from app.domain.documents.spec import DocType, Party
from app.domain.documents.types import TYPES
from app.domain.errors import UnknownReference, UnknownUnit
from app.domain.prices import Offer, order_of, resolve_price
from app.domain.settings import LEARNS_PRICES, PRICE_ORDER
from app.services.firm import Firm
from app.storage import documents, prices

_KINDS: Final = {Party.CUSTOMER: "sales", Party.SUPPLIER: "purchase"}
_PURCHASE_ORDER: Final = (book.LAST, book.PURCHASE)
_STAYING: Final = frozenset({book.TYPED, book.DRAWN})
"""Prices that nothing but a person changes."""
UNTAUGHT: Final = "untaught"
"""Where a line says that its price is not to be remembered; `totals.teaches` reads it."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A price of one unit, and where it comes from."""

    price: Price
    source: str


def last_price(firm: Firm, type_key: str, party: str, item: str, unit: str) -> Price | None:
    """Return the price of the last deal with this party in this unit (G04), or None."""
    kind = _KINDS.get(TYPES[type_key].party, "purchase")
    catalogue = firm.catalogue
    found = prices.last(
        firm.books.connection(), kind, catalogue.party_id(party), catalogue.item_id(item), unit
    )
    return Price(found) if found is not None else None


def quote(firm: Firm, document: Document, item: str, unit: str, quantity: int = ONE) -> Quote | None:
    """Return the price of so much of an item in a unit for the document's party on its day."""
    found = _resolved(firm, document, _offers(firm, document, item, unit), quantity)
    return Quote(found.price, found.source) if found is not None else None


def priced(firm: Firm, document: Document, line: Line) -> Line:
    """Return the line with the price of its quantity, unless somebody typed or agreed to another one."""
    doc_type = TYPES[document.type]
    if doc_type.line_field("price") is None or not line.item or line.typed_amount or line.source:
        return line
    source = line.data.get(PRICE_SOURCE.key)
    if source in _STAYING or (line.price is not None and not source):
        return line
    found = quote(firm, document, line.item, line.unit, line.quantity or ONE)
    return quoted(doc_type, line, found)


def repriced(firm: Firm, document: Document) -> Document:
    """Return the document with the prices that its lines have for another party, or on another day."""
    return replace(document, lines=tuple(priced(firm, document, line) for line in document.lines))


def quoted(doc_type: DocType, line: Line, found: Quote | None) -> Line:
    """Return a line with a price that was found, or with none, and where it comes from."""
    line = replace(line, price=found.price if found else None)
    return sourced(doc_type, line, found.source if found else "")


def sourced(doc_type: DocType, line: Line, source: str) -> Line:
    """Return a line whose price says where it comes from, where the type keeps that."""
    if doc_type.line_field(PRICE_SOURCE.key) is None or (line.data.get(PRICE_SOURCE.key) or "") == source:
        return line
    data = {key: value for key, value in line.data.items() if key != PRICE_SOURCE.key}
    return replace(line, data={**data, PRICE_SOURCE.key: source} if source else data)


def with_sources(firm: Firm, document: Document) -> Document:
    """Return the document as it is to be posted: each price with its source, and whether it is to be remembered."""
    doc_type = TYPES[document.type]
    if doc_type.line_field("price") is None or doc_type.party is Party.NONE:
        return document
    learns = bool(firm.books.chosen(LEARNS_PRICES))
    origins: dict[str, Document | None] = {}
    is_kept = doc_type.line_field(PRICE_SOURCE.key) is not None
    lines = document.lines
    if is_kept:
        lines = tuple(sourced(doc_type, line, _source_of(firm, document, line, origins)) for line in lines)
    if not learns:
        lines = tuple(replace(line, data={**line.data, UNTAUGHT: True}) for line in lines)
    return replace(document, lines=lines)


def _offers(firm: Firm, document: Document, item: str, unit: str) -> Iterator[Offer]:
    """Walk what is known of the price of a unit of an item."""
    article = firm.catalogue.item(item)
    name = article.unit(unit).name
    match TYPES[document.type].party:
        case Party.CUSTOMER:
            yield from _sold(firm, document, article, name)
        case Party.SUPPLIER:
            yield from _bought(firm, document, article, name)


def _resolved(firm: Firm, document: Document, offers: Iterable[Offer], quantity: int) -> Offer | None:
    is_sold = TYPES[document.type].party is Party.CUSTOMER
    order = order_of(map(firm.books.chosen, PRICE_ORDER)) if is_sold else _PURCHASE_ORDER
    return resolve_price(offers, order, quantity=quantity, date=document.business_date)


def _sold(firm: Firm, document: Document, article: Item, unit: str) -> Iterator[Offer]:
    """Walk what is known of a selling price."""
    connection, customer_id, level = firm.books.connection(), 0, ""
    if document.party:
        customer = firm.catalogue.party(document.party)
        customer_id, level = customer.id, customer.price_level
        last = prices.last(connection, _KINDS[Party.CUSTOMER], customer_id, article.id, unit)
        if last:
            yield Offer(book.LAST, Price(last))
    yield from prices.booked(
        connection,
        item_id=article.id,
        unit=unit,
        is_base=unit == article.base_unit,
        customer_id=customer_id,
        level=level,
    )
    own = [(book.WHOLESALE, "wholesale")] if book.is_wholesale(level) else []
    for source, column in (*own, (book.RETAIL, "retail")):
        price = article.price(unit, column)
        if price:
            yield Offer(source, price)


def _bought(firm: Firm, document: Document, article: Item, unit: str) -> Iterator[Offer]:
    """Walk what is known of a purchase price."""
    if document.party:
        supplier_id = firm.catalogue.party_id(document.party)
        last = prices.last(firm.books.connection(), _KINDS[Party.SUPPLIER], supplier_id, article.id, unit)
        if last:
            yield Offer(book.LAST, Price(last))
    price = article.price(unit, "purchase")
    if price:
        yield Offer(book.PURCHASE, price)


def _source_of(firm: Firm, document: Document, line: Line, origins: dict[str, Document | None]) -> str:
    """Say where the price of a line comes from: what it is drawn from, what the firm quotes, or a person."""
    if line.data.get("gift") or not (line.item and (line.price is not None or line.typed_amount)):
        return ""
    if line.typed_amount or line.price is None:
        return book.TYPED
    if line.source and line.source_line:
        return book.DRAWN if _is_as_agreed(firm, line, origins) else book.TYPED
    try:
        alike = [each for each in _offers(firm, document, line.item, line.unit) if each.price == line.price]
    except (UnknownReference, UnknownUnit):
        return book.TYPED  # `check` names it
    found = _resolved(firm, document, alike, line.quantity or ONE)
    return found.source if found is not None else book.TYPED


def _is_as_agreed(firm: Firm, line: Line, origins: dict[str, Document | None]) -> bool:
    """Say whether a line has price and discount of the one that it is drawn from, each by its own unit."""
    if line.source not in origins:
        connection = firm.books.connection()
        head = documents.head(connection, line.source)
        origins[line.source] = documents.load(connection, head) if head is not None else None
    origin = origins[line.source]
    if origin is None or line.source_line > len(origin.lines):
        return False
    whole = origin.lines[line.source_line - 1]
    if whole.price is None or line.discount != whole.discount:
        return False
    ours, theirs = line.numerator * whole.denominator, whole.numerator * line.denominator
    return line.price == divide(whole.price * ours, theirs)
