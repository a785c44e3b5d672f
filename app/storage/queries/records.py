"""Questions about records: lists, who has a code, the next free number, whether an item has moved."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.core.field import Field
from app.core.formula import worked_out
from app.core.kinds import Kind
from app.domain.catalog import barcode, comparing
from app.domain.records.spec import RecordType
from app.domain.records.types import RECORDS
from app.storage import search
from app.storage.queries import own_values
from app.storage.stores import STORES

_WILD = frozenset("*?[")
_HOLDS_OWN = (
    "WITH f AS (SELECT '\"x_' || lower(code) || '\":' AS key FROM custom_field WHERE uid = ?)"
    " SELECT 1 WHERE EXISTS (SELECT 1 FROM f, item r WHERE instr(r.data, f.key))"
    " OR EXISTS (SELECT 1 FROM f, party r WHERE instr(r.data, f.key))"
    " OR EXISTS (SELECT 1 FROM f, document r WHERE instr(r.own, f.key))"
    " OR EXISTS (SELECT 1 FROM f, document_line r WHERE instr(r.own, f.key))"
    " OR EXISTS (SELECT 1 FROM f, draft r WHERE instr(r.body, f.key))"
)
"""Asks whether anything is filled in under the key of a field of the firm's own."""
_MOVED = {
    "item": "SELECT 1 FROM stock_entry WHERE item_id = (SELECT id FROM item WHERE uid = ?) LIMIT 1",
    "custom_field": _HOLDS_OWN,
}
"""Questions whether a ledger names a record, or anything else hangs on what it says, by group."""

_HOLDS = {
    "item": "SELECT 1 FROM stock_balance WHERE item_id = (SELECT id FROM item WHERE uid = ?) AND quantity <> 0",
}
"""Questions whether a ledger still has something of a record, by group."""


def rows(
    connection: Any,
    record_type: RecordType,
    *,
    active: bool | None = None,
    text: str = "",
    most: int = -1,
    where: Mapping[str, object] | None = None,
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Return the uids and the listed columns of records of a type that match, by code; links as names.

    `where` narrows it to those that hold these values; of a text it is enough to hold it somewhere.
    """
    wanted_values = [(record_type.field(key), value) for key, value in (where or {}).items()]
    narrowed, values = conditions(connection, record_type, wanted_values)
    keys = _asked(record_type)
    wanted = ", ".join(_shown(record_type, record_type.field(key)) for key in keys)
    found = connection.execute(
        f"SELECT r.id, r.uid, {wanted} FROM {STORES[record_type.group].table} r"
        f" WHERE {search.condition(record_type, active=active)}{narrowed} ORDER BY r.code_key, r.id LIMIT ?",
        (*values, most),
    ).fetchall()
    if text.strip():
        matching = search.matching(connection, record_type, text)
        found = [row for row in found if row[0] in matching]
    uids = [row[1] for row in found]
    listed = [row[2:] for row in found]
    for place, key in enumerate(keys):
        if record_type.field(key).kind is Kind.BOOL:
            listed = [(*row[:place], row[place] == 1, *row[place + 1 :]) for row in listed]
    return uids, _worked_out(record_type, keys, listed) if record_type.formulas else listed


def conditions(
    connection: Any, record_type: RecordType, wanted: Sequence[tuple[Field, object]]
) -> tuple[str, list[object]]:
    """Return conditions on records `r` that hold what is wanted; each is asked what its formulas come to."""
    stored = [(field, value) for field, value in wanted if field.key not in record_type.worked_out]
    sql, values = own_values.conditions((_held(record_type, field), field, value) for field, value in stored)
    asked = [(field, value) for field, value in wanted if field.key in record_type.worked_out]
    if not asked:
        return sql, values
    uids, found = rows(connection, replace(record_type, columns=tuple(field.key for field, _ in asked)))
    fitting = [
        uid
        for uid, row in zip(uids, found, strict=True)
        if all(own_values.fits(field, held, value) for held, (field, value) in zip(row, asked, strict=True))
    ]
    return f"{sql} AND r.uid IN (SELECT value FROM json_each(?))", [*values, json.dumps(fitting)]


def _asked(record_type: RecordType) -> list[str]:
    """Return the fields that a list is read from: those that it shows, and those that others of them follow from."""
    needs = {formula.key: formula.needs for formula in record_type.formulas}
    keys, seen = list(record_type.columns), set(record_type.columns)
    for key in keys:  # grows on the way
        for needed in needs.get(key, ()):
            if needed not in seen:
                seen.add(needed)
                keys.append(needed)
    return keys


def _worked_out(
    record_type: RecordType, keys: Sequence[str], listed: Sequence[tuple[Any, ...]]
) -> list[tuple[Any, ...]]:
    """Put in what follows from other fields, and leave out what was only read for that."""
    formulas = [formula for formula in record_type.formulas if formula.key in keys]
    found: list[tuple[Any, ...]] = []
    for row in listed:
        values = dict(zip(keys, row, strict=True))
        values |= worked_out(formulas, values.get)
        found.append(tuple(values[key] for key in record_type.columns))
    return found


def _held(record_type: RecordType, field: Field) -> str:
    """Return the SQL of what a field of `r` holds: a column, or a place in its JSON."""
    column = STORES[record_type.group].column(field.key)
    return f"r.{column}" if column else own_values.held("r.data", field)


def _shown(record_type: RecordType, field: Field) -> str:
    """Return the SQL of what a field of `r` shows: what it holds, or the name of the record it links to."""
    store, held = STORES[record_type.group], _held(record_type, field)
    column = store.column(field.key)
    if column in store.links:
        return f"COALESCE((SELECT name FROM {STORES[store.links[column]].table} WHERE id = {held}), '')"
    return held if column else own_values.shown(held, field)


def title(connection: Any, record_type: RecordType, uid: str) -> str:
    """Return what people know a record by, code and name; empty when there is no such record."""
    row = connection.execute(
        f"SELECT code, name FROM {STORES[record_type.group].table} WHERE uid = ?", (uid,)
    ).fetchone()
    return " ".join(filter(None, row)) if row else ""


def value(connection: Any, record_type: RecordType, uid: str, key: str) -> str:
    """Return one text of a record; empty when there is no such record, or its table has no such column."""
    store = STORES[record_type.group]
    if not store.column(key):
        return ""
    row = connection.execute(
        f"SELECT {store.column(key)} FROM {store.table} WHERE uid = ?", (uid,)
    ).fetchone()
    return str(row[0]) if row else ""


def with_key(
    connection: Any, group: str, column: str, key: str, *, but: str = ""
) -> list[tuple[str, str, str]]:
    """Return uid, code and name of the records whose field compares equal, without one."""
    store = STORES[group]
    if f"{column}_key" not in store.columns:
        held = store.column(column) or f"json_extract(data, '$.{column}')"
        rows = connection.execute(
            f"SELECT uid, code, name, {held} FROM {store.table} WHERE {held} <> '' AND uid <> ? ORDER BY id",
            (but,),
        )
        return [row[:3] for row in rows if comparing.key(str(row[3])) == key]
    found = connection.execute(
        f"SELECT uid, code, name FROM {store.table} WHERE {column}_key = ? AND uid <> ? ORDER BY id",
        (key, but),
    )
    return [*found]


def with_barcode(connection: Any, key: str, *, but: str = "") -> list[tuple[str, str, str]]:
    """Return uid, code and name of the items that have this bar code, without one."""
    found = connection.execute(
        "SELECT i.uid, i.code, i.name FROM item_barcode b JOIN item i ON i.id = b.item_id"
        " WHERE b.code_key = ? AND i.uid <> ? ORDER BY i.id",
        (key, but),
    )
    return [*found]


def highest_code(connection: Any, group: str, start: str, digits: int) -> int:
    """Return the highest number with so many digits that stands after a start in a code, in compared form; else 0."""
    any_number = "".join(f"[{sign}]" if sign in _WILD else sign for sign in start) + "[0-9]" * digits
    row = connection.execute(
        f"SELECT code_key FROM {STORES[group].table} WHERE code_key BETWEEN ? AND ? AND code_key GLOB ?"
        " ORDER BY code_key DESC LIMIT 1",
        (start + "0" * digits, start + "9" * digits, any_number),
    ).fetchone()
    return int(row[0][len(start) :]) if row else 0


def keys(connection: Any, group: str, field: str) -> list[tuple[str, str]]:
    """Return the compared form of a field and the uid of every record of a group that has one, the first ones first."""
    store = STORES[group]
    if f"{field}_key" not in store.columns:
        held = store.column(field) or f"json_extract(data, '$.{field}')"
        rows = connection.execute(f"SELECT {held}, uid FROM {store.table} WHERE {held} <> '' ORDER BY id")
        return [(comparing.key(str(value)), uid) for value, uid in rows]
    found: list[tuple[str, str]] = connection.execute(
        f"SELECT {field}_key, uid FROM {store.table} WHERE {field}_key <> '' ORDER BY id"
    ).fetchall()
    return found


def barcode_keys(connection: Any) -> list[tuple[str, str]]:
    """Return the compared form of every bar code and the uid of its item, active items first."""
    found: list[tuple[str, str]] = connection.execute(
        "SELECT b.code_key, i.uid FROM item_barcode b JOIN item i ON i.id = b.item_id ORDER BY i.is_active DESC, i.id"
    ).fetchall()
    return found


def barcodes_like(connection: Any, prefix: str, length: int) -> list[tuple[str, str]]:
    """Return the bar codes in use that begin so and have so many digits, each with the name of its item."""
    found: list[tuple[str, str]] = connection.execute(
        "SELECT b.code_key, i.name FROM item_barcode b JOIN item i ON i.id = b.item_id"
        " WHERE b.code_key >= ? AND b.code_key < ? AND length(b.code_key) = ? AND i.is_active"
        " ORDER BY b.code_key",
        (prefix, prefix + ":", length),  # a colon comes after the digits
    ).fetchall()
    return found


def next_in_store_code(connection: Any, station: int) -> str:
    """Return the next bar code that this station gives to goods without one."""
    lowest, highest = barcode.in_store_range(station)
    row = connection.execute(
        "SELECT code_key FROM item_barcode WHERE code_key BETWEEN ? AND ? AND code_key GLOB ?"
        " ORDER BY code_key DESC LIMIT 1",
        (lowest, highest, "[0-9]" * len(lowest)),
    ).fetchone()
    return barcode.in_store_code(station, barcode.in_store_number(row[0]) + 1 if row else 1)


def has_moved(connection: Any, group: str, uid: str) -> bool:
    """Say whether a stock ledger names the record."""
    question = _MOVED.get(group)
    return question is not None and connection.execute(question, (uid,)).fetchone() is not None


def holds(connection: Any, group: str, uid: str) -> bool:
    """Say whether there is stock of an item; debts of a party go with it when it is merged."""
    question = _HOLDS.get(group)
    return question is not None and connection.execute(question, (uid,)).fetchone() is not None


def ancestors(connection: Any, record_type: RecordType, link: str, uid: str) -> list[str]:
    """Return the uids above a record of a tree, nearest first; a ring ends where it began."""
    store = STORES[RECORDS[record_type.field(link).link].group]
    above: dict[str, None] = {}
    while uid and uid not in above:
        above[uid] = None
        row = connection.execute(
            f"SELECT p.uid FROM {store.table} r JOIN {store.table} p ON p.id = r.{store.column(link)} WHERE r.uid = ?",
            (uid,),
        ).fetchone()
        uid = row[0] if row else ""
    return [*above]
