"""Account: where money is: a till, a bank account, WeChat, Alipay."""

from app.core.field import Choice, Field
from app.core.kinds import Kind
from app.core.text import N_
from app.domain.records import fields as f
from app.domain.records.spec import RecordType

ACCOUNT = RecordType(
    key="account",
    label=N_("资金账户"),
    group="account",
    prefix="ZH",
    fields=(
        Field("name", N_("账户名称"), Kind.TEXT, required=True, unique=True, longest=60),
        f.CODE,
        Field(
            "kind",
            N_("类型"),
            Kind.CHOICE,
            required=True,
            default="cash",
            choices=(
                Choice("cash", N_("现金")),
                Choice("bank", N_("银行")),
                Choice("wechat", N_("微信")),
                Choice("alipay", N_("支付宝")),
                Choice("card", N_("刷卡")),
                Choice("other", N_("其他")),
            ),
        ),
        f.BANK,
        f.ACCOUNT_NUMBER,
        f.REMARK,
        f.MNEMONIC,
        f.IS_ACTIVE,
    ),
    columns=("code", "name", "kind", "bank", "account_number", "is_active"),
    searched=("name", "bank"),
    help=N_("钱在哪里：现金、银行、微信、支付宝。"),
)
