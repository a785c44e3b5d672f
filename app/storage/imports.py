"""Imports in the log: what each was, which operations it wrote, and whether it was taken back.

An import is one transaction, so its operations are those that its station wrote from `since` up to it.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.core.changes import Changes
from app.storage.applying import APPLIERS
from app.storage.books import Books
from app.storage.operations import Operation, canonical

IMPORT: Final = "import"
"""Ends an import: ``{"file", "kind", "since", "counts", "drafts"}``; its subject is the batch."""
UNDO: Final = "import.undo"
"""Kind of the operation that ends taking an import back: ``{"kept": n}``; its subject is the batch."""


@dataclass(frozen=True, slots=True)
class Batch:
    """One import that was written; `undone_at` is 0 while it stands, else the moment, in milliseconds UTC."""

    operation_id: int
    uid: str
    file: str
    kind: str
    since: int
    known_at: int
    station: int
    author: str
    undone_at: int
    facts: Mapping[str, Any]


_FIELDS: Final = tuple(Batch.__dataclass_fields__)
_SELECT: Final = f"SELECT {', '.join(_FIELDS)} FROM import_batch"


def apply_import(books: Books, operation: Operation) -> Changes:
    """Take the import up into the list."""
    payload = dict(operation.payload)
    file, kind, since = payload.pop("file"), payload.pop("kind"), payload.pop("since")
    books.connection().execute(
        "INSERT INTO import_batch (operation_id, uid, file, kind, since, known_at, station, author, undone_at, facts)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?)",
        (
            operation.id,
            operation.subject,
            file,
            kind,
            since,
            operation.known_at,
            operation.station,
            operation.author,
            canonical(payload),
        ),
    )
    return Changes.of("import")


def apply_undo(books: Books, operation: Operation) -> Changes:
    """Note that an import was taken back."""
    books.connection().execute(
        "UPDATE import_batch SET undone_at = ? WHERE uid = ?", (operation.known_at, operation.subject)
    )
    return Changes.of("import")


APPLIERS[IMPORT] = apply_import
APPLIERS[UNDO] = apply_undo


def last_moment(connection: Any) -> int:
    """Return the moment of the last operation."""
    row = connection.execute("SELECT MAX(known_at) FROM operation").fetchone()
    return int(row[0] or 0)


def batches(connection: Any) -> Iterator[Batch]:
    """Walk the imports, the last one first."""
    for row in connection.execute(f"{_SELECT} ORDER BY operation_id DESC"):
        values = dict(zip(_FIELDS, row, strict=True))
        yield Batch(**{**values, "facts": json.loads(values["facts"])})


def written(connection: Any, batch: Batch) -> Iterator[tuple[int, str, str, Mapping[str, Any]]]:
    """Walk what an import wrote, the last first: (operation id, kind, subject, payload)."""
    rows = connection.execute(
        "SELECT id, kind, subject, payload FROM operation WHERE known_at >= ? AND known_at < ? AND station = ?"
        " ORDER BY id DESC",
        (batch.since, batch.known_at, batch.station),
    )
    for operation_id, kind, subject, payload in rows:
        yield operation_id, kind, subject, json.loads(payload)


def changed_since(connection: Any, batch: Batch, kinds: tuple[str, ...]) -> frozenset[str]:
    """Return the subjects of operations of these kinds that came after an import."""
    marks = ", ".join("?" * len(kinds))
    rows = connection.execute(
        f"SELECT DISTINCT subject FROM operation WHERE id > ? AND kind IN ({marks})",
        (batch.operation_id, *kinds),
    )
    return frozenset(row[0] for row in rows)
