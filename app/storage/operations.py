"""The operation log: every write of a firm is one operation; the log alone gives the books again (decisions 14–16).

Each operation carries a hash over itself and the one before: audit log, sync journal and proof in one.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple


class Act(NamedTuple):
    """What somebody does: `subject` is the uid of what it is about; `known_at` orders all operations of a firm."""

    uid: str
    kind: str
    known_at: int
    station: int
    author: str
    business_date: str
    subject: str
    payload: Mapping[str, Any]


class Operation(NamedTuple):
    """An act in the log, with its place there."""

    uid: str
    kind: str
    known_at: int
    station: int
    author: str
    business_date: str
    subject: str
    payload: Mapping[str, Any]
    id: int
    hash: str


_TOLD = Act._fields.index("payload")
"""So many fields an operation has besides its payload, in the order in which they are hashed."""
_COLUMNS = ", ".join(("id", *Act._fields, "hash"))
_INSERT = f"INSERT INTO operation ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

_encode = json.JSONEncoder(
    ensure_ascii=False,
    sort_keys=True,
    separators=(",", ":"),
    allow_nan=False,
    check_circular=False,  # plain data has no circles; looking for them takes a tenth of the time
).encode


def canonical(value: object) -> str:
    """Write plain data as canonical JSON: sorted keys, no blanks, UTF-8."""
    return _encode(value)


def chained(previous: str, told: Sequence[object], body: str) -> str:
    """Return the hash of an operation: SHA-256 over the hash before it and all it says.

    `told` are its fields but the payload, in the order of `Act`; `body` is the payload as it is stored.
    """
    return hashlib.sha256(f"{canonical([previous, *told])}\n{body}".encode()).hexdigest()


def log(connection: Any, acts: Iterable[Act | Operation]) -> list[Operation]:
    """Add acts to the log, each chained to the one before, inside the caller's transaction."""
    last = connection.execute("SELECT id, hash FROM operation ORDER BY id DESC LIMIT 1").fetchone()
    number, digest = last or (0, "")
    operations: list[Operation] = []
    rows: list[tuple[object, ...]] = []
    for act in acts:
        told: tuple[Any, ...] = act[:_TOLD]
        body = canonical(act.payload)
        number, digest = number + 1, chained(digest, told, body)
        rows.append((number, *told, body, digest))
        operations.append(Operation._make((*told, act.payload, number, digest)))
    connection.executemany(_INSERT, rows)
    return operations


def read(connection: Any, *, after: int = 0) -> Iterator[Operation]:
    """Walk the log in order, from the first operation after local id `after`."""
    for number, *told, body, digest in connection.execute(
        f"SELECT {_COLUMNS} FROM operation WHERE id > ? ORDER BY id", (after,)
    ):
        yield Operation._make((*told, json.loads(body), number, digest))


def broken_link(connection: Any) -> int:
    """Return the id of the first operation whose hash does not follow from the one before, 0 when all do.

    The stored text is hashed as it stands: canonical JSON is one text for one content.
    """
    previous = ""
    for number, *told, body, digest in connection.execute(f"SELECT {_COLUMNS} FROM operation ORDER BY id"):
        if chained(previous, told, body) != digest:
            return int(number)
        previous = digest
    return 0
