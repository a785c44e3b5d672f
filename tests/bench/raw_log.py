"""What every document begins with, by hand: its operation in the log, its number."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

_CHAIN = "SELECT hash FROM operation ORDER BY id DESC LIMIT 1"
_OPERATION = (
    "INSERT INTO operation (uid, kind, known_at, station, author, business_date, subject, payload, hash)"
    " VALUES (?, 'document.post', ?, 1, '', ?, ?, ?, ?)"
)
_NUMBER = (
    "INSERT INTO number_counter (series, last) VALUES (?, 1)"
    " ON CONFLICT (series) DO UPDATE SET last = last + 1 RETURNING last"
)
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def append(connection: Any, uid: str, known_at: int, document: Mapping[str, Any]) -> int:
    """Add the operation that posts a document; return its id."""
    date, subject = document["business_date"], document["uid"]
    body = _encode({"document": document})
    chain = connection.execute(_CHAIN).fetchone()[0]
    told = _encode([chain, uid, "document.post", known_at, 1, "", date, subject])
    digest = hashlib.sha256(f"{told}\n{body}".encode()).hexdigest()
    cursor = connection.execute(_OPERATION, (uid, known_at, date, subject, body, digest))
    return int(cursor.lastrowid)


def number(connection: Any, prefix: str, date: str) -> str:
    """Return the next number of a day."""
    series = f"{prefix}-A-{date.replace('-', '')}"
    return f"{series}-{connection.execute(_NUMBER, (series,)).fetchone()[0]:04d}"
