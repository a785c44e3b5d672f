"""What the appliers share: the kinds of operation, and the ledger machinery of one transaction."""

from functools import partial

from app.core.numbers import WHOLE, Price, share
from app.domain.catalog.place import StockPolicy
from app.domain.documents.spec import DocType
from app.domain.posting.errors import AlreadyTakenBack, OrderClosed, PeriodClosed
from app.domain.posting.methods import METHODS
from app.domain.posting.recosting import Recosting
from app.domain.settings import MIGRATION, MIGRATION_TOLERANCE
from app.storage import stock
from app.storage.books import Books
from app.storage.cost_book import CostBook
from app.storage.documents import CLOSED, Head
from app.storage.ledger import Ledger

POST = "document.post"
VOID = "document.void"
CLOSE_ORDER = "document.close"
CLOSE = "period.close"
REOPEN = "period.reopen"


class Costing:
    """The cost book, ledger and sweep of one transaction."""

    def __init__(self, books: Books) -> None:
        """Begin a sweep in the firm's method and pools."""
        connection = books.connection()
        reference = partial(_reference, books)
        self.book = CostBook(connection, per_item=books.profile.per_item, reference=reference)
        self.ledger = Ledger(connection, self.book)
        self.recosting = Recosting(self.book, METHODS[books.profile.method])


def _reference(books: Books, item_id: int) -> Price:
    """Return the reference cost of an item (R11)."""
    return books.catalogue.item_by_id(item_id).reference_cost or Price(0)


def may_lack(books: Books, item_id: int, place_id: int) -> int | None:
    """Return how far below zero the stock of an item may fall in a place; None where nobody minds (R08).

    While the firm is set up by counting, what was not counted yet may be given out, and of what was counted as much
    more than the book has as a deviation may be (F10).
    """
    if books.catalogue.place_by_id(place_id).negative_stock is not StockPolicy.REFUSE:
        return None
    if not books.chosen(MIGRATION):
        return 0
    connection = books.connection()
    if not stock.is_counted(connection, item_id, place_id):
        return None
    return share(stock.came_in(connection, item_id, place_id), books.chosen(MIGRATION_TOLERANCE), WHOLE)


def figures_of(doc_type: DocType) -> str:
    """Return the name of the figures that lines of a type enter."""
    return "sales" if doc_type.sales else "purchase"


def check_end(head: Head) -> None:
    """Refuse a document that has ended already."""
    if head.end == CLOSED:
        raise OrderClosed(document=head.uid, number=head.number)
    if head.end:
        raise AlreadyTakenBack(document=head.uid, number=head.number)


def check_open(books: Books, date: str) -> None:
    """Refuse a date in a closed period (R20)."""
    through = books.closed_through
    if through and date <= through:
        raise PeriodClosed(field="business_date", date=date, closed_through=through)
