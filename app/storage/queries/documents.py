"""Lists of documents and the links between them."""

import json
from collections.abc import Sequence
from functools import partial
from typing import Any

from app.core.field import Field
from app.storage.money import FAMILY
from app.storage.queries import own_values
from app.storage.queries.prints import COUNT

MOST_ROWS = 100_000
"""No list is longer; a filter makes it shorter."""
_DRAFT = "draft"
_LAST_DAY = "9999-12-31"
_NEVER = 1 << 62
"""Later than any moment: a draft that is not saved yet stands last."""


def of_type(
    connection: Any,
    type_key: str,
    *,
    states: Sequence[str],
    since: str,
    until: str,
    text: str,
    party_id: int,
    is_printed: bool | None,
    own: Sequence[Field] = (),
    where: Sequence[tuple[Field, object]] = (),
    found_by: Sequence[str] = (),
) -> list[tuple[Any, ...]]:
    """Return (uid, number, date, party, total, open, state, staff, author, prints) of drafts and posted documents.

    After them stand the fields of the firm's `own` that are asked for; `where` are values that such fields must hold.
    `text` stands in number or party, or in what heads and lines hold in the fields that documents are `found_by`.
    """
    asked = {
        "type": type_key,
        "since": since,
        "until": until or _LAST_DAY,
        "text": text,
        "like": _like(text),
        "party": party_id,
        "states": json.dumps([state for state in states if state != _DRAFT]),
        "most": MOST_ROWS,
    }
    rows: list[tuple[Any, ...]] = []
    drafts, posted = (
        partial(own_values.held, json) for json in ("json_extract(r.body, '$.header')", "d.own")
    )
    of_draft, values = own_values.conditions((drafts(field), field, value) for field, value in where)
    of_posted, _ = own_values.conditions((posted(field), field, value) for field, value in where)
    for place, value in enumerate(values):
        of_draft, of_posted = (each.replace("?", f":own_{place}", 1) for each in (of_draft, of_posted))
        asked[f"own_{place}"] = value
    own_of_draft, own_of_posted = (
        "".join(f", {own_values.shown(held(field), field)}" for field in own) for held in (drafts, posted)
    )
    if is_printed is None and (not states or _DRAFT in states):
        of_party = f" AND r.party IN (SELECT uid FROM party WHERE id IN {FAMILY})" if party_id else ""
        rows += connection.execute(
            "SELECT r.uid, '', r.business_date, COALESCE(p.name, ''), r.total, NULL, 'draft', '', r.author, NULL"
            f"{own_of_draft} FROM draft r LEFT JOIN party p ON p.uid = r.party"
            " WHERE r.type = :type AND r.business_date BETWEEN :since AND :until"
            f"{of_party}{of_draft} AND (:text = '' OR p.name LIKE :like ESCAPE '\\'"
            f"{''.join(f' OR {own_values.says(each, found_by)}' for each in _SAID_BY_DRAFT if found_by)})"
            " ORDER BY r.changed_at DESC",
            asked,
        ).fetchall()
    if states and set(states) == {_DRAFT}:
        return [own_values.states(own, row, _COLUMNS) for row in rows] if own else rows
    of_party = f" AND d.party_id IN {FAMILY}" if party_id else ""
    of_print = "" if is_printed is None else f" AND ({COUNT} > 0) = {int(is_printed)}"
    of_state = " AND COALESCE(e.kind, 'posted') IN (SELECT value FROM json_each(:states))" if states else ""
    rows += connection.execute(
        "SELECT d.uid, d.number, d.business_date, COALESCE(p.name, ''), d.total,"
        " (SELECT SUM(o.amount) FROM party_entry x JOIN party_open o ON o.entry_id = x.id WHERE x.document_id = d.id),"
        f" COALESCE(e.kind, 'posted'), COALESCE(s.name, ''), d.author, NULLIF({COUNT}, 0)"
        f"{own_of_posted} FROM document d LEFT JOIN party p ON p.id = d.party_id LEFT JOIN staff s ON s.id = d.staff_id"
        " LEFT JOIN document_end e ON e.document_id = d.id"
        f" WHERE d.type = :type AND d.business_date BETWEEN :since AND :until{of_party}{of_state}{of_print}{of_posted}"
        " AND (:text = '' OR d.number LIKE :like ESCAPE '\\' OR p.name LIKE :like ESCAPE '\\'"
        f"{''.join(f' OR {own_values.says(each, found_by)}' for each in _SAID if found_by)})"
        " ORDER BY d.business_date DESC, d.id DESC LIMIT :most",
        asked,
    ).fetchall()
    return [own_values.states(own, row, _COLUMNS) for row in rows] if own else rows


_SAID = (
    "json_each(NULLIF(d.own, '')) j WHERE 1",
    "document_line l, json_each(NULLIF(l.own, '')) j WHERE l.document_id = d.id",
)
_SAID_BY_DRAFT = (
    "json_each(r.body, '$.header') j WHERE 1",
    "json_each(r.body, '$.lines') l, json_each(l.value, '$.data') j WHERE 1",
)
"""Where the texts of a document stand: in its head, in its lines."""
_COLUMNS = 10
"""So many columns a row has before those of the firm's own fields."""


def _like(text: str) -> str:
    """Return a pattern that finds the text anywhere."""
    quoted = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{quoted}%"


def neighbour(connection: Any, type_key: str, uid: str, *, is_later: bool) -> str:
    """Return the uid of the document of a type before or after one by day; drafts follow, by their last change."""
    place = connection.execute("SELECT business_date, id FROM document WHERE uid = ?", (uid,)).fetchone()
    if place:
        found = _posted_beside(connection, type_key, place, is_later=is_later)
        return found or (_draft_beside(connection, type_key, (-1, ""), is_later=True) if is_later else "")
    changed = connection.execute("SELECT changed_at, uid FROM draft WHERE uid = ?", (uid,)).fetchone()
    found = _draft_beside(connection, type_key, changed or (_NEVER, uid), is_later=is_later)
    return found or ("" if is_later else _posted_beside(connection, type_key, (_LAST_DAY, 0), is_later=False))


def _posted_beside(connection: Any, type_key: str, place: tuple[str, int], *, is_later: bool) -> str:
    sign, way = (">", "ASC") if is_later else ("<", "DESC")
    row = connection.execute(
        f"SELECT uid FROM document WHERE type = ? AND (business_date, id) {sign} (?, ?)"
        f" ORDER BY business_date {way}, id {way} LIMIT 1",
        (type_key, *place),
    ).fetchone()
    return str(row[0]) if row else ""


def _draft_beside(connection: Any, type_key: str, place: tuple[int, str], *, is_later: bool) -> str:
    sign, way = (">", "ASC") if is_later else ("<", "DESC")
    row = connection.execute(
        f"SELECT uid FROM draft WHERE type = ? AND (changed_at, uid) {sign} (?, ?)"
        f" ORDER BY changed_at {way}, uid {way} LIMIT 1",
        (type_key, *place),
    ).fetchone()
    return str(row[0]) if row else ""


def counts(connection: Any) -> dict[str, int]:
    """Return how many drafts of each type there are."""
    return dict(connection.execute("SELECT type, COUNT(*) FROM draft GROUP BY type").fetchall())


def links(connection: Any, document_id: int) -> list[tuple[str, str, str, str]]:
    """Return (uid, type, number, relation) of the documents around one: sources, drawn ones, reversals, payments."""
    rows: list[tuple[str, str, str, str]] = connection.execute(
        "SELECT uid, type, number, relation FROM ("
        " SELECT d.id, d.uid, d.type, d.number, 'source' AS relation FROM document d WHERE d.id IN"
        " (SELECT source_document_id FROM document_line WHERE document_id = :id AND source_line_id > 0)"
        " UNION SELECT d.id, d.uid, d.type, d.number, 'drawn' FROM document d WHERE d.id IN"
        " (SELECT document_id FROM document_line WHERE source_document_id = :id AND source_line_id > 0)"
        " UNION SELECT d.id, d.uid, d.type, d.number, 'reverses' FROM document d WHERE d.reverses_id = :id"
        " OR d.id = (SELECT reverses_id FROM document WHERE id = :id AND reverses_id > 0)"
        " UNION SELECT d.id, d.uid, d.type, d.number, 'pays' FROM document d WHERE d.id <> :id AND d.id IN"
        " (SELECT c.document_id FROM party_entry mine JOIN allocation a ON a.entry_id = mine.id"
        " JOIN party_entry c ON c.id = a.counter_id WHERE mine.document_id = :id"
        " UNION SELECT a.document_id FROM party_entry mine JOIN allocation a ON a.entry_id = mine.id"
        " WHERE mine.document_id = :id"
        " UNION SELECT c.document_id FROM allocation a JOIN party_entry c ON c.id = a.entry_id"
        " WHERE a.document_id = :id)) GROUP BY id ORDER BY id",
        {"id": document_id},
    ).fetchall()
    return rows


def unpaid(connection: Any, types: Sequence[str], party_id: int) -> list[tuple[Any, ...]]:
    """Return (uid, number, date, party, total, open amount) of unpaid documents, oldest due first."""
    marks = ", ".join("?" * len(types))
    rows: list[tuple[Any, ...]] = connection.execute(
        "SELECT d.uid, d.number, d.business_date, COALESCE(p.name, ''), d.total, SUM(o.amount) FROM party_open o"
        " JOIN party_entry x ON x.id = o.entry_id JOIN document d ON d.id = x.document_id"
        f" LEFT JOIN party p ON p.id = o.party_id WHERE d.type IN ({marks}) AND (? = 0 OR o.party_id = ?)"
        " GROUP BY d.id HAVING SUM(o.amount) <> 0 ORDER BY MIN(o.due_on), d.id",
        (*types, party_id, party_id),
    ).fetchall()
    return rows


def undrawn(
    connection: Any, types: Sequence[str], drawing: str, party_id: int, *, counts: bool
) -> list[tuple[Any, ...]]:
    """Return (uid, number, date, party, total, open lines) of live documents with lines that are not used up."""
    taken = (
        "(SELECT COALESCE(SUM(x.drawn_quantity), 0) FROM document_line x JOIN document t ON t.id = x.document_id"
        " LEFT JOIN document_end te ON te.document_id = t.id WHERE x.source_document_id = l.document_id"
        " AND x.source_line_id = l.id AND t.type = :drawing AND te.document_id IS NULL AND t.reverses_id = 0)"
    )
    of_party = f" AND d.party_id IN {FAMILY}" if party_id else ""
    rows: list[tuple[Any, ...]] = connection.execute(
        "SELECT d.uid, d.number, d.business_date, COALESCE(p.name, ''), d.total, COUNT(*) || '/' ||"
        " (SELECT COUNT(*) FROM document_line a WHERE a.document_id = d.id) FROM document d"
        " JOIN document_line l ON l.document_id = d.id LEFT JOIN party p ON p.id = d.party_id"
        " LEFT JOIN document_end e ON e.document_id = d.id WHERE d.type IN (SELECT value FROM json_each(:types))"
        f" AND e.document_id IS NULL AND d.reverses_id = 0{of_party} AND l.base_quantity > {taken if counts else 0}"
        " GROUP BY d.id ORDER BY d.business_date DESC, d.id DESC LIMIT 500",
        {"types": json.dumps(types), "drawing": drawing, "party": party_id},
    ).fetchall()
    return rows


def dealt_since(
    connection: Any, type_key: str, party_id: int, known_at: int, *, day: str, line: tuple[int, int]
) -> list[tuple[int, str, str, int]]:
    """Return (id, uid, number, known) of a party's living documents of a type that became known since, oldest first.

    Only those dated from `day` on, with a `line` of that item and base quantity.
    """
    rows: list[tuple[int, str, str, int]] = connection.execute(
        "SELECT d.id, d.uid, d.number, d.known_at FROM document d LEFT JOIN document_end e ON e.document_id = d.id"
        " WHERE d.party_id = ? AND d.business_date >= ? AND d.type = ? AND d.known_at >= ? AND d.reverses_id = 0"
        " AND e.document_id IS NULL AND EXISTS (SELECT 1 FROM document_line l"
        " WHERE l.document_id = d.id AND l.item_id = ? AND l.base_quantity = ?) ORDER BY d.id",
        (party_id, day, type_key, known_at, *line),
    ).fetchall()
    return rows


def goods(connection: Any, document_id: int) -> list[tuple[int, int]]:
    """Return (item, base quantity) of the lines of a document."""
    rows = connection.execute(
        "SELECT item_id, base_quantity FROM document_line WHERE document_id = ? AND item_id > 0 AND base_quantity > 0",
        (document_id,),
    )
    return [(item_id, quantity) for item_id, quantity in rows]
