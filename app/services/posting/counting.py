"""Counting while trading goes on (F48, GV23).

A document that happened before a count but is known after it changes the count's difference, never what was counted.
"""

from app.core.numbers import Quantity
from app.domain.documents.document import Document
from app.domain.documents.spec import Basis
from app.domain.places import PlaceKind
from app.domain.posting.recosting import CostMove
from app.services.posting.context import Costing
from app.storage import stock
from app.storage.books import Books
from app.storage.ledger import NewMove


def note(
    books: Books, document_id: int, document: Document, items: list[int], place_id: int, known_at: int
) -> None:
    """Remember the counted lines of a document and their moments; differences that were only stated have none."""
    stock.add_count_lines(
        books.connection(),
        [
            (
                document_id,
                number,
                items[number - 1],
                place_id,
                document.business_date,
                line.data["counted_at"],
                known_at,
            )
            for number, line in enumerate(document.lines, 1)
            if "book" in line.data
        ],
    )


def compensations(books: Books, costing: Costing, moves: list[NewMove], document: Document) -> list[NewMove]:
    """Return the moves by which counts after this document give way, so that the stock stays as counted."""
    if stock.last_counted_on(books.connection()) < document.business_date:
        return []
    key = max((move.cost.key for move in moves), default=0) + 1
    late: list[NewMove] = []
    for move in moves:
        if not move.cost.quantity:
            continue
        counts = stock.later_counts(
            books.connection(),
            move.cost.pool.item,
            move.place_id,
            document.business_date,
            document.happened_at,
        )
        for count_id, line, date, order_at, first in counts:
            quantity = Quantity(-move.cost.quantity)
            tie = _loss(costing, first, quantity)
            basis = Basis.RETURNED if tie else Basis.FOUND if quantity > 0 else Basis.STOCK
            cost = CostMove(
                key=key,
                pool=move.cost.pool,
                date=date,
                at=order_at,
                quantity=quantity,
                basis=basis,
                against=PlaceKind.DIFFERENCE,
                ties=(tie,) if tie else (),
            )
            late.append(
                NewMove(
                    cost=cost, place_id=move.place_id, line=line, strict=False, weight=0, document_id=count_id
                )
            )
            key += 1
    return late


def _loss(costing: Costing, first: int | None, quantity: int) -> int:
    """Return the move of the count's loss if so much of it can be taken back, else 0."""
    if not first or quantity <= 0:
        return 0
    loss = costing.book.move(first)
    back = sum(move.quantity for move in costing.book.followers(first) if move.basis is Basis.RETURNED)
    return first if loss.quantity < 0 and -loss.quantity - back >= quantity else 0
