"""How a stored value is shown: one look-up by Kind for screen, paper and file alike."""

import datetime
from collections.abc import Callable, Iterable
from math import gcd
from typing import Final

from app.core.kinds import NUMBERS, PLACES, SHOWN_PLACES, Kind
from app.core.numbers import grouped, plain
from app.core.text import N_, Label
from app.i18n.catalog import tr

_PERCENT_PLACES: Final = PLACES[Kind.RATE] - 2
"""A rate of 130000 (0.13) is 13 per cent."""
_EVEN: Final = frozenset({Kind.PRICE, Kind.RATE})
"""Kinds whose figures have as many decimals as any of their column; quantities have their units' own."""


def show(value: object, kind: Kind, choices: Iterable[tuple[str, Label]] = (), decimals: int = 0) -> str:
    """Write a stored value for people: ``1,234.50``, ``2.35``, ``13%``, ``2026-11-22 09:30``, 是; None is empty.

    `choices` are the labels of a CHOICE by stored key, as in `Column.choices`, `decimals` those that a number shows at
    least (`decimals_of`). A text in a column of numbers (``***`` for a figure that may not be seen) is shown as it is.
    """
    if value is None:
        return ""
    if kind in NUMBERS:
        return _number(value, kind, grouped, decimals)
    return _word(value, kind, choices)


def decimals_of(values: Iterable[object], kind: Kind) -> int:
    """Return how many decimals every figure of a column shows, so that 26.0% stands under 24.9%; 0 for the usual."""
    if kind not in _EVEN:
        return 0
    places = _PERCENT_PLACES if kind is Kind.RATE else PLACES[kind]
    common = gcd(*(value for value in values if isinstance(value, int)))
    while places and common % 10 == 0:
        common //= 10
        places -= 1
        if not common:
            return 0
    return places


def show_plain(value: object, kind: Kind, choices: Iterable[tuple[str, Label]] = ()) -> str:
    """Write like `show`, but numbers without thousands separators, for files that other programs read."""
    if value is None:
        return ""
    if kind in NUMBERS:
        return _number(value, kind, plain)
    return _word(value, kind, choices)


def instant(milliseconds: int) -> datetime.datetime:
    """Return an instant as local time; 0 is no instant anybody wrote, so callers leave it out."""
    return datetime.datetime.fromtimestamp(milliseconds // 1000, tz=datetime.UTC).astimezone()


def _number(value: object, kind: Kind, write: Callable[..., str], decimals: int = 0) -> str:
    if not isinstance(value, int):
        return str(value)
    least = max(SHOWN_PLACES[kind], decimals)
    if kind is Kind.RATE:
        return write(value, _PERCENT_PLACES, least=least) + "%"
    return write(value, PLACES[kind], least=least)


def _word(value: object, kind: Kind, choices: Iterable[tuple[str, Label]]) -> str:
    match kind:
        case Kind.BOOL:
            return tr(N_("是")) if value else tr(N_("否"))
        case Kind.INSTANT if isinstance(value, int):
            return instant(value).strftime("%Y-%m-%d %H:%M") if value else ""
        case Kind.CHOICE:
            return next((tr(label) for key, label in choices if key == value), str(value))
        case _:
            return str(value)
