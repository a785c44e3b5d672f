"""A label of our own on a document: verified before it becomes a line, and then it fills the line by itself (F61).

::

    scan or key ──▶ goods ──verified: supplier, order, item, batch, expiry──▶ refused with both names, nothing is added
                                        │
              a line that is drawn from an order and waits for its batch ──▶ filled; its quantity stays
              another batch of it ─────────────────────────────────────────▶ one piece moves to a line of its own
              no such line ────────────────────────────────────────────────▶ goods like any other (`scanning`)

A label that cannot be read is keyed in, with a reason that stays in the line and so in the log.
"""

from dataclasses import dataclass, replace
from typing import Final

from app.core.numbers import ONE, Quantity
from app.core.text import Message
from app.domain.documents import fields as f
from app.domain.documents.document import Document, Line, serials_of
from app.domain.documents.spec import Basis, DocType, Party
from app.domain.documents.types import TYPES
from app.domain.errors import MissingField
from app.domain.labels.own import OwnLabel
from app.domain.labels.verifying import Here, Said, mismatches
from app.domain.settings import MIGRATION
from app.services import records, references, scanning
from app.services.documents import expiry
from app.services.firm import Firm
from app.services.scanning import Goods
from app.storage import documents as stored
from app.storage import stock


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyed:
    """What a person reads off a label that no scanner reads, and why it had to be keyed."""

    item: str
    batch: str = ""
    serial: str = ""
    order: str = ""
    reason: str = ""


def goods_of(firm: Firm, keyed: Keyed) -> Goods:
    """Return the goods of a label that was keyed; refuse it without a reason."""
    for field, value in ((f.ITEM, keyed.item), (f.LABEL_REASON, keyed.reason)):
        if not value.strip():
            raise MissingField(label=Message.of(field.label), field=field.key)
    label = OwnLabel(item=keyed.item, batch=keyed.batch, serial=keyed.serial, order=keyed.order)
    return scanning.own_goods(firm, keyed.item, label)._replace(reason=keyed.reason.strip())


def takes_keyed(doc_type: DocType) -> bool:
    """Say whether labels may be keyed into documents of a type: where the reason has a place."""
    return doc_type.line_field(f.LABEL_REASON.key) is not None


def verified(firm: Firm, document: Document, goods: Goods) -> Goods:
    """Return goods with the days of their batch, where a label does not say them; refuse one that belongs elsewhere."""
    doc_type = firm.shapes.document(document.type)
    if goods.is_own:
        for problem in mismatches(_said(firm, goods), _here(firm, doc_type, document, goods)):
            raise problem
        goods = _with_days(firm, goods)
    if goods.expires_on:
        expiry.refuse(firm, document, item=goods.item, batch=goods.batch, expires_on=goods.expires_on)
    return goods


def with_party(firm: Firm, document: Document, goods: Goods) -> Document:
    """Return the document with the supplier of its first label, where nobody has said whose it is."""
    if not goods.is_own or document.party or TYPES[document.type].party is not Party.SUPPLIER:
        return document
    uid = _supplier(firm, goods)
    return document.with_value("party", uid) if uid and firm.catalogue.offers("supplier", uid) else document


def waiting_line(document: Document, goods: Goods, batch: str) -> int:
    """Return the line that is drawn from another document and is of these goods and this batch, or none yet; or 0."""
    if not goods.is_own or goods.quantity is not None:
        return 0
    alike = [
        number
        for number, line in enumerate(document.lines, 1)
        if _is_drawn(line, goods) and (line.data.get("batch") or "") in {"", batch}
    ]
    same = (number for number in alike if document.lines[number - 1].data.get("batch") == batch)
    return next(same, next(iter(alike), 0))


def parted(document: Document, goods: Goods) -> tuple[Document, int]:
    """Take one piece out of a drawn line of another batch, as a line of its own; 0 where there is none to take from."""
    for number, line in enumerate(document.lines, 1) if goods.is_own and goods.quantity is None else ():
        rest = Quantity((line.quantity or 0) - ONE)
        if _is_drawn(line, goods) and not line.typed_amount and rest >= max(ONE, len(serials_of(line)) * ONE):
            data = {key: value for key, value in line.data.items() if key not in _OF_A_BATCH}
            document = document.with_line(number, replace(line, quantity=rest))
            one = replace(line, quantity=ONE, data=data)
            return document.with_line(len(document.lines) + 1, one), len(document.lines) + 1
    return document, 0


_OF_A_BATCH: Final = frozenset({*(field.key for field in f.TRACKING), f.LABEL_REASON.key})
"""What another batch of the same line does not share."""


def _is_drawn(line: Line, goods: Goods) -> bool:
    return bool(line.source) and line.item == goods.item and line.unit == goods.unit


def _said(firm: Firm, goods: Goods) -> Said:
    uid = _supplier(firm, goods)
    return Said(
        item_uid=goods.item,
        item=firm.catalogue.item(goods.item).name,
        batch=goods.batch if firm.catalogue.item(goods.item).track_batch else "",
        supplier_uid=_today(firm, uid),
        supplier_name=records.name(firm, "supplier", uid) if uid else goods.supplier,
        order=goods.order,
    )


def _supplier(firm: Firm, goods: Goods) -> str:
    """Return the supplier of a label: the one that it says, else the one of its order; empty for nobody we know."""
    if goods.supplier:
        return references.find(firm, "supplier", goods.supplier)
    head = stored.head_by_number(firm.books.connection(), goods.order) if goods.order else None
    if head is None or TYPES[head.type].party is not Party.SUPPLIER:
        return ""
    return firm.catalogue.uid_of("party", head.party_id)


def _today(firm: Firm, party: str) -> str:
    """Return the party that a uid means today: it may have been merged into another."""
    return firm.catalogue.uid_of("party", firm.catalogue.party_id(party)) if party else ""


def _here(firm: Firm, doc_type: DocType, document: Document, goods: Goods) -> Here:
    party = document.party if doc_type.party is Party.SUPPLIER else ""
    return Here(
        supplier_uid=_today(firm, party),
        supplier_name=records.name(firm, "supplier", party) if party else "",
        orders=_orders(firm, doc_type, document, goods.order) if goods.order else {},
        batches=_batches(firm, doc_type, goods),
    )


def _orders(firm: Firm, doc_type: DocType, document: Document, number: str) -> dict[str, frozenset[str]]:
    """Return the documents that a document is drawn from, where the number of the label is of such a document, too."""
    types = doc_type.source.types if doc_type.source is not None else ()
    if not number.startswith(tuple(f"{TYPES[key].prefix}-" for key in types)):
        return {}
    connection = firm.books.connection()
    found: dict[str, frozenset[str]] = {}
    for uid in dict.fromkeys(line.source for line in document.lines if line.source):
        head = stored.head(connection, uid)
        if head is not None:
            found[head.number] = frozenset(line.item for line in stored.load(connection, head).lines)
    return found


def _batches(firm: Firm, doc_type: DocType, goods: Goods) -> frozenset[str] | None:
    """Return the batches that there are, where goods go out; a firm that still counts its first stock is not asked."""
    goes_out = any(move.basis in {Basis.STOCK, Basis.SENT_BACK} for move in doc_type.moves)
    if not goes_out or doc_type.compares or not goods.batch or firm.books.chosen(MIGRATION):
        return None
    held = stock.held(firm.books.connection(), firm.catalogue.item(goods.item).id)
    return frozenset(each.batch for each in held)


def _with_days(firm: Firm, goods: Goods) -> Goods:
    """Return goods with the days with which their batch came, where their label does not say them."""
    if not goods.batch or (goods.produced_on and goods.expires_on):
        return goods
    connection = firm.books.connection()
    held = stock.held(connection, firm.catalogue.item(goods.item).id)
    came = next((each for each in held if each.batch == goods.batch and each.document), None)
    head = stored.head(connection, came.document) if came is not None else None
    if came is None or head is None:
        return goods
    data = stored.load(connection, head).lines[came.line - 1].data
    return goods._replace(
        produced_on=goods.produced_on or data.get("produced_on") or "",
        expires_on=goods.expires_on or data.get("expires_on") or "",
    )
