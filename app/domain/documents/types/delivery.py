"""Delivery: goods go to a customer at what stock says; the customer owes for them (F37, F44)."""

from app.core.text import N_
from app.domain.documents import fields as f
from app.domain.documents.spec import (
    TO_CUSTOMER, WAREHOUSE, Basis, DocType, Moves, Owes, Party, Side, Source, Tab,
)

DELIVERY = DocType(
    key="delivery",
    label=N_("销售出库单"),
    prefix="XS",
    tab=Tab.SALES,
    party=Party.CUSTOMER,
    header=(
        f.CUSTOMER, f.DATE, f.WAREHOUSE, f.SALESPERSON, f.TAX_INCLUDED, f.DISCOUNT, f.ROUNDING, f.ACCOUNT,
        f.RECEIVED, f.SECOND_ACCOUNT, f.RECEIVED_SECOND, f.CHANGE, f.DUE_ON, f.ADDRESS, f.THEIR_NUMBER, f.HAPPENED_AT, f.REMARK,
    ),
    line=(
        f.ITEM, f.QUANTITY, f.UNIT, f.PRICE, f.LINE_DISCOUNT, f.TAX_RATE, f.AMOUNT, f.GIFT, *f.TRACKING,
        f.LINE_REMARK,
    ),
    source=Source(("sales_order",), excess="over_delivery_rate"),
    moves=(Moves(WAREHOUSE, TO_CUSTOMER, Basis.STOCK),),
    owes=Owes(Side.RECEIVABLE, 1),
    cash=1,
    sales=1,
    help=N_("卖出货物：库存减少，应收增加，成本同时结转。"),
)
