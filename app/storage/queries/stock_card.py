"""The rows of the stock ledger of one item, with the documents they stand on and those that caused them."""

from typing import Any

from app.storage.queries.those import Narrowed, joined

_PLACE = " AND s.place_id = :place"


def before(connection: Any, item_id: int, place_id: int, day: str) -> tuple[int, int]:
    """Return quantity and value before a day."""
    row = connection.execute(
        "SELECT COALESCE(SUM(s.quantity), 0), COALESCE(SUM(s.value), 0) FROM stock_entry s"
        f" WHERE s.item_id = :item AND s.business_date < :day{_PLACE if place_id else ''}",
        {"item": item_id, "place": place_id, "day": day},
    ).fetchone()
    return row[0], row[1]


def rows(connection: Any, item_id: int, place_id: int, since: str, until: str) -> list[tuple[Any, ...]]:
    """Return the rows in the order of costing.

    (id, move or 0, date, place, quantity, value, part, basis, document uid, type, number, party,
    causing document's uid and number where it is another one)
    """
    found: list[tuple[Any, ...]] = connection.execute(
        "SELECT s.id, s.move_id, s.business_date, s.place_id, s.quantity, s.value, s.part, s.basis,"
        " d.uid, d.type, d.number, COALESCE(p.name, ''), c.uid, c.number"
        " FROM stock_entry s JOIN document d ON d.id = s.document_id LEFT JOIN party p ON p.id = d.party_id"
        " LEFT JOIN document c ON c.id = s.cause_id AND s.cause_id <> s.document_id"
        f" WHERE s.item_id = :item AND s.business_date BETWEEN :since AND :until{_PLACE if place_id else ''}"
        " ORDER BY s.business_date, s.order_at, s.id",
        {"item": item_id, "place": place_id, "since": since, "until": until},
    ).fetchall()
    return found


def among(connection: Any, item_id: int, those: Narrowed) -> frozenset[int]:
    """Return the ids of the rows of an item whose documents and lines are among those."""
    only, values = joined(those.heads.where("s.document_id"), those.lines.where("(s.document_id, s.line)"))
    rows = connection.execute(f"SELECT s.id FROM stock_entry s WHERE s.item_id = ?{only}", (item_id, *values))
    return frozenset(row[0] for row in rows)
