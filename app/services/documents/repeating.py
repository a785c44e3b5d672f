"""The same document once more: a short time ago the same party dealt in the same goods and quantities (F34)."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from app.core.clock import instant_ms, logical_of
from app.domain.documents.document import Document
from app.domain.documents.spec import Party
from app.domain.documents.types import TYPES
from app.domain.posting.errors import SameAgain
from app.domain.settings import SAME_AGAIN_HOURS
from app.services.firm import Firm
from app.storage.queries import documents as past

_MS_A_MINUTE: Final = 60_000
_MS_AN_HOUR: Final = 60 * _MS_A_MINUTE


def same_again(firm: Firm, document: Document, now: int) -> Iterator[SameAgain]:
    """Name the first document of the hours before `now` (ms UTC) that says the same; a walk-in may well repeat."""
    doc_type, hours = TYPES[document.type], int(firm.books.chosen(SAME_AGAIN_HOURS) or 0)
    is_begun = doc_type.party is not Party.NONE and doc_type.takes_on and bool(doc_type.line)
    if not (hours and is_begun and document.party) or any(line.source for line in document.lines):
        return
    catalogue = firm.catalogue
    party = catalogue.party(document.party)
    goods = Counter(
        (catalogue.item_id(line.item), int(line.base_quantity))
        for line in document.lines
        if line.item and line.base_quantity and catalogue.knows("item", line.item)
    )
    if party.is_walk_in or not goods:
        return
    since = now - hours * _MS_AN_HOUR
    connection = firm.books.connection()
    for document_id, uid, number, known_at in past.dealt_since(
        connection,
        document.type,
        party.id,
        logical_of(since),
        day=min(document.business_date, firm.clock.day_of(since)),
        line=next(iter(goods)),
    ):
        if uid != document.uid and Counter(past.goods(connection, document_id)) == goods:
            yield SameAgain(number=number, minutes=max(now - instant_ms(known_at), 0) // _MS_A_MINUTE)
            return
