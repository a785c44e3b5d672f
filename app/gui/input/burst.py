"""Tells a scanner that types from a person who types, by the time between keys. Pure: no Qt, no clock.

While it is undecided the detector holds keys back. A person's keys come out again in order, none lost; a scanner's
become one text. Scanners type a key every 5-60 ms, people seldom faster than every 80; sums of a few quick keys are
told apart by length. What only a person's input method makes (hanzi, a composition) is `aside`: it keeps its place
among the keys and is never part of a code.
"""

import unicodedata
from dataclasses import dataclass, field
from typing import Generic, TypeVar

K = TypeVar("K")
_BLANKS = " \t\r\n\0"
"""What falls away at the ends of a code; a separator of GS1 (1D) stays."""
_SURELY = 4
"""So many quick keys are no hand."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How the scanners of a computer type; each figure may be set for an odd device.

    With a `prefix` only what begins so is a code, however short; a `suffix` ends it without Enter.
    """

    max_gap_ms: int = 60
    min_length: int = 6
    idle_flush_ms: int = 150
    """A scanner that ends its code with no key has ended when it is quiet for so long."""
    prefix: str = ""
    suffix: str = ""
    begins_with_enter: bool = False
    repeat_ms: int = 300
    """The same code again within this time was read twice; 0 takes every code."""


@dataclass(frozen=True, slots=True)
class Key(Generic[K]):
    """One key as it came: what it types (several characters from an input method), or that it ends a code."""

    text: str
    event: K
    ends: bool = False
    aside: bool = False


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
    _ended_ms: int = -1_000_000

    def feed(self, at_ms: int, key: Key[K]) -> Verdict[K]:
        """Take one key at a time in milliseconds."""
        if key.aside:
            return self._aside(key)
        gap, self._last_ms = at_ms - self._last_ms, at_ms
        known: tuple[K | Scan, ...] = ()
        if self._held and gap > self.habits.max_gap_ms and not (key.ends and self._is_code(gap, ends=True)):
            known = self._settled(is_code=gap >= self.habits.idle_flush_ms and self._is_code())
        if not key.ends:
            self._held.append(key)
            if self.habits.suffix and self._typed().endswith(self.habits.suffix) and self._is_code(ends=True):
                return Verdict((*known, *self._settled(is_code=True, at_ms=at_ms)))
            return Verdict(known, self._wait_ms())
        if self._is_code(ends=True):
            return Verdict((*known, *self._settled(is_code=True, at_ms=at_ms)))
        if not self._held and self.has_just_ended(at_ms):
            return Verdict(known)
        if not self._held and self.habits.begins_with_enter:
            self._held.append(key)
            return Verdict(known, self._wait_ms())
        return Verdict((*known, *self.let_go(), key.event))

    def idle(self, at_ms: int) -> Verdict[K]:
        """Say what is known when no key came for the time that was asked for."""
        if not self._held:
            return Verdict()
        left = self._wait_ms() - (at_ms - self._last_ms)
        if left > 0:
            return Verdict(wait_ms=left)
        return Verdict(self._settled(is_code=self._is_code(), at_ms=at_ms))

    def let_go(self) -> tuple[K, ...]:
        """Give all held keys back at once: something else happened that speaks for a person."""
        keys = tuple(key.event for key in self._held)
        self._held.clear()
        return keys

    @property
    def is_holding(self) -> bool:
        """Say whether keys are held back."""
        return bool(self._held)

    def is_scanning(self, at_ms: int) -> bool:
        """Say whether the keys of now are too many and too quick for a hand."""
        return 0 <= at_ms - self._last_ms <= self.habits.max_gap_ms and len(self._typed()) >= _SURELY

    def has_just_ended(self, at_ms: int) -> bool:
        """Say whether a code ended a moment ago, so that another end (LF after CR) belongs to it."""
        return 0 <= at_ms - self._ended_ms <= self.habits.max_gap_ms

    def _aside(self, key: Key[K]) -> Verdict[K]:
        if not self._held:
            return Verdict((key.event,))
        self._held.append(key)
        return Verdict(wait_ms=self._wait_ms())

    def _settled(self, *, is_code: bool, at_ms: int = 0) -> tuple[K | Scan, ...]:
        """End what is held: a code, with what a person's input method did meanwhile behind it, or a person's keys."""
        if not is_code:
            return self.let_go()
        code, self._ended_ms = self._code(), at_ms or self._last_ms
        aside = tuple(key.event for key in self._held if key.aside)
        self._held.clear()
        return (Scan(code), *aside)

    def _wait_ms(self) -> int:
        return self.habits.idle_flush_ms if self._is_code() else self.habits.max_gap_ms + 1

    def _is_code(self, gap_ms: int = 0, *, ends: bool = False) -> bool:
        """Say whether it can be a code: long, quick, and no word that an input method sent at once without an end."""
        if gap_ms >= self.habits.idle_flush_ms or not self._held:
            return False
        typed = self._typed()
        if not typed.isascii() or not typed.startswith(self.habits.prefix):
            return False
        if not ends and any(
            len(key.text) > 1 and not key.text.isdigit() for key in self._held if not key.aside
        ):
            return False
        return len(self._code()) >= (1 if self.habits.prefix else self.habits.min_length)

    def _code(self) -> str:
        code = self._typed().removeprefix(self.habits.prefix)
        return code.removesuffix(self.habits.suffix).strip(_BLANKS)

    def _typed(self) -> str:
        return unicodedata.normalize("NFKC", "".join(key.text for key in self._held if not key.aside))
