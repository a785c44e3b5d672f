"""What is wrong with a template, in the order of the page; nothing is looked up."""

from collections.abc import Iterator
from typing import Final

from app.core.errors import BusinessError
from app.core.field import Field
from app.core.kinds import Kind
from app.core.numbers import plain
from app.core.text import N_, Message
from app.domain.errors import OutOfRange, TooLong
from app.domain.printing.errors import ColumnsTooWide
from app.domain.printing.papers import Paper
from app.domain.printing.templates import MEASURES, SIGNATURES, TENTHS, TEXTS, PrintTemplate

CAPTION: Final = Field("caption", N_("名称"), Kind.TEXT, longest=40)
WIDTH: Final = Field("width", N_("宽度（毫米）"), Kind.INTEGER, least=0, most=2000)
NARROWEST: Final = 60
"""A column without a width of its own needs so much of the paper."""


def problems(template: PrintTemplate, paper: Paper) -> Iterator[BusinessError]:
    """Walk what is wrong with a template on its paper, each with its field."""
    for field in TEXTS:
        if field is not SIGNATURES:
            yield from _too_long(field, getattr(template, field.key))
    yield from _too_long(SIGNATURES, "".join(template.signatures))
    for field in MEASURES:
        yield from _out_of_range(field, getattr(template, field.key), tenths=field.key in TENTHS)
    for part in (*template.head, *template.columns, *template.foot):
        yield from _too_long(CAPTION, part.caption)
        yield from _out_of_range(WIDTH, part.width, tenths=True)
    yield from _too_wide(template, paper)


def _too_wide(template: PrintTemplate, paper: Paper) -> Iterator[BusinessError]:
    wanted = sum(part.width or NARROWEST for part in template.columns if part.shown)
    if (
        wanted > paper.room
        and not paper.is_roll
        and any(part.width for part in template.columns if part.shown)
    ):
        yield ColumnsTooWide(
            paper=Message.of(paper.label), wanted=_mm(wanted), room=_mm(paper.room), field=WIDTH.key
        )


def _too_long(field: Field, text: str) -> Iterator[BusinessError]:
    if len(text) > field.longest:
        label = Message.of(field.label)
        yield TooLong(label=label, length=len(text), longest=field.longest, field=field.key)


def _out_of_range(field: Field, value: int, *, tenths: bool) -> Iterator[BusinessError]:
    assert isinstance(field.least, int)
    assert isinstance(field.most, int)
    if not field.least <= value <= field.most:
        places = 1 if tenths else 0
        yield OutOfRange(
            label=Message.of(field.label),
            value=plain(value, places),
            least=plain(field.least, places),
            most=plain(field.most, places),
            field=field.key,
        )


def _mm(tenths: int) -> str:
    return plain(tenths, 1)
