"""The card of an item: what was there, every movement with its document, and what is there after it.

A cost that came to be known later is a row of its own that names the document which brought it about (N1). Movements of
voided documents are left out: they and their mirror rows come to nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.core.kinds import Kind
from app.core.numbers import Money, Price, Quantity, average_of
from app.core.table import Column, Drill, Drills, Table, Total
from app.core.text import EMPTY, N_
from app.domain.documents.spec import Tab
from app.domain.documents.types import TYPES
from app.reports import params
from app.reports.report import Asked, Report
from app.storage.queries import stock, stock_card
from app.storage.queries.those import ALL

_OPENING, _LATE = "opening", "late_cost"
_VOID = "void"
_OUTWARD_PARTS = frozenset({"settlement", "variance"})
"""Values that leave stock for cost of sales, whichever way the goods went."""
_KINDS = (
    (_OPENING, N_("期初结存")),
    (_LATE, N_("成本补差")),
    *((doc_type.key, doc_type.label) for doc_type in TYPES),
)
_COLUMNS = (
    Column("business_date", N_("日期"), Kind.DATE),
    Column("kind", N_("类型"), Kind.CHOICE, choices=_KINDS),
    Column("number", N_("单号"), Kind.CODE),
    Column("party", N_("往来单位"), Kind.TEXT),
    Column("warehouse", N_("仓库"), Kind.TEXT),
    Column("in_quantity", N_("入库数量"), Kind.QUANTITY, total=Total.SUM),
    Column("in_value", N_("入库金额"), Kind.MONEY, total=Total.SUM),
    Column("out_quantity", N_("出库数量"), Kind.QUANTITY, total=Total.SUM),
    Column("out_value", N_("出库成本"), Kind.MONEY, total=Total.SUM),
    Column("cost", N_("单位成本"), Kind.PRICE),
    Column("quantity", N_("结存数量"), Kind.QUANTITY),
    Column("value", N_("结存金额"), Kind.MONEY),
    Column("cause", N_("起因单据"), Kind.CODE),
)
_ONE_POOL = N_("成本按商品统一核算，一个仓库没有自己的结存金额，只列数量和发生额。")


@dataclass(slots=True)
class _Movement:
    """One row of the card before its running figures."""

    kind: str
    row: Sequence[Any]
    in_quantity: int = 0
    in_value: int = 0
    out_quantity: int = 0
    out_value: int = 0
    cost: Price | None = None

    def add(self, value: int, *, inward: bool) -> None:
        """Take up a value."""
        if inward:
            self.in_value += value
        else:
            self.out_value -= value


def movements(rows: Sequence[Sequence[Any]]) -> list[_Movement]:
    """Join the rows of the ledger: a movement with what its own document made of it, later costs apart."""
    voided = {row[1] for row in rows if row[7] == _VOID}
    found: list[_Movement] = []
    of_move: dict[int, _Movement] = {}
    for row in rows:
        key, move, quantity, value, part = row[0], row[1], row[4], row[5], row[6]
        if (move or key) in voided:
            continue
        if not move:
            movement = of_move[key] = _Movement(row[9], row)
            found.append(movement)
            if quantity and value:
                movement.cost = average_of(Money(value), Quantity(quantity))
            if quantity < 0:
                movement.out_quantity = -quantity
            else:
                movement.in_quantity = quantity
            movement.add(value, inward=quantity >= 0)
            continue
        origin = of_move[move]
        movement = origin
        if row[12] is not None:
            movement = _Movement(_LATE, row)
            found.append(movement)
        movement.add(value, inward=origin.out_quantity == 0 and part not in _OUTWARD_PARTS)
    return found


def build(asked: Asked) -> Table:
    """Return the opening row and the movements in the order of costing.

    Where only some documents are asked for, each row still says what was there after it.
    """
    connection = asked.connection
    item, place = asked.record("item"), asked.record("warehouse")
    since, until = asked.text("since"), asked.text("until")
    has_value = not place or not asked.books.profile.per_item
    quantity, value = stock_card.before(connection, item, place, since)
    places = stock.place_names(connection)
    found = movements(stock_card.rows(connection, item, place, since, until))
    those = asked.those
    shown = None if those == ALL else stock_card.among(connection, item, those)
    seen: list[_Movement] = []
    rows: list[tuple[object, ...]] = [
        (
            since,
            _OPENING,
            "",
            "",
            "",
            None,
            None,
            None,
            None,
            None,
            quantity,
            value if has_value else None,
            "",
        )
    ]
    for movement in found:
        _, _, date, place_id, _, _, _, _, _, _, number, party, _, cause = movement.row
        quantity += movement.in_quantity - movement.out_quantity
        value += movement.in_value - movement.out_value
        if shown is not None and movement.row[0] not in shown:
            continue
        seen.append(movement)
        rows.append(
            (
                date,
                movement.kind,
                number,
                party,
                places[place_id][1],
                movement.in_quantity or None,
                movement.in_value or None,
                movement.out_quantity or None,
                movement.out_value or None,
                movement.cost,
                quantity,
                value if has_value else None,
                cause or "",
            )
        )
    return asked.table(
        columns=_COLUMNS,
        rows=rows,
        drills=Drills(len(rows), lambda number: _drill(seen, number)),
        note=EMPTY if has_value else _ONE_POOL,
    )


def _drill(found: Sequence[_Movement], number: int) -> Drill | None:
    """Open the document of a row; of a later cost, the one that brought it about."""
    if number == 0:
        return None
    movement = found[number - 1]
    return Drill("document", (("uid", movement.row[12 if movement.kind == _LATE else 8]),))


STOCK_CARD = Report(
    key="stock_card",
    label=N_("库存明细账"),
    tab=Tab.STOCK,
    params=(params.the(params.ITEM), params.WAREHOUSE, params.SINCE, params.UNTIL),
    build=build,
    about=("head", "line"),
    types=tuple(each.key for each in TYPES if each.moves or each.compares),
    help=N_("一种商品的每一笔进出和结存；后来才知道的成本另起一行，并写明是哪张单据引起的。"),
)
