"""What comes next: drafts drawn from a posted document, of every type that still finds something in it."""

from dataclasses import replace

from app.domain.documents.document import Document
from app.domain.documents.following import followers
from app.domain.documents.types import TYPES
from app.services import modules
from app.services.documents.resolving import settle
from app.services.documents.writing import draw
from app.services.firm import Firm
from app.storage import documents


def follow(firm: Firm, uid: str) -> tuple[Document, ...]:
    """Return a draft of each type in use that follows a document and has something left to take from it."""
    head = documents.head(firm.books.connection(), uid)
    types = followers(head.type) if head is not None else ()
    types = tuple(key for key in types if modules.is_on(firm, f"document:{key}"))
    drafts = (_paid(firm, draw(firm, type_key, (uid,))) for type_key in types)
    return tuple(draft for draft in drafts if _says_something(draft))


def _says_something(draft: Document) -> bool:
    """Say whether anything was left to take: a payment cannot pay what is owed the other way."""
    owed = sum(line.amount for line in draft.lines)
    return bool(draft.lines) and (owed > 0 or not TYPES[draft.type].settles)


def _paid(firm: Firm, draft: Document) -> Document:
    """Fill in that all that is owed is paid: what most payments are."""
    doc_type = TYPES[draft.type]
    if not (doc_type.settles and doc_type.states and draft.lines):
        return draft
    owed = sum(line.amount for line in draft.lines)
    paid = {doc_type.states[0]: owed} if owed > 0 else {}
    return settle(firm, replace(draft, header={**draft.header, **paid}))
