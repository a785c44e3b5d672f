"""耀华 XK3190-A12(E), 15 bytes: ``WG``/``WN``, seven characters, unit, exclusive or of all of that, CR LF (V8a).

Nine blanks and ``OL23`` or ``LO23`` instead when the scale is over its range or below zero.
"""

import re
from collections.abc import Iterator
from typing import Final

from app.core.text import N_
from app.devices.faults import Fault, FaultKind
from app.devices.scales.figures import exclusive_or, figure, two_letters
from app.devices.scales.framing import Cutter, Outcome, cut_line
from app.devices.scales.profile import Profile
from app.devices.scales.protocol import ScaleProtocol
from app.devices.scales.weight import OVERLOAD, UNDERLOAD, Weight
from app.devices.units import is_known, unit_of

_LENGTH: Final = 13
_FRAME: Final = re.compile(rb"(W([GNW])([-0-9 ][0-9. ]{6})([ A-Za-z]{2}))([!-~]{2})| {9}(OL|LO)23")
_KINDS: Final = {b"G": "gross", b"N": "net", b"W": "gross"}


def _decode(frame: "re.Match[bytes]") -> Iterator[Outcome]:
    if frame[6]:
        yield OVERLOAD if frame[6] == b"OL" else UNDERLOAD
        return
    text, unit = figure(frame[3]), unit_of(frame[4])
    if frame[5] != two_letters(exclusive_or(frame[1])):
        yield Fault(FaultKind.BAD_CHECKSUM, frame[0])
    elif text is None or unit is None:
        yield Fault(FaultKind.BAD_FIELD, frame[0])
    else:
        yield Weight(text, unit, kind=_KINDS[frame[2]])
        if not is_known(unit):
            yield Fault(FaultKind.UNIT_UNKNOWN, frame[0])


def _cutter(_profile: Profile) -> Cutter:
    return cut_line(_FRAME, _decode, length=_LENGTH)


PROTOCOL = ScaleProtocol("yaohua_a12e_wg15", N_("耀华 XK3190-A12(E)"), _cutter)
