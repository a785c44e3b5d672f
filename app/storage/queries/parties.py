"""What parties owe and are owed, on any day, and what each document changed of it.

A party that was merged counts as the one it became. A paying off stands from the day on which both entries and the
document that brought them together are there: so the halves are always there together, and open amounts sum to the
balance on every day. A voided document leaves nothing, on no day.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from app.storage.money import FAMILY, SURVIVOR
from app.storage.queries.those import ALL, Narrowed, Those

_OPEN_NOW = (
    "SELECT e.id AS entry, o.party_id AS party, e.document_id, e.business_date, o.due_on,"
    " e.amount AS whole, o.amount AS open FROM party_open o JOIN party_entry e ON e.id = o.entry_id"
    " WHERE o.side = :side"
)
_OPEN_THEN = (
    f"SELECT e.id AS entry, {SURVIVOR} AS party, e.document_id, e.business_date, e.due_on,"
    " e.amount AS whole, e.amount + COALESCE((SELECT SUM(a.amount) FROM allocation a"
    " JOIN party_entry c ON c.id = a.counter_id JOIN document d ON d.id = a.document_id"
    " WHERE a.entry_id = e.id AND c.business_date <= :day AND d.business_date <= :day), 0) AS open"
    " FROM party_entry e WHERE e.side = :side AND e.business_date <= :day"
)


class Account(NamedTuple):
    """One side of one party in a range of days; `party_id` is the one that survived."""

    party_id: int
    side: str
    since: str
    until: str

    def parameters(self) -> dict[str, object]:
        """Return the parameters by name."""
        return {"party": self.party_id, "side": self.side, "since": self.since, "until": self.until}


_OF_ACCOUNT = f"e.party_id IN {FAMILY} AND e.side = :side AND e.business_date BETWEEN :since AND :until"
_DOCUMENTS = f"(SELECT e.document_id FROM party_entry e WHERE {_OF_ACCOUNT})"


def is_now(connection: Any, types: Sequence[str], day: str) -> bool:
    """Say whether no document of these types is dated after a day: what is open now was open then."""
    marks = ", ".join("?" * len(types))
    found = connection.execute(
        f"SELECT 1 FROM document WHERE type IN ({marks}) AND business_date > ? LIMIT 1", (*types, day)
    )
    return found.fetchone() is None


def open_entries(
    connection: Any, side: str, day: str, party_id: int, those: Narrowed = ALL, *, now: bool
) -> list[tuple[Any, ...]]:
    """Return what is open at the end of a day, oldest due first; `now` says that it is still so.

    (party, document uid, type, number, date, due date, whole amount, open amount)
    """
    only = f" AND e.party_id IN {FAMILY}" if party_id else ""
    of_parties, parties = those.parties.named("e.party_id", "parties")
    of_heads, heads = those.heads.named("e.document_id", "heads")
    only += of_parties + of_heads
    rows: list[tuple[Any, ...]] = connection.execute(
        "SELECT o.party, d.uid, d.type, d.number, o.business_date, o.due_on, o.whole, o.open"
        f" FROM ({_OPEN_NOW if now else _OPEN_THEN}{only}) o JOIN document d ON d.id = o.document_id"
        " WHERE o.open <> 0 ORDER BY o.due_on, d.id, o.entry",
        {"side": side, "day": day, "party": party_id, **parties, **heads},
    ).fetchall()
    return rows


def documents(connection: Any, account: Account, heads: Those) -> frozenset[int]:
    """Return the ids of the documents of an account that are among those."""
    only, values = heads.named("e.document_id", "heads")
    rows = connection.execute(
        f"SELECT e.document_id FROM party_entry e WHERE {_OF_ACCOUNT}{only}",
        {**account.parameters(), **values},
    )
    return frozenset(row[0] for row in rows)


def facts(connection: Any) -> dict[int, tuple[Any, ...]]:
    """Return (uid, code, name, phone, credit limit) of the parties by local id."""
    return {
        row[0]: row[1:]
        for row in connection.execute("SELECT id, uid, code, name, phone, credit_limit FROM party")
    }


def before(connection: Any, account: Account) -> int:
    """Return the balance before the first day."""
    row = connection.execute(
        f"SELECT COALESCE(SUM(e.amount), 0) FROM party_entry e WHERE e.party_id IN {FAMILY} AND e.side = :side"
        " AND e.business_date < :since",
        account.parameters(),
    ).fetchone()
    return int(row[0])


def changes(connection: Any, account: Account) -> list[tuple[Any, ...]]:
    """Return (document id, uid, date, type, number, increase, decrease, due date) of the documents in order.

    What takes back another document stands on the same side as that one, negative.
    """
    rows: list[tuple[Any, ...]] = connection.execute(
        "SELECT d.id, d.uid, d.business_date, d.type, d.number,"
        " SUM(iif((e.amount > 0) <> (d.reverses_id > 0), e.amount, 0)),"
        " SUM(iif((e.amount > 0) <> (d.reverses_id > 0), 0, -e.amount)), MAX(e.due_on)"
        " FROM party_entry e JOIN document d ON d.id = e.document_id"
        " LEFT JOIN document_end x ON x.document_id = d.id AND x.kind = 'voided'"
        f" WHERE {_OF_ACCOUNT} AND x.document_id IS NULL GROUP BY d.id ORDER BY d.business_date, d.id",
        account.parameters(),
    ).fetchall()
    return rows


def goods(connection: Any, account: Account) -> dict[int, list[tuple[Any, ...]]]:
    """Return (name, spec, quantity, unit, price, amount with tax) of the item lines, by document."""
    found: dict[int, list[tuple[Any, ...]]] = {}
    for row in connection.execute(
        "SELECT l.document_id, i.name, i.spec, l.quantity, l.unit, l.price, l.gross FROM document_line l"
        f" JOIN item i ON i.id = l.item_id WHERE l.document_id IN {_DOCUMENTS} ORDER BY l.document_id, l.number",
        account.parameters(),
    ):
        found.setdefault(row[0], []).append(row[1:])
    return found


def money(connection: Any, account: Account) -> dict[int, list[tuple[str, int]]]:
    """Return (account, amount) of the money that went with each document."""
    found: dict[int, list[tuple[str, int]]] = {}
    for row in connection.execute(
        "SELECT c.document_id, a.name, c.amount FROM cash_entry c JOIN account a ON a.id = c.account_id"
        f" WHERE c.document_id IN {_DOCUMENTS} ORDER BY c.id",
        account.parameters(),
    ):
        found.setdefault(row[0], []).append(row[1:])
    return found
