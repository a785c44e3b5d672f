"""How a document's party stands with us: what is owed before it, the limit, and whether the document stays within."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from app.core.numbers import Money, money_text, share
from app.domain.documents.document import Document
from app.domain.documents.spec import DocType, Expects, Party, Side
from app.domain.documents.types import TYPES
from app.domain.posting.engine import CASH_FIELDS
from app.domain.posting.errors import CreditExceeded
from app.domain.settings import CREDIT, CREDIT_COUNTS_ORDERS
from app.services.firm import Firm
from app.storage import documents, money


class Credit(Enum):
    """What a document does to the credit of its party."""

    FREE = "free"
    WITHIN = "within"
    EXCEEDS = "exceeds"
    EXCEEDED = "exceeded"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a party owes us, or we owe it, by what is posted; `limit` is None where none was set.

    `ordered` is what its orders, not delivered yet, take of the limit besides.
    """

    side: Side
    owed: Money
    limit: Money | None
    credit: Credit
    ordered: Money = Money(0)


def standing(firm: Firm, document: Document) -> Standing | None:
    """Return how the party of a draft stands; None where nobody comes to owe anything."""
    side = _side(firm, TYPES[document.type])
    if side is None or not document.party:
        return None
    party = firm.catalogue.party(document.party)
    owed = money.balance(firm.books.connection(), party.id, side.value)
    limit = party.credit_limit if side is Side.RECEIVABLE else None
    ordered = _ordered(firm, party.id, document) if limit is not None else 0
    credit = _credit(owed + ordered, _adds(firm, document), limit)
    return Standing(side, Money(owed), limit, credit, Money(ordered))


def would_exceed(firm: Firm, document: Document) -> Iterator[CreditExceeded]:
    """Say that a sale on credit would go beyond its customer's limit, where the firm refuses that."""
    return _exceeding(firm, document, "refuse", is_posted=False)


def has_exceeded(firm: Firm, document: Document) -> Iterator[CreditExceeded]:
    """Say that a sale on credit, just posted, went beyond its customer's limit, where the firm wants to be told."""
    return _exceeding(firm, document, "warn", is_posted=True)


def _exceeding(firm: Firm, document: Document, policy: str, *, is_posted: bool) -> Iterator[CreditExceeded]:
    """Compare what the customer owes, and will owe by its orders and by this document, with its limit."""
    adds = _adds(firm, document)
    sells = TYPES[document.type].sales > 0 or _is_promise(TYPES[document.type])
    if not sells or adds <= 0 or not firm.catalogue.knows("customer", document.party):
        return
    party = firm.catalogue.party(document.party)
    if party.credit_limit is None or firm.books.chosen(CREDIT) != policy:
        return
    owed = money.balance(firm.books.connection(), party.id, Side.RECEIVABLE.value)
    owed += _ordered(firm, party.id, None if is_posted else document) + (0 if is_posted else adds)
    if owed > party.credit_limit:
        limit = money_text(party.credit_limit)
        yield CreditExceeded(party=party.name, limit=limit, owed=money_text(Money(owed)), field="party")


def _is_promise(doc_type: DocType) -> bool:
    """Say whether documents of a type promise goods to a customer, who will owe them."""
    return doc_type.expects is Expects.RESERVED and doc_type.party is Party.CUSTOMER


def _side(firm: Firm, doc_type: DocType) -> Side | None:
    """Return the account that a document changes, or will change when what it promises is delivered."""
    if doc_type.owes is not None:
        return doc_type.owes.side
    return Side.RECEIVABLE if _is_promise(doc_type) and firm.books.chosen(CREDIT_COUNTS_ORDERS) else None


def _ordered(firm: Firm, party_id: int, document: Document | None) -> int:
    """Return what a customer's orders come to as far as they are not delivered, nor by this document, if it counts."""
    if not firm.books.chosen(CREDIT_COUNTS_ORDERS):
        return 0
    taken = Counter[tuple[str, int]]()
    for line in document.lines if document is not None else ():
        taken[line.source, line.source_line] += line.drawn
    types = [doc_type.key for doc_type in TYPES if _is_promise(doc_type)]
    lines = documents.promised(firm.books.connection(), party_id, types)
    return sum(
        share(line.gross, max(line.open - taken[line.order, line.number], 0), line.whole) for line in lines
    )


def _adds(firm: Firm, document: Document) -> int:
    """Return what a document adds to what its party owes or will owe, what is paid on the spot taken off."""
    doc_type = TYPES[document.type]
    if _is_promise(doc_type):
        return document.total if firm.books.chosen(CREDIT_COUNTS_ORDERS) else 0
    if doc_type.settles or doc_type.owes is None:
        return 0
    paid = sum(document.header.get(key) or 0 for _, key in CASH_FIELDS)
    return doc_type.owes.sign * (document.total - paid)


def _credit(owed: int, adds: int, limit: int | None) -> Credit:
    if limit is None:
        return Credit.FREE
    if owed > limit:
        return Credit.EXCEEDED
    return Credit.EXCEEDS if adds > 0 and owed + adds > limit else Credit.WITHIN
