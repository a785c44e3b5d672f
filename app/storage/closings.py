"""Closed periods: a row a closing, and what every item and place held on that day."""

from typing import Any


def stack(connection: Any) -> list[tuple[int, str]]:
    """Return (id, day) of the closings that stand, oldest first: a reopening takes back the last one that stands."""
    standing: list[tuple[int, str]] = []
    for key, kind, day in connection.execute("SELECT id, kind, closed_through FROM closing ORDER BY id"):
        if kind == "close":
            standing.append((key, day))
        else:
            standing.pop()
    return standing


def through(connection: Any) -> str:
    """Return the last closed day, or an empty text."""
    standing = stack(connection)
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


def mismatches(connection: Any) -> list[tuple[str, int, int]]:
    """Return (day, item, place) where a closed figure is not what the ledger says now (INV10)."""
    found: list[tuple[str, int, int]] = []
    for key, day in stack(connection):
        found += [
            (day, item, place)
            for item, place in connection.execute(
                "SELECT item_id, place_id FROM (SELECT item_id, place_id, quantity, value FROM closed_figure"
                " WHERE closing_id = ? UNION ALL SELECT item_id, place_id, -SUM(quantity), -SUM(value) FROM stock_entry"
                " WHERE business_date <= ? GROUP BY item_id, place_id) GROUP BY item_id, place_id"
                " HAVING SUM(quantity) <> 0 OR SUM(value) <> 0",
                (key, day),
            )
        ]
    return found
