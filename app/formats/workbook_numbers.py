"""Numbers as a spreadsheet keeps them, as the text that a person would type for them."""

from decimal import Decimal
from typing import Final

_SHORT: Final = 16
"""Characters of a number that has at most the 15 digits of a spreadsheet, its point included."""
_EXACT_INTEGER: Final = 2**53
"""Below it a double holds every whole number."""


def number_text(value: float) -> str:
    """Write a double with the 15 digits that a spreadsheet keeps, which drops the noise of binary fractions.

    Whole numbers beyond what a double holds exactly have lost digits, and show it: 6.2E+18 is no account any more.
    """
    text = repr(value)
    if text.endswith(".0") and len(text) <= _SHORT:
        return text[:-2] if text != "-0.0" else "0"
    if len(text) <= _SHORT and "e" not in text:
        return text
    if value.is_integer() and abs(value) < _EXACT_INTEGER:
        return str(int(value))
    text = f"{value:.15g}"
    if "e" in text and value.is_integer():
        return text.upper()
    return f"{Decimal(text):f}" if "e" in text else text
