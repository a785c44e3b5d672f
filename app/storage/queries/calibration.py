"""How far the books of a firm that is set up by counting are known to be right (F10): read off counts and the ledger.

A spot is an item in a warehouse. It is counted when a count of it stands; the last one says whether the book was right.
Nothing of this is kept anywhere: what is taken back is not counted any more.
"""

from typing import Any, NamedTuple

from app.core.numbers import share
from app.storage.queries.scope import Scope
from app.storage.queries.those import Those, joined

_LIVE = (
    "counted AS (SELECT c.* FROM count_line c LEFT JOIN document_end e ON e.document_id = c.document_id"
    " WHERE e.document_id IS NULL)"
)
_SPOTS = (
    "spot (item_id, place_id) AS ("
    " SELECT b.item_id, b.place_id FROM stock_balance b JOIN item i ON i.id = b.item_id"
    " JOIN place p ON p.id = b.place_id WHERE p.kind = 'warehouse' AND (i.is_active = 1 OR b.quantity <> 0)"
    " UNION SELECT c.item_id, c.place_id FROM counted c JOIN item i ON i.id = c.item_id WHERE i.is_active = 1"
    " UNION SELECT i.id, COALESCE(i.default_warehouse_id, ?) FROM item i WHERE i.is_active = 1 AND i.is_service = 0"
    " AND NOT EXISTS (SELECT 1 FROM stock_balance b JOIN place p ON p.id = b.place_id"
    " WHERE b.item_id = i.id AND p.kind = 'warehouse')"
    " AND NOT EXISTS (SELECT 1 FROM counted c WHERE c.item_id = i.id))"
)
"""Where goods are or were, and where those are supposed that never moved; the parameter is the usual warehouse."""


class Spot(NamedTuple):
    """An item in a warehouse; `came` is what ever came in, `deviated` by how much its last recount was off.

    `count_id` is the document of its last count, 0 while nobody counted it; `since` is the day of the first.
    """

    item_id: int
    place_id: int
    book: int
    came: int
    count_id: int
    since: str
    deviated: int


def spots(connection: Any, usual_place: int) -> list[Spot]:
    """Return every spot, by warehouse, category and code."""
    rows = connection.execute(
        f"WITH {_LIVE}, {_SPOTS},"
        " last AS (SELECT item_id, place_id, document_id, MIN(business_date) OVER spots AS since, opens,"
        " ROW_NUMBER() OVER (PARTITION BY item_id, place_id"
        " ORDER BY business_date DESC, counted_at DESC, order_at DESC) AS turn"
        " FROM counted WINDOW spots AS (PARTITION BY item_id, place_id)),"
        " held AS (SELECT item_id, place_id, SUM(quantity) AS book,"
        " SUM(CASE WHEN (move_id = 0) = (quantity > 0) THEN quantity ELSE 0 END) AS came"
        " FROM stock_entry WHERE quantity <> 0 GROUP BY item_id, place_id)"
        " SELECT t.item_id, t.place_id, COALESCE(h.book, 0), COALESCE(h.came, 0), COALESCE(l.document_id, 0),"
        " COALESCE(l.since, ''), CASE WHEN l.opens = 0 THEN (SELECT COALESCE(SUM(s.quantity), 0) FROM stock_entry s"
        " WHERE s.document_id = l.document_id AND s.item_id = t.item_id AND s.part = 'goods') ELSE 0 END"
        " FROM spot t JOIN item i ON i.id = t.item_id JOIN place p ON p.id = t.place_id"
        " LEFT JOIN category k ON k.id = i.category_id"
        " LEFT JOIN held h ON h.item_id = t.item_id AND h.place_id = t.place_id"
        " LEFT JOIN last l ON l.item_id = t.item_id AND l.place_id = t.place_id AND l.turn = 1"
        " ORDER BY p.code, k.code, i.code, i.id",
        (usual_place,),
    )
    return [Spot(*row) for row in rows]


class Opened(NamedTuple):
    """What the first count of a spot found besides the book: quantity, value, and the count."""

    item_id: int
    place_id: int
    document_uid: str
    number: str
    quantity: int
    value: int


def opened(connection: Any) -> list[Opened]:
    """Return what first counts found, the biggest sums first."""
    rows = connection.execute(
        f"WITH {_LIVE} SELECT s.item_id, s.place_id, d.uid, d.number, SUM(s.quantity), SUM(s.value)"
        " FROM (SELECT DISTINCT document_id, item_id FROM counted WHERE opens = 1) c"
        " JOIN stock_entry s ON s.document_id = c.document_id AND s.item_id = c.item_id AND s.part = 'goods'"
        " JOIN document d ON d.id = s.document_id"
        " GROUP BY d.id, s.item_id, s.place_id HAVING SUM(s.quantity) <> 0 OR SUM(s.value) <> 0"
        " ORDER BY ABS(SUM(s.value)) DESC, ABS(SUM(s.quantity)) DESC, d.id, s.item_id"
    )
    return [Opened(*row) for row in rows]


class Deviation(NamedTuple):
    """One way in which the book was not what was there: by how much, on which document."""

    cause: str
    day: str
    document_uid: str
    number: str
    item_id: int
    place_id: int
    quantity: int
    value: int


def counted_differences(
    connection: Any, since: str, until: str, scope: Scope, heads: Those
) -> list[Deviation]:
    """Return what counts of these days found: at first ones what the opening lacked, later ones gain and loss.

    A first count had an opening to be compared with when an opening document named the goods.
    """
    where, parameters = joined(
        scope.where(item="s.item_id", place="s.place_id"), heads.where("s.document_id")
    )
    rows = connection.execute(
        f"WITH {_LIVE} SELECT CASE WHEN c.opens = 0 THEN 'recount' WHEN EXISTS (SELECT 1 FROM stock_entry o"
        " WHERE o.item_id = s.item_id AND o.place_id = s.place_id AND o.against = 'opening' AND o.basis = 'given')"
        " THEN 'opening_wrong' ELSE 'opening_missing' END, d.business_date, d.uid, d.number, s.item_id, s.place_id,"
        " SUM(s.quantity), SUM(s.value)"
        " FROM (SELECT document_id, item_id, MAX(opens) AS opens FROM counted GROUP BY document_id, item_id) c"
        " JOIN stock_entry s ON s.document_id = c.document_id AND s.item_id = c.item_id AND s.part = 'goods'"
        " JOIN document d ON d.id = s.document_id"
        f" WHERE d.business_date BETWEEN ? AND ?{where}"
        " GROUP BY d.id, s.item_id, s.place_id HAVING SUM(s.quantity) <> 0 OR SUM(s.value) <> 0"
        " ORDER BY d.business_date, d.id, s.item_id",
        (since, until, *parameters),
    )
    return [Deviation(*row) for row in rows]


def given_too_much(connection: Any, since: str, until: str, scope: Scope, heads: Those) -> list[Deviation]:
    """Return what was given out on these days though the book did not have it: before the first count, or after it.

    The quantity is what was missing, the value its part of the cost. What was taken back never happened.
    """
    where, parameters = scope.where(item="s.item_id", place="s.place_id")
    only, values = heads.where("m.document_id")
    rows = connection.execute(
        f"WITH {_LIVE}, moved AS (SELECT s.id, s.document_id, s.item_id, s.place_id, s.business_date, s.order_at,"
        " s.quantity, s.value, SUM(s.quantity) OVER (PARTITION BY s.item_id, s.place_id"
        " ORDER BY s.business_date, s.order_at, s.id) AS after"
        " FROM stock_entry s JOIN place p ON p.id = s.place_id AND p.kind = 'warehouse'"
        " WHERE s.move_id = 0 AND s.quantity <> 0 AND s.business_date <= ?"
        " AND NOT EXISTS (SELECT 1 FROM stock_entry m WHERE m.move_id = s.id AND m.quantity <> 0)"
        f"{where}),"
        " short AS (SELECT *, MIN(-quantity, -after) AS missing FROM moved WHERE quantity < 0 AND after < 0)"
        " SELECT CASE WHEN EXISTS (SELECT 1 FROM counted c WHERE c.item_id = m.item_id AND c.place_id = m.place_id"
        " AND (c.business_date, c.order_at) < (m.business_date, m.order_at)) THEN 'counted_short'"
        " ELSE 'not_counted' END, m.business_date, d.uid, d.number, m.item_id, m.place_id, -m.missing,"
        " -m.missing, m.value, m.quantity"
        " FROM short m JOIN document d ON d.id = m.document_id WHERE m.business_date >= ?"
        f"{only} ORDER BY m.business_date, m.id",
        (until, *parameters, since, *values),
    )
    return [Deviation._make((*told, share(cost, missing, given))) for *told, missing, cost, given in rows]
