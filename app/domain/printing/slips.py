"""Which documents want a slip as soon as they are posted: what the firm decided, asked of their type."""

from app.domain.documents.document import Document
from app.domain.documents.spec import DocType
from app.domain.posting.engine import CASH_FIELDS
from app.domain.settings import SLIP_ALL, SLIP_PAID


def is_wanted(doc_type: DocType, document: Document, policy: str) -> bool:
    """Say whether a posted document gets a slip unasked: sales and what comes back, or those settled on the spot."""
    if not doc_type.sales or document.reverses:
        return False
    if policy == SLIP_PAID:
        return any(
            document.header.get(account) and document.header.get(paid) for account, paid in CASH_FIELDS
        )
    return policy == SLIP_ALL
