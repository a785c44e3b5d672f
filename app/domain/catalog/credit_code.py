"""Tax ids: 统一社会信用代码 (GB 32100-2015) and what else stands in that field; a hint, never a refusal."""

from enum import Enum

from app.domain.catalog import comparing

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_MODULUS = 31
_LENGTH = 18
_OLD_LENGTH = 15
_SUFFIXED_LENGTH = 20
_PERSON_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_PERSON_CHECKS = "10X98765432"


class Finding(Enum):
    """What a tax id turns out to be; only the first three need no second look."""

    EMPTY = "empty"
    VALID = "valid"
    PERSON = "person"  # 18 characters, a person's id number: natural persons, some sole traders
    OLD = "old"  # 15 characters, from before 2015
    SUFFIXED = "suffixed"  # 20 characters, a sole trader's with a suffix
    WRONG_LENGTH = "wrong_length"
    WRONG_CHARACTER = "wrong_character"
    WRONG_CHECK = "wrong_check"


FINE = frozenset({Finding.EMPTY, Finding.VALID, Finding.PERSON})
"""Findings that call for no warning."""


def normalise(text: str) -> str:
    """Return the tax id in capitals, half width, without blanks and hyphens."""
    return comparing.code(text).replace("-", "").upper()


def check_character(body: str) -> str:
    """Return the eighteenth character for the first seventeen, all of them out of the alphabet."""
    total = sum(_VALUES[character] * weight for character, weight in zip(body, _WEIGHTS, strict=True))
    return _ALPHABET[-total % _MODULUS]


def examine(text: str) -> Finding:
    """Say what this tax id is, or what is wrong with it."""
    code = normalise(text)
    if not code:
        return Finding.EMPTY
    if len(code) == _OLD_LENGTH:
        return Finding.OLD
    if len(code) == _SUFFIXED_LENGTH:
        return Finding.SUFFIXED
    if len(code) != _LENGTH:
        return Finding.WRONG_LENGTH
    known = all(character in _VALUES for character in code)
    if known and check_character(code[:-1]) == code[-1]:
        return Finding.VALID
    if _is_person(code):
        return Finding.PERSON
    return Finding.WRONG_CHECK if known else Finding.WRONG_CHARACTER


def _is_person(code: str) -> bool:
    """Say whether this is a person's id number with its right check character (GB 11643)."""
    body, check = code[:-1], code[-1]
    if not (body.isascii() and body.isdigit()):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(body, _PERSON_WEIGHTS, strict=True))
    return _PERSON_CHECKS[total % len(_PERSON_CHECKS)] == check
