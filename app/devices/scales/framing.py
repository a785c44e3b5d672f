"""From a stream of bytes to frames. Sans-IO: bytes in, readings and faults out; no port, no clock.

A protocol gives one pure function, `Cutter`: it looks at the beginning of the buffer and says what stands there. The
`Framer` keeps the buffer, goes on after each piece, joins garbage into one fault a run and never lets the buffer grow.

How a frame is found (hardware facts §1.7):
- by position, where each byte has a set of values it may take (`cut_by_position`): the first byte that may not stand
  where it stands ends the attempt, and the search goes on at the next possible start, so that a frame inside a broken
  one is found and a check byte that looks like a start does no harm;
- by line (`cut_line`), where the end of the line must be a whole frame; what stands before it on the same line is told.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from app.devices.faults import Fault, FaultKind
from app.devices.garbage import MOST, Garbage
from app.devices.scales.weight import Weight


@dataclass(frozen=True, slots=True)
class Ready:
    """The device answered that it is there; the next request may go out."""


Outcome = Weight | Fault | Ready


@dataclass(frozen=True, slots=True)
class Piece:
    """`length` bytes are dealt with, and this is what they said."""

    length: int
    outcomes: tuple[Outcome, ...] = ()
    is_garbage: bool = False
    """They belong to no frame."""
    is_open: bool = False
    """A frame that went wrong, and its rest may be still to come: that is no second fault."""


class Quiet(Enum):
    """Whether nothing came for a moment: then a frame whose end only the next one shows has ended."""

    NO = 0
    YES = 1

    def __bool__(self) -> bool:
        """Let it be asked."""
        return self is Quiet.YES


Cutter = Callable[[bytes, Quiet], Piece | None]
"""Takes the buffer and whether the line is quiet; None asks for more bytes."""


class Framer:
    """Cuts one device's stream into outcomes."""

    def __init__(self, cut: Cutter) -> None:
        self._cut = cut
        self._buffer = b""
        self._garbage = Garbage()
        self._rest = 0
        """So many bytes may be the rest of a frame that went wrong."""

    def feed(self, data: bytes) -> list[Outcome]:
        """Take bytes as they came; return what is now known, in order."""
        self._buffer += data
        return self._work(Quiet.NO)

    def quiet(self) -> list[Outcome]:
        """Say what is known when nothing came for a moment: a frame whose end only the next one shows has ended."""
        return self._work(Quiet.YES)

    def expire(self) -> list[Outcome]:
        """Drop and tell what is left when nothing came for longer than a frame takes."""
        outcomes = self._work(Quiet.YES)
        rest, self._buffer = self._buffer, b""
        if rest.strip():
            outcomes += [*self._garbage.told(), Fault(FaultKind.INCOMPLETE, rest)]
        return outcomes + self._garbage.told()

    def restart(self, *, is_asked: bool = False) -> None:
        """Forget what came before: the port was opened anew, or something is asked, so that an answer begins now."""
        self._buffer = b""
        self._garbage = Garbage(has_seen_frame=is_asked)
        self._rest = 0

    def _work(self, is_quiet: Quiet) -> list[Outcome]:
        outcomes: list[Outcome] = []
        while self._buffer:
            piece = self._cut(self._buffer, is_quiet)
            if piece is None:
                break
            taken, self._buffer = self._buffer[: piece.length], self._buffer[piece.length :]
            if piece.is_garbage:
                self._rest = max(self._rest - len(taken), 0)
                outcomes += () if self._rest else self._garbage.skip(taken)
            elif piece.outcomes:
                outcomes += [*self._garbage.told(), *piece.outcomes]
                self._garbage.has_seen_frame = True
                self._rest = MOST if piece.is_open else 0
        if len(self._buffer) > MOST:
            outcomes += self._garbage.skip(self._buffer)
            self._buffer = b""
        return outcomes


def cut_by_position(places: Sequence[frozenset[int]], decode: Callable[[bytes], Iterable[Outcome]]) -> Cutter:
    """Cut frames of one length, each byte of which may take the values of its place; the first place is the start."""
    length = len(places)

    def cut(buffer: bytes, _is_quiet: Quiet) -> Piece | None:
        wrong = first_wrong(buffer, places)
        if wrong is None:
            return Piece(length, tuple(decode(buffer[:length]))) if len(buffer) >= length else None
        return broken(buffer, wrong, places[0])

    return cut


def first_wrong(buffer: bytes, places: Sequence[frozenset[int]]) -> int | None:
    """Return the first place whose byte may not stand there; None: as far as it goes all is well."""
    return next(
        (
            place
            for place, (byte, allowed) in enumerate(zip(buffer, places, strict=False))
            if byte not in allowed
        ),
        None,
    )


def broken(buffer: bytes, wrong: int, starts: frozenset[int]) -> Piece:
    """Leave what is no frame behind, up to the next byte a frame can start with; a frame that was cut off is told."""
    ends = next((place for place in range(1, len(buffer)) if buffer[place] in starts), len(buffer))
    if wrong == 0:
        return Piece(ends, is_garbage=True)
    kind = FaultKind.INCOMPLETE if buffer[wrong] in starts else FaultKind.BAD_FIELD
    return Piece(ends, (Fault(kind, buffer[:ends]),), is_open=ends == len(buffer))


def cut_line(
    pattern: "re.Pattern[bytes]",
    decode: Callable[["re.Match[bytes]"], Iterable[Outcome]],
    *,
    ends: bytes = rb"\r\n|\r|\n",
    length: int = 0,
) -> Cutter:
    """Cut lines; a line must end with a whole frame as `pattern` (no anchors) says it.

    One that does not, and is shorter than the `length` of a frame, is the rest of one whose beginning was lost.
    """
    whole = re.compile(rb"(?:" + pattern.pattern + rb")\Z", pattern.flags)
    end = re.compile(ends)

    def cut(buffer: bytes, _is_quiet: Quiet) -> Piece | None:
        found = end.search(buffer)
        if found is None:
            return None
        line = buffer[: found.start()]
        if not line.strip():
            return Piece(found.end())
        frame = whole.search(line)
        if frame is None:
            kind = FaultKind.INCOMPLETE if len(line) < length else FaultKind.BAD_FIELD
            return Piece(found.end(), (Fault(kind, line),))
        if line[: frame.start()].strip():
            return Piece(frame.start(), is_garbage=True)
        return Piece(found.end(), tuple(decode(frame)))

    return cut
