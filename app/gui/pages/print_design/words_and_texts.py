"""Between a template and what a person reads and types: words stand for their keys."""

from app.core.text import N_
from app.domain.printing.templates import SIGNATURES, TEXTS, PrintTemplate
from app.domain.printing.words import WORDS, word
from app.i18n.catalog import tr

_BETWEEN = "、"


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
