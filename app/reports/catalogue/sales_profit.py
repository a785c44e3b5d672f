"""Sales and gross profit by item, customer, salesperson, category, month or document; late costs stand apart."""

from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from app.core.kinds import Kind
from app.core.numbers import divide
from app.core.table import Chart, Column, Drills, Table, Total
from app.core.text import N_
from app.domain.documents.spec import Tab
from app.domain.documents.types import TYPES
from app.reports import params
from app.reports.groups import DOCUMENT, MONTH, Grouping
from app.reports.report import Asked, Report
from app.storage.queries import figures

_GROUPING = Grouping(
    kind="sales",
    party="customer",
    labels={
        "item": N_("商品"),
        "customer": N_("客户"),
        "staff": N_("业务员"),
        "category": N_("分类"),
        MONTH: N_("月份"),
        DOCUMENT: N_("单号"),
    },
    opens={
        "item": DOCUMENT,
        "customer": "item",
        "staff": "customer",
        "category": "item",
        MONTH: "item",
        DOCUMENT: DOCUMENT,
    },
)
_COLUMNS = (
    Column("quantity", N_("数量"), Kind.QUANTITY, total=Total.SUM),
    Column("net", N_("销售额（不含税）"), Kind.MONEY, total=Total.SUM),
    Column("gross", N_("价税合计"), Kind.MONEY, total=Total.SUM),
    Column("cost", N_("成本"), Kind.MONEY, total=Total.SUM),
    Column("late_cost", N_("后补成本"), Kind.MONEY, total=Total.SUM),
    Column("profit", N_("毛利"), Kind.MONEY, total=Total.SUM),
    Column("margin", N_("毛利率"), Kind.RATE),
)
_RATE_STEP = 1_000
"""Margins are told to a tenth of a per cent."""


def build(asked: Asked) -> Table:
    """Return a row for each thing asked by, months in order, all else by size."""
    dimensions = _GROUPING.dimensions(asked)
    scope, span = _GROUPING.scope(asked), _GROUPING.span(asked)
    late = figures.late(asked.connection, dimensions, scope, span.since, span.until)
    found = [
        (*row, late.get(row[:-4], 0)) for row in figures.grouped(asked.connection, dimensions, scope, span)
    ]
    if MONTH not in dimensions:
        found.sort(key=itemgetter(-4), reverse=True)
    rows, keys = list[tuple[object, ...]](), list[dict[str, str]]()
    for row, (names, filters) in zip(found, _GROUPING.named(asked, dimensions, found), strict=True):
        rows.append(names + profit_of(row[-5:]))
        keys.append(filters)
    return asked.table(
        columns=(*_GROUPING.columns(dimensions), *_COLUMNS),
        rows=rows,
        drills=Drills(len(rows), lambda number: _GROUPING.drill(asked, dimensions, keys[number])),
        chart=Chart("bar", asked.text("by"), ("net", "profit")) if len(dimensions) == 1 else None,
        note=N_(
            "后补成本是卖出以后才知道的成本：补录的进货、后到的运费和发票、补上的负库存；毛利已经减去它。"
        ),
    )


def profit_of(row: Sequence[Any]) -> tuple[object, ...]:
    """Return the figures of a row from (quantity, net, tax, cost with late cost, late cost)."""
    quantity, net, tax, cost, late = row
    profit = net - cost
    margin = divide(profit * _RATE_STEP, net) * _RATE_STEP if net else None
    return quantity, net, net + tax, cost - late, late or None, profit, margin


SALES_PROFIT = Report(
    key="sales_profit",
    label=N_("销售毛利"),
    tab=Tab.SALES,
    params=(
        params.SINCE,
        params.UNTIL,
        *_GROUPING.fields("item"),
        params.CUSTOMER,
        params.STAFF,
        params.CATEGORY,
        params.ITEM,
    ),
    build=build,
    about=("item", "customer", "head", "line"),
    types=tuple(each.key for each in TYPES if each.sales),
    help=N_("卖了多少、赚了多少；可按两三个角度一层层看，直到单据。"),
)
