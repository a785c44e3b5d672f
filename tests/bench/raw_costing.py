"""Costing by SQL and arithmetic written by hand: a receipt into the middle of a chain, and a whole ledger verified.

The receipt replays the item's whole chain from its first move and leaves the very rows that our services leave: a row
for each cost that changes, figures, month sums, layers, states on the way. It knows receipts and sales of one item in
one place, and nothing else.
"""

import json
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from app.domain.posting.recosting import CHECKPOINT_EVERY
from tests.bench import raw_log

_DOCUMENT = (
    "INSERT INTO document (uid, type, number, business_date, party_id, place_id, staff_id, total, net, tax,"
    " happened_at, reverses_id, operation_id, known_at, author, own)"
    " VALUES (?, 'goods_receipt', ?, ?, ?, ?, 0, ?, ?, ?, 0, 0, ?, ?, '', '')"
)
_LINE = (
    "INSERT INTO document_line (document_id, number, role, item_id, unit, quantity, base_quantity, price, net, tax,"
    " gross, source_document_id, source_line_id, drawn_quantity, own)"
    " VALUES (?, 1, '', ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, '')"
)
_MOVES = (
    "SELECT s.business_date, s.order_at, s.id, s.quantity, s.value, s.document_id, s.line, d.party_id, d.staff_id"
    " FROM stock_entry s JOIN document d ON d.id = s.document_id WHERE s.item_id = ? AND s.place_id = ?"
    " ORDER BY s.business_date, s.order_at, s.id"
)
_ENTRY = (
    "INSERT INTO stock_entry (id, move_id, document_id, line, item_id, place_id, business_date, order_at, quantity,"
    " value, part, against, basis, strict, given, tie_id, weight, batch, cause_id, known_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'goods', ?, ?, 0, ?, 0, ?, '', ?, ?)"
)
_BALANCE = "UPDATE stock_balance SET quantity = quantity + ? WHERE item_id = ? AND place_id = ?"
_MONTH = (
    "INSERT INTO stock_month (month, item_id, place_id, against, in_quantity, in_value, out_quantity, out_value)"
    " VALUES (?, ?, ?, ?, ?, ?, 0, ?) ON CONFLICT (month, item_id, place_id, against) DO UPDATE SET"
    " in_quantity = in_quantity + excluded.in_quantity, in_value = in_value + excluded.in_value,"
    " out_value = out_value + excluded.out_value"
)
_POOL = (
    "UPDATE cost_pool SET quantity = ?, value = ?, average_value = ?, average_quantity = ?, priced_value = ?,"
    " priced_quantity = ?, moves = ? WHERE item_id = ? AND place_id = 0"
)
_LAYERS_GONE = "DELETE FROM cost_layer WHERE item_id = ? AND place_id = 0"
_LAYER = (
    "INSERT INTO cost_layer (item_id, place_id, ordinal, source_id, part, since, quantity, value)"
    " VALUES (?, 0, ?, ?, 0, ?, ?, ?)"
)
_STATES_GONE = (
    "DELETE FROM cost_checkpoint WHERE item_id = ? AND place_id = 0"
    " AND (business_date, order_at, entry_id) >= (?, ?, ?)"
)
_STATE = (
    "INSERT INTO cost_checkpoint (item_id, place_id, business_date, order_at, entry_id, state)"
    " VALUES (?, 0, ?, ?, ?, ?)"
)
_FIGURE = (
    "INSERT INTO figure_entry (kind, document_id, line, business_date, item_id, party_id, staff_id, quantity, net,"
    " tax, cost, cause_id, known_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_FIGURE_MONTH = (
    "INSERT INTO figure_month (kind, month, staff_id, category_id, quantity, net, tax, cost)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (kind, month, staff_id, category_id) DO UPDATE SET"
    " quantity = quantity + excluded.quantity, net = net + excluded.net, tax = tax + excluded.tax,"
    " cost = cost + excluded.cost"
)
_PRICE = (
    "INSERT INTO last_price (kind, party_id, item_id, unit, price, business_date, document_id)"
    " VALUES ('purchase', ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET price = excluded.price,"
    " business_date = excluded.business_date, document_id = excluded.document_id"
    " WHERE (excluded.business_date, excluded.document_id) >= (last_price.business_date, last_price.document_id)"
)
_LAST_PRICE = (
    "SELECT price FROM last_price WHERE kind = 'purchase' AND party_id = ? AND item_id = ? AND unit = ?"
)
_DEAL = (
    "INSERT INTO deal (kind, item_id, document_id, line, party_id, unit, price, quantity)"
    " VALUES ('purchase', ?, ?, 1, ?, ?, ?, ?)"
)
_PARTY = (
    "INSERT INTO party_entry (document_id, party_id, side, business_date, due_on, amount, mirrors_id, known_at)"
    " VALUES (?, ?, 'payable', ?, ?, ?, 0, ?)"
)
_PARTY_OPEN = (
    "INSERT INTO party_open (entry_id, party_id, side, due_on, amount) VALUES (?, ?, 'payable', ?, ?)"
)
_PARTY_BALANCE = (
    "INSERT INTO party_balance (party_id, side, amount) VALUES (?, 'payable', ?)"
    " ON CONFLICT (party_id, side) DO UPDATE SET amount = amount + excluded.amount"
)
_NONE = (None, None)


class RawReceipt(NamedTuple):
    """A receipt of one line, all known."""

    uid: str
    operation: str
    date: str
    party: str
    party_id: int
    place: str
    place_id: int
    item: str
    item_id: int
    category_id: int
    unit: str
    quantity: int
    price: int
    rate: int
    listed: str


class _Replayed(NamedTuple):
    """What a replay found: changed costs, the end, and states on the way after the receipt."""

    changed: list[tuple[tuple[Any, ...], int]]
    layers: list[list[Any]]
    held: int
    worth: int
    average: list[int] | None
    priced: list[int] | None
    moves: int
    states: list[tuple[Any, ...]]


class RawLate:
    """Receives goods late through one connection; `tick` gives the logical time."""

    def __init__(self, connection: Any, tick: Callable[[], int], *, fifo: bool) -> None:
        self._connection = connection
        self._tick = tick
        self._fifo = fifo

    def receive(self, receipt: RawReceipt) -> None:
        """Take goods in on a day that has gone, and put every later cost right, durably."""
        self._connection.execute("BEGIN IMMEDIATE")
        self._write(receipt)
        self._connection.execute("COMMIT")

    def _write(self, receipt: RawReceipt) -> None:
        connection, known_at = self._connection, self._tick()
        execute, executemany = connection.execute, connection.executemany
        (
            uid,
            operation,
            date,
            party,
            party_id,
            place,
            place_id,
            item,
            item_id,
            category_id,
            unit,
            quantity,
            price,
            rate,
            listed,
        ) = receipt
        gross = (price * quantity + 5_000_000_000) // 10_000_000_000
        net = (2_000_000 * gross + 1_000_000 + rate) // (2_000_000 + 2 * rate)
        tax = gross - net
        last = execute(_LAST_PRICE, (party_id, item_id, unit)).fetchone()
        line = {
            "amount": gross,
            "base_quantity": quantity,
            "data": {"price_source": "last" if last and last[0] == price else listed},
            "gross": gross,
            "item": item,
            "net": net,
            "price": price,
        }
        line |= {"quantity": quantity, "tax": tax, "tax_rate": rate, "unit": unit}
        document: dict[str, Any] = {
            "business_date": date,
            "header": {"warehouse": place},
            "lines": [line],
            "party": party,
        }
        document |= {"tax_included": True, "type": "goods_receipt", "uid": uid}
        operation_id = raw_log.append(connection, operation, known_at, document)
        number = raw_log.number(connection, "CR", date)
        head = (uid, number, date, party_id, place_id, gross, net, tax, operation_id, known_at)
        own = execute(_DOCUMENT, head).lastrowid
        execute(_LINE, (own, item_id, unit, quantity, quantity, price, net, tax, gross, quantity))

        moves = execute(_MOVES, (item_id, place_id)).fetchall()
        key = execute("SELECT MAX(id) FROM stock_entry").fetchone()[0] + 1
        start = (date, known_at, key)
        moves.append((*start, quantity, net, own, 1, party_id, 0))
        moves.sort()
        found = self._replayed(moves, start)

        entries: list[tuple[Any, ...]] = [
            (
                key,
                0,
                own,
                1,
                item_id,
                place_id,
                date,
                known_at,
                quantity,
                net,
                "supplier",
                "given",
                net,
                quantity,
                own,
                known_at,
            )
        ]
        figures, months, figure_months = [], dict[str, int](), dict[tuple[str, int], int]()
        for place_in_ids, (move, delta) in enumerate(found.changed, key + 1):
            day, at, move_id, _, _, document_id, number_of_line, buyer, seller = move
            entries.append(
                (
                    place_in_ids,
                    move_id,
                    document_id,
                    number_of_line,
                    item_id,
                    place_id,
                    day,
                    at,
                    0,
                    -delta,
                    "customer",
                    "stock",
                    None,
                    0,
                    own,
                    known_at,
                )
            )
            figures.append(
                (
                    "sales",
                    document_id,
                    number_of_line,
                    day,
                    item_id,
                    buyer,
                    seller,
                    0,
                    0,
                    0,
                    delta,
                    own,
                    known_at,
                )
            )
            month = day[:7]
            months[month] = months.get(month, 0) + delta
            figure_months[month, seller] = figure_months.get((month, seller), 0) + delta
        figures.append(("purchase", own, 1, date, item_id, party_id, 0, quantity, net, tax, 0, own, known_at))
        executemany(_ENTRY, entries)
        executemany(_FIGURE, figures)
        sums = [(month, item_id, place_id, "customer", 0, 0, delta) for month, delta in months.items()]
        executemany(_MONTH, [(date[:7], item_id, place_id, "supplier", quantity, net, 0), *sums])
        of_months = [
            ("sales", month, seller, category_id, 0, 0, 0, delta)
            for (month, seller), delta in figure_months.items()
        ]
        executemany(
            _FIGURE_MONTH, [*of_months, ("purchase", date[:7], 0, category_id, quantity, net, tax, 0)]
        )
        execute(_BALANCE, (quantity, item_id, place_id))
        average, priced = found.average or _NONE, found.priced or _NONE
        execute(_POOL, (found.held, found.worth, *average, *priced, found.moves, item_id))
        execute(_LAYERS_GONE, (item_id,))
        executemany(
            _LAYER,
            [
                (item_id, ordinal, source, since, left, worth)
                for ordinal, (source, _, since, left, worth) in enumerate(found.layers, 1)
            ],
        )
        execute(_STATES_GONE, (item_id, *start))
        executemany(_STATE, [(item_id, *state) for state in found.states])
        execute(_PRICE, (party_id, item_id, unit, price, date, own))
        execute(_DEAL, (item_id, own, party_id, unit, price, quantity))
        entry_id = execute(_PARTY, (own, party_id, date, date, gross, known_at)).lastrowid
        execute(_PARTY_OPEN, (entry_id, party_id, date, gross))
        execute(_PARTY_BALANCE, (party_id, gross))

    def _replayed(self, moves: list[tuple[Any, ...]], start: tuple[str, int, int]) -> _Replayed:
        layers: deque[list[Any]] = deque()
        held = worth = 0
        average: list[int] | None = None
        priced: list[int] | None = None
        changed: list[tuple[tuple[Any, ...], int]] = []
        states: list[tuple[Any, ...]] = []
        for count, move in enumerate(moves, 1):
            day, at, key, quantity, value = move[:5]
            if quantity > 0:
                layers.append([key, 0, day, quantity, value if self._fifo else 0])
                held, worth = held + quantity, worth + value
                if value:
                    priced = [value, quantity]
            else:
                left, cost = -quantity, 0
                while left:
                    layer = layers[0]
                    if layer[3] <= left:
                        left -= layer[3]
                        cost += layer[4]
                        layers.popleft()
                    else:
                        part = (2 * layer[4] * left + layer[3]) // (2 * layer[3])
                        layer[3] -= left
                        layer[4] -= part
                        cost += part
                        left = 0
                if not self._fifo:
                    cost = worth if held == -quantity else (2 * worth * -quantity + held) // (2 * held)
                held, worth = held + quantity, worth - cost
                if cost != -value:
                    changed.append((move, cost + value))
            if held > 0:
                average = [worth, held]
            if count % CHECKPOINT_EVERY == 0 and (day, at, key) >= start:
                state = [held, worth, [*layers], [], average, priced, count]
                states.append((day, at, key, json.dumps(state)))
        return _Replayed(changed, [*layers], held, worth, average, priced, len(moves), states)


def verify(connection: Any) -> int:
    """Replay a FIFO ledger that has issues and receipts only; count the issues whose cost is another one."""
    wrong = 0
    for moves in _by_item(connection):
        layers: deque[list[int]] = deque()
        for _, _, quantity, value in moves:
            if quantity > 0:
                layers.append([quantity, value])
                continue
            left, found = -quantity, 0
            while left:
                layer = layers[0]
                if layer[0] <= left:
                    left -= layer[0]
                    found += layer[1]
                    layers.popleft()
                else:
                    part = (2 * layer[1] * left + layer[0]) // (2 * layer[0])
                    layer[0] -= left
                    layer[1] -= part
                    found += part
                    left = 0
            wrong += found != -value
    return wrong


def _by_item(connection: Any) -> Iterator[list[tuple[str, int, int, int]]]:
    """Walk (day, known order, quantity, value) of each item, all places in one order of costing."""
    rows: list[tuple[str, int, int, int]] = []
    before = 0
    for item, day, at, quantity, value in connection.execute(
        "SELECT item_id, business_date, order_at, quantity, value FROM stock_entry"
        " ORDER BY item_id, place_id, business_date, order_at, id"
    ):
        if item != before:
            rows.sort()
            yield rows
            rows, before = [], item
        rows.append((day, at, quantity, value))
    rows.sort()
    yield rows
