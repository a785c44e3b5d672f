"""One reason for many documents: it goes to those that break a rule which takes one, and to no other."""

from app.core.rule import REASON
from app.domain.custom.errors import ReasonAsked
from app.domain.documents.document import Document
from app.services.documents.checking import check
from app.services.firm import Firm


def wanting_a_reason(firm: Firm, draft: Document) -> list[ReasonAsked]:
    """Return the rules that a draft breaks and that take a reason, as long as it gives none."""
    if firm.shapes.document(draft.type).header_field(REASON.key) is None:
        return []
    return [each for each in check(firm, draft) if isinstance(each, ReasonAsked)]


def reasoned(firm: Firm, draft: Document, reason: str) -> Document:
    """Return a draft with a reason, where a rule asks for one."""
    return draft.with_value(REASON.key, reason) if reason and wanting_a_reason(firm, draft) else draft
