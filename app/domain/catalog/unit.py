"""Units: exact integer ratios to the base unit; quantities convert without rounding or not at all (G06, GV11, GV12)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import gcd

from app.core.numbers import ONE, QUANTITY_PLACES, Price, Quantity, divide, quantity_text
from app.domain.errors import FractionOfUnit


@dataclass(frozen=True, slots=True)
class ItemUnit:
    """One unit of an item: so many base units (numerator/denominator), and what it costs by the unit."""

    name: str
    numerator: int = 1
    denominator: int = 1
    for_purchase: bool = False
    for_sale: bool = False
    purchase: Price | None = None
    retail: Price | None = None
    wholesale: Price | None = None
    lowest: Price | None = None


def to_base(
    quantity: Quantity, unit: ItemUnit, *, places: int = QUANTITY_PLACES, base_unit: str = ""
) -> Quantity:
    """Convert to base units exactly, or refuse: the base unit has only so many decimal `places` (个 0, kg 3)."""
    whole, rest = divmod(quantity * unit.numerator, unit.denominator)
    if rest or whole % 10 ** (QUANTITY_PLACES - places):
        raise FractionOfUnit(quantity=quantity_text(quantity), unit=unit.name, base_unit=base_unit)
    return Quantity(whole)


def least_of(unit: ItemUnit, *, places: int) -> Quantity:
    """Return the least quantity of a unit that its base unit with so many decimal `places` can hold."""
    grid = unit.denominator * 10 ** (QUANTITY_PLACES - places)
    return Quantity(grid // gcd(unit.numerator, grid))


def in_units(quantity: Quantity, units: Sequence[ItemUnit]) -> str:
    """Write a quantity of base units as people count it: ``3箱2包5个``.

    `units` are the base unit, then the larger ones in any order. Empty places inside are written, at the ends not:
    121 is ``1箱0包1个``, 120 is ``1箱``, 5 is ``5个``.
    """
    return counter(units)(quantity)


def counter(units: Sequence[ItemUnit]) -> Callable[[Quantity], str]:
    """Return `in_units` for these units: what does not depend on the quantity is worked out once for many of them."""
    base, *others = units
    larger = sorted(
        (unit for unit in others if unit.numerator > unit.denominator),
        key=lambda unit: (-unit.numerator * 10**QUANTITY_PLACES // unit.denominator, unit.name),
    )
    # Only so many of the unit that what is left is exact, too: a third of a kilogram goes three at a time.
    steps = [
        (
            unit.name,
            unit.denominator,
            unit.numerator * ONE,
            unit.denominator // gcd(unit.numerator * ONE, unit.denominator),
        )
        for unit in larger
    ]

    def count(quantity: Quantity) -> str:
        left: int = abs(quantity)
        text = ""
        for name, denominator, size, step in steps:
            number = left * denominator // size // step * step
            left -= number * size // denominator
            if number or (text and left):
                text += f"{number}{name}"
        if left or not text:
            whole, part = divmod(left, ONE)
            text += f"{quantity_text(Quantity(left)) if part else whole}{base.name}"
        return f"-{text}" if quantity < 0 else text

    return count


def price_in(unit: ItemUnit, base: ItemUnit, level: str) -> Price | None:
    """Return the price of a unit at a level: its own, else the base unit's times the ratio, else None."""
    own: Price | None = getattr(unit, level)
    if own is not None:
        return own
    of_base: Price | None = getattr(base, level)
    return None if of_base is None else Price(divide(of_base * unit.numerator, unit.denominator))
