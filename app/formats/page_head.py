"""What every page of a form begins with: firm, title, logo, code, mark, and who, when, where.

The first page says all of the head; those after it repeat its first line: number, date, party.
"""

from typing import Final

from app.formats.form_layout import CELLS, in_cells
from app.formats.page_frame import BASE, Frame, box
from app.formats.pictures import shape_of
from app.formats.print_form import PrintForm
from app.formats.qr_code import draw_qr
from app.formats.sheets import POINTS_PER_MM, Drawing
from app.formats.table_columns import PADDING
from app.formats.table_rows import LEADING

# Of the letter size
_FIRM: Final = 1.35
_TITLE: Final = 1.6
_PAIR_LINE: Final = 1.4
_MARK: Final = 1.3
_GAP: Final = 0.4

_CODE: Final = 12.5 * POINTS_PER_MM
_LOGO: Final = (30 * POINTS_PER_MM, 12.5 * POINTS_PER_MM)
"""The most that a logo takes: width, height."""


class PageHead:
    """Measures and draws it."""

    def __init__(self, form: PrintForm, frame: Frame) -> None:
        self._form = form
        self._frame = frame
        self._lines = in_cells(form.head, frame.room / frame.size, frame.measure)
        self._logo = _logo_size(form.firm.logo)
        self._code = _CODE if form.code else 0.0
        self._titles = max(frame.em((_FIRM + _TITLE) * LEADING), self._code, self._logo[1])

    def height(self, *, is_first: bool) -> float:
        """Return how much of a page it takes."""
        lines = len(self._lines) if is_first else min(1, len(self._lines))
        return self._titles + self._frame.em(_GAP + lines * _PAIR_LINE + BASE)

    def draw(self, page: Drawing, *, is_first: bool) -> None:
        """Draw it at the top of a page."""
        form, frame = self._form, self._frame
        self._draw_corners(page)
        taken = max(self._code, self._logo[0] + self._mark_width())
        room = frame.room - 2 * taken
        middle, y = (frame.left + frame.right) / 2, frame.top
        for text, scale, bold in ((form.firm.name, _FIRM, False), (form.title, _TITLE, True)):
            y -= frame.em(scale * LEADING)
            size = frame.fitting(text, frame.em(scale), room)
            page.centre(middle, y + frame.em(BASE), text, size=size, bold=bold)
        y = frame.top - self._titles - frame.em(_GAP)
        for line in self._lines if is_first else self._lines[:1]:
            y -= frame.em(_PAIR_LINE)
            for placed in line:
                x = frame.left + placed.cell * frame.room / CELLS
                page.text(x, y + frame.em(BASE), placed.text, size=frame.size)

    def _draw_corners(self, page: Drawing) -> None:
        """Draw the logo and the mark to the left, the code to the right."""
        form, frame = self._form, self._frame
        width, height = self._logo
        if width:
            page.picture((frame.left, frame.top - height, width, height), form.firm.logo)
        if self._code:
            bottom = frame.top - self._code
            draw_qr(page, form.code, left=frame.right - self._code, bottom=bottom, size=self._code)
        if form.mark:
            size = frame.em(_MARK)
            left, bottom = frame.left + width, frame.top - 1.5 * size
            page.text(left + PADDING * size, bottom + 0.45 * size, form.mark, size=size, bold=True)
            box(page, left, frame.top, left + self._mark_width(), bottom)

    def _mark_width(self) -> float:
        mark = self._form.mark
        return (self._frame.measure(mark) + 2 * PADDING) * self._frame.em(_MARK) if mark else 0.0


def _logo_size(png: bytes) -> tuple[float, float]:
    """Return width and height of a logo, as large as its place allows; nothing where there is none."""
    if not png:
        return 0.0, 0.0
    width, height = shape_of(png)
    scale = min(_LOGO[0] / width, _LOGO[1] / height)
    return width * scale, height * scale
