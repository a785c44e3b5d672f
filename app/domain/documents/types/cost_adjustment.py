"""Cost adjustment: value only, with a reason; never below zero (G34, R16)."""

from app.core.field import Field
from app.core.kinds import Kind
from app.core.text import N_
from app.domain.documents import fields as f
from app.domain.documents.spec import ADJUSTMENT, WAREHOUSE, Basis, DocType, Moves, Tab

REASON = Field("remark", N_("原因"), Kind.TEXT, required=True, longest=500)
CHANGE = Field("amount", N_("调整金额"), Kind.MONEY, required=True, help=N_("正数增加库存成本，负数减少"))

COST_ADJUSTMENT = DocType(
    key="cost_adjustment",
    label=N_("成本调整单"),
    prefix="CB",
    tab=Tab.STOCK,
    header=(f.DATE, f.WAREHOUSE, f.HANDLER, REASON),
    line=(f.ITEM, CHANGE, f.LINE_REMARK),
    moves=(Moves(ADJUSTMENT, WAREHOUSE, Basis.REVALUED, quantity=""),),
    help=N_("只改库存金额，不改数量；没有库存时直接计入销售成本。"),
)
