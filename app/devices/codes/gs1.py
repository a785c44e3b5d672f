"""GS1 messages: element strings with or without an AIM identifier, in brackets, or as a web address (Digital Link).

biip reads them; it knows neither scale labels nor payment codes and must not be asked about those (decision 9 of the
hardware facts). It is loaded with the first message.
"""

import calendar
import re
from typing import Any, Final

from app.devices.codes.scanned import Gs1, Mistake, Refused

SEPARATOR: Final = "\x1d"
_AIM: Final = re.compile(r"\](C1|d2|Q3|e0|J1)")
_BRACKETS: Final = re.compile(r"\((\d{2,4})\)([^()]+)")
_LINK: Final = re.compile(r"https?://[^/]+(/[^?#]*)?/(01|00)/\d+", re.IGNORECASE)
_TRADE_ITEM: Final = re.compile(r"(01|02)\d{14}(?=\D|\d|\Z)")
_SWALLOWED: Final = re.compile(r"(?:11|13|15|17)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])|310\d{7}")
"""The beginning of a field inside another: a day or a weight."""
_FIELD: Final = re.compile(
    r"(?:00\d{18}|0[12]\d{14}|1[1-7](?P<day>\d{6})|3[1-6]\d\d\d{6}|(?:10|21|37|30|39\d\d|24[01])[^\x1d]*)\x1d?"
)
"""One field at the beginning of a message, and the separator behind it."""
_MONTHS: Final = 12
_VARIABLE: Final = frozenset({"10", "21"})
_DATES: Final = {"11": "production", "13": "production", "15": "expiry", "17": "expiry"}
_COUNTS_FIRST: Final = frozenset({"11", "17"})
"""The day of making counts before that of packing, use-by before best-before."""
_TEXTS: Final = {"01": "gtin14", "02": "content_gtin14", "00": "sscc", "10": "batch", "21": "serial"}
_KILOGRAMS: Final = "310"
_POUNDS: Final = "320"
_AMOUNT: Final = "392"
_COUNT: Final = "37"


def looks_like(code: str) -> bool:
    """Say whether a code is a GS1 message by its own marks."""
    return (
        _AIM.match(code) is not None
        or SEPARATOR in code
        or _LINK.match(code) is not None
        or (code.startswith("(") and _BRACKETS.match(code) is not None)
    )


def read(code: str) -> Gs1 | Refused:
    """Read a GS1 message."""
    import biip  # noqa: PLC0415 - 90 ms that only a shop with such codes needs

    code = code.strip(SEPARATOR)
    if code.startswith("("):
        code = SEPARATOR.join(f"{key}{value}" for key, value in _BRACKETS.findall(code))
    aim = _AIM.match(code)
    text = code if aim is None else code[: aim.end()] + code[aim.end() :].lstrip(SEPARATOR)
    result = biip.parse(text)
    message = result.gs1_digital_link_uri if _LINK.match(text) else result.gs1_message
    if message is None:
        return Refused(Mistake.BAD_DATE if _has_bad_date(text) else Mistake.BAD_FIELD, code)
    found: dict[str, Any] = {}
    for element in message.element_strings:
        key = element.ai.ai
        wrong = element.gtin_error or element.sscc_error
        if wrong:
            return Refused(Mistake.BAD_CHECK_DIGIT, code)
        if key in _TEXTS:
            found[_TEXTS[key]] = element.value
        elif key in _DATES:
            if element.date is None:
                return Refused(Mistake.BAD_DATE, code)
            if _DATES[key] not in found or key in _COUNTS_FIRST:
                found[_DATES[key]] = element.date.isoformat()
        elif key == _COUNT:
            found["count"] = int(element.value)
        elif key.startswith((_KILOGRAMS, _POUNDS)) and element.decimal is not None:
            found["weight"] = str(element.decimal)
            found["weight_unit"] = "kg" if key.startswith(_KILOGRAMS) else "lb"
        elif key.startswith(_AMOUNT) and element.decimal is not None:
            found["amount"] = str(element.decimal)
        if key in _VARIABLE and _SWALLOWED.search(element.value):
            found["warning"] = "separator_missing"
    return Gs1(**found)


def _has_bad_date(text: str) -> bool:
    """Say whether a message breaks off at a day that no calendar has; day 00 is the last of its month."""
    rest = _AIM.sub("", text, count=1).lstrip(SEPARATOR)
    while found := _FIELD.match(rest):
        if found["day"] and not _is_day(found["day"]):
            return True
        rest = rest[found.end() :]
    return False


def _is_day(written: str) -> bool:
    year, month, day = (int(written[place : place + 2]) for place in (0, 2, 4))
    if not 1 <= month <= _MONTHS:
        return False
    # Which century is meant never changes how many days a month has.
    return day <= calendar.monthrange(2000 + year, month)[1]
