"""Units of mass and what one of each is in kilograms, exactly (hardware facts §1.7).

1 斤 = 0.5 kg, 1 两 = 0.05 kg, 1 lb = 0.45359237 kg. The catty and the tael of Hong Kong and Taiwan are other weights
than 斤 and 两; a device that says them says a unit we do not know.
"""

from decimal import Context, Decimal, Inexact
from typing import Final

KILOGRAM: Final = "kg"
PIECES: Final = "pcs"
IN_KILOGRAMS: Final = {
    KILOGRAM: Decimal(1),
    "g": Decimal("0.001"),
    "t": Decimal(1000),
    "lb": Decimal("0.45359237"),
    "oz": Decimal("0.028349523125"),
    "jin": Decimal("0.5"),
    "liang": Decimal("0.05"),
}
_UNEVEN: Final = frozenset({"lb", "oz"})
_SPELLINGS: Final = {
    b"kg": KILOGRAM,
    b"kgs": KILOGRAM,
    b"g": "g",
    b"t": "t",
    b"lb": "lb",
    b"lbs": "lb",
    b"oz": "oz",
    b"jin": "jin",
    b"\xbd\xef": "jin",  # the two hanzi, in GBK
    b"liang": "liang",
    b"\xc1\xbd": "liang",
    b"pc": PIECES,
    b"pcs": PIECES,
}
_EXACT: Final = Context(prec=60, traps=[Inexact])


def in_kilograms(text: str | None, unit: str | None) -> Decimal | None:
    """Return a figure in kilograms; None where there is none, or the unit is none of mass."""
    if not text or unit not in IN_KILOGRAMS:
        return None
    exact = _EXACT.multiply(Decimal(text), IN_KILOGRAMS[unit])
    # Noughts at the end tell how fine a scale weighs; behind a factor of eight decimals they tell nothing.
    return exact.normalize(_EXACT) if unit in _UNEVEN else exact


def unit_of(written: bytes) -> str | None:
    """Return the unit a device wrote, None for blanks; a spelling we do not know stays as it is."""
    tidy = written.strip()
    return _SPELLINGS.get(tidy.lower(), tidy.decode("gbk", "replace")) if tidy else None


def is_known(unit: str | None) -> bool:
    """Say whether a unit converts, or counts pieces."""
    return unit in IN_KILOGRAMS or unit == PIECES
