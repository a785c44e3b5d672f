"""When the drawer was opened, by whom and what for: what `app.storage.drawer` noted."""

from typing import Any, NamedTuple

from app.storage.queries.those import ALL, Narrowed, joined


class Opening(NamedTuple):
    """One opening; `uid`, `type` and `number` are those of the document that brought cash, empty without one."""

    known_at: int
    author: str
    uid: str
    type: str
    number: str
    reason: str


def log(connection: Any, since: str, until: str, those: Narrowed = ALL) -> list[Opening]:
    """Return the openings of these days, the last one first."""
    only, values = joined(those.heads.where("d.id"), those.parties.where("d.party_id"))
    rows = connection.execute(
        "SELECT z.known_at, z.author, COALESCE(d.uid, ''), COALESCE(d.type, ''), COALESCE(d.number, ''), z.reason"
        " FROM drawer_opening z JOIN operation o ON o.id = z.operation_id"
        " LEFT JOIN document d ON d.id = z.document_id WHERE o.business_date BETWEEN ? AND ?"
        f"{only} ORDER BY z.id DESC",
        (since, until, *values),
    )
    return [Opening._make(row) for row in rows]
