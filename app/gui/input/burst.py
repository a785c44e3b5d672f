"""Tells a scanner that types from a person who types, by the time between keys. Pure: no Qt, no clock.

While it is undecided the detector holds keys back. A person's keys come out again in order, none lost; a scanner's
become one text. Scanners type a key every 5-60 ms, people seldom faster than every 80; sums of a few quick keys are
told apart by length.
"""

import unicodedata
from dataclasses import dataclass, field
from typing import Generic, TypeVar

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Habits:
    """How a scanner types; each figure may be set for an odd device."""

    max_gap_ms: int = 60
    min_length: int = 6
    idle_flush_ms: int = 150
    """A scanner that ends its code with no key has ended when it is quiet for so long."""


@dataclass(frozen=True, slots=True)
class Key(Generic[K]):
    """One key as it came: what it types (several characters from an input method), or that it ends a code."""

    text: str
    event: K
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Scan:
    """A code that a scanner typed; its end key is swallowed."""

    code: str


@dataclass(frozen=True, slots=True)
class Verdict(Generic[K]):
    """What is now known, in order of time: keys that belong to the person's field, and codes that were read."""

    known: tuple[K | Scan, ...] = ()
    wait_ms: int = 0
    """Ask `idle` after this time unless another key comes; 0 when nothing is held back."""


@dataclass
class BurstDetector(Generic[K]):
    """Holds keys back until it is known who typed them."""

    habits: Habits = field(default_factory=Habits)
    _held: list[Key[K]] = field(default_factory=list)
    _last_ms: int = 0

    def feed(self, at_ms: int, key: Key[K]) -> Verdict[K]:
        """Take one key at a time in milliseconds."""
        gap, self._last_ms = at_ms - self._last_ms, at_ms
        known: tuple[K | Scan, ...] = ()
        if self._held and gap > self.habits.max_gap_ms and not (key.ends and self._is_code(gap)):
            known = self._settled(is_code=gap >= self.habits.idle_flush_ms and self._is_code())
        if not key.ends:
            self._held.append(key)
            return Verdict(known, self._wait_ms())
        if self._is_code():
            return Verdict((*known, *self._settled(is_code=True)))
        return Verdict((*known, *self.let_go(), key.event))

    def idle(self, at_ms: int) -> Verdict[K]:
        """Say what is known when no key came for the time that was asked for."""
        if not self._held:
            return Verdict()
        left = self._wait_ms() - (at_ms - self._last_ms)
        if left > 0:
            return Verdict(wait_ms=left)
        return Verdict(self._settled(is_code=self._is_code()))

    def let_go(self) -> tuple[K, ...]:
        """Give all held keys back at once: something else happened that speaks for a person."""
        keys = tuple(key.event for key in self._held)
        self._held.clear()
        return keys

    def _settled(self, *, is_code: bool) -> tuple[K | Scan, ...]:
        if not is_code:
            return self.let_go()
        code = self._code()
        self._held.clear()
        return (Scan(code),)

    def _wait_ms(self) -> int:
        return self.habits.idle_flush_ms if self._is_code() else self.habits.max_gap_ms + 1

    def _is_code(self, gap_ms: int = 0) -> bool:
        """Say whether it can be a code: long, quick, without the hanzi an input method sends at once."""
        code = self._code()
        return gap_ms < self.habits.idle_flush_ms and len(code) >= self.habits.min_length and code.isascii()

    def _code(self) -> str:
        return unicodedata.normalize("NFKC", "".join(key.text for key in self._held)).strip()
