"""How wide the columns of a printed table are, in which size, on which paper."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from app.core.kinds import NUMBERS, Kind
from app.core.table import Column

PADDING: Final = 0.5
"""Room left and right of a text in its column, of its size."""
NEVER_WRAPPED: Final = NUMBERS | {Kind.DATE, Kind.INSTANT, Kind.BOOL}
"""Kinds whose values stand on one line whatever it takes."""
ROOMY: Final = 16.0
TIGHT: Final = 6.0
"""Widths in Chinese characters that a column of texts gets at least, if its texts are that long."""
_HEAD: Final = 4.0
"""The same for the heads of columns of figures."""
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
    """What a column asks for, at size 1, with its padding."""

    natural: float
    fixed: bool

    def least(self, texts: float) -> float:
        return self.natural if self.fixed else min(self.natural, texts + 2 * PADDING)


def fit(
    columns: Sequence[Column],
    shown: Sequence[Sequence[str]],
    heads: Sequence[str],
    *,
    choices: Sequence[Choice],
    stretch: float,
    fills: bool = False,
    measure: Callable[[str], float],
) -> Columns:
    """Take the first choice that holds everything; `shown` are the texts of each column.

    Columns are spread over the room, but not wider than `stretch` times what they need; with `fills`, the texts take
    what is then left.
    """
    needs = [
        _need(column, texts, head, measure) for column, texts, head in zip(columns, shown, heads, strict=True)
    ]
    for choice in choices:
        if sum(need.least(choice.texts) for need in needs) * choice.size <= choice.room:
            return Columns(choice, choice.size, _widths(needs, choice, stretch, fills=fills))
    last = choices[-1]
    size = last.room / sum(need.least(last.texts) for need in needs)
    return Columns(last, size, tuple(need.least(last.texts) * size for need in needs))


def _need(column: Column, texts: Sequence[str], head: str, measure: Callable[[str], float]) -> _Need:
    fixed = column.kind in NEVER_WRAPPED
    widest = max(map(measure, texts if fixed else texts[:_SAMPLE]), default=0.0)
    head_width = measure(head)
    return _Need(max(widest, min(head_width, _HEAD) if fixed else head_width) + 2 * PADDING, fixed)


def _widths(needs: Sequence[_Need], choice: Choice, stretch: float, *, fills: bool) -> tuple[float, ...]:
    """Give every column its least, then what is left to the texts that want more, then spread the rest."""
    room = choice.room / choice.size
    least = [need.least(choice.texts) for need in needs]
    wanted = [need.natural - width for need, width in zip(needs, least, strict=True)]
    given = min(1.0, (room - sum(least)) / sum(wanted)) if sum(wanted) else 0.0
    widths = [width + more * given for width, more in zip(least, wanted, strict=True)]
    factor = min(stretch, room / sum(widths))
    widths = [width * factor for width in widths]
    texts = sum(width for width, need in zip(widths, needs, strict=True) if not need.fixed)
    if fills and texts:
        grow = 1 + (room - sum(widths)) / texts
        widths = [width if need.fixed else width * grow for width, need in zip(widths, needs, strict=True)]
    return tuple(width * choice.size for width in widths)
