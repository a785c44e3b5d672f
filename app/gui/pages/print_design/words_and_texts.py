"""Between a template and what a person reads and types: words stand for their keys, tenths for one decimal."""

from functools import partial

from app.core.field import Field
from app.core.numbers import plain
from app.core.text import N_, Message
from app.domain.printing.templates import SIGNATURES, TEXTS, PrintTemplate
from app.domain.printing.words import WORDS, word
from app.gui.input.arithmetic import NotANumber, read_number
from app.gui.widgets.input_line import InputLine, Unreadable
from app.i18n.catalog import tr

_BETWEEN = "、"
_LONGEST = 12


def said(text: str) -> str:
    """Return what a person reads of a text of a template."""
    return tr(word(text)) if text else ""


def meant(text: str, before: str) -> str:
    """Return what a typed text stands for: the word it was before, another word, or itself."""
    text = text.strip()
    if said(before) == text:
        return before
    return next((key for key, label in WORDS.items() if tr(label) == text), text)


def said_texts(template: PrintTemplate) -> dict[str, str]:
    """Return the texts of a template as a person reads them."""
    texts = {field.key: said(getattr(template, field.key)) for field in TEXTS if field is not SIGNATURES}
    return {**texts, SIGNATURES.key: tr(N_("、")).join(map(said, template.signatures))}


def signatures_of(text: str, before: tuple[str, ...]) -> tuple[str, ...]:
    """Read who signs, one behind the other."""
    parts = [
        part.strip() for part in text.replace(tr(N_("、")), _BETWEEN).replace(",", _BETWEEN).split(_BETWEEN)
    ]
    known = {said(key): key for key in before}
    return tuple(known.get(part) or meant(part, "") for part in parts if part)


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


def tenths_text(value: object) -> str:
    """Write a length."""
    return plain(value, 1) if isinstance(value, int) else ""
