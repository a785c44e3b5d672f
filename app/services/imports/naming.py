"""What the fields of the columns of a list are called, for people who say what a column holds."""

from collections.abc import Mapping
from typing import Final

from app.core.field import Choice
from app.core.rule import REASON
from app.core.text import N_, Label, Message, Own
from app.domain.intake.column_reader import EXTRA
from app.domain.intake.columns import COLOR, SIZE, STOCK, Column, Head
from app.domain.intake.vocabulary import squeezed
from app.i18n.catalog import fill, tr
from app.services.imports.intakes import INTAKES
from app.services.imports.kinds import record_of
from app.services.imports.lists import vocabulary
from app.services.imports.own_fields import name_in

KIND_LABELS: Final[Mapping[str, Label]] = {each.key: each.label for each in INTAKES}
_READ_PAST: Final[Mapping[str, Label]] = {
    "name_spec": N_("品名规格"),
    "ratio_text": N_("换算关系"),
    "book_qty": N_("账面数"),
    "last_in_date": N_("最近入库日期"),
    "bank_info": N_("开户行及账号"),
}
"""Columns that are split into others, or tell nothing to a firm."""
_MONEY: Final = "money"
_BECOMES: Final = N_("新栏目：{name}")
_STOCK_OF: Final = N_("库存：{warehouse}")


def choices_for(kind: str, own: Mapping[str, str], becomes: str) -> tuple[Choice, ...]:
    """Return what one column can hold: nothing, a new field where it `becomes` one, the firm's own, and the usual."""
    nothing, *usual = fields_of(kind)
    new = (Choice(becomes, Label(Own(name_of(kind, becomes, own)))),) if becomes else ()
    return (nothing, *new, *(Choice(field, Label(Own(name))) for field, name in own.items()), *usual)


def fields_of(kind: str) -> tuple[Choice, ...]:
    """Return what a column of this kind of list can hold, nothing first."""
    known = {**_READ_PAST, **INTAKES[kind].holds}
    return (Choice("", N_("不导入")), *(Choice(field, label) for field, label in known.items()))


def goes_nowhere(kind: str, column: Column) -> bool:
    """Say whether nothing is made of a column of a list, so that it could become a field of the firm's own."""
    if not record_of(kind) or not column.header or column.field.startswith((EXTRA, STOCK, SIZE, COLOR)):
        return False
    is_number_of_row = squeezed(column.header) in vocabulary().rows["sequence"]
    return not is_number_of_row and column.field not in {each.key for each in fields_of(kind)[1:]}


def prices_for_nobody(kind: str, head: Head) -> list[Column]:
    """Return the columns that hold money of which a kind of list makes nothing: prices of a level we do not have."""
    words = vocabulary().tables[head.table].fields
    known = {each.key for each in fields_of(kind)}
    return [
        column
        for column in head.columns
        if column.field in words and words[column.field].type == _MONEY and column.field not in known
    ]


def name_of(kind: str, field: str, own: Mapping[str, str]) -> str:
    """Write what a column holds; a field that is only read past is told by its key, one of the firm's `own` by name."""
    if field in own:
        return own[field]
    if field == REASON.key:
        return tr(REASON.label)
    if name_in(field):
        return fill(Message.of(_BECOMES, name=name_in(field)))
    if field.startswith(STOCK):
        return fill(Message.of(_STOCK_OF, warehouse=field.removeprefix(STOCK)))
    return next((tr(each.label) for each in fields_of(kind) if each.key == field), field)
