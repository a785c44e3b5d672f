"""Records as rows of tables: what their fields hold becomes columns, the rows of their parts those of child tables.

New records are written column by column: what a field needs is asked once for all of them.
"""

import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from app.domain.catalog import comparing
from app.domain.records.spec import RecordType
from app.storage import search
from app.storage.aliases import local_id
from app.storage.operations import canonical
from app.storage.records_reading import texts_of
from app.storage.stores import STORES, Shelf, Store

OWN = ("item_id", "position")
"""The columns of a child table that no field stands in."""
_FOUND_BY = ("code", "barcodes")
"""What every record is found by that has it."""


class New(NamedTuple):
    """New records of one type, side by side: `values` hold by field what each says, None where it says nothing."""

    uids: Sequence[str]
    values: Mapping[str, Sequence[Any]]
    initials: Sequence[Sequence[str]]
    pinyin: Sequence[Sequence[str]]


class Find:
    """Says what a uid of a group means today, each looked up once; what is not there yet may still come."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._known: dict[tuple[str, str], int] = {}

    def __call__(self, group: str, uid: str) -> int | None:
        found = self._known.get((group, uid)) or local_id(self._connection, group, uid)
        if found is not None:
            self._known[group, uid] = found
        return found

    def learn(self, group: str, uids: Sequence[str], record_ids: Sequence[int]) -> None:
        """Take note of records that are being written."""
        self._known.update(((group, uid), each) for uid, each in zip(uids, record_ids, strict=True))


def make(connection: Any, record_type: RecordType, find: Find, new: New) -> dict[str, int]:
    """Write new records, all of a type, and what they are found by; return their local ids by uid."""
    group = record_type.group
    store = STORES[group]
    last: int = connection.execute(f"SELECT COALESCE(MAX(id), 0) FROM {store.table}").fetchone()[0]
    ids = range(last + 1, last + 1 + len(new.uids))
    find.learn(group, new.uids, ids)
    held = {"uid": new.uids, **dict(_columns_of_new(find, store, group, ids, new.values))}
    columns = (held.get(name, itertools.repeat(nothing)) for name, nothing in store.empty.items())
    connection.executemany(insertion(store, "id"), zip(ids, *columns, strict=False))
    for key, shelf in store.parts.items():
        parts = zip(ids, new.values.get(key, ()), strict=False)
        rows = (row for record_id, part in parts if part for row in rows_of(find, shelf, record_id, part))
        connection.executemany(insertion(shelf, *OWN), rows)
    search.put(connection, group, [*zip(ids, _found_by(record_type, new), strict=True)])
    return dict(zip(new.uids, ids, strict=True))


def _columns_of_new(
    find: Find, store: Store, group: str, ids: Sequence[int], values: Mapping[str, Sequence[Any]]
) -> Iterator[tuple[str, Sequence[object]]]:
    """Walk the columns that the values of new records go into; a record links to none that comes after it."""
    others: dict[str, Sequence[Any]] = {}
    for key, held in values.items():
        place = store.places.get(key)
        if place is None:
            if key not in store.parts:
                others[key] = held
            continue
        column, linked, is_flag, compared = place
        nothing = store.empty[column]
        if linked:
            found = [find(linked, uid) if uid else None for uid in held]
            if linked == group:
                found = [each if each and each < own else None for each, own in zip(found, ids, strict=True)]
            yield column, found
        elif is_flag:
            yield column, [int(value or 0) for value in held]
        else:
            yield column, [nothing if value is None else value for value in held]
        if compared:
            yield compared, [comparing.key(value or "") for value in held]
    if others:
        each_row = zip(*others.values(), strict=True)
        yield "data", [data("{}", dict(zip(others, row, strict=True))) for row in each_row]


def _found_by(record_type: RecordType, new: New) -> Iterator[search.Findable]:
    """Walk what new records are found by."""
    wanted = {path.partition(".")[0] for path in record_type.searched}.union(_FOUND_BY)
    keys = [key for key in new.values if key in wanted]
    rows = zip(*(new.values[key] for key in keys), strict=True) if keys else itertools.repeat(())
    for initials, pinyin, row in zip(new.initials, new.pinyin, rows, strict=False):
        values = {key: value for key, value in zip(keys, row, strict=True) if value}
        yield findable(record_type, values, initials, pinyin)


def findable(
    record_type: RecordType, values: Mapping[str, Any], initials: Sequence[str], pinyin: Sequence[str]
) -> search.Findable:
    """Return what a record with these values is found by; what is not among them is empty."""
    key = comparing.key
    return search.Findable(
        texts=[found for text in texts_of(record_type.searched, values) if (found := key(text))],
        code=key(values.get("code", "")),
        barcodes=[key(barcode["code"]) for barcode in values.get("barcodes", ())],
        initials=initials,
        pinyin=pinyin,
    )


def rows_of(
    find: Find, shelf: Shelf, record_id: int, values: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[object, ...]]:
    """Walk the rows of a child table as they are written."""
    for position, each in enumerate(values):
        held = {**shelf.empty, **columns(find, shelf, each)}
        yield (record_id, position, *held.values())


def columns(find: Find, shelf: Shelf, values: Mapping[str, Any]) -> dict[str, object]:
    """Return the columns that these field values go into."""
    held: dict[str, object] = {}
    for key, value in values.items():
        place = shelf.places.get(key)
        if place is None:
            continue
        column, group, is_flag, compared = place
        if group:
            held[column] = find(group, value) if value else None
        else:
            held[column] = int(value) if is_flag else value
        if compared:
            held[compared] = comparing.key(value)
    return held


def beside(store: Store, changed: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that stand in the JSON column."""
    return {
        key: value for key, value in changed.items() if key not in store.places and key not in store.parts
    }


def data(before: str, changed: Mapping[str, Any]) -> str:
    """Return the extra fields as canonical JSON; what is empty is left out."""
    after = {**json.loads(before), **changed} if before != "{}" else changed
    return canonical(
        {key: value for key, value in after.items() if value or (value == 0 and value is not False)}
    )


@cache
def _insertion_sql(table: str, names: tuple[str, ...]) -> str:
    marks = ", ".join("?" * len(names))
    return f"INSERT OR IGNORE INTO {table} ({', '.join(names)}) VALUES ({marks})"


def insertion(shelf: Shelf, *own: str) -> str:
    """Return the SQL that adds a row to a table: its own columns, then those of the fields."""
    return _insertion_sql(shelf.table, (*own, *shelf.columns))
