"""How wide the columns of a printed table are, in which size, on which paper."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.core.kinds import NUMBERS, Kind
from app.core.table import Column
from app.formats.wrapping import widest_word

PADDING: Final = 0.5
"""Room left and right of a text in its column, of its size."""
NEVER_WRAPPED: Final = NUMBERS | {Kind.DATE, Kind.INSTANT, Kind.BOOL}
"""Kinds whose values stand on one line whatever it takes."""
ROOMY: Final = 16.0
TIGHT: Final = 6.0
"""Widths in Chinese characters that a column of texts gets at least, if its texts are that long."""
_HEAD: Final = 4.0
"""The same for the heads of columns of figures, and no word of these is broken."""
_CODE: Final = 8.0
"""The same for codes: 14 digits stand on one line."""
_SAMPLE: Final = 2_000


@dataclass(frozen=True, slots=True)
class Choice:
    """A way to print: the room on the paper in points, the size of the letters, the least width of long texts."""

    room: float
    size: float
    texts: float


@dataclass(frozen=True, slots=True)
class Columns:
    """What was decided: the way, its size (smaller where nothing fitted), the width of each column in points."""

    choice: Choice
    size: float
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Need:
    """What a column asks for, at size 1, with its padding; `own` is the width in points that it was given, or 0."""

    natural: float
    fixed: bool
    shortest: float = 0
    own: float = 0

    def least(self, choice: Choice) -> float:
        """Return the least width in points; a width of its own gives way only to a figure that would be cut."""
        natural = self.natural * choice.size
        if self.own:
            return max(self.own, natural) if self.fixed else self.own
        shortest = max(choice.texts, self.shortest) + 2 * PADDING
        return natural if self.fixed else min(natural, shortest * choice.size)


def fit(
    columns: Sequence[Column],
    shown: Sequence[Sequence[str]],
    heads: Sequence[str],
    *,
    choices: Sequence[Choice],
    stretch: float,
    fills: bool = False,
    own: Sequence[float] = (),
    measure: Callable[[str], float],
) -> Columns:
    """Take the first choice that holds everything; `shown` are the texts of each column.

    Columns are spread over the room, but not wider than `stretch` times what they need; with `fills`, the texts take
    what is then left. A column with a width of its `own` keeps it.
    """
    needs = [
        _need(column, texts, head, width, measure)
        for column, texts, head, width in zip(columns, shown, heads, own or [0] * len(heads), strict=True)
    ]
    for choice in choices:
        if sum(need.least(choice) for need in needs) <= choice.room:
            return Columns(choice, choice.size, _widths(needs, choice, stretch, fills=fills))
    last = choices[-1]
    least = [replace(need, own=0).least(last) for need in needs]
    factor = min(1.0, last.room / sum(least))
    return Columns(last, last.size * factor, tuple(width * factor for width in least))


def _need(
    column: Column, texts: Sequence[str], head: str, own: float, measure: Callable[[str], float]
) -> _Need:
    fixed = column.kind in NEVER_WRAPPED
    widest = max(map(measure, texts if fixed else texts[:_SAMPLE]), default=0.0)
    head_width = measure(head)
    least_head = max(min(head_width, _HEAD), widest_word(head, measure))
    natural = max(widest, least_head if fixed else head_width) + 2 * PADDING
    return _Need(natural, fixed, _CODE if column.kind is Kind.CODE else 0, own)


def _widths(needs: Sequence[_Need], choice: Choice, stretch: float, *, fills: bool) -> tuple[float, ...]:
    """Give every column its least, then what is left to the texts that want more, then spread the rest."""
    widths = [need.least(choice) for need in needs]
    free = [place for place, need in enumerate(needs) if not need.own]
    wanted = [max(0.0, needs[place].natural * choice.size - widths[place]) for place in free]
    given = min(1.0, (choice.room - sum(widths)) / sum(wanted)) if sum(wanted) else 0.0
    for place, more in zip(free, wanted, strict=True):
        widths[place] += more * given
    kept = sum(widths) - sum(widths[place] for place in free)
    spread = sum(widths[place] for place in free)
    factor = min(stretch, (choice.room - kept) / spread) if spread else 1.0
    for place in free:
        widths[place] *= factor
    texts = [place for place in free if not needs[place].fixed] or free
    taken = sum(widths[place] for place in texts)
    if fills and taken:
        grow = 1 + (choice.room - sum(widths)) / taken
        for place in texts:
            widths[place] *= grow
    return tuple(widths)
