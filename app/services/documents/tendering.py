"""Who settles at once (现结) is taken to pay in full, until somebody says otherwise (F03)."""

from app.domain.documents.document import Document
from app.domain.documents.fields import PAID
from app.domain.documents.spec import DocType
from app.domain.documents.types import TYPES
from app.domain.posting.engine import CASH_FIELDS
from app.services.firm import Firm

_AT_ONCE = "cash"
"""How a party settles that pays with the goods."""


def paid_in_full(firm: Firm, before: Document, after: Document) -> Document:
    """Return a draft with what is paid following its total, from one step of a person to the next.

    It follows as long as the step before was paid in full because its party settles at once; an amount that somebody
    typed, or emptied, stays.
    """
    doc_type = TYPES[after.type]
    if not _takes_money(doc_type) or not _knows_party(firm, doc_type, after):
        return after
    if after.value(PAID.key) != before.value(PAID.key) or _paid(before) != before.total:
        return after
    if _paid(before) and not (_knows_party(firm, doc_type, before) and _settles_at_once(firm, before)):
        return after
    paid = after.total if _settles_at_once(firm, after) else None
    return after if (paid or None) == after.value(PAID.key) else after.with_value(PAID.key, paid or None)


def _knows_party(firm: Firm, doc_type: DocType, document: Document) -> bool:
    return firm.catalogue.knows("customer" if doc_type.sales else "supplier", document.party)


def _settles_at_once(firm: Firm, document: Document) -> bool:
    return firm.catalogue.party(document.party).settlement == _AT_ONCE


def _takes_money(doc_type: DocType) -> bool:
    """Say whether documents of a type may be paid on the spot."""
    return doc_type.owes is not None and not doc_type.settles and doc_type.header_field(PAID.key) is not None


def _paid(document: Document) -> int:
    return sum(document.header.get(key) or 0 for _, key in CASH_FIELDS)
