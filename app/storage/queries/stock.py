"""What is where and what came and went, summed over the ledger, its caches and its months.

The state of now is read from the caches; that of a past day is what is there now less what the covering index of the
ledger has since; whole months come from the month sums. Values are those of cost pools: with one pool an item, a place
has a quantity but no value of its own.
"""

from typing import Any

from app.core.numbers import Money, Quantity
from app.storage.queries.scope import Scope

_INWARD = "(COALESCE(o.quantity, s.quantity) >= 0 AND s.part NOT IN ('settlement', 'variance'))"
"""How the ledger sorts a row into the month sums: by the way the goods of its move went, settlements always outward."""
TRANSFER = ("warehouse", "transit")
"""The other side of goods that stay ours."""


def place_names(connection: Any) -> dict[int, tuple[str, str]]:
    """Return uid and name of our places by local id."""
    return {
        row[0]: (row[1], row[2]) for row in connection.execute("SELECT id, uid, name FROM place ORDER BY id")
    }


def categories(connection: Any) -> dict[int, tuple[str, str]]:
    """Return uid and name of the categories by local id, in the order of their codes."""
    return {
        row[0]: (row[1], row[2])
        for row in connection.execute("SELECT id, uid, name FROM category ORDER BY code_key, id")
    }


def categories_of_items(connection: Any) -> dict[int, int]:
    """Return the category of each item that has one."""
    return dict(connection.execute("SELECT id, category_id FROM item WHERE category_id > 0").fetchall())


def is_now(connection: Any, day: str) -> bool:
    """Say whether nothing has moved after a day: the caches then say what was there."""
    return (
        connection.execute("SELECT 1 FROM cost_pool WHERE last_date > ? LIMIT 1", (day,)).fetchone() is None
    )


_LATER = (
    " LEFT JOIN stock_entry s ON s.item_id = b.item_id AND s.place_id = b.place_id AND s.business_date > ?"
)
"""What moved after a day, by balance. The past is what is there now less that: a question about last month reads one
month (measured, two years of 1 M moves: 53 ms for the last month, 67 for the last half year; all before it 121)."""


def quantities(connection: Any, scope: Scope, *, until: str = "") -> list[tuple[int, int, Quantity]]:
    """Return (item, place, quantity) at the end of a day, or now, an item's places together."""
    sql, parameters = scope.where(item="b.item_id")
    if until:
        figures, later, group = (
            "b.quantity - COALESCE(SUM(s.quantity), 0)",
            _LATER,
            "GROUP BY b.item_id, b.place_id",
        )
        parameters = [until, *parameters]
    else:
        figures, later, group = "b.quantity", "", ""
    rows: list[tuple[int, int, Quantity]] = connection.execute(
        f"SELECT b.item_id, b.place_id, {figures} FROM stock_balance b{later} WHERE 1{sql} {group}"
        " ORDER BY b.item_id, b.place_id",
        parameters,
    ).fetchall()
    return rows


def pools(
    connection: Any, scope: Scope, *, summed: bool, until: str = ""
) -> list[tuple[int, int, Quantity, Money]]:
    """Return (item, place, quantity, value) of the cost pools at the end of a day, or now.

    The place is 0 where an item has one pool, and where its pools are `summed`.
    """
    sql, parameters = scope.where(item="p.item_id", place="p.place_id")
    figures, later = "p.quantity, p.value", ""
    if until:
        figures = "p.quantity - COALESCE(SUM(s.quantity), 0) AS quantity, p.value - COALESCE(SUM(s.value), 0) AS value"
        later = (
            f" LEFT JOIN stock_balance b ON b.item_id = p.item_id AND p.place_id IN (0, b.place_id){_LATER}"
        )
        sql += " GROUP BY p.item_id, p.place_id"
        parameters = [until, *parameters]
    question = f"SELECT p.item_id, p.place_id, {figures} FROM cost_pool p{later} WHERE 1{sql}"
    if summed:
        question = f"SELECT item_id, 0, SUM(quantity), SUM(value) FROM ({question}) GROUP BY item_id"
    rows: list[tuple[int, int, Quantity, Money]] = connection.execute(question, parameters).fetchall()
    return rows


def months_moved(
    connection: Any, scope: Scope, first: str, last: str, *, by_place: bool, split: bool
) -> list[tuple[Any, ...]]:
    """Return flows of whole months: all places and sides in one where they are not asked for.

    Goods that only change places are left out where places are not told apart.
    """
    sql, parameters = scope.where(place="place_id" if by_place else "")
    columns, group = _flow_columns(by_place=by_place, split=split)
    rows: list[tuple[Any, ...]] = connection.execute(
        f"SELECT {columns}, SUM(in_quantity), SUM(in_value), SUM(out_quantity), SUM(out_value) FROM stock_month s"
        f" WHERE month BETWEEN ? AND ?{'' if by_place else _NO_TRANSFER}{sql} GROUP BY {group}",
        (first, last, *parameters),
    ).fetchall()
    return rows


def days_moved(
    connection: Any, scope: Scope, since: str, until: str, *, by_place: bool, split: bool
) -> list[tuple[Any, ...]]:
    """Return flows of single days, sorted like the month sums."""
    sql, parameters = scope.where(item="b.item_id", place="b.place_id" if by_place else "")
    columns, group = _flow_columns(by_place=by_place, split=split)
    rows: list[tuple[Any, ...]] = connection.execute(
        f"SELECT {columns}, SUM(iif({_INWARD}, s.quantity, 0)), SUM(iif({_INWARD}, s.value, 0)),"
        f" SUM(iif({_INWARD}, 0, -s.quantity)), SUM(iif({_INWARD}, 0, -s.value)) FROM stock_balance b"
        " CROSS JOIN stock_entry s ON s.item_id = b.item_id AND s.place_id = b.place_id"
        " AND s.business_date BETWEEN ? AND ? LEFT JOIN stock_entry o ON o.id = s.move_id AND s.move_id > 0"
        f" WHERE 1{'' if by_place else _NO_TRANSFER}{sql} GROUP BY {group}",
        (since, until, *parameters),
    ).fetchall()
    return rows


_NO_TRANSFER = " AND s.against NOT IN ('warehouse', 'transit')"


def _flow_columns(*, by_place: bool, split: bool) -> tuple[str, str]:
    """Return what is selected and what is grouped by."""
    columns = ["s.item_id", "s.place_id" if by_place else "0", "s.against" if split else "''"]
    group = [column for column in columns if column.startswith("s.")]
    return ", ".join(columns), ", ".join(group)


def promised(connection: Any) -> dict[tuple[int, int], tuple[int, int]]:
    """Return what open orders will bring and what they reserve, by item and place."""
    rows = connection.execute(
        "SELECT item_id, place_id, SUM(iif(expects = 'incoming', quantity, 0)),"
        " SUM(iif(expects = 'reserved', quantity, 0)) FROM open_order_line WHERE quantity > 0"
        " GROUP BY item_id, place_id"
    )
    return {(row[0], row[1]): (row[2], row[3]) for row in rows}


def limits(connection: Any) -> dict[tuple[int, int], tuple[int, int, int | None]]:
    """Return (safety, least, most) that an item should have in a place; 0 and None where nothing is said."""
    rows = connection.execute(
        "SELECT item_id, warehouse_id, COALESCE(safety, 0), COALESCE(least, 0), most FROM item_limit"
    )
    return {(row[0], row[1]): (row[2], row[3], row[4]) for row in rows}
