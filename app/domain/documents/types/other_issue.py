"""Other issue: goods leave without a sale, with a reason: damage, own use, gift, sample (G43)."""

from app.core.text import N_
from app.domain.documents import fields as f
from app.domain.documents.spec import OTHER, WAREHOUSE, Basis, DocType, Moves, Tab

OTHER_ISSUE = DocType(
    key="other_issue",
    label=N_("其他出库单"),
    prefix="QCK",
    tab=Tab.STOCK,
    amounts=False,
    header=(f.DATE, f.WAREHOUSE, f.LOSS_REASON, f.HANDLER, f.HAPPENED_AT, f.REMARK),
    line=(f.ITEM, f.QUANTITY, f.UNIT, *f.TRACKING, f.LINE_REMARK),
    moves=(Moves(WAREHOUSE, OTHER, Basis.STOCK),),
    help=N_("不是卖出去的货：报损、领用、赠送、样品……成本按库存结转。"),
)
