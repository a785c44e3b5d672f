"""What is in use: records that something living names: a document, a ledger, another record, a draft, a setting."""

import re
from collections.abc import Mapping
from typing import Any, Final

from app.storage.stores import STORES

_UID: Final = re.compile("[0-9a-f]{32}")
_LIVES: Final = (
    "document d LEFT JOIN document_end x ON x.document_id = d.id AND x.kind <> 'closed'"
    " WHERE x.document_id IS NULL AND d.reverses_id = 0"
)
_OF_DOCUMENTS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "item": (("document_line", "item_id"), ("stock_entry", "item_id")),
    "party": (("", "party_id"), ("party_entry", "party_id")),
    "place": (("", "place_id"), ("stock_entry", "place_id")),
    "account": (("cash_entry", "account_id"),),
    "staff": (("", "staff_id"),),
    "category": (),
    "price": (),
    "custom_field": (),
    "rule": (),
    "scale_label": (),
    "tag": (),
}
"""Where living documents name records of a group: (table with a document_id, "" for the head; column)."""


def used(connection: Any, group: str) -> frozenset[str]:
    """Return the uids of the records of a group that something living names."""
    ids: set[int] = set()
    for table, column in _OF_DOCUMENTS[group]:
        sql = (
            f"SELECT DISTINCT t.{column} FROM {table} t WHERE t.document_id IN (SELECT d.id FROM {_LIVES})"
            if table
            else f"SELECT DISTINCT d.{column} FROM {_LIVES}"
        )
        ids.update(row[0] for row in connection.execute(sql))
    for store in STORES.values():
        for shelf in (store, *store.parts.values()):
            for column, target in shelf.links.items():
                if target == group:
                    ids.update(
                        row[0] for row in connection.execute(f"SELECT DISTINCT {column} FROM {shelf.table}")
                    )
    for column in ("record_id", "survivor_id"):
        sql = f"SELECT {column} FROM record_alias WHERE record_group = ?"
        ids.update(row[0] for row in connection.execute(sql, (group,)))
    table = STORES[group].table
    return frozenset(uid for key, uid in connection.execute(f"SELECT id, uid FROM {table}") if key in ids)


def settled_by(connection: Any, document_id: int) -> list[str]:
    """Return the numbers of the living documents that pay off a document."""
    rows = connection.execute(
        "SELECT d.number FROM party_entry e JOIN allocation a ON a.entry_id = e.id"
        " JOIN document d ON d.id = a.document_id LEFT JOIN document_end x ON x.document_id = d.id"
        " WHERE e.document_id = ? AND a.document_id <> ? AND x.document_id IS NULL"
        " GROUP BY d.id HAVING SUM(a.amount) <> 0 ORDER BY d.id",
        (document_id, document_id),
    )
    return [row[0] for row in rows]


def named_elsewhere(connection: Any) -> frozenset[str]:
    """Return every uid that a draft or a setting names."""
    texts = connection.execute("SELECT body FROM draft UNION ALL SELECT value FROM setting")
    return frozenset(uid for (text,) in texts for uid in _UID.findall(text))
