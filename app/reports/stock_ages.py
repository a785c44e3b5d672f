"""How long goods have been here, by the day on which they came to us: no transfer or count makes them young (F76).

Under FIFO a layer has its own value. Under moving average the value of a pool is shared over its layers by quantity, so
that the buckets sum to the stock value exactly. What is below zero has no age and a bucket of its own.
"""

import datetime
from collections.abc import Iterator
from operator import add
from typing import NamedTuple

from app.core.numbers import spread
from app.core.text import N_
from app.storage.books import Books
from app.storage.queries import stock, stock_ageing
from app.storage.queries.scope import EVERYTHING, Scope

BUCKETS = (
    ("d0_30", N_("0–30 天")),
    ("d31_90", N_("31–90 天")),
    ("d91_180", N_("91–180 天")),
    ("d181_365", N_("181–365 天")),
    ("over_365", N_("365 天以上")),
    ("negative", N_("负库存")),
)
_LAST_DAYS = (30, 90, 180, 365)
_BY_VALUE = "fifo"
"""The method whose layers have values."""


class Aged(NamedTuple):
    """Stock of an item in a place (0 means all) by age: quantities and values in the order of the buckets."""

    item_id: int
    place_id: int
    quantity: int
    value: int
    quantities: tuple[int, ...]
    values: tuple[int, ...]

    def __add__(self, other: tuple[object, ...]) -> "Aged":
        """Add bucket by bucket."""
        assert isinstance(other, Aged)
        return Aged(
            self.item_id,
            self.place_id,
            self.quantity + other.quantity,
            self.value + other.value,
            tuple(map(add, self.quantities, other.quantities)),
            tuple(map(add, self.values, other.values)),
        )


NOTHING = Aged(0, 0, 0, 0, (0,) * len(BUCKETS), (0,) * len(BUCKETS))


def aged(books: Books, today: str, scope: Scope = EVERYTHING, *, by_place: bool = False) -> Iterator[Aged]:
    """Walk the goods that have anything in them: by pool, or by item where that comes to the same.

    Places (0 means all) are told apart if asked for and there is a pool for each.
    """
    valued = books.profile.method == _BY_VALUE
    by_place = not books.profile.per_item and (by_place or not valued)
    day = datetime.date.fromisoformat(today)
    days = [(day - datetime.timedelta(days=last)).isoformat() for last in _LAST_DAYS]
    connection = books.connection()
    layers = {
        row[:2]: row[2:]
        for row in stock_ageing.layers(connection, scope, days, by_place=by_place, valued=valued)
    }
    step = 2 if valued else 1
    for item, place, quantity, value in stock.pools(connection, scope, by_place=by_place):
        since = layers.get((item, place), ())
        if not (since or quantity or value):
            continue
        quantities = buckets(since[::step], quantity)
        values = buckets(since[1::2], value) if valued else shared(value, quantities)
        yield Aged(item, place, quantity, value, quantities, values)


def buckets(since: tuple[int, ...], whole: int) -> tuple[int, ...]:
    """Turn what came in since each day into buckets; what is in no layer comes last."""
    if not since:
        return (0, 0, 0, 0, 0, whole)
    month, quarter, half, year, ever = since
    return (month, quarter - month, half - quarter, year - half, ever - year, whole - ever)


def shared(value: int, quantities: tuple[int, ...]) -> tuple[int, ...]:
    """Share a value over buckets by quantity."""
    filled = [place for place, quantity in enumerate(quantities) if quantity]
    if len(filled) == 1:
        return tuple(value if place == filled[0] else 0 for place in range(len(quantities)))
    return tuple(spread(value, quantities))
