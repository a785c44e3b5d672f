"""How far a seller may go: the least price of a unit, the cost, and the most that may be taken off (G05). Pure.

What is taken off a line and off the whole document counts together: 5 % off the line and 1 % off the whole are 5.95 %.
Amounts are compared as they stand, to half a fen, so that no rounding ever makes a fault of what is allowed.
"""

from dataclasses import dataclass
from typing import Final

from app.core.numbers import WHOLE, Money, Price, Rate, amount_of, divide
from app.domain.documents.document import Document, Line
from app.domain.documents.totals import lines_amount

_ROUNDED_OFF: Final = 100
"""Fen: less than a yuan off the whole is rounding off, no discount."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What is taken off a whole document: so much `off` the sum of its lines, `whole`."""

    whole: int
    off: int

    @classmethod
    def of(cls, document: Document) -> "Taken":
        """Read it from a settled document."""
        rounding = document.rounding if document.rounding >= _ROUNDED_OFF else 0
        return cls(lines_amount(document), document.discount + rounding)

    def left_of(self, amount: int) -> int:
        """Return what is left of a line's amount, in the basis of entry."""
        return divide(amount * (self.whole - self.off), self.whole) if self.whole > 0 else amount


def listed(line: Line) -> Money:
    """Return what a line would come to at its price, with nothing taken off."""
    if line.price is None or not line.quantity:
        return line.amount
    return amount_of(line.price, line.quantity)


def discount_of(line: Line, taken: Taken) -> Rate:
    """Return which part of a line is taken off in all."""
    full = listed(line)
    if full <= 0 or taken.whole <= 0:
        return Rate(0)
    kept = line.amount * (taken.whole - taken.off)
    return Rate(WHOLE - divide(kept * WHOLE, full * taken.whole))


def is_over(line: Line, taken: Taken, cap: int) -> bool:
    """Say whether more is taken off than the cap allows."""
    full = listed(line)
    if full <= 0 or taken.whole <= 0:
        return False
    kept = (2 * line.amount + 1) * (2 * (taken.whole - taken.off) + 1)
    return kept * WHOLE < 4 * (WHOLE - cap) * full * taken.whole


def is_below(line: Line, taken: Taken, lowest: Price) -> bool:
    """Say whether a line comes to less than the least price of its unit."""
    return line.quantity is not None and taken.left_of(line.amount) < amount_of(lowest, line.quantity)


def is_below_cost(amount: int, base_quantity: int, *, value: int, quantity: int) -> bool:
    """Say whether goods bring less than they cost, when so many of them stand at that value."""
    return quantity > 0 and (2 * amount + 1) * quantity < 2 * value * base_quantity


def is_expired(expires_on: str, day: str) -> bool:
    """Say whether goods may be used no more on a day; on the last day they may (F52)."""
    return bool(expires_on) and expires_on < day
