"""The one question about a scanned code. Goods are looked for first: real goods may look like a scale label (V50)."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final, NamedTuple

from app.core.errors import BusinessError
from app.core.numbers import ONE, Money, Quantity, money
from app.core.text import beginning
from app.devices.codes import scanned as forms
from app.devices.codes.classify import LONGEST, classify
from app.domain.catalog import comparing
from app.domain.documents.types import TYPES
from app.domain.labels import own
from app.domain.labels.own import OwnLabel
from app.domain.scan_orders import ScanOrder, order_of
from app.services import records, references, scale_rules
from app.services.firm import Firm
from app.services.scanning import labels
from app.services.scanning.errors import (
    NotGoods,
    PaperNotHere,
    PaymentCodeScanned,
    ScanGarbled,
    ScanMisread,
    ScanTooLong,
    ScanUnclear,
    SharedBarcode,
    UnknownBarcode,
)
from app.storage import documents as stored
from app.storage.catalogue import Scanned

_WITH_CARDS: Final = ("staff", "customer")
"""Records of those who carry a card with their code."""
_PLAIN: Final = 40
"""A code of so many letters and digits needs no second look before goods are looked for."""
_ENDS: Final = " \t\r\n\0"
_SEPARATOR: Final = "\x1d"
_NUMBER: Final = re.compile(r"([A-Za-z]+)-[A-Za-z]+-\d{8}-\d{4,}")


class Goods(NamedTuple):
    """So much of an item in one of its units; what the code does not tell is None or empty.

    A tuple, because one is made at every scan: a frozen class of as many fields takes 3 µs (measured).

    `amount` is what the label says they cost, exact to the fen. `is_separator_lost` when a field of a GS1 message seems
    to have swallowed the next one. `is_own` when a label of ours says it, and whose goods they are: the code of a
    `supplier`, the number of an `order`; `reason` is why it was keyed instead of scanned.
    """

    code: str
    item: str
    unit: str
    quantity: Quantity | None = None
    amount: Money | None = None
    batch: str = ""
    produced_on: str = ""
    expires_on: str = ""
    serial: str = ""
    is_separator_lost: bool = False
    is_own: bool = False
    supplier: str = ""
    order: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document, by the number printed on it (N16)."""

    uid: str
    type: str
    number: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a card: of the staff a badge, of the customers a member's; `type_key` is the kind of record."""

    uid: str
    type_key: str


Meaning = Goods | Paper | Person | ScanOrder


def meaning(firm: Firm, raw: str) -> Meaning:
    """Say what a code means in this firm, or why it is not taken."""
    code = raw if len(raw) <= _PLAIN and raw.isascii() and raw.isalnum() else _tidied(raw)
    found = records.by_barcode(firm, code)
    if found:
        return _of_found(firm, code, found)
    if own.SEPARATOR in code:
        return _own(firm, code)
    return order_of(code) or _paper(firm, code) or _person(firm, code) or _classified(firm, code)


def goods(firm: Firm, raw: str) -> Goods:
    """Return the goods that a code means; refuse everything else."""
    found = meaning(firm, raw)
    if not isinstance(found, Goods):
        raise NotGoods(scanned=beginning(raw))
    return found


def _tidied(raw: str) -> str:
    """Return a code in half width, without the ends that scanners add; refuse what no bar code holds."""
    if len(raw) > LONGEST:
        raise ScanTooLong(length=len(raw))
    code = unicodedata.normalize("NFKC", raw).strip(_ENDS)
    plain = code.replace(_SEPARATOR, "")
    if not plain.isprintable():
        raise ScanGarbled(scanned=beginning("".join(filter(str.isprintable, plain))))
    if not plain:
        raise UnknownBarcode(scanned="")
    return code


def _of_found(firm: Firm, code: str, found: list[Scanned]) -> Goods:
    """Return the goods in use among those of a code."""
    first = found[0]
    if not first.is_active:
        raise UnknownBarcode(scanned=beginning(code))
    if len(found) > 1:
        in_use = dict.fromkeys((each.uid, each.unit or "") for each in found if each.is_active)
        if len(in_use) > 1:
            names = dict.fromkeys(firm.catalogue.item(uid).name for uid, _ in in_use)
            raise SharedBarcode(scanned=beginning(code), items=beginning("、".join(names)))
    return Goods(code, first.uid, first.unit or "")


def _own(firm: Firm, code: str) -> Goods:
    """Return the goods of a label of ours."""
    try:
        label = own.read(code)
    except ValueError:
        raise ScanUnclear(scanned=beginning(code)) from None
    return own_goods(firm, code, label)


def own_goods(firm: Firm, code: str, label: OwnLabel) -> Goods:
    """Return the goods that a label of ours is about, with all that it says."""
    found = records.by_barcode(firm, label.item)
    if not found:
        raise UnknownBarcode(scanned=beginning(label.item))
    return _of_found(firm, label.item, found)._replace(
        code=code,
        batch=label.batch,
        produced_on=label.produced_on,
        expires_on=label.expires_on,
        serial=label.serial,
        is_own=True,
        supplier=label.supplier,
        order=label.order.upper(),
    )


def _paper(firm: Firm, code: str) -> Paper | None:
    """Return the document of a number that looks like one of ours."""
    match = _NUMBER.fullmatch(code)
    if match is None:
        return None
    number = code.upper()
    head = stored.head_by_number(firm.books.connection(), number)
    if head is not None:
        return Paper(head.uid, head.type, number)
    if any(doc_type.prefix == match[1].upper() for doc_type in TYPES):
        raise PaperNotHere(number=number)
    return None


def _classified(firm: Firm, code: str) -> Meaning:
    """Ask what a code is by its form, now that it is none of ours."""
    match classify(code, rules=scale_rules.rules(firm)):
        case forms.ScaleLabel() as label:
            row = labels.goods_of(firm, label)
            unit = row.unit or ""
            much, amount = labels.told(firm.catalogue.item(row.uid), unit, label)
            return Goods(code=code, item=row.uid, unit=unit, quantity=much, amount=amount)
        case forms.Gs1() as message:
            return _of_message(firm, code, message)
        case forms.Gtin() as gtin:
            return _trade_item(firm, code, gtin.gtin14)
        case forms.Refused() as refused:
            raise _refusal(refused, code)
        case _:
            raise UnknownBarcode(scanned=beginning(code))


def _of_message(firm: Firm, code: str, message: forms.Gs1) -> Goods:
    """Return the goods of a GS1 message with what it tells of them."""
    found = _trade_item(firm, code, message.gtin14 or message.content_gtin14)
    much = Quantity(message.count * ONE) if message.count else None
    if message.kilograms is not None:
        much = labels.weighed(firm.catalogue.item(found.item), found.unit, message)
    return found._replace(
        quantity=much,
        amount=money(message.amount) if message.amount else None,
        batch=message.batch,
        produced_on=message.production,
        expires_on=message.expiry,
        serial=message.serial,
        is_separator_lost=bool(message.warning),
    )


def _trade_item(firm: Firm, code: str, gtin14: str) -> Goods:
    """Return the goods of a trade item number: as it stands, or as the shorter one that was printed."""
    noughts = len(gtin14) - len(gtin14.lstrip("0"))
    for short in (0, 1, 2, 6):
        found = records.by_barcode(firm, gtin14[short:]) if gtin14 and short <= noughts else []
        if found:
            return _of_found(firm, gtin14[short:], found)._replace(code=code)
    raise UnknownBarcode(scanned=beginning(gtin14[1:] if noughts else gtin14 or code))


def _person(firm: Firm, code: str) -> Person | None:
    """Return whose card says so: the code of the record is what stands on it, whatever its form."""
    key = comparing.code(code)
    for type_key in _WITH_CARDS if key else ():
        uid = references.find(firm, type_key, key)
        if uid and firm.catalogue.offers(type_key, uid):
            return Person(uid, type_key)
    return None


def _refusal(refused: forms.Refused, code: str) -> BusinessError:
    """Return why a code is refused by its form."""
    match refused.mistake:
        case forms.Mistake.PAYMENT_CODE_IN_ITEM_FIELD | forms.Mistake.NOT_A_PAYMENT_CODE:
            return PaymentCodeScanned()
        case forms.Mistake.TOO_LONG:
            return ScanTooLong(length=len(code))
        case forms.Mistake.BAD_CHECK_DIGIT:
            return ScanMisread(scanned=beginning(code))
        case _:
            return ScanUnclear(scanned=beginning(code.replace(_SEPARATOR, " ")))
