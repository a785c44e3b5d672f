"""Which column holds which field: exact words first, then words before a bracket, words inside others, weak words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.domain.intake.vocabulary import TableWords, Vocabulary, holds

_SHORTEST_PART: Final = 2
"""A synonym found inside a longer header has so many characters at least."""
_LONGEST_HEADER: Final = 30
"""Characters; what is longer is a sentence, in which words are found by accident."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over one column, normalised: `names` to be looked for in this order; the last line is `own`."""

    names: tuple[str, ...]
    own: str


def fields(headings: Sequence[Heading], table: str, vocabulary: Vocabulary) -> dict[int, str]:
    """Give each column its field, no field twice; of two that name one field the better word wins."""
    words = vocabulary.tables[table]
    found: dict[int, str] = {}
    for match in (_exact, _before_bracket, _inside, _weak):
        claims = [
            (words.fields[field].strong.get(synonym, 0), place, field, synonym)
            for place, heading in enumerate(headings)
            if place not in found and (claim := match(heading, words, vocabulary))
            for field, synonym in (claim,)
        ]
        for _, place, field, synonym in sorted(claims):
            free = _free(field, synonym, words, found)
            if free:
                found[place] = free
    return found


def _free(field: str, synonym: str, words: TableWords, found: dict[int, str]) -> str:
    """Return the field if no column has it yet, else the one that the next column of its name holds."""
    taken = found.values()
    if field not in taken:
        return field
    known = words.fields[field]
    if not known.second or known.second in taken or synonym in known.second_not or synonym in known.weak:
        return ""
    return known.second


def _exact(heading: Heading, words: TableWords, _: Vocabulary) -> tuple[str, str] | None:
    return next(((words.named[name], name) for name in heading.names if name in words.named), None)


def _before_bracket(heading: Heading, words: TableWords, vocabulary: Vocabulary) -> tuple[str, str] | None:
    start, bracket, _ = heading.own.partition("(")
    if not bracket or holds(heading.own, vocabulary.rows["difference"]):
        return None
    return (words.named[start], start) if start in words.named else None


def _inside(heading: Heading, words: TableWords, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """Find the longest synonym inside a header; a difference of quantities is no quantity."""
    text = heading.own
    if len(text) > _LONGEST_HEADER or holds(text, vocabulary.rows["difference"]):
        return None
    for length in range(len(text) - 1, _SHORTEST_PART - 1, -1):
        for start in range(len(text) - length + 1):
            part = text[start : start + length]
            if part in words.named:
                return words.named[part], part
    return None


def _weak(heading: Heading, words: TableWords, vocabulary: Vocabulary) -> tuple[str, str] | None:
    start, bracket, _ = heading.own.partition("(")
    is_known = bool(bracket) and not holds(heading.own, vocabulary.rows["difference"])
    names = (*heading.names, start) if is_known else heading.names
    return next(((words.weakly_named[name], name) for name in names if name in words.weakly_named), None)
