"""Deals: at what price goods changed hands before, what was given away, went back or was voided left out (G04)."""

from typing import Any

from app.storage.aliases import family
from app.storage.money import FAMILY

_ITEMS = family("item", "item")

_DEALS = (
    "SELECT d.uid, d.business_date, l.price, l.quantity, l.unit, COALESCE(p.name, ''), d.number, l.base_quantity, f.net"
    " FROM ({moved}) deal"
    " CROSS JOIN document d ON d.id = deal.document_id AND d.reverses_id = 0 AND {whose}"
    " CROSS JOIN figure_entry f ON f.document_id = d.id AND f.line = deal.line AND f.kind = :kind AND f.net > 0"
    " CROSS JOIN document_line l ON l.document_id = d.id AND l.number = f.line AND l.price > 0 AND l.base_quantity > 0"
    " LEFT JOIN party p ON p.id = d.party_id LEFT JOIN document_end e ON e.document_id = d.id"
    " WHERE e.document_id IS NULL ORDER BY d.business_date DESC, d.id DESC, l.number LIMIT :most"
)
_MOVED = f"SELECT DISTINCT document_id, line FROM stock_entry WHERE item_id IN {_ITEMS} AND move_id = 0"
_SERVED = (
    f"SELECT document_id, line FROM figure_entry WHERE kind = :kind AND item_id IN {_ITEMS}"
    " AND cause_id = document_id"
)
"""Goods are found by their moves; services, which have none, among all figures, which takes longer."""
_OWN = f"d.party_id IN {FAMILY}"
_OTHERS = f"d.party_id NOT IN {FAMILY}"


def of_item(
    connection: Any, kind: str, item_id: int, party_id: int, *, is_own: bool, is_service: bool, most: int
) -> list[tuple[Any, ...]]:
    """Return (uid, date, price, quantity, unit, party, number, base quantity, net) of the last deals, newest first.

    They are the party's own, or those of all others.
    """
    rows: list[tuple[Any, ...]] = connection.execute(
        _DEALS.format(moved=_SERVED if is_service else _MOVED, whose=_OWN if is_own else _OTHERS),
        {"kind": kind, "item": item_id, "party": party_id, "most": most},
    ).fetchall()
    return rows
