"""What a record is found by: text, initials and pinyin of its names; made when it is saved, never while searching.

The reading itself comes from outside (`app.services.pinyin`): here is what is done with it.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import chain
from typing import Final, NamedTuple

from app.domain.catalog import comparing
from app.domain.catalog.readings import OTHERS, SURNAMES

Read = Callable[[str], Sequence[str]]
"""Returns one syllable for each character of a text, without tone; a character without a reading stands for itself."""

Spoken = tuple[str, str]
"""Initials and pinyin of one reading."""

_RUNS: Final = re.compile(r"[\u4e00-\u9fff]+|[^\u4e00-\u9fff]+")
"""Chinese, and what stands between it: no word is read across the two."""
_RUNS_KEPT: Final = 16_384
"""Runs whose readings are remembered: the same goods come in many sizes."""
MOST_VARIANTS = 8
_GIVEN_NAMES = 4
"""A person's name has so many characters at most; longer ones are firms."""


class Sounds(NamedTuple):
    """How the names of a record sound: each variant once, the likeliest first.

    `initials` are ``kqs``; `pinyin` are syllables joined by blanks, ``kuang quan shui``.
    """

    initials: tuple[str, ...]
    pinyin: tuple[str, ...]


def sounds(names: Sequence[str], read: Read, *, has_surnames: bool = False) -> Sounds:
    """Return the initials and the pinyin of names, with the other readings that people may type."""
    variants = [spoken for name in names for spoken in _variants(name, read, has_surnames=has_surnames)]
    initials = dict.fromkeys([initial for initial, _ in variants if initial])
    pinyin = dict.fromkeys([sound for _, sound in variants if sound])
    return Sounds((*initials,), (*pinyin,))


def _variants(name: str, read: Read, *, has_surnames: bool) -> list[Spoken]:
    """Return the initials and the pinyin of a name, the likeliest reading first."""
    text = unicodedata.normalize("NFKC", name).casefold()
    runs = [((run, run),) if _is_plain(run) else _readings(run, read) for run in _RUNS.findall(text)]
    likeliest = [first for first, *_ in runs]
    found = [_joined(likeliest)]
    if has_surnames and len(text) <= _GIVEN_NAMES and text[:1] in SURNAMES:
        found.insert(0, _spoken(text, [SURNAMES[text[0]], *_syllables(text, read)[1:]]))
    for place, (_, *others) in enumerate(runs):
        found += [_joined([*likeliest[:place], other, *likeliest[place + 1 :]]) for other in others]
    return found[:MOST_VARIANTS]


def _is_plain(run: str) -> bool:
    """Say whether a run is spoken as it stands."""
    return run.isascii() and run.isalnum()


def _joined(parts: Sequence[Spoken]) -> Spoken:
    return "".join([initials for initials, _ in parts]), " ".join([sound for _, sound in parts if sound])


@lru_cache(maxsize=_RUNS_KEPT)
def _readings(run: str, read: Read) -> tuple[Spoken, ...]:
    """Return how a run may be read, the likeliest first; then with one character read in another way."""
    syllables = _syllables(run, read)
    readings = [syllables]
    for place, character in enumerate(run):
        others = (other for other in OTHERS.get(character, ()) if other != syllables[place])
        readings += [[*syllables[:place], other, *syllables[place + 1 :]] for other in others]
    return tuple(_spoken(run, reading) for reading in readings[:MOST_VARIANTS])


def _syllables(text: str, read: Read) -> list[str]:
    syllables = list(read(text))
    return syllables if len(syllables) == len(text) else list(chain.from_iterable(map(read, text)))


def _spoken(text: str, syllables: Sequence[str]) -> Spoken:
    """Return the initials and the pinyin of one reading; a run of letters and digits is spoken as it stands."""
    initials: list[str] = []
    sounds: list[str] = []
    run = ""
    for character, syllable in zip(text, syllables, strict=True):
        is_read = syllable != character
        if not is_read and character.isalnum():
            run += character
            continue
        if run:
            initials.append(run)
            sounds.append(run)
            run = ""
        if is_read:
            initials.append(syllable[0])
            sounds.append(syllable)
    if run:
        initials.append(run)
        sounds.append(run)
    return "".join(initials), " ".join(sounds)


def mnemonic(found: Sounds, *, longest: int) -> str:
    """Return the 助记码 that a record gets when nobody typed one: its likeliest initials, in capitals."""
    return found.initials[0][:longest].upper() if found.initials else ""


def terms(text: str) -> tuple[str, ...]:
    """Split what was typed into search terms: a blank means "and"."""
    spaced = unicodedata.normalize("NFKC", text)
    return tuple(dict.fromkeys(term for word in spaced.split() if (term := comparing.key(word))))


def pieces(term: str) -> tuple[str, ...]:
    """Split a mixed term where Chinese meets letters or digits: 农夫550 → 农夫, 550."""
    found: list[str] = []
    for character in term:
        if found and character.isascii() == found[-1][-1].isascii():
            found[-1] += character
        else:
            found.append(character)
    return tuple(found)
