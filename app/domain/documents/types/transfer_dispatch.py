"""Transfer, first step: goods leave a warehouse and are in transit (F49)."""

from app.core.text import N_
from app.domain.documents import fields as f
from app.domain.documents.spec import IN_TRANSIT, WAREHOUSE, Basis, DocType, Moves, Tab

TRANSFER_DISPATCH = DocType(
    key="transfer_dispatch",
    label=N_("调拨发出单"),
    prefix="DF",
    tab=Tab.STOCK,
    amounts=False,
    header=(f.DATE, f.FROM_WAREHOUSE, f.TO_WAREHOUSE, f.HANDLER, f.HAPPENED_AT, f.REMARK),
    line=(f.ITEM, f.QUANTITY, f.UNIT, *f.TRACKING, f.LINE_REMARK),
    moves=(Moves(WAREHOUSE, IN_TRANSIT, Basis.CARRIED, strict=True),),
    help=N_("货物离开调出仓库，进入在途；到达后做调拨收货单。"),
)
