"""How much is in a firm."""

from collections.abc import Sequence
from typing import Any

from app.domain.records.spec import RecordType
from app.storage import search
from app.storage.stores import STORES


def counts(connection: Any, record_types: Sequence[RecordType]) -> dict[str, Any]:
    """Count records in use by type, documents by type, drafts and operations."""
    records = {
        each.key: _count(
            connection, f"{STORES[each.group].table} r WHERE {search.condition(each, active=True)}"
        )
        for each in record_types
    }
    documents = connection.execute(
        "SELECT type, COUNT(*) FROM document GROUP BY type ORDER BY type"
    ).fetchall()
    return {
        "records": records,
        "documents": dict(documents),
        "drafts": _count(connection, "draft"),
        "operations": _count(connection, "operation"),
    }


def _count(connection: Any, rows: str) -> int:
    return int(connection.execute(f"SELECT COUNT(*) FROM {rows}").fetchone()[0])
