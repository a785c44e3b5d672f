"""Labels of our own as text, small enough for a QR code and plain enough for any telephone (F61).

    item|batch|serial|order|supplier|made|expires        0690…2|B7|SN1|CD-A-20261122-0001|GYS0001|20261120|20261220

`item` is a bar code or the code of an item, `supplier` a code, `order` the number of a document: names change, these
stay. Days have eight digits. What is missing is empty; empty ends are left out, so a label that says nothing but its
item is that item's code. A scan looks it up and verifies it (`app.services.documents.labelled`).
"""

import unicodedata
from dataclasses import astuple, dataclass
from datetime import date
from typing import Final

SEPARATOR: Final = "|"
_ESCAPES: Final = (("%", "%25"), (SEPARATOR, "%7C"))
"""What stands for these two inside a part."""
_FIRST_DAY: Final = 5
"""The place of the first of the days, which are last."""
_DAY_DIGITS: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLabel:
    """What a label says; days are ISO. The order of the parts is the order on the label."""

    item: str
    batch: str = ""
    serial: str = ""
    order: str = ""
    supplier: str = ""
    produced_on: str = ""
    expires_on: str = ""


_KEYS: Final = tuple(OwnLabel.__dataclass_fields__)


def text_of(label: OwnLabel) -> str:
    """Write a label."""
    parts = [_escaped(part) for part in astuple(label)]
    parts[_FIRST_DAY:] = [day.replace("-", "") for day in parts[_FIRST_DAY:]]
    return SEPARATOR.join(parts).rstrip(SEPARATOR)


def read(text: str) -> OwnLabel:
    """Read a label; ValueError when it has more parts than there are, no item, or a day that cannot be."""
    parts = [_plain(part) for part in text.split(SEPARATOR)]
    if len(parts) > len(_KEYS) or not parts[0]:
        raise ValueError(text)
    parts[_FIRST_DAY:] = [_day(part) for part in parts[_FIRST_DAY:]]
    return OwnLabel(**dict(zip(_KEYS, parts, strict=False)))


def _escaped(part: str) -> str:
    part = unicodedata.normalize(
        "NFKC", part
    ).strip()  # as every scan is tidied, so that it reads back the same
    for sign, written in _ESCAPES:
        part = part.replace(sign, written)
    return part


def _plain(part: str) -> str:
    for sign, written in reversed(_ESCAPES):
        part = part.replace(written, sign)
    return part.strip()


def _day(digits: str) -> str:
    if not digits:
        return ""
    if len(digits) != _DAY_DIGITS:
        raise ValueError(digits)
    return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).isoformat()
