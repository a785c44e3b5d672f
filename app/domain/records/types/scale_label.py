"""Scale label: how the codes of one sort of label scale are read; each rule is a record, nothing is hard-wired (G08).

Positions count from 1, as the manuals of scales count them. Which rule fits a code is asked only when no goods have
that very code.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from app.core.check_digit import is_digits
from app.core.errors import BusinessError
from app.core.field import Choice, Field
from app.core.kinds import Kind
from app.core.text import EMPTY, N_, Label, Message
from app.domain.errors import FiguresOverlap, MissingField, OutOfRange, WrongValue
from app.domain.records import fields as f
from app.domain.records.spec import RecordType, Values

ENFORCED, IGNORED = "ean", "none"
PIECES: Final = "pcs"
UNITS: Final = (
    Choice("kg", N_("千克")),
    Choice("jin", N_("斤")),
    Choice("g", N_("克")),
    Choice(PIECES, N_("件数")),
)
"""What a weight in a code may be told in."""
_LONGEST: Final = 32


def _place(
    key: str, label: Label, default: int | None, *, required: bool = False, says: Label = EMPTY
) -> Field:
    return Field(
        key, label, Kind.INTEGER, default=default, required=required, least=1, most=_LONGEST, help=says
    )


_LENGTH = Field("length", N_("总位数"), Kind.INTEGER, required=True, default=13, least=8, most=_LONGEST)
_PREFIX = Field(
    "prefix",
    N_("开头"),
    Kind.CODE,
    required=True,
    default="21",
    longest=6,
    help=N_("秤上设的前缀，一般是 20 到 29 中的两位"),
)
_WEIGHT = (
    _place("weight_start", N_("重量从第几位"), None),
    _place("weight_length", N_("重量几位"), None),
)
_AMOUNT = (
    _place("amount_start", N_("金额从第几位"), 8, says=N_("标签上没有金额的，清空这两格")),
    _place("amount_length", N_("金额几位"), 5),
)
_ITEM = (
    _place(
        "item_start",
        N_("商品编号从第几位"),
        3,
        required=True,
        says=N_("编号连着前缀的（如 2000001），从第 1 位起"),
    ),
    _place("item_length", N_("商品编号几位"), 5, required=True),
)
_SPANS: Final = (_ITEM, _WEIGHT, _AMOUNT)

Span = tuple[int, int]
"""From this character to before that one, counted from 0."""


def span_of(values: Mapping[str, Any], name: str) -> Span | None:
    """Return where a figure stands in the code: `name` is item, weight or amount; None where it does not."""
    start, length = values[f"{name}_start"], values[f"{name}_length"]
    return (start - 1, start - 1 + length) if start and length else None


def says_weight_or_amount(values: Values) -> Iterator[BusinessError]:
    """Ask for a weight or an amount, each with its place and its length."""
    for start, length in (_WEIGHT, _AMOUNT):
        if bool(values[start.key]) != bool(values[length.key]):
            missing = length if values[start.key] else start
            yield MissingField(label=Message.of(missing.label), field=missing.key)
    if not any(values[each.key] for each in (*_WEIGHT, *_AMOUNT)):
        yield MissingField(label=Message.of(_WEIGHT[0].label), field=_WEIGHT[0].key)


def figures_stand_apart(values: Values) -> Iterator[BusinessError]:
    """Refuse figures that reach beyond the code, or into each other; a check digit stands last."""
    room = values["length"] - (values["check"] == ENFORCED)
    taken: dict[int, Field] = {}
    for start, length in _SPANS:
        if not (values[start.key] and values[length.key]):
            continue
        places = range(values[start.key], values[start.key] + values[length.key])
        other = next((taken[place] for place in places if place in taken), None)
        if places[-1] > room:
            yield OutOfRange(
                label=Message.of(length.label),
                value=str(values[length.key]),
                least="1",
                most=str(max(room - values[start.key] + 1, 1)),
                field=length.key,
            )
        elif other is not None:
            yield FiguresOverlap(
                label=Message.of(start.label), other=Message.of(other.label), field=start.key
            )
        taken |= dict.fromkeys(places, start)


def prefix_is_digits(values: Values) -> Iterator[BusinessError]:
    """Refuse a prefix that no scale prints."""
    if not is_digits(values["prefix"]) or len(values["prefix"]) >= values["length"]:
        yield WrongValue(label=Message.of(_PREFIX.label), value=values["prefix"], field=_PREFIX.key)


SCALE_LABEL = RecordType(
    key="scale_label",
    label=N_("秤码规则"),
    group="scale_label",
    prefix="CM",
    fields=(
        Field("name", N_("规则名称"), Kind.TEXT, required=True, longest=60, help=N_("如“大华，金额码”")),
        f.CODE,
        _LENGTH,
        _PREFIX,
        *_ITEM,
        *_WEIGHT,
        Field("weight_decimals", N_("重量小数位"), Kind.INTEGER, required=True, default=3, least=0, most=5),
        Field(
            "weight_unit",
            N_("重量单位"),
            Kind.CHOICE,
            required=True,
            default="kg",
            choices=UNITS,
        ),
        *_AMOUNT,
        Field("amount_decimals", N_("金额小数位"), Kind.INTEGER, required=True, default=2, least=0, most=2),
        Field(
            "check",
            N_("校验位"),
            Kind.CHOICE,
            required=True,
            default=ENFORCED,
            choices=(Choice(ENFORCED, N_("必须对")), Choice(IGNORED, N_("不管"))),
            help=N_("有的秤最后一位随便印，这时选“不管”"),
        ),
        f.REMARK,
        f.MNEMONIC,
        f.IS_ACTIVE,
    ),
    columns=(
        "code",
        "name",
        "length",
        "prefix",
        "item_start",
        "item_length",
        "weight_start",
        "weight_length",
        "amount_start",
        "amount_length",
        "check",
        "is_active",
    ),
    searched=("name",),
    checks=(says_weight_or_amount, prefix_is_digits, figures_stand_apart),
    reads_codes=True,
    help=N_("条码秤打印的标签怎样读：商品编号、重量、金额各在第几位。"),
)
