"""Numbers as people write them: ¥1,234.50, (350), 350-, a dash for nothing, 13 %, 1 box = 24 bottles."""

import re
from decimal import Decimal, InvalidOperation
from typing import Final

from app.domain.intake.cell import Value
from app.domain.intake.vocabulary import Vocabulary, squeezed

PLAIN: Final = r"(?:0|-?[1-9][0-9]{0,14}|-?(?:0|[1-9][0-9]{0,14})\.[0-9]{0,11}[1-9])"
"""A number that is written already as it is to be kept."""
PROTECTION: Final = "'‘’`"
"""What people write before figures to keep a spreadsheet from changing them."""
_PLAIN: Final = re.compile(PLAIN)
_NUMBER: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.IGNORECASE)
# ~ and the signs that look like it; 至 \u81f3 and 到 \u5230, from … to.
_RANGE: Final = re.compile(r"\d+(\.\d+)?[-~\u2013\u2014\u81f3\u5230]+\d+(\.\d+)?")
_WITH_UNIT: Final = re.compile(r"([+-]?\d+(?:\.\d+)?)([^\d\s.+*-]+)")
_PER_UNIT: Final = re.compile(r"([^/]+)/([^\d\s.+*-]+)")
_DIGIT: Final = re.compile(r"[+-]?\d")
_DIGITS: Final = re.compile(r"\d+(?:\.\d+)?")
_PER_CENT: Final = -2
"""Places that 13 and 0.13 are apart."""
_MOST_PLACES: Final = 18
_LONGEST: Final = 60
"""Characters of a number, whatever stands around it."""


def number(cell: str, vocabulary: Vocabulary) -> Value:
    """Read a number."""
    if _PLAIN.fullmatch(cell):
        return Value(cell)
    bare = squeezed(cell).replace(",", "").lstrip(PROTECTION)
    if bare in vocabulary.values["errors"]:
        return Value("", "ERROR_VALUE")
    if len(bare) > _LONGEST:
        return Value("", "NOT_A_NUMBER")
    for sign in vocabulary.values["minus"]:
        bare = bare.replace(sign, "-")
    if bare in vocabulary.values["zero"]:
        return Value("0")
    return _number(bare, vocabulary)


def _number(bare: str, vocabulary: Vocabulary) -> Value:
    """Read a number with what may stand around it: currency, sign, multiple, unit."""
    bare = _without_currency(bare, vocabulary)
    if bare in vocabulary.values["zero"]:
        return Value("0")
    bare, factor = _without_multiple(bare, vocabulary)
    if bare.endswith("-"):
        bare = "-" + bare[:-1]
    if _NUMBER.fullmatch(bare):
        return _decimal(bare, factor)
    if _RANGE.fullmatch(bare):
        return Value("", "RANGE")
    if bare.startswith("(") and bare.endswith(")"):
        return _below_zero(bare[1:-1], factor, vocabulary)
    found = _PER_UNIT.fullmatch(bare)
    if found and _DIGIT.match(found[1]):
        whole = _number(found[1], vocabulary)
        return whole._replace(code="UNIT_IN_NUMBER") if whole.text else whole
    found = _WITH_UNIT.fullmatch(bare)
    if found:
        return Value(_decimal(found[1], factor).text, "UNIT_IN_NUMBER")
    if bare.startswith("-") and factor == 1:
        return _below_zero(bare[1:], factor, vocabulary)
    return Value("", "NOT_A_NUMBER")


def _below_zero(rest: str, factor: Decimal, vocabulary: Vocabulary) -> Value:
    """Read what stands in brackets, or behind a minus that stands before the currency."""
    found = Value("0") if rest in vocabulary.values["zero"] else _number(rest, vocabulary)
    if not found.text or found.text.startswith("-"):
        return Value("", found.code or "NOT_A_NUMBER")
    return found._replace(text=plain(-Decimal(found.text) * factor))


def money(cell: str, vocabulary: Vocabulary) -> Value:
    """Read a price or an amount; a unit beside it (12.5/box) is left away with a warning."""
    found = number(cell, vocabulary)
    return found._replace(kept=True) if found.code == "UNIT_IN_NUMBER" else found


def _without_currency(cell: str, vocabulary: Vocabulary) -> str:
    for word in vocabulary.values["currency"]:
        cell = cell.removeprefix(word).removesuffix(word)
    return cell


def _without_multiple(cell: str, vocabulary: Vocabulary) -> tuple[str, Decimal]:
    """Return a number without the word by which it is multiplied, and how often."""
    for word, times in vocabulary.multiples.items():
        bare = cell.removesuffix(word)
        if bare != cell and (bare[-1:].isdigit() or not word.isascii()):  # a letter may end another word
            return bare, Decimal(times)
    return cell, Decimal(1)


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
    """Read a rate: 13, 13%, 0.13 are one and the same; free of tax is 0, and is said besides."""
    bare = squeezed(cell)
    if bare in vocabulary.values["tax_free"]:
        return Value("0", also=(("tax_exempt", "true"),))
    found = number(bare.removesuffix("%"), vocabulary)
    if found.code:
        return found
    value = Decimal(found.text)
    if bare.endswith("%") or value >= 1:
        value = value.scaleb(_PER_CENT)
    return Value(plain(value))


def ratio(cell: str, _: Vocabulary) -> Value:
    """Read how many base units a larger unit holds: 24, 1*24, 1 box = 24 bottles, 24 bottles / 1 box."""
    bare = squeezed(cell).replace("×", "*").replace("x", "*").replace(",", "")
    found = [part for part in _DIGITS.findall(bare) if Decimal(part) > 0]
    match found:
        case [pieces] | ["1", pieces] | [pieces, "1"]:
            return Value(plain(Decimal(pieces)))
        case _:
            return Value("", "NOT_A_NUMBER")
