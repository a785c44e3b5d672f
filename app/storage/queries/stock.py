"""What is where and what came and went, summed over the ledger, its caches and its months.

The state of now is read from the caches, a past day from the covering index of the ledger, whole months from the month
sums. Values are those of cost pools: with one pool an item, a place has a quantity but no value of its own.
"""

from collections.abc import Sequence
from typing import Any

from app.storage.queries.scope import EVERYTHING, Scope

_INWARD = "(COALESCE(o.quantity, s.quantity) >= 0 AND s.part NOT IN ('settlement', 'variance'))"
"""How the ledger sorts a row into the month sums: by the way the goods of its move went, settlements always outward."""
TRANSFER = ("warehouse", "transit")
"""The other side of goods that stay ours."""


def articles(connection: Any, scope: Scope = EVERYTHING) -> list[tuple[int, str, str, str, str, str]]:
    """Return (id, uid, code, name, spec, base unit) of the goods, by code."""
    sql, parameters = scope.where(item="id")
    rows: list[tuple[int, str, str, str, str, str]] = connection.execute(
        f"SELECT id, uid, code, name, spec, base_unit FROM item WHERE is_service = 0{sql} ORDER BY code_key, id",
        parameters,
    ).fetchall()
    return rows


def larger_units(connection: Any) -> dict[int, list[tuple[str, int, int]]]:
    """Return (name, numerator, denominator) of the larger units of each item that has any."""
    units: dict[int, list[tuple[str, int, int]]] = {}
    for item_id, name, numerator, denominator in connection.execute(
        "SELECT item_id, name, numerator, denominator FROM item_unit ORDER BY item_id, position"
    ):
        units.setdefault(item_id, []).append((name, numerator, denominator))
    return units


def place_names(connection: Any) -> dict[int, tuple[str, str]]:
    """Return uid and name of our places by local id."""
    return {
        row[0]: (row[1], row[2]) for row in connection.execute("SELECT id, uid, name FROM place ORDER BY id")
    }


def categories(connection: Any) -> list[tuple[int, str, str]]:
    """Return (id, uid, name) of the categories, by code."""
    rows: list[tuple[int, str, str]] = connection.execute(
        "SELECT id, uid, name FROM category ORDER BY code_key, id"
    ).fetchall()
    return rows


def categories_of_items(connection: Any) -> dict[int, int]:
    """Return the category of each item that has one."""
    return dict(connection.execute("SELECT id, category_id FROM item WHERE category_id > 0").fetchall())


def is_now(connection: Any, day: str) -> bool:
    """Say whether nothing has moved after a day: the caches then say what was there."""
    return (
        connection.execute("SELECT 1 FROM cost_pool WHERE last_date > ? LIMIT 1", (day,)).fetchone() is None
    )


def quantities(connection: Any, scope: Scope, *, until: str = "") -> list[tuple[int, int, int]]:
    """Return (item, place, quantity) at the end of a day, or now."""
    sql, parameters = scope.where()
    if not until:
        found = connection.execute(
            f"SELECT item_id, place_id, quantity FROM stock_balance WHERE 1{sql}", parameters
        )
    else:
        found = connection.execute(
            f"SELECT item_id, place_id, SUM(quantity) FROM stock_entry WHERE business_date <= ?{sql}"
            " GROUP BY item_id, place_id",
            (until, *parameters),
        )
    rows: list[tuple[int, int, int]] = found.fetchall()
    return rows


def pools(
    connection: Any, scope: Scope, *, by_place: bool, until: str = ""
) -> list[tuple[int, int, int, int]]:
    """Return (item, place or 0, quantity, value) at the end of a day, or now; by place only where pools are."""
    sql, parameters = scope.where(place="place_id" if by_place else "")
    place, group = ("place_id", "item_id, place_id") if by_place else ("0", "item_id")
    if until:
        table, day = "stock_entry", " business_date <= ?"
        parameters = [until, *parameters]
    else:
        table, day = "cost_pool", " 1"
    rows: list[tuple[int, int, int, int]] = connection.execute(
        f"SELECT item_id, {place}, SUM(quantity), SUM(value) FROM {table} WHERE{day}{sql} GROUP BY {group}",
        parameters,
    ).fetchall()
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
    connection: Any, scope: Scope, spans: Sequence[tuple[str, str]], *, by_place: bool, split: bool
) -> list[tuple[Any, ...]]:
    """Return flows of single days, sorted like the month sums."""
    sql, parameters = scope.where(item="s.item_id", place="s.place_id" if by_place else "")
    columns, group = _flow_columns(by_place=by_place, split=split)
    days = " OR ".join(["s.business_date BETWEEN ? AND ?"] * len(spans))
    rows: list[tuple[Any, ...]] = connection.execute(
        f"SELECT {columns}, SUM(iif({_INWARD}, s.quantity, 0)), SUM(iif({_INWARD}, s.value, 0)),"
        f" SUM(iif({_INWARD}, 0, -s.quantity)), SUM(iif({_INWARD}, 0, -s.value)) FROM stock_entry s"
        " LEFT JOIN stock_entry o ON o.id = s.move_id AND s.move_id > 0"
        f" WHERE ({days}){'' if by_place else _NO_TRANSFER}{sql} GROUP BY {group}",
        (*(day for span in spans for day in span), *parameters),
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
