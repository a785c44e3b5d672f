"""Price adjustment: the bill differs from an estimated receipt (G33, R17)."""

from app.core.field import Field
from app.core.kinds import Kind
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

DIFFERENCE_AMOUNT = Field(
    "amount", N_("差额（不含税）"), Kind.MONEY, required=True, help=N_("新的总额减去入库时的总额")
)

PRICE_ADJUSTMENT = DocType(
    key="price_adjustment",
    label=N_("暂估调价单"),
    prefix="TJ",
    tab=Tab.PURCHASE,
    party=Party.SUPPLIER,
    header=(f.SUPPLIER, f.DATE, f.DUE_ON, f.THEIR_NUMBER, f.REMARK),
    line=(f.ITEM, DIFFERENCE_AMOUNT, f.TAX_RATE, f.LINE_REMARK),
    source=Source(("goods_receipt",), counts=False, compulsory=True),
    moves=(Moves(FROM_SUPPLIER, WAREHOUSE, Basis.REPRICED, quantity=""),),
    owes=Owes(Side.PAYABLE, 1),
    reprices=True,
    help=N_("发票价与暂估入库价不同：差额进入库存成本，已卖出的部分进入销售成本。"),
)
