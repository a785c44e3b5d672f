"""A range of days as whole months and the single days at its ends: sums are kept by the month."""

import calendar
from typing import NamedTuple

_DECEMBER = 12


class Span(NamedTuple):
    """Days `since` to `until`: whole months `first` to `last` (empty when there are none) and ranges of `days`."""

    since: str
    until: str
    first: str = ""
    last: str = ""
    days: tuple[tuple[str, str], ...] = ()


def span_of(since: str, until: str, *, ends: bool = False) -> Span:
    """Split a range; where nothing comes after it (`ends`), its last month counts as whole."""
    first = since[:7] if since.endswith("-01") else _next(since[:7])
    last = until[:7] if ends or until == last_day(until[:7]) else _previous(until[:7])
    if first > last:
        return Span(since, until, days=((since, until),))
    days = []
    if since[:7] < first:
        days.append((since, last_day(since[:7])))
    if until[:7] > last:
        days.append((until[:7] + "-01", until))
    return Span(since, until, first, last, tuple(days))


def last_day(month: str) -> str:
    """Return the last day of a month."""
    return f"{month}-{calendar.monthrange(int(month[:4]), int(month[5:]))[1]:02}"


def _next(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year + 1:04}-01" if number == _DECEMBER else f"{year:04}-{number + 1:02}"


def _previous(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year - 1:04}-12" if number == 1 else f"{year:04}-{number - 1:02}"
