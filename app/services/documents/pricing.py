"""What a line of goods is sold or bought for: what the firm knows is gathered, one rule says which price counts (G03).

``quote``        the price of so much of an item in a unit, with its source; None where there is none
``priced``       a line with the price of today, unless somebody typed another one or it was agreed before
``repriced``     a document whose party or day has changed, each line ``priced`` anew
``with_sources`` a finished document, each price with where it comes from, as it is kept when it is posted

Sales look at the price book, the last price and the item's own prices, in the order that the owner chose; purchases at
the last price, then at the item's purchase price. What the tables know is one question for all lines of a document.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from app.core.numbers import ONE, Price, divide
from app.domain import prices as book
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
_RETAIL: Final = {book.RETAIL: "retail"}
_WHOLESALE: Final = {book.WHOLESALE: "wholesale", **_RETAIL}
_PURCHASE: Final = {book.PURCHASE: "purchase"}
"""Where prices of an item's own come from, each with the level of the item that has it."""
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
    known = _Known(firm, document, (item,))
    found = known.resolved(known.offers(item, unit), quantity)
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
    return _sourced(line, source) if doc_type.line_field(PRICE_SOURCE.key) is not None else line


def _sourced(line: Line, source: str) -> Line:
    if (line.data.get(PRICE_SOURCE.key) or "") == source:
        return line
    data = {key: value for key, value in line.data.items() if key != PRICE_SOURCE.key}
    if source:
        data[PRICE_SOURCE.key] = source
    return line.with_data(data)


def with_sources(firm: Firm, document: Document) -> Document:
    """Return the document as it is to be posted: each price with its source, and whether it is to be remembered."""
    doc_type = TYPES[document.type]
    if doc_type.line_field("price") is None or doc_type.party is Party.NONE:
        return document
    lines = document.lines
    if doc_type.line_field(PRICE_SOURCE.key) is not None:
        origins: dict[str, Document | None] = {}
        known = _Known(firm, document, (line.item for line in lines if _is_quoted(line)))
        lines = tuple([_sourced(line, _source_of(firm, line, known, origins)) for line in lines])
    if not firm.books.chosen(LEARNS_PRICES):
        lines = tuple([line.with_data({**line.data, UNTAUGHT: True}) for line in lines])
    return replace(document, lines=lines)


class _Known:
    """What is known of the prices of goods for the party of a document, read once for all of them."""

    def __init__(self, firm: Firm, document: Document, items: Iterable[str]) -> None:
        """Look up what the tables know of these items; of none that nobody knows."""
        self._catalogue = catalogue = firm.catalogue
        self._date = document.business_date
        self._offers: dict[tuple[int, str], list[Offer]] = {}
        self._own: Mapping[str, str] = {}
        self._order: tuple[str, ...] = ()
        wanted = {catalogue.item_id(uid) for uid in items if catalogue.knows("item", uid)}
        if not wanted:
            return
        connection, rows = firm.books.connection(), list[prices.Known]()
        match TYPES[document.type].party:
            case Party.CUSTOMER:
                customer = catalogue.party(document.party) if document.party else None
                level = customer.price_level if customer is not None else ""
                self._own = _WHOLESALE if book.is_wholesale(level) else _RETAIL
                self._order = order_of(map(firm.books.chosen, PRICE_ORDER))
                rows = prices.selling(
                    connection,
                    wanted,
                    kind=_KINDS[Party.CUSTOMER],
                    customer_id=customer.id if customer is not None else None,
                    level=level,
                )
            case Party.SUPPLIER:
                self._own, self._order = _PURCHASE, _PURCHASE_ORDER
                if document.party:
                    supplier_id = catalogue.party_id(document.party)
                    rows = prices.buying(
                        connection, wanted, kind=_KINDS[Party.SUPPLIER], supplier_id=supplier_id
                    )
        for item_id, unit, offer in rows:
            self._offers.setdefault((item_id, unit), []).append(offer)

    def offers(self, item: str, unit: str) -> Iterator[Offer]:
        """Walk what is known of the price of a unit of an item."""
        article = self._catalogue.item(item)
        name = article.unit(unit).name
        yield from self._offers.get((article.id, name), ())
        if name == article.base_unit:
            yield from self._offers.get((article.id, ""), ())
        for source, column in self._own.items():
            price = article.price(name, column)
            if price:
                yield Offer(source, price)

    def resolved(self, offers: Iterable[Offer], quantity: int) -> Offer | None:
        """Return the offer that counts for so much on the day of the document."""
        return resolve_price(offers, self._order, quantity=quantity, date=self._date)


def _is_quoted(line: Line) -> bool:
    """Say whether a line has a price that the firm may have quoted today."""
    is_drawn = line.source and line.source_line
    return bool(
        line.item and line.price is not None and not (line.typed_amount or is_drawn or line.data.get("gift"))
    )


def _source_of(firm: Firm, line: Line, known: _Known, origins: dict[str, Document | None]) -> str:
    """Say where the price of a line comes from: what it is drawn from, what the firm quotes, or a person."""
    if line.data.get("gift") or not (line.item and (line.price is not None or line.typed_amount)):
        return ""
    if line.typed_amount or line.price is None:
        return book.TYPED
    if line.source and line.source_line:
        return book.DRAWN if _is_as_agreed(firm, line, origins) else book.TYPED
    try:
        alike = [each for each in known.offers(line.item, line.unit) if each.price == line.price]
    except (UnknownReference, UnknownUnit):
        return book.TYPED  # `check` names it
    found = known.resolved(alike, line.quantity or ONE) if alike else None
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
