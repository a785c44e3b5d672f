"""Purchases by supplier, item, buyer, category, month or document: receipts less returns."""

from operator import itemgetter

from app.core.kinds import Kind
from app.core.numbers import Money, Quantity, average_of
from app.core.table import Chart, Column, Drills, Table, Total
from app.core.text import N_
from app.domain.documents.spec import Tab
from app.domain.documents.types import TYPES
from app.reports import params
from app.reports.groups import DOCUMENT, MONTH, Grouping
from app.reports.report import Asked, Report
from app.storage.queries import figures

_GROUPING = Grouping(
    kind="purchase",
    party="supplier",
    labels={
        "supplier": N_("供应商"),
        "item": N_("商品"),
        "staff": N_("采购员"),
        "category": N_("分类"),
        MONTH: N_("月份"),
        DOCUMENT: N_("单号"),
    },
    opens={
        "supplier": "item",
        "item": DOCUMENT,
        "staff": "supplier",
        "category": "item",
        MONTH: "supplier",
        DOCUMENT: DOCUMENT,
    },
)
_COLUMNS = (
    Column("quantity", N_("数量"), Kind.QUANTITY, total=Total.SUM),
    Column("price", N_("均价（不含税）"), Kind.PRICE),
    Column("net", N_("金额（不含税）"), Kind.MONEY, total=Total.SUM),
    Column("tax", N_("税额"), Kind.MONEY, total=Total.SUM),
    Column("gross", N_("价税合计"), Kind.MONEY, total=Total.SUM),
)


def build(asked: Asked) -> Table:
    """Return a row for each thing asked by, months in order, all else by size; a price only of a single item."""
    dimensions = _GROUPING.dimensions(asked)
    scope, span = _GROUPING.scope(asked), _GROUPING.span(asked)
    found = figures.grouped(asked.connection, dimensions, scope, span)
    if MONTH not in dimensions:
        found.sort(key=itemgetter(-3), reverse=True)
    has_price = "item" in dimensions or bool(scope.item_id)
    rows, keys = list[tuple[object, ...]](), list[dict[str, str]]()
    for row, (names, filters) in zip(found, _GROUPING.named(asked, dimensions, found), strict=True):
        quantity, net, tax, _ = row[-4:]
        price = (average_of(Money(net), Quantity(quantity)) if quantity else None,) if has_price else ()
        rows.append((*names, quantity, *price, net, tax, net + tax))
        keys.append(filters)
    return asked.table(
        columns=(
            *_GROUPING.columns(dimensions),
            *(column for column in _COLUMNS if has_price or column.key != "price"),
        ),
        rows=rows,
        drills=Drills(len(rows), lambda number: _GROUPING.drill(asked, dimensions, keys[number])),
        chart=Chart("bar", asked.text("by"), ("net",)) if len(dimensions) == 1 else None,
    )


PURCHASES = Report(
    key="purchases",
    label=N_("采购汇总"),
    tab=Tab.PURCHASE,
    params=(
        params.SINCE,
        params.UNTIL,
        *_GROUPING.fields("supplier"),
        params.SUPPLIER,
        params.BUYER,
        params.CATEGORY,
        params.ITEM,
    ),
    build=build,
    about=("item", "supplier", "head", "line"),
    types=tuple(each.key for each in TYPES if each.purchases),
    help=N_("向谁买了什么、多少钱；入库减退货，不含运费等后到的费用。"),
)
