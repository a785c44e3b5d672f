"""Which row of a printed document comes on which page, and how texts flow around the grid; nothing is drawn here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from app.core.text import N_, Message
from app.formats.print_form import Pair
from app.formats.sheets import Measure
from app.formats.wrapping import wrap
from app.i18n.catalog import fill

CELLS: Final = 3
"""Pairs stand in so many columns."""
_GAP: Final = "　　"
_BETWEEN: Final = 1.0
"""Room between two pairs, of their size."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A text and the cell of the line in which it begins."""

    cell: int
    text: str


@dataclass(frozen=True, slots=True)
class Heights:
    """Points: of a page between head and foot, of a line of sums, of what stands below the last row.

    `later` is the room of the pages after the first, where it is another.
    """

    room: float
    sums: float
    tail: float
    later: float = 0
    has_subtotals: bool = True

    def limit(self, pages: int) -> float:
        """Return what rows may take on the page after so many others: room is kept for sums that are carried."""
        room = self.later if pages and self.later else self.room
        sums = (2 if pages else 1) if self.has_subtotals else 0
        return room - sums * self.sums


def paginate(rows: Sequence[float], heights: Heights, *, most: int = 0) -> list[range]:
    """Deal rows of these heights out to pages, no more than `most` to one.

    Pages of several keep room for their subtotal and for what is carried over. The last row moves on with the totals
    when these do not fit under it.
    """
    most = most or len(rows)
    if len(rows) <= most and sum(rows) + heights.sums + heights.tail <= heights.room:
        return [range(len(rows))]
    pages: list[range] = []
    start, used = 0, 0.0
    for place, height in enumerate(rows):
        is_full = place - start >= most or used + height > heights.limit(len(pages))
        if place > start and is_full:
            pages.append(range(start, place))
            start, used = place, 0.0
        used += height
    if used + heights.sums + heights.tail > heights.limit(len(pages)) and len(rows) - start > 1:
        pages.append(range(start, len(rows) - 1))
        start = len(rows) - 1
    pages.append(range(start, len(rows)))
    return pages


def pair_text(pair: Pair) -> str:
    """Write a pair as one text."""
    if not pair.label:
        return pair.value
    return fill(Message.of(N_("{label}：{value}"), label=pair.label, value=pair.value))


def in_cells(pairs: Sequence[Pair], width: float, measure: Measure) -> list[list[Placed]]:
    """Set pairs into lines of `CELLS` cells; a long one takes several, one longer than a line is broken."""
    lines: list[list[Placed]] = []
    free = 0
    for text in map(pair_text, pairs):
        needed = ceil((measure(text) + _BETWEEN) * CELLS / width)
        if needed > CELLS:
            lines += [[Placed(0, part)] for part in wrap(text, width, measure)]
            free = 0
            continue
        if needed > free:
            lines.append([])
            free = CELLS
        lines[-1].append(Placed(CELLS - free, text))
        free -= needed
    return lines


def flowing(pairs: Sequence[Pair], width: float, measure: Measure) -> Iterator[str]:
    """Set pairs one behind the other, breaking lines between them."""
    line = ""
    for text in map(pair_text, pairs):
        if line and measure(line + _GAP + text) > width:
            yield line
            line = text
        else:
            line = line + _GAP + text if line else text
    if line:
        yield from wrap(line, width, measure)
