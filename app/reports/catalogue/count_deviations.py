"""Why the book was not what was there: what first counts and later ones found, what was sold below zero (F10)."""

from collections.abc import Sequence
from typing import Final

from app.core.field import Choice, Field
from app.core.kinds import Kind
from app.core.numbers import Money, Quantity
from app.core.table import Chart, Column, Drill, Drills, Table, Total
from app.core.text import N_
from app.domain.documents.spec import Tab
from app.domain.documents.types import TYPES
from app.reports import params
from app.reports.report import Asked, Report
from app.storage.queries import calibration
from app.storage.queries.calibration import Deviation
from app.storage.queries.scope import Scope

CAUSES: Final = (
    ("opening_missing", N_("期初没有录")),
    ("opening_wrong", N_("期初录得不准")),
    ("recount", N_("再盘的盈亏")),
    ("not_counted", N_("没盘先出")),
    ("counted_short", N_("盘过又不够")),
)
_BY = params.by("cause", {"cause": N_("原因"), "document": N_("明细")})
_CAUSE = Field("cause", N_("原因"), Kind.CHOICE, choices=tuple(Choice(*each) for each in CAUSES))
_OF_CAUSE = (
    Column("cause", N_("原因"), Kind.CHOICE, choices=CAUSES),
    Column("times", N_("次数"), Kind.INTEGER),
    Column("more", N_("多出金额"), Kind.MONEY),
    Column("less", N_("缺少金额"), Kind.MONEY),
    Column("value", N_("金额差"), Kind.MONEY),
)
_OF_DOCUMENT = (
    Column("cause", N_("原因"), Kind.CHOICE, choices=CAUSES),
    Column("day", N_("日期"), Kind.DATE),
    Column("number", N_("单号"), Kind.CODE),
    Column("code", N_("编码"), Kind.CODE),
    Column("item", N_("商品"), Kind.TEXT),
    Column("warehouse", N_("仓库"), Kind.TEXT),
    Column("quantity", N_("数量差"), Kind.QUANTITY),
    Column("value", N_("金额差"), Kind.MONEY, total=Total.SUM),
)


def build(asked: Asked) -> Table:
    """Return a row a cause, or a row for every time the book was wrong."""
    found = _found(asked)
    return _documents(asked, found) if asked.text("by") == "document" else _causes(asked, found)


def _found(asked: Asked) -> list[Deviation]:
    days = asked.text("since"), asked.text("until")
    scope = Scope(
        asked.record("item"), asked.record("category"), asked.record("warehouse"), asked.those.items
    )
    found = [
        *calibration.counted_differences(asked.connection, *days, scope, asked.those.heads),
        *calibration.given_too_much(asked.connection, *days, scope, asked.those.heads),
    ]
    wanted = asked.text("cause")
    return [each for each in found if wanted in {"", each.cause}]


def _causes(asked: Asked, found: Sequence[Deviation]) -> Table:
    values = {key: [each.value for each in found if each.cause == key] for key, _ in CAUSES}
    there = [key for key, of_cause in values.items() if of_cause]
    filters = {each.key: asked.values[each.key] for each in asked.report.params}
    return asked.table(
        columns=_OF_CAUSE,
        rows=[
            (
                key,
                len(values[key]),
                Money(sum(value for value in values[key] if value > 0)),
                Money(-sum(value for value in values[key] if value < 0)),
                Money(sum(values[key])),
            )
            for key in there
        ],
        drills=[
            asked.drill("count_deviations", **{**filters, "by": "document", "cause": key}) for key in there
        ],
        chart=Chart("bar", "cause", ("more", "less")),
    )


def _documents(asked: Asked, found: Sequence[Deviation]) -> Table:
    item, place = asked.books.catalogue.item_by_id, asked.books.catalogue.place_by_id
    found = sorted(found, key=_by_day)
    return asked.table(
        columns=_OF_DOCUMENT,
        rows=[
            (
                each.cause,
                each.day,
                each.number,
                item(each.item_id).code,
                item(each.item_id).name,
                place(each.place_id).name,
                Quantity(each.quantity),
                Money(each.value),
            )
            for each in found
        ],
        drills=Drills(len(found), lambda number: Drill("document", (("uid", found[number].document_uid),))),
    )


def _by_day(each: Deviation) -> str:
    return each.day


COUNT_DEVIATIONS = Report(
    key="count_deviations",
    label=N_("账实偏差"),
    tab=Tab.STOCK,
    params=(
        params.SINCE,
        params.UNTIL,
        _BY,
        _CAUSE,
        params.WAREHOUSE,
        params.CATEGORY,
        params.ITEM,
    ),
    build=build,
    about=("item", "head"),
    types=tuple(each.key for each in TYPES if each.moves or each.compares),
    help=N_("账和货为什么对不上：期初没录或录得不准、再盘的盈亏、没盘先出、盘过又不够。"),
)
