"""Days as people write them: dates in nine forms, durations, terms of payment."""

import datetime
import re
import unicodedata
from decimal import Decimal
from typing import Final

from app.domain.intake.cell import Value
from app.domain.intake.figures import PROTECTION, number, plain
from app.domain.intake.vocabulary import Vocabulary, squeezed

PLAIN: Final = r"(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
"""A date that is written already as it is to be kept, and that every year has."""
# 上午 \u4e0a\u5348, 下午 \u4e0b\u5348; 星期 \u661f\u671f, 周 \u5468, 一 to 六, 日 or 天.
_TIME: Final = r"(?:[\u4e0a\u4e0b]\u5348)?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?"
_WEEKDAY: Final = r"\(?(?:\u661f\u671f|\u5468)[\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u65e5\u5929]\)?"
_THEN_TIME: Final = re.compile(rf"[\sT]+{_TIME}\s*\Z", re.IGNORECASE)
"""The time of day that a spreadsheet adds; looked for where blanks still part it from the day: 2025-3-1 08:30."""
# 年 \u5e74, 月 \u6708, 日 \u65e5, 号 \u53f7.
_DATE: Final = re.compile(
    rf"(\d{{4}}|\d{{2}})[-/.\u5e74](\d{{1,2}})[-/.\u6708](\d{{1,2}})(?:[\u65e5\u53f7](?:{_TIME}|{_WEEKDAY})?)?"
)
_DATE_OF_MONTH: Final = re.compile(r"(\d{4})[-/.\u5e74](\d{1,2})\u6708?")
_DATE_DIGITS: Final = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_CENTURY: Final = 100
_SERIAL: Final = re.compile(r"([0-9]{5})(?:\.[0-9]+)?")
_SERIAL_FIRST, _SERIAL_LAST = 20_000, 80_000
"""Days since 1900 as a spreadsheet counts them: 1954 to 2119."""
_SERIAL_ZERO: Final = datetime.date(1899, 12, 30)
_FIGURE: Final = re.compile(r"\d+")
_PART: Final = "%"
"""So ends what is said of a part of the sum: 30 % ahead."""


def date(cell: str, vocabulary: Vocabulary) -> Value:
    """Read a day in one of the forms people use; a month without a day is its first."""
    bare = squeezed(_THEN_TIME.sub("", unicodedata.normalize("NFKC", cell))).lstrip(PROTECTION)
    if bare in vocabulary.values["nothing"]:
        return Value()
    if bare in vocabulary.values["errors"]:
        return Value("", "ERROR_VALUE")
    found = _DATE.fullmatch(bare) or _DATE_DIGITS.fullmatch(bare)
    if found:
        year, month, day = (int(part) for part in found.groups()[:3])
        return _day(year if year >= _CENTURY else 2000 + year, month, day)
    found = _DATE_OF_MONTH.fullmatch(bare)
    if found:
        first = _day(int(found[1]), int(found[2]), 1)
        return first if first.code else Value(first.text, "DATE_NO_DAY", kept=True)
    found = _SERIAL.fullmatch(bare)
    if found and _SERIAL_FIRST <= int(found[1]) <= _SERIAL_LAST:
        return Value((_SERIAL_ZERO + datetime.timedelta(days=int(found[1]))).isoformat())
    return Value("", "NOT_A_DATE")


def _day(year: int, month: int, day: int) -> Value:
    try:
        return Value(datetime.date(year, month, day).isoformat())
    except ValueError:
        return Value("", "NOT_A_DATE")


def duration(cell: str, vocabulary: Vocabulary) -> Value:
    """Read how long something keeps: 365, 30 days, 12 months, 1 year."""
    bare = squeezed(cell)
    for word, length in sorted(vocabulary.days.items(), key=lambda each: -len(each[0])):
        if bare.endswith(word):
            found = number(bare.removesuffix(word), vocabulary)
            return found if found.code else Value(plain(Decimal(found.text) * length))
    return number(bare, vocabulary)


def terms(cell: str, vocabulary: Vocabulary) -> Value:
    """Read within how many days is paid: 30, 30 days, by the month, at once; other agreements are no days."""
    bare = squeezed(cell)
    figures = [] if bare.endswith(_PART) else _FIGURE.findall(bare)
    if len(figures) == 1:
        found = duration(bare[bare.index(figures[0]) :], vocabulary)
        return found if not found.code else Value(figures[0])
    if bare in vocabulary.terms:
        return Value(str(vocabulary.terms[bare]))
    if bare in vocabulary.values["nothing"]:
        return Value()
    return Value("", "NOT_A_NUMBER", kept=not figures)
