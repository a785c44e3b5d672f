"""Counting while trading goes on (F48, GV23): what was counted stays what was counted.

A document from before a count that comes to be known after it changes the count's difference, and so does one that the
count had in its book and that is taken back. The count gives way: by moves of its own, each caused by that document.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from app.core.clock import instant_ms
from app.core.numbers import Quantity
from app.domain.documents.document import Document
from app.domain.documents.spec import Basis
from app.domain.places import PlaceKind
from app.domain.posting.recosting import CostMove
from app.services.posting.context import Costing
from app.storage import stock
from app.storage.books import Books
from app.storage.documents import Head
from app.storage.ledger import NewMove
from app.storage.stock import Counted, Moment

Shift = tuple[int, int, int]
"""Item, place, and by how much the stock there turns out to be another one than the book said."""


class Withdrawn(NamedTuple):
    """What goes with a document that is voided, and what counts give way by instead."""

    moves: list[CostMove]
    late: list[NewMove]


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
                int(line.opens),
            )
            for number, line in enumerate(document.lines, 1)
            if "book" in line.data
        ],
    )


def moment(document: Document | Head, known_at: int) -> Moment:
    """Return when a document happened: one without a time of its own, when it was posted."""
    return Moment(document.business_date, document.happened_at or instant_ms(known_at), known_at)


def compensations(
    books: Books, costing: Costing, moves: list[NewMove], document: Document, known_at: int
) -> list[NewMove]:
    """Return the moves by which counts after a new document give way, so that the stock stays as counted."""
    if stock.last_counted_on(books.connection()) < document.business_date:
        return []
    key = max((move.cost.key for move in moves), default=0) + 1
    shifts = _net((move.cost.pool.item, move.place_id, move.cost.quantity) for move in moves)
    found = _counted(books, shifts, moment(document, known_at))
    return [
        _gives_way(costing, count, shift, key + turn, count.moment.date, count.moment.known_at)
        for turn, (count, shift) in enumerate(found)
    ]


def withdrawn(books: Books, costing: Costing, head: Head) -> Withdrawn:
    """Return what goes with a document that is voided.

    The count that gave way to it takes that back; the one that had it in its book gives way now.
    """
    own = costing.book.of_document(head.id)
    gone, late = list(own), list[NewMove]()
    caused: dict[tuple[int, int, int], list[CostMove]] = {}
    for move in costing.book.caused_elsewhere(head.id):
        document_id, _, place_id = costing.book.address(move.key)
        caused.setdefault((document_id, move.pool.item, place_id), []).append(move)
    key = costing.ledger.next_id()
    shifts = _taken_back(costing, own)
    for count, shift in _counted(books, shifts, moment(head, head.known_at), besides=head.id):
        gave_way = caused.get((count.document_id, *shift[:2]))
        if gave_way:
            gone += gave_way
        else:
            at = count.moment
            late.append(_gives_way(costing, count, shift, key + len(late), at.date, at.known_at))
    return Withdrawn(gone, late)


def kept(books: Books, costing: Costing, own: list[CostMove], head: Head, now: Moment) -> list[NewMove]:
    """Return how counts between a document and its reversal give way, on the day of the reversal.

    Goods that are found come before the moves of the reversal, goods that are lost after them: no stock falls below
    zero in between.
    """
    since, shifts = moment(head, head.known_at), _taken_back(costing, own)
    found = [pair for pair in _counted(books, shifts, since, besides=head.id) if pair[0].moment < now]
    found.sort(key=_is_lost)
    key = costing.ledger.next_id()
    return [
        _gives_way(
            costing,
            pair[0],
            pair[1],
            key + turn + (len(own) if _is_lost(pair) else 0),
            now.date,
            now.known_at,
        )
        for turn, pair in enumerate(found)
    ]


def _is_lost(found: tuple[Counted, Shift]) -> bool:
    """Say whether a count gives way to a shift by losing goods."""
    return found[1][2] > 0


def _taken_back(costing: Costing, moves: list[CostMove]) -> list[Shift]:
    """Return by how much stock changes when moves are taken back."""
    return _net((move.pool.item, costing.book.address(move.key)[2], -move.quantity) for move in moves)


def _net(shifts: Iterable[Shift]) -> list[Shift]:
    """Add up what happens to one item in one place; what comes to nothing is left out."""
    sums: dict[tuple[int, int], int] = {}
    for item_id, place_id, quantity in shifts:
        sums[item_id, place_id] = sums.get((item_id, place_id), 0) + quantity
    return [(*spot, quantity) for spot, quantity in sums.items() if quantity]


def _counted(
    books: Books, shifts: list[Shift], after: Moment, *, besides: int = 0
) -> Iterator[tuple[Counted, Shift]]:
    """Walk the shifts that a later count has to do with, each with the first such count."""
    for shift in shifts:
        count = stock.first_count(books.connection(), *shift[:2], after, besides=besides)
        if count is not None:
            yield count, shift


def _gives_way(costing: Costing, count: Counted, shift: Shift, key: int, date: str, at: int) -> NewMove:
    """Return the move by which a count makes up for a shift: first of all its loss becomes smaller."""
    item_id, place_id, shifted = shift
    quantity = Quantity(-shifted)
    tie = count.loss if count.loss and _has_lost(costing, count.loss, quantity) else 0
    cost = CostMove(
        key=key,
        pool=costing.book.pool(item_id, place_id),
        date=date,
        at=at,
        quantity=quantity,
        basis=Basis.RETURNED if tie else Basis.FOUND if quantity > 0 else Basis.STOCK,
        against=PlaceKind.OPENING if count.opens else PlaceKind.DIFFERENCE,
        ties=(tie,) if tie else (),
    )
    return NewMove(
        cost=cost,
        place_id=place_id,
        line=count.line,
        strict=False,
        weight=0,
        document_id=count.document_id,
    )


def _has_lost(costing: Costing, key: int, quantity: int) -> bool:
    """Say whether so much of a loss can be taken back."""
    if quantity <= 0:
        return False
    back = sum(move.quantity for move in costing.book.followers(key) if move.basis is Basis.RETURNED)
    return -costing.book.move(key).quantity - back >= quantity
