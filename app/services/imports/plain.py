"""Plain values of a list in stored form, by the Kind of the field they go to."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final

from app.core.field import Field
from app.core.kinds import NUMBERS, PLACES, SHOWN_PLACES, Kind
from app.core.numbers import parse_rounded, plain
from app.core.text import N_, Message
from app.domain.errors import WrongValue
from app.i18n.catalog import tr

Plain = Mapping[str, str]
"""A record of a list: its values in plain form by field."""
Named = Callable[[str, str], str]
"""Returns the record of a type that a name or code means."""

TEXTS: Final = frozenset({Kind.TEXT, Kind.NOTE, Kind.CODE})
"""Kinds that are stored as they are written."""
_FIGURES: Final = 16_384
"""Figures that are remembered as they are stored: prices and rates come again and again."""
_YES_NO: Final = {"true": True, "false": False}


def stored(field: Field, text: str, named: Named) -> Any:
    """Return a value in stored form; None when the field has no word for it, as with a price level of another kind."""
    kind = field.kind
    if kind in TEXTS:  # nearly every field
        return text
    if kind in NUMBERS:
        return figure(text, kind, field.key)
    match kind:
        case Kind.BOOL:
            return _YES_NO.get(text)
        case Kind.LINK:
            return named(field.link, text)
        case Kind.CHOICE:
            says = {text, text.casefold()}
            return next(
                (each.key for each in field.choices if {each.key, each.label, tr(each.label)} & says), None
            )
        case _:
            return text


_read: Final = lru_cache(maxsize=_FIGURES)(parse_rounded)


def figure(text: str, kind: Kind, field: str) -> int:
    """Return a figure in stored form, rounded to what is kept; refuse what no figure may reach."""
    try:
        return _read(text, PLACES[kind])
    except ValueError:
        raise WrongValue(label=Message.of(N_("数字")), value=text, field=field) from None


def shown(field: Field, value: Any, title: Callable[[str, str], str]) -> str:
    """Write a stored value for a person to compare."""
    if field.kind is Kind.LINK:
        return title(field.link, value) if value else ""
    if field.kind is Kind.CHOICE:
        return next((tr(each.label) for each in field.choices if each.key == value), str(value))
    if isinstance(value, bool) or not isinstance(value, int):
        return "" if value is None else str(value)
    return plain(value, PLACES.get(field.kind, 0), least=SHOWN_PLACES.get(field.kind, 0))
