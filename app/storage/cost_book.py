"""The stock ledger as costing reads it: pools, their states, and the moves that follow each other."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from app.core.numbers import Price
from app.domain.documents.spec import Basis
from app.domain.places import PlaceKind
from app.domain.posting.ledger import Part
from app.domain.posting.pool import Layer, PoolState, Slice
from app.domain.posting.recosting import CostMove, Order, Pool
from app.storage.database import listed

VOID = "void"
"""The basis of rows that take a move back: a move that has one is left out of costing (R19)."""

_MOVES = (
    "SELECT s.id, s.move_id, s.document_id, s.item_id, s.place_id, s.business_date, s.order_at, s.quantity, s.value,"
    " s.part, s.against, s.basis, s.given, s.tie_id, s.weight, s.line,"
    " EXISTS (SELECT 1 FROM stock_entry f WHERE f.tie_id = s.id AND f.tie_id > 0) FROM stock_entry s"
)
_HEAD = (
    "SELECT p.quantity, p.value, p.average_value, p.average_quantity, p.priced_value, p.priced_quantity, p.gaps,"
    " p.moves, p.last_date, p.last_at, p.last_id, p.item_id FROM json_each(?) i CROSS JOIN cost_pool p"
    " ON p.item_id = i.value AND p.place_id = ?"
)
_LAYERS = (
    "SELECT l.ordinal, l.source_id, l.part, l.since, l.quantity, l.value, l.item_id FROM json_each(?) i"
    " CROSS JOIN cost_layer l ON l.item_id = i.value AND l.place_id = ? ORDER BY l.item_id, l.ordinal"
)
_BASES = {basis.value: basis for basis in Basis}
_PARTS = {part.value: part for part in Part}
_PRODUCTION = PlaceKind.PRODUCTION.value
_PLACES = {kind.value: kind for kind in PlaceKind}


class CostBook:
    """Reads pools and moves through one connection; `per_item` pools span all places. Made anew for each operation."""

    def __init__(self, connection: Any, *, per_item: bool, reference: Callable[[int], Price]) -> None:
        """`reference` gives an item's reference cost by local id."""
        self.connection = connection
        self.per_item = per_item
        self.reference = reference
        self.opened: dict[Pool, dict[int, tuple[int, int, int, Layer]]] = {}
        """Layers as they were read, by identity: (ordinal, quantity, value, layer); only for pools opened at their end.
        The layer itself is held so that its identity is not given to another one."""
        self._ends: dict[Pool, tuple[Any, list[Any]]] = {}
        """The row of each pool, or None, and those of its layers."""
        self._addresses: dict[int, tuple[int, int, int]] = {}
        self._pools: dict[tuple[int, int], Pool] = {}

    def pool(self, item: int, place: int) -> Pool:
        """Return the pool that goods of this item in this place belong to."""
        pool = self._pools.get((item, place))
        if pool is None:
            pool = self._pools[item, place] = Pool(item, 0 if self.per_item else place)
        return pool

    def read(self, pools: Iterable[Pool]) -> None:
        """Read the ends of pools, all of a place at one go: a document's five in half the time (measured)."""
        places: dict[int, list[int]] = {}
        for pool in pools:
            if pool not in self._ends:
                self._ends[pool] = None, []
                places.setdefault(pool.place, []).append(pool.item)
        for place, items in places.items():
            wanted = listed(items), place
            layers: dict[int, list[Any]] = {item: [] for item in items}
            for row in self.connection.execute(_LAYERS, wanted):
                layers[row[6]].append(row)
            for row in self.connection.execute(_HEAD, wanted):
                self._ends[Pool(row[11], place)] = row, layers[row[11]]

    def open(self, pool: Pool, start: Order) -> tuple[PoolState, Iterator[CostMove]]:
        """Return a kept state before `start` and the moves after it."""
        self.opened.pop(pool, None)
        row, layers = self._end(pool)
        if row is None:
            self.opened[pool] = {}
            return PoolState(), iter(())
        if row[8:11] < start:
            return self._current(pool, row, layers), iter(())
        return self._kept(pool, start)

    def last(self, pool: Pool) -> Order | None:
        """Return where the last move of a pool stands, None for a pool that never had one."""
        row = self._end(pool)[0]
        return Order(*row[8:11]) if row else None

    def ends_before(self, pool: Pool, order: Order) -> bool:
        """Say whether a pool has no move at or after a point."""
        row = self._end(pool)[0]
        return row is None or row[8:11] < order

    def _end(self, pool: Pool) -> tuple[Any, list[Any]]:
        """Return the stored row of a pool, or None, and those of its layers; read once."""
        if pool not in self._ends:
            self.read((pool,))
        return self._ends[pool]

    def state(self, pool: Pool) -> PoolState:
        """Return the current state of a pool."""
        return self.open(pool, Order("9999-12-31", 0, 0))[0]

    def move(self, key: int) -> CostMove:
        """Return one move with its values."""
        rows = self.connection.execute(
            f"{_MOVES} WHERE s.id = ? UNION ALL {_MOVES} WHERE s.move_id = ? AND s.move_id > 0",
            (key, key),
        ).fetchall()
        return next(self._moves(rows, live=False))

    def address(self, key: int) -> tuple[int, int, int]:
        """Return document, line and place of a move that was read."""
        return self._addresses[key]

    def followers(self, key: int) -> Sequence[CostMove]:
        """Return the live moves that follow `key`."""
        ids = [
            row[0]
            for row in self.connection.execute(
                "SELECT id FROM stock_entry WHERE tie_id = ? AND tie_id > 0 AND move_id = 0 UNION ALL"
                " SELECT made.id FROM stock_entry used JOIN stock_entry made ON made.document_id = used.document_id"
                " AND made.basis = 'assembled' AND made.move_id = 0"
                " WHERE used.id = ? AND used.against = 'production' AND used.quantity < 0",
                (key, key),
            )
        ]
        return [move for move in map(self.move, ids) if not self.is_void(move.key)]

    def is_void(self, key: int) -> bool:
        """Say whether a move was taken back."""
        found = self.connection.execute(
            "SELECT 1 FROM stock_entry WHERE move_id = ? AND move_id > 0 AND basis = ?", (key, VOID)
        )
        return found.fetchone() is not None

    def slices(self, key: int) -> list[Slice]:
        """Return what the outgoing end of a transfer carried."""
        row = self.connection.execute(
            "SELECT slices FROM carried_slice WHERE entry_id = ?", (key,)
        ).fetchone()
        return [Slice(*piece) for piece in json.loads(row[0])]

    def caused_elsewhere(self, document_id: int) -> list[CostMove]:
        """Return the live moves that a document brought about on counts (F48)."""
        rows = self.connection.execute(
            "SELECT DISTINCT s.id FROM stock_entry mine JOIN count_line c ON c.item_id = mine.item_id"
            " AND c.place_id = mine.place_id JOIN stock_entry s ON s.document_id = c.document_id"
            " WHERE mine.document_id = ? AND s.move_id = 0 AND s.cause_id = ? AND s.document_id <> ?",
            (document_id,) * 3,
        ).fetchall()
        return [self.move(row[0]) for row in rows if not self.is_void(row[0])]

    def of_document(self, document_id: int) -> list[CostMove]:
        """Return the live moves of a document in order."""
        rows = self.connection.execute(
            f"{_MOVES} WHERE s.document_id = ?",
            (document_id,),
        ).fetchall()
        return list(self._moves(rows))

    def _current(self, pool: Pool, row: Sequence[Any], layers: Sequence[Any]) -> PoolState:
        """Make the state at the end of a pool, remembering its layers so that only changed ones are written."""
        state = PoolState()
        state.quantity, state.value = row[0], row[1]
        state.average = (row[2], row[3]) if row[3] else None
        state.priced = (row[4], row[5]) if row[5] else None
        state.gaps = json.loads(row[6]) if row[6] else []
        state.moves = row[7]
        opened = self.opened[pool] = {}
        for ordinal, source, part, since, quantity, value, _ in layers:
            layer = Layer(source, part, since, quantity, value)
            state.layers.append(layer)
            opened[id(layer)] = (ordinal, quantity, value, layer)
        return state

    def _kept(self, pool: Pool, start: Order) -> tuple[PoolState, Iterator[CostMove]]:
        """Read the last checkpoint before `start` and the moves after it."""
        row = self.connection.execute(
            "SELECT business_date, order_at, entry_id, state FROM cost_checkpoint WHERE item_id = ? AND place_id = ?"
            " AND (business_date, order_at, entry_id) < (?, ?, ?)"
            " ORDER BY business_date DESC, order_at DESC, entry_id DESC LIMIT 1",
            (*pool, *start),
        ).fetchone()
        state = PoolState.unpack(json.loads(row[3])) if row else PoolState()
        after = Order(*row[:3]) if row else Order("", 0, 0)
        return state, self.moves_after(pool, after)

    def moves_after(self, pool: Pool, after: Order) -> Iterator[CostMove]:
        """Walk the live moves of a pool after a point, in costing order."""
        places = [pool.place]
        if self.per_item:
            places = [
                row[0]
                for row in self.connection.execute(
                    "SELECT place_id FROM stock_balance WHERE item_id = ?", (pool.item,)
                )
            ]
        rows: list[Any] = []
        start = tuple(after)
        for place in places:
            rows += self.connection.execute(
                f"{_MOVES} WHERE s.item_id = ? AND s.place_id = ? AND (s.business_date, s.order_at) >= (?, ?)",
                (pool.item, place, after.date, after.at),
            )
        return self._moves(row for row in rows if (row[5], row[6], row[1] or row[0]) > start)

    def _moves(self, rows: Iterable[Sequence[Any]], *, live: bool = True) -> Iterator[CostMove]:
        """Join original rows with their corrections; in costing order."""
        originals: list[Sequence[Any]] = []
        corrections: dict[int, list[Sequence[Any]]] = {}
        for row in rows:
            if row[1]:
                corrections.setdefault(row[1], []).append(row)
            else:
                originals.append(row)
        originals.sort(key=_costing_order)
        for row in originals:
            values = {_PARTS[row[9]]: row[8]} if row[8] else {}
            if row[0] in corrections:
                void = False
                for correction in corrections[row[0]]:
                    void = void or correction[11] == VOID
                    part = _PARTS[correction[9]]
                    values[part] = values.get(part, 0) + correction[8]
                if void and live:
                    continue
                values = {part: value for part, value in values.items() if value}
            yield self._move(row, values)

    def _move(self, row: Sequence[Any], values: dict[Part, int]) -> CostMove:
        """Make the move of an original row."""
        key, _, document, item, place, date, at, quantity, _, _, against, basis, given, tie, _, line, tied = (
            row
        )
        self._addresses[key] = (document, line, place)
        move = CostMove(
            key=key,
            pool=self.pool(item, place),
            date=date,
            at=at,
            quantity=quantity,
            basis=_BASES[basis],
            against=_PLACES[against],
            given=given,
            ties=(tie,) if tie else (),
            values=values,
            is_followed=bool(tied) or (against == _PRODUCTION and quantity < 0),
        )
        if move.basis is Basis.GIVEN:
            move.given = values.get(Part.GOODS, 0)
        elif move.basis is Basis.ASSEMBLED:
            self._assembled(move, document)
        return move

    def _assembled(self, move: CostMove, document: int) -> None:
        """Fill in what an assembled move is made of: the document's issues, and its share among the products."""
        issues: list[int] = []
        products: list[tuple[int, int]] = []
        for key, basis, weight in self.connection.execute(
            "SELECT id, basis, weight FROM stock_entry WHERE document_id = ? AND move_id = 0 ORDER BY id",
            (document,),
        ):
            if basis == Basis.ASSEMBLED.value:
                products.append((key, weight))
            elif basis == Basis.STOCK.value:
                issues.append(key)
        move.ties = tuple(issues)
        move.weights = tuple(weight for _, weight in products)
        move.index = [key for key, _ in products].index(move.key)
        move.fee = move.given or 0


def _costing_order(row: Sequence[Any]) -> tuple[Any, ...]:
    """Sort key: date, known order, id."""
    return row[5], row[6], row[0]
