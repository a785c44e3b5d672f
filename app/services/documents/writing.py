"""Drafts: begun blank, copied, or drawn from other documents; saved at every change, thrown away without a trace."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.core.changes import Changes
from app.core.field import Field
from app.core.ids import new_uid
from app.core.numbers import ONE, Money, Price, Quantity, Rate, divide
from app.core.text import N_, Message
from app.domain.documents import fields as f
from app.domain.documents.document import Document, Line, payload
from app.domain.documents.spec import DocType, Party
from app.domain.documents.tender import rounding_of
from app.domain.documents.totals import total_of
from app.domain.documents.types import TYPES
from app.domain.posting.errors import OrderClosed, SourceNotLive
from app.domain.prices import DRAWN
from app.domain.settings import DEFAULT_WAREHOUSE, MIGRATION, ROUNDING, TAX_INCLUDED
from app.i18n.catalog import fill
from app.services import references
from app.services.documents.agreed import has_shares, price_drawn
from app.services.documents.resolving import settle
from app.services.firm import Firm
from app.storage import documents, prices, stock
from app.storage.operations import canonical


def blank(firm: Firm, type_key: str) -> Document:
    """Return a new draft of a type with what the firm usually fills in."""
    doc_type = firm.shapes.document(type_key)
    header: dict[str, Any] = {
        field.key: field.default
        for field in doc_type.header
        if field.default is not None and field.key != "tax_included"
    }
    if doc_type.header_field("warehouse"):
        header["warehouse"] = firm.books.chosen(DEFAULT_WAREHOUSE) or references.first(firm, "warehouse")
    if doc_type.header_field("account"):
        header["account"] = references.first(firm, "account")
    return Document(
        uid=new_uid(),
        type=type_key,
        business_date=firm.today(),
        tax_included=firm.books.chosen(TAX_INCLUDED),
        header=header,
    )


def copy(firm: Firm, uid: str) -> Document:
    """Return a new draft with the lines of an old document; it is drawn from nothing and dated today."""
    connection = firm.books.connection()
    head = documents.head(connection, uid)
    old = documents.load(connection, head) if head else documents.load_draft(connection, uid)
    if old is None:
        raise SourceNotLive(source=uid)
    doc_type = firm.shapes.document(old.type)
    lines = tuple(
        replace(line, source="", source_line=0, data=_handed_on(doc_type.line_field, line.data))
        for line in old.lines
    )
    fresh = replace(
        old,
        uid=new_uid(),
        number="",
        business_date=firm.today(),
        happened_at=0,
        reverses="",
        header=_handed_on(doc_type.header_field, old.header),
        lines=lines,
    )
    return settle(firm, fresh)


def _handed_on(field_of: Callable[[str], Field | None], data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data that another document may take over: what it asks for, and does not belong to just one."""
    fields = ((field_of(key), key, value) for key, value in data.items())
    return {key: value for field, key, value in fields if field is not None and not field.own}


def draw(firm: Firm, type_key: str, source_uids: Sequence[str], draft: Document | None = None) -> Document:
    """Return a draft with what is still open of other documents (F29); lines are added to `draft` if there is one."""
    doc_type = firm.shapes.document(type_key)
    document = draft or blank(firm, type_key)
    lines = list(document.lines)
    for uid in source_uids:
        head = documents.head(firm.books.connection(), uid)
        if head is not None and head.end == documents.CLOSED:
            raise OrderClosed(number=head.number)
        if head is None or head.end or doc_type.source is None or head.type not in doc_type.source.types:
            raise SourceNotLive(source=head.number if head else uid)
        source = documents.load(firm.books.connection(), head)
        document = _take_head(doc_type, document, source)
        lines += _open_lines(firm, doc_type, source, head.id)
    return settle(firm, replace(document, lines=tuple(lines)))


def _take_head(doc_type: DocType, document: Document, source: Document) -> Document:
    """Take over from the source what both ask for and the draft has not filled in."""
    header = dict(document.header)
    for key, value in _handed_on(doc_type.header_field, source.header).items():
        if value and key not in _STAYING and (not header.get(key) or key == f.WAREHOUSE.key):
            header[key] = value
    own_party = doc_type.party is not Party.NONE and not doc_type.shares
    return replace(
        document,
        party=document.party or (source.party if own_party else ""),
        tax_included=source.tax_included,
        header=header,
    )


_STAYING = frozenset({f.REMARK.key, f.ACCOUNT.key})
"""What a document says for itself, though a copy of it may say the same."""


def _open_lines(firm: Firm, doc_type: DocType, source: Document, source_id: int) -> list[Line]:
    """Return the lines of a source with what is open of each."""
    assert doc_type.source is not None, "draw asked before"
    if doc_type.source.settles:
        amount = prices.open_amount(firm.books.connection(), source_id)
        sign = -doc_type.owes.sign if doc_type.owes else 1
        return [Line(source=source.uid, amount=Money(sign * amount), typed_amount=True)] if amount else []
    lines: list[Line] = []
    taken = (
        documents.drawn(firm.books.connection(), source_id, (doc_type.key,)) if doc_type.source.counts else {}
    )
    first = documents.line_id(firm.books.connection(), source_id, 1)
    for number, line in enumerate(source.lines, 1):
        if doc_type.reprices:
            lines.append(
                Line(
                    item=line.item,
                    unit=line.unit,
                    tax_rate=line.tax_rate,
                    source=source.uid,
                    source_line=number,
                )
            )
            continue
        rest = line.base_quantity - taken.get(first + number - 1, 0)
        if rest > 0:
            lines.append(_drawn_line(doc_type, source, line, number, rest))
    return lines


def _drawn_line(doc_type: DocType, source: Document, line: Line, number: int, rest: int) -> Line:
    """Return a line for what is open of another: in its unit if that comes out even, else in the base unit."""
    data = _handed_on(doc_type.line_field, line.data)
    whole, odd = divmod(rest * line.denominator, line.numerator)
    odd = odd or (
        whole % ONE and not (line.quantity or 0) % ONE
    )  # three quarters of a box are eighteen bottles
    price = price_drawn(doc_type, TYPES[source.type], line)
    unit, numerator, denominator = line.unit, line.numerator, line.denominator
    if odd:
        whole, unit, numerator, denominator = rest, "", 1, 1
        price = Price(divide(price * line.denominator, line.numerator)) if price is not None else None
    if not doc_type.amounts:
        price = None
    if price is not None and doc_type.line_field(f.PRICE_SOURCE.key) is not None:
        data[f.PRICE_SOURCE.key] = DRAWN
    whole_line = rest == line.base_quantity and not has_shares(doc_type, source)
    complete = whole_line and line.typed_amount and doc_type.amounts
    return Line(
        item=line.item,
        role=line.role,
        unit=unit,
        numerator=numerator,
        denominator=denominator,
        quantity=Quantity(whole),
        price=price,
        discount=line.discount if line.price is not None else Rate(0),
        tax_rate=line.tax_rate,
        amount=line.amount if complete else Money(0),
        typed_amount=complete,
        source=source.uid,
        source_line=number,
        data=data,
    )


def save_draft(firm: Firm, document: Document) -> Changes:
    """Keep a draft as it is, finished or not; drafts are no operations: they touch nothing and travel nowhere."""
    with firm.transaction():
        documents.save_draft(
            firm.books.connection(),
            document,
            body=canonical(payload(document)),
            total=total_of(document, TYPES[document.type]),
            changed_at=firm.clock.now_ms(),
            author=firm.author,
        )
    return Changes.of("draft", f"document:{document.type}")


def discard(firm: Firm, uid: str) -> Changes:
    """Throw a draft away."""
    connection = firm.books.connection()
    draft = documents.load_draft(connection, uid)
    with firm.transaction():
        documents.delete_draft(connection, uid)
    return Changes.of("draft", f"document:{draft.type}") if draft else Changes()


def stock_of(firm: Firm, item: str, warehouse: str) -> str:
    """Return what of an item is in a warehouse (or in all) as people count it: ``3箱2包``.

    While the firm is set up by counting, it says of a warehouse whether nobody counted the goods there yet (F10).
    """
    article = firm.catalogue.item(item)
    place_id = firm.catalogue.place_id(warehouse) if warehouse else 0
    connection = firm.books.connection()
    held = article.in_units(Quantity(stock.on_hand(connection, article.id, place_id)))
    if place_id and firm.books.chosen(MIGRATION) and not stock.is_counted(connection, article.id, place_id):
        return fill(Message.of(N_("{stock} 未核"), stock=held))
    return held


def round_off(firm: Firm, document: Document) -> Document:
    """Return the document rounded off the way the firm does it (抹零, G12)."""
    plain = settle(firm, replace(document, rounding=Money(0)))
    way = str(firm.books.chosen(ROUNDING))
    return settle(firm, replace(plain, rounding=rounding_of(plain.total, way)))
