"""Closed periods: a row a closing, and what every item and place held on that day."""

from typing import Any


def _history(connection: Any) -> tuple[list[tuple[int, str]], list[tuple[int, str, str]]]:
    """Return (id, day) of the closings that stand, oldest first, and (id, day, reason) of those taken back, in order.

    A reopening takes back the last closing that stands.
    """
    standing: list[tuple[int, str]] = []
    gone: list[tuple[int, str, str]] = []
    for key, kind, day, reason in connection.execute(
        "SELECT id, kind, closed_through, reason FROM closing ORDER BY id"
    ):
        if kind == "close":
            standing.append((key, day))
        else:
            gone.append((*standing.pop(), reason))
    return standing, gone


def through(connection: Any) -> str:
    """Return the last closed day, or an empty text."""
    standing, _ = _history(connection)
    return standing[-1][1] if standing else ""


def close(connection: Any, operation_id: int, day: str) -> None:
    """Write a closing and its figures."""
    cursor = connection.execute(
        "INSERT INTO closing (operation_id, kind, closed_through, reason) VALUES (?, 'close', ?, '')",
        (operation_id, day),
    )
    connection.execute(
        "INSERT INTO closed_figure (closing_id, item_id, place_id, quantity, value)"
        " SELECT ?, item_id, place_id, SUM(quantity), SUM(value) FROM stock_entry WHERE business_date <= ?"
        " GROUP BY item_id, place_id HAVING SUM(quantity) <> 0 OR SUM(value) <> 0",
        (cursor.lastrowid, day),
    )


def reopen(connection: Any, operation_id: int, reason: str) -> None:
    """Take back the last closing."""
    connection.execute(
        "INSERT INTO closing (operation_id, kind, closed_through, reason) VALUES (?, 'reopen', ?, ?)",
        (operation_id, through(connection), reason),
    )


def taken_back(connection: Any) -> list[tuple[int, str, str]]:
    """Return (id, day, reason) of the closings that were taken back, in the order of their reopening."""
    return _history(connection)[1]


def changed_since(connection: Any, key: int, day: str) -> list[tuple[int, int, int, int, int, int]]:
    """Return (item, place, quantity and value at a closing, quantity and value of that day now) where they differ."""
    rows: list[tuple[int, int, int, int, int, int]] = connection.execute(
        "SELECT item_id, place_id, SUM(q_then), SUM(v_then), SUM(q_now), SUM(v_now) FROM ("
        " SELECT item_id, place_id, quantity AS q_then, value AS v_then, 0 AS q_now, 0 AS v_now FROM closed_figure"
        " WHERE closing_id = ? UNION ALL SELECT item_id, place_id, 0, 0, SUM(quantity), SUM(value) FROM stock_entry"
        " WHERE business_date <= ? GROUP BY item_id, place_id) GROUP BY item_id, place_id"
        " HAVING SUM(q_then) <> SUM(q_now) OR SUM(v_then) <> SUM(v_now) ORDER BY item_id, place_id",
        (key, day),
    ).fetchall()
    return rows


def mismatches(connection: Any) -> list[tuple[str, int, int]]:
    """Return (day, item, place) where a closed figure is not what the ledger says now (INV10)."""
    standing, _ = _history(connection)
    return [(day, *row[:2]) for key, day in standing for row in changed_since(connection, key, day)]
