"""What the doctor tries on a port, in order: first it only listens, then it asks those scales that wait to be asked.

Eight bits without parity hear every parity (`heard`); a scale that is asked must understand the question, so there the
line is that of the protocol, and then the other usual one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.devices.scales.profile import Profile
from app.devices.scales.protocol import ScaleProtocol, Steps
from app.devices.scales.protocols import protocols
from app.devices.serial_line import EIGHT_N_ONE, SEVEN_BITS, SerialLine

_SPEEDS: Final = (9600, 4800, 2400, 1200, 19200, 600, 38400, 115200)
"""The usual one first."""
_ASKED_AT: Final = (9600, 4800, 2400, 19200, 1200)


@dataclass(frozen=True, slots=True)
class Trial:
    """A line, and what is asked on it; no protocol: it is only listened to."""

    line: SerialLine
    asked: str = ""
    steps: Steps = ()


def trials(*, has_speed: bool) -> tuple[Trial, ...]:
    """Return all trials; where speed means nothing, one of each."""
    speeds = _SPEEDS if has_speed else _SPEEDS[:1]
    return *(Trial(SerialLine(speed)) for speed in speeds), *_questions(has_speed=has_speed)


def trial_of(protocol: str, line: SerialLine, profile: Profile) -> Trial:
    """Return how to go on hearing a scale that is known now."""
    found = protocols()[protocol]
    return Trial(line) if found.listens(profile) else Trial(line, protocol, found.question(profile))


def _questions(*, has_speed: bool) -> Iterator[Trial]:
    waiting = [protocol for protocol in protocols() if not protocol.is_continuous]
    if not has_speed:
        yield from (Trial(EIGHT_N_ONE, each.key, _weigh(each)) for each in waiting)
        return
    for speed in _ASKED_AT:
        for each in waiting:
            usual = SerialLine(speed, each.line.bits, each.line.parity)
            other = SerialLine(speed) if usual.bits == SEVEN_BITS else SerialLine(speed, SEVEN_BITS, "E")
            yield from (Trial(line, each.key, _weigh(each)) for line in (usual, other))


def _weigh(protocol: ScaleProtocol) -> Steps:
    return protocol.question(Profile())
