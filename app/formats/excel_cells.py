"""Stored values as cells of a sheet: how the XML of a cell goes on after its place, by Kind of its column."""

import datetime
import re
from collections.abc import Callable
from functools import lru_cache

from app.core.kinds import NUMBERS, PLACES, Kind
from app.core.numbers import divide, plain
from app.core.table import Column
from app.formats.excel_style import NUMBER_STYLES, Style
from app.i18n.show import instant, show

LONGEST_TEXT = 32_767
"""Characters that Excel keeps in a cell."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold."""
_UNUSUAL = re.compile(r"[&<>\x00-\x1f\ud800-\udfff\ufffe\uffff]|^\s|\s$")
_DAY_ZERO = datetime.date(1899, 12, 30).toordinal()
_FIRST_SAFE_DAY = "1900-03-01"
"""Before it Excel counts a 29 February 1900 that never was; such dates are written as text."""
_SECONDS_PER_DAY = 86_400
_DECIMALS_OF_A_DAY = 12
_REMEMBERED = 5_000
_SELDOM_ALIKE = frozenset({Kind.MONEY})
"""Kinds whose values seldom come again; prices, quantities and rates do."""

Tail = Callable[[object], str]
"""From a value to the XML of its cell after ``<c r="A1"``."""


def xml_text(text: str) -> str:
    """Write a text for XML: escaped, without what XML cannot hold, not longer than a cell."""
    text = _FORBIDDEN.sub("", text[:LONGEST_TEXT])
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def text_tail(text: str, style: Style) -> str:
    """Write a text. An inline string is never a formula, whatever it begins with."""
    if _is_usual(text):
        return f' s="{style:d}" t="inlineStr"><is><t>{text}</t></is></c>'
    return f' s="{style:d}" t="inlineStr"><is><t xml:space="preserve">{xml_text(text)}</t></is></c>'


def _is_usual(text: str) -> bool:
    """Say whether a text stands in XML as it is; nearly every one is found to be so without the pattern."""
    if len(text) > LONGEST_TEXT:
        return False
    is_plain = text.isprintable() and not ("&" in text or "<" in text or ">" in text)
    return (is_plain and text.strip(" ") == text) or not _UNUSUAL.search(text)


def tail_of(column: Column) -> Tail:
    """Return the writer for the cells of a column; it is not asked for None."""
    if column.kind in NUMBERS:
        return _numbers(column)
    if column.kind is Kind.DATE:
        return lru_cache(_REMEMBERED)(_date)
    if column.kind is Kind.INSTANT:
        return _instant
    return _texts(column)


def total_tail(value: object, column: Column, *, formula: str, is_whole: bool) -> str:
    """Write a total as a formula that follows the filter, with its present value."""
    if not isinstance(value, int):
        return f' s="{Style.TEXT_TOTAL:d}"/>'
    styles = NUMBER_STYLES[column.kind]
    style = styles.whole_total if is_whole else styles.fraction_total
    return f' s="{style:d}"><f>{formula}</f><v>{plain(value, PLACES[column.kind])}</v></c>'


def fraction_unit(kind: Kind) -> int:
    """Return what a stored number of this kind is a multiple of when it is shown without decimals."""
    places = PLACES[kind] - 2 if kind is Kind.RATE else PLACES[kind]
    return int(10**places)


def _texts(column: Column) -> Tail:
    style = Style.CODE if column.kind is Kind.CODE else Style.TEXT
    is_choice, start = column.kind is Kind.CHOICE, f' s="{style:d}" t="inlineStr"><is><t>'

    @lru_cache(_REMEMBERED)
    def tail(value: object) -> str:
        if type(value) is not str or is_choice:
            return text_tail(show(value, column.kind, column.choices), style)
        return f"{start}{value}</t></is></c>" if _is_usual(value) else text_tail(value, style)

    return tail


def _numbers(column: Column) -> Tail:
    """Write numbers by their decimal text: what stands in the file is 0.1, not the nearest binary fraction.

    The places are those of the kind, so this is `plain` with its loop-invariant part taken out: it runs once a cell.
    """
    places = PLACES[column.kind]
    one = 10**places
    unit = fraction_unit(column.kind)
    styles = NUMBER_STYLES[column.kind]
    whole_start, fraction_start = f' s="{styles.whole:d}"><v>', f' s="{styles.fraction:d}"><v>'

    def tail(value: object) -> str:
        if type(value) is not int:
            return text_tail(str(value), Style.TEXT)
        start = fraction_start if value % unit else whole_start
        if value < 0:
            start += "-"
        whole, rest = divmod(abs(value), one)
        if rest:
            decimals = f"{rest:0{places}d}".rstrip("0")
            return f"{start}{whole}.{decimals}</v></c>"
        return f"{start}{whole}</v></c>"

    return tail if column.kind in _SELDOM_ALIKE else lru_cache(_REMEMBERED)(tail)


def _date(value: object) -> str:
    text = str(value)
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return text_tail(text, Style.TEXT)
    if text < _FIRST_SAFE_DAY:
        return text_tail(text, Style.TEXT)
    return f' s="{Style.DATE:d}"><v>{day.toordinal() - _DAY_ZERO}</v></c>'


def _instant(value: object) -> str:
    if not isinstance(value, int):
        return text_tail(str(value), Style.TEXT)
    if not value:
        return f' s="{Style.INSTANT:d}"/>'
    time = instant(value)
    seconds = (time.hour * 60 + time.minute) * 60 + time.second
    part = divide(seconds * 10**_DECIMALS_OF_A_DAY, _SECONDS_PER_DAY)
    return f' s="{Style.INSTANT:d}"><v>{time.toordinal() - _DAY_ZERO}.{part:0{_DECIMALS_OF_A_DAY}d}</v></c>'
