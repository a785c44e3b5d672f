"""``document.void`` and ``document.close``: taking back a document, giving up what is open of an order."""

from app.core.changes import Changes
from app.domain.catalog.place import StockPolicy
from app.domain.documents.spec import DocType
from app.domain.documents.types import TYPES
from app.domain.posting.errors import AlreadyTakenBack, HasDependents, PeriodClosed, UnknownDocument
from app.domain.posting.recosting import CostMove, Order
from app.services.posting.context import Costing, check_open
from app.services.posting.post import late_costs
from app.storage import documents, figures, money, serials, stock
from app.storage.books import Books
from app.storage.documents import Head
from app.storage.figures import Figure
from app.storage.ledger import Entry
from app.storage.operations import Operation


def live_head(books: Books, uid: str) -> Head:
    """Return the head of a document that may be taken back; refuse any other."""
    head = documents.head(books.connection(), uid)
    if head is None:
        raise UnknownDocument(document=uid)
    if head.end or head.reverses_id:
        raise AlreadyTakenBack(document=uid, number=head.number)
    check_open(books, head.business_date)  # before dependents: else people take those back, and for nothing
    living = documents.dependents(books.connection(), head.id)
    if living:
        raise HasDependents(
            document=uid, number=head.number, dependents="、".join(number for _, number in living)
        )
    return head


def apply_void(books: Books, operation: Operation) -> Changes:
    """Mirror every row of a document on its own date; it is left out of costing from now on (R19)."""
    head = live_head(books, operation.subject)
    doc_type, connection = TYPES[head.type], books.connection()
    entry = Entry(document_id=head.id, cause_id=head.id, known_at=operation.known_at)
    costing = Costing(books)
    late = [costing.book.move(key) for key in stock.caused_elsewhere(connection, head.id)]
    withdrawn = [
        *costing.book.of_document(head.id),
        *(move for move in late if not costing.book.is_void(move.key)),
    ]
    for move in withdrawn:
        costing.recosting.withdraw(move)
    repriced = _take_back_prices(books, costing, head, doc_type)
    _check_stock(books, costing, withdrawn)
    if withdrawn or repriced:
        costing.ledger.write(costing.recosting.run(), (), withdrawn, entry)
    for move in withdrawn:
        serials.mirror(connection, move.key)
    rows = [*_figures_back(books, head), *late_costs(books, costing.ledger.costs)]
    figures.add(connection, rows, cause_id=head.id, known_at=operation.known_at)
    money.release(connection, head.id, by=head.id, known_at=operation.known_at)
    money.mirror(connection, head.id, by=head.id, known_at=operation.known_at)
    documents.close_order(connection, head.id)
    documents.give_back(connection, head.id)
    documents.forget_prices(connection, head.id)
    documents.end(
        connection,
        head.id,
        "voided",
        by=0,
        operation_id=operation.id,
        known_at=operation.known_at,
        reason=str(operation.payload.get("reason", "")),
    )
    return Changes.of("document", f"document:{head.type}", "stock", "party", "cash", "sales", "purchase")


def _take_back_prices(books: Books, costing: Costing, head: Head, doc_type: DocType) -> bool:
    """Take late prices off the receipts that they changed in place (R17, R18)."""
    if not doc_type.reprices:
        return False
    document = documents.load(books.connection(), head)
    done = False
    for number, line in enumerate(document.lines, 1):
        if stock.move_of_line(books.connection(), head.id, number):
            continue
        source = documents.head(books.connection(), line.source)
        assert source is not None, "it was there when the document was posted"
        receipt = costing.book.move(stock.move_of_line(books.connection(), source.id, line.source_line))
        if receipt.date <= books.closed_through:
            raise PeriodClosed(line=number, date=receipt.date, closed_through=books.closed_through)
        amount = line.gross if books.profile.cost_with_tax else line.net
        costing.recosting.reprice(receipt, -amount)
        done = True
    return done


def _check_stock(books: Books, costing: Costing, withdrawn: list[CostMove]) -> None:
    """Refuse to take back goods that are gone (R08)."""
    changes: dict[tuple[int, int], list[tuple[Order, int, bool]]] = {}
    for move in withdrawn:
        if move.quantity:
            place_id = stock.place_of_move(books.connection(), move.key)
            changes.setdefault((move.pool.item, place_id), []).append((move.order, -move.quantity, False))
    for (item_id, place_id), points in changes.items():
        if any(quantity < 0 for _, quantity, _ in points):
            policy = books.catalogue.place_by_id(place_id).negative_stock
            costing.ledger.check_stock(item_id, place_id, sorted(points), refuse=policy is StockPolicy.REFUSE)


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
    head = documents.head(books.connection(), operation.subject)
    if head is None:
        raise UnknownDocument(document=operation.subject)
    documents.close_order(books.connection(), head.id)
    return Changes.of("document", f"document:{head.type}", "order")
