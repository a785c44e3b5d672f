"""The fields that document types share; a type lists the ones it asks for."""

from app.core.field import Choice, Field
from app.core.kinds import Kind
from app.core.text import N_
from app.domain.prices import ON_LINES

# Header
DATE = Field("business_date", N_("日期"), Kind.DATE, required=True, least="1990-01-01", most="2199-12-31")
SUPPLIER = Field("party", N_("供应商"), Kind.LINK, required=True, link="supplier")
CUSTOMER = Field("party", N_("客户"), Kind.LINK, required=True, link="customer")
WAREHOUSE = Field("warehouse", N_("仓库"), Kind.LINK, required=True, link="warehouse")
FROM_WAREHOUSE = Field("warehouse", N_("调出仓库"), Kind.LINK, required=True, link="warehouse")
TO_WAREHOUSE = Field("to_warehouse", N_("调入仓库"), Kind.LINK, required=True, link="warehouse")
SALESPERSON = Field("staff", N_("业务员"), Kind.LINK, link="staff")
BUYER = Field("staff", N_("采购员"), Kind.LINK, link="staff")
HANDLER = Field("staff", N_("经手人"), Kind.LINK, link="staff")
EXPECTED_ON = Field("expected_on", N_("预计到货日"), Kind.DATE)
PROMISED_ON = Field("promised_on", N_("交货日期"), Kind.DATE)
DUE_ON = Field(
    "due_on",
    N_("到期日"),
    Kind.DATE,
    folded=True,
    own=True,
    help=N_("账龄按到期日计算；不填按账期或单据日期"),
)
TAX_INCLUDED = Field("tax_included", N_("单价含税"), Kind.BOOL, default=True)
DISCOUNT = Field("discount", N_("整单优惠"), Kind.MONEY, least=0)
ROUNDING = Field("rounding", N_("抹零"), Kind.MONEY)
THEIR_NUMBER = Field("their_number", N_("对方单号"), Kind.CODE, folded=True, longest=60)
ACCOUNT = Field("account", N_("结算账户"), Kind.LINK, link="account")
PAID = Field("paid", N_("本次付款"), Kind.MONEY, least=0, own=True)
RECEIVED = Field("paid", N_("本次收款"), Kind.MONEY, least=0, own=True)
REFUNDED = Field("paid", N_("本次退款"), Kind.MONEY, least=0, own=True)
SECOND_ACCOUNT = Field("account_2", N_("结算账户二"), Kind.LINK, link="account", folded=True)
RECEIVED_SECOND = Field("paid_2", N_("收款二"), Kind.MONEY, least=0, folded=True, own=True)
OPENING_AMOUNT = Field("amount", N_("期初余额"), Kind.MONEY, required=True)
ADVANCE = Field("advance", N_("留作预收预付"), Kind.BOOL, folded=True, help=N_("勾上就不自动核销"))
CHANGE = Field("change", N_("找零"), Kind.MONEY, read_only=True, folded=True, own=True)
REMARK = Field("remark", N_("备注"), Kind.TEXT, longest=500)
ADDRESS = Field("address", N_("送货地址"), Kind.TEXT, folded=True)
LOOKED_FOR = frozenset({THEIR_NUMBER.key})
"""What of a head is kept with the firm's own fields, to be looked for."""
HAPPENED_AT = Field("happened_at", N_("实际时间"), Kind.INSTANT, folded=True, own=True)

# Line
ITEM = Field("item", N_("商品"), Kind.LINK, required=True, link="item")
QUANTITY = Field("quantity", N_("数量"), Kind.QUANTITY, required=True, least=0)
UNIT = Field("unit", N_("单位"), Kind.TEXT)
PRICE = Field("price", N_("单价"), Kind.PRICE, least=0)
COST_PRICE = Field("price", N_("成本单价"), Kind.PRICE, least=0)
PRICE_SOURCE = Field(
    "price_source",
    N_("取价"),
    Kind.CHOICE,
    choices=ON_LINES,
    read_only=True,
    own=True,
    help=N_("单价是哪里来的：最近价、活动价……自己改过的写“手改”"),
)
LINE_DISCOUNT = Field(
    "discount", N_("折扣"), Kind.RATE, least=0, most=1_000_000, help=N_("减去的百分比：5% 即九五折")
)
TAX_RATE = Field("tax_rate", N_("税率"), Kind.RATE, least=0, most=1_000_000)
AMOUNT = Field("amount", N_("金额"), Kind.MONEY, least=0)
COST_AMOUNT = Field("amount", N_("成本金额"), Kind.MONEY, least=0)
GIFT = Field("gift", N_("赠品"), Kind.BOOL)
BATCH = Field("batch", N_("批号"), Kind.CODE, longest=60)
PRODUCED_ON = Field("produced_on", N_("生产日期"), Kind.DATE)
EXPIRES_ON = Field("expires_on", N_("有效期至"), Kind.DATE)
SERIALS = Field("serials", N_("序列号"), Kind.NOTE, longest=100_000, own=True)
LABEL_REASON = Field(
    "label_reason",
    N_("手输标签的原因"),
    Kind.TEXT,
    longest=200,
    folded=True,
    own=True,
    help=N_("标签扫不出来、照着打字时写的原因"),
)
LINE_REMARK = Field("remark", N_("行备注"), Kind.TEXT)
TRACKING = (BATCH, PRODUCED_ON, EXPIRES_ON, SERIALS)
"""Optional data carried by moves: batch, expiry, serial numbers."""

LOSS_REASON = Field(
    "reason",
    N_("原因"),
    Kind.CHOICE,
    required=True,
    choices=(
        Choice("damage", N_("报损")),
        Choice("own_use", N_("领用")),
        Choice("gift", N_("赠送")),
        Choice("sample", N_("样品")),
        Choice("other", N_("其他")),
    ),
)
GAIN_REASON = Field(
    "reason",
    N_("原因"),
    Kind.CHOICE,
    required=True,
    choices=(
        Choice("found", N_("报溢")),
        Choice("gift", N_("受赠")),
        Choice("returned", N_("归还")),
        Choice("other", N_("其他")),
    ),
)
