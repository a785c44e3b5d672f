"""Stock by age, today: how much of it has been here how long (F76)."""

from collections.abc import Callable, Mapping

from app.core.field import Choice, Field
from app.core.kinds import Kind
from app.core.table import Chart, Column, Drill, Table, Total
from app.core.text import N_, Message
from app.domain.documents.spec import Tab
from app.i18n.catalog import tr
from app.reports import params
from app.reports.report import Asked, Drills, Report
from app.reports.stock_ages import BUCKETS, NOTHING, Aged, aged
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
        Choice("warehouse", N_("仓库")),
        Choice("category", N_("分类")),
        Choice("bucket", N_("库龄段")),
    ),
)
_FIGURE = Field(
    "figure",
    N_("看"),
    Kind.CHOICE,
    required=True,
    default="value",
    choices=(Choice("value", N_("金额")), Choice("quantity", N_("数量"))),
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
_QUANTITY = Column("quantity", N_("库存数量"), Kind.QUANTITY, total=Total.SUM)
_VALUE = Column("value", N_("库存金额"), Kind.MONEY, total=Total.SUM)
_NO_CATEGORY, _ALL_PLACES = N_("（未分类）"), N_("（统一核算，不分仓库）")
Subjects = Mapping[int, tuple[tuple[object, ...], dict[str, str]]]
"""Names of a row and the parameters that it opens, by its key."""


def build(asked: Asked) -> Table:
    """Return a row for each thing asked by, the greatest value first, or a row a bucket."""
    scope = Scope(asked.record("item"), asked.record("category"))
    said = (Message.of(N_("截至 {day}"), day=asked.today),)
    by = asked.text("by")
    pools = aged(asked.books, asked.today, scope, by_place=by == "warehouse")
    sums: dict[int, Aged] = {}
    key_of = _key(asked, by)
    for pool in pools:
        key = key_of(pool)
        before = sums.get(key)
        sums[key] = pool if before is None else before + pool
    if by == "bucket":
        return _buckets(asked, sums.get(0, NOTHING), said)
    order = sorted(sums, key=lambda key: -sums[key].value)
    names = _subjects(asked, by, scope)
    is_value = asked.text("figure") == "value"
    kind = Kind.MONEY if is_value else Kind.QUANTITY
    rows: list[tuple[object, ...]] = []
    for key in order:
        _, _, quantity, value, quantities, values = sums[key]
        rows.append(
            (
                *names[key][0],
                quantity,
                value,
                *[each or None for each in (values if is_value else quantities)],
            )
        )
    return asked.table(
        said=said,
        columns=(
            *_NAMES[by],
            _QUANTITY,
            _VALUE,
            *(Column(name, label, kind, total=Total.SUM) for name, label in BUCKETS),
        ),
        rows=rows,
        drills=Drills(len(order), lambda number: _drill(asked, names[order[number]][1])),
        chart=Chart("bar", by, ("value", "over_365") if is_value else ("value",)),
    )


def _key(asked: Asked, by: str) -> Callable[[Aged], int]:
    """Return what gives the key of the row that a pool belongs to."""
    if by == "item":
        return _item
    if by == "warehouse":
        return _place
    if by == "bucket":
        return _one
    of_item = stock.categories_of_items(asked.connection)
    return lambda pool: of_item.get(pool.item_id, 0)


def _item(pool: Aged) -> int:
    return pool.item_id


def _place(pool: Aged) -> int:
    return pool.place_id


def _one(_: Aged) -> int:
    return 0


def _subjects(asked: Asked, by: str, scope: Scope) -> Subjects:
    """Return what the rows are about."""
    connection = asked.connection
    if by == "item":
        return {
            item: ((code, name, spec, unit), {"item": uid})
            for item, uid, code, name, spec, unit in stock.articles(connection, scope)
        }
    if by == "warehouse":
        places = stock.place_names(connection)
        return {0: ((tr(_ALL_PLACES),), {})} | {
            place: ((name,), {"warehouse": uid}) for place, (uid, name) in places.items()
        }
    return {0: ((tr(_NO_CATEGORY),), {})} | {
        category: ((name,), {"category": uid}) for category, uid, name in stock.categories(connection)
    }


def _drill(asked: Asked, opens: dict[str, str]) -> Drill | None:
    """Open the card of an item, the stock of a warehouse, the ages of a category by item."""
    if not opens:
        return None
    target = (
        "stock_card" if "item" in opens else "stock_on_hand" if "warehouse" in opens else asked.report.key
    )
    return asked.drill(target, **opens)


def _buckets(asked: Asked, sums: Aged, said: tuple[Message, ...]) -> Table:
    """Return a row a bucket; each opens the goods."""
    return asked.table(
        said=said,
        columns=(Column("bucket", N_("库龄段"), Kind.CHOICE, choices=BUCKETS), _QUANTITY, _VALUE),
        rows=[
            (key, quantity, value)
            for (key, _), quantity, value in zip(BUCKETS, sums.quantities, sums.values, strict=True)
        ],
        drills=[asked.drill(asked.report.key, by="item", category=asked.text("category"))] * len(BUCKETS),
        chart=Chart("bar", "bucket", ("value",)),
    )


STOCK_AGEING = Report(
    key="stock_ageing",
    label=N_("库存库龄"),
    tab=Tab.STOCK,
    params=(_BY, _FIGURE, params.CATEGORY, params.ITEM),
    build=build,
    help=N_("今天的库存是多久以前进的货；调拨和盘点不重新起算，各段相加等于库存金额。"),
)
