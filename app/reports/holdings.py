"""Quantity and value of goods on a day, by item or by item and place: what several reports stand on.

With one cost pool an item, the value of a place is its share of the pool by quantity (largest remainder), so that the
places of an item sum to its value exactly.
"""

from collections.abc import Callable, Sequence
from functools import cache

from app.core.numbers import Quantity, spread
from app.domain.catalog.unit import ItemUnit, counter
from app.reports.report import Asked
from app.storage.queries import stock
from app.storage.queries.scope import Scope

Holdings = dict[tuple[int, int], tuple[int, int]]
"""Quantity and value by item and place; place 0 means all."""


def held(asked: Asked, scope: Scope, day: str, *, by_place: bool) -> Holdings:
    """Return what was there at the end of a day."""
    connection = asked.connection
    until = "" if stock.is_now(connection, day) else day
    if not by_place or not asked.books.profile.per_item:
        rows = stock.pools(connection, scope, by_place=by_place, until=until)
        return {(item, place): (quantity, value) for item, place, quantity, value in rows}
    pools = {row[0]: row[3] for row in stock.pools(connection, scope, by_place=False, until=until)}
    of_item: dict[int, list[tuple[int, int]]] = {}
    for item, place, quantity in stock.quantities(connection, scope, until=until):
        of_item.setdefault(item, []).append((place, quantity))
    return {
        (item, place): (quantity, value)
        for item, places in of_item.items()
        for (place, quantity), value in zip(places, shares(pools.get(item, 0), places), strict=True)
        if not scope.place_id or place == scope.place_id
    }


def shares(value: int, places: Sequence[tuple[int, int]]) -> list[int]:
    """Share the value of a pool over its (place, quantity) pairs."""
    filled = [number for number, (_, quantity) in enumerate(places) if quantity]
    if len(filled) == 1:
        return [value if number == filled[0] else 0 for number in range(len(places))]
    return spread(value, [quantity for _, quantity in places])


def counters(asked: Asked) -> Callable[[int, str], Callable[[Quantity], str]]:
    """Return what gives, for an item and its base unit, the writer of quantities as people count them: ``3箱2包``."""
    larger = stock.larger_units(asked.connection)

    @cache
    def of_units(base: str, *units: tuple[str, int, int]) -> Callable[[Quantity], str]:
        return counter([ItemUnit(base), *(ItemUnit(*unit) for unit in units)])

    def of_item(item: int, base: str) -> Callable[[Quantity], str]:
        return of_units(base, *larger.get(item, ()))

    return of_item


def grouped(holdings: Holdings, group: Callable[[tuple[int, int]], tuple[int, int]]) -> Holdings:
    """Sum what was there by group."""
    found: Holdings = {}
    for key, (quantity, value) in holdings.items():
        before = found.get(group(key), (0, 0))
        found[group(key)] = (before[0] + quantity, before[1] + value)
    return found
