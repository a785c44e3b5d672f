"""Applying operations: the same function writes the effects of one when it is new and in replay.

Appliers read nothing but the operation and the books: no clock, locale, float, randomness (decisions 16). Whoever knows
a kind of operation registers its applier in `APPLIERS`.
"""

from collections.abc import Callable, Mapping
from typing import Any

from app.core.changes import Changes
from app.core.ids import new_uid
from app.storage.books import Books
from app.storage.operations import Operation, canonical, chained

Applier = Callable[[Books, Operation], Changes]
"""Writes the effects of one operation into the given books and says what it touched."""

APPLIERS: dict[str, Applier] = {}
"""Appliers by kind of operation."""


def append(
    books: Books,
    *,
    kind: str,
    subject: str,
    payload: Mapping[str, Any],
    known_at: int,
    station: int,
    author: str,
    business_date: str,
    uid: str = "",
) -> tuple[Operation, Changes]:
    """Add one operation to the log and apply it, inside the caller's transaction."""
    connection = books.connection()
    uid = uid or new_uid()
    body = canonical(payload)
    last = connection.execute("SELECT hash FROM operation ORDER BY id DESC LIMIT 1").fetchone()
    digest = chained(
        last[0] if last else "",
        uid=uid,
        kind=kind,
        known_at=known_at,
        author=author,
        business_date=business_date,
        body=body,
    )
    cursor = connection.execute(
        "INSERT INTO operation (uid, kind, known_at, station, author, business_date, subject, payload, hash)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (uid, kind, known_at, station, author, business_date, subject, body, digest),
    )
    operation = Operation(
        cursor.lastrowid, uid, kind, known_at, station, author, business_date, subject, payload, digest
    )
    return operation, APPLIERS[kind](books, operation)
