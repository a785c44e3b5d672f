"""Purchase return: goods go back to the supplier at the receipt's price (F24, R14)."""

from app.core.text import N_
from app.domain.documents import fields as f
from app.domain.documents.spec import (
    TO_SUPPLIER,
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

PURCHASE_RETURN = DocType(
    key="purchase_return",
    label=N_("采购退货单"),
    prefix="CT",
    tab=Tab.PURCHASE,
    party=Party.SUPPLIER,
    header=(
        f.SUPPLIER,
        f.DATE,
        f.WAREHOUSE,
        f.BUYER,
        f.TAX_INCLUDED,
        f.DISCOUNT,
        f.ROUNDING,
        f.ACCOUNT,
        f.REFUNDED,
        f.THEIR_NUMBER,
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
    source=Source(("goods_receipt",)),
    moves=(Moves(WAREHOUSE, TO_SUPPLIER, Basis.SENT_BACK, strict=True),),
    owes=Owes(Side.PAYABLE, -1),
    cash=1,
    purchases=-1,
    help=N_("把货退给供应商：库存减少，应付减少。从原入库单选单时按原价退。"),
)
