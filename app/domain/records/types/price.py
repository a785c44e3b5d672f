"""Price: what an item is sold for to somebody, from some quantity, in some days; a price sheet is many (G03)."""

from collections.abc import Iterator

from app.core.errors import BusinessError
from app.core.field import Field
from app.core.kinds import Kind
from app.core.text import N_, Message
from app.domain.errors import MissingField, OneOrTheOther, TooEarly
from app.domain.prices import BOOKED, LEVEL, LEVELS, OWN, PROMOTION
from app.domain.records import fields as f
from app.domain.records.spec import RecordType, Values

_SOURCE = Field(
    "source",
    N_("价格种类"),
    Kind.CHOICE,
    required=True,
    default=PROMOTION,
    choices=BOOKED,
    help=N_("专属价给一个客户，等级价给一个价格等级，活动价谁都可以给"),
)
_CUSTOMER = Field("customer", N_("客户"), Kind.LINK, link="customer", help=N_("不填不限客户"))
_LEVEL = Field("level", N_("价格等级"), Kind.CHOICE, choices=LEVELS, help=N_("不填不限等级"))
_SINCE = Field("since", N_("从"), Kind.DATE, help=N_("不填一直有效"))
_UNTIL = Field("until", N_("到"), Kind.DATE, help=N_("包括这一天；不填一直有效"))
_ASKED = {OWN: _CUSTOMER, LEVEL: _LEVEL}


def is_for_somebody(values: Values) -> Iterator[BusinessError]:
    """Refuse a price of a customer without one, of a level without one, and one for both a customer and a level."""
    asked = _ASKED.get(values["source"])
    if asked is not None and not values[asked.key]:
        yield MissingField(label=Message.of(asked.label), field=asked.key)
    elif values["customer"] and values["level"]:
        label, other = Message.of(_CUSTOMER.label), Message.of(_LEVEL.label)
        yield OneOrTheOther(label=label, other=other, field=_LEVEL.key)


def ends_after_it_begins(values: Values) -> Iterator[BusinessError]:
    """Refuse a price that ends before it begins."""
    if values["until"] and values["until"] < values["since"]:
        yield TooEarly(
            label=Message.of(_UNTIL.label),
            value=values["until"],
            other=Message.of(_SINCE.label),
            since=values["since"],
            field=_UNTIL.key,
        )


PRICE = RecordType(
    key="price",
    label=N_("价格表"),
    group="price",
    prefix="JG",
    fields=(
        Field(
            "name",
            N_("价格表名称"),
            Kind.TEXT,
            required=True,
            default=N_("价格表"),
            longest=60,
            help=N_("同一张价格表的各行用同一个名称，如“国庆活动”"),
        ),
        f.CODE,
        _SOURCE,
        _CUSTOMER,
        _LEVEL,
        Field("item", N_("商品"), Kind.LINK, required=True, link="item"),
        Field("unit", N_("单位"), Kind.TEXT, longest=10, help=N_("不填是基本单位；箱价不从单个的价格推算")),
        Field(
            "from_quantity", N_("起订数量"), Kind.QUANTITY, least=0, help=N_("买到这么多才是这个价；不填不限")
        ),
        Field("price", N_("单价"), Kind.PRICE, required=True, least=1),
        _SINCE,
        _UNTIL,
        f.REMARK,
        f.MNEMONIC,
        f.IS_ACTIVE,
    ),
    columns=(
        "name",
        "item",
        "customer",
        "level",
        "source",
        "unit",
        "from_quantity",
        "price",
        "since",
        "until",
        "is_active",
    ),
    searched=("name",),
    unit_of="item",
    names_alike=True,
    checks=(is_for_somebody, ends_after_it_begins),
    help=N_("给一个客户、一个等级或一段时间的售价，可以按数量分档。"),
)
