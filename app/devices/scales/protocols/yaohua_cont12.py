"""耀华 XK3190 continuous, 12 bytes: ``02 sign 6 digits decimals XOR XOR 03`` (V1, V2, V3). No unit, no stability.

The check is the exclusive or of the bytes from the sign to the decimals, as two letters.
"""

from collections.abc import Iterator
from typing import Final

from app.core.text import N_
from app.devices.faults import Fault, FaultKind
from app.devices.scales.figures import shifted
from app.devices.scales.framing import Cutter, Outcome, cut_by_position
from app.devices.scales.profile import Profile
from app.devices.scales.protocol import ScaleProtocol
from app.devices.scales.weight import Weight
from app.devices.scales.yaohua import DECIMALS, DIGITS, LETTERS, SIGNS, is_right

_PLACES: Final = (
    frozenset(b"\x02"),
    SIGNS,
    *[DIGITS] * 6,
    DECIMALS,
    LETTERS,
    LETTERS,
    frozenset(b"\x03"),
)


def _cutter(profile: Profile) -> Cutter:
    def decode(frame: bytes) -> Iterator[Outcome]:
        if not is_right(frame[1:9], frame[9:11], profile):
            yield Fault(FaultKind.BAD_CHECKSUM, frame)
            return
        yield Weight(shifted(frame[2:8], int(frame[8:9]), negative=frame[1:2] == b"-"), profile.unit)

    return cut_by_position(_PLACES, decode)


PROTOCOL = ScaleProtocol("yaohua_cont12", N_("耀华 XK3190 连续发送"), _cutter)
