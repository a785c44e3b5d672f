"""How Chinese is read aloud: the one place that knows the pinyin library; asked in saving, never in searching."""

import gc
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from app.domain.catalog.readings import PHRASES

_WORDS = 65_536
"""Words whose reading is kept: lists of goods say few words in many names."""


class _Library(NamedTuple):
    """What the library is asked for: words that are read in a way of their own, and how words are read."""

    phrases: Mapping[str, object]
    longest: Mapping[str, int]
    """How long the longest phrase is that begins with two characters."""
    read: Callable[[str], Sequence[str]]


@cache
def _library() -> _Library:
    """Load the library (0.2 s) with our own phrases, the first time it is needed."""
    from pypinyin import lazy_pinyin, load_phrases_dict  # noqa: PLC0415 - start-up does without it
    from pypinyin.constants import PHRASES_DICT  # noqa: PLC0415 - see above

    load_phrases_dict({phrase: [[syllable] for syllable in reading] for phrase, reading in PHRASES.items()})
    longest: dict[str, int] = {}
    for phrase in PHRASES_DICT:
        longest[phrase[:2]] = max(len(phrase), longest.get(phrase[:2], 0))

    def read_aloud(word: str) -> Sequence[str]:
        return lazy_pinyin([word], errors=list)  # type: ignore[arg-type]  # it takes lists, too

    gc.freeze()  # it stays: to look for garbage in 230,000 lists would stop the window for 80 ms
    return _Library(PHRASES_DICT, longest, read_aloud)


def read(text: str) -> Sequence[str]:
    """Return one syllable a character, without tones, ü as v; what has no reading stands for itself.

    At each place the longest phrase that is known is read, else one character. The library cuts alike, but asks for
    each beginning of a word.
    """
    phrases, longest, _ = _library()
    syllables: list[str] = []
    place, whole = 0, len(text)
    while place < whole:
        end = place + 1
        most = longest.get(text[place : place + 2])
        if most is not None:
            ends = range(min(place + most, whole), end, -1)
            end = next((each for each in ends if text[place:each] in phrases), end)
        syllables += _word(text[place:end])
        place = end
    return syllables


@lru_cache(maxsize=_WORDS)
def _word(word: str) -> tuple[str, ...]:
    return tuple(_library().read(word))
