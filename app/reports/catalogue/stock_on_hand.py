"""Stock on hand, of today or of any day: quantity, cost and value; today also what is to come and what is promised."""

from collections.abc import Callable, Mapping

from app.core.field import Choice, Field
from app.core.kinds import Kind
from app.core.numbers import Money, Quantity, average_of
from app.core.table import Column, Drill, Drills, Table, Total
from app.core.text import N_
from app.domain.documents.spec import Tab
from app.reports import params
from app.reports.flows import Key
from app.reports.holdings import EMPTY, Held, Holdings, counters, held
from app.reports.report import Asked, Report
from app.storage.queries import stock
from app.storage.queries.scope import Scope

_BY = params.by("item", {"item": N_("商品"), "warehouse": N_("商品和仓库")})
_SHOW = Field(
    "show",
    N_("显示"),
    Kind.CHOICE,
    required=True,
    default="stocked",
    choices=(
        Choice("stocked", N_("有库存或有待收待发")),
        Choice("short", N_("低于安全库存")),
        Choice("negative", N_("负库存")),
        Choice("all", N_("全部商品")),
    ),
)
_MARKS = (
    ("negative", N_("负库存")),
    ("short", N_("低于安全库存")),
    ("low", N_("低于最低库存")),
    ("over", N_("高于最高库存")),
)
_COLUMNS = (
    Column("code", N_("编码"), Kind.CODE),
    Column("item", N_("商品"), Kind.TEXT),
    Column("spec", N_("规格"), Kind.TEXT),
    Column("warehouse", N_("仓库"), Kind.TEXT),
    Column("quantity", N_("数量"), Kind.QUANTITY, total=Total.SUM),
    Column("unit", N_("单位"), Kind.TEXT),
    Column("counted", N_("折合"), Kind.TEXT),
    Column("cost", N_("成本价"), Kind.PRICE),
    Column("value", N_("库存金额"), Kind.MONEY, total=Total.SUM),
    Column("incoming", N_("在订"), Kind.QUANTITY),
    Column("reserved", N_("待发"), Kind.QUANTITY),
    Column("available", N_("可用"), Kind.QUANTITY),
    Column("safety", N_("安全库存"), Kind.QUANTITY),
    Column("mark", N_("提醒"), Kind.CHOICE, choices=_MARKS),
)
_OF_TODAY = frozenset({"incoming", "reserved", "available", "safety", "mark"})

Marks = tuple[int, int, int, int, int | None]
"""In order, reserved, safety, least, most."""
_NOTHING: Marks = (0, 0, 0, 0, None)
Wanted = Mapping[int, Mapping[int, Marks]]
"""Marks by item, then by place; place 0 means all."""


def build(asked: Asked) -> Table:
    """Return a row an item, or an item and warehouse."""
    place_id = asked.record("warehouse")
    by_place = asked.text("by") == "warehouse" or bool(place_id)
    scope = Scope(asked.record("item"), asked.record("category"), place_id, asked.those.items)
    asked.progress(0, 3)
    holdings = held(asked, scope, asked.text("as_of"), by_place=by_place)
    asked.progress(1, 3)
    is_today = asked.text("as_of") >= asked.today
    marks = _marks(asked, by_place=by_place, place_id=place_id) if is_today else {}
    rows, drills = _rows(asked, scope, holdings, marks, by_place=by_place)
    asked.progress(3, 3)
    hidden = (set() if by_place else {"warehouse"}) | (set() if is_today else _OF_TODAY)
    return asked.table(
        columns=tuple(column for column in _COLUMNS if column.key not in hidden), rows=rows, drills=drills
    )


def _marks(asked: Asked, *, by_place: bool, place_id: int) -> Wanted:
    """Return what is promised and what should be there."""
    found: dict[int, dict[int, Marks]] = {}
    promised, limits = stock.promised(asked.connection), stock.limits(asked.connection)
    for item, place in [*promised, *(key for key in limits if key not in promised)]:
        if place_id not in {0, place}:
            continue
        incoming, reserved = promised.get((item, place), (0, 0))
        safety, least, most = limits.get((item, place), (0, 0, None))
        of_item, shown_place = found.setdefault(item, {}), place if by_place else 0
        before = of_item.get(shown_place, _NOTHING)
        highest = most if before[4] is None or most is None else before[4] + most
        of_item[shown_place] = (
            before[0] + incoming,
            before[1] + reserved,
            before[2] + safety,
            before[3] + least,
            highest,
        )
    return found


def mark_of(quantity: int, marks: Marks) -> str:
    """Say what a person should look at: the worst of what is true, or nothing."""
    if quantity < 0:
        return "negative"
    incoming, reserved, safety, least, most = marks
    if safety and quantity - reserved + incoming < safety:
        return "short"
    if least and quantity < least:
        return "low"
    return "over" if most is not None and quantity > most else ""


def _rows(
    asked: Asked, scope: Scope, holdings: Holdings, marks: Wanted, *, by_place: bool
) -> tuple[list[tuple[object, ...]], Drills]:
    """Return the rows by code of the item, and what they open."""
    articles, names = asked.books.goods.of(scope), stock.place_names(asked.connection)
    is_today, is_shown = asked.text("as_of") >= asked.today, _IS_SHOWN[asked.text("show")]
    warehouses: dict[int, tuple[str, ...]] = {place: (name,) for place, (_, name) in names.items()} | {0: ()}
    nowhere: dict[int, Held] = {} if by_place else {0: EMPTY}
    unmarked: dict[int, Marks] = {}
    counter_of = counters()
    rows: list[tuple[object, ...]] = []
    keys: list[Key] = []
    for item, article in articles.items():
        code, name, spec, unit = article.names
        count = counter_of(unit, article.larger)
        places, marked = holdings.get(item, nowhere), marks.get(item, unmarked)
        if marked:
            places = {place: places.get(place, EMPTY) for place in sorted({*places, *marked})}
        for place, (quantity, value) in places.items():
            wanted = marked.get(place, _NOTHING) if marked else _NOTHING
            mark = mark_of(quantity, wanted) if marked or quantity < 0 else ""
            if not is_shown(quantity, value, wanted, mark):
                continue
            cost = average_of(value, quantity) if quantity > 0 else None
            incoming, reserved, safety, _, _ = wanted
            row = (
                code, name, spec, *warehouses[place], quantity, unit, count(quantity), cost, value,
                incoming or None, reserved or None, quantity - reserved, safety or None, mark,
            )  # fmt: skip
            rows.append(row if is_today else row[: -len(_OF_TODAY)])
            keys.append((item, place))

    def drill(number: int) -> Drill:
        item, place = keys[number]
        return _drill(asked, articles[item].uid, names[place][0] if place else "")

    return rows, Drills(len(rows), drill)


_IS_SHOWN: dict[str, Callable[[Quantity, Money, Marks, str], object]] = {
    "stocked": lambda quantity, value, marks, mark: quantity or value or marks[0] or marks[1] or mark,
    "short": lambda quantity, _, marks, __: 0 < marks[2] > quantity - marks[1] + marks[0],
    "negative": lambda quantity, *_: quantity < 0,
    "all": lambda *_: True,
}
"""What says, for quantity, value, what is wanted and the mark, whether a row is among those asked for."""


def _drill(asked: Asked, item: str, warehouse: str) -> Drill:
    """Open the card of the item."""
    since = "" if asked.text("as_of") >= asked.today else asked.text("as_of")[:8] + "01"
    return asked.drill("stock_card", item=item, warehouse=warehouse, since=since, until=asked.text("as_of"))


STOCK_ON_HAND = Report(
    key="stock_on_hand",
    label=N_("库存余额"),
    tab=Tab.STOCK,
    params=(params.AS_OF, _BY, params.WAREHOUSE, params.CATEGORY, params.ITEM, _SHOW),
    build=build,
    about=("item",),
    help=N_("手上有什么货、值多少钱；今天的还看在订、待发和可用。成本价是金额除以数量，只供查看。"),
)
