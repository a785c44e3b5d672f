"""Why a scanned code is not taken. A code that pays stands in none of them."""

from dataclasses import dataclass
from typing import ClassVar

from app.core.errors import BusinessError
from app.core.text import Message


@dataclass(eq=False)
class UnknownBarcode(BusinessError):
    """No item has this bar code."""

    code: ClassVar[str] = "UNKNOWN_BARCODE"
    scanned: str = ""


@dataclass(eq=False)
class SharedBarcode(BusinessError):
    """Several goods have this bar code; a scan does not say which."""

    code: ClassVar[str] = "SHARED_BARCODE"
    scanned: str = ""
    items: str = ""


@dataclass(eq=False)
class ScanTooLong(BusinessError):
    """So much text is no code."""

    code: ClassVar[str] = "SCAN_TOO_LONG"
    length: int = 0


@dataclass(eq=False)
class ScanGarbled(BusinessError):
    """The code has characters that nobody prints: a scanner set wrong, or keys of another program."""

    code: ClassVar[str] = "SCAN_GARBLED"
    scanned: str = ""


@dataclass(eq=False)
class ScanMisread(BusinessError):
    """The last digit does not fit the others."""

    code: ClassVar[str] = "SCAN_MISREAD"
    scanned: str = ""


@dataclass(eq=False)
class ScanUnclear(BusinessError):
    """A GS1 message has a field, or a day, that cannot be."""

    code: ClassVar[str] = "SCAN_UNCLEAR"
    scanned: str = ""


@dataclass(eq=False)
class PaymentCodeScanned(BusinessError):
    """This code pays; it is money and no goods. It is not repeated."""

    code: ClassVar[str] = "PAYMENT_CODE_SCANNED"


@dataclass(eq=False)
class UnknownScaleItem(BusinessError):
    """A scale label names goods by a number that no item has."""

    code: ClassVar[str] = "UNKNOWN_SCALE_ITEM"
    plu: str = ""
    rule: str = ""


@dataclass(eq=False)
class NothingOnLabel(BusinessError):
    """A label tells a weight and an amount of nothing."""

    code: ClassVar[str] = "NOTHING_ON_LABEL"
    item: str = ""


@dataclass(eq=False)
class NoWeightUnit(BusinessError):
    """A label tells a weight of goods that are not counted by weight."""

    code: ClassVar[str] = "NO_WEIGHT_UNIT"
    item: str = ""
    unit: str = ""


@dataclass(eq=False)
class NoPriceOnLabel(BusinessError):
    """A label tells an amount, and no price says how much that is."""

    code: ClassVar[str] = "NO_PRICE_ON_LABEL"
    item: str = ""


@dataclass(eq=False)
class PaperNotHere(BusinessError):
    """The number is one of ours, and the document is not on this computer."""

    code: ClassVar[str] = "PAPER_NOT_HERE"
    number: str = ""


@dataclass(eq=False)
class NotGoods(BusinessError):
    """The code means something else than goods, where goods are wanted."""

    code: ClassVar[str] = "NOT_GOODS"
    scanned: str = ""


@dataclass(eq=False)
class NoGoodsHere(BusinessError):
    """Documents of this type have no lines of goods."""

    code: ClassVar[str] = "NO_GOODS_HERE"
    label: Message | None = None


@dataclass(eq=False)
class SerialAgain(BusinessError):
    """This very piece stands in the document already."""

    code: ClassVar[str] = "SERIAL_AGAIN"
    serial: str = ""
