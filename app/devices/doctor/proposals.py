"""Which protocols explain what was heard, the best first; and which of them read what the display shows.

Some forms cannot be told apart by their bytes (耀华 ``=`` forward and reversed): then several proposals are equals that
read different weights, and only a known load decides (decision 1 of the hardware facts).
"""

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.devices.doctor.heard import Heard, lines_of
from app.devices.doctor.readout import Readout, read
from app.devices.scales.profile import LISTENS, Profile
from app.devices.scales.protocol import Request, ScaleProtocol
from app.devices.scales.protocols import protocols
from app.devices.scales.weight import Weight
from app.devices.serial_line import SerialLine

GENERIC: Final = "generic_regex"
"""Reads a number in any line: it is learned, never proposed."""
LEAST_SHARE: Final = 500
"""A protocol that explains less than half of what was said is none of this scale."""
SURE: Final = 950
_SURE_FRAMES: Final = 3
_LEAST_FRAMES: Final = 2


@dataclass(frozen=True, slots=True)
class Proposal:
    """One way the scale may talk, and what it says then."""

    protocol: str
    profile: Profile
    line: SerialLine
    share: int
    """Of a thousand bytes so many are explained."""
    frames: int
    weight: Weight
    """The last one heard."""
    blemishes: int = 0
    """Frames with a fault beside the weight."""

    @property
    def is_sure(self) -> bool:
        """Say whether nothing else needs to be listened for."""
        return self.share >= SURE and self.frames >= _SURE_FRAMES

    def reads(self, kilograms: Decimal) -> bool:
        """Say whether its weight is this one, exactly."""
        return self.weight.kilograms == kilograms


def propose(heard: Iterable[Heard]) -> list[Proposal]:
    """Return the protocols that explain what was heard, the best first."""
    best: dict[str, Proposal] = {}
    for one in heard:
        for found in _explanations(one):
            before = best.get(found.protocol)
            if before is None or _rank(found) < _rank(before):
                best[found.protocol] = found
    return sorted(best.values(), key=_rank)


def equals(proposals: Sequence[Proposal]) -> list[Proposal]:
    """Return the first and those that explain as much as it does."""
    return [each for each in proposals if _rank(each)[:2] == _rank(proposals[0])[:2]]


def fitting(heard: Heard, kilograms: Decimal, unit: str) -> list[Proposal]:
    """Return the protocols whose last weight is what the display shows; `unit` is that of frames without one."""
    return [
        each
        for each in sorted(_explanations(heard, dataclasses.replace(Profile(), unit=unit)), key=_rank)
        if each.reads(kilograms)
    ]


def _explanations(heard: Heard, profile: Profile | None = None) -> Iterator[Proposal]:
    for protocol in protocols():
        usual = _manner(protocol, heard, profile or Profile())
        if protocol.key == GENERIC or usual is None:
            continue
        clones = dataclasses.replace(usual, accepts_clone_checksum=True)
        for line in lines_of(heard):
            for each in (usual, clones):
                found = _proposal(protocol, each, line, heard, read(protocol, each, line, heard.data))
                if found is not None:
                    yield found
                    break


def _manner(protocol: ScaleProtocol, heard: Heard, usual: Profile) -> Profile | None:
    """Return how such a scale must be set to have been heard so; None: it cannot have been."""
    if protocol.is_continuous:
        return None if heard.asked else usual
    if heard.asked:
        return usual
    can_stream = Request.STREAM in protocol.requests(usual)
    return dataclasses.replace(usual, manner=LISTENS) if can_stream else None


def _proposal(
    protocol: ScaleProtocol, profile: Profile, line: SerialLine, heard: Heard, readout: Readout
) -> Proposal | None:
    least = 1 if heard.asked else _LEAST_FRAMES
    told = [weight for weight in readout.weights if weight.text is not None]
    # Overload or motion alone is believed only where it explains nearly everything.
    if readout.share < (LEAST_SHARE if told else SURE) or len(readout.weights) < least:
        return None
    return Proposal(
        protocol.key,
        profile,
        line if heard.has_speed else protocol.line,
        readout.share,
        len(readout.weights),
        told[-1] if told else readout.weights[-1],
        readout.faults + (profile.accepts_clone_checksum and len(readout.weights)),
    )


def _rank(one: Proposal) -> tuple[int, int, int, str]:
    return -one.share, min(one.blemishes, 1), -one.frames, one.protocol
