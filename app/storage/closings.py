"""Closed periods: a row a closing, and what every item and place held on that day."""

from typing import Any


def close(connection: Any, operation_id: int, through: str) -> None:
    """Write a closing and its figures."""
    cursor = connection.execute(
        "INSERT INTO closing (operation_id, closed_through, reason) VALUES (?, ?, '')", (operation_id, through)
    )
    connection.execute(
        "INSERT INTO closed_figure (closing_id, item_id, place_id, quantity, value)"
        " SELECT ?, item_id, place_id, SUM(quantity), SUM(value) FROM stock_entry WHERE business_date <= ?"
        " GROUP BY item_id, place_id HAVING SUM(quantity) <> 0 OR SUM(value) <> 0",
        (cursor.lastrowid, through),
    )


def reopen(connection: Any, operation_id: int, reason: str) -> None:
    """Go back to the closing before the last one."""
    row = connection.execute(
        "SELECT closed_through FROM closing WHERE closed_through < ("
        " SELECT closed_through FROM closing ORDER BY id DESC LIMIT 1) ORDER BY closed_through DESC LIMIT 1"
    ).fetchone()
    connection.execute(
        "INSERT INTO closing (operation_id, closed_through, reason) VALUES (?, ?, ?)",
        (operation_id, row[0] if row else "", reason),
    )


def mismatches(connection: Any) -> list[tuple[str, int, int]]:
    """Return (day, item, place) where a closed figure is not what the ledger says now (INV10)."""
    rows: list[tuple[str, int, int]] = connection.execute(
        "SELECT c.closed_through, f.item_id, f.place_id FROM closing c JOIN closed_figure f ON f.closing_id = c.id"
        " WHERE c.id = (SELECT MAX(id) FROM closing WHERE closed_through = c.closed_through)"
        " AND c.closed_through <= (SELECT closed_through FROM closing ORDER BY id DESC LIMIT 1)"
        " AND (f.quantity, f.value) <> (SELECT COALESCE(SUM(s.quantity), 0), COALESCE(SUM(s.value), 0)"
        " FROM stock_entry s WHERE s.item_id = f.item_id AND s.place_id = f.place_id"
        " AND s.business_date <= c.closed_through)"
    ).fetchall()
    return rows
