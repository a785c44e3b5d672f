"""What the first page shows: a handful of sums and the things that wait."""

from typing import Any

_MOST = 20
"""The first page names so many of each kind."""


_SHORT = (
    "COALESCE(b.quantity, 0) AS held, COALESCE((SELECT SUM(o.quantity) FROM open_order_line o"
    " WHERE o.item_id = l.item_id AND o.place_id = l.warehouse_id AND o.expects = 'incoming'), 0) AS coming,"
    " l.safety FROM item_limit l JOIN item i ON i.id = l.item_id JOIN place p ON p.id = l.warehouse_id"
    " LEFT JOIN stock_balance b ON b.item_id = l.item_id AND b.place_id = l.warehouse_id"
    " WHERE l.safety > 0 AND i.is_active = 1 AND held + coming < l.safety"
)


def sales_by_day(connection: Any, since: str, until: str) -> dict[str, tuple[int, int, int]]:
    """Return (gross, net, cost) of sales by day."""
    rows = connection.execute(
        "SELECT business_date, SUM(net + tax), SUM(net), SUM(cost) FROM figure_entry"
        " WHERE kind = 'sales' AND business_date BETWEEN ? AND ? GROUP BY business_date",
        (since, until),
    )
    return {row[0]: (row[1], row[2], row[3]) for row in rows}


def stock_value(connection: Any) -> int:
    """Return what the stock is worth."""
    return int(connection.execute("SELECT COALESCE(SUM(value), 0) FROM cost_pool").fetchone()[0])


def owed(connection: Any, side: str) -> tuple[int, int]:
    """Return what is owed on a side (``receivable``, ``payable``), and by or to how many parties."""
    row = connection.execute(
        "SELECT COALESCE(SUM(amount), 0), COUNT(DISTINCT party_id) FROM party_open WHERE side = ?", (side,)
    ).fetchone()
    return int(row[0]), int(row[1])


def cash(connection: Any) -> tuple[int, int]:
    """Return what is in all accounts, and in how many."""
    row = connection.execute(
        "SELECT COALESCE(SUM(amount), 0), COUNT(*) FROM cash_balance WHERE amount <> 0"
    ).fetchone()
    return int(row[0]), int(row[1])


def cash_of_day(connection: Any, day: str) -> tuple[int, int]:
    """Return what came into all accounts on a day, and what went out, each by document."""
    row = connection.execute(
        "SELECT COALESCE(SUM(MAX(amount, 0)), 0), COALESCE(-SUM(MIN(amount, 0)), 0) FROM"
        " (SELECT SUM(amount) AS amount FROM cash_entry WHERE business_date = ? GROUP BY document_id)",
        (day,),
    ).fetchone()
    return int(row[0]), int(row[1])


def purchases(connection: Any, since: str, until: str) -> int:
    """Return what was bought in some days, with tax."""
    row = connection.execute(
        "SELECT COALESCE(SUM(net + tax), 0) FROM figure_entry"
        " WHERE kind = 'purchase' AND business_date BETWEEN ? AND ?",
        (since, until),
    ).fetchone()
    return int(row[0])


def open_orders(connection: Any, expects: str, today: str) -> tuple[int, int]:
    """Return how many orders have open lines, and how many of them should be done by now."""
    row = connection.execute(
        "SELECT COUNT(*), COALESCE(SUM(day <> '' AND day < ?), 0) FROM (SELECT COALESCE("
        "json_extract(o.payload, '$.document.header.promised_on'),"
        " json_extract(o.payload, '$.document.header.expected_on'), '') AS day"
        " FROM (SELECT DISTINCT document_id FROM open_order_line WHERE quantity > 0 AND expects = ?) l"
        " JOIN document d ON d.id = l.document_id JOIN operation o ON o.id = d.operation_id)",
        (today, expects),
    ).fetchone()
    return int(row[0]), int(row[1])


def short_count(connection: Any) -> int:
    """Return of how many goods there is less than should be, what is to come included."""
    row = connection.execute(f"SELECT COUNT(DISTINCT uid) FROM (SELECT i.uid AS uid, {_SHORT})").fetchone()
    return int(row[0])


def overdue(connection: Any, today: str, side: str) -> tuple[int, int, str]:
    """Return what is past its date on a side: the sum, how many parties, the oldest date."""
    row = connection.execute(
        "SELECT COALESCE(SUM(amount), 0), COUNT(DISTINCT party_id), COALESCE(MIN(due_on), '') FROM party_open"
        " WHERE side = ? AND amount > 0 AND due_on < ?",
        (side, today),
    ).fetchone()
    return int(row[0]), int(row[1]), str(row[2])


def shortages(connection: Any) -> list[tuple[str, str, int, int, int]]:
    """Return (item uid, warehouse uid, on hand, to come, safety stock) where both together are below the line."""
    rows: list[tuple[str, str, int, int, int]] = connection.execute(
        f"SELECT i.uid, p.uid, {_SHORT} ORDER BY i.code LIMIT ?", (_MOST,)
    ).fetchall()
    return rows


def negatives(connection: Any) -> list[tuple[str, str, int]]:
    """Return (item uid, warehouse uid, quantity) below zero."""
    rows: list[tuple[str, str, int]] = connection.execute(
        "SELECT i.uid, p.uid, b.quantity FROM stock_balance b JOIN item i ON i.id = b.item_id"
        " JOIN place p ON p.id = b.place_id WHERE b.quantity < 0 ORDER BY i.code LIMIT ?",
        (_MOST,),
    ).fetchall()
    return rows


def late_orders(connection: Any, today: str) -> list[tuple[str, str, str, str]]:
    """Return (document uid, type, number, promised day) of orders with open lines whose day has passed."""
    rows: list[tuple[str, str, str, str]] = connection.execute(
        "SELECT DISTINCT d.uid, d.type, d.number, COALESCE(json_extract(o.payload, '$.document.header.promised_on'),"
        " json_extract(o.payload, '$.document.header.expected_on')) AS day FROM open_order_line l"
        " JOIN document d ON d.id = l.document_id JOIN operation o ON o.id = d.operation_id"
        " WHERE l.quantity > 0 AND day <> '' AND day < ? ORDER BY day, d.id LIMIT ?",
        (today, _MOST),
    ).fetchall()
    return rows


def overdue_parties(connection: Any, today: str, side: str) -> list[tuple[str, str, int, str]]:
    """Return (party uid, name, overdue amount, oldest date), the oldest first."""
    rows: list[tuple[str, str, int, str]] = connection.execute(
        "SELECT p.uid, p.name, SUM(o.amount), MIN(o.due_on) AS oldest FROM party_open o"
        " JOIN party p ON p.id = o.party_id"
        " WHERE o.side = ? AND o.amount > 0 AND o.due_on < ? GROUP BY p.id ORDER BY oldest, p.id LIMIT ?",
        (side, today, _MOST),
    ).fetchall()
    return rows
