"""NCI, Weigh-Tronix, CAS type 5: ``W CR`` is answered by ``LF figure unit CR LF status CR ETX`` (V29, V30, V31).

Two bytes of status say that the weight moves, is out of range or that the scale's memory failed; a third one, where
there is one, that a tare is taken off or that the scale was never at zero. ``^^^`` is over, ``___`` under the range.
"""

import re
from collections.abc import Iterator
from typing import Final

from app.core.text import N_
from app.devices.faults import Fault, FaultKind
from app.devices.scales.figures import figure
from app.devices.scales.framing import Cutter, Outcome, Piece, Quiet
from app.devices.scales.profile import Profile
from app.devices.scales.protocol import Request, ScaleProtocol
from app.devices.scales.weight import MOTION, OVERLOAD, UNDERLOAD, Weight
from app.devices.serial_line import SEVEN_E_ONE
from app.devices.units import is_known, unit_of

_STATUS: Final = rb"([\x30-\x3f\x70-\x7f][\x30-\x3f\x70-\x7f]{1,2})\r\x03"
_FRAME: Final = re.compile(rb"\n(?:([-+ 0-9.]{1,9}|[\^_-]{1,9})([A-Za-z ]{2})\r\n)?" + _STATUS)
_NOT_UNDERSTOOD: Final = b"\n?\r\x03"
_LONGEST: Final = 24
_MOVES: Final = 1
_MEMORY_FAILED: Final = 4 | 8
_UNDER: Final = 1
_OVER: Final = 2
_NET: Final = 4
_NEVER_ZEROED: Final = 8


def _cutter(_profile: Profile) -> Cutter:
    def cut(buffer: bytes, _is_quiet: Quiet) -> Piece | None:
        if not buffer.startswith(b"\n"):
            start = buffer.find(b"\n")
            return Piece(start if start > 0 else len(buffer), is_garbage=True)
        end = buffer.find(b"\x03")
        if end < 0:
            if len(buffer) > _LONGEST:
                return Piece(len(buffer), (Fault(FaultKind.BAD_FIELD, buffer),))
            return None
        told = buffer[: end + 1]
        if told.endswith(_NOT_UNDERSTOOD):
            return Piece(len(told), (Fault(FaultKind.DEVICE_ERROR, told),))
        frame = re.search(_FRAME.pattern + rb"\Z", told)
        if frame is None:
            return Piece(len(told), (Fault(FaultKind.BAD_FIELD, told),))
        cut_off = told[: frame.start()]
        before = (Fault(FaultKind.INCOMPLETE, cut_off),) if cut_off else ()
        return Piece(len(told), (*before, *_decode(frame)))

    return cut


def _decode(frame: "re.Match[bytes]") -> Iterator[Outcome]:
    first, second, *third = frame[3]
    more = third[0] if third else 0
    if first & _MEMORY_FAILED or more & _NEVER_ZEROED:
        yield Fault(FaultKind.DEVICE_ERROR, frame[0])
    elif second & _OVER or (frame[1] or b"").startswith(b"^"):
        yield OVERLOAD
    elif second & _UNDER or (frame[1] or b"").startswith(b"_"):
        yield UNDERLOAD
    elif frame[1] is None:
        yield MOTION
    else:
        text, unit = figure(frame[1]), unit_of(frame[2])
        if text is None or unit is None:
            yield Fault(FaultKind.BAD_FIELD, frame[0])
            return
        yield Weight(text, unit, stable=not first & _MOVES, net=bool(more & _NET) if third else None)
        if not is_known(unit):
            yield Fault(FaultKind.UNIT_UNKNOWN, frame[0])


def _requests(_profile: Profile) -> dict[Request, tuple[bytes, ...]]:
    return {Request.WEIGH: (b"W\r",), Request.ZERO: (b"Z\r",)}


PROTOCOL = ScaleProtocol(
    "nci_scp01", N_("NCI / SCP-01"), _cutter, line=SEVEN_E_ONE, is_continuous=False, requests=_requests
)
