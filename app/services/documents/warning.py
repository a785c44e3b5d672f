"""What is worth telling of a document that was posted all the same: the firm chose to be told, not to be stopped."""

from collections.abc import Iterator

from app.core.errors import BusinessError
from app.core.numbers import Quantity, quantity_text
from app.domain.catalog.place import Place, StockPolicy
from app.domain.documents.document import Document
from app.domain.documents.types import TYPES
from app.domain.places import OURS
from app.domain.posting.errors import BelowZero
from app.services.documents.owing import has_exceeded
from app.services.firm import Firm
from app.storage import stock


def warnings(firm: Firm, document: Document) -> Iterator[BusinessError]:
    """Walk the warnings of a document that has just been posted."""
    if document.reverses:
        return
    for place in _telling(firm, document):
        yield from _below_zero(firm, document, place)
    yield from has_exceeded(firm, document)


def _telling(firm: Firm, document: Document) -> Iterator[Place]:
    """Walk the places that the document takes goods from and that tell of negative stock."""
    ends = {move.origin for move in TYPES[document.type].moves if move.origin.kind in OURS}
    for field in sorted(end.field for end in ends if end.field):
        place = firm.catalogue.place(document.header[field])
        if place.negative_stock is StockPolicy.WARN:
            yield place


def _below_zero(firm: Firm, document: Document, place: Place) -> Iterator[BelowZero]:
    """Walk the items of the document of which the place now has less than nothing."""
    lines = {line.item: number for number, line in reversed([*enumerate(document.lines, 1)])}
    for uid, number in reversed(lines.items()):
        item = firm.catalogue.item(uid)
        held = stock.on_hand(firm.books.connection(), item.id, place.id)
        if held < 0:
            shown = quantity_text(Quantity(held))
            yield BelowZero(
                item=f"{item.code} {item.name}".strip(), place=place.name, on_hand=shown, line=number
            )
