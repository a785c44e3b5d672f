"""Late prices change a receipt where it stands, or, once its period is closed, on a day of their own (R17, R18)."""

from app.domain.documents.spec import Basis
from app.domain.documents.types import TYPES
from app.domain.posting.recosting import CostMove
from app.services.posting.context import Costing
from app.storage import documents, stock
from app.storage.books import Books
from app.storage.documents import Head
from app.storage.ledger import NewMove


def in_place(books: Books, costing: Costing, receipt: CostMove, amount: int) -> bool:
    """Change the price of a receipt where it stands; say whether its period is open, so that it could."""
    if receipt.date <= books.closed_through:
        return False
    costing.recosting.reprice(receipt, amount)
    return True


def taken_back(
    books: Books, costing: Costing, head: Head, *, key: int, date: str, known_at: int
) -> list[NewMove]:
    """Take off receipts what a document put on them in place; return the moves for those that were closed since."""
    if not TYPES[head.type].reprices:
        return []
    connection, late = books.connection(), list[NewMove]()
    for number, line in enumerate(documents.load(connection, head).lines, 1):
        source = documents.head(connection, line.source)
        assert source is not None, "it was there when the document was posted"
        receipt_key = stock.move_of_line(connection, source.id, line.source_line)
        amount = line.gross if books.profile.cost_with_tax else line.net
        if not (receipt_key and amount) or stock.move_of_line(connection, head.id, number):
            continue
        receipt = costing.book.move(receipt_key)
        if in_place(books, costing, receipt, -amount):
            continue
        cost = CostMove(
            key=key + len(late),
            pool=receipt.pool,
            date=date,
            at=known_at,
            quantity=0,
            basis=Basis.REPRICED,
            against=receipt.against,
            given=-amount,
            ties=(receipt_key,),
        )
        _, _, place_id = costing.book.address(receipt_key)
        late.append(NewMove(cost=cost, place_id=place_id, line=number, strict=False, weight=0))
    return late
