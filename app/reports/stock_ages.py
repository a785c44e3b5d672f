"""How long goods have been here, by the day on which they came to us: no transfer or count makes them young (F76).

Under FIFO a layer has its own value. Under moving average the value of a pool is shared over its layers by quantity, so
that the buckets sum to the stock value exactly. What is below zero has no age and a bucket of its own.
"""

import datetime
from collections.abc import Iterator
from operator import add

from app.core.numbers import spread
from app.core.text import N_
from app.storage.books import Books
from app.storage.queries import stock_ageing
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


Figures = tuple[int, ...]
"""Quantity and value of stock, then the value or the quantity in each bucket."""
NOTHING: Figures = (0, 0, *(0 for _ in BUCKETS))


def aged(
    books: Books, today: str, scope: Scope = EVERYTHING, *, figure: str
) -> Iterator[tuple[int, int, Figures]]:
    """Walk the pools that have anything in them, with the age of their ``value`` or ``quantity``.

    Each is item, place (0 where an item has one pool) and figures.
    """
    day = datetime.date.fromisoformat(today)
    days = [(day - datetime.timedelta(days=last)).isoformat() for last in _LAST_DAYS]
    is_shared = figure == "value" and books.profile.method != _BY_VALUE
    pools = stock_ageing.pools(books.connection(), scope, days, "quantity" if is_shared else figure)
    for pool in pools:
        figures = pool[2:]
        if any(figures):
            yield pool[0], pool[1], _shared(figures) if is_shared else figures


def _shared(figures: Figures) -> Figures:
    """Share the value over the buckets by the quantities in them."""
    quantity, value, *buckets = figures
    if buckets.count(0) == len(buckets) - 1:
        return (quantity, value, *(value if each else 0 for each in buckets))
    return (quantity, value, *spread(value, buckets))


def added(one: Figures, other: Figures) -> Figures:
    """Add figure by figure."""
    return tuple(map(add, one, other))
