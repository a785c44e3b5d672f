"""What a firm decides for all of its documents, declared as Fields: one list for rules, command line and window.

A setting is read with the default of its field until somebody sets it. Anything else that a firm keeps under a key
(print templates, what columns mean) belongs to its own service.
"""

from collections.abc import Mapping
from typing import Final

from app.core.extension import Family
from app.core.field import Choice, Field
from app.core.kinds import Kind
from app.core.numbers import WHOLE
from app.core.text import N_
from app.domain.documents.tender import ROUNDINGS
from app.domain.prices import SOURCES

DEFAULT_WAREHOUSE = Field(
    "default_warehouse", N_("常用仓库"), Kind.LINK, link="warehouse", help=N_("新单据先填它")
)
TAX_INCLUDED = Field("tax_included", N_("单价含税"), Kind.BOOL, default=True, help=N_("新单据的单价是含税价"))
ROUNDING = Field(
    "rounding",
    N_("抹零"),
    Kind.CHOICE,
    required=True,
    default="fen",
    choices=ROUNDINGS,
    help=N_("按“抹零”时怎样抹"),
)
CREDIT = Field(
    "credit",
    N_("超出信用额度"),
    Kind.CHOICE,
    required=True,
    default="refuse",
    choices=(Choice("refuse", N_("不许过账")), Choice("warn", N_("提醒")), Choice("allow", N_("不管"))),
    help=N_("只对填了信用额度的客户"),
)
CREDIT_COUNTS_ORDERS = Field(
    "credit_counts_orders",
    N_("额度算上没发货的订单"),
    Kind.BOOL,
    default=True,
    help=N_("勾上时，客户的欠款加上没发货的销售订单不能超过额度，开订单时就检查"),
)
ITEM_UNIT = Field(
    "item_unit",
    N_("商品常用单位"),
    Kind.TEXT,
    default=N_("个"),
    longest=10,
    help=N_("新商品的基本单位先填它"),
)
_PRICE_ORDER_HELP = N_("不选按通常次序：专属价、最近价、活动价、等级价、批发价、零售价；没有选到的排在后面")
PRICE_ORDER = tuple(
    Field(key, label, Kind.CHOICE, choices=SOURCES, help=_PRICE_ORDER_HELP)
    for key, label in (
        ("price_order_1", N_("取价先用")),
        ("price_order_2", N_("取价再用")),
        ("price_order_3", N_("取价第三")),
        ("price_order_4", N_("取价第四")),
        ("price_order_5", N_("取价第五")),
    )
)
"""Which source of a selling price goes before which (G03); the sixth follows."""
LEARNS_PRICES = Field(
    "learns_prices",
    N_("记住成交价"),
    Kind.BOOL,
    default=True,
    help=N_("过账时记下单价，同一客户或供应商下次先填它；不勾就不再记新的"),
)
_POLICIES = (Choice("refuse", N_("不许过账")), Choice("warn", N_("提醒")), Choice("allow", N_("不管")))
BELOW_LOWEST = Field(
    "below_lowest",
    N_("低于最低售价"),
    Kind.CHOICE,
    required=True,
    default="warn",
    choices=_POLICIES,
    help=N_("只对填了最低售价的商品；折扣和优惠都算在内"),
)
BELOW_COST = Field(
    "below_cost",
    N_("低于成本"),
    Kind.CHOICE,
    required=True,
    default="warn",
    choices=_POLICIES,
    help=N_("只说低于限价，不说成本是多少"),
)
DISCOUNT_CAP = Field(
    "discount_cap",
    N_("最多折扣"),
    Kind.RATE,
    least=0,
    most=WHOLE,
    help=N_("行折扣和整单优惠合在一起算；不填不限；员工有自己的就按员工的"),
)
OVER_DISCOUNT = Field(
    "over_discount",
    N_("超过最多折扣"),
    Kind.CHOICE,
    required=True,
    default="refuse",
    choices=_POLICIES,
)
EXPIRED = Field(
    "expired",
    N_("过期的货"),
    Kind.CHOICE,
    required=True,
    default="refuse",
    choices=_POLICIES,
    help=N_("收货和卖出，扫码和过账时都看；有效期那一天还能用"),
)
RADAR = Field(
    "radar",
    N_("提示可能的笔误"),
    Kind.BOOL,
    default=True,
    help=N_("过账前看一眼单位、单价、数量、日期有没有离谱的；只提示，不拦"),
)
SAME_AGAIN_HOURS = Field(
    "same_again_hours",
    N_("重复单据（小时）"),
    Kind.INTEGER,
    default=1,
    least=0,
    most=720,
    help=N_("这么久以内给同一个客户开同样的商品和数量，会提示；0 不提示"),
)
STOPS_AT_PRICE = Field(
    "stops_at_price",
    N_("回车停在单价"),
    Kind.BOOL,
    default=False,
    help=N_("不勾时，已经带出单价的行按 Enter 直接到下一行"),
)
WALK_IN_MAY_OWE = Field("walk_in_may_owe", N_("散客可以欠款"), Kind.BOOL, default=False)
OVER_RECEIPT = Field(
    "over_receipt_rate",
    N_("可超收"),
    Kind.RATE,
    default=0,
    least=0,
    most=WHOLE,
    help=N_("采购入库最多比订单多百分之几"),
)
OVER_DELIVERY = Field(
    "over_delivery_rate",
    N_("可超发"),
    Kind.RATE,
    default=0,
    least=0,
    most=WHOLE,
    help=N_("销售出库最多比订单多百分之几"),
)
LETTERHEAD = Field(
    "letterhead",
    N_("公司地址和电话"),
    Kind.TEXT,
    longest=200,
    help=N_("印在每张单据的末尾，全公司一样：地址、电话、开户行和账号"),
)

SLIP_PAID: Final = "paid"
SLIP_ALL: Final = "all"
SLIP_WHEN = Field(
    "slip_when",
    N_("过账后打小票"),
    Kind.CHOICE,
    required=True,
    default=SLIP_PAID,
    choices=(
        Choice("never", N_("不自动打")),
        Choice(SLIP_PAID, N_("当场收付款的销售")),
        Choice(SLIP_ALL, N_("所有销售和退货")),
    ),
    help=N_("只在设了小票打印机的电脑上；别的单据过账后也可以随时打"),
)
DRAWER_ASKS: Final = "ask"
DRAWER = Field(
    "drawer",
    N_("没有销售开钱箱"),
    Kind.CHOICE,
    required=True,
    default=DRAWER_ASKS,
    choices=(Choice(DRAWER_ASKS, N_("写明原因就能开")), Choice("refuse", N_("不许开"))),
    help=N_("开一次记一次，见报表“钱箱记录”"),
)

MIGRATION = Field(
    "migration",
    N_("边卖边盘"),
    Kind.BOOL,
    default=False,
    help=N_("没有期初也能开始：没盘过的货账面不够也能卖，第一次盘点的差异算期初"),
)
MIGRATION_TOLERANCE = Field(
    "migration_tolerance",
    N_("边卖边盘的容差"),
    Kind.RATE,
    default=WHOLE * 3 // 100,
    least=0,
    most=WHOLE,
    help=N_("盘过的货账面不够时，差的不超过进过的货的百分之几就还能卖"),
)

SETTINGS: Family[Field] = Family(
    "setting",
    DEFAULT_WAREHOUSE,
    TAX_INCLUDED,
    ROUNDING,
    CREDIT,
    CREDIT_COUNTS_ORDERS,
    ITEM_UNIT,
    *PRICE_ORDER,
    LEARNS_PRICES,
    BELOW_LOWEST,
    BELOW_COST,
    DISCOUNT_CAP,
    OVER_DISCOUNT,
    EXPIRED,
    RADAR,
    SAME_AGAIN_HOURS,
    STOPS_AT_PRICE,
    WALK_IN_MAY_OWE,
    OVER_RECEIPT,
    OVER_DELIVERY,
    MIGRATION,
    MIGRATION_TOLERANCE,
    SLIP_WHEN,
    DRAWER,
    LETTERHEAD,
)

BEGINS_WITH: Final[Mapping[str, Mapping[str, Field]]] = {"item": {"base_unit": ITEM_UNIT}}
"""Which settings new records begin with: by type of record and field."""
