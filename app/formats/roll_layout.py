"""A form on a roll: one sheet as wide as the roll and as long as what stands on it."""

from typing import Final

from app.core.roll import Centred, Coded, Drawn, Row, Ruled, Said
from app.domain.printing.papers import Paper
from app.domain.printing.templates import PrintTemplate
from app.formats.page_frame import BASE, points
from app.formats.pictures import shape_of
from app.formats.print_form import PrintForm
from app.formats.qr_code import draw_qr
from app.formats.roll_rows import rows_of
from app.formats.sheets import POINTS_PER_MM, Drawing, Measure, Sheet

_LINE: Final = 1.35
"""Height of a row, of its size."""
_RULE: Final = 0.8
_CODE: Final = 20 * POINTS_PER_MM
_LOGO: Final = (40 * POINTS_PER_MM, 14 * POINTS_PER_MM)
_AIR: Final = 0.4


def lay_out(form: PrintForm, template: PrintTemplate, paper: Paper, measure: Measure) -> list[Sheet]:
    """Return the one sheet of a form; a roll is cut where it ends."""
    roll = _Sheet(template, paper, measure)
    rows = list(rows_of(form, roll.room / roll.size, measure))
    return [roll.draw(rows)]


class _Sheet:
    """Where rows stand on a roll, and the drawing of them."""

    def __init__(self, template: PrintTemplate, paper: Paper, measure: Measure) -> None:
        self.size = template.size / 10
        self.room = points(paper.room)
        self._measure = measure
        self._width = points(paper.width)
        self._left = points(paper.side + template.shift_x)
        self._top = points(paper.top + template.shift_y)
        self._bottom = points(paper.bottom)

    def draw(self, rows: list[Row]) -> Sheet:
        """Draw the rows one below the other."""
        height = self._top + sum(map(self._height, rows)) + self._bottom
        page = Drawing(self._width, height, self._measure)
        y = height - self._top
        for row in rows:
            y -= self._height(row)
            self._draw(page, row, y)
        return page.sheet()

    def _height(self, row: Row) -> float:
        match row:
            case Said():
                return _LINE * self.size
            case Centred(percent=percent):
                return _LINE * self.size * percent / 100
            case Ruled():
                return _RULE * self.size
            case Coded():
                return _CODE + _AIR * self.size
            case Drawn(png=png):
                return _logo(png)[1] + _AIR * self.size

    def _draw(self, page: Drawing, row: Row, bottom: float) -> None:
        """Draw a row that stands on `bottom`."""
        middle, right = self._left + self.room / 2, self._left + self.room
        match row:
            case Said(left=text, right=figure, bold=bold):
                y = bottom + BASE * self.size
                page.text(self._left, y, text, size=self.size, bold=bold)
                page.right(right, y, figure, size=self.size, bold=bold)
            case Centred(text=text, percent=percent, bold=bold):
                size = self.size * percent / 100
                page.centre(middle, bottom + BASE * size, text, size=size, bold=bold)
            case Ruled():
                y = bottom + _RULE * self.size / 2
                page.line(self._left, y, right, y)
            case Coded(text=text):
                draw_qr(page, text, left=middle - _CODE / 2, bottom=bottom, size=_CODE)
            case Drawn(png=png):
                width, height = _logo(png)
                page.picture((middle - width / 2, bottom + _AIR * self.size, width, height), png)


def _logo(png: bytes) -> tuple[float, float]:
    """Return width and height of a logo, as large as a roll allows."""
    width, height = shape_of(png)
    scale = min(_LOGO[0] / width, _LOGO[1] / height)
    return width * scale, height * scale
