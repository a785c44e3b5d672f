"""The catalogue: what a marked text says in the language in use. Source texts are Chinese; gettext without Qt.

A translation whose placeholders differ from its source is not used: a sentence that loses a fact, or fails while
it is filled, is worse than one in the wrong language.
"""

import gettext
from string import Formatter

from app.core.paths import resources
from app.core.text import N_, Label, Message, Own

SOURCE_LANGUAGE = "zh_CN"
_DOMAIN = "zhanggui"


class Catalogue:
    """The texts of one language; made once, then only read, by any thread."""

    def __init__(self, language: str) -> None:
        """Load the compiled catalogue of a language; a language that is not there speaks Chinese."""
        self.language = language
        self._source = gettext.translation(
            _DOMAIN, str(resources() / "i18n"), languages=[language], fallback=True
        )
        self._known: dict[str, str] = {"": ""}

    def text(self, label: str) -> str:
        """Return the text of a label; one of the firm's own is shown as it is."""
        if isinstance(label, Own):
            return str(label)
        known = self._known.get(label)
        if known is None:
            translated = self._source.gettext(label)
            known = translated if placeholders(translated) == placeholders(label) else label
            self._known[label] = known
        return known


def placeholders(template: str) -> set[tuple[str, str | None, str | None]] | None:
    """Return name, format and conversion of each placeholder; None when the braces do not match."""
    try:
        return {
            (name, spec, conversion)
            for _, name, spec, conversion in Formatter().parse(template)
            if name is not None
        }
    except ValueError:
        return None


_in_use = Catalogue(SOURCE_LANGUAGE)


def use(language: str) -> None:
    """Speak this language from now on, in the whole program: ``zh_CN`` or ``en``."""
    global _in_use  # noqa: PLW0603 - one program speaks one language; swapped in one step, so threads may read
    _in_use = Catalogue(language)


def language() -> str:
    """Return the language in use."""
    return _in_use.language


def tr(label: Label) -> str:
    """Return what a marked text says in the language in use."""
    return _in_use.text(label)


def fill(message: Message) -> str:
    """Translate a sentence and put its facts in.

    A fact that is itself visible text travels as a `Message`; several facts in a tuple are listed with commas.
    """
    if isinstance(message.template, Own):  # its braces are its own
        return str(message.template)
    return tr(message.template).format(**{name: _fact(value) for name, value in message.facts})


def _fact(value: object) -> object:
    if isinstance(value, Message):
        return fill(value)
    if isinstance(value, tuple | list):
        return tr(N_("、")).join(str(_fact(one)) for one in value)
    return value
