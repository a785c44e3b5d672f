"""The fields that types of record share."""

from app.core.field import Choice, Field
from app.core.kinds import Kind
from app.core.numbers import WHOLE
from app.core.text import N_
from app.domain.records.spec import Part

CODE = Field("code", N_("编码"), Kind.CODE, unique=True, longest=40, help=N_("不填自动编号"))
PHONE = Field("phone", N_("电话"), Kind.CODE, longest=40)
ADDRESS = Field("address", N_("地址"), Kind.TEXT, longest=200)
REMARK = Field("remark", N_("备注"), Kind.TEXT, longest=500)
BANK = Field("bank", N_("开户行"), Kind.TEXT, longest=100)
ACCOUNT_NUMBER = Field("account_number", N_("账号"), Kind.CODE, longest=40)
IS_ACTIVE = Field("is_active", N_("启用"), Kind.BOOL, default=True, folded=True)
MNEMONIC = Field("mnemonic", N_("助记码"), Kind.CODE, longest=40, folded=True, help=N_("不填按拼音首字母"))

SHORT_NAME = Field("short_name", N_("简称"), Kind.TEXT, longest=40)
TAX_ID = Field("tax_id", N_("税号"), Kind.CODE, longest=40, help=N_("统一社会信用代码"))
TAX_RATE = Field("tax_rate", N_("默认税率"), Kind.RATE, least=0, most=WHOLE, folded=True)
SETTLEMENT = Field(
    "settlement",
    N_("结算方式"),
    Kind.CHOICE,
    required=True,
    default="month",
    choices=(Choice("month", N_("月结")), Choice("cash", N_("现结"))),
    help=N_("现结的单据，收付款预填为全额"),
)
PAYMENT_DAYS = Field("payment_days", N_("账期（天）"), Kind.INTEGER, least=0, most=3650)
PHONE_2 = Field("phone_2", N_("备用电话"), Kind.CODE, longest=40, folded=True)
LANDLINE = Field("landline", N_("座机"), Kind.CODE, longest=40, folded=True)
REGION = Field("region", N_("地区"), Kind.TEXT, longest=60, folded=True)
MORE_OF_A_PARTY = (
    PHONE_2,
    LANDLINE,
    Field("fax", N_("传真"), Kind.CODE, longest=40, folded=True),
    Field("email", N_("邮箱"), Kind.TEXT, longest=100, folded=True),
    Field("wechat", N_("微信号"), Kind.TEXT, longest=60, folded=True),
    Field("category", N_("类别"), Kind.TEXT, longest=60, folded=True),
    Field("created_on", N_("建档日期"), Kind.DATE, folded=True),
)
"""What a party may also be known by; kept for both suppliers and customers."""
CONTACTS = Part(
    "contacts",
    N_("联系人"),
    (
        Field("name", N_("姓名"), Kind.TEXT, required=True, longest=40),
        Field("phone", N_("电话"), Kind.CODE, longest=40),
        Field("remark", N_("职务或备注"), Kind.TEXT, longest=100),
    ),
    most=50,
)
