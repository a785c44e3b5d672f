"""Quantity and value of goods on a day, by item or by item and place: what several reports stand on.

With one cost pool an item, the value of a place is its share of the pool by quantity (largest remainder), so that the
places of an item sum to its value exactly.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import cast

from app.core.numbers import Money, Quantity, spread
from app.domain.catalog.unit import ItemUnit, counter
from app.reports.flows import Key
from app.reports.report import Asked
from app.storage.queries import stock
from app.storage.queries.goods import Larger
from app.storage.queries.scope import Scope

Held = tuple[Quantity, Money]
Holdings = dict[int, dict[int, Held]]
"""Quantity and value by item, then by place; place 0 means all."""
EMPTY: Held = Quantity(0), Money(0)


def held(asked: Asked, scope: Scope, day: str, *, by_place: bool) -> Holdings:
    """Return what was there at the end of a day."""
    connection, per_item = asked.connection, asked.books.profile.per_item
    until = "" if stock.is_now(connection, day) else day
    whole = scope._replace(place_id=0) if per_item else scope
    pools = stock.pools(connection, whole, summed=not (per_item or by_place), until=until)
    holdings: Holdings = {}
    if not (by_place and per_item):
        for item, place, quantity, value in pools:
            holdings.setdefault(item, {})[place] = quantity, value
        return holdings
    of_item: dict[int, dict[int, Quantity]] = {}
    for item, place, quantity in stock.quantities(connection, whole, until=until):
        of_item.setdefault(item, {})[place] = quantity
    for item, _, _, value in pools:
        places = of_item.get(item, {})
        figures = zip(places.values(), shares(value, [*places.values()]), strict=True)
        holdings[item] = dict(zip(places, figures, strict=True))
    if scope.place_id:
        return {
            item: {place: places[place]}
            for item, places in holdings.items()
            if (place := scope.place_id) in places
        }
    return holdings


def shares(value: Money, quantities: Sequence[Quantity]) -> list[Money]:
    """Share the value of a pool over what is in its places."""
    if quantities.count(Quantity(0)) == len(quantities) - 1:
        return [value if quantity else Money(0) for quantity in quantities]
    return cast("list[Money]", spread(value, quantities))


def counters() -> Callable[[str, Larger], Callable[[Quantity], str]]:
    """Return what gives, for units, the writer of quantities as people count them: ``3箱2包``.

    Items share their writers, and equal quantities their texts: most quantities are small whole numbers.
    """

    @cache
    def of_units(base: str, larger: Larger) -> Callable[[Quantity], str]:
        return cache(counter([ItemUnit(base), *(ItemUnit(*unit) for unit in larger)]))

    return of_units


def grouped(holdings: Holdings, group: Callable[[Key], Key]) -> Holdings:
    """Sum what was there by group."""
    found: Holdings = {}
    for item, places in holdings.items():
        for place, (quantity, value) in places.items():
            new_item, new_place = group((item, place))
            of_group = found.setdefault(new_item, {})
            before = of_group.get(new_place, EMPTY)
            of_group[new_place] = Quantity(before[0] + quantity), Money(before[1] + value)
    return found
