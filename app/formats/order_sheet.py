"""A page of bar codes with what each of them says below: a clerk scans what is to be done (N5)."""

from collections.abc import Sequence
from typing import Final

from app.devices.bars import CodeKind, modules
from app.formats.sheets import POINTS_PER_MM, Box, Drawing, Measure, Sheet

_WIDTH, _HEIGHT = 210 * POINTS_PER_MM, 297 * POINTS_PER_MM
_MARGIN: Final = 15 * POINTS_PER_MM
_COLUMNS: Final = 3
_ROW: Final = 31 * POINTS_PER_MM
_BAR: Final = 14 * POINTS_PER_MM
_MODULE: Final = 0.38 * POINTS_PER_MM
_HEAD: Final = 18 * POINTS_PER_MM
_TITLE_SIZE, _SAYS_SIZE, _HINT_SIZE = 16, 13, 9


def lay_out(title: str, hint: str, orders: Sequence[tuple[str, str]], measure: Measure) -> list[Sheet]:
    """Lay out pairs of what is said and the digits of its code on as many pages as they need."""
    rows = int((_HEIGHT - 2 * _MARGIN - _HEAD) // _ROW)
    each = rows * _COLUMNS
    return [
        _page(title, hint, orders[first : first + each], measure) for first in range(0, len(orders), each)
    ]


def _page(title: str, hint: str, orders: Sequence[tuple[str, str]], measure: Measure) -> Sheet:
    page = Drawing(_WIDTH, _HEIGHT, measure)
    top = _HEIGHT - _MARGIN
    page.text(_MARGIN, top - _TITLE_SIZE, title, size=_TITLE_SIZE, bold=True)
    page.text(_MARGIN, top - _TITLE_SIZE - 2 * _HINT_SIZE, hint, size=_HINT_SIZE, grey=0.3)
    step = (_WIDTH - 2 * _MARGIN) / _COLUMNS
    for place, (says, code) in enumerate(orders):
        row, column = divmod(place, _COLUMNS)
        middle = _MARGIN + (column + 0.5) * step
        bottom = top - _HEAD - row * _ROW - _BAR
        page.boxes(_bars(code, middle, bottom))
        page.centre(middle, bottom - 1.4 * _SAYS_SIZE, says, size=_SAYS_SIZE, bold=True)
    return page.sheet()


def _bars(code: str, middle: float, bottom: float) -> list[Box]:
    drawn = modules(CodeKind.CODE128, code)
    left = middle - drawn.width * _MODULE / 2
    return [
        (left + place * _MODULE, bottom, _MODULE, _BAR)
        for place, is_black in enumerate(drawn.rows[0])
        if is_black
    ]
