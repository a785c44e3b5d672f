"""Rule of validation: what the firm asks of items, parties and documents besides what is declared (F06)."""

from collections.abc import Iterator

from app.core.errors import BusinessError
from app.core.field import Choice, Field
from app.core.kinds import Kind
from app.core.text import N_, Message
from app.domain.errors import MissingField, WrongValue
from app.domain.records import fields as f
from app.domain.records.spec import RecordType, Values
from app.domain.records.types.custom_field import BELONGS_TO, DOC_TYPE, HEAD, LINE

REQUIRED, UNIQUE, LENGTH, RANGE = "required", "unique", "length", "range"
PATTERN, LISTED, COMPARED = "pattern", "listed", "compared"
_BLOCK = "block"

CHECK = Field(
    "check",
    N_("检查"),
    Kind.CHOICE,
    required=True,
    default=COMPARED,
    choices=(
        Choice(REQUIRED, N_("必须填写")),
        Choice(UNIQUE, N_("不许重复")),
        Choice(LENGTH, N_("字数")),
        Choice(RANGE, N_("大小")),
        Choice(PATTERN, N_("格式")),
        Choice(LISTED, N_("只许这几项")),
        Choice(COMPARED, N_("条件")),
    ),
)
FIELD = Field("field", N_("栏目"), Kind.TEXT, longest=60, help=N_("检查哪个栏目，写它的名称"))
LEAST = Field("least", N_("最小"), Kind.TEXT, longest=40, help=N_("字数和大小的下限；日期写 2026-01-31"))
MOST = Field("most", N_("最大"), Kind.TEXT, longest=40, help=N_("字数和大小的上限"))
PATTERN_FIELD = Field("pattern", N_("格式"), Kind.TEXT, longest=200, help=N_("正则表达式，整个内容要符合"))
OPTIONS = Field("options", N_("许可的内容"), Kind.NOTE, longest=5000, help=N_("一行写一项"))
CONDITION = Field(
    "condition", N_("条件"), Kind.TEXT, longest=500, help=N_("要成立的条件，如：成交价 ≥ 最低售价")
)
WITHIN = Field(
    "within",
    N_("同一"),
    Kind.TEXT,
    longest=60,
    help=N_("单据上不许重复时，只和这一栏相同的比，如：供应商；不写和这种单据全部比"),
)
LEVEL = Field(
    "level",
    N_("违反时"),
    Kind.CHOICE,
    required=True,
    default=_BLOCK,
    choices=(
        Choice(_BLOCK, N_("不许保存和过账")),
        Choice("warn", N_("提醒")),
        Choice("reason", N_("写了原因才许")),
    ),
)


def says_what_it_checks(values: Values) -> Iterator[BusinessError]:
    """Ask for what the check of a rule needs."""
    needed = {
        PATTERN: (FIELD, PATTERN_FIELD),
        LISTED: (FIELD, OPTIONS),
        COMPARED: (CONDITION,),
    }.get(values["check"], (FIELD,))
    for field in needed:
        if not values[field.key]:
            yield MissingField(label=Message.of(field.label), field=field.key)
    if values["check"] in (LENGTH, RANGE) and not (values["least"] or values["most"]):
        yield MissingField(label=Message.of(LEAST.label), field=LEAST.key)


def within_is_of_documents(values: Values) -> Iterator[BusinessError]:
    """Refuse what says nothing: records stand alone among all of their kind, and other checks look at one row."""
    if values[WITHIN.key] and not (values["check"] == UNIQUE and values["belongs_to"] in (HEAD, LINE)):
        yield WrongValue(label=Message.of(WITHIN.label), value=values[WITHIN.key], field=WITHIN.key)


RULE = RecordType(
    key="rule",
    label=N_("校验规则"),
    group="rule",
    prefix="GZ",
    fields=(
        Field("name", N_("规则名称"), Kind.TEXT, required=True, longest=60),
        BELONGS_TO,
        DOC_TYPE,
        CHECK,
        FIELD,
        WITHIN,
        CONDITION,
        LEAST,
        MOST,
        PATTERN_FIELD,
        LEVEL,
        Field("says", N_("提示"), Kind.TEXT, longest=100, help=N_("违反时说什么；不填说规则名称")),
        f.REMARK,
        OPTIONS,
        Field("code", N_("编码"), Kind.CODE, unique=True, longest=40, read_only=True),
        f.MNEMONIC,
        f.IS_ACTIVE,
    ),
    columns=("code", "name", "belongs_to", "doc_type", "check", "field", "condition", "level", "is_active"),
    searched=("name", "remark"),
    checks=(says_what_it_checks, within_is_of_documents),
    stays=True,
    help=N_("自己定的检查：必须填写、不许重复、大小、格式，或一个条件；不许、提醒或要写原因。"),
)
