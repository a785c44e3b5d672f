"""Single questions about the stock ledger that posting and editors ask."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from app.core.clock import EPOCH_MS, MOMENT_SHIFT
from app.storage.database import listed


def move_of_line(connection: Any, document_id: int, line: int) -> int:
    """Return the id of the first move of a document line, 0 when there is none."""
    row = connection.execute(
        "SELECT MIN(id) FROM stock_entry WHERE document_id = ? AND line = ? AND move_id = 0",
        (document_id, line),
    ).fetchone()
    return row[0] or 0


def place_of_move(connection: Any, key: int) -> int:
    """Return the place of a move."""
    return int(connection.execute("SELECT place_id FROM stock_entry WHERE id = ?", (key,)).fetchone()[0])


def balances(connection: Any, wanted: Iterable[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """Return the quantities of items in places, by both; what was never there is left out."""
    places: dict[int, list[int]] = {}
    for item_id, place_id in wanted:
        places.setdefault(place_id, []).append(item_id)
    return {
        (item_id, place_id): quantity
        for place_id, items in places.items()
        for item_id, quantity in connection.execute(
            "SELECT b.item_id, b.quantity FROM json_each(?) i CROSS JOIN stock_balance b"
            " ON b.item_id = i.value AND b.place_id = ?",
            (listed(items), place_id),
        )
    }


def on_hand(connection: Any, item_id: int, place_id: int = 0) -> int:
    """Return the quantity of an item in a place, or in all."""
    row = connection.execute(
        "SELECT COALESCE(SUM(quantity), 0) FROM stock_balance WHERE item_id = ? AND (? = 0 OR place_id = ?)",
        (item_id, place_id, place_id),
    ).fetchone()
    return int(row[0])


def costs(connection: Any, items: Iterable[int], place_id: int) -> dict[int, tuple[int, int]]:
    """Return at what value so many of each item stand now, or stood when the last one left, as far as anybody knows."""
    rows = connection.execute(
        "SELECT p.item_id, CASE WHEN p.quantity > 0 THEN p.value ELSE p.average_value END,"
        " CASE WHEN p.quantity > 0 THEN p.quantity ELSE p.average_quantity END"
        " FROM json_each(?) i CROSS JOIN cost_pool p ON p.item_id = i.value AND p.place_id = ?",
        (listed(items), place_id),
    )
    return {item_id: (value, quantity) for item_id, value, quantity in rows if value is not None and quantity}


def book_at(connection: Any, item_id: int, place_id: int, date: str, moment_ms: int) -> int:
    """Return the quantity of an item in a place at a moment of a day.

    What happened later that day does not count; a document without a time of its own happened when it was posted.
    """
    whole = connection.execute(
        "SELECT COALESCE(SUM(quantity), 0) FROM stock_entry WHERE item_id = ? AND place_id = ? AND business_date <= ?",
        (item_id, place_id, date),
    ).fetchone()[0]
    later = connection.execute(
        "SELECT COALESCE(SUM(s.quantity), 0) FROM stock_entry s JOIN document d ON d.id = s.document_id"
        " WHERE s.item_id = ? AND s.place_id = ? AND s.business_date = ?"
        " AND (CASE WHEN d.happened_at > 0 THEN d.happened_at ELSE (d.known_at >> ?) + ? END) > ?",
        (item_id, place_id, date, MOMENT_SHIFT, EPOCH_MS, moment_ms),
    ).fetchone()[0]
    return int(whole) - int(later)


def last_counted_on(connection: Any) -> str:
    """Return the last day that anything was counted on, or an empty text: no count gives way to what is later."""
    row = connection.execute("SELECT MAX(business_date) FROM count_line").fetchone()
    return str(row[0] or "")


class Moment(NamedTuple):
    """When goods moved or were counted: on a day, at a time of it in milliseconds, known since; in that order."""

    date: str
    at_ms: int
    known_at: int


class Counted(NamedTuple):
    """A counted line; `loss` is the move of what it found missing, 0 where nothing was; `opens`: it was the first."""

    document_id: int
    line: int
    moment: Moment
    loss: int
    opens: bool


def first_count(
    connection: Any, item_id: int, place_id: int, after: Moment, *, besides: int = 0
) -> Counted | None:
    """Return the first live count of an item in a place after a moment, but for the document `besides`."""
    row = connection.execute(
        "SELECT c.document_id, c.line, c.business_date, c.counted_at, c.order_at,"
        " (SELECT MIN(s.id) FROM stock_entry s WHERE s.document_id = c.document_id AND s.item_id = c.item_id"
        " AND s.move_id = 0 AND s.quantity < 0 AND s.cause_id = s.document_id), c.opens"
        " FROM count_line c LEFT JOIN document_end e ON e.document_id = c.document_id"
        " WHERE c.item_id = ? AND c.place_id = ? AND e.document_id IS NULL AND c.document_id <> ?"
        " AND (c.business_date, c.counted_at, c.order_at) > (?, ?, ?)"
        " ORDER BY c.business_date, c.order_at LIMIT 1",
        (item_id, place_id, besides, *after),
    ).fetchone()
    return Counted(row[0], row[1], Moment(*row[2:5]), row[5] or 0, bool(row[6])) if row else None


def add_count_lines(connection: Any, rows: list[tuple[int, int, int, int, str, int, int, int]]) -> None:
    """Remember counted lines: (document, line, item, place, date, counted at, order, whether it opens the book)."""
    connection.executemany(
        "INSERT INTO count_line (document_id, line, item_id, place_id, business_date, counted_at, order_at, opens)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )


def is_counted(connection: Any, item_id: int, place_id: int) -> bool:
    """Say whether an item was ever counted in a place, by a count that stands."""
    row = connection.execute(
        "SELECT 1 FROM count_line c LEFT JOIN document_end e ON e.document_id = c.document_id"
        " WHERE c.item_id = ? AND c.place_id = ? AND e.document_id IS NULL LIMIT 1",
        (item_id, place_id),
    ).fetchone()
    return row is not None


def came_in(connection: Any, item_id: int, place_id: int) -> int:
    """Return how much of an item ever came into a place, but for what was taken back."""
    row = connection.execute(
        "SELECT COALESCE(SUM(quantity), 0) FROM stock_entry WHERE item_id = ? AND place_id = ?"
        " AND CASE move_id WHEN 0 THEN quantity > 0 ELSE quantity < 0 END",
        (item_id, place_id),
    ).fetchone()
    return int(row[0])


def address(connection: Any, key: int) -> tuple[int, int, str]:
    """Return place, document line and batch of a move."""
    row = connection.execute("SELECT place_id, line, batch FROM stock_entry WHERE id = ?", (key,)).fetchone()
    return int(row[0]), int(row[1]), str(row[2])


def goods_value(connection: Any, key: int) -> int:
    """Return the value that flowed with the goods of a move, as it is now."""
    row = connection.execute(
        "SELECT COALESCE(SUM(value), 0) FROM stock_entry WHERE part = 'goods'"
        " AND (id = ? OR (move_id = ? AND move_id > 0))",
        (key, key),
    ).fetchone()
    return int(row[0])


def changed_by(connection: Any, document_id: int) -> list[tuple[int, str, str, str, int, int]]:
    """Return (item, document uid, number, date, value before, value after) of moves that a document re-costed."""
    rows: list[tuple[int, str, str, str, int, int]] = connection.execute(
        "SELECT s.item_id, d.uid, d.number, s.business_date,"
        " SUM(CASE WHEN s.cause_id = ? THEN 0 ELSE s.value END), SUM(s.value)"
        " FROM stock_entry s JOIN document d ON d.id = s.document_id"
        " WHERE s.document_id IN (SELECT document_id FROM stock_entry WHERE cause_id = ? AND move_id > 0"
        " AND document_id <> ? UNION SELECT c.document_id FROM stock_entry mine JOIN count_line c"
        " ON c.item_id = mine.item_id AND c.place_id = mine.place_id WHERE mine.document_id = ?"
        " AND c.document_id <> mine.document_id)"
        " GROUP BY s.item_id, d.id HAVING SUM(CASE WHEN s.cause_id = ? THEN s.value ELSE 0 END) <> 0 ORDER BY d.id",
        (document_id,) * 5,
    ).fetchall()
    return rows


class Held(NamedTuple):
    """So much of a batch of an item in a place, with the last line by which the batch came."""

    place_id: int
    batch: str
    quantity: int
    document: str
    line: int


def held(connection: Any, item_id: int) -> list[Held]:
    """Return what there is of an item by place and batch, wherever it is not zero."""
    rows = connection.execute(
        "SELECT h.place_id, h.batch, h.there, COALESCE(d.uid, ''), COALESCE(c.line, 0) FROM"
        " (SELECT place_id, batch, SUM(quantity) AS there FROM stock_entry WHERE item_id = :item"
        " GROUP BY place_id, batch HAVING there <> 0) h LEFT JOIN stock_entry c ON c.id ="
        " (SELECT MAX(l.id) FROM stock_entry l WHERE l.item_id = :item AND l.batch = h.batch AND l.quantity > 0"
        " AND l.move_id = 0) LEFT JOIN document d ON d.id = c.document_id ORDER BY h.place_id, h.batch",
        {"item": item_id},
    )
    return [Held._make(row) for row in rows]
