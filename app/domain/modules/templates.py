"""What a new firm of a line of business begins with: modules, settings, a few categories, the unit it counts in.

Everything can be changed afterwards; nothing in the program asks which template a firm began with.
"""

from dataclasses import dataclass

from app.core.extension import Family
from app.core.text import EMPTY, N_, Label


@dataclass(frozen=True, kw_only=True, slots=True)
class Template:
    """One beginning: modules that are off, settings that are not at their defaults, names of categories, a unit."""

    key: str
    label: Label
    help: Label
    off: frozenset[str] = frozenset()
    settings: tuple[tuple[str, object], ...] = ()
    categories: tuple[Label, ...] = ()
    unit: Label = EMPTY


STANDARD = Template(
    key="standard",
    label=N_("标准版"),
    help=N_("采购、销售、库存、往来全都有；拿不准就选它，用不着的以后再关"),
)
FOOD = Template(
    key="food",
    label=N_("食品"),
    help=N_("批号、有效期、箱和包、称重；不用序列号和组装"),
    off=frozenset({"serials", "assembly"}),
    categories=(
        N_("粮油"),
        N_("调味品"),
        N_("酒水饮料"),
        N_("休闲食品"),
        N_("乳品"),
        N_("冷冻冷藏"),
        N_("生鲜"),
    ),
    unit=N_("袋"),
)
CLOTHING = Template(
    key="clothing",
    label=N_("服装"),
    help=N_("按件卖，颜色和尺码写在规格里；不用批号、箱包、称重和组装"),
    off=frozenset({"batches", "serials", "units", "measured", "assembly", "costs"}),
    categories=(N_("上装"), N_("裤装"), N_("裙装"), N_("外套"), N_("内衣"), N_("鞋"), N_("配饰")),
    unit=N_("件"),
)
HARDWARE = Template(
    key="hardware",
    label=N_("五金"),
    help=N_("称重、按米卖、箱和包、组装；不用批号和序列号"),
    off=frozenset({"batches", "serials"}),
    categories=(N_("紧固件"), N_("工具"), N_("电工"), N_("水暖"), N_("管材型材"), N_("油漆辅料")),
    unit=N_("个"),
)
MARKET = Template(
    key="market",
    label=N_("商超"),
    help=N_("扫码快卖、抹到角、有效期、称重；不用订单、序列号、组装、信用额度和业务员"),
    off=frozenset({"orders", "serials", "assembly", "costs", "credit", "staff"}),
    settings=(("rounding", "jiao"),),
    categories=(
        N_("粮油调味"),
        N_("酒水饮料"),
        N_("休闲食品"),
        N_("烟"),
        N_("日化"),
        N_("生鲜"),
        N_("日用百货"),
    ),
    unit=N_("个"),
)
SERVICES = Template(
    key="services",
    label=N_("无库存"),
    help=N_("只有服务、销售和收款，没有货：维修、咨询、培训、代理"),
    off=frozenset({"purchases", "stock", "orders", "units", "measured"}),
    categories=(N_("服务"),),
    unit=N_("次"),
)
REGISTER = Template(
    key="register",
    label=N_("出入库登记"),
    help=N_("先只记货进货出和盘点，钱和买卖以后再打开"),
    off=frozenset(
        {
            "purchases",
            "sales",
            "money",
            "orders",
            "warehouses",
            "batches",
            "serials",
            "assembly",
            "costs",
            "tax",
            "discounts",
        }
    ),
    unit=N_("个"),
)

TEMPLATES: Family[Template] = Family(
    "template", STANDARD, FOOD, CLOTHING, HARDWARE, MARKET, SERVICES, REGISTER
)
