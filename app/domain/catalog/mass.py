"""Units of mass by the names that shops write them, and a weight counted in the unit of a line: exact, rounded once.

斤 and 两 are those of the mainland: 0.5 kg and 0.05 kg. A name that is not here is no mass, whatever it may weigh: a
bag of 25 kg is counted, not weighed.
"""

from decimal import Decimal
from typing import Final

from app.core.numbers import ONE, Quantity, divide
from app.core.text import N_
from app.domain.catalog import comparing
from app.domain.catalog.unit import ItemUnit, least_of

_PARTS_OF_KILOGRAM: Final = 10**12
_NAMES: Final[tuple[tuple[int, tuple[str, ...]], ...]] = (
    (10**15, ("t", "ton", N_("吨"))),
    (10**12, ("kg", "kgs", N_("千克"), N_("公斤"))),
    (5 * 10**11, ("jin", N_("斤"), N_("市斤"))),
    (5 * 10**10, ("liang", N_("两"))),
    (5 * 10**9, ("qian", N_("钱"))),
    (10**9, ("g", "gram", N_("克"))),
    (10**6, ("mg", N_("毫克"))),
    (453_592_370_000, ("lb", "lbs", N_("磅"))),
    (28_349_523_125, ("oz", N_("盎司"))),
)
_PARTS: Final = {comparing.key(name): parts for parts, names in _NAMES for name in names}
"""What one of each weighs, in millionths of a milligram."""


def is_mass(unit: str) -> bool:
    """Say whether a unit of this name is weighed."""
    return comparing.key(unit) in _PARTS


def figure(quantity: Quantity, unit: str, *, told_in: str, decimals: int) -> int | None:
    """Return a quantity of a unit of mass as a figure with so many decimals in another one; None where that rounds."""
    weight = quantity * _PARTS[comparing.key(unit)] * 10**decimals
    whole, rest = divmod(weight, _PARTS[comparing.key(told_in)] * ONE)
    return None if rest else whole


def in_unit(kilograms: Decimal, unit: ItemUnit, *, places: int) -> Quantity:
    """Count a weight in a unit of mass; KeyError when it is none.

    It is rounded once, to what the base unit with its decimal `places` can hold of this unit.
    """
    step = least_of(unit, places=places)
    sign, digits, exponent = kilograms.as_tuple()
    assert isinstance(exponent, int), kilograms
    weight = int("".join(map(str, digits))) * _PARTS_OF_KILOGRAM * ONE * 10 ** max(exponent, 0)
    count = divide(weight, _PARTS[comparing.key(unit.name)] * step * 10 ** max(-exponent, 0)) * step
    return Quantity(-count if sign else count)
