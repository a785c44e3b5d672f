"""What is decided when a firm is made (decisions 11), declared as Fields; it shapes every figure that follows."""

from typing import Final

from app.core.field import Choice, Field
from app.core.kinds import Kind
from app.core.text import N_

NAME = Field("name", N_("账套名称"), Kind.TEXT, required=True, longest=100)
METHOD = Field(
    "method",
    N_("成本计算方法"),
    Kind.CHOICE,
    required=True,
    default="moving_average",
    choices=(Choice("moving_average", N_("移动加权平均")), Choice("fifo", N_("先进先出"))),
)
POOL = Field(
    "pool",
    N_("成本核算范围"),
    Kind.CHOICE,
    required=True,
    default="item",
    choices=(Choice("item", N_("全部仓库合算")), Choice("item_warehouse", N_("各仓库分算"))),
)
TAXPAYER = Field(
    "taxpayer",
    N_("纳税人类型"),
    Kind.CHOICE,
    required=True,
    default="general",
    choices=(Choice("general", N_("一般纳税人")), Choice("small_scale", N_("小规模纳税人"))),
    help=N_("小规模纳税人的采购成本含税"),
)
STARTED_ON = Field(
    "started_on", N_("启用日期"), Kind.DATE, least="1990-01-01", most="2199-12-31", help=N_("不填是今天")
)

PROFILE: Final = (NAME, METHOD, POOL, TAXPAYER, STARTED_ON)
