"""The one door to the ledgers: appends entries and keeps the caches in step, inside the caller's transaction."""

import itertools
import json
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import Any, NamedTuple

from app.core.numbers import Quantity, quantity_text
from app.domain.documents.spec import Basis
from app.domain.places import COST_OF_SALES, PlaceKind
from app.domain.posting.errors import NegativeStock
from app.domain.posting.ledger import AGAINST, Part
from app.domain.posting.pool import PoolState
from app.domain.posting.recosting import CostMove, Order, Outcome, Pool
from app.storage import stock
from app.storage.cost_book import VOID, CostBook

Change = tuple[Order, int, bool]
"""A change of stock: where it stands, the quantity, whether it never may find too little."""


class Entry(NamedTuple):
    """Where and why rows are written: the document they stand on, the one that caused them, since when."""

    document_id: int
    cause_id: int
    known_at: int


class NewMove(NamedTuple):
    """A move to be written with its original row: costing data and the rest."""

    cost: CostMove
    place_id: int
    line: int
    strict: bool
    weight: int
    batch: str = ""
    document_id: int = 0


class Cost(NamedTuple):
    """What reached cost of sales on a document line."""

    document_id: int
    line: int
    item_id: int
    date: str
    value: int


_SALES = COST_OF_SALES.value
_INSERT_STOCK = (
    "INSERT INTO stock_entry (id, move_id, document_id, line, item_id, place_id, business_date, order_at, quantity,"
    " value, part, against, basis, strict, given, tie_id, weight, batch, cause_id, known_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_ADD_BALANCE = (
    "INSERT INTO stock_balance (item_id, place_id, quantity) VALUES (?, ?, ?)"
    " ON CONFLICT (item_id, place_id) DO UPDATE SET quantity = quantity + excluded.quantity"
)
_ADD_MONTH = (
    "INSERT INTO stock_month (month, item_id, place_id, against, in_quantity, in_value, out_quantity, out_value)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (month, item_id, place_id, against) DO UPDATE SET"
    " in_quantity = in_quantity + excluded.in_quantity, in_value = in_value + excluded.in_value,"
    " out_quantity = out_quantity + excluded.out_quantity, out_value = out_value + excluded.out_value"
)
_SAVE_POOL = (
    "INSERT OR REPLACE INTO cost_pool (item_id, place_id, quantity, value, average_value, average_quantity,"
    " priced_value, priced_quantity, gaps, moves, last_date, last_at, last_id)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


class Ledger:
    """Appends to the stock ledger of one connection."""

    def __init__(self, connection: Any, book: CostBook) -> None:
        """Write through `connection`; `book` read what is there."""
        self._connection = connection
        self._book = book
        self.costs: list[Cost] = []
        """What reached cost of sales, for the figures."""

    def next_id(self) -> int:
        """Return the id that the next stock entry will get."""
        row = self._connection.execute("SELECT MAX(id) FROM stock_entry").fetchone()
        return (row[0] or 0) + 1

    def check_stock(
        self,
        changes: Mapping[tuple[int, int], Sequence[Change]],
        may_lack: Callable[[int, int], int | None],
    ) -> None:
        """Refuse what would bring the stock of an item in a place too far below zero on any day (R08).

        `changes` are by item and place; `may_lack` says how far the stock of both may fall, None for any depth. Strict
        moves never bring it below zero. Only points that the changes make worse are looked at.
        """
        falling = {key: points for key, points in changes.items() if any(point[1] < 0 for point in points)}
        held = stock.balances(self._connection, falling)
        for key, points in falling.items():
            self._check(*key, sorted(points), held.get(key, 0), may_lack)

    def _check(
        self,
        item_id: int,
        place_id: int,
        changes: Sequence[Change],
        balance: int,
        may_lack: Callable[[int, int], int | None],
    ) -> None:
        """Refuse changes of one item in one place, given in order."""
        points = self._later(item_id, place_id, changes[0][0])
        if not points and len(changes) == 1 and balance + changes[0][1] >= 0:
            return
        lack = may_lack(item_id, place_id)
        if (
            lack is None
            and not any(change[2] for change in changes)
            and not any(point[2] for point in points)
        ):
            return
        running = balance - sum(quantity for _, quantity, _, _ in points)
        points += [(order, quantity, strict, True) for order, quantity, strict in changes]
        points.sort(key=_by_order)
        worse = 0
        for order, quantity, strict, new in points:
            running += quantity
            worse += quantity if new else 0
            is_too_low = running < 0 if strict else lack is not None and running < -lack
            if is_too_low and worse < 0:
                held = Quantity(max(running - quantity, 0)) if new else Quantity(max(running - worse, 0))
                raise NegativeStock(
                    item=str(item_id),
                    place=str(place_id),
                    date=order.date,
                    on_hand=quantity_text(held),
                    missing=quantity_text(Quantity(-running)),
                )

    def _later(self, item_id: int, place_id: int, first: Order) -> list[tuple[Order, int, bool, bool]]:
        """Return the points of stock after `first`, as `check_stock` walks them; none if the pool ends before it."""
        if self._book.ends_before(self._book.pool(item_id, place_id), first):
            return []
        rows = self._connection.execute(
            "SELECT business_date, order_at, id, quantity, strict, move_id FROM stock_entry"
            " WHERE item_id = ? AND place_id = ? AND (business_date, order_at) >= (?, ?) AND quantity <> 0"
            " ORDER BY business_date, order_at, id",
            (item_id, place_id, first.date, first.at),
        ).fetchall()
        # A row with a quantity that corrects a move takes it back: neither of the two is a point any more (R19).
        taken_back = {row[5] for row in rows if row[5]}
        return [
            (Order(*row[:3]), row[3], bool(row[4]), False)
            for row in rows
            if not row[5] and row[2] not in taken_back and Order(*row[:3]) > first
        ]

    def write(
        self, outcome: Outcome, new: Sequence[NewMove], withdrawn: Sequence[CostMove], entry: Entry
    ) -> None:
        """Append what a sweep found: new moves, mirrors of withdrawn ones, deltas of the rest; then keep the caches."""
        values, address = outcome.values, self._book.address
        rows = [_original(move, values.get(move.cost.key, {}), entry) for move in new]
        ids = itertools.count(max(row[0] for row in rows) + 1 if rows else self.next_id())
        written = {row[0] for row in rows}
        for move in new:
            for part, value in values.get(move.cost.key, {}).items():
                if part is not Part.GOODS:
                    own = move.document_id or entry.document_id, move.line, move.place_id
                    rows.append(_correction(next(ids), move.cost, own, part, value, entry))
        for key, after in values.items():
            if key in written:
                continue
            old = outcome.moves[key]
            before, where = old.values, address(key)
            for part in {**before, **after}:
                delta = after.get(part, 0) - before.get(part, 0)
                if delta:
                    rows.append(_correction(next(ids), old, where, part, delta, entry))
        rows += [_mirror(next(ids), move, address(move.key), entry) for move in withdrawn]
        self._connection.executemany(_INSERT_STOCK, rows)
        self._keep(rows, outcome)
        for key, slices in outcome.carried.items():
            self._connection.execute(
                "INSERT OR REPLACE INTO carried_slice (entry_id, slices) VALUES (?, ?)",
                (key, json.dumps(slices)),
            )
        lasts: dict[Pool, Order] = {}
        for move in new:
            order, last = move.cost.order, lasts.get(move.cost.pool)
            if last is None or order > last:
                lasts[move.cost.pool] = order
        self._connection.executemany(
            _SAVE_POOL,
            [self._pool_row(pool, state, lasts.get(pool)) for pool, state in outcome.states.items()],
        )
        self._save_layers(outcome.states)
        self._save_checkpoints(outcome)

    def _keep(self, rows: Sequence[tuple[Any, ...]], outcome: Outcome) -> None:
        """Keep balances and month sums in step with the rows just written."""
        balances: dict[tuple[int, int], int] = {}
        months: dict[tuple[str, int, int, str], list[int]] = {}
        for _, move, document, line, item, place, date, _, quantity, value, part, against, *_ in rows:
            if quantity or not move:
                balances[item, place] = balances.get((item, place), 0) + quantity
            if against == _SALES:
                self.costs.append(Cost(document, line, item, date, -value))
            sums = months.setdefault((date[:7], item, place, against), [0, 0, 0, 0])
            inward = _flows_in(move, outcome) if move else quantity >= 0
            if part in _OUTWARD_PARTS or not inward:
                sums[2] -= quantity
                sums[3] -= value
            else:
                sums[0] += quantity
                sums[1] += value
        self._connection.executemany(_ADD_BALANCE, [(*key, total) for key, total in balances.items()])
        self._connection.executemany(_ADD_MONTH, [(*key, *sums) for key, sums in months.items()])

    def _pool_row(self, pool: Pool, state: PoolState, last: Order | None) -> tuple[Any, ...]:
        """Make the row of a pool after its last move."""
        known = self._book.last(pool)
        if known and (last is None or known > last):
            last = known
        assert last is not None, "a pool in play has a move"
        return (
            *pool,
            state.quantity,
            state.value,
            *(state.average or (None, None)),
            *(state.priced or (None, None)),
            json.dumps(state.gaps) if state.gaps else "",
            state.moves,
            *last,
        )

    def _save_checkpoints(self, outcome: Outcome) -> None:
        """Keep the states on the way that are worth keeping; after the start of a replay the old ones are not true."""
        self._connection.executemany(
            "DELETE FROM cost_checkpoint WHERE item_id = ? AND place_id = ?"
            " AND (business_date, order_at, entry_id) >= (?, ?, ?)",
            [(*pool, *start) for pool, start in outcome.starts.items() if pool not in self._book.opened],
        )
        self._connection.executemany(
            "INSERT OR REPLACE INTO cost_checkpoint (item_id, place_id, business_date, order_at, entry_id, state)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [(*pool, *after, json.dumps(state)) for pool, after, state in outcome.checkpoints],
        )

    def _save_layers(self, states: Mapping[Pool, PoolState]) -> None:
        """Write the layers: of a pool opened at its end only what changed, of any other all."""
        new: list[tuple[Any, ...]] = []
        changed: list[tuple[Any, ...]] = []
        gone: list[tuple[int, int, int]] = []
        for pool, state in states.items():
            opened = self._book.opened.get(pool)
            if opened is None:
                opened = {}
                self._connection.execute("DELETE FROM cost_layer WHERE item_id = ? AND place_id = ?", pool)
            ordinal = next(reversed(opened.values()))[0] if opened else 0
            left = 0
            for layer in state.layers:
                before = opened.get(id(layer))
                if before is None:
                    ordinal += 1
                    new.append(
                        (*pool, ordinal, layer.source, layer.part, layer.since, layer.quantity, layer.value)
                    )
                    continue
                left += 1
                if layer.quantity != before[1] or layer.value != before[2]:
                    changed.append((layer.quantity, layer.value, *pool, before[0]))
            if left < len(opened):
                held = {*map(id, state.layers)}
                gone += [(*pool, before[0]) for key, before in opened.items() if key not in held]
        many = self._connection.executemany
        many("DELETE FROM cost_layer WHERE item_id = ? AND place_id = ? AND ordinal = ?", gone)
        many(
            "UPDATE cost_layer SET quantity = ?, value = ? WHERE item_id = ? AND place_id = ? AND ordinal = ?",
            changed,
        )
        many(
            "INSERT INTO cost_layer (item_id, place_id, ordinal, source_id, part, since, quantity, value)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            new,
        )


Address = tuple[int, int, int]
"""Document, line and place of a move."""


def _original(move: NewMove, values: Mapping[Part, int], entry: Entry) -> tuple[Any, ...]:
    """Make the first row of a move."""
    cost = move.cost
    tie = cost.ties[0] if len(cost.ties) == 1 and not cost.weights else 0
    return (
        cost.key,
        0,
        move.document_id or entry.document_id,
        move.line,
        cost.pool.item,
        move.place_id,
        cost.date,
        cost.at,
        cost.quantity,
        values.get(Part.GOODS, 0),
        _TEXT[Part.GOODS],
        _TEXT[cost.against],
        _TEXT[cost.basis],
        int(move.strict),
        cost.fee if cost.weights else cost.given,
        tie,
        move.weight,
        move.batch,
        entry.cause_id,
        entry.known_at,
    )


def _correction(
    key: int, cost: CostMove, where: Address, part: Part, value: int, entry: Entry
) -> tuple[Any, ...]:
    """Make a row that adds value to a move."""
    against = _TEXT[AGAINST.get(part, cost.against)]
    return _later_row(key, cost, where, 0, value, _TEXT[part], against, _TEXT[cost.basis], entry)


def _mirror(key: int, cost: CostMove, where: Address, entry: Entry) -> tuple[Any, ...]:
    """Make the row that takes the goods of a move back."""
    against = _TEXT[cost.against]
    return _later_row(key, cost, where, -cost.quantity, 0, _TEXT[Part.GOODS], against, VOID, entry)


def _later_row(
    key: int,
    cost: CostMove,
    where: Address,
    quantity: int,
    value: int,
    part: str,
    against: str,
    basis: str,
    entry: Entry,
) -> tuple[Any, ...]:
    """Make a row that belongs to an earlier one."""
    document_id, line, place_id = where
    item, date, at = cost.pool.item, cost.date, cost.at
    own = (key, cost.key, document_id, line, item, place_id, date, at, quantity, value)
    return (*own, part, against, basis, 0, None, 0, 0, "", entry.cause_id, entry.known_at)


_TEXT: dict[Enum, str] = {member: member.value for kind in (Basis, Part, PlaceKind) for member in kind}
"""What is written of a member: a look-up is a third of `.value` (measured)."""
_OUTWARD_PARTS = frozenset({Part.SETTLEMENT.value, Part.VARIANCE.value})
"""Parts that leave stock for cost of sales, whichever way the goods went."""


def _flows_in(key: int, outcome: Outcome) -> bool:
    """Say whether the move that a correction belongs to brings goods in."""
    move = outcome.moves.get(key)
    return move is None or move.quantity >= 0


def _by_order(point: tuple[Order, int, bool, bool]) -> Order:
    """Sort key of stock points."""
    return point[0]
