"""Custom field: a field that the firm adds to items, parties or documents; each is a record like any other (F05).

Its running code never changes and names its values (`app.domain.custom.definition.key_of`), so it can be renamed. It is
never deleted: out of use it is hidden everywhere, and what was filled in stays for the day it is used again.
"""

from collections.abc import Iterator

from app.core.errors import BusinessError
from app.core.field import Choice, Field
from app.core.kinds import Kind
from app.core.text import N_, Message
from app.domain.documents.types import TYPES
from app.domain.errors import InUse, MissingField, RepeatedValue, WrongValue
from app.domain.records import fields as f
from app.domain.records.spec import RecordType, Values

TEXT, NUMBER, DATE, YES_NO, ONE_OF = "text", "number", "date", "yes_no", "one_of"
ITEM, CUSTOMER, SUPPLIER = "item", "customer", "supplier"
FORMULA, TEXT_FORMULA = "formula", "text_formula"
FORMULAS = frozenset({FORMULA, TEXT_FORMULA})
PARTY, HEAD, LINE = "party", "head", "line"

_BRACKETS = frozenset("[]【】")
_NAME = Field("name", N_("栏目名称"), Kind.TEXT, required=True, longest=40)
BELONGS_TO = Field(
    "belongs_to",
    N_("用在"),
    Kind.CHOICE,
    required=True,
    default=ITEM,
    choices=(
        Choice(ITEM, N_("商品")),
        Choice(PARTY, N_("客户和供应商")),
        Choice(CUSTOMER, N_("客户")),
        Choice(SUPPLIER, N_("供应商")),
        Choice(HEAD, N_("单据表头")),
        Choice(LINE, N_("单据明细")),
    ),
)
DOC_TYPE = Field(
    "doc_type",
    N_("单据类型"),
    Kind.CHOICE,
    choices=tuple(Choice(each.key, each.label) for each in TYPES),
    help=N_("用在单据上时选；不选就是每一种单据"),
)
_KIND = Field(
    "kind",
    N_("内容"),
    Kind.CHOICE,
    required=True,
    default=TEXT,
    choices=(
        Choice(TEXT, N_("文字")),
        Choice(NUMBER, N_("数字")),
        Choice(DATE, N_("日期")),
        Choice(YES_NO, N_("是或否")),
        Choice(ONE_OF, N_("从几项里选")),
        Choice(ITEM, N_("商品")),
        Choice(CUSTOMER, N_("客户")),
        Choice(SUPPLIER, N_("供应商")),
        Choice(FORMULA, N_("公式，得数字")),
        Choice(TEXT_FORMULA, N_("公式，得文字")),
    ),
)
_PLACES = Field(
    "places", N_("小数位"), Kind.INTEGER, default=2, least=0, most=6, help=N_("数字和公式最多几位小数")
)
_OPTIONS = Field("options", N_("可选项"), Kind.NOTE, longest=5000, help=N_("从几项里选时，一行写一项"))
_FORMULA = Field(
    "formula", N_("公式"), Kind.TEXT, longest=500, help=N_("用栏目的名称写：长*宽*高；round(重量/件数, 2)")
)


def options_of(values: Values) -> tuple[str, ...]:
    """Return what can be chosen, one a line."""
    return tuple(filter(None, (line.strip() for line in values["options"].splitlines())))


def name_has_no_brackets(values: Values) -> Iterator[BusinessError]:
    """Refuse a name with the brackets that stand around names in formulas."""
    if not _BRACKETS.isdisjoint(values["name"]):
        yield WrongValue(label=Message.of(_NAME.label), value=values["name"], field=_NAME.key)


def says_what_its_kind_needs(values: Values) -> Iterator[BusinessError]:
    """Ask for options of a choice and for the formula of a formula."""
    if values["kind"] == ONE_OF and not options_of(values):
        yield MissingField(label=Message.of(_OPTIONS.label), field=_OPTIONS.key)
    if values["kind"] in FORMULAS and not values["formula"]:
        yield MissingField(label=Message.of(_FORMULA.label), field=_FORMULA.key)
    if values["kind"] == NUMBER and values["places"] is None:
        yield MissingField(label=Message.of(_PLACES.label), field=_PLACES.key)


def options_differ(values: Values) -> Iterator[BusinessError]:
    """Refuse the same option twice."""
    seen: set[str] = set()
    for option in options_of(values):
        if option in seen:
            yield RepeatedValue(label=Message.of(_OPTIONS.label), value=option, field=_OPTIONS.key)
            return
        seen.add(option)


def values_stay_readable(before: Values, after: Values) -> Iterator[BusinessError]:
    """Refuse to give a field in use another kind or place, fewer decimals, or to take away what can be chosen."""
    for field in (BELONGS_TO, DOC_TYPE, _KIND):
        if before[field.key] != after[field.key]:
            yield InUse(record=before["name"], label=Message.of(field.label), field=field.key)
    if before["kind"] == NUMBER and (after["places"] or 0) < (before["places"] or 0):
        yield InUse(record=before["name"], label=Message.of(_PLACES.label), field=_PLACES.key)
    if before["kind"] == ONE_OF and not {*options_of(before)} <= {*options_of(after)}:
        yield InUse(record=before["name"], label=Message.of(_OPTIONS.label), field=_OPTIONS.key)


CUSTOM_FIELD = RecordType(
    key="custom_field",
    label=N_("自定义栏目"),
    group="custom_field",
    prefix="ZD",
    fields=(
        _NAME,
        BELONGS_TO,
        DOC_TYPE,
        _KIND,
        _PLACES,
        _FORMULA,
        Field("listed", N_("列在列表里"), Kind.BOOL, default=True),
        Field("filtered", N_("列表和报表可筛选"), Kind.BOOL),
        Field("folded", N_("放在“更多”里"), Kind.BOOL),
        Field("hint", N_("填写说明"), Kind.TEXT, longest=100),
        f.REMARK,
        _OPTIONS,
        Field("code", N_("编码"), Kind.CODE, unique=True, longest=40, read_only=True),
        f.MNEMONIC,
        f.IS_ACTIVE,
    ),
    columns=("code", "name", "belongs_to", "doc_type", "kind", "formula", "listed", "is_active"),
    searched=("name", "remark"),
    checks=(name_has_no_brackets, says_what_its_kind_needs, options_differ),
    once_moved=(values_stay_readable,),
    stays=True,
    is_named=True,
    help=N_("给商品、客户、供应商和单据加上自己要的栏目。"),
)
