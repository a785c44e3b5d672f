"""The words by which a list is understood; they come from a resource, so that none stands in code."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

_UNSEEN: Final = re.compile("[\\s\u200b-\u200f\u2060\ufeff]+")
_BRACKETS: Final = str.maketrans({"【": "[", "】": "]", "〔": "(", "〕": ")"})
_STAR: Final = "*"
_LIKE: Final = "like"
"""Under this key a table names the fields whose words are those of another table."""


@dataclass(frozen=True, slots=True)
class FieldWords:
    """One field: the type of its values, and the headers that name it with their ranks, the best first.

    Where two columns name it, the lesser one holds `second`, unless it is called by a word in `second_not`.
    """

    type: str
    strong: Mapping[str, int]
    weak: Mapping[str, int]
    second: str
    second_not: frozenset[str]


@dataclass(frozen=True, slots=True)
class TableWords:
    """One table: its fields, and the field that each strong header names; the weak ones, too, the first of several."""

    fields: Mapping[str, FieldWords]
    named: Mapping[str, str]
    weakly_named: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Signs:
    """By what a table is known: words in titles; fields it must have, that show it, that speak against it."""

    words: frozenset[str]
    must: frozenset[str]
    shown_by: frozenset[str]
    without: frozenset[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything that is looked for, normalised once."""

    tables: Mapping[str, TableWords]
    signs: Mapping[str, Signs]
    rows: Mapping[str, frozenset[str]]
    inverted: frozenset[str]
    matrix: Mapping[str, frozenset[str]]
    sides: Mapping[str, frozenset[str]]
    values: Mapping[str, frozenset[str]]
    days: Mapping[str, int]
    terms: Mapping[str, int]
    measures: Mapping[str, int]
    multiples: Mapping[str, int]
    multiples_in_heads: Mapping[str, str]
    marks: tuple[str, ...]

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> "Vocabulary":
        """Read the resource."""
        marks = tuple(squeezed(mark) for mark in plain["headers"]["marks"])
        values = plain["values"]
        return cls(
            tables={table: _table(plain["tables"], table, marks) for table in plain["tables"]},
            signs={
                table: Signs(
                    words=frozenset(map(squeezed, signs["words"])),
                    must=frozenset(signs["must"]),
                    shown_by=frozenset(signs["shown_by"]),
                    without=frozenset(signs["without"]),
                )
                for table, signs in plain["signs"].items()
            },
            rows=_sets(plain["rows"]),
            inverted=frozenset(header(word, marks) for word in plain["headers"]["inverted"]),
            matrix=_sets(plain["matrix"]),
            sides=_sets(plain["sides"]),
            values=_sets(values),
            days=values["days"],
            terms={squeezed(word): days for word, days in values["terms"].items()},
            measures={squeezed(unit): places for unit, places in values["measures"].items()},
            multiples={squeezed(word): times for word, times in values["multiples"].items()},
            multiples_in_heads=plain["headers"]["multiples"],
            marks=marks,
        )

    def header(self, text: str) -> str:
        """Normalise a header cell."""
        return header(text, self.marks)

    def names(self, table: str, field: str, text: str) -> bool:
        """Say whether a header names exactly this field."""
        return self.header(text) in self.tables[table].fields[field].strong

    def places_of(self, unit: str) -> int:
        """Return the decimals that a unit of measure has; pieces have none."""
        return self.measures.get(squeezed(unit), 0)


def _sets(plain: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    return {key: frozenset(map(squeezed, words)) for key, words in plain.items() if isinstance(words, list)}


def _table(plain: Mapping[str, Any], table: str, marks: tuple[str, ...]) -> TableWords:
    fields: dict[str, FieldWords] = {}
    for other, keys in plain[table].get(_LIKE, {}).items():
        known = _table(plain, other, marks).fields
        fields |= {key: known[key] for key in keys}
    fields |= {field: _words(words, marks) for field, words in plain[table].items() if field != _LIKE}
    named: dict[str, str] = {}
    weakly_named: dict[str, str] = {}
    for field, words in fields.items():
        for word in words.strong:
            named.setdefault(word, field)
        for word in words.weak:
            weakly_named.setdefault(word, field)
    return TableWords(fields, named, weakly_named)


def _words(words: Mapping[str, Any], marks: tuple[str, ...]) -> FieldWords:
    weak = {header(word, marks) for word in words.get("weak", ())}
    ranks: dict[str, int] = {}
    for rank, word in enumerate(words["synonyms"]):
        ranks.setdefault(header(word, marks), rank)
    return FieldWords(
        type=words["type"],
        strong={word: rank for word, rank in ranks.items() if word not in weak},
        weak={word: rank for word, rank in ranks.items() if word in weak},
        second=words.get("second", ""),
        second_not=frozenset(header(word, marks) for word in words.get("second_not", ())),
    )


def squeezed(text: str) -> str:
    """Return what is compared: half width, small letters, one sort of brackets, nothing that cannot be seen."""
    if text.isascii():
        return _UNSEEN.sub("", text).lower()
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text).translate(_BRACKETS)).lower()


@lru_cache(maxsize=4_096)
def header(text: str, marks: tuple[str, ...]) -> str:
    """Normalise a header: without stars, "required" and the unit of money."""
    found = squeezed(text).strip(_STAR)
    for mark in marks:
        if found != mark:
            found = found.removesuffix(mark).removeprefix(mark)
    return found.strip(_STAR)


def holds(text: str, words: Iterable[str]) -> bool:
    """Say whether one of the words stands in a text."""
    return any(word in text for word in words)
