"""Bar codes as text: how they are tidied, their check digit, and codes the shop gives itself (F57, G07).

Scale labels, GS1 element strings and payment codes are not read here.
"""

import re

from app.core.check_digit import GTIN_LENGTHS, check_digit, has_right_check_digit, is_digits
from app.domain.catalog import comparing
from app.domain.errors import CodesExhausted

IN_STORE_PREFIX = "29"
"""Codes we make start so: scales use 20–28 (usual settings: 20, 21, 22, 25, 26)."""
_STATION_DIGITS = 4
_NUMBER_DIGITS = 6
_EAN_13 = 13
# What a spreadsheet makes of long digits: 6.9E+12, 6.90123E12, 2001.0; 12E5 may well be a code.
_MANGLED = re.compile(r"\d+\.\d+e\+?\d+|\d+e\+\d+|\d{4,}\.0+", re.IGNORECASE)

normalise = comparing.code
key = comparing.key


def is_mangled(text: str) -> bool:
    """Say whether a spreadsheet turned this code into a number, so that digits may be lost."""
    if text.isascii() and text.isalnum():  # nearly every code: nothing of a number that was written short
        return False
    return _MANGLED.fullmatch(normalise(text)) is not None


def is_gtin(code: str) -> bool:
    """Say whether the code has the length of a GTIN (EAN-8, UPC-A, EAN-13, ITF-14) and its right check digit."""
    return len(code) in GTIN_LENGTHS and has_right_check_digit(code)


def has_wrong_check_digit(code: str) -> bool:
    """Say whether a code looks like an EAN-13 but its last digit is wrong; worth a warning, no more."""
    return len(code) == _EAN_13 and is_digits(code) and not has_right_check_digit(code)


def in_store_code(station: int, number: int, *, prefix: str = IN_STORE_PREFIX) -> str:
    """Make the EAN-13 that a station gives to goods without a code: prefix, station, running number, check digit.

    The station's own digits keep two tills that are out of touch from giving one code twice.
    """
    if number >= 10**_NUMBER_DIGITS:
        raise CodesExhausted(prefix=prefix)
    body = f"{prefix}{station:0{_STATION_DIGITS}d}{number:0{_NUMBER_DIGITS}d}"
    return body + check_digit(body)


def in_store_range(station: int, *, prefix: str = IN_STORE_PREFIX) -> tuple[str, str]:
    """Return the lowest and highest code that `in_store_code` can make for a station."""
    head = f"{prefix}{station:0{_STATION_DIGITS}d}"
    tail = _NUMBER_DIGITS + 1
    return head + "0" * tail, head + "9" * tail


def in_store_number(code: str) -> int:
    """Return the running number inside a code made by `in_store_code`."""
    return int(code[-_NUMBER_DIGITS - 1 : -1])
