"""Opening stock: the goods a firm starts with, at their cost (F09)."""

from app.core.text import N_
from app.domain.documents import fields as f
from app.domain.documents.spec import OPENING, WAREHOUSE, Basis, DocType, Moves, Tab

OPENING_STOCK = DocType(
    key="opening_stock",
    label=N_("期初库存"),
    prefix="QC",
    tab=Tab.STOCK,
    header=(f.DATE, f.WAREHOUSE, f.HANDLER, f.REMARK),
    line=(f.ITEM, f.QUANTITY, f.UNIT, f.COST_PRICE, f.COST_AMOUNT, *f.TRACKING, f.LINE_REMARK),
    moves=(Moves(OPENING, WAREHOUSE, Basis.GIVEN),),
    help=N_("启用时手上的货和它们的成本；金额直接写明细行的总成本最准。"),
)
