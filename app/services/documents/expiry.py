"""Goods that are expired when they come in or are sold; refused, told or let be, as the firm decides (F52, F61).

What is sent back, thrown away, counted or moved may be expired: that is often why.
"""

from collections.abc import Iterator

from app.domain.documents.document import Document
from app.domain.documents.limits import is_expired
from app.domain.documents.spec import DocType
from app.domain.documents.types import TYPES
from app.domain.posting.errors import Expired
from app.domain.settings import EXPIRED
from app.services.documents.limits import REFUSE, WARN
from app.services.firm import Firm


def refused(firm: Firm, document: Document) -> Iterator[Expired]:
    """Walk the lines that keep a document from being posted."""
    return _expired(firm, document, REFUSE)


def told(firm: Firm, document: Document) -> Iterator[Expired]:
    """Walk the lines that the firm wants to be told of."""
    return _expired(firm, document, WARN)


def refuse(firm: Firm, document: Document, *, item: str, batch: str, expires_on: str) -> None:
    """Refuse goods before they become a line, where the firm refuses such lines."""
    is_late = is_expired(expires_on, document.business_date)
    if is_late and _asks(TYPES[document.type]) and firm.books.chosen(EXPIRED) == REFUSE:
        raise _problem(firm, item, batch, expires_on)


def _expired(firm: Firm, document: Document, policy: str) -> Iterator[Expired]:
    if document.reverses or not _asks(TYPES[document.type]) or firm.books.chosen(EXPIRED) != policy:
        return
    for number, line in enumerate(document.lines, 1):
        day = line.data.get("expires_on") or ""
        if line.item and is_expired(day, document.business_date) and firm.catalogue.knows("item", line.item):
            problem = _problem(firm, line.item, line.data.get("batch") or "", day)
            yield problem.at(line=number, field="expires_on")


def _asks(doc_type: DocType) -> bool:
    return doc_type.takes_on and bool(doc_type.moves)


def _problem(firm: Firm, item: str, batch: str, expires_on: str) -> Expired:
    name = firm.catalogue.item(item).name
    return Expired(item=f"{name} {batch}".strip(), expires_on=expires_on)
