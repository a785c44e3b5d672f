"""Exact numbers: money, prices, quantities and rates are integers; this module holds the only rounding.

=========  =======================  ==============================
type       one unit is              example
=========  =======================  ==============================
Money      1 fen (10⁻² yuan)        12.50 yuan    → 1250
Price      10⁻⁶ yuan                0.0375 yuan   → 37_500
Quantity   10⁻⁶ of the base unit    2.35 kg       → 2_350_000
Rate       10⁻⁶                     13 %          → 130_000
=========  =======================  ==============================

They are ``NewType`` over ``int``: free at run time, told apart by the type checker. No float comes near them.
Rounding is half away from zero (四舍五入), the same for negative numbers (R01).
"""

from collections.abc import Sequence
from decimal import Context, Decimal, Inexact, InvalidOperation
from typing import NewType

Money = NewType("Money", int)
Price = NewType("Price", int)
Quantity = NewType("Quantity", int)
Rate = NewType("Rate", int)

MONEY_PLACES = 2
PRICE_PLACES = 6
QUANTITY_PLACES = 6
RATE_PLACES = 6

ONE = Quantity(10**QUANTITY_PLACES)
"""One base unit."""
WHOLE = Rate(10**RATE_PLACES)
"""100 %."""
LIMIT = 10**17
"""No stored number may reach this: a sum of many still fits into 63 bits of the database."""

_PRICE_TIMES_QUANTITY_PER_FEN = 10 ** (PRICE_PLACES + QUANTITY_PLACES - MONEY_PLACES)
_READ_PLACES = 10**2
"""Of the six decimals of a price that was worked out, people read the first four."""
_LONGEST = 40
"""Digits of a number that is worth reading."""
_SURELY_LESS = 17
"""A number of so many digits is less than `LIMIT`."""
_EXACT = Context(prec=60, traps=[Inexact, InvalidOperation])
"""Reads longer numbers than `LIMIT` allows, and refuses to round any."""
_FEN_TO_PRICE_TIMES_QUANTITY = 10 ** (PRICE_PLACES - MONEY_PLACES + QUANTITY_PLACES)


def divide(numerator: int, denominator: int) -> int:
    """Return numerator / denominator rounded half away from zero: the one place that rounds."""
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    if numerator >= 0:
        return (2 * numerator + denominator) // (2 * denominator)
    return -((-2 * numerator + denominator) // (2 * denominator))


def share(total: int, part: int, whole: int) -> int:
    """Return the part of `total` that belongs to `part` of `whole`, rounded once."""
    return divide(total * part, whole)


def spread(total: int, weights: Sequence[int]) -> list[int]:
    """Split `total` by weights so that the parts sum to it exactly.

    Largest remainder, ties by order (GV9). Weights of both signs get parts of both signs. With a sum of zero the first
    one takes all.
    """
    whole = sum(weights)
    if not weights:
        return []
    if total == 0:
        return [0] * len(weights)
    if whole == 0:
        return [total, *[0] * (len(weights) - 1)]
    sign, turn = (-1 if total < 0 else 1), (-1 if whole < 0 else 1)
    size, whole = abs(total) * turn, abs(whole)
    parts = [size * weight // whole for weight in weights]
    remainders = [size * weight % whole for weight in weights]
    left = abs(total) - sum(parts)
    if left:
        for index in sorted(range(len(weights)), key=remainders.__getitem__, reverse=True)[:left]:
            parts[index] += 1
    return parts if sign > 0 else [-part for part in parts]


def spread_to_last(total: int, weights: Sequence[int]) -> list[int]:
    """Split `total` by weights, each part rounded, the last taking the remainder (R16, R18)."""
    whole = sum(weights)
    parts = [share(total, weight, whole) if whole else 0 for weight in weights[:-1]]
    return [*parts, total - sum(parts)] if weights else []


def amount_of(price: Price, quantity: Quantity, *, per: int = 1) -> Money:
    """Return price × quantity in fen; the price is that of `per` units."""
    return Money(divide(price * quantity, _PRICE_TIMES_QUANTITY_PER_FEN * per))


def price_of(amount: Money, quantity: Quantity) -> Price:
    """Return amount / quantity with six decimals; shown, never multiplied back (R01)."""
    return Price(divide(amount * _FEN_TO_PRICE_TIMES_QUANTITY, quantity))


def average_of(amount: Money, quantity: Quantity) -> Price:
    """Return amount / quantity with four decimals: a price for people to read, of which nothing follows."""
    return Price(divide(amount * _FEN_TO_PRICE_TIMES_QUANTITY, quantity * _READ_PLACES) * _READ_PLACES)


def quantity_of(amount: Money, price: Price, *, step: int = 1) -> Quantity:
    """Return amount / price, rounded once to whole steps of a quantity."""
    return Quantity(divide(amount * _FEN_TO_PRICE_TIMES_QUANTITY, price * step) * step)


def part_of(amount: Money, rate: Rate) -> Money:
    """Return `rate` of an amount."""
    return Money(divide(amount * rate, WHOLE))


def net_of_gross(gross: Money, rate: Rate) -> Money:
    """Return the net part of an amount that includes tax; the tax is gross − net (decisions 7, GV8)."""
    return Money(divide(gross * WHOLE, WHOLE + rate))


def parse(text: str, places: int) -> int:
    """Read a decimal string exactly into an integer of 10**-places; ValueError if it does not fit."""
    try:
        value = Decimal(text.strip().replace(",", ""))
        if not value.is_finite() or value.adjusted() > len(str(LIMIT)):
            raise ValueError(text)
        scaled = value.scaleb(places, _EXACT)
    except (InvalidOperation, Inexact):
        raise ValueError(text) from None
    whole = int(scaled)
    if scaled != whole or abs(whole) >= LIMIT:
        raise ValueError(text)
    return whole


def parse_rounded(text: str, places: int) -> int:
    """Read a decimal string, rounding what is beyond `places`: for figures that other programs worked out."""
    before, _, after = text.partition(".")
    digits_only = before + after
    if digits_only.isdigit() and text.isascii() and len(after) <= places <= _SURELY_LESS - len(text):
        return int(digits_only.ljust(len(before) + places, "0"))  # nearly every figure of a list
    sign, digits, exponent = Decimal(text).as_tuple()
    beyond = exponent + places if isinstance(exponent, int) else -LIMIT
    if not -_LONGEST < beyond < _LONGEST or len(digits) > _LONGEST:
        raise ValueError(text)
    size = int("".join(map(str, digits)))
    whole = size * 10**beyond if beyond >= 0 else divide(size, 10**-beyond)
    if whole >= LIMIT:
        raise ValueError(text)
    return -whole if sign else whole


def money(text: str) -> Money:
    """Read yuan: ``money("12.50") == 1250``."""
    return Money(parse(text, MONEY_PLACES))


def price(text: str) -> Price:
    """Read a unit price in yuan, at most six decimals."""
    return Price(parse(text, PRICE_PLACES))


def quantity(text: str) -> Quantity:
    """Read a quantity in base units, at most six decimals."""
    return Quantity(parse(text, QUANTITY_PLACES))


def rate(text: str) -> Rate:
    """Read a rate: ``rate("0.13")`` or ``rate("13%")``."""
    if text.rstrip().endswith("%"):
        return Rate(parse(text.rstrip()[:-1], RATE_PLACES - 2))
    return Rate(parse(text, RATE_PLACES))


def plain(value: int, places: int, *, least: int = 0) -> str:
    """Write a scaled integer as a plain decimal string without needless zeros: ``plain(2_350_000, 6) == "2.35"``."""
    sign = "-" if value < 0 else ""
    digits = str(abs(value)).rjust(places + 1, "0")
    whole, decimals = (digits[:-places], digits[-places:]) if places else (digits, "")
    decimals = decimals.rstrip("0").ljust(least, "0")
    return f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}"


def grouped(value: int, places: int, *, least: int = 0) -> str:
    """Write like `plain`, with thousands separators: ``1,234.50``."""
    text = plain(value, places, least=least)
    sign, text = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, point, decimals = text.partition(".")
    return f"{sign}{int(whole):,}{point}{decimals}"


def money_text(value: Money) -> str:
    """Write money with two decimals: ``1234.50``."""
    return plain(value, MONEY_PLACES, least=MONEY_PLACES)


def quantity_text(value: Quantity) -> str:
    """Write a quantity in base units without needless zeros."""
    return plain(value, QUANTITY_PLACES)
