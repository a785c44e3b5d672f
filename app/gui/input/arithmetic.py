"""Reads a typed number or a small sum (3*24, 12.5+3, 200×95%) exactly into a scaled integer. No Qt, no eval.

Fractions carry the sum, so nothing is lost on the way; the result is rounded once, half away from zero. A plain
number is never rounded: one with more decimals than the field holds is refused, so that a slip is seen.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from app.core.numbers import LIMIT, divide

_LONGEST: Final = 80
"""Longer texts are not sums that somebody typed."""
_MOST_DIGITS: Final = 24
_DEEPEST: Final = 16
_SAME: Final = str.maketrans(
    {
        "\u3002": ".",
        "\u00d7": "*",
        "\u00f7": "/",
        "\u2212": "-",
        "\u2013": "-",
        "\u00a5": "",
        " ": "",
        "\t": "",
    }
)
"""Signs that mean the same on a Chinese keyboard: full stop, times, divided by, the minus signs, yuan, blanks."""


class NotANumber(ValueError):
    """The text is no number and no sum."""


class TooManyDecimals(NotANumber):
    """A plain number says more decimals than the field keeps."""


class TooLarge(NotANumber):
    """The value does not fit into any book."""


def read_number(text: str, places: int) -> int:
    """Return the value in units of 10**-places."""
    reader = _Reader(_folded(text))
    value = reader.whole() * 10**places
    if value.denominator != 1 and reader.is_plain:
        raise TooManyDecimals(text)
    result = divide(value.numerator, value.denominator)
    if abs(result) >= LIMIT:
        raise TooLarge(text)
    return result


def read_rate(text: str, places: int) -> int:
    """Return a rate in units of 10**-places; a number without a % sign counts in per cent too."""
    folded = _folded(text)
    return read_number(folded if "%" in folded else f"({folded})%", places)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text.translate(_SAME)).translate(_SAME).replace(",", "")


@dataclass
class _Reader:
    """A recursive reader of ``sum = product (± product)*``, ``product = atom (×÷ atom)*``."""

    text: str
    at: int = 0
    depth: int = 0
    is_plain: bool = True
    """No operator was seen, so the text is one number."""

    def whole(self) -> Fraction:
        if not self.text or len(self.text) > _LONGEST:
            raise NotANumber(self.text)
        value = self._sum()
        if self.at != len(self.text):
            raise NotANumber(self.text)
        return value

    def _sum(self) -> Fraction:
        return self._chain(self._product, {"+": Fraction.__add__, "-": Fraction.__sub__})

    def _product(self) -> Fraction:
        return self._chain(self._atom, {"*": Fraction.__mul__, "/": self._over})

    def _chain(
        self,
        part: Callable[[], Fraction],
        operators: dict[str, Callable[[Fraction, Fraction], Fraction]],
    ) -> Fraction:
        value = part()
        while operator := operators.get(self._next()):
            self.at += 1
            self.is_plain = False
            value = operator(value, part())
        return value

    def _over(self, value: Fraction, divisor: Fraction) -> Fraction:
        if not divisor:
            raise NotANumber(self.text)
        return value / divisor

    def _atom(self) -> Fraction:
        sign = self._next()
        if sign in {"+", "-"}:
            self.at += 1
            self._deeper()
            value = self._atom()
            return -value if sign == "-" else value
        value = self._group() if sign == "(" else self._literal()
        while self._next() == "%":
            self.at += 1
            value /= 100
        return value

    def _group(self) -> Fraction:
        self.at += 1
        self._deeper()
        value = self._sum()
        if self._next() != ")":
            raise NotANumber(self.text)
        self.at += 1
        return value

    def _literal(self) -> Fraction:
        start = self.at
        while self._next() in "0123456789." and self._next():
            self.at += 1
        literal = self.text[start : self.at]
        digits = literal.replace(".", "", 1)
        if not digits.isdigit() or len(digits) > _MOST_DIGITS:
            raise NotANumber(self.text)
        whole, _, decimals = literal.partition(".")
        return Fraction(int(whole + decimals), 10 ** len(decimals))

    def _deeper(self) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise NotANumber(self.text)

    def _next(self) -> str:
        return self.text[self.at : self.at + 1]
