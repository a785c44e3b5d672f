"""Purchase order: goods asked of a supplier; moves nothing, promises incoming goods (F18)."""

from app.core.text import N_
from app.domain.documents import fields as f
from app.domain.documents.spec import DocType, Expects, Party, Tab

PURCHASE_ORDER = DocType(
    key="purchase_order",
    label=N_("采购订单"),
    prefix="CD",
    tab=Tab.PURCHASE,
    party=Party.SUPPLIER,
    header=(
        f.SUPPLIER,
        f.DATE,
        f.WAREHOUSE,
        f.EXPECTED_ON,
        f.BUYER,
        f.TAX_INCLUDED,
        f.DISCOUNT,
        f.ROUNDING,
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
    expects=Expects.INCOMING,
    help=N_("向供应商订货；到货后由它转成采购入库单，可分多次收。"),
)
