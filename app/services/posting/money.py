"""The money side of posting: what the party owes, what it pays on the spot, what is paid off, what accounts get."""

from app.core.numbers import Money, money_text
from app.domain.documents.document import Document
from app.domain.documents.spec import Side
from app.domain.documents.types import TYPES
from app.domain.posting.errors import MayNotOwe, PaidTooMuch, RefundExceeds, SettledTooMuch, SettledUnevenly
from app.domain.posting.ledger import PartyEntry, Posting
from app.domain.settings import WALK_IN_MAY_OWE
from app.services.posting.sources import Sources
from app.storage import money
from app.storage.books import Books
from app.storage.money import OpenEntry
from app.storage.operations import Operation


def write(
    books: Books,
    posting: Posting,
    document_id: int,
    party_id: int,
    document: Document,
    operation: Operation,
    sources: Sources,
    reversed_id: int,
) -> set[str]:
    """Append the party and cash entries of a document; say what changed."""
    connection, known_at, date = books.connection(), operation.known_at, document.business_date
    taken_back = money.entries(connection, reversed_id) if reversed_id else []
    entries = list(posting.party)
    if reversed_id:
        entries = [_opposite(old, date) for old in taken_back]
    elif posting.settlements and not entries:
        entries = [PartyEntry(side=sources.side, amount=Money(0), due_on=date)]
    ids = [
        money.add_party(
            connection, entry, document_id=document_id, party_id=party_id, date=date, known_at=known_at
        )
        for entry in entries
    ]
    if reversed_id:
        money.release(connection, reversed_id, by=document_id, known_at=known_at)
        for old, new in zip(taken_back, ids, strict=True):
            if old.amount:
                money.allocate(
                    connection, old.id, new, old.amount, document_id=document_id, known_at=known_at
                )
    else:
        if len(ids) > 1:
            _pay_on_the_spot(books, entries, ids, document, document_id, known_at)
        elif ids and not posting.settlements:
            _check_walk_in(books, document, entries[0].amount)
        pays_back = TYPES[document.type].pays_back
        if posting.settlements or (pays_back and ids):
            _settle(books, posting, ids[0], sources, document_id, known_at, pays_back=pays_back)
    for flow in posting.cash:
        account_id = books.catalogue.account_id(flow.account)
        money.add_cash(
            connection, flow, document_id=document_id, account_id=account_id, date=date, known_at=known_at
        )
    changed = {"party"} if entries else set()
    return changed | ({"cash"} if posting.cash else set())


def _opposite(entry: OpenEntry, date: str) -> PartyEntry:
    """Return what takes an entry back on a day, whatever came to stand in the books of the document."""
    return PartyEntry(side=Side(entry.side), amount=Money(-entry.amount), due_on=date)


def _pay_on_the_spot(
    books: Books,
    entries: list[PartyEntry],
    ids: list[int],
    document: Document,
    document_id: int,
    known_at: int,
) -> None:
    """Pay a document off with what was paid with it."""
    total, paid = entries[0].amount, entries[1].amount
    if abs(paid) > abs(total) or (paid > 0) == (total > 0):
        raise PaidTooMuch(field="paid", total=money_text(Money(abs(total))))
    money.allocate(books.connection(), ids[0], ids[1], -paid, document_id=document_id, known_at=known_at)
    _check_walk_in(books, document, Money(total + paid))


def _check_walk_in(books: Books, document: Document, owed: Money) -> None:
    """Refuse debts of the walk-in customer, unless the firm allows them (F03)."""
    if not document.party or not books.catalogue.party(document.party).is_walk_in:
        return
    if owed > 0 and not books.chosen(WALK_IN_MAY_OWE):
        raise MayNotOwe(field="paid", open=money_text(owed))


def _settle(
    books: Books,
    posting: Posting,
    own: int,
    sources: Sources,
    document_id: int,
    known_at: int,
    *,
    pays_back: bool,
) -> None:
    """Pay off other documents of the party; never more than is open, never more than the money at hand.

    Advances and returns among them pay off the others directly: taking one of the two back opens the other again.
    Money that goes the other `way` pays off advances and returns.
    """
    connection = books.connection()
    brought: int = sum(entry.amount for entry in posting.party)
    parts = _parts(books, posting, sources)
    left = brought + sum(amount for _, amount in parts)
    if pays_back and left:
        raise RefundExceeds(
            field="paid", open=money_text(Money(brought - left)), paid=money_text(Money(brought))
        )
    if not min(brought, 0) <= left <= max(brought, 0):
        settled, paid = money_text(Money(left - brought)), money_text(Money(-brought))
        raise SettledUnevenly(field="paid", settled=settled, paid=paid)
    way = -1 if brought > 0 else 1
    advances = [[entry, -way * amount] for entry, amount in parts if way * amount < 0]
    for entry, amount in parts:
        rest = max(way * amount, 0)
        for advance in advances:
            part = min(rest, advance[1])
            if part:
                money.allocate(
                    connection, entry, advance[0], way * part, document_id=document_id, known_at=known_at
                )
                advance[1] -= part
                rest -= part
        if rest:
            money.allocate(connection, entry, own, way * rest, document_id=document_id, known_at=known_at)


def _parts(books: Books, posting: Posting, sources: Sources) -> list[tuple[int, int]]:
    """Return the open entries that the lines pay off, each with its part; refuse more than is open."""
    parts: list[tuple[int, int]] = []
    still_open: dict[int, int] = {}
    for number, settlement in enumerate(posting.settlements, 1):
        amount: int = settlement.amount
        rest = amount
        for entry in money.open_entries(books.connection(), sources.document_id(settlement.document)):
            there = still_open.setdefault(entry.id, entry.amount)
            if rest and there and (there > 0) == (rest > 0):
                part = max(there, rest) if rest < 0 else min(there, rest)
                parts.append((entry.id, part))
                still_open[entry.id] -= part
                rest -= part
        if rest:
            raise SettledTooMuch(
                line=number,
                field="amount",
                source=sources.number(settlement.document),
                open=money_text(Money(abs(amount - rest))),
            )
    return parts
