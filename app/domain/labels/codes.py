"""Which text a kind of bar code can hold, said before anything is drawn or sent."""

from typing import Final

from app.core.check_digit import has_right_check_digit, is_digits
from app.core.field import Choice
from app.core.text import N_

AUTO: Final = "auto"
EAN13: Final = "ean13"
EAN8: Final = "ean8"
CODE128: Final = "code128"
BARS: Final = (
    Choice(AUTO, N_("自动")),
    Choice(EAN13, N_("EAN-13（13 位商品条码）")),
    Choice(EAN8, N_("EAN-8（8 位商品条码）")),
    Choice(CODE128, N_("Code 128（数字、英文字母）")),
)
LONGEST: Final = 40
"""More letters in bars are wider than any label."""
_LENGTHS: Final = {EAN13: 13, EAN8: 8}


def can_hold(kind: str, text: str) -> bool:
    """Say whether a kind of bar code can hold a text just as it is."""
    if kind == CODE128:
        return 0 < len(text) <= LONGEST and text.isascii() and text.isprintable()
    return len(text) == _LENGTHS[kind] and is_digits(text) and has_right_check_digit(text)


def kind_for(chosen: str, text: str) -> str:
    """Return the kind of bar code to draw: the one that was chosen, else the shortest that can hold the text."""
    if chosen != AUTO:
        return chosen
    return next((kind for kind in (EAN13, EAN8) if can_hold(kind, text)), CODE128)
