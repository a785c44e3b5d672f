"""Sales by SQL written by hand: the same rows as our services, with not a statement or an object too many.

It looks up nothing that it is told, checks nothing but the stock, and knows one type of document, one price and one way
of tax. States on the way (one in 128 moves of an item) are left out.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from app.domain.documents.document import Document
from app.services.firm import Firm
from app.storage.catalogue import Catalogue
from tests.bench import raw_log

_DOCUMENT = (
    "INSERT INTO document (uid, type, number, business_date, party_id, place_id, staff_id, total, net, tax,"
    " happened_at, reverses_id, operation_id, known_at, author, own)"
    " VALUES (?, 'delivery', ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?, '', '')"
)
_LINES = (
    "INSERT INTO document_line (document_id, number, role, item_id, unit, quantity, base_quantity, price, net, tax,"
    " gross, source_document_id, source_line_id, drawn_quantity, own)"
    " VALUES (?, ?, '', ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, '')"
)
_LAST_ENTRY = "SELECT MAX(id) FROM stock_entry"
_BALANCE = (
    "UPDATE stock_balance SET quantity = quantity - ? WHERE item_id = ? AND place_id = ? AND quantity >= ?"
)
_LAYERS = (
    "SELECT ordinal, quantity, value FROM cost_layer WHERE item_id = ? AND place_id = 0 ORDER BY ordinal"
)
_LAYER_GONE = "DELETE FROM cost_layer WHERE item_id = ? AND place_id = 0 AND ordinal = ?"
_LAYER = "UPDATE cost_layer SET quantity = ?, value = ? WHERE item_id = ? AND place_id = 0 AND ordinal = ?"
_POOL_HELD = "SELECT quantity, value FROM cost_pool WHERE item_id = ? AND place_id = 0"
_POOL = (
    "UPDATE cost_pool SET quantity = quantity - ?1, value = value - ?2,"
    " average_value = iif(quantity > ?1, value - ?2, average_value),"
    " average_quantity = iif(quantity > ?1, quantity - ?1, average_quantity), moves = moves + 1,"
    " last_date = ?3, last_at = ?4, last_id = ?5 WHERE item_id = ?6 AND place_id = 0"
)
_ENTRIES = (
    "INSERT INTO stock_entry (id, move_id, document_id, line, item_id, place_id, business_date, order_at, quantity,"
    " value, part, against, basis, strict, given, tie_id, weight, batch, cause_id, known_at)"
    " VALUES (?, 0, ?, ?, ?, ?, ?, ?, ?, ?, 'goods', 'customer', 'stock', 0, NULL, 0, 0, '', ?, ?)"
)
_MONTHS = (
    "INSERT INTO stock_month (month, item_id, place_id, against, in_quantity, in_value, out_quantity, out_value)"
    " VALUES (?, ?, ?, 'customer', 0, 0, ?, ?) ON CONFLICT (month, item_id, place_id, against) DO UPDATE SET"
    " out_quantity = out_quantity + excluded.out_quantity, out_value = out_value + excluded.out_value"
)
_FIGURES = (
    "INSERT INTO figure_entry (kind, document_id, line, business_date, item_id, party_id, staff_id, quantity, net, tax,"
    " cost, cause_id, known_at) VALUES ('sales', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_FIGURE_MONTHS = (
    "INSERT INTO figure_month (kind, month, staff_id, category_id, quantity, net, tax, cost)"
    " VALUES ('sales', ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (kind, month, staff_id, category_id) DO UPDATE SET"
    " quantity = quantity + excluded.quantity, net = net + excluded.net, tax = tax + excluded.tax,"
    " cost = cost + excluded.cost"
)
_PRICES = (
    "INSERT OR REPLACE INTO last_price (kind, party_id, item_id, unit, price, business_date, document_id)"
    " VALUES ('sales', ?, ?, ?, ?, ?, ?)"
)
_LAST_PRICE = (
    "SELECT price FROM last_price WHERE kind = 'sales' AND party_id = ? AND item_id = ? AND unit = ?"
)
_DEALS = (
    "INSERT INTO deal (kind, item_id, document_id, line, party_id, unit, price, quantity)"
    " VALUES ('sales', ?, ?, ?, ?, ?, ?, ?)"
)
_PARTY = (
    "INSERT INTO party_entry (document_id, party_id, side, business_date, due_on, amount, mirrors_id, known_at)"
    " VALUES (?, ?, 'receivable', ?, ?, ?, 0, ?)"
)
_PARTY_OPEN = (
    "INSERT INTO party_open (entry_id, party_id, side, due_on, amount) VALUES (?, ?, 'receivable', ?, ?)"
)
_PARTY_BALANCE = (
    "INSERT INTO party_balance (party_id, side, amount) VALUES (?, 'receivable', ?)"
    " ON CONFLICT (party_id, side) DO UPDATE SET amount = amount + excluded.amount"
)


class RawLine(NamedTuple):
    """A line of a sale, all known: local ids and what it says."""

    item: str
    item_id: int
    category_id: int
    unit: str
    quantity: int
    price: int
    rate: int
    listed: str


class RawSale(NamedTuple):
    """A sale, all known."""

    uid: str
    operation: str
    date: str
    party: str
    party_id: int
    place: str
    place_id: int
    staff: str
    staff_id: int
    lines: Sequence[RawLine]


def known(firm: Firm, document: Document, operation: str) -> RawSale:
    """Look up all that a sale needs, off the clock; `operation` is the uid of its operation."""
    catalogue: Catalogue = firm.catalogue
    place, staff = str(document.header["warehouse"]), str(document.header["staff"])
    lines = []
    for line in document.lines:
        item = catalogue.item(line.item)
        assert line.quantity is not None and line.price is not None, "every line of a sale has both"  # noqa: PT018
        lines.append(
            RawLine(
                line.item,
                item.id,
                item.category_id or 0,
                line.unit,
                line.quantity,
                line.price,
                line.tax_rate,
                "retail" if line.price == item.price(line.unit, "retail") else "typed",
            )
        )
    return RawSale(
        uid=document.uid,
        operation=operation,
        date=document.business_date,
        party=document.party,
        party_id=catalogue.party_id(document.party),
        place=place,
        place_id=catalogue.place_id(place),
        staff=staff,
        staff_id=catalogue.staff_id(staff),
        lines=lines,
    )


class RawPosting:
    """Posts sales through one connection; `tick` gives the logical time."""

    def __init__(self, connection: Any, tick: Callable[[], int], *, fifo: bool) -> None:
        self._connection = connection
        self._tick = tick
        self._cost = self._by_layers if fifo else self._by_average

    def post(self, sale: RawSale) -> None:
        """Post one sale durably."""
        self._connection.execute("BEGIN IMMEDIATE")
        self._write(sale)
        self._connection.execute("COMMIT")

    def post_many(self, sales: Sequence[RawSale]) -> None:
        """Post sales in one transaction."""
        self._connection.execute("BEGIN IMMEDIATE")
        for sale in sales:
            self._write(sale)
        self._connection.execute("COMMIT")

    def _write(self, sale: RawSale) -> None:
        connection, known_at = self._connection, self._tick()
        execute, executemany = connection.execute, connection.executemany
        uid, operation, date, party, party_id, place, place_id, staff, staff_id, sold = sale
        month, plain, figures = date[:7], [], []
        for item, item_id, _, unit, quantity, price, rate, listed in sold:
            gross = (price * quantity + 5_000_000_000) // 10_000_000_000
            net = (2_000_000 * gross + 1_000_000 + rate) // (2_000_000 + 2 * rate)
            figures.append((net, gross - net, gross))
            last = execute(_LAST_PRICE, (party_id, item_id, unit)).fetchone()
            plain.append(
                {
                    "amount": gross,
                    "base_quantity": quantity,
                    "data": {"price_source": "last" if last and last[0] == price else listed},
                    "gross": gross,
                    "item": item,
                    "net": net,
                    "price": price,
                    "quantity": quantity,
                    "tax": gross - net,
                    "tax_rate": rate,
                    "unit": unit,
                }
            )
        document = {
            "business_date": date,
            "header": {"staff": staff, "warehouse": place},
            "lines": plain,
            "party": party,
            "tax_included": True,
            "type": "delivery",
            "uid": uid,
        }
        operation_id = raw_log.append(connection, operation, known_at, document)
        number = raw_log.number(connection, "XS", date)
        total, net, tax = (
            sum(column)
            for column in ([f[2] for f in figures], [f[0] for f in figures], [f[1] for f in figures])
        )
        head = (uid, number, date, party_id, place_id, staff_id, total, net, tax, operation_id, known_at)
        document_id = execute(_DOCUMENT, head).lastrowid
        key = execute(_LAST_ENTRY).fetchone()[0]
        lines, entries, months, sales, figure_months, prices = [], [], [], [], [], []
        deals = []
        for line, ((_, item_id, category_id, unit, quantity, price, _, _), (net, tax, gross)) in enumerate(
            zip(sold, figures, strict=True), 1
        ):
            key += 1
            if execute(_BALANCE, (quantity, item_id, place_id, quantity)).rowcount != 1:
                raise ValueError(item_id)
            cost = self._cost(item_id, quantity)
            execute(_POOL, (quantity, cost, date, known_at, key, item_id))
            lines.append(
                (document_id, line, item_id, unit, quantity, quantity, price, net, tax, gross, quantity)
            )
            entries.append(
                (
                    key,
                    document_id,
                    line,
                    item_id,
                    place_id,
                    date,
                    known_at,
                    -quantity,
                    -cost,
                    document_id,
                    known_at,
                )
            )
            months.append((month, item_id, place_id, quantity, cost))
            sales.append(
                (
                    document_id,
                    line,
                    date,
                    item_id,
                    party_id,
                    staff_id,
                    quantity,
                    net,
                    tax,
                    cost,
                    document_id,
                    known_at,
                )
            )
            figure_months.append((month, staff_id, category_id, quantity, net, tax, cost))
            prices.append((party_id, item_id, unit, price, date, document_id))
            deals.append((item_id, document_id, line, party_id, unit, price, quantity))
        executemany(_LINES, lines)
        executemany(_ENTRIES, entries)
        executemany(_MONTHS, months)
        executemany(_FIGURES, sales)
        executemany(_FIGURE_MONTHS, figure_months)
        executemany(_PRICES, prices)
        executemany(_DEALS, deals)
        entry_id = execute(_PARTY, (document_id, party_id, date, date, total, known_at)).lastrowid
        execute(_PARTY_OPEN, (entry_id, party_id, date, total))
        execute(_PARTY_BALANCE, (party_id, total))

    def _by_layers(self, item_id: int, quantity: int) -> int:
        execute, cost = self._connection.execute, 0
        for ordinal, held, value in execute(_LAYERS, (item_id,)).fetchall():
            if held <= quantity:
                execute(_LAYER_GONE, (item_id, ordinal))
                quantity, cost = quantity - held, cost + value
            else:
                part: int = (2 * value * quantity + held) // (2 * held)
                execute(_LAYER, (held - quantity, value - part, item_id, ordinal))
                return cost + part
            if not quantity:
                break
        return cost

    def _by_average(self, item_id: int, quantity: int) -> int:
        execute = self._connection.execute
        held, value = execute(_POOL_HELD, (item_id,)).fetchone()
        cost: int = value if held == quantity else (2 * value * quantity + held) // (2 * held)
        left = quantity
        for ordinal, there, _ in execute(_LAYERS, (item_id,)).fetchall():
            if there <= left:
                execute(_LAYER_GONE, (item_id, ordinal))
                left -= there
            else:
                execute(_LAYER, (there - left, 0, item_id, ordinal))
                break
            if not left:
                break
        return cost
