"""``document.post``: a document gets its number and writes the ledgers, in one transaction."""

from collections.abc import Sequence
from functools import partial

from app.core.changes import Changes
from app.core.letters import lettered
from app.core.numbers import divide
from app.domain.documents.document import Document, from_payload
from app.domain.documents.spec import Basis, DocType
from app.domain.documents.totals import teaches, total_of
from app.domain.documents.types import TYPES
from app.domain.posting import engine
from app.domain.posting.errors import NegativeStock
from app.domain.posting.ledger import Leg, Posting
from app.domain.posting.recosting import CostMove
from app.services.posting import counting, money, repricing, reversing, serials
from app.services.posting.context import Costing, check_open, figures_of, may_lack
from app.services.posting.sources import Sources
from app.storage import documents, figures, past_deals, prices
from app.storage.books import Books
from app.storage.figures import Figure
from app.storage.ledger import Change, Cost, Entry, NewMove
from app.storage.operations import Operation

_TIED = frozenset({Basis.RETURNED, Basis.SENT_BACK, Basis.REPRICED})
"""Bases whose value follows the move of the line they are drawn from."""


def apply_post(books: Books, operation: Operation) -> Changes:
    """Write a document's effects; raises BusinessError when a rule says no."""
    document = from_payload(operation.payload["document"])
    doc_type = TYPES[document.type]
    check_open(books, document.business_date)
    return _Posting(books, operation, document, doc_type).write()


class _Posting:
    """One document on its way into the books."""

    def __init__(self, books: Books, operation: Operation, document: Document, doc_type: DocType) -> None:
        self._books = books
        self._operation = operation
        self._document = document
        self._type = doc_type
        self._connection = books.connection()
        catalogue = books.catalogue
        self._items = [catalogue.item_id(line.item) if line.item else 0 for line in document.lines]
        self._party_id = catalogue.party_id(document.party) if document.party else 0
        place = document.header.get("warehouse") or document.header.get("to_warehouse")
        self._place_id = catalogue.place_id(place) if place else 0
        staff = document.header.get("staff")
        self._staff_id = catalogue.staff_id(staff) if staff else 0
        self._id = documents.next_id(self._connection)
        self._entry = Entry(document_id=self._id, cause_id=self._id, known_at=operation.known_at)
        self._costing = Costing(books)
        self._changes = {"document", f"document:{document.type}"}

    def write(self) -> Changes:
        """Write everything; the number comes last (decisions 13)."""
        document, connection, operation = self._document, self._connection, self._operation
        sources = Sources(self._books, document, self._type)
        posting = engine.plan(
            document,
            self._type,
            transit=self._books.catalogue.transit_uid(),
            cost_with_tax=self._books.profile.cost_with_tax,
        )
        reversed_head = reversing.check(self._books, document)
        reversed_id = reversed_head.id if reversed_head else 0
        documents.insert_lines(connection, self._id, document, self._items, sources.ids)
        sources.draw(connection)
        if reversed_head:
            self._write_stock(
                reversing.moves(self._books, self._costing, reversed_head, document, operation.known_at)
            )
        elif posting.legs:
            self._write_stock(self._moves(posting, sources))
        if self._type.compares and not reversed_id:
            counting.note(self._books, self._id, document, self._items, self._place_id, operation.known_at)
        self._write_figures(posting)
        self._changes |= money.write(
            self._books, posting, self._id, self._party_id, document, operation, sources, reversed_id
        )
        if reversed_id:
            documents.close_order(connection, reversed_id)
            documents.give_back(connection, reversed_id)
        else:
            documents.open_order(connection, self._type, self._id, self._place_id)
        number = documents.next_number(
            connection, self._type.prefix, lettered(operation.station), document.business_date
        )
        documents.insert(
            connection,
            self._id,
            document,
            number=number,
            party_id=self._party_id,
            place_id=self._place_id,
            staff_id=self._staff_id,
            total=total_of(document, self._type),
            reverses_id=reversed_id,
            operation_id=operation.id,
            known_at=operation.known_at,
            author=operation.author,
        )
        if reversed_id:
            documents.end(
                connection,
                reversed_id,
                documents.REVERSED,
                by=self._id,
                operation_id=operation.id,
                known_at=operation.known_at,
                reason=str(document.header.get("remark") or ""),
            )
            prices.unlearn(connection, figures_of(self._type), reversed_id)
            past_deals.forget(connection, figures_of(self._type), reversed_id)
        documents.delete_draft(connection, document.uid)
        return Changes(frozenset(self._changes))

    def _write_stock(self, moves: list[NewMove]) -> None:
        """Check the stock, sweep the pools, append the rows, and let late documents correct earlier counts."""
        costing = self._costing
        late = counting.compensations(self._books, costing, moves, self._document, self._operation.known_at)
        written = [*moves, *late]
        costing.book.read([move.cost.pool for move in written])
        self._check_stock(written)
        for move in written:
            costing.recosting.add(move.cost)
        costing.ledger.write(costing.recosting.run(), written, (), self._entry)
        serials.write(self._books, self._document, written)
        self._changes |= {"stock"}

    def _moves(self, posting: Posting, sources: Sources) -> list[NewMove]:
        """Turn planned legs into moves with keys; open receipts are repriced in place (R17, R18)."""
        costing, catalogue = self._costing, self._books.catalogue
        key = costing.ledger.next_id()
        keys: list[int] = []
        moves: list[NewMove] = []
        issues: list[int] = []
        products = [
            leg
            for leg in posting.legs
            if leg.basis is Basis.ASSEMBLED and not catalogue.item(leg.item).is_service
        ]
        for leg in posting.legs:
            if leg.item and catalogue.item(leg.item).is_service:
                keys.append(0)
                continue
            tie = keys[leg.tie] if leg.tie >= 0 else 0
            if leg.basis in _TIED and leg.source:
                tie = sources.move(leg.source)
            if leg.basis is Basis.REPRICED:
                receipt = costing.book.move(tie)
                if repricing.in_place(self._books, costing, receipt, leg.given or 0):
                    keys.append(0)
                    continue
                item_id, place_id = receipt.pool.item, sources.place(tie)
            else:
                item_id, place_id = catalogue.item_id(leg.item), catalogue.place_id(leg.place)
            cost = CostMove(
                key=key,
                pool=costing.book.pool(item_id, place_id),
                date=self._document.business_date,
                at=self._operation.known_at,
                quantity=leg.quantity,
                basis=leg.basis,
                against=leg.against,
                given=leg.given,
                ties=(tie,) if tie else (),
            )
            if leg.basis is Basis.ASSEMBLED:
                cost.ties, cost.fee = tuple(issues), posting.fee
                cost.weights, cost.index = tuple(product.weight for product in products), products.index(leg)
            moves.append(self._new_move(leg, cost, place_id))
            keys.append(key)
            if leg.basis is Basis.STOCK:
                issues.append(key)
            key += 1
        return moves

    def _new_move(self, leg: Leg, cost: CostMove, place_id: int) -> NewMove:
        """Join a leg with its costing data."""
        line = self._document.lines[leg.line - 1]
        return NewMove(
            cost=cost,
            place_id=place_id,
            line=leg.line,
            strict=leg.strict,
            weight=leg.weight,
            batch=str(line.data.get("batch") or ""),
        )

    def _check_stock(self, moves: list[NewMove]) -> None:
        """Refuse what a warehouse does not have (R08)."""
        changes: dict[tuple[int, int], list[Change]] = {}
        for move in moves:
            cost = move.cost
            if cost.quantity:
                place = changes.setdefault((cost.pool.item, move.place_id), [])
                place.append((cost.order, cost.quantity, move.strict))
        try:
            self._costing.ledger.check_stock(changes, partial(may_lack, self._books))
        except NegativeStock as problem:
            short = int(problem.item), int(problem.place)
            line = next(
                move.line
                for move in moves
                if (move.cost.pool.item, move.place_id) == short and move.cost.quantity < 0
            )
            raise problem.at(line=line, field="quantity") from None

    def _write_figures(self, posting: Posting) -> None:
        """Append the sales or purchase figures, each line with its cost; late costs of others as rows of their own."""
        catalogue = self._books.catalogue
        kind = figures_of(self._type)
        own: dict[int, int] = {}
        late: list[Cost] = []
        for cost in self._costing.ledger.costs:
            if cost.document_id == self._id and self._type.sales:
                own[cost.line] = own.get(cost.line, 0) + cost.value
            else:
                late.append(cost)
        rows = late_costs(self._books, late)
        for figure in posting.figures:
            item_id = self._items[figure.line - 1]
            rows.append(
                Figure(
                    kind=kind,
                    document_id=self._id,
                    line=figure.line,
                    date=self._document.business_date,
                    item_id=item_id,
                    category_id=catalogue.item_by_id(item_id).category_id or 0,
                    party_id=self._party_id,
                    staff_id=self._staff_id,
                    quantity=figure.quantity,
                    net=figure.net,
                    tax=figure.tax,
                    cost=own.get(figure.line, 0),
                )
            )
        self._learn_prices()
        if rows:
            figures.add(self._connection, rows, cause_id=self._id, known_at=self._operation.known_at)
            self._changes.add(kind)

    def _learn_prices(self) -> None:
        """Remember the prices of plain lines for next time (G04), and every deal as one that was made (N14)."""
        if self._document.reverses or (self._type.sales <= 0 and self._type.purchases <= 0):
            return
        kind = figures_of(self._type)
        lines = [*zip(self._items, self._document.lines, strict=True)]
        prices.learn(
            self._connection,
            kind,
            self._party_id,
            [
                (item, line.unit, line.price)
                for item, line in lines
                if line.price is not None and teaches(line)
            ],
            business_date=self._document.business_date,
            document_id=self._id,
        )
        past_deals.remember(
            self._connection,
            kind,
            [
                (
                    item,
                    number,
                    line.unit,
                    divide(line.price * line.denominator, line.numerator),
                    line.base_quantity,
                )
                for number, (item, line) in enumerate(lines, 1)
                if line.price and line.base_quantity and not line.data.get("gift")
            ],
            document_id=self._id,
            party_id=self._party_id,
        )


def late_costs(books: Books, costs: Sequence[Cost]) -> list[Figure]:
    """Make the rows of costs that reached cost of sales on some document: its customer and salesperson bear them.

    The document that is just being written has no head yet, and nobody who bears them.
    """
    bearers = {
        document_id: (party_id, staff_id) if TYPES[type_key].sales else (0, 0)
        for document_id, type_key, party_id, staff_id in documents.dealings(
            books.connection(), [cost.document_id for cost in costs]
        )
    }
    item_by_id, rows = books.catalogue.item_by_id, list[Figure]()
    for document_id, line, item_id, date, value in costs:
        if value:
            party_id, staff_id = bearers.get(document_id, (0, 0))
            category_id = item_by_id(item_id).category_id or 0
            rows.append(
                Figure(
                    "sales", document_id, line, date, item_id, party_id, staff_id, 0, 0, 0, value, category_id
                )
            )
    return rows
