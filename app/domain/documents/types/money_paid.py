"""Money paid: to a supplier, settling what we owe or as an advance (F44, G36)."""

from app.core.field import Field
from app.core.kinds import Kind
from app.core.text import N_
from app.domain.documents import fields as f
from app.domain.documents.spec import DocType, Owes, Party, Side, Source, Tab

ACCOUNT = Field("account", N_("付款账户"), Kind.LINK, required=True, link="account")
SECOND_ACCOUNT = Field("account_2", N_("付款账户二"), Kind.LINK, link="account", folded=True)
PAID = Field("paid", N_("付款金额"), Kind.MONEY, required=True, least=0, own=True)
PAID_SECOND = Field("paid_2", N_("付款金额二"), Kind.MONEY, least=0, folded=True, own=True)
WRITTEN_OFF = Field("written_off", N_("付款优惠"), Kind.MONEY, least=0, help=N_("少付但算结清的零头"))
SETTLED = Field("amount", N_("本次核销"), Kind.MONEY, required=True)

MONEY_PAID = DocType(
    key="money_paid",
    label=N_("付款单"),
    prefix="FK",
    tab=Tab.PURCHASE,
    party=Party.SUPPLIER,
    header=(
        f.SUPPLIER,
        f.DATE,
        ACCOUNT,
        PAID,
        WRITTEN_OFF,
        SECOND_ACCOUNT,
        PAID_SECOND,
        f.ADVANCE,
        f.HANDLER,
        f.REMARK,
    ),
    line=(SETTLED, f.LINE_REMARK),
    source=Source(
        (
            "opening_payable",
            "goods_receipt",
            "purchase_return",
            "landed_cost",
            "price_adjustment",
            "money_paid",
        ),
        counts=False,
        settles=True,
    ),
    owes=Owes(Side.PAYABLE, -1),
    cash=-1,
    settles=True,
    states=("paid", "paid_2", "written_off"),
    help=N_("付给供应商的钱；行里核销单据，不写行时按先到期先核销，余下的是预付。"),
)
