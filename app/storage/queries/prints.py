"""How often documents were printed, and by whom: what `app.storage.prints` noted."""

import json
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from app.storage.queries.those import ALL, Narrowed, joined

COUNT: Final = "(SELECT COUNT(*) FROM document_print z WHERE z.document_id = d.id)"
"""How often the document `d` was printed."""


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


def log(connection: Any, since: str, until: str, those: Narrowed = ALL) -> list[Printed]:
    """Return what was printed on these days, the last one first."""
    only, values = joined(those.heads.where("d.id"), those.parties.where("d.party_id"))
    rows = connection.execute(
        "SELECT z.known_at, z.author, d.uid, d.type, d.number, d.business_date, COALESCE(p.name, ''),"
        " (SELECT COUNT(*) FROM document_print y WHERE y.document_id = d.id AND y.id <= z.id), z.template, z.copies"
        " FROM document_print z JOIN operation o ON o.id = z.operation_id JOIN document d ON d.id = z.document_id"
        " LEFT JOIN party p ON p.id = d.party_id WHERE o.business_date BETWEEN ? AND ?"
        f"{only} ORDER BY z.id DESC",
        (since, until, *values),
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
