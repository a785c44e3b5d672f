"""Records in the database: the appliers of their operations, and loading.

A record's operation says only what changed: ``{"type", "set": {field: value …}, "was": {…}, "sounds": {…}}``, links as
uids; `was` is what the author saw before, `sounds` how its names read and are
shortened. Applying it never fails for what another computer
wrote in the meantime: a link that is not there stays empty, a bar code may come to stand with two items.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from app.core.changes import Changes
from app.core.text import Message
from app.domain.catalog import comparing
from app.domain.errors import UnknownReference
from app.domain.records.spec import RecordType, blank, blank_row
from app.domain.records.types import RECORDS
from app.storage import search
from app.storage.aliases import local_id
from app.storage.applying import APPLIERS
from app.storage.books import Books
from app.storage.operations import Operation, canonical
from app.storage.stores import STORES, Shelf

RECORD = "record"
"""Kind of the operation that makes or changes a record."""

_ALWAYS_INDEXED = frozenset({"code", "barcodes"})


def apply_record(books: Books, operation: Operation) -> Changes:
    """Make the record that the operation is about, or change it."""
    connection, payload = books.connection(), operation.payload
    record_type = RECORDS[payload["type"]]
    store = STORES[record_type.group]
    changed: Mapping[str, Any] = payload["set"]
    found = connection.execute(
        f"SELECT id, data FROM {store.table} WHERE uid = ?", (operation.subject,)
    ).fetchone()
    columns = _columns(connection, store, changed)
    extra = {key: value for key, value in changed.items() if not store.column(key) and key not in store.parts}
    if found is None:
        values = {**store.empty, **columns, "uid": operation.subject, "data": _data("{}", extra)}
        record_id = _insert(connection, store.table, values)
    else:
        record_id = found[0]
        if extra:
            columns["data"] = _data(found[1], extra)
        if columns:
            assignments = ", ".join(f"{column} = ?" for column in columns)
            connection.execute(
                f"UPDATE {store.table} SET {assignments} WHERE id = ?", (*columns.values(), record_id)
            )
    for key, shelf in store.parts.items():
        if key in changed:
            connection.execute(f"DELETE FROM {shelf.table} WHERE item_id = ?", (record_id,))
            for position, row in enumerate(changed[key]):
                put_row(connection, shelf, record_id, position, _columns(connection, shelf, row))
    if "sounds" in payload or not _indexed(record_type).isdisjoint(changed):
        index(connection, record_type, record_id, payload.get("sounds"))
    changes = Changes.of(*(f"record:{each.key}" for each in RECORDS if each.group == record_type.group))
    books.forget(changes)
    return changes


APPLIERS[RECORD] = apply_record


def put_row(
    connection: Any, shelf: Shelf, record_id: int, position: int, columns: Mapping[str, object]
) -> None:
    """Add a row to a child table."""
    _insert(connection, shelf.table, {**shelf.empty, **columns, "item_id": record_id, "position": position})


def _insert(connection: Any, table: str, values: Mapping[str, object]) -> int:
    marks = ", ".join("?" * len(values))
    sql = f"INSERT OR IGNORE INTO {table} ({', '.join(values)}) VALUES ({marks})"
    return int(connection.execute(sql, (*values.values(),)).lastrowid)


def _columns(connection: Any, shelf: Shelf, values: Mapping[str, Any]) -> dict[str, object]:
    """Return the columns that these field values go into."""
    columns: dict[str, object] = {}
    for key, value in values.items():
        column = shelf.column(key)
        if column in shelf.links:
            columns[column] = local_id(connection, shelf.links[column], value) if value else None
        elif column in shelf.flags:
            columns[column] = int(value)
        elif column:
            columns[column] = value
        if f"{key}_key" in shelf.columns:
            columns[f"{key}_key"] = comparing.key(value)
    return columns


def _data(before: str, changed: Mapping[str, Any]) -> str:
    """Return the extra fields as canonical JSON; what is empty is left out."""
    after = {**json.loads(before), **changed}
    return canonical(
        {key: value for key, value in after.items() if value or (value == 0 and value is not False)}
    )


def _indexed(record_type: RecordType) -> frozenset[str]:
    """Return the fields and parts whose change changes what the record is found by."""
    return _ALWAYS_INDEXED.union(path.partition(".")[0] for path in record_type.searched)


def index(connection: Any, record_type: RecordType, record_id: int, sounds: Mapping[str, Any] | None) -> None:
    """Bring the search tables up to date for one record; without new `sounds` the stored ones stay."""
    row = connection.execute(
        f"SELECT uid FROM {STORES[record_type.group].table} WHERE id = ?", (record_id,)
    ).fetchone()
    values = load_record(connection, record_type, row[0])
    if sounds is None:
        initials, pinyin = search.stored_sounds(connection, record_type.group, record_id)
    else:
        initials, pinyin = tuple(sounds["initials"]), tuple(sounds["pinyin"])
    found_by = search.Findable(
        texts=[key for text in texts_of(record_type.searched, values) if (key := comparing.key(text))],
        code=comparing.key(values["code"]),
        barcodes=[comparing.key(barcode["code"]) for barcode in values.get("barcodes", ())],
        initials=initials,
        pinyin=pinyin,
    )
    search.put(connection, record_type.group, record_id, found_by)


def texts_of(paths: Sequence[str], values: Mapping[str, Any]) -> list[str]:
    """Return the texts under these paths: a field, or a field of a part (``contacts.phone``)."""
    texts: list[str] = []
    for path in paths:
        part, _, field = path.rpartition(".")
        texts.extend(row[field] for row in values[part]) if part else texts.append(values[field])
    return list(filter(None, texts))


def load_record(connection: Any, record_type: RecordType, uid: str) -> dict[str, Any]:
    """Return a record as people fill it in, with its ``uid``; a merged one as it was left."""
    store = STORES[record_type.group]
    rows = _read(connection, store, f"SELECT id, {_wanted(store)} FROM {store.table} t WHERE uid = ?", uid)
    if not rows:
        raise UnknownReference(label=Message.of(record_type.label), value=uid)
    record_id, stored = rows[0]
    stored |= json.loads(stored.pop("data"))
    values = {key: stored.get(key, value) for key, value in blank(record_type, defaults=False).items()}
    if record_type.role:
        values[record_type.role] = stored[record_type.role]
    for part in record_type.parts:
        shelf = store.parts.get(part.key)
        if shelf:
            sql = (
                f"SELECT position, {_wanted(shelf)} FROM {shelf.table} t WHERE item_id = ? ORDER BY position"
            )
            rows = _read(connection, shelf, sql, record_id)
            values[part.key] = [{field.key: row[field.key] for field in part.fields} for _, row in rows]
        else:
            values[part.key] = [blank_row(part) | row for row in values[part.key]]
    return values | {"uid": uid}


def _wanted(shelf: Shelf) -> str:
    """Return the columns of a shelf as SQL, links as uids."""
    if shelf.table not in _WANTED:
        _WANTED[shelf.table] = ", ".join(
            f"(SELECT uid FROM {STORES[shelf.links[column]].table} WHERE id = t.{column})"
            if column in shelf.links
            else f"t.{column}"
            for column in shelf.columns
        )
    return _WANTED[shelf.table]


_WANTED: dict[str, str] = {}


def _read(connection: Any, shelf: Shelf, sql: str, value: object) -> list[tuple[int, dict[str, Any]]]:
    """Return rows as field values, each with its id or position."""
    return [
        (
            row[0],
            {
                shelf.field(column): _value(shelf, column, each)
                for column, each in zip(shelf.columns, row[1:], strict=True)
            },
        )
        for row in connection.execute(sql, (value,))
    ]


def _value(shelf: Shelf, column: str, stored: Any) -> Any:
    if column in shelf.flags:
        return bool(stored)
    return stored or "" if column in shelf.links else stored
