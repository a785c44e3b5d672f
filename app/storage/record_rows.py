"""Records as rows of tables: what their fields hold becomes columns, the rows of their parts those of child tables.

New records are written column by column: what a field needs is asked once for all of them.
"""

import itertools
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
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


class _Compared(dict[Any, str]):
    """The compared form of texts: names and codes go to several places, brands come again and again."""

    def __missing__(self, text: str | None) -> str:
        key = self[text] = comparing.key(text or "")
        return key


def make(connection: Any, record_type: RecordType, find: Find, new: New) -> dict[str, int]:
    """Write new records, all of a type, and what they are found by; return their local ids by uid."""
    group = record_type.group
    store = STORES[group]
    last: int = connection.execute(f"SELECT COALESCE(MAX(id), 0) FROM {store.table}").fetchone()[0]
    ids = range(last + 1, last + 1 + len(new.uids))
    find.learn(group, new.uids, ids)
    compared = _Compared()
    held = {"uid": new.uids, **dict(_columns_of_new(find, store, new.values, compared, group, ids))}
    others = beside(store, new.values)
    if others:
        each_row = zip(*others.values(), strict=True)
        held["data"] = [data("{}", dict(zip(others, row, strict=True))) for row in each_row]
    connection.executemany(insertion(store, "id"), zip(ids, *_whole(store, held), strict=False))
    for key, shelf in store.parts.items():
        if key in new.values:
            put_parts(connection, find, shelf, ids, new.values[key], compared)
    search.put(connection, group, [*zip(ids, _found_by(record_type, new, compared), strict=True)])
    return dict(zip(new.uids, ids, strict=True))


def put_parts(
    connection: Any,
    find: Find,
    shelf: Shelf,
    ids: Iterable[int],
    parts: Iterable[Sequence[Mapping[str, Any]] | None],
    compared: _Compared | None = None,
) -> None:
    """Write the rows that records have in a child table."""
    placed = [
        (record_id, position, row)
        for record_id, part in zip(ids, parts, strict=True)
        if part
        for position, row in enumerate(part)
    ]
    if not placed:
        return
    record_ids, positions, rows = zip(*placed, strict=True)
    values = {key: [row.get(key) for row in rows] for key in dict.fromkeys(itertools.chain(*rows))}
    held = dict(_columns_of_new(find, shelf, values, _Compared() if compared is None else compared))
    whole = zip(record_ids, positions, *_whole(shelf, held), strict=False)
    connection.executemany(insertion(shelf, *OWN), whole)


def _whole(shelf: Shelf, held: Mapping[str, Sequence[object]]) -> Iterator[Iterable[object]]:
    """Walk all columns of a table, empty those that nothing was said of."""
    return (held.get(name, itertools.repeat(nothing)) for name, nothing in shelf.empty.items())


def _columns_of_new(
    find: Find,
    shelf: Shelf,
    values: Mapping[str, Sequence[Any]],
    compared: _Compared,
    group: str = "",
    ids: Sequence[int] = (),
) -> Iterator[tuple[str, Sequence[object]]]:
    """Walk the columns that values go into; a record of a `group` links to none there that comes after it."""
    for key, held in values.items():
        if key not in shelf.places:
            continue
        column, linked, is_flag, key_column = shelf.places[key]
        nothing = shelf.empty[column]
        if linked:
            found = [find(linked, uid) if uid else None for uid in held]
            if linked == group:
                found = [each if each and each < own else None for each, own in zip(found, ids, strict=True)]
            yield column, found
        elif is_flag:
            yield column, [int(value or 0) for value in held]
        elif nothing is None:
            yield column, held
        else:
            yield column, [nothing if value is None else value for value in held]
        if key_column:
            yield key_column, [compared[value] for value in held]


def _found_by(record_type: RecordType, new: New, compared: _Compared) -> Iterator[search.Findable]:
    """Walk what new records are found by, each field asked for once."""
    nothing = itertools.repeat((), len(new.uids))
    columns = [_compared_texts(path, new.values, compared) for path in record_type.searched]
    codes = new.values.get("code", itertools.repeat(None))
    coded = new.values.get("barcodes", nothing)
    texts = zip(*columns, strict=True) if columns else nothing
    for code, barcodes, row, initials, pinyin in zip(
        codes, coded, texts, new.initials, new.pinyin, strict=False
    ):
        yield search.Findable(
            texts=[*itertools.chain(*row)],
            code=compared[code],
            barcodes=[compared[barcode["code"]] for barcode in barcodes or ()],
            initials=initials,
            pinyin=pinyin,
        )


def _compared_texts(
    path: str, values: Mapping[str, Sequence[Any]], compared: _Compared
) -> Iterable[Sequence[str]]:
    """Walk the compared texts under a path as each record has them: of a field one at most, of a part one a row."""
    part, _, field = path.rpartition(".")
    if (part or field) not in values:
        return itertools.repeat(())
    if part:
        return [[found for row in rows or () if (found := compared[row[field]])] for rows in values[part]]
    return [(found,) if (found := compared[text]) else () for text in values[field]]


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
