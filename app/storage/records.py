"""Records in the database: the appliers of their operations.

A record's operation says only what changed: ``{"type", "set": {field: value …}, "was": {…}, "sounds": {…}}``, links as
uids; `was` is what the author saw before, `sounds` how its names read and are shortened. Applying it never fails for
what another computer wrote in the meantime: a link that is not there stays empty, a bar code may come to stand with
two items.

Many new records of one type are one operation, a table: ``{"type", "fields": [field …], "rows": [[uid, initials,
pinyin, value …] …]}``; ``None`` where a record says nothing of a field.
"""

import itertools
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from app.core.changes import Changes
from app.domain.custom.shapes import Shapes
from app.domain.records.spec import RecordType
from app.domain.records.types import RECORDS
from app.storage import figures, record_rows, search
from app.storage.applying import APPLIERS, MANY
from app.storage.books import Books
from app.storage.operations import Operation
from app.storage.record_rows import Find, New
from app.storage.records_reading import load_records
from app.storage.shapes import DEFINE
from app.storage.stores import STORES

RECORD = "record"
"""Kind of the operation that makes or changes a record."""
NEW_RECORDS = "record.new"
"""Kind of the operation that makes many records of one type."""

_ALWAYS_INDEXED = frozenset({"code", "barcodes"})
_WAITS = 0
"""Stands for the local id of a record that is not written yet."""


def apply_records(books: Books, operations: Sequence[Operation]) -> Changes:
    """Make or change the records that the operations are about, in order; several share what is looked up."""
    connection, kinds = books.connection(), frozenset[str]()
    for _, alike in itertools.groupby(operations, _defines):
        part = [*alike]
        before = books.shapes
        with figures.refiling(connection, _filed(part)):
            _put_all(connection, before, Find(connection), part)
        changes = _touched({operation.payload["type"] for operation in part})
        books.forget(changes)
        kinds |= changes.kinds
        if _defines(part[0]):
            _find_anew(connection, before, books.shapes)
    return Changes(kinds)


def apply_new_records(books: Books, operation: Operation) -> Changes:
    """Make the records of a table; no ledger knows them yet."""
    connection, payload = books.connection(), operation.payload
    uids, initials, pinyin, *held = zip(*payload["rows"], strict=True)
    values = dict(zip(payload["fields"], held, strict=True))
    new = New(uids, values, initials, pinyin)
    record_rows.make(connection, books.shapes.record(payload["type"]), Find(connection), new)
    changes = _touched({payload["type"]})
    books.forget(changes)
    return changes


def _touched(types: Iterable[str]) -> Changes:
    groups = {RECORDS[key].group for key in types}
    return Changes.of(*(f"record:{each.key}" for each in RECORDS if each.group in groups))


def _defines(operation: Operation) -> bool:
    """Say whether an operation changes what types are: what comes after it is of those."""
    return f"record:{operation.payload['type']}" in DEFINE


def _find_anew(connection: Any, before: Shapes, after: Shapes) -> None:
    """Index the records again that hold something in a field which came into use, or went out of it."""
    for record_type in RECORDS:
        old, new = ({*each.record(record_type.key).searched} for each in (before, after))
        for key in sorted(old ^ new):
            store = STORES[record_type.group]
            rows = connection.execute(
                f"SELECT id FROM {store.table} WHERE json_extract(data, ?) <> ''", (f"$.{key}",)
            ).fetchall()
            index(connection, after, [Heard(record_id, record_type.key) for (record_id,) in rows])


MANY[RECORD] = apply_records
APPLIERS[NEW_RECORDS] = apply_new_records


def _filed(operations: Sequence[Operation]) -> list[str]:
    """Return the items that get a category, or lose theirs."""
    return [
        each.subject
        for each in operations
        if each.payload["type"] == "item" and "category" in each.payload["set"]
    ]


def _put_all(connection: Any, shapes: Shapes, find: Find, operations: Sequence[Operation]) -> None:
    """Write the effects of operations: new records of a type one after the other are made together."""
    there = _there(connection, operations)
    heard: dict[str, Heard] = {}
    waiting: list[Operation] = []
    for operation in operations:
        type_key, uid = operation.payload["type"], operation.subject
        known = there[RECORDS[type_key].group]
        if waiting and (uid in known or waiting[0].payload["type"] != type_key):
            _make(connection, shapes, find, waiting, there)
        if uid not in known:
            known[uid] = _WAITS
            waiting.append(operation)
        elif _change(connection, shapes, find, operation, known[uid]):
            before = heard.get(uid, _UNHEARD).sounds
            heard[uid] = Heard(known[uid], type_key, operation.payload.get("sounds", before))
    _make(connection, shapes, find, waiting, there)
    index(connection, shapes, heard.values())


def _make(
    connection: Any, shapes: Shapes, find: Find, waiting: list[Operation], there: dict[str, dict[str, int]]
) -> None:
    """Make the records that wait, all of one type, and note that they are there."""
    if waiting:
        record_type = shapes.record(waiting[0].payload["type"])
        there[record_type.group] |= record_rows.make(connection, record_type, find, _side_by_side(waiting))
        waiting.clear()


def _there(connection: Any, operations: Sequence[Operation]) -> dict[str, dict[str, int]]:
    """Return which of the subjects are there already: local ids by uid, for each group."""
    subjects: dict[str, list[str]] = {}
    for each in operations:
        subjects.setdefault(RECORDS[each.payload["type"]].group, []).append(each.subject)
    return {
        group: dict(
            connection.execute(
                f"SELECT uid, id FROM {STORES[group].table} WHERE uid IN (SELECT value FROM json_each(?))",
                (json.dumps(uids),),
            )
        )
        for group, uids in subjects.items()
    }


def _side_by_side(operations: Sequence[Operation]) -> New:
    """Return the records that operations make, all of one type."""
    said = [operation.payload["set"] for operation in operations]
    sounds = [operation.payload.get("sounds", _SILENT) for operation in operations]
    return New(
        [operation.subject for operation in operations],
        {key: [each.get(key) for each in said] for key in dict.fromkeys(itertools.chain(*said))},
        [each["initials"] for each in sounds],
        [each["pinyin"] for each in sounds],
    )


_SILENT: Mapping[str, Sequence[str]] = {"initials": (), "pinyin": ()}


def _change(connection: Any, shapes: Shapes, find: Find, operation: Operation, record_id: int) -> bool:
    """Write the effects of one operation on a record that is there; say whether it is found by something else now."""
    payload = operation.payload
    record_type = shapes.record(payload["type"])
    store = STORES[record_type.group]
    changed: Mapping[str, Any] = payload["set"]
    columns = record_rows.columns(find, store, changed)
    beside = record_rows.beside(store, changed)
    if beside:
        row = connection.execute(f"SELECT data FROM {store.table} WHERE id = ?", (record_id,)).fetchone()
        columns["data"] = record_rows.data(row[0], beside)
    if columns:
        assignments = ", ".join(f"{column} = ?" for column in columns)
        connection.execute(
            f"UPDATE {store.table} SET {assignments} WHERE id = ?", (*columns.values(), record_id)
        )
    for key, shelf in store.parts.items():
        if key in changed:
            connection.execute(f"DELETE FROM {shelf.table} WHERE item_id = ?", (record_id,))
            record_rows.put_parts(connection, find, shelf, (record_id,), (changed[key],))
    return "sounds" in payload or not _indexed(record_type).isdisjoint(changed)


def _indexed(record_type: RecordType) -> frozenset[str]:
    """Return the fields and parts whose change changes what the record is found by."""
    return _ALWAYS_INDEXED.union(path.partition(".")[0] for path in record_type.searched)


class Heard(NamedTuple):
    """A record that is found by something else now, as what type it was changed, and how it sounds if that is new."""

    record_id: int
    type: str
    sounds: Mapping[str, Sequence[str]] | None = None


_UNHEARD = Heard(0, "")


def index(connection: Any, shapes: Shapes, heard: Iterable[Heard]) -> None:
    """Bring the search tables up to date for records; without new sounds the stored ones stay."""
    by_type: dict[str, dict[int, Heard]] = {}
    for each in heard:
        by_type.setdefault(each.type, {})[each.record_id] = each
    for key, of_type in by_type.items():
        record_type = shapes.found_by(key)
        ids = dict(
            connection.execute(
                f"SELECT uid, id FROM {STORES[record_type.group].table} WHERE id IN (SELECT value FROM json_each(?))",
                (json.dumps([*of_type]),),
            )
        )
        found: list[tuple[int, search.Findable]] = []
        for values in load_records(connection, record_type, [*ids]):
            record_id = ids[values["uid"]]
            sounds = of_type[record_id].sounds or search.stored_sounds(
                connection, record_type.group, record_id
            )
            found_by = record_rows.findable(record_type, values, sounds["initials"], sounds["pinyin"])
            found.append((record_id, found_by))
        search.put(connection, record_type.group, found)
