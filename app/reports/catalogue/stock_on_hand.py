"""Stock on hand, of today or of any day: quantity, cost and value; today also what is to come and what is promised."""

from app.core.field import Choice, Field
from app.core.kinds import Kind
from app.core.numbers import Money, Quantity, price_of
from app.core.table import Column, Drill, Table, Total
from app.core.text import N_
from app.domain.documents.spec import Tab
from app.reports import params
from app.reports.holdings import Holdings, counters, held
from app.reports.report import Asked, Drills, Report
from app.storage.queries import stock
from app.storage.queries.scope import Scope

_BY = Field(
    "by",
    N_("按"),
    Kind.CHOICE,
    required=True,
    default="item",
    choices=(Choice("item", N_("商品")), Choice("warehouse", N_("商品和仓库"))),
)
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


def build(asked: Asked) -> Table:
    """Return a row an item, or an item and warehouse."""
    place_id = asked.record("warehouse")
    by_place = asked.text("by") == "warehouse" or bool(place_id)
    scope = Scope(asked.record("item"), asked.record("category"), place_id)
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


def _marks(asked: Asked, *, by_place: bool, place_id: int) -> dict[tuple[int, int], Marks]:
    """Return what is promised and what should be there, by item and place."""
    found: dict[tuple[int, int], Marks] = {}
    promised, limits = stock.promised(asked.connection), stock.limits(asked.connection)
    for item, place in [*promised, *(key for key in limits if key not in promised)]:
        if place_id not in {0, place}:
            continue
        incoming, reserved = promised.get((item, place), (0, 0))
        safety, least, most = limits.get((item, place), (0, 0, None))
        key = (item, place if by_place else 0)
        before = found.get(key, _NOTHING)
        highest = most if before[4] is None or most is None else before[4] + most
        found[key] = (
            before[0] + incoming,
            before[1] + reserved,
            before[2] + safety,
            before[3] + least,
            highest,
        )
    return found


def mark_of(quantity: int, marks: Marks) -> str:
    """Say what a person should look at: the worst of what is true, or nothing."""
    incoming, reserved, safety, least, most = marks
    if quantity < 0:
        return "negative"
    if safety and quantity - reserved + incoming < safety:
        return "short"
    if least and quantity < least:
        return "low"
    return "over" if most is not None and quantity > most else ""


def _rows(
    asked: Asked, scope: Scope, holdings: Holdings, marks: dict[tuple[int, int], Marks], *, by_place: bool
) -> tuple[list[tuple[object, ...]], Drills]:
    """Return the rows by code of the item, and what they open."""
    connection, show = asked.connection, asked.text("show")
    names = stock.place_names(connection)
    places: dict[int, list[int]] = {}
    for item, place in sorted({*holdings, *marks}) if by_place else ():
        places.setdefault(item, []).append(place)
    is_today = asked.text("as_of") >= asked.today
    counter_of = counters(asked)
    rows: list[tuple[object, ...]] = []
    keys: list[tuple[str, str]] = []
    for item, uid, code, name, spec, unit in stock.articles(connection, scope):
        count = counter_of(item, unit)
        for place in places.get(item, ()) if by_place else (0,):
            quantity, value = holdings.get((item, place), (0, 0))
            wanted = marks.get((item, place), _NOTHING)
            mark = mark_of(quantity, wanted)
            if not _is_shown(show, quantity, value, wanted, mark):
                continue
            place_uid, warehouse = names[place] if place else ("", "")
            row: tuple[object, ...] = (code, name, spec, warehouse) if by_place else (code, name, spec)
            cost = price_of(Money(value), Quantity(quantity)) if quantity > 0 else None
            row += (quantity, unit, count(Quantity(quantity)), cost, value)
            if is_today:
                incoming, reserved, safety, _, _ = wanted
                row += (incoming or None, reserved or None, quantity - reserved, safety or None, mark)
            rows.append(row)
            keys.append((uid, place_uid))
    return rows, Drills(len(rows), lambda number: _drill(asked, *keys[number]))


def _is_shown(show: str, quantity: int, value: int, marks: Marks, mark: str) -> bool:
    """Say whether a row is among those asked for."""
    match show:
        case "stocked":
            return bool(quantity or value or marks[0] or marks[1] or mark)
        case "short":
            return bool(marks[2]) and quantity - marks[1] + marks[0] < marks[2]
        case "negative":
            return quantity < 0
        case _:
            return True


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
    help=N_("手上有什么货、值多少钱；今天的还看在订、待发和可用。成本价是金额除以数量，只供查看。"),
)
