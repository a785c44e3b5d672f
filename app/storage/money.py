"""The party and cash ledgers: appended, balances and open amounts kept in step, inside the caller's transaction."""

from dataclasses import dataclass
from typing import Any

from app.core.numbers import Money
from app.domain.documents.spec import Side
from app.domain.posting.ledger import CashEntry, PartyEntry
from app.storage.aliases import family, survivor

SURVIVOR = survivor("party", "e.party_id")
"""The party that an entry `e` belongs to today, after merges."""

FAMILY = family("party", "party")
"""A party with those that were merged into it."""


@dataclass(frozen=True, slots=True)
class OpenEntry:
    """A party entry that is not yet paid off."""

    id: int
    party_id: int
    side: str
    amount: int


def add_party(
    connection: Any,
    entry: PartyEntry,
    *,
    document_id: int,
    party_id: int,
    date: str,
    known_at: int,
    mirrors: int = 0,
) -> int:
    """Append a party entry, open in full; return its id."""
    cursor = connection.execute(
        "INSERT INTO party_entry (document_id, party_id, side, business_date, due_on, amount, mirrors_id, known_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (document_id, party_id, entry.side.value, date, entry.due_on, entry.amount, mirrors, known_at),
    )
    if entry.amount:
        connection.execute(
            "INSERT INTO party_open (entry_id, party_id, side, due_on, amount) VALUES (?, ?, ?, ?, ?)",
            (cursor.lastrowid, party_id, entry.side.value, entry.due_on, entry.amount),
        )
    connection.execute(
        "INSERT INTO party_balance (party_id, side, amount) VALUES (?, ?, ?)"
        " ON CONFLICT (party_id, side) DO UPDATE SET amount = amount + excluded.amount",
        (party_id, entry.side.value, entry.amount),
    )
    return int(cursor.lastrowid)


def entries(connection: Any, document_id: int) -> list[OpenEntry]:
    """Return the original entries of a document, with their full amounts."""
    return [
        OpenEntry(*row)
        for row in connection.execute(
            "SELECT id, party_id, side, amount FROM party_entry WHERE document_id = ? AND mirrors_id = 0 ORDER BY id",
            (document_id,),
        )
    ]


def open_entries(connection: Any, document_id: int) -> list[OpenEntry]:
    """Return the open entries of a document."""
    return [
        OpenEntry(*row)
        for row in connection.execute(
            "SELECT o.entry_id, o.party_id, o.side, o.amount FROM party_entry e JOIN party_open o ON o.entry_id = e.id"
            " WHERE e.document_id = ? ORDER BY e.id",
            (document_id,),
        )
    ]


def open_of_party(connection: Any, party_id: int, side: str) -> list[tuple[str, int, int]]:
    """Return (document uid, document id, open amount) of a party's open documents, oldest due first."""
    return [
        (row[0], row[1], row[2])
        for row in connection.execute(
            "SELECT d.uid, d.id, SUM(o.amount) FROM party_open o JOIN party_entry e ON e.id = o.entry_id"
            " JOIN document d ON d.id = e.document_id WHERE o.party_id = ? AND o.side = ?"
            " GROUP BY d.id ORDER BY MIN(o.due_on), d.id",
            (party_id, side),
        )
    ]


def allocate(
    connection: Any, debit: int, credit: int, amount: int, *, document_id: int, known_at: int
) -> None:
    """Pay off: take `amount` off the open amount of entry `debit` and add it to that of `credit`; both are signed."""
    for entry_id, counter_id, change in ((debit, credit, -amount), (credit, debit, amount)):
        connection.execute(
            "INSERT INTO allocation (entry_id, counter_id, amount, document_id, known_at) VALUES (?, ?, ?, ?, ?)",
            (entry_id, counter_id, change, document_id, known_at),
        )
        connection.execute(
            "INSERT INTO party_open (entry_id, party_id, side, due_on, amount)"
            " SELECT id, party_id, side, due_on, ? FROM party_entry WHERE id = ?"
            " ON CONFLICT (entry_id) DO UPDATE SET amount = amount + excluded.amount",
            (change, entry_id),
        )
        connection.execute("DELETE FROM party_open WHERE entry_id = ? AND amount = 0", (entry_id,))


def release(connection: Any, document_id: int, *, by: int, known_at: int) -> None:
    """Undo every paying off that a document made, or in which its entries take part: both sides are open again."""
    rows = connection.execute(
        "SELECT a.entry_id, a.counter_id, SUM(a.amount) AS change FROM party_entry e"
        " JOIN allocation a ON a.entry_id = e.id WHERE e.document_id = ?"
        " GROUP BY a.entry_id, a.counter_id HAVING change <> 0 ORDER BY a.entry_id, a.counter_id",
        (document_id,),
    ).fetchall()
    own = {row[0] for row in rows}
    for entry_id, counter_id, change in rows:
        if counter_id not in own or entry_id < counter_id:
            allocate(connection, entry_id, counter_id, change, document_id=by, known_at=known_at)
    made = connection.execute(
        "SELECT a.entry_id, a.counter_id, SUM(a.amount) AS made, (SELECT SUM(b.amount) FROM allocation b"
        " WHERE b.entry_id = a.entry_id AND b.counter_id = a.counter_id) AS now FROM allocation a"
        " WHERE a.document_id = ? AND a.entry_id < a.counter_id GROUP BY a.entry_id, a.counter_id"
        " HAVING made <> 0 AND now <> 0 ORDER BY a.entry_id, a.counter_id",
        (document_id,),
    ).fetchall()
    for entry_id, counter_id, change, now in made:
        if (change > 0) == (now > 0):  # of another sign: it was undone before
            rest = min(change, now, key=abs)
            allocate(connection, entry_id, counter_id, rest, document_id=by, known_at=known_at)


def hand_over(connection: Any, loser: int, winner: int) -> None:
    """Let a party that was merged into another one owe and be owed as that one; its entries stay its own (F11)."""
    connection.execute("UPDATE party_open SET party_id = ? WHERE party_id = ?", (winner, loser))
    connection.execute(
        "INSERT INTO party_balance (party_id, side, amount)"
        " SELECT ?, side, amount FROM party_balance WHERE party_id = ?"
        " ON CONFLICT (party_id, side) DO UPDATE SET amount = amount + excluded.amount",
        (winner, loser),
    )
    connection.execute("DELETE FROM party_balance WHERE party_id = ?", (loser,))


def mirror(connection: Any, document_id: int, *, by: int, known_at: int) -> None:
    """Take back the party and cash entries of a document: mirror rows, each paid off against its original."""
    entries = connection.execute(
        f"SELECT e.id, {SURVIVOR}, e.side, e.business_date, e.due_on, e.amount FROM party_entry e"
        " WHERE e.document_id = ? ORDER BY e.id",
        (document_id,),
    ).fetchall()
    for entry_id, party_id, side, date, due_on, amount in entries:
        entry = PartyEntry(side=Side(side), amount=Money(-amount), due_on=due_on)
        opposite = add_party(
            connection,
            entry,
            document_id=by,
            party_id=party_id,
            date=date,
            known_at=known_at,
            mirrors=entry_id,
        )
        allocate(connection, entry_id, opposite, amount, document_id=by, known_at=known_at)
    flows = connection.execute(
        "SELECT account_id, business_date, amount FROM cash_entry WHERE document_id = ? ORDER BY id",
        (document_id,),
    ).fetchall()
    for account_id, date, amount in flows:
        flow = CashEntry(account="", amount=Money(-amount))
        add_cash(connection, flow, document_id=by, account_id=account_id, date=date, known_at=known_at)


def add_cash(
    connection: Any, entry: CashEntry, *, document_id: int, account_id: int, date: str, known_at: int
) -> None:
    """Append a cash entry and keep the balance."""
    connection.execute(
        "INSERT INTO cash_entry (document_id, account_id, business_date, amount, known_at) VALUES (?, ?, ?, ?, ?)",
        (document_id, account_id, date, entry.amount, known_at),
    )
    connection.execute(
        "INSERT INTO cash_balance (account_id, amount) VALUES (?, ?)"
        " ON CONFLICT (account_id) DO UPDATE SET amount = amount + excluded.amount",
        (account_id, entry.amount),
    )


def cash_taken(connection: Any, document: str) -> int:
    """Return what a document brought into accounts of cash; negative: what it took out of them."""
    row = connection.execute(
        "SELECT COALESCE(SUM(c.amount), 0) FROM cash_entry c JOIN account a ON a.id = c.account_id"
        " JOIN document d ON d.id = c.document_id WHERE d.uid = ? AND a.kind = 'cash'",
        (document,),
    ).fetchone()
    return int(row[0])


def balance(connection: Any, party_id: int, side: str) -> int:
    """Return what is owed on a side by what is posted."""
    row = connection.execute(
        "SELECT amount FROM party_balance WHERE party_id = ? AND side = ?", (party_id, side)
    ).fetchone()
    return int(row[0]) if row else 0


def balance_around(connection: Any, party_id: int, side: str, document_id: int) -> tuple[int, int]:
    """Return what a party, with those merged into it, owed before a document was known, and with it."""
    row = connection.execute(
        "SELECT COALESCE(SUM(CASE WHEN e.known_at < d.known_at THEN e.amount ELSE 0 END), 0),"
        " COALESCE(SUM(CASE WHEN e.known_at <= d.known_at THEN e.amount ELSE 0 END), 0)"
        f" FROM document d LEFT JOIN party_entry e ON e.party_id IN {FAMILY} AND e.side = :side WHERE d.id = :document",
        {"party": party_id, "side": side, "document": document_id},
    ).fetchone()
    return int(row[0]), int(row[1])
