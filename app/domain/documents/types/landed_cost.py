"""Landed cost: freight, duty or handling shared over receipts, from a third party's bill (G32, R18, GV7)."""

from app.core.field import Choice, Field
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

CARRIER = Field("party", N_("承运或服务方"), Kind.LINK, required=True, link="supplier")
COST = Field("cost", N_("费用金额（不含税）"), Kind.MONEY, required=True)
SHARED_BY = Field(
    "basis",
    N_("分摊方式"),
    Kind.CHOICE,
    required=True,
    default="amount",
    choices=(Choice("amount", N_("按金额")), Choice("quantity", N_("按数量"))),
)
SHARE = Field("amount", N_("分摊金额"), Kind.MONEY, read_only=True)

LANDED_COST = DocType(
    key="landed_cost",
    label=N_("采购费用单"),
    prefix="FY",
    tab=Tab.PURCHASE,
    party=Party.SUPPLIER,
    header=(CARRIER, f.DATE, COST, SHARED_BY, f.DUE_ON, f.THEIR_NUMBER, f.REMARK),
    line=(f.ITEM, SHARE, f.TAX_RATE, f.LINE_REMARK),
    source=Source(("goods_receipt",), counts=False, compulsory=True, other_party=True),
    moves=(Moves(FROM_SUPPLIER, WAREHOUSE, Basis.REPRICED, quantity=""),),
    owes=Owes(Side.PAYABLE, 1),
    reprices=True,
    shares="cost",
    help=N_("运费、关税、装卸费分摊到入库成本；已卖出的部分进入销售成本。"),
)
