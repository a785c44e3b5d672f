"""Stock on hand, of today or of any day: quantity, cost and value; today also what is to come and what is promised."""

from collections.abc import Iterator

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
