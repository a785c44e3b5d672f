"""Which row of a printed document comes on which page, and how texts flow around the grid; nothing is drawn here."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from app.core.text import N_, Message
from app.formats.print_form import Pair
from app.formats.wrapping import wrap
from app.i18n.catalog import fill

Measure = Callable[[str], float]
"""The width of a text at size 1."""
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
    """Points: of a page between head and foot, of a line of sums, of what stands below the last row."""

    room: float
    sums: float
    tail: float


def paginate(rows: Sequence[float], heights: Heights) -> list[range]:
    """Deal rows of these heights out to pages.

    Pages of several keep room for their subtotal and for what is carried over. The last row moves on with the totals
    when these do not fit under it.
    """
    if sum(rows) + heights.sums + heights.tail <= heights.room:
        return [range(len(rows))]
    pages: list[range] = []
    start, used = 0, 0.0
    for place, height in enumerate(rows):
        if place > start and used + height > _limit(pages, heights):
            pages.append(range(start, place))
            start, used = place, 0.0
        used += height
    if used + heights.sums + heights.tail > _limit(pages, heights) and len(rows) - start > 1:
        pages.append(range(start, len(rows) - 1))
        start = len(rows) - 1
    pages.append(range(start, len(rows)))
    return pages


def _limit(before: Sequence[range], heights: Heights) -> float:
    sums = 2 if before else 1
    return heights.room - sums * heights.sums


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
