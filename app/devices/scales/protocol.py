"""What a scale driver declares: how its line is set, how its stream is cut, and what it can be asked.

A driver is one file in `protocols` with one `ScaleProtocol` named ``PROTOCOL``; it is found there, never listed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.core.text import Label
from app.devices.scales.framing import Cutter
from app.devices.scales.profile import ASKS, LISTENS, Profile
from app.devices.serial_line import EIGHT_N_ONE, SerialLine


class Request(StrEnum):
    """What a person can want from a scale."""

    WEIGH = "weigh"
    WEIGH_NOW = "weigh_now"
    NET = "net"
    TARE_VALUE = "tare_value"
    HANDSHAKE = "handshake"
    STREAM = "stream"
    ZERO = "zero"
    TARE = "tare"
    CLEAR_TARE = "clear_tare"


Steps = tuple[bytes, ...]
"""What is sent, in order; each step waits for an answer before the next one goes out."""


def _nothing(_profile: Profile) -> Mapping[Request, Steps]:
    return {}


@dataclass(frozen=True, slots=True)
class ScaleProtocol:
    """One way scales talk."""

    key: str
    label: Label
    cutter: Callable[[Profile], Cutter]
    line: SerialLine = EIGHT_N_ONE
    is_continuous: bool = True
    """As a rule it sends by itself; a scale that does not is asked again and again."""
    has_eighth_bit: bool = False
    """A byte of the frame uses bit 7, so it is never masked (CAS lamp byte)."""
    requests: Callable[[Profile], Mapping[Request, Steps]] = field(default=_nothing)

    def question(self, profile: Profile) -> Steps:
        """Return what is asked to be told the weight; nothing where there is no such request."""
        requests = self.requests(profile)
        return requests.get(Request.WEIGH) or requests.get(Request.WEIGH_NOW) or ()

    def listens(self, profile: Profile) -> bool:
        """Say whether such a scale sends by itself: many can be set to do so, or to wait until they are asked."""
        if profile.manner == LISTENS:
            return True
        return self.is_continuous and not (profile.manner == ASKS and self.question(profile))
