"""Item: an article of trade, with its units, bar codes, prices and stock limits (F01, G06, G07)."""

from collections.abc import Iterator

from app.core.errors import BusinessError
from app.core.field import Field
from app.core.kinds import Kind
from app.core.numbers import WHOLE
from app.core.text import N_, Message
from app.domain.errors import InUse, RatioFrozen, RepeatedValue, UnknownUnit, WrongValue
from app.domain.records.spec import Part, RecordType, Values

_NAME = Field("name", N_("品名"), Kind.TEXT, required=True, longest=120)
_BASE_UNIT = Field("base_unit", N_("基本单位"), Kind.TEXT, required=True, default=N_("个"), longest=10)
_UNIT_NAME = Field("name", N_("单位"), Kind.TEXT, required=True, longest=10)
_PRICES = (
    Field("purchase", N_("进价"), Kind.PRICE, least=0),
    Field("retail", N_("零售价"), Kind.PRICE, least=0),
    Field("wholesale", N_("批发价"), Kind.PRICE, least=0),
    Field("lowest", N_("最低售价"), Kind.PRICE, least=0, folded=True),
)
_IS_SERVICE = Field("is_service", N_("服务（无库存）"), Kind.BOOL, folded=True)
_LARGEST_RATIO = 1_000_000_000
_LARGER_UNITS = 3

UNITS = Part(
    "units",
    N_("大单位"),
    (
        _UNIT_NAME,
        Field(
            "numerator",
            N_("换算"),
            Kind.INTEGER,
            required=True,
            least=1,
            most=_LARGEST_RATIO,
            help=N_("1 个这种单位等于多少基本单位"),
        ),
        Field(
            "denominator",
            N_("换算除以"),
            Kind.INTEGER,
            required=True,
            default=1,
            least=1,
            most=_LARGEST_RATIO,
            folded=True,
            help=N_("换算不是整数时用：1 斤 = 1/2 公斤，换算 1，除以 2"),
        ),
        Field("for_purchase", N_("采购默认"), Kind.BOOL),
        Field("for_sale", N_("销售默认"), Kind.BOOL),
        *_PRICES,
    ),
    unlike="name",
    most=_LARGER_UNITS,
)
BARCODES = Part(
    "barcodes",
    N_("条码"),
    (
        Field("code", N_("条码"), Kind.CODE, required=True, longest=60),
        Field("unit", N_("单位"), Kind.TEXT, longest=10, help=N_("不填是基本单位；整箱条码选箱")),
        Field("shared", N_("一码多品"), Kind.BOOL, help=N_("多个商品共用这个条码，扫码时选择")),
    ),
    unlike="code",
)
_LEAST = Field("least", N_("最低库存"), Kind.QUANTITY, least=0)
_MOST = Field("most", N_("最高库存"), Kind.QUANTITY, least=0)
LIMITS = Part(
    "limits",
    N_("库存上下限"),
    (
        Field("warehouse", N_("仓库"), Kind.LINK, required=True, link="warehouse"),
        Field("safety", N_("安全库存"), Kind.QUANTITY, least=0),
        _LEAST,
        _MOST,
    ),
    unlike="warehouse",
)


def units_have_their_own_names(values: Values) -> Iterator[BusinessError]:
    """Refuse a larger unit that is called like the base unit."""
    for number, unit in enumerate(values["units"], start=1):
        if unit["name"] == values["base_unit"]:
            label = Message.of(_UNIT_NAME.label)
            yield RepeatedValue(label=label, value=unit["name"], field="units.name", line=number)


def barcodes_belong_to_units(values: Values) -> Iterator[BusinessError]:
    """Refuse a bar code of a unit that the item does not have."""
    names = {"", values["base_unit"], *(unit["name"] for unit in values["units"])}
    for number, row in enumerate(values["barcodes"], start=1):
        if row["unit"] not in names:
            yield UnknownUnit(item=values["name"], unit=row["unit"], field="barcodes.unit", line=number)


def limits_are_in_order(values: Values) -> Iterator[BusinessError]:
    """Refuse a highest stock below the lowest."""
    for number, row in enumerate(values["limits"], start=1):
        least, most = row["least"], row["most"]
        if least is not None and most is not None and most < least:
            yield WrongValue(label=Message.of(_MOST.label), value="", field="limits.most", line=number)


def ratios_stay(before: Values, after: Values) -> Iterator[BusinessError]:
    """Refuse to rename, re-scale or take away a unit of an item that has moved; new units may come (F01)."""
    if before["base_unit"] != after["base_unit"]:
        yield RatioFrozen(item=before["name"], unit=before["base_unit"], field="base_unit")
    kept = {(unit["name"], unit["numerator"], unit["denominator"]) for unit in after["units"]}
    for unit in before["units"]:
        if (unit["name"], unit["numerator"], unit["denominator"]) not in kept:
            yield RatioFrozen(item=before["name"], unit=unit["name"], field="units")


def goods_stay_goods(before: Values, after: Values) -> Iterator[BusinessError]:
    """Refuse to make a service of goods that have moved."""
    if before["is_service"] != after["is_service"]:
        yield InUse(record=before["name"], label=Message.of(_IS_SERVICE.label), field="is_service")


ITEM = RecordType(
    key="item",
    label=N_("商品"),
    group="item",
    prefix="SP",
    fields=(
        _NAME,
        Field("code", N_("编码"), Kind.CODE, unique=True, longest=40, help=N_("不填自动编号")),
        Field("spec", N_("规格"), Kind.TEXT, longest=100),
        Field("category", N_("分类"), Kind.LINK, link="category"),
        Field("brand", N_("品牌"), Kind.TEXT, longest=60),
        _BASE_UNIT,
        *_PRICES,
        Field("tax_rate", N_("税率"), Kind.RATE, least=0, most=WHOLE),
        Field("default_supplier", N_("默认供应商"), Kind.LINK, link="supplier"),
        Field("mnemonic", N_("助记码"), Kind.CODE, longest=40, help=N_("不填按拼音首字母")),
        Field("remark", N_("备注"), Kind.TEXT, longest=500),
        Field("track_batch", N_("管理批号"), Kind.BOOL),
        Field("track_expiry", N_("管理有效期"), Kind.BOOL),
        Field(
            "base_places",
            N_("基本单位小数位"),
            Kind.INTEGER,
            required=True,
            default=0,
            least=0,
            most=6,
            folded=True,
        ),
        Field("model", N_("型号"), Kind.TEXT, longest=60, folded=True),
        Field("origin", N_("产地"), Kind.TEXT, longest=60, folded=True),
        Field("default_warehouse", N_("默认仓库"), Kind.LINK, link="warehouse", folded=True),
        Field("tax_category", N_("税收分类编码"), Kind.CODE, longest=19, folded=True),
        Field(
            "reference_cost",
            N_("参考成本"),
            Kind.PRICE,
            least=0,
            folded=True,
            help=N_("没有进货价时，负库存按它暂估成本"),
        ),
        Field("shelf_life_days", N_("保质期（天）"), Kind.INTEGER, least=1, most=36_500, folded=True),
        Field("track_serial", N_("管理序列号"), Kind.BOOL, folded=True),
        Field("weighed", N_("称重商品"), Kind.BOOL, folded=True),
        _IS_SERVICE,
        Field("is_active", N_("启用"), Kind.BOOL, default=True, folded=True),
    ),
    parts=(BARCODES, UNITS, LIMITS),
    columns=(
        "code",
        "name",
        "spec",
        "brand",
        "category",
        "base_unit",
        "purchase",
        "retail",
        "wholesale",
        "is_active",
    ),
    searched=("name", "spec", "model", "brand"),
    read=("name",),
    detail="spec",
    prefixed_by=("category", "item_prefix"),
    checks=(units_have_their_own_names, barcodes_belong_to_units, limits_are_in_order),
    once_moved=(ratios_stay, goods_stay_goods),
    alike=("base_unit", "base_places", "track_batch", "track_expiry", "track_serial", "is_service"),
    winds_up=True,
    help=N_("买卖的货物和服务。"),
)
