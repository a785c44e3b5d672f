"""Supplier refund: what we paid a supplier in advance, or have to our credit, comes back (F44)."""

from app.core.field import Field
from app.core.kinds import Kind
from app.core.text import N_
from app.domain.documents import fields as f
from app.domain.documents.spec import DocType, Owes, Party, Side, Source, Tab

ACCOUNT = Field("account", N_("收款账户"), Kind.LINK, required=True, link="account")
SECOND_ACCOUNT = Field("account_2", N_("收款账户二"), Kind.LINK, link="account", folded=True)
REFUNDED = Field("paid", N_("退款金额"), Kind.MONEY, required=True, least=0, own=True)
REFUNDED_SECOND = Field("paid_2", N_("退款金额二"), Kind.MONEY, least=0, folded=True, own=True)
SETTLED = Field("amount", N_("本次核销"), Kind.MONEY, required=True)

SUPPLIER_REFUND = DocType(
    key="supplier_refund",
    label=N_("供应商退款单"),
    prefix="GT",
    tab=Tab.PURCHASE,
    party=Party.SUPPLIER,
    header=(
        f.SUPPLIER,
        f.DATE,
        ACCOUNT,
        REFUNDED,
        SECOND_ACCOUNT,
        REFUNDED_SECOND,
        f.HANDLER,
        f.REMARK,
    ),
    line=(SETTLED, f.LINE_REMARK),
    source=Source(("money_paid", "purchase_return", "opening_payable"), counts=False, settles=True),
    owes=Owes(Side.PAYABLE, 1),
    cash=1,
    settles=True,
    pays_back=True,
    states=("paid", "paid_2"),
    help=N_("收到供应商退回的预付款、没有抵扣的退货款；不写行时先退最早的。"),
)
