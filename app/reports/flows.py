"""What came in and went out between two days, by item or by item and place.

Whole months come from their sums, days from the ledger, so that every range costs about the same.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from app.core.months import span_of
from app.reports.report import Asked
from app.storage.queries import stock
from app.storage.queries.scope import Scope

Key = tuple[int, int]
"""Item and place; 0 means all of them."""
Flow = tuple[int, int, int, int]
"""Quantity and value in, quantity and value out."""
NOTHING: Flow = (0, 0, 0, 0)
Sides = dict[str, Flow]
"""Flows by the other side."""


def moved(asked: Asked, scope: Scope, *, by_place: bool) -> dict[Key, Flow]:
    """Return the flows of the days asked for; without places, goods that only change places are left out."""
    rows = _rows(asked, scope, by_place=by_place, split=False)
    if len(rows) == 1:
        return {(item, place): (a, b, c, d) for item, place, _, a, b, c, d in rows[0]}
    flows: dict[Key, Flow] = {}
    for item, place, _, a, b, c, d in (row for part in rows for row in part):
        flows[item, place] = added(flows.get((item, place), NOTHING), (a, b, c, d))
    return flows


def moved_by_side(asked: Asked, scope: Scope, *, by_place: bool) -> dict[Key, Sides]:
    """Return the same flows split by the other side."""
    flows: dict[Key, Sides] = {}
    for item, place, against, a, b, c, d in (
        row for part in _rows(asked, scope, by_place=by_place, split=True) for row in part
    ):
        sides = flows.setdefault((item, place), {})
        sides[against] = added(sides.get(against, NOTHING), (a, b, c, d))
    return flows


def _rows(asked: Asked, scope: Scope, *, by_place: bool, split: bool) -> list[list[tuple[Any, ...]]]:
    """Return the rows of the months and those of the days, as far as there are any."""
    connection, last = asked.connection, asked.text("until")
    span = span_of(asked.text("since"), last, ends=stock.is_now(connection, last))
    parts = []
    if span.first:
        parts.append(
            stock.months_moved(connection, scope, span.first, span.last, by_place=by_place, split=split)
        )
    for since, until in span.days:
        parts.append(stock.days_moved(connection, scope, since, until, by_place=by_place, split=split))
    return parts


def added(one: Flow, other: Flow) -> Flow:
    """Add two flows."""
    return (one[0] + other[0], one[1] + other[1], one[2] + other[2], one[3] + other[3])


def summed(flows: Iterable[Flow]) -> Flow:
    """Add flows."""
    total = NOTHING
    for flow in flows:
        total = added(total, flow)
    return total


def grouped(flows: Mapping[Key, Flow], group: Callable[[Key], Key]) -> dict[Key, Flow]:
    """Sum what moved by group."""
    found: dict[Key, Flow] = {}
    for key, flow in flows.items():
        found[group(key)] = added(found.get(group(key), NOTHING), flow)
    return found


def grouped_sides(sides: Mapping[Key, Sides], group: Callable[[Key], Key]) -> dict[Key, Sides]:
    """Sum what moved by group and other side."""
    found: dict[Key, Sides] = {}
    for key, each in sides.items():
        grouped = found.setdefault(group(key), {})
        for against, flow in each.items():
            grouped[against] = added(grouped.get(against, NOTHING), flow)
    return found
