"""What editors propose: the last price, the usual warehouse and account, what is still owed."""

from typing import Any


def last(connection: Any, kind: str, party_id: int, item_id: int, unit: str) -> int | None:
    """Return the last price of an item for a party in a unit, or None.

    After a void the remembered price is gone and the deal before it is looked up.
    """
    row = connection.execute(
        "SELECT price FROM last_price WHERE kind = ? AND party_id = ? AND item_id = ? AND unit = ?",
        (kind, party_id, item_id, unit),
    ).fetchone()
    if row:
        return int(row[0])
    types = ("delivery",) if kind == "sales" else ("goods_receipt",)
    row = connection.execute(
        "SELECT l.price FROM document_line l JOIN document d ON d.id = l.document_id"
        " LEFT JOIN document_end e ON e.document_id = d.id WHERE l.item_id = ? AND l.unit = ? AND d.party_id = ?"
        " AND d.type = ? AND d.reverses_id = 0 AND e.document_id IS NULL AND l.price > 0 ORDER BY d.id DESC LIMIT 1",
        (item_id, unit, party_id, *types),
    ).fetchone()
    return int(row[0]) if row else None


def only_warehouse(connection: Any) -> str:
    """Return the uid of the warehouse if there is just one in use, else of the first."""
    row = connection.execute(
        "SELECT uid FROM place WHERE kind = 'warehouse' AND is_active = 1 ORDER BY id LIMIT 1"
    ).fetchone()
    return str(row[0]) if row else ""


def first_account(connection: Any) -> str:
    """Return the uid of the first account in use."""
    row = connection.execute("SELECT uid FROM account WHERE is_active = 1 ORDER BY id LIMIT 1").fetchone()
    return str(row[0]) if row else ""


def open_amount(connection: Any, document_id: int) -> int:
    """Return what is not yet paid off of a document."""
    row = connection.execute(
        "SELECT COALESCE(SUM(o.amount), 0) FROM party_entry e JOIN party_open o ON o.entry_id = e.id"
        " WHERE e.document_id = ?",
        (document_id,),
    ).fetchone()
    return int(row[0])
