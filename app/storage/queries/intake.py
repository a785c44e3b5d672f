"""What is there already of the things that a list brings."""

from typing import Any


def items(connection: Any) -> list[tuple[str, str, str, str, str, str]]:
    """Return uid, compared code, compared name, specification, model and unit of every item, the first ones first."""
    found: list[tuple[str, str, str, str, str, str]] = connection.execute(
        "SELECT uid, code_key, name_key, spec, COALESCE(json_extract(data, '$.model'), ''), base_unit FROM item"
        " WHERE name_key <> '' ORDER BY is_active DESC, id"
    ).fetchall()
    return found


def parties(connection: Any) -> list[tuple[str, str, str, str]]:
    """Return uid, compared code, compared name and tax id of every party, active ones first."""
    found: list[tuple[str, str, str, str]] = connection.execute(
        "SELECT uid, code_key, name_key, tax_id FROM party WHERE name_key <> '' ORDER BY is_active DESC, id"
    ).fetchall()
    return found


def live_debts(connection: Any, type_key: str) -> dict[str, list[tuple[str, int]]]:
    """Return (document uid, amount) of the documents of a type that are not taken back, by the uid of their party."""
    found: dict[str, list[tuple[str, int]]] = {}
    for party, uid, amount in connection.execute(
        "SELECT p.uid, d.uid, d.total FROM document d JOIN party p ON p.id = d.party_id"
        " LEFT JOIN document_end e ON e.document_id = d.id"
        " WHERE d.type = ? AND e.document_id IS NULL AND d.reverses_id = 0 ORDER BY d.id",
        (type_key,),
    ):
        found.setdefault(party, []).append((uid, amount))
    return found


def live_documents(connection: Any, type_key: str, place_id: int) -> list[str]:
    """Return the uids of the documents of a type at a place that are not taken back, oldest first."""
    rows = connection.execute(
        "SELECT d.uid FROM document d LEFT JOIN document_end e ON e.document_id = d.id"
        " WHERE d.type = ? AND d.place_id = ? AND e.document_id IS NULL AND d.reverses_id = 0 ORDER BY d.id",
        (type_key, place_id),
    )
    return [row[0] for row in rows]
