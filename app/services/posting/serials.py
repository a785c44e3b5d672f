"""Serial numbers move with their goods: out only from where they are, in only when they are nowhere (F51)."""

from collections.abc import Sequence

from app.domain.documents.document import Document, serials_of
from app.domain.posting.errors import SerialMistake
from app.storage import serials
from app.storage.books import Books
from app.storage.ledger import NewMove


def write(books: Books, document: Document, moves: Sequence[NewMove]) -> None:
    """Note the serial numbers of a document's moves; refuse one that is not where it should be."""
    connection = books.connection()
    for move in moves:
        if move.document_id or not move.cost.quantity:
            continue
        for serial in serials_of(document.lines[move.line - 1]):
            sign = 1 if move.cost.quantity > 0 else -1
            if serials.place_of(connection, move.cost.pool.item, serial) != (
                0 if sign > 0 else move.place_id
            ):
                raise SerialMistake(line=move.line, field="serials", serial=serial)
            serials.add(
                connection,
                move.cost.pool.item,
                serial,
                entry_id=move.cost.key,
                place_id=move.place_id,
                sign=sign,
            )
