"""Prints in the log: which posted document went to paper, by which template, in how many copies; who and when it says.

The posted row stays as it is: how often a document was printed is counted from here.
"""

import json
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from app.core.changes import Changes
from app.storage.applying import APPLIERS
from app.storage.books import Books
from app.storage.operations import Operation

PRINT: Final = "print"
"""Kind of the operation: ``{"template", "copies"}``; its subject is the document."""
COUNT: Final = "(SELECT COUNT(*) FROM document_print z WHERE z.document_id = d.id)"
"""How often the document `d` was printed."""


def apply_print(books: Books, operation: Operation) -> Changes:
    """Note that a document was printed."""
    connection, payload = books.connection(), operation.payload
    document_id, type_key = connection.execute(
        "SELECT id, type FROM document WHERE uid = ?", (operation.subject,)
    ).fetchone()
    connection.execute(
        "INSERT INTO document_print (document_id, template, copies, operation_id, known_at, author)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            document_id,
            payload["template"],
            payload["copies"],
            operation.id,
            operation.known_at,
            operation.author,
        ),
    )
    return Changes.of(f"print:{type_key}")


APPLIERS[PRINT] = apply_print


class Printed(NamedTuple):
    """One print of a document: when, by whom, the how manieth, by which template, in how many copies."""

    known_at: int
    author: str
    uid: str
    type: str
    number: str
    business_date: str
    party: str
    which: int
    template: str
    copies: int


def log(connection: Any, since: str, until: str) -> list[Printed]:
    """Return what was printed on these days, the last one first."""
    rows = connection.execute(
        "SELECT z.known_at, z.author, d.uid, d.type, d.number, d.business_date, COALESCE(p.name, ''),"
        " (SELECT COUNT(*) FROM document_print y WHERE y.document_id = d.id AND y.id <= z.id), z.template, z.copies"
        " FROM document_print z JOIN operation o ON o.id = z.operation_id JOIN document d ON d.id = z.document_id"
        " LEFT JOIN party p ON p.id = d.party_id WHERE o.business_date BETWEEN ? AND ? ORDER BY z.id DESC",
        (since, until),
    )
    return [Printed._make(row) for row in rows]


def counts(connection: Any, uids: Iterable[str]) -> dict[str, int]:
    """Return how often each of these documents was printed; a draft is never counted."""
    return dict(
        connection.execute(
            f"SELECT d.uid, {COUNT} FROM document d WHERE d.uid IN (SELECT value FROM json_each(?))",
            (json.dumps([*uids]),),
        ).fetchall()
    )
