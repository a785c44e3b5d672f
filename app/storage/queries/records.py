"""Questions about records: lists, who has a code, the next free number, whether an item has moved."""

from typing import Any

from app.core.kinds import Kind
from app.domain.catalog import barcode
from app.domain.records.spec import RecordType
from app.domain.records.types import RECORDS
from app.storage import search
from app.storage.stores import STORES

_WILD = frozenset("*?[")
_MOVED = {"item": "SELECT 1 FROM stock_entry WHERE item_id = (SELECT id FROM item WHERE uid = ?) LIMIT 1"}
"""Questions whether a ledger names a record, by group."""

_HOLDS = {
    "item": "SELECT 1 FROM stock_balance WHERE item_id = (SELECT id FROM item WHERE uid = ?) AND quantity <> 0",
}
"""Questions whether a ledger still has something of a record, by group."""


def rows(
    connection: Any, record_type: RecordType, *, active: bool | None = None, text: str = "", most: int = -1
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Return the uids and the listed columns of records of a type that match, by code; links as names."""
    store = STORES[record_type.group]
    wanted, joins, flags = [], [], []
    for place, key in enumerate(record_type.columns):
        column = store.column(key)
        if column in store.links:
            joins.append(f" LEFT JOIN {STORES[store.links[column]].table} {key}_ ON {key}_.id = r.{column}")
            wanted.append(f"COALESCE({key}_.name, '')")
        else:
            wanted.append(f"r.{column}")
        if record_type.field(key).kind is Kind.BOOL:
            flags.append(place)
    found = connection.execute(
        f"SELECT r.id, r.uid, {', '.join(wanted)} FROM {store.table} r{''.join(joins)}"
        f" WHERE {search.condition(record_type, active=active)} ORDER BY r.code_key, r.id LIMIT ?",
        (most,),
    ).fetchall()
    if text.strip():
        matching = search.matching(connection, record_type, text)
        found = [row for row in found if row[0] in matching]
    uids = [row[1] for row in found]
    listed = [row[2:] for row in found]
    for place in flags:
        listed = [(*row[:place], row[place] == 1, *row[place + 1 :]) for row in listed]
    return uids, listed


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
    """Return uid, code and name of the records whose `code` or `name` compares equal, without one."""
    found = connection.execute(
        f"SELECT uid, code, name FROM {STORES[group].table} WHERE {column}_key = ? AND uid <> ? ORDER BY id",
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
    found: list[tuple[str, str]] = connection.execute(
        f"SELECT {field}_key, uid FROM {STORES[group].table} WHERE {field}_key <> '' ORDER BY id"
    ).fetchall()
    return found


def barcode_keys(connection: Any) -> list[tuple[str, str]]:
    """Return the compared form of every bar code and the uid of its item, active items first."""
    found: list[tuple[str, str]] = connection.execute(
        "SELECT b.code_key, i.uid FROM item_barcode b JOIN item i ON i.id = b.item_id ORDER BY i.is_active DESC, i.id"
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
