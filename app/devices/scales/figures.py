"""Reading of figures in frames: checked digit by digit, never guessed. Everything here works on bytes."""

import re
from collections.abc import Iterable
from functools import reduce
from operator import xor
from typing import Final

_FIGURE: Final = re.compile(rb"([+-]?) *(\d+(?:\.\d*)?|\.\d+) *")
_HIGH_HALF: Final = 4
_LOW_HALF: Final = 0x0F
_ZERO: Final = 0x30
_TEN: Final = 0x37
"""Added to a half byte of ten and more, it gives A to F."""
_NINE: Final = 9


def figure(written: bytes) -> str | None:
    """Return the number as decimal text: no leading zeros, trailing ones kept, no minus on zero. None: no number."""
    found = _FIGURE.fullmatch(written.strip(b" "))
    return None if found is None else decimal_text(found[2].decode(), negative=found[1] == b"-")


def shifted(digits: bytes, decimals: int, *, negative: bool = False) -> str | None:
    """Return digits without a point, leading blanks meaning zeros, with so many decimals; below 0 they are noughts.

    None: no number. A blank behind a digit is a digit lost, and blanks alone are no nought.
    """
    text = digits.decode("ascii", "replace").lstrip(" ").rjust(len(digits), "0")
    if not (text.isascii() and text.isdigit()) or not digits.strip():
        return None
    if decimals <= 0:
        return decimal_text(text + "0" * -decimals, negative=negative)
    padded = text.rjust(decimals + 1, "0")
    return decimal_text(f"{padded[:-decimals]}.{padded[-decimals:]}", negative=negative)


def decimal_text(text: str, *, negative: bool) -> str:
    """Write a number tidily."""
    whole, point, rest = text.partition(".")
    tidy = (whole.lstrip("0") or "0") + (point + rest if rest else "")
    return f"-{tidy}" if negative and tidy.strip("0.") else tidy


def exclusive_or(data: Iterable[int]) -> int:
    """Return the exclusive or of all bytes."""
    return reduce(xor, data, 0)


def two_letters(check: int) -> bytes:
    """Write a check byte as two letters, high half first: 0 to 9, A to F (V1)."""
    return bytes(
        half + (_ZERO if half <= _NINE else _TEN) for half in (check >> _HIGH_HALF, check & _LOW_HALF)
    )


def two_letters_from_zero(check: int) -> bytes:
    """Write a check byte as some clones do: 30h is added to a half of ten and more, too (V5)."""
    return bytes(half + _ZERO for half in (check >> _HIGH_HALF, check & _LOW_HALF))
