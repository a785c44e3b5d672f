"""The part of a page that can be printed on, in points, and the letters that it is set in."""

from dataclasses import dataclass
from typing import Final

from app.domain.printing.papers import Paper
from app.domain.printing.templates import PrintTemplate
from app.formats.sheets import POINTS_PER_MM, Drawing, Measure

BASE: Final = 0.3
"""How far a base line stands above the bottom of its line, of its size."""
RULE: Final = 0.6
"""Width of the lines of a form: thinner ones break up on a dot printer."""
_SMALL_GREY: Final = 0.25
_READABLE: Final = 9.0


@dataclass(frozen=True, slots=True)
class Frame:
    """Where things may stand on every page of a form; `width`, `height` are those of the whole paper."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    size: float
    grey: float
    """What is said in passing; needles know no grey."""
    least: float
    """Points: smaller letters are the last resort; needles make them hard to read."""
    measure: Measure

    @property
    def room(self) -> float:
        """The width between the margins."""
        return self.right - self.left

    def em(self, factor: float) -> float:
        """Return so many times the size of the letters."""
        return factor * self.size

    def fitting(self, text: str, size: float, room: float) -> float:
        """Return this size, or the smaller one in which a text has room on one line."""
        width = self.measure(text) * size
        return size if width <= room else size * room / width

    def page(self) -> Drawing:
        """Begin a page."""
        return Drawing(self.width, self.height, self.measure)


def frame_of(template: PrintTemplate, paper: Paper, measure: Measure) -> Frame:
    """Return the frame of a template on its paper, shifted as the printer needs it."""
    width, height = points(paper.width), points(paper.height) / paper.parts
    shift_x, shift_y = points(template.shift_x), points(template.shift_y)
    return Frame(
        width=width,
        height=height,
        left=points(paper.side) + shift_x,
        right=width - points(paper.side) + shift_x,
        top=height - points(paper.top) - shift_y,
        bottom=points(paper.bottom) - shift_y,
        size=template.size / 10,
        grey=0 if paper.is_continuous else _SMALL_GREY,
        least=_READABLE if paper.is_continuous else 0,
        measure=measure,
    )


def points(tenths_mm: int) -> float:
    """Turn tenths of a millimetre into points."""
    return tenths_mm / 10 * POINTS_PER_MM


def box(page: Drawing, left: float, top: float, right: float, bottom: float) -> None:
    """Draw the four sides of a box."""
    for y in (top, bottom):
        page.line(left, y, right, y, width=RULE)
    for x in (left, right):
        page.line(x, top, x, bottom, width=RULE)
