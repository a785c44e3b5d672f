"""One cell by the type of its field: tidied text, plain decimal numbers, ISO dates; what cannot be read gets a code."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

from app.domain.catalog import barcode, comparing
from app.domain.intake import contacts, days, figures
from app.domain.intake.cell import Reader, Value
from app.domain.intake.vocabulary import Vocabulary, squeezed

__all__ = ["PLAIN", "READERS", "SURELY_PLAIN", "Value", "code", "plain_text", "text"]

_UNSEEN: Final = re.compile("[\u200b\u200c\u200e\u200f\u2060\ufeff]")
_TO_WIDE: Final = 0xFEE0
"""From a half-width character to its full-width twin."""
_WIDE: Final = {
    code: code - _TO_WIDE
    for first, last in ((0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A))
    for code in range(first, last + 1)
}
"""Full-width digits and letters; brackets and signs stay as they are written."""
_FORMULA_TEXT: Final = re.compile(r'="(.*)"')
_AS_FLOAT: Final = re.compile(r"\A(\d{8,})\.0+\Z")
"""A bar code of which a program has made a number, and lost nothing."""
_VISIBLE: Final = (
    r"!-~\u00b0-\u00ff\u0391-\u03c9\u2014\u2018-\u201d\u2026\u2103\u2160-\u217f\u3001-\u303f\u4e00-\u9fff"
    r"\uff01-\uff0f\uff1a-\uff20"
)
"""Characters that stay as they are in every text."""
_PLAIN_CODE: Final = r"[0-9A-Za-z][0-9A-Za-z._/*#+-]*"


def text(cell: str, vocabulary: Vocabulary) -> Value:
    """Read a text: trimmed, single blanks, half-width letters and digits; a dash says nothing."""
    found = comparing.one_line(_UNSEEN.sub("", cell).translate(_WIDE))
    return Value("" if squeezed(found) in vocabulary.values["nothing"] else found)


@lru_cache(maxsize=4)
def plain_text(nothing: frozenset[str]) -> str:
    """Return the pattern of a text that is written already as it is to be kept."""
    words = "|".join("".join(map(_in_any_width, word)) for word in sorted(nothing))
    return rf"(?!(?:{words})\n)[{_VISIBLE}]+(?: [{_VISIBLE}]+)*"


def _in_any_width(character: str) -> str:
    wide = chr(ord(character) + _TO_WIDE) if character.isascii() else character
    return f"[{re.escape(character)}{wide}]"


def code(cell: str, _: Vocabulary) -> Value:
    """Read a code: without the signs by which people keep a spreadsheet from making a number of it."""
    found = _FORMULA_TEXT.fullmatch(cell.strip())
    return Value(comparing.code((found[1] if found else cell).strip().lstrip(figures.PROTECTION)))


def barcode_of(cell: str, vocabulary: Vocabulary) -> Value:
    """Read a bar code; one that a spreadsheet has ruined is dropped."""
    is_plain = cell.isascii() and cell.isdigit()
    found = cell if is_plain else _AS_FLOAT.sub(r"\1", code(cell, vocabulary).text)
    if not is_plain and barcode.is_mangled(found):
        return Value("", "BARCODE_SCIENTIFIC")
    if barcode.has_wrong_check_digit(found):
        return Value(found, "BARCODE_CHECK", kept=True)
    return Value("" if found in vocabulary.values["nothing"] else found)


def is_plain_barcode(cell: str) -> bool:
    """Say whether `barcode_of` returns a cell unchanged and without a finding; other cells may be so, too."""
    return cell.isdigit() and cell.isascii() and not barcode.has_wrong_check_digit(cell)


def yes_no(cell: str, vocabulary: Vocabulary) -> Value:
    """Read a state: true and false; other words stay as they are."""
    bare = squeezed(cell)
    if bare in vocabulary.values["yes"]:
        return Value("true")
    return Value("false") if bare in vocabulary.values["no"] else text(cell, vocabulary)


def no_yes(cell: str, vocabulary: Vocabulary) -> Value:
    """Read a state under a head that means its opposite: yes under "out of use" is not in use."""
    bare = squeezed(cell)
    if bare in vocabulary.values["plain_yes"]:
        return Value("false")
    return Value("true") if bare in vocabulary.values["plain_no"] else yes_no(cell, vocabulary)


READERS: Final[Mapping[str, Reader]] = {
    "text": text,
    "code": code,
    "barcode": barcode_of,
    "number": figures.number,
    "money": figures.money,
    "percent": figures.percent,
    "date": days.date,
    "duration_days": days.duration,
    "days": days.terms,
    "ratio_text": figures.ratio,
    "phone": contacts.phone,
    "account": contacts.account,
    "tax_id": contacts.tax_id,
    "bool": yes_no,
    "no_bool": no_yes,
}
"""By the type of a field in the vocabulary; ``ignore`` has none."""

PLAIN: Final[Mapping[str, str]] = {
    "code": _PLAIN_CODE,
    "number": figures.PLAIN,
    "money": figures.PLAIN,
    "date": days.PLAIN,
    "phone": contacts.PLAIN_PHONE,
    "account": contacts.PLAIN_ACCOUNT,
}
"""By type: what its reader returns unchanged and without a finding."""

SURELY_PLAIN: Final[Mapping[str, Callable[[str], bool]]] = {"barcode": is_plain_barcode}
"""By type, where no pattern can say it: whether a cell is such a one."""
