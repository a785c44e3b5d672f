"""What stands in the way of closing a period."""

from typing import Any, NamedTuple

from app.storage import closings
from app.storage.queries.those import Those


def drafts(connection: Any, through: str) -> int:
    """Count drafts dated in the period."""
    return int(
        connection.execute("SELECT COUNT(*) FROM draft WHERE business_date <= ?", (through,)).fetchone()[0]
    )


def negative_balances(connection: Any) -> int:
    """Count items with negative stock somewhere."""
    return int(connection.execute("SELECT COUNT(*) FROM stock_balance WHERE quantity < 0").fetchone()[0])


def in_transit(connection: Any) -> int:
    """Count items that are on the way."""
    row = connection.execute(
        "SELECT COUNT(*) FROM stock_balance b JOIN place p ON p.id = b.place_id"
        " WHERE p.kind = 'transit' AND b.quantity <> 0"
    ).fetchone()
    return int(row[0])


class ClosingDifference(NamedTuple):
    """What an item in a place was on a closed day, and what it is since the period was reopened."""

    day: str
    item_id: int
    place_id: int
    quantity_then: int
    value_then: int
    quantity_now: int
    value_now: int
    reason: str


def differences(connection: Any, items: Those) -> list[ClosingDifference]:
    """Return what reopened periods left otherwise than it was when they were closed, as far as closed again."""
    only, values = items.where("id")
    known = {row[0] for row in connection.execute(f"SELECT id FROM item WHERE 1{only}", values)}
    last = closings.through(connection)
    found: list[ClosingDifference] = []
    for key, day, reason in closings.taken_back(connection):
        if day <= last:
            found += [
                ClosingDifference(day, *row, reason)
                for row in closings.changed_since(connection, key, day)
                if row[0] in known
            ]
    return found
