"""One cell by the type of its field: tidied text, plain decimal numbers, ISO dates; what cannot be read gets a code."""

import datetime
import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Final, NamedTuple

from app.domain.catalog import barcode, comparing
from app.domain.intake.vocabulary import Vocabulary, squeezed

_UNSEEN: Final = re.compile("[\u200b\u200c\u200e\u200f\u2060\ufeff]")
_WIDE: Final = {
    code: code - 0xFEE0
    for first, last in ((0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A))
    for code in range(first, last + 1)
}
"""Full-width digits and letters; brackets and signs stay as they are written."""
_FORMULA_TEXT: Final = re.compile(r'="(.*)"')
_NUMBER: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.IGNORECASE)
_RANGE: Final = re.compile(r"\d+(\.\d+)?[-~]\d+(\.\d+)?")
_WITH_UNIT: Final = re.compile(r"([+-]?\d+(?:\.\d+)?)/?([^\d\s.+*-]+)")
_DIGITS: Final = re.compile(r"\d+(?:\.\d+)?")
# 年 \u5e74, 月 \u6708, 日 \u65e5; the time of day that a spreadsheet adds is left away.
_DATE: Final = re.compile(
    r"(\d{4}|\d{2})[-/.\u5e74](\d{1,2})[-/.\u6708](\d{1,2})\u65e5?(?:t?\d{1,2}:\d{2}(?::\d{2})?)?"
)
_DATE_OF_MONTH: Final = re.compile(r"(\d{4})[-/.\u5e74](\d{1,2})\u6708?")
_DATE_DIGITS: Final = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_CENTURY: Final = 100
_SERIAL: Final = re.compile("[0-9]{5}")
_SERIAL_FIRST, _SERIAL_LAST = 20_000, 80_000
"""Days since 1900 as a spreadsheet counts them: 1954 to 2119."""
_SERIAL_ZERO: Final = datetime.date(1899, 12, 30)
_PER_CENT: Final = -2
"""Places that 13 and 0.13 are apart."""
_TEN_THOUSAND: Final = Decimal(10_000)
_MOST_PLACES: Final = 18


class Value(NamedTuple):
    """What a cell says, plain; `code` names what is wrong, `kept` whether the value may be used all the same."""

    text: str = ""
    code: str = ""
    kept: bool = False


Reader = Callable[[str, Vocabulary], Value]


def text(cell: str, _: Vocabulary) -> Value:
    """Read a text: trimmed, single blanks, half-width letters and digits."""
    return Value(comparing.one_line(_UNSEEN.sub("", cell).translate(_WIDE)))


def code(cell: str, _: Vocabulary) -> Value:
    """Read a code: without the signs by which people keep a spreadsheet from making a number of it."""
    found = _FORMULA_TEXT.fullmatch(cell.strip())
    return Value(comparing.code((found[1] if found else cell).strip().lstrip("'‘’")))


def barcode_of(cell: str, vocabulary: Vocabulary) -> Value:
    """Read a bar code; one that a spreadsheet has ruined is dropped."""
    found = code(cell, vocabulary).text
    if barcode.is_mangled(found):
        return Value("", "BARCODE_SCIENTIFIC")
    if barcode.has_wrong_check_digit(found):
        return Value(found, "BARCODE_CHECK", kept=True)
    return Value(found)


def number(cell: str, vocabulary: Vocabulary) -> Value:
    """Read a number as people write it: ¥1,234.50, (350), 350-, 2万, a dash for nothing."""
    squeezed_cell = squeezed(cell).replace(",", "")
    if squeezed_cell in vocabulary.values["errors"]:
        return Value("", "ERROR_VALUE")
    if squeezed_cell in vocabulary.values["zero"]:
        return Value("0")
    bare = _without_currency(squeezed_cell, vocabulary)
    factor = Decimal(1)
    for word in vocabulary.values["ten_thousand"]:
        if bare.endswith(word):
            bare, factor = bare.removesuffix(word), _TEN_THOUSAND
    if bare.startswith("(") and bare.endswith(")"):
        bare = "-" + bare[1:-1]
    elif bare.endswith("-"):
        bare = "-" + bare[:-1]
    if _NUMBER.fullmatch(bare):
        return _decimal(bare, factor)
    if _RANGE.fullmatch(bare):
        return Value("", "RANGE")
    found = _WITH_UNIT.fullmatch(bare)
    if found:
        return Value(_decimal(found[1], factor).text, "UNIT_IN_NUMBER")
    return Value("", "NOT_A_NUMBER")


def money(cell: str, vocabulary: Vocabulary) -> Value:
    """Read a price or an amount; a unit beside it (12.5/箱) is left away with a warning."""
    found = number(cell, vocabulary)
    return found._replace(kept=True) if found.code == "UNIT_IN_NUMBER" else found


def _without_currency(cell: str, vocabulary: Vocabulary) -> str:
    for word in vocabulary.values["currency"]:
        cell = cell.removeprefix(word).removesuffix(word)
    return cell


def _decimal(bare: str, factor: Decimal) -> Value:
    try:
        value = Decimal(bare) * factor
    except InvalidOperation:
        return Value("", "NOT_A_NUMBER")
    if not value.is_finite() or abs(value.adjusted()) > _MOST_PLACES:
        return Value("", "NOT_A_NUMBER")
    return Value(plain(value))


def plain(value: Decimal) -> str:
    """Write a decimal without exponent and without needless zeros."""
    written = f"{value:f}"
    written = written.rstrip("0").rstrip(".") if "." in written else written
    return "0" if written in {"-0", ""} else written


def percent(cell: str, vocabulary: Vocabulary) -> Value:
    """Read a rate: 13, 13%, 0.13 are one and the same; free of tax is 0."""
    if squeezed(cell) in vocabulary.values["tax_free"]:
        return Value("0")
    bare = squeezed(cell)
    found = number(bare.removesuffix("%"), vocabulary)
    if found.code:
        return found
    value = Decimal(found.text)
    if bare.endswith("%") or value > 1:
        value = value.scaleb(_PER_CENT)
    return Value(plain(value))


def date(cell: str, _: Vocabulary) -> Value:
    """Read a day in one of the forms people use; a month without a day is its first."""
    bare = squeezed(cell)
    found = _DATE.fullmatch(bare) or _DATE_DIGITS.fullmatch(bare)
    if found:
        year, month, day = (int(part) for part in found.groups()[:3])
        return _day(year if year >= _CENTURY else 2000 + year, month, day)
    found = _DATE_OF_MONTH.fullmatch(bare)
    if found:
        first = _day(int(found[1]), int(found[2]), 1)
        return first if first.code else Value(first.text, "DATE_NO_DAY", kept=True)
    if _SERIAL.fullmatch(bare) and _SERIAL_FIRST <= int(bare) <= _SERIAL_LAST:
        return Value((_SERIAL_ZERO + datetime.timedelta(days=int(bare))).isoformat())
    return Value("", "NOT_A_DATE")


def _day(year: int, month: int, day: int) -> Value:
    try:
        return Value(datetime.date(year, month, day).isoformat())
    except ValueError:
        return Value("", "NOT_A_DATE")


def days(cell: str, vocabulary: Vocabulary) -> Value:
    """Read a duration: 365, 30天, 12个月, 1年."""
    bare = squeezed(cell)
    for word, length in sorted(vocabulary.days.items(), key=lambda each: -len(each[0])):
        if bare.endswith(word):
            found = number(bare.removesuffix(word), vocabulary)
            return found if found.code else Value(plain(Decimal(found.text) * length))
    return number(bare, vocabulary)


def ratio(cell: str, _: Vocabulary) -> Value:
    """Read how many base units a larger unit holds: 24, 1*24, 1箱=24瓶, 24瓶/箱."""
    bare = squeezed(cell).replace("×", "*").replace("x", "*")
    found = [part for part in _DIGITS.findall(bare) if Decimal(part) > 0]
    match found:
        case [pieces] | ["1", pieces]:
            return Value(plain(Decimal(pieces)))
        case _:
            return Value("", "NOT_A_NUMBER")


def yes_no(cell: str, vocabulary: Vocabulary) -> Value:
    """Read a state: true and false; other words stay as they are."""
    bare = squeezed(cell)
    if bare in vocabulary.values["yes"]:
        return Value("true")
    return Value("false") if bare in vocabulary.values["no"] else text(cell, vocabulary)


READERS: Final[dict[str, Reader]] = {
    "text": text,
    "code": code,
    "barcode": barcode_of,
    "number": number,
    "money": money,
    "percent": percent,
    "date": date,
    "duration_days": days,
    "ratio_text": ratio,
    "bool": yes_no,
}
"""By the type of a field in the vocabulary; ``ignore`` has none."""
