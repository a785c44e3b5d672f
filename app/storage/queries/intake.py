"""What is there already of the things that a list brings."""

from typing import Any


def items(connection: Any) -> list[tuple[str, str, str, str, str]]:
    """Return uid, compared code, compared name, specification and model of every item, the first ones first."""
    found: list[tuple[str, str, str, str, str]] = connection.execute(
        "SELECT uid, code_key, name_key, spec, COALESCE(json_extract(data, '$.model'), '') FROM item"
        " ORDER BY is_active DESC, id"
    ).fetchall()
    return found


def barcodes(connection: Any) -> list[tuple[str, str]]:
    """Return the compared bar codes and the uids of their items."""
    found: list[tuple[str, str]] = connection.execute(
        "SELECT b.code_key, i.uid FROM item_barcode b JOIN item i ON i.id = b.item_id ORDER BY i.is_active DESC, i.id"
    ).fetchall()
    return found


def live_documents(connection: Any, type_key: str, place_id: int) -> list[str]:
    """Return the uids of the documents of a type at a place that are not taken back, oldest first."""
    rows = connection.execute(
        "SELECT d.uid FROM document d LEFT JOIN document_end e ON e.document_id = d.id"
        " WHERE d.type = ? AND d.place_id = ? AND e.document_id IS NULL AND d.reverses_id = 0 ORDER BY d.id",
        (type_key, place_id),
    )
    return [row[0] for row in rows]
