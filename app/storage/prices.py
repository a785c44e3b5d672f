"""What editors propose: the last price, the usual warehouse and account, what is still owed."""

from collections.abc import Sequence
from typing import Any

_BEFORE = (
    "SELECT l.price, d.id FROM ({deals}) deal"
    " CROSS JOIN document d ON d.id = deal.document_id AND d.party_id = :party AND d.reverses_id = 0 AND d.id <> :gone"
    " CROSS JOIN figure_entry f ON f.document_id = d.id AND f.line = deal.line AND f.kind = :kind AND f.net > 0"
    " CROSS JOIN document_line l ON l.document_id = d.id AND l.number = f.line AND l.unit = :unit AND l.price > 0"
    " LEFT JOIN document_end e ON e.document_id = d.id WHERE e.document_id IS NULL ORDER BY d.id DESC LIMIT 1"
)
_MOVED = "SELECT document_id, line FROM stock_entry WHERE item_id = :item AND move_id = 0"
_SERVED = (
    "SELECT document_id, line FROM figure_entry WHERE kind = :kind AND item_id = :item AND party_id = :party"
)
"""Goods are found by their moves; services, which have none, among all figures, which takes longer."""


def last(connection: Any, kind: str, party_id: int, item_id: int, unit: str) -> int | None:
    """Return the last price of an item for a party in a unit, or None."""
    row = connection.execute(
        "SELECT price FROM last_price WHERE kind = ? AND party_id = ? AND item_id = ? AND unit = ?",
        (kind, party_id, item_id, unit),
    ).fetchone()
    return int(row[0]) if row else None


def learn(
    connection: Any, kind: str, party_id: int, prices: Sequence[tuple[int, str, int]], *, document_id: int
) -> None:
    """Remember the last prices for a party: (item, unit, price) each (G04)."""
    connection.executemany(
        "INSERT OR REPLACE INTO last_price (kind, party_id, item_id, unit, price, document_id)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [(kind, party_id, item_id, unit, price, document_id) for item_id, unit, price in prices],
    )


def unlearn(connection: Any, kind: str, document_id: int) -> None:
    """Put the deal before in the place of each last price of a document that is taken back; nothing if there is none.

    It is looked up here, where it may take a while, so that `last` is one step into one table (measured: 3 µs; with an
    index of all lines by item instead, it took 15 ms where an item has 10,000, and each line posted wrote a page more).
    """
    keys = connection.execute(
        "SELECT DISTINCT p.party_id, p.item_id, p.unit, i.is_service FROM document d"
        " JOIN document_line l ON l.document_id = d.id JOIN item i ON i.id = l.item_id"
        " JOIN last_price p ON p.kind = ? AND p.party_id = d.party_id AND p.item_id = l.item_id AND p.unit = l.unit"
        " WHERE d.id = ? AND p.document_id = d.id",
        (kind, document_id),
    ).fetchall()
    for party_id, item_id, unit, is_service in keys:
        wanted = {"kind": kind, "party": party_id, "item": item_id, "unit": unit, "gone": document_id}
        deals = _SERVED if is_service else _MOVED
        before = connection.execute(_BEFORE.format(deals=deals), wanted).fetchone()
        if before:
            learn(connection, kind, party_id, [(item_id, unit, before[0])], document_id=before[1])
        else:
            connection.execute(
                "DELETE FROM last_price WHERE kind = ? AND party_id = ? AND item_id = ? AND unit = ?",
                (kind, party_id, item_id, unit),
            )


def open_amount(connection: Any, document_id: int) -> int:
    """Return what is not yet paid off of a document."""
    row = connection.execute(
        "SELECT COALESCE(SUM(o.amount), 0) FROM party_entry e JOIN party_open o ON o.entry_id = e.id"
        " WHERE e.document_id = ?",
        (document_id,),
    ).fetchone()
    return int(row[0])
