"""Sales order: goods promised to a customer; moves nothing, reserves goods (F34)."""

from app.core.text import N_
from app.domain.documents import fields as f
from app.domain.documents.spec import DocType, Expects, Party, Tab

SALES_ORDER = DocType(
    key="sales_order",
    label=N_("销售订单"),
    prefix="XD",
    tab=Tab.SALES,
    party=Party.CUSTOMER,
    header=(
        f.CUSTOMER,
        f.DATE,
        f.WAREHOUSE,
        f.PROMISED_ON,
        f.SALESPERSON,
        f.TAX_INCLUDED,
        f.DISCOUNT,
        f.ROUNDING,
        f.ADDRESS,
        f.THEIR_NUMBER,
        f.REMARK,
    ),
    line=(
        f.ITEM,
        f.QUANTITY,
        f.UNIT,
        f.PRICE,
        f.PRICE_SOURCE,
        f.LINE_DISCOUNT,
        f.TAX_RATE,
        f.AMOUNT,
        f.GIFT,
        f.LINE_REMARK,
    ),
    expects=Expects.RESERVED,
    help=N_("客户要货；发货时由它转成销售出库单，可分多次发。"),
)
