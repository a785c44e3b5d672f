"""Other receipt: goods come in without a purchase, with a reason (G43)."""

from app.core.text import N_
from app.domain.documents import fields as f
from app.domain.documents.spec import OTHER, WAREHOUSE, Basis, DocType, Moves, Tab

OTHER_RECEIPT = DocType(
    key="other_receipt",
    label=N_("其他入库单"),
    prefix="QR",
    tab=Tab.STOCK,
    header=(f.DATE, f.WAREHOUSE, f.GAIN_REASON, f.HANDLER, f.HAPPENED_AT, f.REMARK),
    line=(f.ITEM, f.QUANTITY, f.UNIT, f.COST_PRICE, f.COST_AMOUNT, *f.TRACKING, f.LINE_REMARK),
    moves=(Moves(OTHER, WAREHOUSE, Basis.GIVEN),),
    help=N_("不是采购来的货：报溢、受赠、归还……"),
)
