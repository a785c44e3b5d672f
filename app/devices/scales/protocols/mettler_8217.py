"""梅特勒-托利多 8217: ``W`` is answered by ``02 figure 0D``, or by ``02 ? status 0D`` when there is none (V20, V21).

An ``N`` behind the figure says that a tare is taken off.
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

_FIGURE: Final = re.compile(rb"\x02(\d[\d.]{3,6})(N?)\r", re.DOTALL)
_STATUS: Final = re.compile(rb"\x02\?(.)\r", re.DOTALL)
_LONGEST: Final = 10
_NET: Final = b"N\r"
_MOVES, _OVER, _UNDER, _ZERO_RANGE = (1 << bit for bit in range(4))


def _cutter(profile: Profile) -> Cutter:
    def cut(buffer: bytes, _is_quiet: Quiet) -> Piece | None:
        if not buffer.startswith(b"\x02"):
            start = buffer.find(b"\x02")
            return Piece(start if start > 0 else len(buffer), is_garbage=True)
        found = _STATUS.match(buffer) or _FIGURE.match(buffer)
        if found is not None:
            return Piece(found.end(), tuple(_decode(found[0], profile)))
        again, end = buffer.find(b"\x02", 1), buffer.find(b"\r")
        if again > 0 and (end < 0 or again < end):
            return Piece(again, (Fault(FaultKind.INCOMPLETE, buffer[:again]),))
        if end >= 0 and not buffer.startswith(b"\x02?"):
            return Piece(end + 1, (Fault(FaultKind.BAD_FIELD, buffer[: end + 1]),))
        return Piece(len(buffer), (Fault(FaultKind.BAD_FIELD, buffer),)) if len(buffer) > _LONGEST else None

    return cut


def _decode(frame: bytes, profile: Profile) -> Iterator[Outcome]:
    if frame.startswith(b"\x02?"):
        status = frame[2]
        if status & _OVER:
            yield OVERLOAD
        elif status & _UNDER:
            yield UNDERLOAD
        else:
            yield MOTION
            if status & _ZERO_RANGE and not status & _MOVES:
                yield Fault(FaultKind.DEVICE_ERROR, frame)
        return
    is_net = frame.endswith(_NET)
    text = figure(frame[1:-1].rstrip(b"N"))
    if text is None:
        yield Fault(FaultKind.BAD_FIELD, frame)
    else:
        yield Weight(text, profile.unit, stable=True, net=is_net or None)


def _requests(_profile: Profile) -> dict[Request, tuple[bytes, ...]]:
    return {
        Request.WEIGH: (b"W",),
        Request.ZERO: (b"Z",),
        Request.TARE: (b"T",),
        Request.CLEAR_TARE: (b"C",),
    }


PROTOCOL = ScaleProtocol(
    "mettler_8217",
    N_("梅特勒-托利多 8217"),
    _cutter,
    line=SEVEN_E_ONE,
    is_continuous=False,
    requests=_requests,
)
