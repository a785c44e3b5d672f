"""What stands in the way of closing a period."""

from typing import Any


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
