"""Lines ``ST,GS,+ 12.345kg`` of 柯力, Vector, Excell and many more (V32): widths vary, state and unit do not."""

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

_LENGTH: Final = 14
_FRAME: Final = re.compile(
    rb"(ST|US|OL), ?(GS|NT|G|N), ?(?:([+-]? *[0-9]+(?:\.[0-9]*)?) *([A-Za-z]{1,5}(?:\.[A-Za-z])?)|[-+ 0-9.A-Za-z]*) *"
)


def _decode(frame: "re.Match[bytes]") -> Iterator[Outcome]:
    if frame[1] == b"OL":
        yield OVERLOAD
        return
    text = figure(frame[3]) if frame[3] else None
    if text is None:
        yield Fault(FaultKind.BAD_FIELD, frame[0])
        return
    unit = unit_of(frame[4])
    yield Weight(text, unit, stable=frame[1] == b"ST", net=frame[2].startswith(b"N"))
    if not is_known(unit):
        yield Fault(FaultKind.UNIT_UNKNOWN, frame[0])


def _cutter(_profile: Profile) -> Cutter:
    return cut_line(_FRAME, _decode, length=_LENGTH)


PROTOCOL = ScaleProtocol("st_gs_text", N_("ST,GS 文本格式（柯力等）"), _cutter)
