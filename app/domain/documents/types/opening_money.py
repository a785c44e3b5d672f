"""Opening money: what is in an account when the firm starts; below zero it is overdrawn (F09)."""

from app.core.field import Field
from app.core.kinds import Kind
from app.core.text import N_
from app.domain.documents import fields as f
from app.domain.documents.spec import DocType, Tab

ACCOUNT = Field("account", N_("资金账户"), Kind.LINK, required=True, link="account")
BALANCE = Field("paid", N_("期初余额"), Kind.MONEY, required=True, own=True)

OPENING_MONEY = DocType(
    key="opening_money",
    label=N_("期初资金"),
    prefix="QZ",
    tab=Tab.MONEY,
    header=(ACCOUNT, f.DATE, BALANCE, f.REMARK),
    line=(),
    states=(BALANCE.key,),
    cash=1,
    help=N_("启用时账户里的钱，一个账户一张；透支写负数。"),
)
