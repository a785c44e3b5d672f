"""What posting refuses, as facts. Quantities and amounts arrive as text that is ready to be read."""

import datetime
from dataclasses import dataclass, field
from typing import ClassVar

from app.core.errors import BusinessError
from app.core.text import Message


@dataclass(eq=False)
class NegativeStock(BusinessError):
    """The stock of an item in a place would fall below zero on some day (R08)."""

    code: ClassVar[str] = "NEGATIVE_STOCK"
    item: str = ""
    place: str = ""
    date: str = ""
    on_hand: str = ""
    missing: str = ""


@dataclass(eq=False)
class NegativeValue(BusinessError):
    """A value would fall below zero (R16)."""

    code: ClassVar[str] = "NEGATIVE_VALUE"
    item: object = ""


@dataclass(eq=False)
class SumTooLarge(BusinessError):
    """A sum over many documents would be more than the books can hold."""

    code: ClassVar[str] = "SUM_TOO_LARGE"


@dataclass(eq=False)
class PeriodClosed(BusinessError):
    """The date lies in a closed period (R20); `open_from` is the first day that is open."""

    code: ClassVar[str] = "PERIOD_CLOSED"
    date: str = ""
    closed_through: str = ""
    open_from: str = field(init=False, default="")

    def __post_init__(self) -> None:
        """Work out the first open day."""
        if self.closed_through:
            through = datetime.date.fromisoformat(self.closed_through)
            self.open_from = (through + datetime.timedelta(days=1)).isoformat()


@dataclass(eq=False)
class SourceExceeded(BusinessError):
    """More is drawn from a line than is open."""

    code: ClassVar[str] = "RETURN_EXCEEDS"
    source: str = ""
    open: str = ""
    wanted: str = ""


@dataclass(eq=False)
class BeforeSource(BusinessError):
    """The document is dated before the one it is drawn from."""

    code: ClassVar[str] = "RETURN_BEFORE_SALE"
    source: str = ""
    date: str = ""


@dataclass(eq=False)
class HasDependents(BusinessError):
    """A live document refers to this one (R19)."""

    code: ClassVar[str] = "HAS_DEPENDENTS"
    number: str = ""
    dependents: tuple[str, ...] = ()


@dataclass(eq=False)
class SourceNotLive(BusinessError):
    """The document to draw from is voided, reversed, not posted, or of another kind."""

    code: ClassVar[str] = "SOURCE_NOT_LIVE"
    source: str = ""


@dataclass(eq=False)
class NoSuchLine(BusinessError):
    """The document to draw from has no such line."""

    code: ClassVar[str] = "NO_SUCH_LINE"
    source: str = ""
    source_line: int = 0


@dataclass(eq=False, kw_only=True)
class NotDrawnFrom(BusinessError):
    """Such documents are not drawn from documents of that type; both are called by their labels."""

    code: ClassVar[str] = "NOT_DRAWN_FROM"
    source: str
    type: Message
    wants: Message


@dataclass(eq=False)
class SourceMissing(BusinessError):
    """The line must be drawn from a source document."""

    code: ClassVar[str] = "SOURCE_MISSING"


@dataclass(eq=False)
class SourceOtherParty(BusinessError):
    """The source belongs to another party."""

    code: ClassVar[str] = "SOURCE_OTHER_PARTY"
    source: str = ""


@dataclass(eq=False)
class SourceOtherItem(BusinessError):
    """The line is drawn from a line of other goods."""

    code: ClassVar[str] = "SOURCE_OTHER_ITEM"
    source: str = ""


@dataclass(eq=False)
class OrderClosed(BusinessError):
    """What was still open of the order has been given up."""

    code: ClassVar[str] = "ORDER_CLOSED"
    number: str = ""


@dataclass(eq=False)
class NoOrder(BusinessError):
    """Only an order promises something that can be given up."""

    code: ClassVar[str] = "NO_ORDER"
    number: str = ""


@dataclass(eq=False)
class AlreadyTakenBack(BusinessError):
    """The document was voided or reversed before."""

    code: ClassVar[str] = "ALREADY_TAKEN_BACK"
    number: str = ""


@dataclass(eq=False)
class StillOpen(BusinessError):
    """Reversing is for closed periods; in an open one the document is voided."""

    code: ClassVar[str] = "STILL_OPEN"
    number: str = ""


@dataclass(eq=False)
class SettledTooMuch(BusinessError):
    """More is paid off than is open, or with the wrong sign."""

    code: ClassVar[str] = "SETTLED_TOO_MUCH"
    source: str = ""
    open: str = ""


@dataclass(eq=False)
class SettledUnevenly(BusinessError):
    """What is settled in all is more than the money at hand, or less than nothing."""

    code: ClassVar[str] = "SETTLED_UNEVENLY"
    settled: str = ""
    paid: str = ""


@dataclass(eq=False)
class RefundExceeds(BusinessError):
    """More is given back than there is to give back: advances, and returns that nothing was set off against."""

    code: ClassVar[str] = "REFUND_EXCEEDS"
    open: str = ""
    paid: str = ""


@dataclass(eq=False)
class NoLines(BusinessError):
    """The document has no line."""

    code: ClassVar[str] = "NO_LINES"


@dataclass(eq=False)
class SamePlace(BusinessError):
    """Goods cannot be transferred to where they are."""

    code: ClassVar[str] = "SAME_PLACE"


@dataclass(eq=False, kw_only=True)
class RolesMissing(BusinessError):
    """An assembly needs lines of each role; `role` is what the missing one is called."""

    code: ClassVar[str] = "ROLES_MISSING"
    role: Message


@dataclass(eq=False)
class PaidTooMuch(BusinessError):
    """More was paid on the spot than the document comes to."""

    code: ClassVar[str] = "PAID_TOO_MUCH"
    total: str = ""


@dataclass(eq=False)
class MayNotOwe(BusinessError):
    """The walk-in customer may not owe money (F03)."""

    code: ClassVar[str] = "MAY_NOT_OWE"
    open: str = ""


@dataclass(eq=False)
class CreditExceeded(BusinessError):
    """The customer would owe more than its limit (F41)."""

    code: ClassVar[str] = "CREDIT_EXCEEDED"
    party: str = ""
    limit: str = ""
    owed: str = ""


@dataclass(eq=False)
class BelowLowest(BusinessError):
    """Goods go for less than the least price of their unit (G05)."""

    code: ClassVar[str] = "BELOW_LOWEST"
    item: str = ""
    lowest: str = ""


@dataclass(eq=False)
class Expired(BusinessError):
    """The last day on which the goods may be used has passed."""

    code: ClassVar[str] = "EXPIRED"
    item: str = ""
    expires_on: str = ""


@dataclass(eq=False)
class BelowCost(BusinessError):
    """Goods go for less than they cost; what that is, is not said (G05)."""

    code: ClassVar[str] = "BELOW_COST"
    item: str = ""


@dataclass(eq=False)
class DiscountTooHigh(BusinessError):
    """More is taken off, of the line and of the whole together, than may be (G05)."""

    code: ClassVar[str] = "DISCOUNT_TOO_HIGH"
    discount: str = ""
    most: str = ""


@dataclass(eq=False)
class NoPriceKnown(BusinessError):
    """Nothing is known of the price of goods: somebody has to say it (G03)."""

    code: ClassVar[str] = "NO_PRICE_KNOWN"
    item: str = ""


@dataclass(eq=False)
class WrongUnit(BusinessError):
    """A line looks as if its figures were meant for another unit (N14)."""

    code: ClassVar[str] = "WRONG_UNIT"
    unit: str = ""
    other: str = ""


@dataclass(eq=False)
class WrongPoint(BusinessError):
    """A price is ten, a hundred or a thousand times what is usual, or that part of it (N14)."""

    code: ClassVar[str] = "WRONG_POINT"
    usual: str = ""


@dataclass(eq=False)
class UnusualPrice(BusinessError):
    """A price is far from what is usual (N14)."""

    code: ClassVar[str] = "UNUSUAL_PRICE"
    usual: str = ""


@dataclass(eq=False)
class UnusualQuantity(BusinessError):
    """Nobody ever took so many (N14)."""

    code: ClassVar[str] = "UNUSUAL_QUANTITY"
    usual: str = ""
    unit: str = ""


@dataclass(eq=False)
class AboveRetail(BusinessError):
    """Goods are bought for more than they are sold for (N14)."""

    code: ClassVar[str] = "ABOVE_RETAIL"
    retail: str = ""


@dataclass(eq=False)
class FarDay(BusinessError):
    """A document is dated far from today (N14)."""

    code: ClassVar[str] = "FAR_DAY"
    date: str = ""
    days: int = 0


@dataclass(eq=False)
class SameAgain(BusinessError):
    """The same customer was sold the same goods in the same quantities a short time ago (F34)."""

    code: ClassVar[str] = "SAME_AGAIN"
    number: str = ""
    minutes: int = 0


@dataclass(eq=False)
class BelowZero(BusinessError):
    """The stock of an item has fallen below zero where that is only told, not refused (G35)."""

    code: ClassVar[str] = "BELOW_ZERO"
    item: str = ""
    place: str = ""
    on_hand: str = ""


@dataclass(eq=False)
class NotCounted(BusinessError):
    """Goods were given out that nobody has counted yet, while the firm is set up by counting (F10)."""

    code: ClassVar[str] = "NOT_COUNTED"
    item: str = ""
    place: str = ""
    on_hand: str = ""


@dataclass(eq=False)
class SerialMistake(BusinessError):
    """Serial numbers do not match the quantity, or stand twice, or are not where they should be (F51)."""

    code: ClassVar[str] = "SERIAL_MISTAKE"
    serial: str = ""


@dataclass(eq=False)
class UnknownDocument(BusinessError):
    """No such document."""

    code: ClassVar[str] = "UNKNOWN_DOCUMENT"
