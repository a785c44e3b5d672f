"""What is worth telling of a document that was posted all the same: the firm chose to be told, not to be stopped."""

from collections.abc import Iterator

from app.core.errors import BusinessError
from app.core.numbers import Quantity, quantity_text
from app.domain.catalog.place import Place, StockPolicy
from app.domain.documents.document import Document
from app.domain.documents.types import TYPES
from app.domain.places import OURS
from app.domain.posting.errors import BelowZero, NotCounted
from app.domain.settings import MIGRATION
from app.services.documents import ruling
from app.services.documents.owing import has_exceeded
from app.services.documents.repeating import same_again
from app.services.firm import Firm
from app.storage import stock


def warnings(firm: Firm, document: Document, posted_ms: int) -> Iterator[BusinessError]:
    """Walk the warnings of a document that has just been posted, at that moment (ms UTC)."""
    if document.reverses:
        return
    is_migrating = bool(firm.books.chosen(MIGRATION))
    for place in _taken_from(firm, document):
        if is_migrating or place.negative_stock is StockPolicy.WARN:
            yield from _odd_stock(firm, document, place, is_migrating=is_migrating)
    yield from has_exceeded(firm, document)
    yield from ruling.warnings(firm, document)
    yield from same_again(firm, document, posted_ms)


def _taken_from(firm: Firm, document: Document) -> Iterator[Place]:
    """Walk the places that the document takes goods from."""
    ends = {move.origin for move in TYPES[document.type].moves if move.origin.kind in OURS}
    for field in sorted(end.field for end in ends if end.field):
        yield firm.catalogue.place(document.header[field])


def _odd_stock(
    firm: Firm, document: Document, place: Place, *, is_migrating: bool
) -> Iterator[BelowZero | NotCounted]:
    """Walk the items of the document that nobody counted yet, or of which the place now has less than nothing."""
    connection = firm.books.connection()
    lines = {line.item: number for number, line in reversed([*enumerate(document.lines, 1)])}
    for uid, number in reversed(lines.items()):
        item = firm.catalogue.item(uid)
        if item.is_service:
            continue
        held = stock.on_hand(connection, item.id, place.id)
        title, shown = f"{item.code} {item.name}".strip(), quantity_text(Quantity(held))
        if is_migrating and not stock.is_counted(connection, item.id, place.id):
            yield NotCounted(item=title, place=place.name, on_hand=shown, line=number)
        elif held < 0:
            yield BelowZero(item=title, place=place.name, on_hand=shown, line=number)
