"""How a document's party stands with us: what is owed before it, the limit, and whether the document stays within."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from app.core.numbers import Money, money_text
from app.domain.documents.document import Document
from app.domain.documents.spec import Side
from app.domain.documents.types import TYPES
from app.domain.posting.engine import CASH_FIELDS
from app.domain.posting.errors import CreditExceeded
from app.domain.settings import CREDIT
from app.services.firm import Firm
from app.storage import money


class Credit(Enum):
    """What a document does to the credit of its party."""

    FREE = "free"
    WITHIN = "within"
    EXCEEDS = "exceeds"
    EXCEEDED = "exceeded"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a party owes us, or we owe it, by what is posted; `limit` is None where none was set."""

    side: Side
    owed: Money
    limit: Money | None
    credit: Credit


def standing(firm: Firm, document: Document) -> Standing | None:
    """Return how the party of a draft stands; None where nobody comes to owe anything."""
    doc_type = TYPES[document.type]
    if doc_type.owes is None or not document.party:
        return None
    side = doc_type.owes.side
    party = firm.catalogue.party(document.party)
    owed = money.balance(firm.books.connection(), firm.catalogue.party_id(document.party), side.value)
    limit = party.credit_limit if side is Side.RECEIVABLE else None
    return Standing(side, Money(owed), limit, _credit(owed, _adds(document), limit))


def would_exceed(firm: Firm, document: Document) -> Iterator[CreditExceeded]:
    """Say that a sale on credit would go beyond its customer's limit, where the firm refuses that."""
    return _exceeding(firm, document, "refuse", _adds(document))


def has_exceeded(firm: Firm, document: Document) -> Iterator[CreditExceeded]:
    """Say that a sale on credit, just posted, went beyond its customer's limit, where the firm wants to be told."""
    return _exceeding(firm, document, "warn", 0)


def _exceeding(firm: Firm, document: Document, policy: str, more: int) -> Iterator[CreditExceeded]:
    """Compare what the customer owes, and will owe more, with its limit."""
    sells = TYPES[document.type].sales > 0 and _adds(document) > 0
    if not sells or not firm.catalogue.knows("customer", document.party):
        return
    party = firm.catalogue.party(document.party)
    if party.credit_limit is None or firm.books.chosen(CREDIT) != policy:
        return
    owed = money.balance(firm.books.connection(), party.id, Side.RECEIVABLE.value) + more
    if owed > party.credit_limit:
        limit = money_text(party.credit_limit)
        yield CreditExceeded(party=party.name, limit=limit, owed=money_text(Money(owed)), field="party")


def _adds(document: Document) -> int:
    """Return what a document adds to what its party owes, what is paid on the spot taken off."""
    doc_type = TYPES[document.type]
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
