"""Transfer in one step: goods go from one warehouse to another at once (F49, R23)."""

from app.core.text import N_
from app.domain.documents import fields as f
from app.domain.documents.spec import TO_WAREHOUSE, WAREHOUSE, Basis, DocType, Moves, Tab

TRANSFER = DocType(
    key="transfer",
    label=N_("调拨单"),
    prefix="DB",
    tab=Tab.STOCK,
    amounts=False,
    header=(f.DATE, f.FROM_WAREHOUSE, f.TO_WAREHOUSE, f.HANDLER, f.HAPPENED_AT, f.REMARK),
    line=(f.ITEM, f.QUANTITY, f.UNIT, *f.TRACKING, f.LINE_REMARK),
    moves=(Moves(WAREHOUSE, TO_WAREHOUSE, Basis.CARRIED, strict=True),),
    help=N_("货物从一个仓库到另一个仓库，当场到达；成本不变。"),
)
