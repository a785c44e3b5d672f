"""耀华 A12 lines of 13 bytes: ``ww`` gross, ``wn`` net, ``wt`` tare, seven characters, unit, CR LF (V9)."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from app.core.text import N_
from app.devices.faults import Fault, FaultKind
from app.devices.scales.figures import figure
from app.devices.scales.framing import Cutter, Outcome, cut_line
from app.devices.scales.profile import Profile
from app.devices.scales.protocol import Request, ScaleProtocol, Steps
from app.devices.scales.weight import Weight
from app.devices.units import is_known, unit_of

_LENGTH: Final = 11
_FRAME: Final = re.compile(rb"w([wnt])([-+0-9 ][0-9. ]{6})([ A-Za-z]{2})")
_KINDS: Final = {b"w": "gross", b"n": "net", b"t": "tare"}


def _decode(frame: "re.Match[bytes]") -> Iterator[Outcome]:
    text, unit = figure(frame[2]), unit_of(frame[3])
    if text is None or unit is None:
        yield Fault(FaultKind.BAD_FIELD, frame[0])
        return
    yield Weight(text, unit, kind=_KINDS[frame[1]])
    if not is_known(unit):
        yield Fault(FaultKind.UNIT_UNKNOWN, frame[0])


def _cutter(_profile: Profile) -> Cutter:
    return cut_line(_FRAME, _decode, length=_LENGTH)


def _requests(_profile: Profile) -> Mapping[Request, Steps]:
    return {Request.WEIGH_NOW: (b"R",), Request.TARE: (b"T",), Request.ZERO: (b"Z",)}


PROTOCOL = ScaleProtocol("yaohua_ww13", N_("耀华 A12 ww 格式"), _cutter, requests=_requests)
