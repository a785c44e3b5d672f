"""Customer refund: what a customer paid in advance, or has to its credit, is given back (F44)."""

from app.core.field import Field
from app.core.kinds import Kind
from app.core.text import N_
from app.domain.documents import fields as f
from app.domain.documents.spec import DocType, Owes, Party, Side, Source, Tab

ACCOUNT = Field("account", N_("付款账户"), Kind.LINK, required=True, link="account")
SECOND_ACCOUNT = Field("account_2", N_("付款账户二"), Kind.LINK, link="account", folded=True)
REFUNDED = Field("paid", N_("退款金额"), Kind.MONEY, required=True, least=0, own=True)
REFUNDED_SECOND = Field("paid_2", N_("退款金额二"), Kind.MONEY, least=0, folded=True, own=True)
SETTLED = Field("amount", N_("本次核销"), Kind.MONEY, required=True)

CUSTOMER_REFUND = DocType(
    key="customer_refund",
    label=N_("客户退款单"),
    prefix="KT",
    tab=Tab.SALES,
    party=Party.CUSTOMER,
    header=(
        f.CUSTOMER,
        f.DATE,
        ACCOUNT,
        REFUNDED,
        SECOND_ACCOUNT,
        REFUNDED_SECOND,
        f.HANDLER,
        f.REMARK,
    ),
    line=(SETTLED, f.LINE_REMARK),
    source=Source(("money_received", "sales_return", "opening_receivable"), counts=False, settles=True),
    owes=Owes(Side.RECEIVABLE, 1),
    cash=-1,
    settles=True,
    pays_back=True,
    states=("paid", "paid_2"),
    help=N_("把客户的预收款、没有抵扣的退货款退给他；不写行时先退最早的。"),
)
