"""Reversing (红冲): a document of a closed period is taken back by a mirror in the open one, at the cost it had."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from app.core.field import Field
from app.core.kinds import Kind
from app.core.numbers import Money, Quantity
from app.domain.documents.document import Document, Line
from app.domain.documents.spec import Basis, DocType
from app.domain.documents.types import TYPES
from app.domain.posting.errors import HasDependents, SourceNotLive
from app.domain.posting.recosting import CostMove
from app.services.posting import counting, repricing
from app.services.posting.context import Costing, check_end
from app.storage import documents, stock
from app.storage.books import Books
from app.storage.documents import Head
from app.storage.ledger import NewMove


def mirrored(document: Document, *, uid: str, business_date: str) -> Document:
    """Return the mirror of a posted document: every quantity and amount negative, linked to the original."""
    doc_type = TYPES[document.type]
    header = _turned(doc_type.header_field, document.header)
    header.pop("due_on", None)
    return replace(
        document,
        uid=uid,
        number="",
        business_date=business_date,
        happened_at=0,
        reverses=document.uid,
        discount=Money(-document.discount),
        rounding=Money(-document.rounding),
        header=header,
        lines=tuple(_mirrored_line(doc_type, line) for line in document.lines),
    )


def _turned(field_of: Callable[[str], Field | None], data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data with the sums of money and the quantities turned."""
    return {
        key: -value if (field := field_of(key)) and field.kind in (Kind.MONEY, Kind.QUANTITY) else value
        for key, value in data.items()
        if value is not None
    }


def _mirrored_line(doc_type: DocType, line: Line) -> Line:
    """Return a line with the opposite figures; it is drawn from nothing."""
    data = _turned(doc_type.line_field, line.data)
    return replace(
        line,
        quantity=Quantity(-(line.quantity or 0)),
        base_quantity=Quantity(-line.base_quantity),
        amount=Money(-line.amount),
        net=Money(-line.net),
        tax=Money(-line.tax),
        gross=Money(-line.gross),
        typed_amount=True,
        source="",
        source_line=0,
        data=data,
    )


def check(books: Books, document: Document) -> Head | None:
    """Return the head of the document that this one reverses, None when it reverses none; refuse a second time."""
    if not document.reverses:
        return None
    head = documents.head(books.connection(), document.reverses)
    if head is None or head.reverses_id:
        raise SourceNotLive(source=head.number if head else document.reverses)
    check_end(head)
    living = documents.dependents(books.connection(), head.id)
    if living:
        raise HasDependents(number=head.number, dependents=tuple(number for _, number in living))
    return head


def moves(books: Books, costing: Costing, head: Head, document: Document, known_at: int) -> list[NewMove]:
    """Return the moves that take back those of a document: goods go back where they came from, at what they carried.

    A price goes off the receipt that it was put on. What was counted since stays what was counted.
    """
    originals = costing.book.of_document(head.id)
    result = counting.kept(books, costing, originals, head, counting.moment(document, known_at))
    key = costing.ledger.next_id() + sum(move.cost.quantity > 0 for move in result)
    carried: list[CostMove] = []
    for original in originals:
        if original.basis is Basis.CARRIED:
            carried.append(original)
            continue
        result.append(_taken_back(books, original, key, document.business_date, known_at))
        key += 1
    for origin, target in zip(carried[::2], carried[1::2], strict=True):
        result += _carried_back(books, origin, target, key, document.business_date, known_at)
        key += 2
    return result + repricing.taken_back(
        books, costing, head, key=key, date=document.business_date, known_at=known_at
    )


def _taken_back(books: Books, original: CostMove, key: int, date: str, known_at: int) -> NewMove:
    """Return the opposite of one move."""
    basis, given = original.basis, None
    if original.quantity < 0:
        basis = Basis.RETURNED
    elif original.quantity > 0:
        basis = Basis.SENT_BACK
    else:
        given = -(original.given or 0)
    tie = original.ties if basis is Basis.REPRICED else () if basis is Basis.REVALUED else (original.key,)
    cost = CostMove(
        key=key,
        pool=original.pool,
        date=date,
        at=known_at,
        quantity=-original.quantity,
        basis=basis,
        against=original.against,
        given=given,
        ties=tie,
    )
    return _new(books, cost, original, strict=original.quantity > 0)


def _carried_back(
    books: Books, origin: CostMove, target: CostMove, key: int, date: str, known_at: int
) -> list[NewMove]:
    """Return the transfer back."""
    back = CostMove(
        key=key,
        pool=target.pool,
        date=date,
        at=known_at,
        quantity=-target.quantity,
        basis=Basis.CARRIED,
        against=target.against,
    )
    home = CostMove(
        key=key + 1,
        pool=origin.pool,
        date=date,
        at=known_at,
        quantity=-origin.quantity,
        basis=Basis.CARRIED,
        against=origin.against,
        ties=(key,),
    )
    return [_new(books, back, target, strict=True), _new(books, home, origin, strict=False)]


def _new(books: Books, cost: CostMove, original: CostMove, *, strict: bool) -> NewMove:
    """Join a move back with the place and line of the original."""
    place_id, line, batch = stock.address(books.connection(), original.key)
    return NewMove(cost=cost, place_id=place_id, line=line, strict=strict, weight=0, batch=batch)
