"""A scan on a document adds the goods of its code: as a new line, or to the line that has the same goods (C6).

What the code tells besides goes with them: weight or amount of a scale label, batch, days and serial number of a GS1
message or of a label of ours, where the document asks for them and the goods are followed by them. A label of ours is
verified first (`labelled`).
"""

from dataclasses import replace
from typing import Any, Final

from app.core.numbers import ONE, Money, Quantity, Rate, quantity_of
from app.core.text import Message
from app.domain.catalog.item import Item
from app.domain.catalog.unit import least_of
from app.domain.documents import fields as f
from app.domain.documents.document import Document, Line, serials_of
from app.domain.documents.spec import DocType, Party
from app.domain.documents.types import TYPES
from app.services import scanning
from app.services.documents import labelled
from app.services.documents.pricing import priced
from app.services.documents.resolving import settle
from app.services.firm import Firm
from app.services.scanning import Goods, UnknownBarcode
from app.services.scanning.errors import NoGoodsHere, NoPriceOnLabel, SerialAgain

__all__ = ["UnknownBarcode", "add_goods", "key_label", "new_line", "scan", "with_goods"]

_SERIALS: Final = "serials"
_REASON: Final = f.LABEL_REASON.key


def scan(firm: Firm, document: Document, code: str) -> tuple[Document, int]:
    """Add what a code of goods stands for; return the document and the line number."""
    return add_goods(firm, document, scanning.goods(firm, code))


def add_goods(firm: Firm, document: Document, goods: Goods, *, times: int = 1) -> tuple[Document, int]:
    """Add scanned goods `times` over, to a line of the same goods or as a new one; return document and line number."""
    doc_type = firm.shapes.document(document.type)
    if doc_type.line_field("item") is None or doc_type.line_field("quantity") is None:
        raise NoGoodsHere(label=Message.of(doc_type.label))
    goods = labelled.verified(firm, document, goods)
    document = labelled.with_party(firm, document, goods)
    item, data = firm.catalogue.item(goods.item), _tracked(firm, doc_type, goods)
    _refuse_again(document, goods, data)
    waiting = labelled.waiting_line(document, goods, data.get("batch", ""))
    if not waiting:
        document, waiting = labelled.parted(document, goods)
    if waiting:
        filled = _with_serial(document.lines[waiting - 1], goods, data)
        pieces = Quantity(len(serials_of(filled)) * ONE)
        if filled.unit == item.base_unit and pieces > (filled.quantity or 0):
            filled = replace(filled, quantity=pieces)
        return settle(firm, document.with_line(waiting, filled)), waiting
    if goods.quantity is None and goods.amount is None:
        number = _line_like(document, goods, data)
        if number:
            line = document.lines[number - 1]
            more = _with_serial(
                replace(line, quantity=Quantity((line.quantity or 0) + ONE * times)), goods, data
            )
            more = more if line.source else priced(firm, document, more)
            return settle(firm, document.with_line(number, more)), number
    number = len(document.lines) + 1
    line = replace(
        new_line(firm, document, goods.item, goods.unit), role=doc_type.roles[0][0] if doc_type.roles else ""
    )
    line = _measured(firm, document, line, goods, item, times=times)
    return settle(firm, document.with_line(number, _with_serial(line, goods, data))), number


def key_label(firm: Firm, document: Document, keyed: labelled.Keyed) -> tuple[Document, int]:
    """Add the goods of a label that a person read, because no scanner can; the reason stays in the line."""
    return add_goods(firm, document, labelled.goods_of(firm, keyed))


def with_goods(firm: Firm, document: Document, number: int, goods: Goods) -> Document:
    """Return the document with what a code tells beside its item written into a line; the unit is the code's."""
    doc_type = firm.shapes.document(document.type)
    goods = labelled.verified(firm, document, goods)
    data = _tracked(firm, doc_type, goods)
    _refuse_again(document, goods, data)
    line = document.lines[number - 1]
    told = replace(new_line(firm, document, goods.item, goods.unit), role=line.role)
    kept = {key: value for key, value in line.data.items() if key == "remark"}
    told = replace(told, data={**told.data, **kept})
    if goods.quantity is None and goods.amount is None:
        told = replace(told, quantity=line.quantity)
    else:
        told = _measured(firm, document, told, goods, firm.catalogue.item(goods.item), times=1)
    return settle(firm, document.with_line(number, _with_serial(told, goods, data)))


def new_line(firm: Firm, document: Document, item: str, unit: str = "") -> Line:
    """Return a line of one `unit` of an item (its usual one, if none is said) with its usual price and tax rate."""
    doc_type = TYPES[document.type]
    article = firm.catalogue.item(item)
    if not unit:
        usual = {Party.SUPPLIER: article.unit_for_purchase, Party.CUSTOMER: article.unit_for_sale}
        unit = usual[doc_type.party]().name if doc_type.party in usual else article.base_unit
    rate = article.tax_rate if doc_type.line_field("tax_rate") else None
    return priced(firm, document, Line(item=item, unit=unit, quantity=ONE, tax_rate=rate or Rate(0)))


def _tracked(firm: Firm, doc_type: DocType, goods: Goods) -> dict[str, Any]:
    """Return what a code tells of batch, days and serial number, as far as these goods are followed by it here."""
    if not (goods.batch or goods.produced_on or goods.expires_on or goods.serial or goods.reason):
        return {}
    item = firm.catalogue.item(goods.item)
    told = (
        ("batch", goods.batch, item.track_batch),
        ("produced_on", goods.produced_on, item.track_batch or item.track_expiry),
        ("expires_on", goods.expires_on, item.track_expiry),
        (_SERIALS, goods.serial, item.track_serial),
        (_REASON, goods.reason, True),
    )
    return {
        key: value
        for key, value, is_followed in told
        if value and is_followed and doc_type.line_field(key) is not None
    }


def _refuse_again(document: Document, goods: Goods, data: dict[str, Any]) -> None:
    """Refuse a piece whose serial number stands in the document already."""
    serial = data.get(_SERIALS)
    for number, line in enumerate(document.lines, 1) if serial else ():
        if line.item == goods.item and serial in serials_of(line):
            raise SerialAgain(serial=str(serial), line=number, field=_SERIALS)


def _line_like(document: Document, goods: Goods, data: dict[str, Any]) -> int:
    """Return the line that one more piece belongs to, before all one that is drawn from nothing; 0 for none."""
    fitting = [
        number
        for number, line in enumerate(document.lines, 1)
        if line.item == goods.item and line.unit == goods.unit and _is_alike(line, data)
    ]
    return next(
        (number for number in fitting if not document.lines[number - 1].source), next(iter(fitting), 0)
    )


def _is_alike(line: Line, data: dict[str, Any]) -> bool:
    """Say whether a line is of the same batch and days; one whose amount a label or a person said stays as it is."""
    keys = ("batch", "produced_on", "expires_on")
    return not line.typed_amount and all((line.data.get(key) or "") == data.get(key, "") for key in keys)


def _with_serial(line: Line, goods: Goods, data: dict[str, Any]) -> Line:
    """Return a line with batch and days of a code, and its serial number below those that are there."""
    if not data:
        return line
    serials = {_SERIALS: "\n".join((*serials_of(line), goods.serial))} if _SERIALS in data else {}
    before = line.data.get(_REASON)
    if before and data.get(_REASON, before) != before:
        data = {**data, _REASON: f"{before}; {data[_REASON]}"[: f.LABEL_REASON.longest]}
    return replace(line, data={**line.data, **data, **serials})


def _measured(firm: Firm, document: Document, line: Line, goods: Goods, item: Item, *, times: int) -> Line:
    """Return a new line with the quantity of a code, and its amount where the document sells for it."""
    doc_type = TYPES[document.type]
    much = goods.quantity
    if much is None and goods.amount is not None:
        price = item.price(line.unit, "retail") or line.price
        if not price:
            raise NoPriceOnLabel(item=item.name)
        step = least_of(item.unit(line.unit), places=item.places)
        much = quantity_of(goods.amount, price, step=step)
    line = replace(line, quantity=Quantity((much or ONE) * times))
    if goods.amount is not None and doc_type.party is Party.CUSTOMER and doc_type.line_field("amount"):
        return replace(line, amount=Money(goods.amount * times), typed_amount=True)
    return priced(firm, document, line)
