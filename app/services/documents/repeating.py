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


def same_again(firm: Firm, document: Document) -> Iterator[SameAgain]:
    """Name the first document of the last hours that says the same; people who just walk in may well repeat."""
    doc_type, hours = TYPES[document.type], int(firm.books.chosen(SAME_AGAIN_HOURS) or 0)
    is_begun = doc_type.party is not Party.NONE and doc_type.takes_on and bool(doc_type.line)
    if not (hours and is_begun and document.party) or any(line.source for line in document.lines):
        return
    party = firm.catalogue.party(document.party)
    goods = Counter(
        (firm.catalogue.item_id(line.item), int(line.base_quantity))
        for line in document.lines
        if line.item and line.base_quantity and firm.catalogue.knows("item", line.item)
    )
    if party.is_walk_in or not goods:
        return
    connection = firm.books.connection()
    now = firm.clock.now_ms()
    since = logical_of(now - hours * _MS_AN_HOUR)
    alike = [
        (number, instant_ms(known_at))
        for document_id, uid, number, known_at in past.since(connection, document.type, party.id, since)
        if uid != document.uid and Counter(past.goods(connection, document_id)) == goods
    ]
    if alike:
        number, moment = alike[-1]
        yield SameAgain(number=number, minutes=max(now - moment, 0) // _MS_A_MINUTE)
