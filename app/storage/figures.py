"""The sales and purchase figures: appended, with month sums kept in step; inside the caller's transaction."""

from collections.abc import Sequence
from typing import Any, NamedTuple


class Figure(NamedTuple):
    """A row of the figures; a later cost has only a cost."""

    kind: str
    document_id: int
    line: int
    date: str
    item_id: int
    category_id: int
    party_id: int = 0
    staff_id: int = 0
    quantity: int = 0
    net: int = 0
    tax: int = 0
    cost: int = 0


def add(connection: Any, figures: Sequence[Figure], *, cause_id: int, known_at: int) -> None:
    """Append figures and keep the month sums."""
    connection.executemany(
        "INSERT INTO figure_entry (kind, document_id, line, business_date, item_id, party_id, staff_id, quantity, net,"
        " tax, cost, cause_id, known_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                f.kind,
                f.document_id,
                f.line,
                f.date,
                f.item_id,
                f.party_id,
                f.staff_id,
                f.quantity,
                f.net,
                f.tax,
                f.cost,
                cause_id,
                known_at,
            )
            for f in figures
        ],
    )
    months: dict[tuple[str, str, int, int], list[int]] = {}
    for figure in figures:
        sums = months.setdefault(
            (figure.kind, figure.date[:7], figure.staff_id, figure.category_id), [0, 0, 0, 0]
        )
        sums[0] += figure.quantity
        sums[1] += figure.net
        sums[2] += figure.tax
        sums[3] += figure.cost
    connection.executemany(
        "INSERT INTO figure_month (kind, month, staff_id, category_id, quantity, net, tax, cost)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (kind, month, staff_id, category_id) DO UPDATE SET"
        " quantity = quantity + excluded.quantity, net = net + excluded.net, tax = tax + excluded.tax,"
        " cost = cost + excluded.cost",
        [(*key, *sums) for key, sums in months.items()],
    )


def of_document(connection: Any, document_id: int) -> list[tuple[Any, ...]]:
    """Return (kind, line, date, item, party, staff, quantity, net, tax) sums of a document by line."""
    rows: list[tuple[Any, ...]] = connection.execute(
        "SELECT kind, line, business_date, item_id, party_id, staff_id, SUM(quantity), SUM(net), SUM(tax)"
        " FROM figure_entry WHERE document_id = ? GROUP BY kind, line, business_date, item_id, party_id, staff_id"
        " ORDER BY line",
        (document_id,),
    ).fetchall()
    return rows


def refile(connection: Any, item_id: int, old_category: int, new_category: int) -> None:
    """Move the month sums of an item to its new category."""
    for sign, category in ((-1, old_category), (1, new_category)):
        connection.execute(
            "INSERT INTO figure_month (kind, month, staff_id, category_id, quantity, net, tax, cost)"
            " SELECT kind, substr(business_date, 1, 7), staff_id, ?, ? * SUM(quantity), ? * SUM(net), ? * SUM(tax),"
            " ? * SUM(cost) FROM figure_entry WHERE item_id = ? GROUP BY kind, substr(business_date, 1, 7), staff_id"
            " ON CONFLICT (kind, month, staff_id, category_id) DO UPDATE SET quantity = quantity + excluded.quantity,"
            " net = net + excluded.net, tax = tax + excluded.tax, cost = cost + excluded.cost",
            (category, sign, sign, sign, sign, item_id),
        )
