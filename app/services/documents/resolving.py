"""What a draft leaves unsaid is looked up: ratios of units, rates, due dates, book quantities, prices of the source.

The result holds everything that posting needs: replay looks nothing up again that could have changed meanwhile.
"""

import datetime
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial

from app.core.formula import worked_out
from app.core.numbers import Money, Price, divide
from app.domain.documents.document import Document, Line
from app.domain.documents.spec import DocType, Side
from app.domain.documents.tender import change_of
from app.domain.documents.totals import base_of, total_of
from app.domain.documents.totals import settle as settled
from app.domain.documents.types import TYPES
from app.domain.errors import UnknownReference, UnknownUnit
from app.domain.posting.engine import CASH_FIELDS
from app.domain.settings import MIGRATION
from app.services.documents.agreed import price_drawn, with_shares
from app.services.documents.pricing import with_sources
from app.services.firm import Firm
from app.storage import documents, money, stock
from app.storage.catalogue import Catalogue
from app.storage.documents import Head


def settle(firm: Firm, document: Document) -> Document:
    """Return the document with units resolved and all figures computed; tolerant of what is unfinished."""
    doc_type = firm.shapes.document(document.type)
    catalogue = firm.catalogue
    catalogue.gather(line.item for line in document.lines if line.item)
    lines = tuple([_with_unit(catalogue, line) for line in document.lines])
    if doc_type.reprices or doc_type.source is not None:
        read = cache(partial(_source, firm))
        lines = tuple(_from_source(firm, doc_type, line, read) for line in lines)
        lines = with_shares(firm, doc_type, lines)
    if lines != document.lines:
        document = replace(document, lines=lines)
    return with_formulas(doc_type, settled(document, doc_type))


def with_formulas(doc_type: DocType, document: Document) -> Document:
    """Return the document with what the firm's formulas give of its figures."""
    if doc_type.line_formulas:
        document = replace(document, lines=tuple(_with_formulas(doc_type, line) for line in document.lines))
    if doc_type.formulas:
        found = worked_out(doc_type.formulas, document.value)
        document = replace(document, header={**document.header, **found})
    return document


def _with_formulas(doc_type: DocType, line: Line) -> Line:
    return replace(line, data={**line.data, **worked_out(doc_type.line_formulas, line.value)})


def complete(firm: Firm, document: Document) -> Document:
    """Return the document ready for posting: settled, with moments, books, due dates and settlements filled in."""
    if document.reverses:
        return document
    doc_type = firm.shapes.document(document.type)
    try:
        document = _looked_up(firm, doc_type, document)
        return with_sources(firm, _with_change(firm, doc_type, settle(firm, document)))
    except UnknownReference:
        return settle(firm, document)  # `check` names it


def _looked_up(firm: Firm, doc_type: DocType, document: Document) -> Document:
    """Fill in moments, books, due dates and settlements."""
    if doc_type.settles and not document.lines and not document.header.get("advance"):
        document = _oldest_first(firm, doc_type, document)
    if doc_type.compares:
        document = _counted(firm, document)
    if doc_type.owes and not doc_type.settles and not document.header.get("due_on"):
        document = _due(firm, document)
    return document


def _with_change(firm: Firm, doc_type: DocType, document: Document) -> Document:
    """Give change for cash: what was paid above the total goes back, and the account gets the rest (G19)."""
    if doc_type.settles or doc_type.sales <= 0:
        return document
    fields = [(account, paid) for account, paid in CASH_FIELDS if document.header.get(account)]
    tendered = [
        (
            firm.catalogue.account_kind(document.header[account]) == "cash",
            Money(document.header.get(paid) or 0),
        )
        for account, paid in fields
    ]
    change = change_of(document.total, tendered)
    if not change:
        return document
    header, left = dict(document.header), int(change)
    for (_, paid), (is_cash, amount) in zip(fields, tendered, strict=True):
        back = min(left, amount) if is_cash else 0
        header[paid] = amount - back
        left -= back
    return replace(document, header={**header, "change": change})


def _with_unit(catalogue: Catalogue, line: Line) -> Line:
    """Fill in the ratio of the line's unit."""
    if not line.item:
        return line
    try:
        unit = catalogue.item(line.item).unit(line.unit)
    except (UnknownReference, UnknownUnit):
        return line  # `check` names it
    if line.unit == unit.name and line.numerator == unit.numerator and line.denominator == unit.denominator:
        return line
    return replace(line, unit=unit.name, numerator=unit.numerator, denominator=unit.denominator)


Read = Callable[[str], tuple[Head, Document] | None]


def _source(firm: Firm, uid: str) -> tuple[Head, Document] | None:
    """Read a posted document."""
    connection = firm.books.connection()
    head = documents.head(connection, uid)
    return (head, documents.load(connection, head)) if head is not None else None


def _from_source(firm: Firm, doc_type: DocType, line: Line, read: Read) -> Line:
    """Take from the source line what this one does not say: the item it reprices, its weight, the price of a return."""
    if not line.source or not line.source_line or doc_type.source is None:
        return line
    needs_price = (
        doc_type.owes is not None and line.price is None and not line.typed_amount and doc_type.amounts
    )
    if not (doc_type.reprices or needs_price):
        return line
    found = read(line.source)
    if found is None or not 0 < line.source_line <= len(found[1].lines):
        return line
    head, source = found
    origin = source.lines[line.source_line - 1]
    if doc_type.reprices:
        data = {**line.data, "weight": _weight(firm, head.id, line.source_line, origin)}
        return replace(line, item=origin.item, unit=origin.unit, data=data)
    data = {**line.data, "at_receipt_price": True}
    price = price_drawn(doc_type, TYPES[head.type], origin)
    return replace(
        line,
        price=_in_unit(price, origin, line),
        discount=origin.discount,
        tax_rate=line.tax_rate or origin.tax_rate,
        data=data,
    )


def _in_unit(price: Price | None, origin: Line, line: Line) -> Price | None:
    """Return the price of a source line by the unit of the line that is drawn from it."""
    if price is None or line.unit == origin.unit:
        return price
    ours, theirs = line.numerator * origin.denominator, origin.numerator * line.denominator
    return Price(divide(price * ours, theirs))


def _weight(firm: Firm, document_id: int, number: int, origin: Line) -> dict[str, int]:
    """Return what a receipt line weighs when a cost is shared: its present amount and its quantity (R18)."""
    connection = firm.books.connection()
    key = stock.move_of_line(connection, document_id, number)
    return {"amount": stock.goods_value(connection, key), "quantity": origin.base_quantity}


def _counted(firm: Firm, document: Document) -> Document:
    """Fill in the moment of counting, and the book at that moment.

    Where an item was counted in several lines (shelves, batches), the latest of them is compared with what the book
    has above the others, so that all together are compared once. While the firm is set up by counting, the first count
    of an item opens its book (F10).
    """
    place = document.header.get("warehouse")
    if not place:
        return document
    place_id, now = firm.catalogue.place_id(place), firm.clock.now_ms()
    connection, is_opening = firm.books.connection(), bool(firm.books.chosen(MIGRATION))
    lines = [_with_moment(_with_unit(firm.catalogue, line), now) for line in document.lines]
    shelves: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        if line.item and line.data.get("difference") is None:
            shelves.setdefault(firm.catalogue.item_id(line.item), []).append(index)
    for item_id, indexes in shelves.items():
        moment, last = max((lines[index].data["counted_at"], index) for index in indexes)
        book = stock.book_at(connection, item_id, place_id, document.business_date, moment)
        elsewhere = sum(base_of(lines[index]) for index in indexes if index != last)
        lines[last] = lines[last].with_value("book", book - elsewhere)
        opens = is_opening and not stock.is_counted(connection, item_id, place_id)
        if opens or lines[last].opens:
            lines[last] = lines[last].with_value("opens", opens)
    return replace(document, lines=tuple(lines))


def _with_moment(line: Line, now: int) -> Line:
    """Fill in when a line was counted; a difference that is only stated has no moment."""
    if line.data.get("difference") is not None or line.data.get("counted_at"):
        return line
    return line.with_value("counted_at", now)


def _due(firm: Firm, document: Document) -> Document:
    """Fill in the due date from the party's days of payment."""
    if not document.party:
        return document
    days = firm.catalogue.party(document.party).payment_days
    if not days:
        return document
    due = datetime.date.fromisoformat(document.business_date) + datetime.timedelta(days=days)
    return document.with_value("due_on", due.isoformat())


def _oldest_first(firm: Firm, doc_type: DocType, document: Document) -> Document:
    """Pay off the party's open documents, oldest due first, as far as the money goes (F44)."""
    if not document.party or doc_type.owes is None:
        return document
    left: int = total_of(document, doc_type)
    sign = -doc_type.owes.sign
    lines: list[Line] = []
    party_id = firm.catalogue.party_id(document.party)
    side: Side = doc_type.owes.side
    for uid, _, amount in money.open_of_party(firm.books.connection(), party_id, side.value):
        part = min(left, sign * amount)
        if part <= 0:
            continue
        lines.append(Line(source=uid, amount=Money(part), typed_amount=True))
        left -= part
    return replace(document, lines=tuple(lines))
