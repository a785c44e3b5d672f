"""Sales return: goods come back from a customer at what they left at (F40, R12, R13)."""

from app.core.text import N_
from app.domain.documents import fields as f
from app.domain.documents.spec import (
    FROM_CUSTOMER,
    WAREHOUSE,
    Basis,
    DocType,
    Moves,
    Owes,
    Party,
    Side,
    Source,
    Tab,
)

SALES_RETURN = DocType(
    key="sales_return",
    label=N_("销售退货单"),
    prefix="XT",
    tab=Tab.SALES,
    party=Party.CUSTOMER,
    header=(
        f.CUSTOMER,
        f.DATE,
        f.WAREHOUSE,
        f.SALESPERSON,
        f.TAX_INCLUDED,
        f.DISCOUNT,
        f.ROUNDING,
        f.ACCOUNT,
        f.REFUNDED,
        f.HAPPENED_AT,
        f.REMARK,
    ),
    line=(
        f.ITEM,
        f.QUANTITY,
        f.UNIT,
        f.PRICE,
        f.LINE_DISCOUNT,
        f.TAX_RATE,
        f.AMOUNT,
        *f.TRACKING,
        f.LABEL_REASON,
        f.LINE_REMARK,
    ),
    source=Source(("delivery",)),
    moves=(Moves(FROM_CUSTOMER, WAREHOUSE, Basis.RETURNED),),
    owes=Owes(Side.RECEIVABLE, -1),
    cash=-1,
    sales=-1,
    help=N_("客户退货：库存增加，应收减少。从原出库单选单时按原价、原成本退。"),
)
