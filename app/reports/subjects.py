"""What the rows of reports about stock are about: the columns that name it."""

from collections.abc import Mapping
from typing import Final

from app.core.kinds import Kind
from app.core.table import Column
from app.core.text import N_

ITEM: Final = (
    Column("code", N_("编码"), Kind.CODE),
    Column("item", N_("商品"), Kind.TEXT),
    Column("spec", N_("规格"), Kind.TEXT),
    Column("unit", N_("单位"), Kind.TEXT),
)
WAREHOUSE: Final = (Column("warehouse", N_("仓库"), Kind.TEXT),)
COLUMNS: Final[Mapping[str, tuple[Column, ...]]] = {
    "item": ITEM,
    "warehouse": WAREHOUSE,
    "item_warehouse": (*ITEM, *WAREHOUSE),
    "category": (Column("category", N_("分类"), Kind.TEXT),),
}
NO_CATEGORY: Final = N_("（未分类）")
