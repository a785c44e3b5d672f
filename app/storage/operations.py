"""The operation log: every write of a firm is one operation; the log alone gives the books again (decisions 14–16).

Each operation carries a hash over itself and the one before: audit log, sync journal and proof in one.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


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


def read(connection: Any, *, after: int = 0) -> Iterator[Operation]:
    """Walk the log in order, from the first operation after local id `after`."""
    for row in connection.execute(
        "SELECT id, uid, kind, known_at, station, author, business_date, subject, payload, hash"
        " FROM operation WHERE id > ? ORDER BY id",
        (after,),
    ):
        facts = dict(zip(_FIELDS, row, strict=True))
        yield Operation(**{**facts, "payload": json.loads(facts["payload"])})
