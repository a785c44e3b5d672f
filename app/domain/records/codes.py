"""Running codes: what the next record gets for which nobody typed a code (F11).

A code is a start, a running number padded with zeros, and where the rule asks for one a check digit:
``SP00042``, ``YL00042``, ``SP000424``. The start is the prefix of the type, or that of the record's category where it
has one, then the letter of the station. A type's rule is a `CodeRule`; who has no rule of his own follows the declared
prefix with five digits.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.core.field import Field
from app.core.kinds import Kind
from app.core.text import N_

_MOST_DIGITS: Final = 12
_TEN: Final = 10

PREFIX: Final = Field(
    "prefix", N_("前缀"), Kind.CODE, longest=12, help=N_("可以不填；分类里填了商品编码前缀的，用分类的")
)
DIGITS: Final = Field("digits", N_("流水号位数"), Kind.INTEGER, required=True, default=5, least=1, most=10)
CHECK: Final = Field("check", N_("末尾加校验位"), Kind.BOOL, help=N_("抄错一位、换错两位都能看出来"))
RULE: Final = (PREFIX, DIGITS, CHECK)
"""What a person says of a rule."""

Highest = Callable[[str, int], int]
"""Returns the highest number with so many digits that stands after a start, in compared form; 0 when there is none."""
IsTaken = Callable[[str], bool]
"""Says whether some record has a code already."""


@dataclass(frozen=True, slots=True)
class CodeRule:
    """How the codes of a type run: `digits` at least, more when those are used up."""

    prefix: str
    digits: int = 5
    check: bool = False

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> "CodeRule":
        """Read a rule from plain values."""
        return cls(plain[PREFIX.key], plain[DIGITS.key], plain[CHECK.key])

    def plain(self) -> dict[str, object]:
        """Write the rule as plain values."""
        return {PREFIX.key: self.prefix, DIGITS.key: self.digits, CHECK.key: self.check}

    def code(self, start: str, number: int) -> str:
        """Write the code of a number."""
        text = f"{start}{number:0{self.digits}d}"
        return text + check_digit(text) if self.check else text


def following(rule: CodeRule, start: str, highest: Highest, is_taken: IsTaken) -> str:
    """Return the next free code after a start."""
    compared = start.casefold()
    for digits in range(rule.digits, _MOST_DIGITS):
        number = highest(compared, digits) + 1
        if rule.check:  # goes on from the codes that have no check digit yet
            number = max(number, highest(compared, digits + 1) // _TEN + 1)
        if digits > rule.digits:
            number = max(number, _TEN ** (digits - 1))
        while number < _TEN**digits:
            code = rule.code(start, number)
            if not is_taken(code):
                return code
            number += 1
    raise AssertionError(start)


def number_after(start: str, code: str) -> tuple[int, int]:
    """Return the number that a code, in compared form, has after a start, and its digits; (0, 0) when it is none."""
    rest = code[len(start) :] if code.startswith(start) else ""
    return (
        (int(rest), len(rest)) if rest.isascii() and rest.isdigit() and len(rest) <= _MOST_DIGITS else (0, 0)
    )


def check_digit(code: str) -> str:
    """Return the digit that makes a code checkable: Luhn's, letters counting as the numbers 10 to 35 as in an ISIN.

    Other signs do not count. One wrong digit, and nearly every pair that changed places, is found.
    """
    digits = "".join(str(int(sign, 36)) for sign in code if sign.isascii() and sign.isalnum())
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 - place % 2)
        total += value - 9 if value > 9 else value  # noqa: PLR2004 - the sum of its two digits
    return str(-total % _TEN)
