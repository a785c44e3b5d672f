"""What a uid means today: the record itself, or the one that it was merged into (F11)."""

import json
from collections.abc import Sequence
from typing import Any

from app.storage.stores import STORES

_TODAY = "COALESCE((SELECT survivor_id FROM record_alias WHERE uid = r.uid), r.id)"


def survivor(group: str, column: str) -> str:
    """Return the SQL of the record that a row's `column` means today, after merges."""
    return (
        "COALESCE((SELECT survivor_id FROM record_alias"
        f" WHERE record_group = '{group}' AND record_id = {column}), {column})"
    )


def family(group: str, parameter: str) -> str:
    """Return the SQL of a record, given as `:parameter`, with those that were merged into it."""
    return (
        f"(SELECT :{parameter} UNION SELECT record_id FROM record_alias"
        f" WHERE record_group = '{group}' AND survivor_id = :{parameter})"
    )


def local_id(connection: Any, group: str, uid: str) -> int | None:
    """Return the local id of the record that a uid means today: of the survivor, if it was merged; None if unknown."""
    row = connection.execute(
        f"SELECT {_TODAY} FROM {STORES[group].table} r WHERE r.uid = ?",
        (uid,),
    ).fetchone()
    return int(row[0]) if row else None


def local_ids(connection: Any, group: str, uids: Sequence[str]) -> dict[str, int]:
    """Return the same of several uids in one question, without those that nobody knows."""
    return dict(
        connection.execute(
            f"SELECT r.uid, {_TODAY} FROM json_each(?) w CROSS JOIN {STORES[group].table} r ON r.uid = w.value",
            (json.dumps(uids),),
        )
    )
