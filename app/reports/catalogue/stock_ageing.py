"""Stock by age, today: how much of it has been here how long (F76)."""

from collections.abc import Callable
from typing import Any, NamedTuple

from app.core.field import Choice, Field
from app.core.kinds import Kind
from app.core.table import Chart, Column, Drill, Drills, Table, Total
from app.core.text import N_, Message
from app.domain.documents.spec import Tab
from app.i18n.catalog import tr
from app.reports import params
from app.reports.report import Asked, Report
from app.reports.stock_ages import BUCKETS, NOTHING, Figures, added, aged
from app.reports.subjects import COLUMNS, NO_CATEGORY
from app.storage.queries import stock
from app.storage.queries.scope import Scope

_BY = params.by(
    "item",
    {"item": N_("商品"), "warehouse": N_("仓库"), "category": N_("分类"), "bucket": N_("库龄段")},
)
_MARKS = (("d181_365", "warn"), ("over_365", "bad"), ("negative", "bad"))
"""What needs a look in a picture: goods that lie, and goods that are not there."""
_FIGURE = Field(
    "figure",
    N_("看"),
    Kind.CHOICE,
    required=True,
    default="value",
    choices=(Choice("value", N_("金额")), Choice("quantity", N_("数量"))),
)
_QUANTITY = Column("quantity", N_("库存数量"), Kind.QUANTITY, total=Total.SUM)
_VALUE = Column("value", N_("库存金额"), Kind.MONEY, total=Total.SUM)
_ALL_PLACES = N_("（统一核算，不分仓库）")


def build(asked: Asked) -> Table:
    """Return a row for each thing asked by, the greatest value first, or a row a bucket."""
    scope = Scope(asked.record("item"), asked.record("category"), items=asked.those.items)
    said = (Message.of(N_("截至 {day}"), day=asked.today),)
    by, figure = asked.text("by"), asked.text("figure")
    if by == "bucket":
        return _by_bucket(asked, scope, said)
    subjects, place = _subjects(asked, by, scope), len(COLUMNS[by]) + 1
    # Made in the order of the goods, then sorted: names and figures lie together in memory, in half the time.
    made: list[tuple[int, tuple[Any, ...]]] = []
    for key, figures in _sums(asked, scope, by, figure).items():
        quantity, value, month, quarter, half, year, older, negative = figures
        made.append((key, (
            *subjects.names(key), quantity, value, month or None, quarter or None, half or None, year or None,
            older or None, negative or None,
        )))  # fmt: skip
    made.sort(key=lambda each: each[1][place], reverse=True)
    kind = Kind.MONEY if figure == "value" else Kind.QUANTITY
    return asked.table(
        said=said,
        columns=(
            *COLUMNS[by],
            _QUANTITY,
            _VALUE,
            *(Column(name, label, kind, total=Total.SUM) for name, label in BUCKETS),
        ),
        rows=[row for _, row in made],
        drills=Drills(len(made), lambda number: _drill(asked, subjects.opens(made[number][0]))),
        chart=Chart("bar", by, ("value", "over_365") if figure == "value" else ("value",), _MARKS),
    )


def _sums(asked: Asked, scope: Scope, by: str, figure: str) -> dict[int, Figures]:
    """Return the figures of the rows by local id of what they are about, in the order of the goods."""
    category = stock.categories_of_items(asked.connection) if by == "category" else {}
    sums: dict[int, Figures] = {}
    for item, place, figures in aged(asked.books, asked.today, scope, figure=figure):
        key = item if by == "item" else place if by == "warehouse" else category.get(item, 0)
        sums[key] = added(sums[key], figures) if key in sums else figures
    return sums


class _Subjects(NamedTuple):
    """What gives the names of a row and the parameters that it opens, by its key."""

    names: Callable[[int], tuple[object, ...]]
    opens: Callable[[int], dict[str, str]]


def _subjects(asked: Asked, by: str, scope: Scope) -> _Subjects:
    """Return what the rows are about."""
    if by == "item":
        articles = asked.books.goods.of(scope)
        return _Subjects(
            lambda item: articles[item].names,
            lambda item: {"item": articles[item].uid},
        )
    if by == "warehouse":
        known, nothing = stock.place_names(asked.connection), tr(_ALL_PLACES)
    else:
        known, nothing = stock.categories(asked.connection), tr(NO_CATEGORY)
    return _Subjects(
        lambda key: (known[key][1] if key else nothing,),
        lambda key: {by: known[key][0]} if key else {},
    )


def _drill(asked: Asked, opens: dict[str, str]) -> Drill | None:
    """Open the card of an item, the stock of a warehouse, the ages of a category by item."""
    if not opens:
        return None
    target = (
        "stock_card" if "item" in opens else "stock_on_hand" if "warehouse" in opens else asked.report.key
    )
    return asked.drill(target, **opens)


def _by_bucket(asked: Asked, scope: Scope, said: tuple[Message, ...]) -> Table:
    """Return a row a bucket; each opens the goods."""
    figures = []
    for figure in ("quantity", "value"):
        sums = NOTHING
        for _, _, found in aged(asked.books, asked.today, scope, figure=figure):
            sums = added(sums, found)
        figures.append(sums[2:])
    return asked.table(
        said=said,
        columns=(Column("bucket", N_("库龄段"), Kind.CHOICE, choices=BUCKETS), _QUANTITY, _VALUE),
        rows=[(key, *each) for (key, _), each in zip(BUCKETS, zip(*figures, strict=True), strict=True)],
        drills=[asked.drill(asked.report.key, by="item", category=asked.text("category"))] * len(BUCKETS),
        chart=Chart("bar", "bucket", ("value",), _MARKS),
    )


STOCK_AGEING = Report(
    key="stock_ageing",
    label=N_("库存库龄"),
    tab=Tab.STOCK,
    params=(_BY, _FIGURE, params.CATEGORY, params.ITEM),
    build=build,
    about=("item",),
    help=N_("今天的库存是多久以前进的货；调拨和盘点不重新起算，各段相加等于库存金额。"),
)
