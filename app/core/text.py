"""Marking of visible text. Nothing is translated here: that happens when it is shown (`app.i18n`)."""

from dataclasses import dataclass
from typing import Final, NewType

Label = NewType("Label", str)
"""A visible text in its source language, Chinese; looked up in the catalogue when shown."""

EMPTY: Final = Label("")


class Own(str):
    """A text that the firm itself has given, such as what a field of its own is called: shown as it is, everywhere."""

    __slots__ = ()


def own(text: str) -> Label:
    """Return a text of the firm's as a label that no catalogue looks up."""
    return Label(Own(text))


def N_(text: str) -> Label:  # noqa: N802 - the name every gettext extractor knows
    """Mark a text for the catalogue and return it unchanged."""
    return Label(text)


_TOLD: Final = 60
_LONGER: Final = 10**_TOLD
"""Python refuses to write very long numbers, and nobody reads them."""


def beginning(value: object) -> str:
    """Write the beginning of what somebody gave, so that it can be told back; of a list or the like only what it is."""
    if value is None or (isinstance(value, int) and abs(value) >= _LONGER):
        return ""
    text = str(value) if isinstance(value, str | int | float) else type(value).__name__
    return text[:_TOLD].encode("utf-8", "replace").decode()


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence with facts: the template is translated, then filled. Never build a sentence from pieces."""

    template: Label
    facts: tuple[tuple[str, object], ...] = ()

    @classmethod
    def of(cls, template: Label, **facts: object) -> "Message":
        """Join a marked template with its facts: ``Message.of(N_("第 {line} 行"), line=3)``."""
        return cls(template, tuple(facts.items()))
