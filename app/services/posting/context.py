"""What the appliers share: the kinds of operation, and the ledger machinery of one transaction."""

from app.core.numbers import Price
from app.domain.posting.errors import PeriodClosed
from app.domain.posting.methods import METHODS
from app.domain.posting.recosting import Recosting
from app.storage.books import Books
from app.storage.cost_book import CostBook
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
        self._books = books
        connection = books.connection()
        self.book = CostBook(connection, per_item=books.profile.per_item, reference=self._reference)
        self.ledger = Ledger(connection, self.book)
        self.recosting = Recosting(self.book, METHODS[books.profile.method])

    def _reference(self, item_id: int) -> Price:
        """Return the reference cost of an item (R11)."""
        return self._books.catalogue.item_by_id(item_id).reference_cost or Price(0)


def check_open(books: Books, date: str) -> None:
    """Refuse a date in a closed period (R20)."""
    through = books.closed_through
    if through and date <= through:
        raise PeriodClosed(field="business_date", date=date, closed_through=through)
