"""The last deals of each item, by base units: what the mistake radar looks back at, one step into one table (N14)."""

from collections.abc import Iterable
from typing import Any

from app.domain.documents.radar import REMEMBERED, Deal
from app.storage.aliases import survivor

_ITEM = survivor("item", "l.item_id")
Row = tuple[int, int, str, int, int]
"""A line that was dealt: item, number of the line, unit, price of a base unit, base units."""


def remember(connection: Any, kind: str, rows: Iterable[Row], *, document_id: int, party_id: int) -> None:
    """Note the lines of a document that was posted."""
    connection.executemany(
        "INSERT INTO deal (kind, item_id, document_id, line, party_id, unit, price, quantity)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (kind, item_id, document_id, line, party_id, unit, price, quantity)
            for item_id, line, unit, price, quantity in rows
        ],
    )


def forget(connection: Any, kind: str, document_id: int) -> None:
    """Take out the lines of a document that is taken back."""
    connection.execute(
        "DELETE FROM deal WHERE kind = ? AND document_id = ?"
        f" AND item_id IN (SELECT {_ITEM} FROM document_line l WHERE l.document_id = ?)",
        (kind, document_id, document_id),
    )


def hand_over(connection: Any, loser: int, winner: int) -> None:
    """Make the deals of a party those of the one that it becomes part of."""
    connection.execute("UPDATE deal SET party_id = ? WHERE party_id = ?", (winner, loser))


def hand_over_item(connection: Any, loser: int, winner: int) -> None:
    """Make the deals in goods those of the goods that they become part of: both have one base unit."""
    connection.execute("UPDATE deal SET item_id = ? WHERE item_id = ?", (winner, loser))


def last(connection: Any, kind: str, item_id: int) -> tuple[Deal, ...]:
    """Return the last deals of an item, the newest last."""
    rows = connection.execute(
        "SELECT party_id, unit, price, quantity FROM deal WHERE kind = ? AND item_id = ?"
        f" ORDER BY document_id DESC, line DESC LIMIT {REMEMBERED}",
        (kind, item_id),
    ).fetchall()
    return tuple(Deal(*row) for row in reversed(rows))
