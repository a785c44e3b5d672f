"""Opening, in, out and closing of goods over any days (进销存汇总); opening + in − out = closing, to the fen.

In and out can be split by what happened. With one cost pool an item, a warehouse has no cost of its own: its opening
and closing value are its share of the pool by quantity, and what moves between the shares of warehouses stands in a
column of its own that sums to nothing over all of them.
"""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.core.field import Choice, Field
from app.core.kinds import Kind
from app.core.table import Chart, Column, Drill, Table, Total
from app.core.text import EMPTY, N_, Label
from app.domain.documents.spec import Tab
from app.i18n.catalog import tr
from app.reports import params
from app.reports.flows import NOTHING, Flow, Key, Sides, added, moved, moved_by_side, summed
from app.reports.holdings import Holdings, held
from app.reports.report import Asked, Drills, Report
from app.storage.queries import stock
from app.storage.queries.scope import Scope

_BY = Field(
    "by",
    N_("按"),
    Kind.CHOICE,
    required=True,
    default="item",
    choices=(
        Choice("item", N_("商品")),
        Choice("item_warehouse", N_("商品和仓库")),
        Choice("warehouse", N_("仓库")),
        Choice("category", N_("分类")),
    ),
)
_SPLIT = Field(
    "split", N_("分项"), Kind.BOOL, default=False, help=N_("入库和出库按采购、销售、调拨、盘点等分列")
)


@dataclass(frozen=True, slots=True)
class _Way:
    """One kind of coming or going: against which places, and how its two columns are called."""

    key: str
    against: frozenset[str]
    quantity: Label
    value: Label


_SUPPLIER, _CUSTOMER, _OURS = frozenset({"supplier"}), frozenset({"customer"}), frozenset(stock.TRANSFER)
_COUNT, _PRODUCTION = frozenset({"difference"}), frozenset({"production"})
_REST = frozenset({"other", "opening", "adjustment"})
_IN = (
    _Way("in_purchase", _SUPPLIER, N_("采购入库数量"), N_("采购入库金额")),
    _Way("in_return", _CUSTOMER, N_("销售退回数量"), N_("销售退回金额")),
    _Way("in_transfer", _OURS, N_("调拨入库数量"), N_("调拨入库金额")),
    _Way("in_count", _COUNT, N_("盘盈数量"), N_("盘盈金额")),
    _Way("in_production", _PRODUCTION, N_("组装拆卸入库数量"), N_("组装拆卸入库金额")),
    _Way("in_other", _REST, N_("期初和其他入库数量"), N_("期初和其他入库金额")),
)
_OUT = (
    _Way("out_sale", _CUSTOMER, N_("销售出库数量"), N_("销售出库成本")),
    _Way("out_return", _SUPPLIER, N_("采购退货数量"), N_("采购退货金额")),
    _Way("out_transfer", _OURS, N_("调拨出库数量"), N_("调拨出库金额")),
    _Way("out_count", _COUNT, N_("盘亏数量"), N_("盘亏金额")),
    _Way("out_production", _PRODUCTION, N_("组装拆卸出库数量"), N_("组装拆卸出库金额")),
    _Way("out_other", _REST, N_("其他出库数量"), N_("其他出库金额")),
)
_NAMES = {
    "item": (
        Column("code", N_("编码"), Kind.CODE),
        Column("item", N_("商品"), Kind.TEXT),
        Column("spec", N_("规格"), Kind.TEXT),
        Column("unit", N_("单位"), Kind.TEXT),
    ),
    "warehouse": (Column("warehouse", N_("仓库"), Kind.TEXT),),
    "category": (Column("category", N_("分类"), Kind.TEXT),),
}
_NAMES["item_warehouse"] = (*_NAMES["item"], *_NAMES["warehouse"])
_OPENING = (
    Column("opening_quantity", N_("期初数量"), Kind.QUANTITY, total=Total.SUM),
    Column("opening_value", N_("期初金额"), Kind.MONEY, total=Total.SUM),
)
_ALL_IN = (
    Column("in_quantity", N_("入库数量"), Kind.QUANTITY, total=Total.SUM),
    Column("in_value", N_("入库金额"), Kind.MONEY, total=Total.SUM),
)
_ALL_OUT = (
    Column("out_quantity", N_("出库数量"), Kind.QUANTITY, total=Total.SUM),
    Column("out_value", N_("出库成本"), Kind.MONEY, total=Total.SUM),
)
_MOVED = Column("moved_value", N_("仓间变动"), Kind.MONEY, total=Total.SUM)
_CLOSING = (
    Column("closing_quantity", N_("期末数量"), Kind.QUANTITY, total=Total.SUM),
    Column("closing_value", N_("期末金额"), Kind.MONEY, total=Total.SUM),
)
_SHARED = N_(
    "成本按商品统一核算：仓库的期初、期末金额按数量分摊，“仓间变动”是调拨和均价带来的差额，各仓合计为零。"
)


def build(asked: Asked) -> Table:
    """Return a row for each thing asked by that had stock or moved."""
    by, split = asked.text("by"), asked.flag("split")
    place_id = asked.record("warehouse")
    by_place = by in {"warehouse", "item_warehouse"} or bool(place_id)
    is_shared = by_place and asked.books.profile.per_item
    scope = Scope(asked.record("item"), asked.record("category"), place_id)
    rows, keys = list[tuple[object, ...]](), list[dict[str, str]]()
    figures = _read(asked, scope, by_place=by_place, is_shared=is_shared)
    for key, names, opens in _subjects(asked, by, scope):
        found = figures.row(key, split=split)
        if found:
            rows.append(names + found)
            keys.append(opens)
    table = asked.table(
        columns=_columns(by, split=split, is_shared=is_shared),
        rows=rows,
        drills=Drills(len(rows), lambda number: _drill(asked, keys[number])),
        chart=Chart("bar", by, ("closing_value", "out_value")) if by in {"warehouse", "category"} else None,
        note=_SHARED if is_shared else EMPTY,
    )
    return _without_empty_ways(table) if split else table


@dataclass(frozen=True, slots=True)
class _Figures:
    """What the rows are made of, by their keys; `opening` is given where it does not follow from the rest."""

    closing: Holdings
    flows: Mapping[Key, Flow]
    sides: Mapping[Key, Sides]
    opening: Holdings | None

    def row(self, key: Key, *, split: bool) -> tuple[int, ...]:
        """Return the figures of a row in the order of the columns; none when there was nothing."""
        quantity, value = self.closing.get(key, (0, 0))
        flow = self.flows.get(key, NOTHING)
        in_quantity, in_value, out_quantity, out_value = flow
        began, began_value = quantity - in_quantity + out_quantity, value - in_value + out_value
        moved_value: tuple[int, ...] = ()
        if self.opening is not None:
            shared = self.opening.get(key, (0, 0))[1]
            moved_value, began_value = (began_value - shared,), shared
        if not (
            quantity or value or in_quantity or in_value or out_quantity or out_value or began or began_value
        ):
            return ()
        if not split:
            return (
                began,
                began_value,
                in_quantity,
                in_value,
                out_quantity,
                out_value,
                *moved_value,
                quantity,
                value,
            )
        sides = self.sides.get(key, {})
        ways_in = [figure for way in _IN for figure in _way(sides, way)[:2]]
        ways_out = [figure for way in _OUT for figure in _way(sides, way)[2:]]
        return (
            began,
            began_value,
            *ways_in,
            in_quantity,
            in_value,
            *ways_out,
            out_quantity,
            out_value,
            *moved_value,
            quantity,
            value,
        )


def _read(asked: Asked, scope: Scope, *, by_place: bool, is_shared: bool) -> _Figures:
    """Read what was there at the end, what moved, and where places share a pool, what was there before."""
    asked.progress(0, 3)
    closing = held(asked, scope, asked.text("until"), by_place=by_place)
    asked.progress(1, 3)
    flows: Mapping[Key, Flow]
    sides: Mapping[Key, Sides] = {}
    if asked.flag("split"):
        sides = moved_by_side(asked, scope, by_place=by_place)
        flows = {key: summed(each.values()) for key, each in sides.items()}
    else:
        flows = moved(asked, scope, by_place=by_place)
    asked.progress(2, 3)
    opening = held(asked, scope, _day_before(asked.text("since")), by_place=True) if is_shared else None
    by = asked.text("by")
    if by == "item_warehouse" or (by == "item" and not by_place):
        return _Figures(closing, flows, sides, opening)
    of_item = stock.categories_of_items(asked.connection) if by == "category" else {}

    def group(key: Key) -> Key:
        return (
            (0, key[1])
            if by == "warehouse"
            else (of_item.get(key[0], 0), 0)
            if by == "category"
            else (key[0], 0)
        )

    return _Figures(
        _grouped(closing, group),
        _grouped_flows(flows, group),
        _grouped_sides(sides, group),
        None if opening is None else _grouped(opening, group),
    )


def _day_before(day: str) -> str:
    return (datetime.date.fromisoformat(day) - datetime.timedelta(days=1)).isoformat()


def _columns(by: str, *, split: bool, is_shared: bool) -> tuple[Column, ...]:
    return (
        *_NAMES[by],
        *_OPENING,
        *(_way_columns(_IN) if split else ()),
        *_ALL_IN,
        *(_way_columns(_OUT) if split else ()),
        *_ALL_OUT,
        *((_MOVED,) if is_shared else ()),
        *_CLOSING,
    )


def _way_columns(ways: Sequence[_Way]) -> Iterator[Column]:
    for way in ways:
        yield Column(f"{way.key}_quantity", way.quantity, Kind.QUANTITY, total=Total.SUM)
        yield Column(f"{way.key}_value", way.value, Kind.MONEY, total=Total.SUM)


def _without_empty_ways(table: Table) -> Table:
    """Leave out what never happened."""
    ways = {column.key for column in (*_way_columns(_IN), *_way_columns(_OUT))}
    kept = [
        column.key
        for place, column in enumerate(table.columns)
        if column.key not in ways or any(row[place] for row in table.rows)
    ]
    return table.keep(kept)


def _way(sides: Sides, way: _Way) -> Flow:
    """Return what came or went in one way."""
    return summed(sides[against] for against in way.against if against in sides)


def _grouped(holdings: Holdings, group: Callable[[Key], Key]) -> Holdings:
    """Sum what was there by group."""
    found: Holdings = {}
    for key, (quantity, value) in holdings.items():
        before = found.get(group(key), (0, 0))
        found[group(key)] = (before[0] + quantity, before[1] + value)
    return found


def _grouped_flows(flows: Mapping[Key, Flow], group: Callable[[Key], Key]) -> dict[Key, Flow]:
    """Sum what moved by group."""
    found: dict[Key, Flow] = {}
    for key, flow in flows.items():
        found[group(key)] = added(found.get(group(key), NOTHING), flow)
    return found


def _grouped_sides(sides: Mapping[Key, Sides], group: Callable[[Key], Key]) -> dict[Key, Sides]:
    """Sum what moved by group and other side."""
    found: dict[Key, Sides] = {}
    for key, each in sides.items():
        grouped = found.setdefault(group(key), {})
        for against, flow in each.items():
            grouped[against] = added(grouped.get(against, NOTHING), flow)
    return found


Subject = tuple[Key, tuple[object, ...], dict[str, str]]
"""The key of a row, its names, and the parameters that it opens the next report with."""


def _subjects(asked: Asked, by: str, scope: Scope) -> Iterator[Subject]:
    """Walk what a row could be about, in the order of the codes."""
    connection = asked.connection
    if by == "category":
        for category, uid, name in [*stock.categories(connection), (0, "", tr(N_("（未分类）")))]:
            yield (category, 0), (name,), {"category": uid}
        return
    places = stock.place_names(connection)
    if by == "warehouse":
        for place, (uid, name) in places.items():
            yield (0, place), (name,), {"warehouse": uid}
        return
    warehouse = asked.text("warehouse")
    for item, uid, code, name, spec, unit in stock.articles(connection, scope):
        if by == "item":
            yield (item, 0), (code, name, spec, unit), {"item": uid, "warehouse": warehouse}
            continue
        for place, (place_uid, place_name) in places.items():
            yield (item, place), (code, name, spec, unit, place_name), {"item": uid, "warehouse": place_uid}


def _drill(asked: Asked, opens: Mapping[str, str]) -> Drill | None:
    """Open the card of an item; of a warehouse or category, its items."""
    days = {"since": asked.text("since"), "until": asked.text("until")}
    if "item" in opens:
        return asked.drill("stock_card", **opens, **days)
    filters = {"warehouse": asked.text("warehouse"), "category": asked.text("category"), **opens}
    return asked.drill("stock_summary", **filters, **days) if any(opens.values()) else None


STOCK_SUMMARY = Report(
    key="stock_summary",
    label=N_("进销存汇总"),
    tab=Tab.STOCK,
    params=(params.SINCE, params.UNTIL, _BY, params.WAREHOUSE, params.CATEGORY, params.ITEM, _SPLIT),
    build=build,
    help=N_("一段日子的期初、入库、出库和期末；期初 + 入库 − 出库 = 期末，一分不差。"),
)
