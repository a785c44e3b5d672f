"""The operation log: every write is one operation, applied by the same function when it is new and in replay.

``append`` stamps and chains an operation and hands it to the applier of its kind. Appliers read nothing but the
operation and the database: no clock, locale, randomness (decisions 16). They register in `APPLIERS` by kind.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.core.changes import Changes
from app.core.ids import new_uid

if TYPE_CHECKING:  # the two name each other
    from app.storage.books import Books


@dataclass(frozen=True, slots=True)
class Operation:
    """One act: `subject` is the uid of what it is about; `known_at` orders all operations of a firm."""

    id: int
    uid: str
    kind: str
    known_at: int
    station: int
    author: str
    business_date: str
    subject: str
    payload: Mapping[str, Any]
    hash: str


_FIELDS = tuple(Operation.__dataclass_fields__)

Applier = Callable[["Books", Operation], Changes]
"""Writes the effects of one operation into the given books and says what it touched."""

APPLIERS: dict[str, Applier] = {}
"""Appliers by kind of operation."""

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


def canonical(value: object) -> str:
    """Write plain data as canonical JSON: sorted keys, no blanks, UTF-8."""
    return _encode(value)


def chained(
    previous: str, *, uid: str, kind: str, known_at: int, author: str, business_date: str, body: str
) -> str:
    """Return the hash of an operation: SHA-256 over the hash before it and all it says."""
    text = "\n".join((previous, uid, kind, str(known_at), author, business_date, body))
    return hashlib.sha256(text.encode()).hexdigest()


def append(
    books: "Books",
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


def read(connection: Any, *, after: int = 0) -> Iterator[Operation]:
    """Walk the log in order, from the first operation after local id `after`."""
    for row in connection.execute(
        "SELECT id, uid, kind, known_at, station, author, business_date, subject, payload, hash"
        " FROM operation WHERE id > ? ORDER BY id",
        (after,),
    ):
        facts = dict(zip(_FIELDS, row, strict=True))
        yield Operation(**{**facts, "payload": json.loads(facts["payload"])})
