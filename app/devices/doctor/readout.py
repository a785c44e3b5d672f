"""One protocol's view of a stream: the weights it finds there, and how much of the stream they account for."""

from dataclasses import dataclass, field
from typing import Final

from app.devices.faults import Fault, FaultKind
from app.devices.garbage import MOST
from app.devices.scales.framing import Outcome, Quiet
from app.devices.scales.profile import Profile
from app.devices.scales.protocol import ScaleProtocol
from app.devices.scales.weight import Weight
from app.devices.serial_line import SerialLine

_CAME_TOO_LATE: Final = 40
"""So many bytes before the first frame are the rest of one whose beginning nobody heard."""


@dataclass(slots=True)
class Readout:
    """What was found; `good` and `bad` count bytes."""

    weights: list[Weight] = field(default_factory=list)
    good: int = 0
    bad: int = 0
    faults: int = 0
    """Frames that were taken, with a fault beside them."""

    @property
    def share(self) -> int:
        """Return how many of a thousand bytes belong to weights."""
        whole = self.good + self.bad
        return self.good * 1000 // whole if whole else 0


def read(protocol: ScaleProtocol, profile: Profile, line: SerialLine, data: bytes) -> Readout:
    """Walk a stream as the driver of a protocol does."""
    rest = data if protocol.has_eighth_bit else line.without_parity(data)
    cut, made, is_quiet = protocol.cutter(profile), Readout(), Quiet.NO
    while rest:
        piece = cut(rest, is_quiet)
        if piece is None and len(rest) <= MOST:
            if is_quiet:
                break
            is_quiet = Quiet.YES
            continue
        length = piece.length if piece is not None else len(rest)
        rest = rest[length:]
        if piece is None or piece.is_garbage or piece.outcomes:
            _count(made, piece.outcomes if piece is not None else (), length)
    return made


def _count(made: Readout, outcomes: tuple[Outcome, ...], length: int) -> None:
    weights = [one for one in outcomes if isinstance(one, Weight)]
    faults = [one for one in outcomes if isinstance(one, Fault)]
    if weights:
        if not made.weights and made.bad <= _CAME_TOO_LATE:
            made.bad = 0
        made.weights += weights
        # A unit nobody knows may be a letter that was misread: such a frame explains nothing.
        if any(one.kind is FaultKind.UNIT_UNKNOWN for one in faults):
            made.bad += length
        else:
            made.good += length
            made.faults += bool(faults)
    elif faults or not outcomes:
        made.bad += length
