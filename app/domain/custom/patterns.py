"""Patterns of the firm's own that are sure to end: the part of regular expressions in which nothing can run away.

Python's ``re`` goes back over what it has matched; a repeated group with repeats inside takes time without end. So a
group may not be repeated, nothing may refer back or look around, at most three things vary in number, and only the
first 200 characters of a text are looked at: a few million steps at the very most, some hundredths of a second.
"""

import re
from functools import lru_cache
from typing import Final

from app.core.errors import BusinessError
from app.core.text import beginning
from app.domain.custom.errors import PatternRefused

LOOKED_AT: Final = 200
"""Characters that a text may have to fit a pattern."""
_MOST_VARYING: Final = 3
_MOST_OPTIONAL: Final = 6
_MOST_TIMES: Final = 200
_PIECE: Final = re.compile(
    r"(?P<escaped>\\.)|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])|(?P<open>\((?:\?:)?)|(?P<close>\))"
    r"|(?P<times>[*+]|\{\d*,?\d*\})|(?P<maybe>\?)|(?P<other>.)",
    re.DOTALL,
)


def problem(pattern: str) -> BusinessError | None:
    """Say why a pattern is not taken; None when it is."""
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return PatternRefused(pattern=beginning(pattern), is_wrong=True)
    return None if _is_tame(pattern) else PatternRefused(pattern=beginning(pattern), is_wrong=False)


def fits(pattern: str, text: str) -> bool:
    """Say whether a whole text fits a pattern."""
    return len(text) <= LOOKED_AT and _compiled(pattern).fullmatch(text) is not None


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _is_tame(pattern: str) -> bool:
    varying = optional = 0
    before = ""
    for piece in _PIECE.finditer(pattern):
        kind, text = str(piece.lastgroup), piece[0]
        if kind == "escaped" and text[1] in "0123456789gG":
            return False
        if kind == "other" and text == "?":
            return False
        if kind == "times":
            if before in ("close", "times", "maybe"):
                return False
            numbers = [int(number) for number in re.findall(r"\d+", text)]
            if any(number > _MOST_TIMES for number in numbers):
                return False
            varying += "," in text or not numbers
        if kind == "maybe":
            if before == "open":
                return False
            optional += 1
        before = kind
    return varying <= _MOST_VARYING and optional <= _MOST_OPTIONAL
