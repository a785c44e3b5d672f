"""Money received: from a customer, settling what it owes or as an advance (F44, G36)."""

from app.core.field import Field
from app.core.kinds import Kind
from app.core.text import N_
from app.domain.documents import fields as f
from app.domain.documents.spec import DocType, Owes, Party, Side, Source, Tab

ACCOUNT = Field("account", N_("收款账户"), Kind.LINK, required=True, link="account")
SECOND_ACCOUNT = Field("account_2", N_("收款账户二"), Kind.LINK, link="account", folded=True)
RECEIVED = Field("paid", N_("收款金额"), Kind.MONEY, required=True, least=0, own=True)
RECEIVED_SECOND = Field("paid_2", N_("收款金额二"), Kind.MONEY, least=0, folded=True, own=True)
WRITTEN_OFF = Field("written_off", N_("收款优惠"), Kind.MONEY, least=0, help=N_("少收但算结清的零头"))
SETTLED = Field("amount", N_("本次核销"), Kind.MONEY, required=True)

MONEY_RECEIVED = DocType(
    key="money_received",
    label=N_("收款单"),
    prefix="SK",
    tab=Tab.SALES,
    party=Party.CUSTOMER,
    header=(
        f.CUSTOMER,
        f.DATE,
        ACCOUNT,
        RECEIVED,
        WRITTEN_OFF,
        SECOND_ACCOUNT,
        RECEIVED_SECOND,
        f.ADVANCE,
        f.HANDLER,
        f.REMARK,
    ),
    line=(SETTLED, f.LINE_REMARK),
    source=Source(
        ("opening_receivable", "delivery", "sales_return", "money_received"), counts=False, settles=True
    ),
    owes=Owes(Side.RECEIVABLE, -1),
    cash=1,
    settles=True,
    states=("paid", "paid_2", "written_off"),
    help=N_("收到客户的钱；行里核销单据，不写行时按先到期先核销，余下的是预收。"),
)
