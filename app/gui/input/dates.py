"""Reads the ways in which people type a day or a moment: 1122, 11-22, 22, 2026-11-22, +1, -1, 今天. No Qt."""

import datetime
import re
import unicodedata
from typing import Final

from app.core.text import N_, Label
from app.i18n.catalog import tr

_WORDS: Final[tuple[tuple[Label, int], ...]] = (
    (N_("今天"), 0),
    (N_("今"), 0),
    (N_("明天"), 1),
    (N_("后天"), 2),
    (N_("昨天"), -1),
    (N_("前天"), -2),
)
_YEAR, _MONTH, _DAY, _NUMBER_OF_DAY = map(chr, (0x5E74, 0x6708, 0x65E5, 0x53F7))
"""Signs that people type, in whatever language the program speaks: 2026 年 11 月 22 日, 号."""
_FULL_STOP: Final = chr(0x3002)
_SEPARATORS: Final = re.compile(f"[-/.{_FULL_STOP}{_YEAR}{_MONTH}]")
_DAY_SIGNS: Final = _DAY + _NUMBER_OF_DAY
_STEP: Final = re.compile(r"[+-]\d{1,4}")
_CENTURY: Final = 2000
_DIGITS: Final = {
    1: (0, 0),
    2: (0, 0),
    3: (0, 1),
    4: (0, 2),
    6: (2, 2),
    8: (4, 2),
}
"""For a run of so many digits: how many of them are the year and the month; the rest is the day."""


class NotADay(ValueError):
    """The text is no day, or no moment."""


def read_date(text: str, today: str) -> str:
    """Return the day in ISO form. Without a year it is this one."""
    try:
        return _read_day(text, datetime.date.fromisoformat(today)).isoformat()
    except (ValueError, OverflowError):
        raise NotADay(text) from None


def read_instant(text: str, today: str) -> int:
    """Return a local moment (``9:30``, ``1122 9:30``, ``2026-11-22 09:30``) in milliseconds UTC."""
    try:
        return _read_moment(text, datetime.date.fromisoformat(today))
    except (ValueError, OverflowError):
        raise NotADay(text) from None


def _read_day(text: str, now: datetime.date) -> datetime.date:
    folded = unicodedata.normalize("NFKC", text).strip()
    step = next((days for word, days in _WORDS if folded in {word, tr(word).casefold()}), None)
    if step is None and _STEP.fullmatch(folded):
        step = int(folded)
    if step is not None:
        return now + datetime.timedelta(days=step)
    parts = _SEPARATORS.split(folded.rstrip(_DAY_SIGNS))
    return _day(_cut(parts[0]) if len(parts) == 1 else [_number(part) for part in parts], now)


def _read_moment(text: str, now: datetime.date) -> int:
    *before, time = unicodedata.normalize("NFKC", text).split() or [""]
    day = _read_day(" ".join(before), now) if before else now
    hour, minute, second = (*[_number(part) for part in time.split(":")], 0)[:3]
    moment = datetime.datetime(day.year, day.month, day.day, hour, minute, second).astimezone()
    return int(moment.timestamp()) * 1000


def _cut(digits: str) -> list[int]:
    _number(digits)
    if len(digits) not in _DIGITS:
        raise ValueError(digits)
    year, month = _DIGITS[len(digits)]
    cuts = (digits[:year], digits[year : year + month], digits[year + month :])
    return [int(part) for part in cuts if part]


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise ValueError(text)
    return int(text)


def _day(numbers: list[int], now: datetime.date) -> datetime.date:
    match numbers:
        case [day]:
            return now.replace(day=day)
        case [month, day]:
            return now.replace(month=month, day=day)
        case [year, month, day]:
            return datetime.date(year if year > 99 else _CENTURY + year, month, day)
        case _:
            raise ValueError(numbers)
