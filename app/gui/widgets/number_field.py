"""Fields for money, prices, quantities, rates and counts: they take sums (3*24) and hold scaled integers."""

from functools import partial

from PySide6.QtWidgets import QWidget

from app.core.field import Field
from app.core.kinds import PLACES, Kind
from app.core.text import N_, Message
from app.gui.input.arithmetic import NotANumber, TooLarge, TooManyDecimals, read_number, read_rate
from app.gui.widgets.input_line import InputLine, Unreadable
from app.i18n.show import show

_LONGEST = 60


def number_field(field: Field, parent: QWidget | None = None) -> InputLine:
    """Make the editor of a number; empty is None."""
    return InputLine(
        partial(read_field_number, field),
        partial(_written, field.kind),
        longest=_LONGEST,
        is_number=True,
        parent=parent,
    )


def read_field_number(field: Field, text: str) -> int | None:
    """Read a number of the field's kind within its bounds; Unreadable says what is wrong."""
    if not text.strip():
        return None
    places = PLACES[field.kind]
    kept = places if field.places is None else field.places
    try:
        value = read_rate(text, places) if field.kind is Kind.RATE else read_number(text, places)
    except TooManyDecimals:
        raise Unreadable(Message.of(N_("最多 {places} 位小数"), places=kept)) from None
    except TooLarge:
        raise Unreadable(Message.of(N_("数字太大"))) from None
    except NotANumber:
        raise Unreadable(Message.of(N_("看不懂这个数字：可以写 12.5 或 3*24"))) from None
    if value % 10 ** (places - kept):
        raise Unreadable(Message.of(N_("最多 {places} 位小数"), places=kept))
    if isinstance(field.least, int) and value < field.least:
        raise Unreadable(Message.of(N_("不能小于 {least}"), least=show(field.least, field.kind)))
    if isinstance(field.most, int) and value > field.most:
        raise Unreadable(Message.of(N_("不能大于 {most}"), most=show(field.most, field.kind)))
    return value


def _written(kind: Kind, value: object) -> str:
    return show(value, kind)
