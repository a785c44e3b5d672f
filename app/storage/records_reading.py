"""Records out of the database, as people fill them in; what follows from their fields is worked out on the way."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.core.text import Message
from app.domain.errors import UnknownReference
from app.domain.records.spec import Part, RecordType, blank, blank_row, with_formulas
from app.storage.stores import STORES, Shelf, Store


def texts_of(paths: Sequence[str], values: Mapping[str, Any]) -> list[str]:
    """Return the texts under these paths: a field, or a field of a part (``contacts.phone``)."""
    texts: list[str] = []
    for path in paths:
        part, _, field = path.rpartition(".")
        if part:
            texts.extend(row[field] for row in values.get(part, ()))
        else:
            texts.append(values.get(field, ""))
    return list(filter(None, texts))


def load_record(connection: Any, record_type: RecordType, uid: str) -> dict[str, Any]:
    """Return a record as people fill it in, with its ``uid``; a merged one as it was left."""
    for values in load_records(connection, record_type, [uid]):
        return values
    raise UnknownReference(label=Message.of(record_type.label), value=uid)


def load_records(
    connection: Any, record_type: RecordType, uids: Sequence[str] | None = None
) -> Iterator[dict[str, Any]]:
    """Walk records as people fill them in, each with its ``uid``: those of these uids, or all of the group."""
    store = STORES[record_type.group]
    which = "" if uids is None else " WHERE t.uid IN (SELECT value FROM json_each(?))"
    wanted = () if uids is None else (json.dumps([*uids]),)
    parts = {
        part.key: _rows_of_part(connection, store, part, which, wanted)
        for part in record_type.parts
        if part.key in store.parts
    }
    nothing = blank(record_type, defaults=False)
    sql = f"SELECT t.id, t.uid, {_wanted(store)} FROM {store.table} t{which} ORDER BY t.id"
    for record_id, uid, *row in connection.execute(sql, wanted):
        stored = _values(store, row)
        stored |= json.loads(stored.pop("data"))
        values = {key: stored.get(key, value) for key, value in nothing.items()}
        if record_type.role:
            values[record_type.role] = stored[record_type.role]
        for part in record_type.parts:
            if part.key in parts:
                values[part.key] = parts[part.key].get(record_id, [])
            else:
                values[part.key] = [blank_row(part) | each for each in values[part.key]]
        values["uid"] = uid
        yield with_formulas(record_type, values) if record_type.formulas else values


def _rows_of_part(
    connection: Any, store: Store, part: Part, which: str, wanted: Sequence[str]
) -> dict[int, list[dict[str, Any]]]:
    """Return the rows of a child table by the record they belong to."""
    shelf = store.parts[part.key]
    these = f" WHERE t.item_id IN (SELECT t.id FROM {store.table} t{which})" if which else ""
    found: dict[int, list[dict[str, Any]]] = {}
    sql = f"SELECT t.item_id, {_wanted(shelf)} FROM {shelf.table} t{these} ORDER BY t.item_id, t.position"
    for record_id, *row in connection.execute(sql, wanted):
        stored = _values(shelf, row)
        found.setdefault(record_id, []).append({field.key: stored[field.key] for field in part.fields})
    return found


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


def _values(shelf: Shelf, row: Sequence[Any]) -> dict[str, Any]:
    """Return a row as field values: flags as such, links that name nothing as empty texts."""
    values = dict(zip(shelf.places, row, strict=True))  # the fields stand in the order of their columns
    for column in shelf.flags:
        values[column] = bool(values[column])
    for column in shelf.links:
        key = shelf.field(column)
        values[key] = values[key] or ""
    return values
