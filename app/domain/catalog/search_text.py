"""What a record is found by: text, initials and pinyin of its names; made when it is saved, never while searching.

The reading itself comes from outside (`app.services.pinyin`): here is what is done with it.
"""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain

from app.domain.catalog import comparing
from app.domain.catalog.readings import OTHERS, SURNAMES

Read = Callable[[str], Sequence[str]]
"""Returns one syllable for each character of a text, without tone; a character without a reading stands for itself."""

MOST_VARIANTS = 8
_GIVEN_NAMES = 4
"""A person's name has so many characters at most; longer ones are firms."""


@dataclass(frozen=True, slots=True)
class Sounds:
    """How the names of a record sound: each variant once, the likeliest first.

    `initials` are ``kqs``; `pinyin` are syllables joined by blanks, ``kuang quan shui``.
    """

    initials: tuple[str, ...]
    pinyin: tuple[str, ...]


def sounds(names: Sequence[str], read: Read, *, has_surnames: bool = False) -> Sounds:
    """Return the initials and the pinyin of names, with the other readings that people may type."""
    variants = list(chain.from_iterable(_variants(name, read, has_surnames=has_surnames) for name in names))
    initials = dict.fromkeys(initial for initial, _ in variants if initial)
    pinyin = dict.fromkeys(sound for _, sound in variants if sound)
    return Sounds((*initials,), (*pinyin,))


def _variants(name: str, read: Read, *, has_surnames: bool) -> list[tuple[str, str]]:
    """Return the initials and the pinyin of a name, the likeliest reading first."""
    text = unicodedata.normalize("NFKC", name).casefold()
    syllables = list(read(text))
    if len(syllables) != len(text):
        syllables = list(chain.from_iterable(map(read, text)))
    readings = [syllables]
    if has_surnames and len(text) <= _GIVEN_NAMES and text[:1] in SURNAMES:
        readings.insert(0, [SURNAMES[text[0]], *syllables[1:]])
    for place, character in () if OTHERS.keys().isdisjoint(text) else enumerate(text):
        if character in OTHERS:
            others = (other for other in OTHERS[character] if other != syllables[place])
            readings.extend([*syllables[:place], other, *syllables[place + 1 :]] for other in others)
    return [_spoken(text, reading) for reading in readings[:MOST_VARIANTS]]


def _spoken(text: str, syllables: Sequence[str]) -> tuple[str, str]:
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
