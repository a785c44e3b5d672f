"""Goods receipt: goods come from a supplier at the line's net amount; we owe for them (F23)."""

from app.core.text import N_
from app.domain.documents import fields as f
from app.domain.documents.spec import (
    FROM_SUPPLIER,
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

GOODS_RECEIPT = DocType(
    key="goods_receipt",
    label=N_("采购入库单"),
    prefix="CR",
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
        f.PAID,
        f.DUE_ON,
        f.THEIR_NUMBER,
        f.HAPPENED_AT,
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
        *f.TRACKING,
        f.LABEL_REASON,
        f.LINE_REMARK,
    ),
    source=Source(("purchase_order",), excess="over_receipt_rate"),
    moves=(Moves(FROM_SUPPLIER, WAREHOUSE, Basis.GIVEN),),
    owes=Owes(Side.PAYABLE, 1),
    cash=-1,
    purchases=1,
    help=N_("收到货物：库存增加，应付增加。可从采购订单选单，也可直接入库。"),
)
