"""The sales and purchase figures: appended, with month sums kept in step; inside the caller's transaction."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple


class Figure(NamedTuple):
    """A row of the figures; a later cost has only a cost."""

    kind: str
    document_id: int
    line: int
    date: str
    item_id: int
    party_id: int = 0
    staff_id: int = 0
    quantity: int = 0
    net: int = 0
    tax: int = 0
    cost: int = 0
    category_id: int = 0


_CATEGORY = Figure._fields.index("category_id")
"""What stands before it is written as it is; the category only says to which month sum a figure belongs."""

_ADD_MONTH = (
    "INSERT INTO figure_month (kind, month, staff_id, category_id, quantity, net, tax, cost)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (kind, month, staff_id, category_id) DO UPDATE SET"
    " quantity = quantity + excluded.quantity, net = net + excluded.net, tax = tax + excluded.tax,"
    " cost = cost + excluded.cost"
)


def add(connection: Any, figures: Sequence[Figure], *, cause_id: int, known_at: int) -> None:
    """Append figures and keep the month sums."""
    connection.executemany(
        "INSERT INTO figure_entry (kind, document_id, line, business_date, item_id, party_id, staff_id, quantity, net,"
        " tax, cost, cause_id, known_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(*figure[:_CATEGORY], cause_id, known_at) for figure in figures],
    )
    months: dict[tuple[str, str, int, int], list[int]] = {}
    for kind, _, _, date, _, _, staff_id, quantity, net, tax, cost, category_id in figures:
        sums = months.setdefault((kind, date[:7], staff_id, category_id), [0, 0, 0, 0])
        sums[0] += quantity
        sums[1] += net
        sums[2] += tax
        sums[3] += cost
    connection.executemany(_ADD_MONTH, [(*key, *sums) for key, sums in months.items()])


def of_document(connection: Any, document_id: int) -> list[tuple[Any, ...]]:
    """Return (kind, line, date, item, party, staff, quantity, net, tax) sums of a document by line."""
    rows: list[tuple[Any, ...]] = connection.execute(
        "SELECT kind, line, business_date, item_id, party_id, staff_id, SUM(quantity), SUM(net), SUM(tax)"
        " FROM figure_entry WHERE document_id = ? GROUP BY kind, line, business_date, item_id, party_id, staff_id"
        " ORDER BY line",
        (document_id,),
    ).fetchall()
    return rows


@contextmanager
def refiling(connection: Any, items: Iterable[str]) -> Iterator[None]:
    """Let the month sums follow items, by uid, whose categories change inside.

    However many change, all figures are read once: few of a firm's changes are of this kind, and an index of figures
    by item would cost every line that is posted.
    """
    uids = json.dumps([*items])
    before = _categories(connection, uids)
    yield
    after = _categories(connection, uids)
    moved = {item: (old, new) for item, new in after.items() if (old := before.get(item, new)) != new}
    if not moved:
        return
    rows = connection.execute(
        "SELECT item_id, kind, substr(business_date, 1, 7) AS month, staff_id, SUM(quantity), SUM(net), SUM(tax),"
        " SUM(cost) FROM figure_entry WHERE item_id IN (SELECT value FROM json_each(?))"
        " GROUP BY item_id, kind, month, staff_id",
        (json.dumps([*moved]),),
    ).fetchall()
    for item, *month, quantity, net, tax, cost in rows:
        old, new = moved[item]
        connection.execute(_ADD_MONTH, (*month, old, -quantity, -net, -tax, -cost))
        connection.execute(_ADD_MONTH, (*month, new, quantity, net, tax, cost))


def _categories(connection: Any, uids: str) -> dict[int, int]:
    """Return the categories of items by local id, 0 for none; `uids` is a list in JSON."""
    return dict(
        connection.execute(
            "SELECT id, COALESCE(category_id, 0) FROM item WHERE uid IN (SELECT value FROM json_each(?))",
            (uids,),
        )
    )
