"""What a uid means today: the record itself, or the one that it was merged into (F11)."""

from typing import Any

from app.storage.stores import STORES


def local_id(connection: Any, group: str, uid: str) -> int | None:
    """Return the local id of the record that a uid means today: of the survivor, if it was merged; None if unknown."""
    row = connection.execute(
        f"SELECT COALESCE((SELECT survivor_id FROM record_alias WHERE uid = r.uid), r.id)"
        f" FROM {STORES[group].table} r WHERE r.uid = ?",
        (uid,),
    ).fetchone()
    return int(row[0]) if row else None
