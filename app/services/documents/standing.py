"""How a document's party stands with us: what is owed before it, the limit, and whether the document stays within."""

from dataclasses import dataclass
from enum import Enum

from app.core.numbers import Money
from app.domain.documents.document import Document
from app.domain.documents.spec import Side
from app.domain.documents.types import TYPES
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
    paid = sum(int(document.header.get(key) or 0) for key in ("paid", "paid_2"))
    adds = 0 if doc_type.settles else doc_type.owes.sign * (document.total - paid)
    return Standing(side, Money(owed), limit, _credit(owed, adds, limit))


def _credit(owed: int, adds: int, limit: int | None) -> Credit:
    if limit is None:
        return Credit.FREE
    if owed > limit:
        return Credit.EXCEEDED
    return Credit.EXCEEDS if adds > 0 and owed + adds > limit else Credit.WITHIN
