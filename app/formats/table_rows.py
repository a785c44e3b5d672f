"""Rows of a printed table: texts broken into lines, set left, right or in the middle by Kind."""

from collections.abc import Sequence
from enum import Enum
from typing import Final

from app.core.kinds import NUMBERS, Kind
from app.formats.sheets import Measure, Surface
from app.formats.table_columns import NEVER_WRAPPED, PADDING
from app.formats.wrapping import wrap

LEADING: Final = 1.25
"""Height of a line, of its size."""
_BASE: Final = 0.26
"""How far the base line stands above the bottom of a line, of its size."""
_MOST_LINES: Final = 12
"""Lines of a cell: a page must hold a row."""
_MORE: Final = "…"
"""Ends a text that goes on."""
_NOTHING: Final = 1e-6
"""What rounding may cost."""
_CENTRED: Final = frozenset({Kind.DATE, Kind.INSTANT, Kind.BOOL})

Laid = list[list[str]]
"""The lines of each cell of a row."""


class Side(Enum):
    """Where in its column a text stands."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


def side_of(kind: Kind) -> Side:
    """Figures stand to the right, dates in the middle, texts to the left."""
    if kind in NUMBERS:
        return Side.RIGHT
    return Side.CENTRE if kind in _CENTRED else Side.LEFT


class Rows:
    """Lays and draws the rows of one table; `air` is the room above and below the text of a row, of its size."""

    def __init__(
        self,
        kinds: Sequence[Kind],
        widths: Sequence[float],
        measure: Measure,
        *,
        left: float,
        size: float,
        air: float,
    ) -> None:
        self.size = size
        self.edges = [left]
        for width in widths:
            self.edges.append(self.edges[-1] + width)
        self._measure = measure
        self._air = air * size
        self.line = LEADING * size
        self._sides = [side_of(kind) for kind in kinds]
        self._wrapped = [kind not in NEVER_WRAPPED for kind in kinds]
        self._room = [width / size - 2 * PADDING + _NOTHING for width in widths]

    def lay(self, texts: Sequence[str], *, is_head: bool = False, most: int = _MOST_LINES) -> Laid:
        """Break the texts of a row into lines, `most` to a cell; only a text is ever cut, and says so."""
        measure = self._measure
        return [
            [text]
            if not (wrapped or is_head) or (measure(text) <= room and "\n" not in text)
            else _cut(wrap(text, room, measure), max(1, min(most, _MOST_LINES)))
            for text, wrapped, room in zip(texts, self._wrapped, self._room, strict=True)
        ]

    def height(self, laid: Laid) -> float:
        """Return the height of a row in points."""
        return max(map(len, laid)) * self.line + 2 * self._air

    def base_line(self, top: float) -> float:
        """Return where the first line of a row stands whose upper edge is at `top`."""
        return top - self._air - self.line + _BASE * self.size

    def draw(
        self, page: Surface, laid: Laid, top: float, *, bold: bool = False, centred: bool = False
    ) -> None:
        """Write a row whose upper edge is at `top`; `centred` overrules the sides of the columns."""
        padding, size = PADDING * self.size, self.size
        tallest = max(map(len, laid))
        first = self.base_line(top)
        for index, lines in enumerate(laid):
            side = Side.CENTRE if centred else self._sides[index]
            y = first - (tallest - len(lines)) * self.line / 2
            for line in lines:
                if side is Side.LEFT:
                    page.text(self.edges[index] + padding, y, line, size=size, bold=bold)
                elif side is Side.RIGHT:
                    page.right(self.edges[index + 1] - padding, y, line, size=size, bold=bold)
                else:
                    page.centre(
                        (self.edges[index] + self.edges[index + 1]) / 2, y, line, size=size, bold=bold
                    )
                y -= self.line


def _cut(lines: list[str], most: int) -> list[str]:
    """Return the first lines; the last of them ends with a sign where others follow."""
    return lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1][:-1] + _MORE]
