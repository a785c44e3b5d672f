"""Recosting: one sweep in costing order over every pool that a document touches (R04).

A new move at the end of its pool is the short case of the same sweep. Moves are taken in the order (business date,
known order, key) across all pools in play; when the value of an old move changes, the pools of the moves that follow it
(transfers, returns, assemblies) come into play from there. The sweep only computes: it says which moves have which
value now, and what the pools hold at the end. Whoever writes appends the differences as new rows with their cause (N1).
"""

import heapq
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from app.core.numbers import Price, share, spread
from app.domain.documents.spec import Basis
from app.domain.places import PlaceKind
from app.domain.posting.costing import CostMethod
from app.domain.posting.errors import NegativeValue
from app.domain.posting.ledger import Part
from app.domain.posting.pool import PoolState, Slice

CHECKPOINT_EVERY = 128
"""Moves between two kept states of a pool: a replay from the middle reads at most this many for nothing."""


class Pool(NamedTuple):
    """The goods that share one cost: an item, and a place or 0 for all of them (decisions 11)."""

    item: int
    place: int


class Order(NamedTuple):
    """Where a move stands in the order of costing."""

    date: str
    at: int
    key: int


@dataclass(slots=True, kw_only=True)
class CostMove:
    """A move as costing sees it.

    `key` is its id in the ledger. `given` is the value it states. `ties` are the keys of the moves it follows: the sale
    of a return, the receipt of a return or late price, the other end of a transfer, the components of a product.
    `weights[index]` is its share of what was assembled. `is_followed` is false when surely nothing follows it. `values`
    is what the ledger says now, empty when new.
    """

    key: int
    pool: Pool
    date: str
    at: int
    quantity: int
    basis: Basis
    against: PlaceKind
    given: int | None = None
    ties: tuple[int, ...] = ()
    weights: tuple[int, ...] = ()
    index: int = 0
    fee: int = 0
    is_followed: bool = True
    values: Mapping[Part, int] = field(default_factory=dict)
    order: Order = field(init=False)

    def __post_init__(self) -> None:
        """Find its place in the order of costing once; it is asked for five times and more."""
        self.order = Order(self.date, self.at, self.key)


class CostBook(Protocol):
    """What the sweep asks of the ledger."""

    per_item: bool

    def open(self, pool: Pool, start: Order) -> tuple[PoolState, Iterator[CostMove]]:
        """Return a kept state at or before `start`, and all moves of the pool after that state, in order."""

    def move(self, key: int) -> CostMove:
        """Return one move."""

    def followers(self, key: int) -> Sequence[CostMove]:
        """Return the live moves that have `key` among their ties."""

    def slices(self, key: int) -> list[Slice]:
        """Return what an outgoing end of a transfer carried."""

    def reference(self, item: int) -> Price:
        """Return the item's reference cost."""


class Checkpoint(NamedTuple):
    """The state of a pool just after a move."""

    pool: Pool
    after: Order
    state: list[object]


@dataclass(slots=True)
class Outcome:
    """What a sweep found: new values of new and changed moves, final states, and states worth keeping on the way."""

    values: dict[int, dict[Part, int]] = field(default_factory=dict)
    moves: dict[int, CostMove] = field(default_factory=dict)
    states: dict[Pool, PoolState] = field(default_factory=dict)
    starts: dict[Pool, Order] = field(default_factory=dict)
    checkpoints: list[Checkpoint] = field(default_factory=list)
    carried: dict[int, list[Slice]] = field(default_factory=dict)


class Recosting:
    """One sweep. Give it what is new, what is withdrawn and what is repriced, then `run` it."""

    def __init__(self, book: CostBook, method: CostMethod) -> None:
        """Work on the ledger `book` by `method`."""
        self._book = book
        self._method = method
        self._new: dict[Pool, list[CostMove]] = {}
        self._withdrawn: set[int] = set()
        self._repriced: dict[int, int] = {}
        self._starts: dict[Pool, Order] = {}
        self._known: dict[int, CostMove] = {}
        self._outcome = Outcome()
        self._streams: dict[Pool, Iterator[CostMove]] = {}
        self._heap: list[tuple[Order, int, CostMove, Iterator[CostMove]]] = []
        self._opened = 0

    def add(self, move: CostMove) -> None:
        """Put a new move into its pool."""
        self._new.setdefault(move.pool, []).append(move)
        self._known[move.key] = move
        self._touch(move.pool, move.order)

    def withdraw(self, move: CostMove) -> None:
        """Leave an old move out of the replay (R19)."""
        self._withdrawn.add(move.key)
        self._known[move.key] = move
        self._touch(move.pool, move.order)

    def reprice(self, receipt: CostMove, difference: int) -> None:
        """Change the amount of a receipt in an open period (R17, R18)."""
        self._repriced[receipt.key] = self._repriced.get(receipt.key, 0) + difference
        self._touch(receipt.pool, receipt.order)

    def run(self) -> Outcome:
        """Sweep; raises NegativeValue when a value would fall below zero."""
        for pool, start in self._starts.items():
            self._open(pool, start)
        heap, states = self._heap, self._outcome.states
        while heap:
            order, turn, move, stream = heap[0]
            following = next(stream, None)
            if following is None:
                heapq.heappop(heap)
            else:
                heapq.heapreplace(heap, (following.order, turn, following, stream))
            if self._streams[move.pool] is stream:  # else the pool was opened again from an earlier point
                self._settle(move, order, states[move.pool])
        return self._outcome

    def replay(self, pool: Pool) -> Outcome:
        """Sweep one pool from nothing: `values` then has only what comes out differently from the ledger."""
        self._starts = {pool: Order("", 0, 0)}
        return self.run()

    def _touch(self, pool: Pool, order: Order) -> None:
        """Remember the earliest point from which a pool must be replayed."""
        start = self._starts.get(pool)
        if start is None or order < start:
            self._starts[pool] = order

    def _open(self, pool: Pool, start: Order) -> None:
        """Bring a pool into play from `start`."""
        state, stream = self._book.open(pool, start)
        first = next(stream, None)
        # The counts that give way to one document stand in their own order, not in that of its lines.
        new = sorted(self._new.get(pool, ()), key=_order_of)
        if new:
            old = () if first is None else itertools.chain((first,), stream)
            stream = heapq.merge(old, new, key=_order_of) if old else iter(new)
            first = next(stream)
        self._outcome.states[pool] = state
        self._outcome.starts[pool] = start
        self._streams[pool] = stream
        if first is not None:
            self._opened += 1
            heapq.heappush(self._heap, (first.order, self._opened, first, stream))

    def _settle(self, move: CostMove, order: Order, state: PoolState) -> None:
        """Value one move in its pool and take note of what changed."""
        if move.key in self._withdrawn:
            values: dict[Part, int] = {}
        else:
            values = self._value(move, state)
            if 0 in values.values():
                values = {part: value for part, value in values.items() if value}
            if state.quantity > 0:
                state.average = (state.value, state.quantity)
            state.moves += 1
            if state.moves % CHECKPOINT_EVERY == 0:
                self._outcome.checkpoints.append(Checkpoint(move.pool, order, state.pack()))
        if not move.values and not values and move.key not in self._known:
            return
        if values != move.values or move.key in self._known:
            self._outcome.values[move.key] = values
            self._outcome.moves[move.key] = move
            is_changed = values != move.values and (move.values or move.key not in self._known)
            if is_changed and move.is_followed:
                self._follow(move.key)
        if move.ties and move.basis in _SHARING and move.key in self._known:
            self._follow(move.ties[0], after=order)  # another one may complete the line now

    def _follow(self, key: int, after: Order | None = None) -> None:
        """Bring the pools of the moves that follow a changed one into play, all or those after a point."""
        for follower in self._book.followers(key):
            pool, order = follower.pool, follower.order
            start = self._outcome.starts.get(pool)
            if (after is None or order > after) and (start is None or order < start):
                self._open(pool, order)

    def _goods(self, key: int) -> int:
        """Return the value that flowed with the goods of a move, as of this sweep."""
        values = self._outcome.values.get(key)
        if values is None:
            values = dict(self._move(key).values)
        return values.get(Part.GOODS, 0)

    def _move(self, key: int) -> CostMove:
        """Return a move, new or old."""
        move = self._known.get(key)
        return move if move is not None else self._book.move(key)

    def _value(self, move: CostMove, state: PoolState) -> dict[Part, int]:
        """Value one move by its basis; changes the state of its pool."""
        match move.basis:
            case Basis.GIVEN:
                return self._given(move, state)
            case Basis.STOCK:
                return self._issued(move, state)
            case Basis.RETURNED:
                return self._returned(move, state)
            case Basis.SENT_BACK:
                return self._sent_back(move, state)
            case Basis.FOUND:
                return self._found(move, state)
            case Basis.CARRIED:
                return self._carried(move, state)
            case Basis.ASSEMBLED:
                return self._assembled(move, state)
            case Basis.REVALUED:
                return self._revalued(move, state)
            case Basis.REPRICED:
                return self._repriced_late(move, state)

    def _given(self, move: CostMove, state: PoolState) -> dict[Part, int]:
        """In, at the amount the line states (R02), as repriced since."""
        amount = (move.given or 0) + self._repriced.get(move.key, 0)
        if amount < 0:
            raise NegativeValue(item=move.pool.item)
        return self._in(move, state, [Slice(move.date, move.quantity, amount)], priced=True)

    def _issued(self, move: CostMove, state: PoolState) -> dict[Part, int]:
        """Out, at what stock says."""
        before = state.value
        slices = self._method.issue(state, -move.quantity, self._book.reference(move.pool.item))
        if move.basis is Basis.CARRIED:
            self._outcome.carried[move.key] = slices
            if move.key not in self._known and slices != self._book.slices(move.key):
                self._follow(move.key)  # the same value may come of other layers
        return {Part.GOODS: state.value - before}

    def _returned(self, move: CostMove, state: PoolState) -> dict[Part, int]:
        """In, at what the tied sale cost, the last return taking the rest (R12); untied as found (R13)."""
        if not move.ties:
            return self._found(move, state)
        sale = self._move(move.ties[0])
        amount = self._share_of(move, sale, -self._goods(sale.key))
        return self._in(move, state, [Slice(move.date, move.quantity, amount)])

    def _share_of(self, move: CostMove, origin: CostMove, whole: int) -> int:
        """Return the share of `whole` for a return; the one that completes takes exactly what is left."""
        quantity, before, taken = abs(move.quantity), 0, 0
        for other in (*self._book.followers(origin.key), *self._new_followers(origin.key)):
            follows = (
                other.basis is move.basis and other.order < move.order and other.key not in self._withdrawn
            )
            if follows:
                before += abs(other.quantity)
                taken += abs(self._goods(other.key))
        if before + quantity == abs(origin.quantity):
            return whole - taken
        return share(whole, quantity, abs(origin.quantity))

    def _new_followers(self, key: int) -> list[CostMove]:
        """Return the new moves tied to `key`."""
        return [move for moves in self._new.values() for move in moves if key in move.ties]

    def _sent_back(self, move: CostMove, state: PoolState) -> dict[Part, int]:
        """Out to the supplier, at the credit given or the receipt's price; the rest is variance (R14)."""
        receipt = move.ties[0] if move.ties else 0
        credit = move.given
        if credit is None and receipt:
            credit = self._share_of(move, self._move(receipt), self._goods(receipt))
        reference = self._book.reference(move.pool.item)
        removed = self._method.send_back(state, -move.quantity, credit, receipt, reference)
        credit = removed if credit is None else credit
        return {Part.GOODS: -credit, Part.VARIANCE: credit - removed}

    def _found(self, move: CostMove, state: PoolState) -> dict[Part, int]:
        """In, at the current cost (R13, R15)."""
        reference = self._book.reference(move.pool.item)
        amount = self._method.value_of_found(state, move.quantity, reference)
        return self._in(move, state, [Slice(move.date, move.quantity, amount)])

    def _carried(self, move: CostMove, state: PoolState) -> dict[Part, int]:
        """Either end of a transfer: out like an issue, in with the same slices (R23); nothing inside one pool (R03)."""
        if self._book.per_item:
            return {}
        if move.quantity < 0:
            return self._issued(move, state)
        origin = move.ties[0]
        slices = self._outcome.carried.get(origin)
        slices = self._book.slices(origin) if slices is None else slices
        slices = [piece if piece.since else piece._replace(since=move.date) for piece in slices]
        return self._in(move, state, slices, priced=True)

    def _assembled(self, move: CostMove, state: PoolState) -> dict[Part, int]:
        """In, at a share of what the document consumed, plus or minus the fee (R22)."""
        consumed = -sum(self._goods(key) for key in move.ties)
        if consumed + move.fee < 0:
            raise NegativeValue(item=move.pool.item)
        amount = spread(consumed + move.fee, move.weights)[move.index]
        goods = spread(consumed, move.weights)[move.index]
        values = self._in(move, state, [Slice(move.date, move.quantity, amount)], priced=True)
        values[Part.GOODS] = goods
        values[Part.FEE] = amount - goods
        return values

    def _revalued(self, move: CostMove, state: PoolState) -> dict[Part, int]:
        """Value only; what finds no stock goes to cost of sales (R16)."""
        amount = move.given or 0
        if state.quantity > 0 and state.value + amount < 0:
            raise NegativeValue(item=move.pool.item)
        kept = self._method.revalue(state, amount)
        return {Part.GOODS: amount, Part.SETTLEMENT: kept - amount}

    def _repriced_late(self, move: CostMove, state: PoolState) -> dict[Part, int]:
        """A late price of a receipt in a closed period; the share of what was sold goes to cost of sales (R17)."""
        amount = move.given or 0
        receipt = self._move(move.ties[0])
        kept = self._method.reprice(state, amount, receipt.key, receipt.quantity)
        if state.quantity >= 0 and state.value < 0:
            raise NegativeValue(item=move.pool.item)
        return {Part.GOODS: amount, Part.SETTLEMENT: kept - amount}

    def _in(
        self, move: CostMove, state: PoolState, slices: Sequence[Slice], *, priced: bool = False
    ) -> dict[Part, int]:
        """Take goods in and note the price."""
        amount = sum(piece.value for piece in slices)
        settled = self._method.receive(state, move.key, slices)
        if priced and amount > 0:
            state.priced = (amount, move.quantity)
        return {Part.GOODS: amount, Part.SETTLEMENT: -settled}


_SHARING = frozenset({Basis.RETURNED, Basis.SENT_BACK})
"""Bases of moves that take parts of one line; the one that completes it takes the rest (R12, R14)."""


def _order_of(move: CostMove) -> Order:
    """Sort key of the merge."""
    return move.order
