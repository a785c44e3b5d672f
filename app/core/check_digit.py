"""The check digit of GS1: EAN-8, EAN-13, UPC-A, ITF-14, SSCC and most codes that scales print."""

from typing import Final

GTIN_LENGTHS: Final = frozenset({8, 12, 13, 14})
_ODD_WEIGHT: Final = 3
_ZERO: Final = ord("0")


def check_digit(body: str) -> str:
    """Return the check digit of digits without it: from the right they count 3, 1, 3, 1 and so on."""
    digits = body.encode("ascii")
    odd, even = digits[::-2], digits[-2::-2]
    total = _ODD_WEIGHT * (sum(odd) - _ZERO * len(odd)) + sum(even) - _ZERO * len(even)
    return str(-total % 10)


def is_digits(text: str) -> bool:
    """Say whether a text is nothing but the ten digits of ASCII."""
    return text.isascii() and text.isdigit()


def has_right_check_digit(code: str) -> bool:
    """Say whether the last digit is the check digit of those before it."""
    return is_digits(code) and check_digit(code[:-1]) == code[-1]
