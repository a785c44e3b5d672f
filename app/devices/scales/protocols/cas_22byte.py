"""CAS 22 bytes: ``ST,GS,`` number of the scale, lamp byte, eight characters, blank, unit, CR LF (V8).

The lamp byte has bit 7 set, so the line is no ASCII; its bit 6 says that the scale is at rest, as ``ST`` does.
"""

import re
from collections.abc import Iterator
from typing import Final

from app.core.text import N_
from app.devices.faults import Fault, FaultKind
from app.devices.scales.figures import figure
from app.devices.scales.framing import Cutter, Outcome, cut_line
from app.devices.scales.profile import Profile
from app.devices.scales.protocol import ScaleProtocol
from app.devices.scales.weight import OVERLOAD, Weight
from app.devices.units import is_known, unit_of

_LENGTH: Final = 20
_FRAME: Final = re.compile(
    rb"(ST|US|OL),(GS|NT),[\x30-\x4f]([\x80-\xff]),([-+0-9. ]{8}) ([ A-Za-z]{2})", re.DOTALL
)
_AT_REST: Final = 1 << 6


def _decode(frame: "re.Match[bytes]") -> Iterator[Outcome]:
    if frame[1] == b"OL":
        yield OVERLOAD
        return
    text, unit = figure(frame[4]), unit_of(frame[5])
    if text is None or unit is None:
        yield Fault(FaultKind.BAD_FIELD, frame[0])
        return
    at_rest = frame[1] == b"ST" and bool(frame[3][0] & _AT_REST)
    yield Weight(text, unit, stable=at_rest, net=frame[2] == b"NT")
    if not is_known(unit):
        yield Fault(FaultKind.UNIT_UNKNOWN, frame[0])


def _cutter(_profile: Profile) -> Cutter:
    return cut_line(_FRAME, _decode, length=_LENGTH)


PROTOCOL = ScaleProtocol("cas_22byte", N_("凯士 CAS 22 字节"), _cutter, has_eighth_bit=True)
