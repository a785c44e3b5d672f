"""Which record a person means who writes its code or its name: exact, and of the right type only."""

from typing import Any

from app.domain.records.spec import RecordType
from app.storage import search
from app.storage.stores import STORES


def named(connection: Any, record_type: RecordType, column: str, key: str) -> list[str]:
    """Return the uids whose `code` or `name` compares equal to `key`; retired records only when no other has it."""
    rows = connection.execute(
        f"SELECT r.uid, r.is_active FROM {STORES[record_type.group].table} r"
        f" WHERE r.{column}_key = ? AND {search.condition(record_type, active=None)} ORDER BY r.id",
        (key,),
    ).fetchall()
    active = [uid for uid, is_active in rows if is_active]
    return active or [uid for uid, _ in rows]


def is_of_type(connection: Any, record_type: RecordType, record_id: int) -> bool:
    """Say whether a record of the group is one of this type: a party a supplier, a place a warehouse."""
    row = connection.execute(
        f"SELECT 1 FROM {STORES[record_type.group].table} r"
        f" WHERE r.id = ? AND {search.condition(record_type, active=None)}",
        (record_id,),
    ).fetchone()
    return row is not None


def first(connection: Any, record_type: RecordType) -> str:
    """Return the uid of the oldest active record of a type."""
    row = connection.execute(
        f"SELECT r.uid FROM {STORES[record_type.group].table} r"
        f" WHERE {search.condition(record_type, active=True)} ORDER BY r.id LIMIT 1"
    ).fetchone()
    return str(row[0]) if row else ""
