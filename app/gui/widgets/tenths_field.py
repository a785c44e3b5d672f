"""Fields for lengths that are kept in tenths and shown with one decimal."""

from functools import partial
from typing import Final

from app.core.field import Field
from app.core.numbers import plain
from app.core.text import N_, Message
from app.gui.input.arithmetic import NotANumber, read_number
from app.gui.widgets.input_line import InputLine, Unreadable

_LONGEST: Final = 12


def tenths_field(field: Field) -> InputLine:
    """Make the editor of a length that is kept in tenths and shown with one decimal."""
    return InputLine(partial(tenths, field), tenths_text, longest=_LONGEST, is_number=True)


def tenths(field: Field, text: str) -> int:
    """Read a length; nothing is 0."""
    assert isinstance(field.least, int)
    assert isinstance(field.most, int)
    if not text.strip():
        return max(0, field.least)
    try:
        value = read_number(text, 1)
    except NotANumber:
        raise Unreadable(Message.of(N_("看不懂这个数字：写 12.5 这样的数，最多一位小数"))) from None
    if not field.least <= value <= field.most:
        raise Unreadable(
            Message.of(
                N_("只能在 {least} 到 {most} 之间"), least=plain(field.least, 1), most=plain(field.most, 1)
            )
        )
    return value


def tenths_in_column(value: int) -> str:
    """Write a length below others: all with one decimal, so that the points stand below each other."""
    return f"{value // 10}.{value % 10}"


def tenths_text(value: object) -> str:
    """Write a length."""
    return plain(value, 1) if isinstance(value, int) else ""
