"""How wide the columns of a table are: as wide as what they hold asks, and what gives way where all have no room.

A `Demand` says in pixels what one column asks for, without the padding of its cells. `spread` turns the demands and
the room into a `Spread`. Where there is no room for all, in this order: only the sorted head keeps room for its arrow;
cells stand closer; heads go into two lines; long texts become narrower; columns that hold nothing give way, then those
that are neither names nor figures, the last ones first. Figures are never cut. What has no room even then is scrolled
to, and then nothing gives way.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.gui.theme import CELL_PADDING

_NARROWEST: Final = 56
_CLOSE: Final = 6
"""The padding of cells where room is short."""
_ARROW_PX: Final = 14
"""What the head of a column keeps for the sign of its order."""
_WIDEST: Final = 340
"""A column is wider only where all columns have room."""
_SLACK: Final = 28
"""What a column may be wider than it needs, so that a small table does not huddle in its corner."""
_EDGE: Final = 2
_NAMES: Final = 2
"""The first columns say what a row is about; they never give way."""
_SHARE_GONE: Final = 3
"""No more than one column in three gives way: a table of many columns is scrolled."""


@dataclass(frozen=True, slots=True)
class Demand:
    """What one column asks for."""

    content: int
    """The longest text, or the sum below it."""
    head: int
    """Its head in one line, and in two."""
    head_in_two: int
    least: int = 0
    """What it is declared to be at least, padding included."""
    fixed: int = 0
    """The width that a person gave it, padding included; 0 for none."""
    may_be_cut: bool = False
    is_figure: bool = False
    is_empty: bool = False
    is_kept: bool = False
    """Whether a person wants it even where there is no room."""

    def wider(self, other: "Demand") -> "Demand":
        """Return this demand, but for no less than another asked for."""
        return replace(self, content=max(self.content, other.content))


@dataclass(frozen=True, slots=True)
class Spread:
    """The widths by place, how far texts stand from the edge of their cells, and the places that gave way."""

    widths: tuple[int, ...]
    padding: int = CELL_PADDING
    gone: frozenset[int] = frozenset()


def spread(
    demands: Sequence[Demand], room: int, *, good: int, least: int, sorted_by: int, gives_way: bool = True
) -> Spread:
    """Give the columns their widths; long texts keep `good` pixels as long as something else can give way.

    `sorted_by` is the place of the head with the arrow; one behind the last for none.
    """
    every = range(len(demands))
    usual = _asked(demands, CELL_PADDING, sorted_by)
    for widths in (_asked(demands, CELL_PADDING), usual, _capped(demands, usual)):
        if sum(widths) <= room:
            return Spread(_with_slack(demands, widths, room))
    for is_in_two in (False, True):
        widths = _capped(demands, _asked(demands, _CLOSE, sorted_by, is_in_two=is_in_two))
        if sum(widths) <= room:
            return Spread(_with_slack(demands, widths, room), _CLOSE)
    levelled = _levelled(demands, widths, every, room, good)
    gone: set[int] = set()
    for place in _giving_way(demands) if gives_way else ():
        if sum(levelled) <= room or (len(gone) + 1) * _SHARE_GONE > len(demands):
            break
        gone.add(place)
        levelled = _levelled(demands, widths, [each for each in every if each not in gone], room, good)
    if sum(levelled) > room:
        levelled = _levelled(demands, widths, [each for each in every if each not in gone], room, least)
    if sum(levelled) > room:  # to scroll is needed anyway: then everything is there, and whole
        return Spread(tuple(widths), _CLOSE)
    return Spread(tuple(levelled[place] or widths[place] for place in every), _CLOSE, frozenset(gone))


_ANY: Final = -1
"""Every head keeps room for the arrow: whichever is sorted by next, nothing moves."""


def _asked(
    demands: Sequence[Demand], padding: int, sorted_by: int = _ANY, *, is_in_two: bool = False
) -> list[int]:
    """Return the widths that are asked for, with cells padded like this and heads in one line or in two."""
    widths = []
    for place, demand in enumerate(demands):
        arrow = _ARROW_PX if sorted_by in {_ANY, place} else 0
        head = (demand.head_in_two if is_in_two else demand.head) + arrow
        widths.append(max(max(demand.content, head) + 2 * padding + _EDGE, demand.least, _NARROWEST))
    return [demand.fixed or width for demand, width in zip(demands, widths, strict=True)]


def _with_slack(demands: Sequence[Demand], widths: Sequence[int], room: int) -> tuple[int, ...]:
    slack = min((room - sum(widths)) // max(len(widths), 1), _SLACK)
    pairs = zip(demands, widths, strict=True)
    return tuple(width if demand.fixed else width + slack for demand, width in pairs)


def _capped(demands: Sequence[Demand], widths: Sequence[int]) -> list[int]:
    return [
        width if demand.fixed else min(width, _WIDEST) for width, demand in zip(widths, demands, strict=True)
    ]


def _giving_way(demands: Sequence[Demand]) -> Iterable[int]:
    """Return the columns that may give way, in the order in which they do."""
    ours = [
        place
        for place in reversed(range(_NAMES, len(demands)))
        if not demands[place].is_kept and not demands[place].fixed
    ]
    yield from (place for place in ours if demands[place].is_empty)
    yield from (place for place in ours if not demands[place].is_empty and not demands[place].is_figure)


def _levelled(
    demands: Sequence[Demand], widths: Sequence[int], places: Iterable[int], room: int, floor: int
) -> list[int]:
    """Lower the widest texts together until these places fit, none below the floor or its head; others get nothing."""
    taken = [0] * len(widths)
    for place in places:
        taken[place] = widths[place]
    floors = {
        place: max(floor, demands[place].head_in_two + 2 * _CLOSE + _EDGE)
        for place, width in enumerate(taken)
        if width and demands[place].may_be_cut and not demands[place].fixed
    }
    while (over := sum(taken) - room) > 0:
        lower = [place for place, least in floors.items() if taken[place] > least]
        if not lower:
            break
        widest = max(taken[place] for place in lower)
        tops = [place for place in lower if taken[place] == widest]
        steps = [widest - floors[place] for place in tops]
        steps += [widest - taken[place] for place in lower if taken[place] < widest]
        step = max(min(*steps, -(-over // len(tops))), 1)
        for place in tops:
            taken[place] -= step
    return taken
