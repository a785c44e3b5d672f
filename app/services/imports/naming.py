"""What the fields of the columns of a list are called, for people who say what a column holds."""

from collections.abc import Mapping
from typing import Final

from app.core.field import Choice
from app.core.text import N_, Label, Message
from app.domain.intake.columns import STOCK
from app.i18n.catalog import fill, tr
from app.services.imports.intakes import INTAKES

KIND_LABELS: Final[Mapping[str, Label]] = {each.key: each.label for each in INTAKES}
_READ_PAST: Final[Mapping[str, Label]] = {
    "name_spec": N_("品名规格"),
    "ratio_text": N_("换算关系"),
    "book_qty": N_("账面数"),
    "last_in_date": N_("最近入库日期"),
    "bank_info": N_("开户行及账号"),
}
"""Columns that are split into others, or tell nothing to a firm."""
_STOCK_OF: Final = N_("库存：{warehouse}")


def fields_of(kind: str) -> tuple[Choice, ...]:
    """Return what a column of this kind of list can hold, nothing first."""
    known = {**_READ_PAST, **INTAKES[kind].holds}
    return (Choice("", N_("不导入")), *(Choice(field, label) for field, label in known.items()))


def name_of(kind: str, field: str) -> str:
    """Write what a column holds; a field that is only read past is told by its key."""
    if field.startswith(STOCK):
        return fill(Message.of(_STOCK_OF, warehouse=field.removeprefix(STOCK)))
    return next((tr(each.label) for each in fields_of(kind) if each.key == field), field)
