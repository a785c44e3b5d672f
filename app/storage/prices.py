"""What editors propose: the last price, the usual warehouse and account, what is still owed."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from app.domain.documents.totals import teaches
from app.domain.prices import EVERYONE, LAST, OF_CUSTOMER, OF_LEVEL, Offer
from app.storage import documents
from app.storage.aliases import family, survivor
from app.storage.database import listed
from app.storage.money import FAMILY

_EARLIER = (
    "SELECT l.price, d.business_date, d.id, d.uid, l.number FROM ({deals}) deal"
    " CROSS JOIN document d ON d.id = deal.document_id AND d.party_id IN " + FAMILY + " AND d.reverses_id = 0"
    " AND d.id <> :gone"
    " CROSS JOIN figure_entry f ON f.document_id = d.id AND f.line = deal.line AND f.kind = :kind AND f.net > 0"
    " CROSS JOIN document_line l ON l.document_id = d.id AND l.number = f.line AND l.unit = :unit AND l.price > 0"
    " LEFT JOIN document_end e ON e.document_id = d.id WHERE e.document_id IS NULL"
    " ORDER BY d.business_date DESC, d.id DESC, l.number DESC"
)
_ITEMS = family("item", "item")
_MOVED = f"SELECT document_id, line FROM stock_entry WHERE item_id IN {_ITEMS} AND move_id = 0"
_SERVED = f"SELECT document_id, line FROM figure_entry WHERE kind = :kind AND item_id IN {_ITEMS}"
"""Goods are found by their moves; services, which have none, among all figures, which takes longer."""
_LATER = (
    " ON CONFLICT DO UPDATE SET price = excluded.price, business_date = excluded.business_date,"
    " document_id = excluded.document_id WHERE (excluded.business_date, excluded.document_id)"
    " >= (last_price.business_date, last_price.document_id)"
)
"""A deal of an earlier day never takes the place of a later one, whenever it becomes known."""
_PARTY, _ITEM = survivor("party", "d.party_id"), survivor("item", "l.item_id")


def last(connection: Any, kind: str, party_id: int, item_id: int, unit: str) -> int | None:
    """Return the last price of an item for a party in a unit, or None."""
    row = connection.execute(
        "SELECT price FROM last_price WHERE kind = ? AND party_id = ? AND item_id = ? AND unit = ?",
        (kind, party_id, item_id, unit),
    ).fetchone()
    return int(row[0]) if row else None


class Known(NamedTuple):
    """A price that is known of an item in a unit; an empty unit is the base unit."""

    item_id: int
    unit: str
    offer: Offer


_WANTED = "json_each(:items) i CROSS JOIN"
_LASTS = (
    f"SELECT p.item_id, p.unit, '{LAST}', p.price, 0, '', '', {EVERYONE} FROM {_WANTED} last_price p"
    " ON p.kind = :kind AND p.party_id = :party AND p.item_id = i.value"
)
_BOOKED = (
    "SELECT p.item_id, p.unit, p.source, p.price, COALESCE(p.from_quantity, 0), p.since, p.until, {closeness}"
    f" FROM {_WANTED} price p ON p.item_id = i.value AND {{whose}} WHERE p.is_active = 1"
)
_OF_CUSTOMER = _BOOKED.format(closeness=OF_CUSTOMER, whose="p.customer_id = :party")
_OF_OTHERS = _BOOKED.format(
    closeness=f"CASE p.level WHEN '' THEN {EVERYONE} ELSE {OF_LEVEL} END",
    whose="p.customer_id IS NULL AND p.level IN ('', :level)",
)
_SELLING = f"{_LASTS} UNION ALL {_OF_CUSTOMER} UNION ALL {_OF_OTHERS}"


def selling(
    connection: Any, items: Iterable[int], *, kind: str, customer_id: int | None, level: str
) -> list[Known]:
    """Return the last prices of items for a customer, and what is written down for it and its level, of any day.

    Without a customer it is what is written down for everyone. However many items, it is one question.
    """
    wanted = {"items": listed(items), "kind": kind, "party": customer_id, "level": level}
    return [_known(row) for row in connection.execute(_SELLING, wanted)]


def buying(connection: Any, items: Iterable[int], *, kind: str, supplier_id: int) -> list[Known]:
    """Return the last prices of items from a supplier."""
    wanted = {"items": listed(items), "kind": kind, "party": supplier_id}
    return [_known(row) for row in connection.execute(_LASTS, wanted)]


def _known(row: Sequence[Any]) -> Known:
    return Known(row[0], row[1], Offer(*row[2:]))


def learn(
    connection: Any,
    kind: str,
    party_id: int,
    prices: Sequence[tuple[int, str, int]],
    *,
    business_date: str,
    document_id: int,
) -> None:
    """Remember the prices of a deal for a party, (item, unit, price) each; where a later one is known, that stays."""
    connection.executemany(
        "INSERT INTO last_price (kind, party_id, item_id, unit, price, business_date, document_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)" + _LATER,
        [
            (kind, party_id, item_id, unit, price, business_date, document_id)
            for item_id, unit, price in prices
        ],
    )


def unlearn(connection: Any, kind: str, document_id: int) -> None:
    """Put the deal before in the place of each last price of a document that is taken back; nothing if there is none.

    It is looked up here, where it may take a while, so that `last` is one step into one table (measured: 3 µs; with an
    index of all lines by item instead, it took 15 ms where an item has 10,000, and each line posted wrote a page more).
    """
    keys = connection.execute(
        "SELECT DISTINCT p.party_id, p.item_id, p.unit, i.is_service FROM document d"
        " JOIN document_line l ON l.document_id = d.id JOIN item i ON i.id = l.item_id"
        f" JOIN last_price p ON p.kind = ? AND p.party_id = {_PARTY} AND p.item_id = {_ITEM} AND p.unit = l.unit"
        " WHERE d.id = ? AND p.document_id = d.id",
        (kind, document_id),
    ).fetchall()
    for party_id, item_id, unit, is_service in keys:
        connection.execute(
            "DELETE FROM last_price WHERE kind = ? AND party_id = ? AND item_id = ? AND unit = ?",
            (kind, party_id, item_id, unit),
        )
        wanted = {"kind": kind, "party": party_id, "item": item_id, "unit": unit, "gone": document_id}
        for price, date, before_id in _earlier(connection, wanted, is_service=bool(is_service)):
            learn(
                connection,
                kind,
                party_id,
                [(item_id, unit, price)],
                business_date=date,
                document_id=before_id,
            )
            break


def hand_over(connection: Any, loser: int, winner: int) -> None:
    """Give the last prices of a party to the one that it becomes part of; of two the later deal counts."""
    connection.execute(
        "INSERT INTO last_price (kind, party_id, item_id, unit, price, business_date, document_id)"
        " SELECT kind, ?, item_id, unit, price, business_date, document_id FROM last_price WHERE party_id = ?"
        + _LATER,
        (winner, loser),
    )
    connection.execute("DELETE FROM last_price WHERE party_id = ?", (loser,))


def hand_over_item(connection: Any, loser: int, winner: int) -> None:
    """Give the last prices of goods to those that they become part of, in units of the same size."""
    connection.execute(
        "INSERT INTO last_price (kind, party_id, item_id, unit, price, business_date, document_id)"
        " SELECT p.kind, p.party_id, ?, p.unit, p.price, p.business_date, p.document_id FROM last_price p"
        " JOIN item i ON i.id = p.item_id WHERE p.item_id = ? AND (p.unit = i.base_unit OR EXISTS ("
        " SELECT 1 FROM item_unit theirs JOIN item_unit ours ON ours.item_id = ? AND ours.name = theirs.name"
        " AND ours.numerator * theirs.denominator = theirs.numerator * ours.denominator"
        " WHERE theirs.item_id = i.id AND theirs.name = p.unit))" + _LATER,
        (winner, loser, winner),
    )
    connection.execute("DELETE FROM last_price WHERE item_id = ?", (loser,))


def _earlier(
    connection: Any, wanted: dict[str, object], *, is_service: bool
) -> Iterator[tuple[int, str, int]]:
    """Walk the deals that are left and teach a price, the latest first: (price, date, document)."""
    rows = connection.execute(_EARLIER.format(deals=_SERVED if is_service else _MOVED), wanted)
    for price, date, document_id, uid, number in rows:
        head = documents.head(connection, uid)
        if head is not None and teaches(documents.load(connection, head).lines[number - 1]):
            yield price, date, document_id


def open_amount(connection: Any, document_id: int) -> int:
    """Return what is not yet paid off of a document."""
    row = connection.execute(
        "SELECT COALESCE(SUM(o.amount), 0) FROM party_entry e JOIN party_open o ON o.entry_id = e.id"
        " WHERE e.document_id = ?",
        (document_id,),
    ).fetchone()
    return int(row[0])
