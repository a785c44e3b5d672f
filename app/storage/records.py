"""Records in the database: the appliers of their operations.

A record's operation says only what changed: ``{"type", "set": {field: value …}, "was": {…}, "sounds": {…}}``, links as
uids; `was` is what the author saw before, `sounds` how its names read and are shortened. Applying it never fails for
what another computer wrote in the meantime: a link that is not there stays empty, a bar code may come to stand with
two items.
"""

import itertools
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from app.core.changes import Changes
from app.domain.catalog import comparing
from app.domain.custom.shapes import Shapes
from app.domain.records.spec import RecordType
from app.domain.records.types import RECORDS
from app.storage import figures, search
from app.storage.aliases import local_id
from app.storage.applying import MANY
from app.storage.books import Books
from app.storage.operations import Operation, canonical
from app.storage.records_reading import load_records, texts_of
from app.storage.shapes import DEFINE
from app.storage.stores import STORES, Shelf, Store

RECORD = "record"
"""Kind of the operation that makes or changes a record."""

_ALWAYS_INDEXED = frozenset({"code", "barcodes"})


def apply_records(books: Books, operations: Sequence[Operation]) -> Changes:
    """Make or change the records that the operations are about, in order; several share what is looked up."""
    connection, kinds = books.connection(), frozenset[str]()
    for _, alike in itertools.groupby(operations, _defines):
        part = [*alike]
        before = books.shapes
        with figures.refiling(connection, _filed(part)):
            _put_all(connection, before, _Find(connection), part)
        groups = {RECORDS[operation.payload["type"]].group for operation in part}
        changes = Changes.of(*(f"record:{each.key}" for each in RECORDS if each.group in groups))
        books.forget(changes)
        kinds |= changes.kinds
        if _defines(part[0]):
            _find_anew(connection, before, books.shapes)
    return Changes(kinds)


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


def _filed(operations: Sequence[Operation]) -> list[str]:
    """Return the items that get a category, or lose theirs."""
    return [
        each.subject
        for each in operations
        if each.payload["type"] == "item" and "category" in each.payload["set"]
    ]


class _Find:
    """Says what a uid of a group means today, each looked up once; what is not there yet may still come."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._known: dict[tuple[str, str], int] = {}

    def __call__(self, group: str, uid: str) -> int | None:
        found = self._known.get((group, uid)) or local_id(self._connection, group, uid)
        if found is not None:
            self._known[group, uid] = found
        return found

    def learn(self, group: str, uid: str, record_id: int) -> None:
        """Take note of a record that waits to be written."""
        self._known[group, uid] = record_id


def _put_all(connection: Any, shapes: Shapes, find: _Find, operations: Sequence[Operation]) -> None:
    """Write the effects of operations: new records one after the other are made together."""
    there = _there(connection, operations)
    new: _New | None = None
    heard: dict[str, Heard] = {}
    for operation in operations:
        group = RECORDS[operation.payload["type"]].group
        found = there[group].get(operation.subject)
        if new is not None and (found is not None or new.group != group):
            new.write()
            new = None
        if found is not None:
            if _change(connection, shapes, find, operation, found):
                before = heard.get(operation.subject, _UNHEARD).sounds
                heard[operation.subject] = Heard(
                    found, operation.payload["type"], operation.payload.get("sounds", before)
                )
            continue
        if new is None:
            new = _New(connection, shapes, find, group)
        there[group][operation.subject] = new.add(operation)
    if new is not None:
        new.write()
    index(connection, shapes, heard.values())


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


class _New:
    """New records of one group: their rows wait, and are written table by table."""

    def __init__(self, connection: Any, shapes: Shapes, find: _Find, group: str) -> None:
        self.group = group
        self._shapes = shapes
        self._store = store = STORES[group]
        self._connection = connection
        self._find = find
        self._last: int = connection.execute(f"SELECT COALESCE(MAX(id), 0) FROM {store.table}").fetchone()[0]
        self._rows: list[tuple[object, ...]] = []
        self._rows_of: dict[str, list[tuple[object, ...]]] = {key: [] for key in store.parts}
        self._found_by: list[tuple[int, search.Findable]] = []

    def add(self, operation: Operation) -> int:
        """Take up a record and return its local id."""
        payload, store = operation.payload, self._store
        changed: Mapping[str, Any] = payload["set"]
        self._last += 1
        columns = {**store.empty, **_columns(self._find, store, changed)}
        columns["uid"], columns["data"] = operation.subject, _data("{}", _extra(store, changed))
        self._rows.append((self._last, *columns.values()))
        self._find.learn(self.group, operation.subject, self._last)
        for key, shelf in store.parts.items():
            if changed.get(key):
                self._rows_of[key] += _rows(self._find, shelf, self._last, changed[key])
        sounds = payload.get("sounds", _SILENT)
        self._found_by.append((self._last, _findable(self._shapes.record(payload["type"]), changed, sounds)))
        return self._last

    def write(self) -> None:
        """Write what waits."""
        self._connection.executemany(_insertion(self._store, "id"), self._rows)
        for key, shelf in self._store.parts.items():
            self._connection.executemany(_insertion(shelf, *_OWN), self._rows_of[key])
        search.put(self._connection, self.group, self._found_by)


_SILENT: Mapping[str, Sequence[str]] = {"initials": (), "pinyin": ()}
_OWN = ("item_id", "position")


def _change(connection: Any, shapes: Shapes, find: _Find, operation: Operation, record_id: int) -> bool:
    """Write the effects of one operation on a record that is there; say whether it is found by something else now."""
    payload = operation.payload
    record_type = shapes.record(payload["type"])
    store = STORES[record_type.group]
    changed: Mapping[str, Any] = payload["set"]
    columns = _columns(find, store, changed)
    extra = _extra(store, changed)
    if extra:
        row = connection.execute(f"SELECT data FROM {store.table} WHERE id = ?", (record_id,)).fetchone()
        columns["data"] = _data(row[0], extra)
    if columns:
        assignments = ", ".join(f"{column} = ?" for column in columns)
        connection.execute(
            f"UPDATE {store.table} SET {assignments} WHERE id = ?", (*columns.values(), record_id)
        )
    for key, shelf in store.parts.items():
        if key in changed:
            connection.execute(f"DELETE FROM {shelf.table} WHERE item_id = ?", (record_id,))
            connection.executemany(_insertion(shelf, *_OWN), _rows(find, shelf, record_id, changed[key]))
    return "sounds" in payload or not _indexed(record_type).isdisjoint(changed)


def _rows(
    find: _Find, shelf: Shelf, record_id: int, values: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[object, ...]]:
    """Walk the rows of a child table as they are written."""
    for position, each in enumerate(values):
        columns = {**shelf.empty, **_columns(find, shelf, each)}
        yield (record_id, position, *columns.values())


@cache
def _insertion_sql(table: str, columns: tuple[str, ...]) -> str:
    marks = ", ".join("?" * len(columns))
    return f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({marks})"


def _insertion(shelf: Shelf, *own: str) -> str:
    """Return the SQL that adds a row to a table: its own columns, then those of the fields."""
    return _insertion_sql(shelf.table, (*own, *shelf.columns))


def _extra(store: Store, changed: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that stand in the JSON column."""
    return {
        key: value for key, value in changed.items() if key not in store.places and key not in store.parts
    }


def _columns(find: _Find, shelf: Shelf, values: Mapping[str, Any]) -> dict[str, object]:
    """Return the columns that these field values go into."""
    columns: dict[str, object] = {}
    for key, value in values.items():
        place = shelf.places.get(key)
        if place is None:
            continue
        column, group, is_flag, compared = place
        if group:
            columns[column] = find(group, value) if value else None
        else:
            columns[column] = int(value) if is_flag else value
        if compared:
            columns[compared] = comparing.key(value)
    return columns


def _data(before: str, changed: Mapping[str, Any]) -> str:
    """Return the extra fields as canonical JSON; what is empty is left out."""
    after = {**json.loads(before), **changed} if before != "{}" else changed
    return canonical(
        {key: value for key, value in after.items() if value or (value == 0 and value is not False)}
    )


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
            found.append((record_id, _findable(record_type, values, sounds)))
        search.put(connection, record_type.group, found)


def _findable(
    record_type: RecordType, values: Mapping[str, Any], sounds: Mapping[str, Sequence[str]]
) -> search.Findable:
    """Return what a record with these values is found by; what is not among them is empty."""
    return search.Findable(
        texts=[key for text in texts_of(record_type.searched, values) if (key := comparing.key(text))],
        code=comparing.key(values.get("code", "")),
        barcodes=[comparing.key(barcode["code"]) for barcode in values.get("barcodes", ())],
        initials=sounds["initials"],
        pinyin=sounds["pinyin"],
    )
