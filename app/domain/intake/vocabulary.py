"""The words by which a list is understood; they come from a resource, so that none stands in code."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

_UNSEEN: Final = re.compile("[\\s\u200b-\u200f\u2060\ufeff]+")
_BRACKETS: Final = str.maketrans({"【": "[", "】": "]", "〔": "(", "〕": ")"})
_STAR: Final = "*"


@dataclass(frozen=True, slots=True)
class FieldWords:
    """One field: the type of its values, the headers that name it, and which of those are weak."""

    type: str
    synonyms: frozenset[str]
    weak: frozenset[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything that is looked for, normalised once."""

    tables: Mapping[str, Mapping[str, FieldWords]]
    rows: Mapping[str, frozenset[str]]
    inverted: frozenset[str]
    retail: frozenset[str]
    values: Mapping[str, frozenset[str]]
    days: Mapping[str, int]
    measures: Mapping[str, int]
    marks: tuple[str, ...]

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> "Vocabulary":
        """Read the resource."""
        marks = tuple(squeezed(mark) for mark in plain["headers"]["marks"])
        values = plain["values"]
        return cls(
            tables={
                table: {field: _words(words, marks) for field, words in fields.items()}
                for table, fields in plain["tables"].items()
            },
            rows={key: frozenset(map(squeezed, words)) for key, words in plain["rows"].items()},
            inverted=frozenset(header(word, marks) for word in plain["headers"]["inverted"]),
            retail=frozenset(header(word, marks) for word in plain["headers"]["retail"]),
            values={
                key: frozenset(map(squeezed, words))
                for key, words in values.items()
                if isinstance(words, list)
            },
            days=values["days"],
            measures={squeezed(unit): places for unit, places in values["measures"].items()},
            marks=marks,
        )

    def header(self, text: str) -> str:
        """Normalise a header cell."""
        return header(text, self.marks)

    def places_of(self, unit: str) -> int:
        """Return the decimals that a unit of measure has; pieces have none."""
        return self.measures.get(squeezed(unit), 0)


def _words(words: Mapping[str, Any], marks: Iterable[str]) -> FieldWords:
    return FieldWords(
        type=words["type"],
        synonyms=frozenset(header(word, marks) for word in words["synonyms"]),
        weak=frozenset(header(word, marks) for word in words.get("weak", ())),
    )


def squeezed(text: str) -> str:
    """Return what is compared: half width, small letters, one sort of brackets, nothing that cannot be seen."""
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text).translate(_BRACKETS)).lower()


def header(text: str, marks: Iterable[str]) -> str:
    """Normalise a header: without stars, "required" and the unit of money."""
    found = squeezed(text).strip(_STAR)
    for mark in marks:
        if found != mark:
            found = found.removesuffix(mark).removeprefix(mark)
    return found.strip(_STAR)
