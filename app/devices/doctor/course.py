"""One examination from the first byte to a device: what was found, what the proposals read now, what the display shows.

    hear(Heard) ─▶ live weights of each proposal        ask(shown) ─▶ Question ─answer (any thread)─▶ Answer ─▶ take

Pure; times are given. A question holds all that is needed to answer it, so it may be answered away from the window.
"""

from collections import deque
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from app.devices.doctor.examination import Found
from app.devices.doctor.heard import Heard, lines_of
from app.devices.doctor.learning import Sample, Unlearned, learn
from app.devices.doctor.proposals import GENERIC, Proposal, fitting
from app.devices.doctor.readout import read
from app.devices.doctor.trials import Trial
from app.devices.scales.framing import Framer
from app.devices.scales.profile import Profile
from app.devices.scales.protocols import protocols
from app.devices.scales.scale import Reading
from app.devices.scales.stability import Stability
from app.devices.scales.weight import Weight
from app.devices.serial_line import SerialLine

_NOW_MS: Final = 2000
"""So old may be what is compared with a display that shows it now."""
_MOST: Final = 65_536
"""Bytes of one sample."""


@dataclass(frozen=True, slots=True)
class Question:
    """Which way of reading shows what the display shows?"""

    now: Heard
    """What came in the last moments."""
    samples: tuple[Sample, ...]
    """Of all displays so far; the last one is the one that is asked about."""
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The ways that read the display right, the best first; `unlearned` says why there are none."""

    proposals: tuple[Proposal, ...]
    samples: tuple[Sample, ...]
    unlearned: Unlearned | None = None


def answer(question: Question) -> Answer:
    """Look for known protocols that read the display; learn the way of an unknown one."""
    sample = question.samples[-1]
    fits = fitting(question.now, sample.kilograms, sample.unit)
    if fits:
        places = [each.protocol for each in question.proposals]
        fits.sort(key=lambda each: places.index(each.protocol) if each.protocol in places else len(places))
        return Answer(tuple(fits), question.samples[:-1])
    if question.now.asked:
        return Answer((), question.samples[:-1], Unlearned.NO_LINES)
    profile = learn(question.samples)
    if not isinstance(profile, Profile):
        return Answer((), question.samples[:-1], profile)
    line = lines_of(question.now)[0]
    readout = read(protocols()[GENERIC], profile, line, sample.data)
    learned = Proposal(GENERIC, profile, line, readout.share, len(readout.weights), readout.weights[-1])
    return Answer((learned,), question.samples)


class _Live:
    """What one proposal reads now."""

    def __init__(self, proposal: Proposal) -> None:
        protocol = protocols()[proposal.protocol]
        self._line = SerialLine() if protocol.has_eighth_bit else proposal.line
        self._framer = Framer(protocol.cutter(proposal.profile))
        self._stability = Stability(proposal.profile)
        self.reading: Reading | None = None

    def hear(self, data: bytes, now_ms: int) -> None:
        """Take bytes as they came."""
        for outcome in self._framer.feed(self._line.without_parity(data)):
            if isinstance(outcome, Weight):
                self.reading = Reading(outcome, now_ms, self._stability.see(outcome, now_ms))


@dataclass
class Course:
    """The state of one examination."""

    proposals: tuple[Proposal, ...] = ()
    live: Trial | None = None
    _readings: list[_Live] = field(default_factory=list)
    _recent: deque[tuple[int, bytes]] = field(default_factory=deque)
    _since: bytes = b""
    _samples: tuple[Sample, ...] = ()
    _has_speed: bool = True

    def found(self, found: Found) -> None:
        """The trials are over; from now on it is live."""
        self.live = found.live
        self._propose(found.proposals)

    def hear(self, heard: Heard, now_ms: int) -> None:
        """Take bytes that came just now; before the trials are over they are only looked at."""
        self._has_speed = heard.has_speed
        if self.live is None:
            return
        self._recent.append((now_ms, heard.data))
        self._since = (self._since + heard.data)[-_MOST:]
        while now_ms - self._recent[0][0] > _NOW_MS:
            self._recent.popleft()
        for each in self._readings:
            each.hear(heard.data, now_ms)

    def reading(self, place: int) -> Reading | None:
        """Return what the proposal at this place reads now."""
        return self._readings[place].reading if 0 <= place < len(self._readings) else None

    def watch(self, trial: Trial) -> None:
        """Another way is listened to from now on: what came before belongs to another line."""
        if trial != self.live:
            self.live, self._since, self._samples = trial, b"", ()
            self._recent.clear()

    def ask(self, shown: Decimal, unit: str) -> Question | None:
        """Return the question which way reads this display; None while nothing is heard."""
        if self.live is None or not self._recent:
            return None
        now = Heard(
            self.live.line, b"".join(data for _, data in self._recent), self.live.asked, self._has_speed
        )
        sample = Sample(lines_of(now)[0].without_parity(self._since), shown, unit)
        return Question(now, (*self._samples, sample), self.proposals)

    def take(self, found: Answer) -> None:
        """Go on with what an answer found; one that found nothing changes nothing."""
        self._samples = found.samples
        if found.proposals:
            self._since = b"" if found.samples else self._since
            self._propose(found.proposals)

    def _propose(self, proposals: tuple[Proposal, ...]) -> None:
        self.proposals = proposals
        self._readings = [_Live(each) for each in proposals]
