"""The mistake radar: whether a line looks like a slip of the hand, by what the same goods went for before (N14). Pure.

::

    last deals of the item (Deal …)  ┐
    what the records say of its price├──▶ slips(Look, History) ──▶ Slip(kind, field, what is usual) …
    the line that is typed (Look)    ┘

All deals are in base units, so that a box and a bottle compare. A slip is only told: nothing is refused. It says one
thing of a field at most, the likeliest first: the wrong unit, a decimal point, then simply far off what is usual.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from app.core.numbers import divide

REMEMBERED: Final = 24
"""Deals of an item that are looked back at."""
_OWN_SAY: Final = 3
"""So many deals with the party, and they say what is usual for it; fewer, and all deals do."""
_TENS: Final = (10, 100, 1_000)
_NEAR: Final = 334
"""Thousandths: a figure that is meant is hit within a third."""
_ENOUGH: Final = 6
"""Deals that say how many people take."""
_MANY: Final = 12


class Kind(Enum):
    """What kind of slip it looks like."""

    UNIT = "unit"
    DECIMAL = "decimal"
    PRICE = "price"
    QUANTITY = "quantity"


@dataclass(frozen=True, slots=True)
class Deal:
    """A deal that was made: with whom, in which unit, the price of a base unit, how many base units."""

    party: int
    unit: str
    price: int
    quantity: int


@dataclass(frozen=True, slots=True)
class Size:
    """A unit of the item: so many base units (numerator/denominator)."""

    name: str
    numerator: int = 1
    denominator: int = 1

    def in_base(self, number: int) -> int:
        """Return so many of the unit in base units."""
        return number * self.numerator // self.denominator

    def from_base(self, number: int) -> int:
        """Return so many base units in the unit."""
        return number * self.denominator // self.numerator

    def price_in_base(self, price: int) -> int:
        """Return the price of a base unit, when the unit costs this."""
        return divide(price * self.denominator, self.numerator)

    def price_of(self, base: int) -> int:
        """Return what the unit costs at a price of the base unit."""
        return divide(base * self.numerator, self.denominator)


@dataclass(frozen=True, slots=True)
class Look:
    """A line as it is typed: number and price by its unit; a price of None is none, or one that is known to be good."""

    party: int
    unit: Size
    quantity: int
    price: int | None


@dataclass(frozen=True, slots=True)
class History:
    """What is known of an item: its last deals, the newest last, its units, and its price by the records (0: none)."""

    deals: Sequence[Deal]
    units: Sequence[Size]
    listed: int = 0


@dataclass(frozen=True, slots=True)
class Slip:
    """What looks wrong: the kind, the field it is about, the usual figure in the unit of the line, the likely unit."""

    kind: Kind
    field: str
    usual: int = 0
    unit: str = ""


def slips(look: Look, history: History) -> list[Slip]:
    """Return what looks like a slip in a line, one a field at most."""
    own = [deal for deal in history.deals if deal.party == look.party]
    known = own if len(own) >= _OWN_SAY else history.deals
    found = [*_price(look, known, history), *_quantity(look, own, history)]
    return found[:1] if found and found[0].kind is Kind.UNIT else found


# The price


def _price(look: Look, known: Sequence[Deal], history: History) -> Iterator[Slip]:
    prices = sorted(deal.price for deal in known) if len(known) >= _OWN_SAY else [history.listed]
    usual, price = prices[len(prices) // 2], look.price
    if price is None or usual <= 0:
        return
    here = look.unit.price_of(usual)
    lowest = min(look.unit.price_of(prices[0]), here)
    highest = max(look.unit.price_of(prices[-1]), here)
    if 2 * lowest <= 3 * price and 2 * price <= 3 * highest:
        return
    meant = [(size.price_of(usual), Slip(Kind.UNIT, "unit", here, size.name)) for size in history.units]
    for ten in _TENS:
        meant += [(figure, Slip(Kind.DECIMAL, "price", here)) for figure in (here * ten, here // ten)]
    likely = [(_apart(price, figure), slip) for figure, slip in meant if slip.unit != look.unit.name]
    apart, slip = min(likely, key=_first)
    if apart <= _NEAR:
        yield slip
    elif price > 2 * highest or 2 * price < lowest:
        yield Slip(Kind.PRICE, "price", here)


def _apart(one: int, other: int) -> int:
    """Return by how many thousandths the larger of two figures is larger."""
    low, high = min(one, other), max(one, other)
    return (high - low) * 1_000 // low if low > 0 else _NEAR + 1


def _first(pair: tuple[int, Slip]) -> int:
    return pair[0]


# The quantity


def _quantity(look: Look, own: Sequence[Deal], history: History) -> Iterator[Slip]:
    deals = history.deals
    quantity = look.unit.in_base(look.quantity)
    if quantity <= 0 or len(deals) < _OWN_SAY:
        return
    known = own if len(own) >= _OWN_SAY else deals
    taken = sorted(deal.quantity for deal in known)
    usual = look.unit.from_base(taken[len(taken) // 2])
    unit = _other_unit(look, quantity, known, history)
    if unit:
        yield Slip(Kind.UNIT, "unit", usual, unit)
    elif _is_far(quantity, [deal.quantity for deal in own], [deal.quantity for deal in deals]):
        yield Slip(Kind.QUANTITY, "quantity", usual)


def _other_unit(look: Look, quantity: int, known: Sequence[Deal], history: History) -> str:
    """Return the unit in which these goods always went, when the number typed is one of it, and odd in this unit."""
    units = {deal.unit for deal in known}
    if len(units) != 1 or look.unit.name in units:
        return ""
    name = next(iter(units))
    size = next((each for each in history.units if each.name == name), None)
    if size is None:
        return ""
    taken = [deal.quantity for deal in known]
    numbers = [size.from_base(each) for each in taken]
    is_number_of_it = min(numbers) <= 2 * look.quantity and look.quantity <= 2 * max(numbers)
    is_odd = quantity > 2 * max(taken) or 2 * quantity < min(taken)
    return name if is_number_of_it and is_odd else ""


def _is_far(quantity: int, own: Sequence[int], everybody: Sequence[int]) -> bool:
    """Say whether so many were never taken, nor nearly so many; the more deals are known, the nearer."""
    most = max(everybody)
    if quantity <= most:
        return False
    if len(own) >= _ENOUGH and quantity > 3 * max(own):
        return True
    if len(everybody) >= _MANY:
        return quantity > 2 * most
    return quantity > (3 if len(everybody) >= _ENOUGH else 6) * most
