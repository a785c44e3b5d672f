"""``document.void`` and ``document.close``: taking back a document, giving up what is open of an order."""

from functools import partial

from app.core.changes import Changes
from app.domain.documents.spec import Expects
from app.domain.documents.types import TYPES
from app.domain.posting.errors import AlreadyTakenBack, HasDependents, NoOrder, UnknownDocument
from app.domain.posting.recosting import CostMove
from app.services.posting import counting, repricing, serials
from app.services.posting.context import Costing, check_end, check_open, figures_of, may_lack
from app.services.posting.post import late_costs
from app.storage import documents, figures, money, past_deals, prices
from app.storage.books import Books
from app.storage.documents import Head
from app.storage.figures import Figure
from app.storage.ledger import Change, Entry, NewMove
from app.storage.operations import Operation


def live_head(books: Books, uid: str) -> Head:
    """Return the head of a document that may be taken back; refuse any other."""
    head = documents.head(books.connection(), uid)
    if head is None:
        raise UnknownDocument(document=uid)
    check_end(head)
    if head.reverses_id:
        raise AlreadyTakenBack(document=uid, number=head.number)
    check_open(books, head.business_date)  # before dependents: else people take those back, and for nothing
    living = documents.dependents(books.connection(), head.id)
    if living:
        raise HasDependents(
            document=uid, number=head.number, dependents=tuple(number for _, number in living)
        )
    return head


def apply_void(books: Books, operation: Operation) -> Changes:
    """Mirror every row of a document on its own date; it is left out of costing from now on (R19)."""
    head = live_head(books, operation.subject)
    doc_type, connection = TYPES[head.type], books.connection()
    entry = Entry(document_id=head.id, cause_id=head.id, known_at=operation.known_at)
    costing = Costing(books)
    withdrawn, late = counting.withdrawn(books, costing, head)
    key = costing.ledger.next_id() + len(late)
    late += repricing.taken_back(
        books, costing, head, key=key, date=head.business_date, known_at=operation.known_at
    )
    for gone in withdrawn:
        costing.recosting.withdraw(gone)
    for new in late:
        costing.recosting.add(new.cost)
    _check_stock(books, costing, withdrawn, late)
    costing.ledger.write(costing.recosting.run(), late, withdrawn, entry)
    serials.take_back(books, withdrawn, late)
    rows = [*_figures_back(books, head), *late_costs(books, costing.ledger.costs)]
    figures.add(connection, rows, cause_id=head.id, known_at=operation.known_at)
    money.release(connection, head.id, by=head.id, known_at=operation.known_at)
    money.mirror(connection, head.id, by=head.id, known_at=operation.known_at)
    documents.close_order(connection, head.id)
    documents.give_back(connection, head.id)
    prices.unlearn(connection, figures_of(doc_type), head.id)
    past_deals.forget(connection, figures_of(doc_type), head.id)
    documents.end(
        connection,
        head.id,
        documents.VOIDED,
        by=0,
        operation_id=operation.id,
        known_at=operation.known_at,
        reason=str(operation.payload.get("reason", "")),
    )
    return Changes.of("document", f"document:{head.type}", "stock", "party", "cash", "sales", "purchase")


def _check_stock(books: Books, costing: Costing, withdrawn: list[CostMove], late: list[NewMove]) -> None:
    """Refuse to take back goods that are gone (R08)."""
    changes: dict[tuple[int, int], list[Change]] = {}
    shifts = [
        (move.pool.item, costing.book.address(move.key)[2], move.order, -move.quantity) for move in withdrawn
    ]
    shifts += [(move.cost.pool.item, move.place_id, move.cost.order, move.cost.quantity) for move in late]
    for item_id, place_id, order, quantity in shifts:
        if quantity:
            changes.setdefault((item_id, place_id), []).append((order, quantity, False))
    costing.ledger.check_stock(changes, partial(may_lack, books))


def _figures_back(books: Books, head: Head) -> list[Figure]:
    """Return the opposite of a document's figures; their costs follow the stock ledger."""
    return [
        Figure(
            kind=kind,
            document_id=head.id,
            line=line,
            date=date,
            item_id=item_id,
            category_id=books.catalogue.item_by_id(item_id).category_id or 0,
            party_id=party_id,
            staff_id=staff_id,
            quantity=-quantity,
            net=-net,
            tax=-tax,
        )
        for kind, line, date, item_id, party_id, staff_id, quantity, net, tax in figures.of_document(
            books.connection(), head.id
        )
        if quantity or net or tax
    ]


def apply_close_order(books: Books, operation: Operation) -> Changes:
    """Give up what is still open of an order (F18)."""
    connection = books.connection()
    head = documents.head(connection, operation.subject)
    if head is None:
        raise UnknownDocument(document=operation.subject)
    if TYPES[head.type].expects is Expects.NOTHING or head.reverses_id:
        raise NoOrder(document=head.uid, number=head.number)
    check_end(head)
    documents.close_order(connection, head.id)
    documents.end(
        connection,
        head.id,
        documents.CLOSED,
        by=0,
        operation_id=operation.id,
        known_at=operation.known_at,
        reason=str(operation.payload.get("reason", "")),
    )
    return Changes.of("document", f"document:{head.type}", "order")
