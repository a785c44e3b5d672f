"""Running codes: what the next record gets for which nobody typed a code."""

from collections.abc import Callable
from typing import Final

_LEAST_DIGITS: Final = 5
_MOST_DIGITS: Final = 12

Highest = Callable[[str, int], int]
"""Returns the highest number with so many digits that stands after a start, in compared form; 0 when there is none."""


def following(prefix: str, highest: Highest) -> str:
    """Return the next free running number after a prefix: five digits, more when those are used up."""
    start = prefix.casefold()
    for digits in range(_LEAST_DIGITS, _MOST_DIGITS):
        lowest = 1 if digits == _LEAST_DIGITS else 10 ** (digits - 1)
        number = max(highest(start, digits) + 1, lowest)
        if number < 10**digits:
            return f"{prefix}{number:0{digits}d}"
    raise AssertionError(prefix)


def number_after(start: str, code: str) -> tuple[int, int]:
    """Return the number that a code, in compared form, has after a start, and its digits; (0, 0) when it is none."""
    rest = code[len(start) :] if code.startswith(start) else ""
    return (
        (int(rest), len(rest)) if rest.isascii() and rest.isdigit() and len(rest) < _MOST_DIGITS else (0, 0)
    )
