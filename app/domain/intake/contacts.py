"""Numbers that are names: telephones, bank accounts, tax ids; digits that a spreadsheet has ruined are dropped."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from app.domain.catalog import comparing, credit_code
from app.domain.intake.cell import Value
from app.domain.intake.figures import PROTECTION
from app.domain.intake.vocabulary import Vocabulary, squeezed

PLAIN_PHONE: Final = r"(?:1[0-9]{10}|0[0-9]{2,3}-[0-9]{7,8})"
"""A mobile or fixed number that is written already as it is to be kept."""
PLAIN_ACCOUNT: Final = r"[0-9]{8,30}"
"""A bank account that is written already as it is to be kept."""
_SCIENTIFIC: Final = re.compile(r"\d+(?:\.\d+)?e\+?\d+", re.IGNORECASE)
_AS_FLOAT: Final = re.compile(r"(\d+)\.0+")
_LEAST_DIGITS: Final = 7
"""Of a telephone number that stands alone."""
_FINDINGS: Final = {
    credit_code.Finding.OLD: "TAXID_OLD",
    credit_code.Finding.WRONG_CHECK: "USCC_CHECK",
    credit_code.Finding.WRONG_CHARACTER: "USCC_CHECK",
    credit_code.Finding.WRONG_LENGTH: "USCC_CHECK",
}


def phone(cell: str, vocabulary: Vocabulary) -> Value:
    """Read a telephone number; the second in the cell is said besides."""
    if squeezed(cell) in vocabulary.values["nothing"]:
        return Value()
    numbers = [_number(part) for part in _parts(cell, vocabulary)]
    sound = [each for each in numbers if each and not _SCIENTIFIC.fullmatch(each)]
    code = "" if len(sound) == len([each for each in numbers if each]) else "PHONE_SCIENTIFIC"
    first, rest = (sound[0], sound[1:]) if sound else ("", [])
    return Value(first, code, kept=bool(code), also=(("phone2", "/".join(rest)),) if rest else ())


def _number(part: str) -> str:
    bare = comparing.code(part).lstrip(PROTECTION)
    found = _AS_FLOAT.fullmatch(bare)
    return found[1] if found else bare


def _parts(cell: str, vocabulary: Vocabulary) -> list[str]:
    """Split several numbers; blanks part them when every part is as long as a number."""
    parts = [
        part
        for part in _between_numbers(tuple(vocabulary.values["phone_ends"])).split(
            unicodedata.normalize("NFKC", cell)
        )
        if part.strip()
    ]
    return [
        number
        for part in parts
        for number in (part.split() if all(_is_whole(word) for word in part.split()) else [part])
    ]


@lru_cache(maxsize=4)
def _between_numbers(ends: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join([r"\n", *map(re.escape, sorted(ends))]))


def _is_whole(word: str) -> bool:
    return sum(map(str.isdigit, word)) >= _LEAST_DIGITS


def account(cell: str, vocabulary: Vocabulary) -> Value:
    """Read the number of a bank account."""
    bare = comparing.code(cell).lstrip(PROTECTION)
    if squeezed(bare) in vocabulary.values["nothing"]:
        return Value()
    if _SCIENTIFIC.fullmatch(bare):
        return Value("", "ACCOUNT_SCIENTIFIC")
    found = _AS_FLOAT.fullmatch(bare)
    return Value(found[1] if found else bare)


def tax_id(cell: str, vocabulary: Vocabulary) -> Value:
    """Read a tax id; words that say there is none are none."""
    bare = squeezed(cell)
    if bare in vocabulary.values["nothing"] or bare in vocabulary.values["no_tax_id"]:
        return Value()
    found = credit_code.normalise(cell).lstrip(PROTECTION)
    code = _FINDINGS.get(credit_code.examine(found), "")
    return Value(found, code, kept=bool(code))
