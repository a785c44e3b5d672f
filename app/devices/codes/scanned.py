"""The kinds of codes, as data. Weights and amounts are decimal text, days are ISO."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.devices.units import in_kilograms


class Context(StrEnum):
    """Which box the cursor stands in: the same digits mean goods in one and money in the other."""

    ITEM = "item"
    PAYMENT = "payment"


class Mistake(StrEnum):
    """Why a code is refused."""

    BAD_CHECK_DIGIT = "bad_check_digit"
    BAD_DATE = "bad_date"
    BAD_FIELD = "bad_field"
    NOT_A_PAYMENT_CODE = "not_a_payment_code"
    PAYMENT_CODE_IN_ITEM_FIELD = "payment_code_in_item_field"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class Gtin:
    """The number of a trade item."""

    symbology: str
    gtin14: str
    addon: str = ""
    """Two or five digits beside the code of a magazine or a book."""

    @property
    def pack_indicator(self) -> str:
        """Return the level of packing of an ITF-14; empty for a single piece."""
        return self.gtin14[0] if self.symbology == "ITF-14" else ""


@dataclass(frozen=True, slots=True)
class Gs1:
    """What a GS1 message says; empty where it does not."""

    gtin14: str = ""
    content_gtin14: str = ""
    sscc: str = ""
    batch: str = ""
    serial: str = ""
    production: str = ""
    expiry: str = ""
    count: int | None = None
    weight: str = ""
    weight_unit: str = ""
    amount: str = ""
    warning: str = ""
    """Set where a separator seems to be lost, so that one field has swallowed the next."""

    @property
    def kilograms(self) -> Decimal | None:
        """Return the exact weight."""
        return in_kilograms(self.weight, self.weight_unit)


@dataclass(frozen=True, slots=True)
class ScaleLabel:
    """A label that a scale printed: article, and weight or amount or both."""

    rule: str
    plu: str
    weight: str = ""
    weight_unit: str = ""
    amount: str = ""

    @property
    def kilograms(self) -> Decimal | None:
        """Return the exact weight."""
        return in_kilograms(self.weight, self.weight_unit)


@dataclass(frozen=True, slots=True)
class Payment:
    """A code that pays: it is money, it is neither looked up nor written to a log."""

    channel: str
    code: str

    def __repr__(self) -> str:
        """Show the kind and the last digits only."""
        return f"Payment({self.channel}, …{self.code[-4:]})"


@dataclass(frozen=True, slots=True)
class Internal:
    """Any other text: an own code, a document number, a bin, a command."""

    code: str


@dataclass(frozen=True, slots=True)
class Refused:
    """No code we can take."""

    mistake: Mistake
    code: str = ""
    """Empty for payment codes."""


Scanned = Gtin | Gs1 | ScaleLabel | Payment | Internal | Refused
