"""A&D and many others: ``ST,`` signed figure of nine characters, unit of three, CR LF (V15, V26)."""

import re
from collections.abc import Iterator
from typing import Final

from app.core.text import N_
from app.devices.faults import Fault, FaultKind
from app.devices.scales.figures import figure
from app.devices.scales.framing import Cutter, Outcome, cut_line
from app.devices.scales.profile import Profile
from app.devices.scales.protocol import Request, ScaleProtocol
from app.devices.scales.weight import OVERLOAD, UNDERLOAD, Weight
from app.devices.serial_line import SerialLine
from app.devices.units import PIECES, is_known, unit_of

_LENGTH: Final = 15
_FRAME: Final = re.compile(rb"(ST|US|QT),([-+][0-9. ]{8})([ A-Za-z%]{3})|OL,([-+])[0-9E.+-]{6,11} {0,3}")


def _decode(frame: "re.Match[bytes]") -> Iterator[Outcome]:
    if frame[4]:
        yield OVERLOAD if frame[4] == b"+" else UNDERLOAD
        return
    text, unit = figure(frame[2]), unit_of(frame[3])
    if text is None or unit is None or (frame[1] == b"QT") != (unit == PIECES):
        yield Fault(FaultKind.BAD_FIELD, frame[0])
        return
    yield Weight(text, unit, stable=frame[1] != b"US")
    if not is_known(unit):
        yield Fault(FaultKind.UNIT_UNKNOWN, frame[0])


def _cutter(_profile: Profile) -> Cutter:
    return cut_line(_FRAME, _decode, length=_LENGTH)


def _requests(_profile: Profile) -> dict[Request, tuple[bytes, ...]]:
    return {
        Request.WEIGH: (b"S\r\n",),
        Request.WEIGH_NOW: (b"Q\r\n",),
        Request.STREAM: (b"SIR\r\n",),
        Request.ZERO: (b"Z\r\n",),
        Request.TARE: (b"T\r\n",),
    }


PROTOCOL = ScaleProtocol(
    "and_standard",
    N_("A&D 标准格式"),
    _cutter,
    line=SerialLine(baud=2400, bits=7, parity="E"),
    requests=_requests,
)
