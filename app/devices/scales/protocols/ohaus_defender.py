"""奥豪斯 Defender 3000, 21 bytes: sign, figure of seven, unit of five, ``?`` while moving, legend (V27)."""

import re
from collections.abc import Iterator
from typing import Final

from app.core.text import N_
from app.devices.faults import Fault, FaultKind
from app.devices.scales.figures import figure
from app.devices.scales.framing import Cutter, Outcome, cut_line
from app.devices.scales.profile import Profile
from app.devices.scales.protocol import Request, ScaleProtocol
from app.devices.scales.weight import Weight
from app.devices.units import is_known, unit_of

_LENGTH: Final = 19
_FRAME: Final = re.compile(rb"([ +-]) ([ 0-9.]{7}) ([A-Za-z:%. ]{5})([ ?])(G  |NET|T  |   )")


def _decode(frame: "re.Match[bytes]") -> Iterator[Outcome]:
    text, unit = figure(frame[1].strip() + frame[2].strip(b" ")), unit_of(frame[3])
    if text is None or unit is None:
        yield Fault(FaultKind.BAD_FIELD, frame[0])
        return
    kind = "tare" if frame[5] == b"T  " else ""
    yield Weight(text, unit, stable=frame[4] == b" ", net=frame[5] == b"NET", kind=kind)
    if not is_known(unit):
        yield Fault(FaultKind.UNIT_UNKNOWN, frame[0])


def _cutter(_profile: Profile) -> Cutter:
    return cut_line(_FRAME, _decode, length=_LENGTH)


def _requests(_profile: Profile) -> dict[Request, tuple[bytes, ...]]:
    return {
        Request.WEIGH: (b"SP\r\n",),
        Request.WEIGH_NOW: (b"IP\r\n",),
        Request.STREAM: (b"CP\r\n",),
        Request.ZERO: (b"Z\r\n",),
        Request.TARE: (b"T\r\n",),
    }


PROTOCOL = ScaleProtocol("ohaus_defender", N_("奥豪斯 OHAUS Defender"), _cutter, requests=_requests)
