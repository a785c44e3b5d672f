"""Opening, in, out and closing of goods over any days (进销存汇总); opening + in − out = closing, to the fen.

In and out can be split by what happened. With one cost pool an item, a warehouse has no cost of its own: its opening
and closing value are its share of the pool by quantity, and what moves between the shares of warehouses stands in a
column of its own that sums to nothing over all of them.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from app.core.field import Field
from app.core.kinds import Kind
from app.core.table import Chart, Column, Drill, Drills, Table, Total
from app.core.text import EMPTY, N_
from app.domain.documents.spec import Tab
from app.i18n.catalog import tr
from app.reports import flows, holdings, params, ways
from app.reports.flows import NOTHING, Flow, Key, Sides
from app.reports.holdings import Held, Holdings
from app.reports.report import Asked, Report
from app.reports.subjects import COLUMNS, NO_CATEGORY
from app.storage.queries import stock
from app.storage.queries.scope import Scope

_BY = params.by(
    "item",
    {
        "item": N_("商品"),
        "item_warehouse": N_("商品和仓库"),
        "warehouse": N_("仓库"),
        "category": N_("分类"),
    },
)
_SPLIT = Field(
    "split", N_("分项"), Kind.BOOL, default=False, help=N_("入库和出库按采购、销售、调拨、盘点等分列")
)
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
    scope = Scope(asked.record("item"), asked.record("category"), place_id, asked.those.items)
    rows, keys = list[tuple[object, ...]](), list[Key]()
    figures = _read(asked, scope, by_place=by_place, is_shared=is_shared)
    subjects = _subjects(asked, by, scope)
    for key, names in subjects.named:
        found = figures.row(key, split=split)
        if found:
            rows.append(names + found)
            keys.append(key)
    table = asked.table(
        columns=_columns(by, split=split, is_shared=is_shared),
        rows=rows,
        drills=Drills(len(rows), lambda number: _drill(asked, subjects.opens(keys[number]))),
        chart=Chart("bar", by, ("closing_value", "out_value")) if by in {"warehouse", "category"} else None,
        note=_SHARED if is_shared else EMPTY,
    )
    return _without_empty_ways(table) if split else table


_NOWHERE: Mapping[int, Held] = {}


@dataclass(frozen=True, slots=True)
class _Figures:
    """What the rows are made of, by their keys; `opening` is given where it does not follow from the rest."""

    closing: Holdings
    moved: Mapping[Key, Flow]
    sides: Mapping[Key, Sides]
    opening: Holdings | None

    def row(self, key: Key, *, split: bool) -> tuple[int, ...]:
        """Return the figures of a row in the order of the columns; none when there was nothing."""
        item, place = key
        closing = self.closing.get(item, _NOWHERE).get(place, holdings.EMPTY)
        flow = self.moved.get(key, NOTHING)
        in_quantity, in_value, out_quantity, out_value = flow
        opening = (closing[0] - in_quantity + out_quantity, closing[1] - in_value + out_value)
        difference: tuple[int, ...] = ()
        if self.opening is not None:
            shared = self.opening.get(item, _NOWHERE).get(place, holdings.EMPTY)[1]
            difference, opening = (opening[1] - shared,), (opening[0], shared)
        if closing == flow[:2] == flow[2:] == opening == holdings.EMPTY:
            return ()
        if not split:
            return (*opening, *flow, *difference, *closing)
        sides = self.sides.get(key, {})
        ways_in = [figure for way in ways.IN for figure in ways.figures(sides, way)[:2]]
        ways_out = [figure for way in ways.OUT for figure in ways.figures(sides, way)[2:]]
        return (
            *opening, *ways_in, in_quantity, in_value, *ways_out, out_quantity, out_value, *difference, *closing,
        )  # fmt: skip


def _read(asked: Asked, scope: Scope, *, by_place: bool, is_shared: bool) -> _Figures:
    """Read what was there at the end, what moved, and where places share a pool, what was there before."""
    asked.progress(0, 3)
    closing = holdings.held(asked, scope, asked.text("until"), by_place=by_place)
    asked.progress(1, 3)
    moved: Mapping[Key, Flow]
    sides: Mapping[Key, Sides] = {}
    if asked.flag("split"):
        sides = flows.moved_by_side(asked, scope, by_place=by_place)
        moved = {key: flows.summed(each.values()) for key, each in sides.items()}
    else:
        moved = flows.moved(asked, scope, by_place=by_place)
    asked.progress(2, 3)
    opening: Holdings | None = None
    if is_shared:
        opening = holdings.held(asked, scope, _day_before(asked.text("since")), by_place=True)
    by = asked.text("by")
    if by == "item_warehouse" or (by == "item" and not by_place):
        return _Figures(closing, moved, sides, opening)
    of_item = stock.categories_of_items(asked.connection) if by == "category" else {}

    def group(key: Key) -> Key:
        item, place = key
        return (0, place) if by == "warehouse" else (item, 0) if by == "item" else (of_item.get(item, 0), 0)

    return _Figures(
        holdings.grouped(closing, group),
        flows.grouped(moved, group),
        flows.grouped_sides(sides, group),
        None if opening is None else holdings.grouped(opening, group),
    )


def _day_before(day: str) -> str:
    return (datetime.date.fromisoformat(day) - datetime.timedelta(days=1)).isoformat()


def _columns(by: str, *, split: bool, is_shared: bool) -> tuple[Column, ...]:
    return (
        *COLUMNS[by],
        *_OPENING,
        *(ways.columns(ways.IN) if split else ()),
        *_ALL_IN,
        *(ways.columns(ways.OUT) if split else ()),
        *_ALL_OUT,
        *((_MOVED,) if is_shared else ()),
        *_CLOSING,
    )


def _without_empty_ways(table: Table) -> Table:
    """Leave out what never happened."""
    split = {column.key for column in (*ways.columns(ways.IN), *ways.columns(ways.OUT))}
    kept = [
        column.key
        for place, column in enumerate(table.columns)
        if column.key not in split or any(row[place] for row in table.rows)
    ]
    return table.keep(kept)


class _Subjects(NamedTuple):
    """What a row could be about, by key in the order of the codes, and the parameters that a key opens."""

    named: Iterable[tuple[Key, tuple[object, ...]]]
    opens: Callable[[Key], dict[str, str]]


def _subjects(asked: Asked, by: str, scope: Scope) -> _Subjects:
    """Return what a row could be about."""
    if by == "category":
        categories = stock.categories(asked.connection) | {0: ("", tr(NO_CATEGORY))}
        return _Subjects(
            (((category, 0), (name,)) for category, (_, name) in categories.items()),
            lambda key: {"category": categories[key[0]][0]},
        )
    places = stock.place_names(asked.connection)
    if by == "warehouse":
        return _Subjects(
            (((0, place), (name,)) for place, (_, name) in places.items()),
            lambda key: {"warehouse": places[key[1]][0]},
        )
    articles, warehouse = asked.books.goods.of(scope), asked.text("warehouse")
    if by == "item":
        return _Subjects(
            (((item, 0), article.names) for item, article in articles.items()),
            lambda key: {"item": articles[key[0]].uid, "warehouse": warehouse},
        )
    return _Subjects(
        (
            ((item, place), (*article.names, name))
            for item, article in articles.items()
            for place, (_, name) in places.items()
        ),
        lambda key: {"item": articles[key[0]].uid, "warehouse": places[key[1]][0]},
    )


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
    about=("item",),
    help=N_("一段日子的期初、入库、出库和期末；期初 + 入库 − 出库 = 期末，一分不差。"),
)
