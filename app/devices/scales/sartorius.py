"""赛多利斯 SBI lines (V28): sign, figure of nine characters, blank, unit of three; no unit while the weight moves."""

import re
from collections.abc import Iterator
from typing import Final

from app.devices.faults import Fault, FaultKind
from app.devices.scales.figures import figure
from app.devices.scales.framing import Outcome
from app.devices.scales.protocol import Request
from app.devices.scales.weight import OVERLOAD, UNDERLOAD, Weight
from app.devices.units import is_known, unit_of

BODY: Final = (
    rb"(?:([ +-])([ 0-9.]{9}) ([ A-Za-z%/]{3})|(?: {6}| {1,7})(High|H|Low|L|Err)(?: [#0-9 ]{0,6})? *)"
)
REQUESTS: Final = {
    Request.WEIGH_NOW: (b"\x1bP\r\n",),
    Request.ZERO: (b"\x1bV\r\n",),
    Request.TARE: (b"\x1bT\r\n",),
}
_SIGN, _FIGURE, _UNIT, _WORD = range(1, 5)


def decode(frame: "re.Match[bytes]") -> Iterator[Outcome]:
    """Walk what a line says."""
    word = frame[_WORD]
    if word:
        if word.startswith(b"E"):
            yield Fault(FaultKind.DEVICE_ERROR, frame[0])
        else:
            yield OVERLOAD if word.startswith(b"H") else UNDERLOAD
        return
    text, unit = figure(frame[_SIGN].strip() + frame[_FIGURE].strip(b" ")), unit_of(frame[_UNIT])
    if text is None:
        yield Fault(FaultKind.BAD_FIELD, frame[0])
        return
    yield Weight(text, unit, stable=unit is not None)
    if unit is not None and not is_known(unit):
        yield Fault(FaultKind.UNIT_UNKNOWN, frame[0])
