"""What is wrong with a template, in the order of the page; nothing is looked up."""

from collections.abc import Iterator

from app.core.errors import BusinessError
from app.core.field import Field
from app.core.numbers import plain
from app.core.text import Message
from app.domain.errors import OutOfRange, TooLong
from app.domain.labels.errors import LabelIsEmpty
from app.domain.labels.templates import CAPTION, MEASURES, SIZE, LabelTemplate


def problems(template: LabelTemplate) -> Iterator[BusinessError]:
    """Walk what is wrong with a template, each with its field."""
    for field in MEASURES:
        yield from _out_of_range(field, getattr(template, field.key))
    for part in template.parts:
        yield from _out_of_range(SIZE, part.size)
        if part.caption is not None and len(part.caption) > CAPTION.longest:
            label = Message.of(CAPTION.label)
            yield TooLong(label=label, length=len(part.caption), longest=CAPTION.longest, field=CAPTION.key)
    if not any(part.shown for part in template.parts):
        yield LabelIsEmpty(template=template.variant)


def _out_of_range(field: Field, value: int) -> Iterator[BusinessError]:
    assert isinstance(field.least, int)
    assert isinstance(field.most, int)
    if not field.least <= value <= field.most:
        yield OutOfRange(
            label=Message.of(field.label),
            value=plain(value, 1),
            least=plain(field.least, 1),
            most=plain(field.most, 1),
            field=field.key,
        )
