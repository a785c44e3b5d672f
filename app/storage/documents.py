"""Posted documents and drafts: rows in, domain objects out."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from app.core.field import is_own
from app.core.numbers import Money
from app.domain.documents import fields as f
from app.domain.documents.document import Document, from_payload
from app.domain.documents.spec import DocType, Expects
from app.storage.database import listed
from app.storage.money import FAMILY
from app.storage.operations import canonical

VOIDED, REVERSED, CLOSED = "voided", "reversed", "closed"
"""How a document ends: taken back by mirror rows, by another document; what was open of an order given up."""
NUMBER_WIDTH = 4
"""Digits of the running number; beyond 9999 it widens (decisions 13)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a posted document is, without its lines; `end` is empty or says how it ended."""

    id: int
    uid: str
    type: str
    number: str
    business_date: str
    party_id: int
    place_id: int
    staff_id: int
    total: Money
    happened_at: int
    known_at: int
    author: str
    operation_id: int
    end: str
    reason: str
    reverses_id: int


_HEAD = (
    "SELECT d.id, d.uid, d.type, d.number, d.business_date, d.party_id, d.place_id, d.staff_id, d.total, d.happened_at,"
    " d.known_at, d.author, d.operation_id, COALESCE(e.kind, ''), COALESCE(e.reason, ''), d.reverses_id"
    " FROM document d LEFT JOIN document_end e ON e.document_id = d.id"
)
_FIELDS = tuple(Head.__dataclass_fields__)


def _head(row: Any) -> Head | None:
    return Head(**dict(zip(_FIELDS, row, strict=True))) if row else None


def head(connection: Any, uid: str) -> Head | None:
    """Return the head of a posted document, or None."""
    return _head(connection.execute(f"{_HEAD} WHERE d.uid = ?", (uid,)).fetchone())


def is_posted(connection: Any, uid: str) -> bool:
    """Say whether there is a posted document of this uid."""
    return connection.execute("SELECT 1 FROM document WHERE uid = ?", (uid,)).fetchone() is not None


def numbered(connection: Any, uid: str) -> tuple[str, int]:
    """Return the number of a posted document, and since when it is known."""
    row = connection.execute("SELECT number, known_at FROM document WHERE uid = ?", (uid,)).fetchone()
    return str(row[0]), int(row[1])


def dealings(connection: Any, ids: Sequence[int]) -> list[tuple[int, str, int, int]]:
    """Return (id, type, party, staff) of posted documents; all in one question, however many they are."""
    if not ids:
        return []
    rows: list[tuple[int, str, int, int]] = connection.execute(
        "SELECT id, type, party_id, staff_id FROM document WHERE id IN (SELECT value FROM json_each(?))",
        (listed(ids),),
    ).fetchall()
    return rows


def head_by_number(connection: Any, number: str) -> Head | None:
    """Return the head of the document with this number, or None."""
    return _head(connection.execute(f"{_HEAD} WHERE d.number = ?", (number,)).fetchone())


def load(connection: Any, head: Head) -> Document:
    """Return a posted document whole, as its operation has it."""
    row = connection.execute("SELECT payload FROM operation WHERE id = ?", (head.operation_id,)).fetchone()
    document = from_payload(json.loads(row[0])["document"])
    return document.with_value("number", head.number)


def next_id(connection: Any) -> int:
    """Return the id of the next document."""
    return (connection.execute("SELECT MAX(id) FROM document").fetchone()[0] or 0) + 1


def next_number(connection: Any, prefix: str, station: str, business_date: str) -> str:
    """Give the next number of a series, station and day: ``XS-A-20261122-0001`` (G27)."""
    series = f"{prefix}-{station}-{business_date.replace('-', '')}"
    row = connection.execute(
        "INSERT INTO number_counter (series, last) VALUES (?, 1)"
        " ON CONFLICT (series) DO UPDATE SET last = last + 1 RETURNING last",
        (series,),
    ).fetchone()
    return f"{series}-{row[0]:0{NUMBER_WIDTH}d}"


def insert(connection: Any, document_id: int, document: Document, **columns: object) -> None:
    """Write the head of a document."""
    connection.execute(
        "INSERT INTO document (id, uid, type, number, business_date, party_id, place_id, staff_id, total, net, tax,"
        " happened_at, reverses_id, operation_id, known_at, author, own)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            document_id,
            document.uid,
            document.type,
            columns["number"],
            document.business_date,
            columns["party_id"],
            columns["place_id"],
            columns["staff_id"],
            columns["total"],
            document.net,
            document.tax,
            document.happened_at,
            columns["reverses_id"],
            columns["operation_id"],
            columns["known_at"],
            columns["author"],
            _own(document.header),
        ),
    )


def _own(data: Mapping[str, Any]) -> str:
    """Write what stands in fields of the firm's own and what is looked for; nothing in nearly every row."""
    found = {
        key: value
        for key, value in data.items()
        if (is_own(key) or key in f.LOOKED_FOR) and value not in {None, ""}
    }
    return canonical(found) if found else ""


def insert_lines(
    connection: Any, document_id: int, document: Document, items: list[int], sources: list[tuple[int, int]]
) -> None:
    """Write the lines of a document; `items` and `sources` are local ids by line."""
    connection.executemany(
        "INSERT INTO document_line (document_id, number, role, item_id, unit, quantity, base_quantity, price, net,"
        " tax, gross, source_document_id, source_line_id, drawn_quantity, own)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                document_id,
                index + 1,
                line.role,
                items[index],
                line.unit,
                line.quantity or 0,
                line.base_quantity,
                line.price,
                line.net,
                line.tax,
                line.gross,
                *sources[index],
                line.drawn,
                _own(line.data) if line.data else "",
            )
            for index, line in enumerate(document.lines)
        ],
    )


class SourceLine(NamedTuple):
    """A line as those see it that are drawn from it."""

    id: int
    item_id: int
    quantity: int


def source_line(connection: Any, document_id: int, number: int) -> SourceLine | None:
    """Return a line of a posted document, or None."""
    row = connection.execute(
        "SELECT id, item_id, base_quantity FROM document_line WHERE document_id = ? AND number = ?",
        (document_id, number),
    ).fetchone()
    return SourceLine(*row) if row else None


def line_id(connection: Any, document_id: int, number: int) -> int:
    """Return the local id of a line, 0 when there is none."""
    line = source_line(connection, document_id, number)
    return line.id if line else 0


def drawn(connection: Any, source_document_id: int, types: tuple[str, ...]) -> dict[int, int]:
    """Return how much (base units) live documents of these types drew from each line of a document, by line id."""
    marks = ", ".join("?" * len(types))
    rows = connection.execute(
        "SELECT l.source_line_id, SUM(l.drawn_quantity) FROM document_line l JOIN document d ON d.id = l.document_id"
        " LEFT JOIN document_end e ON e.document_id = d.id"
        f" WHERE l.source_document_id = ? AND d.type IN ({marks}) AND e.document_id IS NULL AND d.reverses_id = 0"
        " GROUP BY l.source_line_id",
        (source_document_id, *types),
    )
    return dict(rows.fetchall())


def drawn_amounts(
    connection: Any, source_document_id: int, type_key: str
) -> list[tuple[int, int, int, int, int]]:
    """Return (line number, quantity, net, gross, times) of what live documents of a type drew from each line."""
    rows: list[tuple[int, int, int, int, int]] = connection.execute(
        "SELECT o.number, SUM(l.drawn_quantity), SUM(l.net), SUM(l.gross), COUNT(*) FROM document_line l"
        " JOIN document_line o ON o.id = l.source_line_id JOIN document d ON d.id = l.document_id"
        " LEFT JOIN document_end e ON e.document_id = d.id"
        " WHERE l.source_document_id = ? AND d.type = ? AND e.document_id IS NULL AND d.reverses_id = 0"
        " GROUP BY o.number",
        (source_document_id, type_key),
    ).fetchall()
    return rows


def dependents(connection: Any, document_id: int) -> list[tuple[str, str]]:
    """Return (type, number) of the live documents whose lines are drawn from lines of this one.

    A payment hangs on nothing: when what it paid is taken back, it is open again as an advance.
    """
    return [
        (row[0], row[1])
        for row in connection.execute(
            "SELECT DISTINCT d.type, d.number FROM document_line l JOIN document d ON d.id = l.document_id"
            " LEFT JOIN document_end e ON e.document_id = d.id"
            " WHERE l.source_document_id = ? AND l.source_line_id > 0 AND e.document_id IS NULL AND d.reverses_id = 0"
            " ORDER BY d.id",
            (document_id,),
        )
    ]


def end(
    connection: Any, document_id: int, kind: str, *, by: int, operation_id: int, known_at: int, reason: str
) -> None:
    """Note how a document ended."""
    connection.execute(
        "INSERT INTO document_end (document_id, kind, by_document_id, operation_id, known_at, reason)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (document_id, kind, by, operation_id, known_at, reason),
    )


def open_order(connection: Any, doc_type: DocType, document_id: int, place_id: int) -> None:
    """Note what an order promises."""
    if doc_type.expects is Expects.NOTHING:
        return
    connection.execute(
        "INSERT INTO open_order_line (line_id, document_id, item_id, place_id, expects, quantity)"
        " SELECT id, document_id, item_id, ?, ?, base_quantity FROM document_line"
        " WHERE document_id = ? AND base_quantity <> 0 ORDER BY number",
        (place_id, doc_type.expects.value, document_id),
    )


class Promised(NamedTuple):
    """A line of an order of which something is still to go to its customer: how much of how much, for how much."""

    order: str
    number: int
    open: int
    whole: int
    gross: int


def promised(connection: Any, party_id: int, types: Sequence[str]) -> list[Promised]:
    """Return what is still to go to a party, with those merged into it, by its orders of these types."""
    rows = connection.execute(
        "SELECT d.uid, l.number, o.quantity, l.base_quantity, l.gross FROM document d"
        " JOIN open_order_line o ON o.document_id = d.id JOIN document_line l ON l.id = o.line_id"
        f" WHERE d.party_id IN {FAMILY} AND d.type IN (SELECT value FROM json_each(:types)) AND o.quantity > 0"
        " ORDER BY l.id",
        {"party": party_id, "types": json.dumps([*types])},
    )
    return [Promised._make(row) for row in rows]


def draw_from_order(connection: Any, line_id: int, quantity: int) -> None:
    """Take from (or give back to) what is open of an order line; overfulfilled lines stay at zero or below."""
    connection.execute(
        "UPDATE open_order_line SET quantity = quantity - ? WHERE line_id = ?", (quantity, line_id)
    )


def give_back(connection: Any, document_id: int) -> None:
    """Open again what a document that is taken back drew from orders; one that was closed stays closed."""
    connection.execute(
        "UPDATE open_order_line SET quantity = quantity + (SELECT SUM(l.drawn_quantity) FROM document_line l"
        " WHERE l.document_id = ? AND l.source_line_id = open_order_line.line_id)"
        " WHERE line_id IN (SELECT source_line_id FROM document_line WHERE document_id = ? AND source_line_id > 0)",
        (document_id, document_id),
    )


def close_order(connection: Any, document_id: int) -> None:
    """Forget what an order promised: it was taken back or closed short."""
    connection.execute("DELETE FROM open_order_line WHERE document_id = ?", (document_id,))


def save_draft(
    connection: Any, document: Document, *, body: str, total: int, changed_at: int, author: str
) -> None:
    """Write a draft over its older self."""
    connection.execute(
        "INSERT OR REPLACE INTO draft (uid, type, business_date, party, total, body, changed_at, author)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            document.uid,
            document.type,
            document.business_date,
            document.party,
            total,
            body,
            changed_at,
            author,
        ),
    )


def load_draft(connection: Any, uid: str) -> Document | None:
    """Return a draft, or None."""
    row = connection.execute("SELECT body FROM draft WHERE uid = ?", (uid,)).fetchone()
    return from_payload(json.loads(row[0])) if row else None


def delete_draft(connection: Any, uid: str) -> None:
    """Throw a draft away."""
    connection.execute("DELETE FROM draft WHERE uid = ?", (uid,))
