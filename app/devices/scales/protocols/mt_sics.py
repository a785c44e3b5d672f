"""梅特勒-托利多 MT-SICS: a text line for each command (V22): ``S S 100.00 g`` at rest, ``S D`` moving, ``S I`` busy."""

import re
from collections.abc import Iterator
from typing import Final

from app.core.text import N_
from app.devices.faults import Fault, FaultKind
from app.devices.scales.figures import figure
from app.devices.scales.framing import Cutter, Outcome, Ready, cut_line
from app.devices.scales.profile import Profile
from app.devices.scales.protocol import Request, ScaleProtocol
from app.devices.scales.weight import OVERLOAD, UNDERLOAD, Weight
from app.devices.units import is_known, unit_of

_LENGTH: Final = 14
_FRAME: Final = re.compile(
    rb"S ([SD]) +([-+]?[ ]*[\d.]+) ([A-Za-z%]{1,5})|S ([I+-])|(E[STL])|[ZT]I? ([ASDI+-])(?: .*)?"
)


def _decode(frame: "re.Match[bytes]") -> Iterator[Outcome]:
    no_weight, error, answer = frame[4], frame[5], frame[6]
    if no_weight == b"I" or answer == b"I":
        yield Fault(FaultKind.DEVICE_BUSY, frame[0])
    elif no_weight:
        yield OVERLOAD if no_weight == b"+" else UNDERLOAD
    elif error or (answer and answer in b"+-"):
        yield Fault(FaultKind.DEVICE_ERROR, frame[0])
    elif answer:
        yield Ready()
    else:
        text, unit = figure(frame[2]), unit_of(frame[3])
        if text is None:
            yield Fault(FaultKind.BAD_FIELD, frame[0])
            return
        yield Weight(text, unit, stable=frame[1] == b"S")
        if not is_known(unit):
            yield Fault(FaultKind.UNIT_UNKNOWN, frame[0])


def _cutter(_profile: Profile) -> Cutter:
    return cut_line(_FRAME, _decode, length=_LENGTH)


def _requests(_profile: Profile) -> dict[Request, tuple[bytes, ...]]:
    return {
        Request.WEIGH: (b"S\r\n",),
        Request.WEIGH_NOW: (b"SI\r\n",),
        Request.STREAM: (b"SIR\r\n",),
        Request.ZERO: (b"Z\r\n",),
        Request.TARE: (b"T\r\n",),
        Request.CLEAR_TARE: (b"TAC\r\n",),
    }


PROTOCOL = ScaleProtocol(
    "mt_sics", N_("梅特勒-托利多 MT-SICS"), _cutter, is_continuous=False, requests=_requests
)
