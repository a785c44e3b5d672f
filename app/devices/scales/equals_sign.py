"""The two ``=`` forms of 耀华, 9 bytes without an end (V1, V2): alike in length and letters, opposite in order.

A frame counts when the next one begins or the line is quiet: one byte too many or too few would be another weight.
"""

import re
from collections.abc import Callable
from typing import Final

from app.devices.faults import Fault, FaultKind
from app.devices.scales.figures import figure
from app.devices.scales.framing import Cutter, Piece, Quiet
from app.devices.scales.profile import Profile
from app.devices.scales.weight import Weight

LENGTH: Final = 9
_BODY: Final = re.compile(rb"\d+(?:\.\d+)?")


def cut_equals(
    profile: Profile, order: Callable[[bytes], tuple[bytes, bytes]], *, has_price: bool = False
) -> Cutter:
    """Cut frames; `order` splits the eight characters into the sign (0 or -) and the figure, high digit first.

    With `has_price` a price and an amount may stand behind the weight: the shop's own prices count, they are left out.
    """
    rest = re.compile(rb"(?:kg)?(?:;\d+(?:\.\d+)?){2}\Z") if has_price else None

    def cut(buffer: bytes, is_quiet: Quiet) -> Piece | None:
        if not buffer.startswith(b"="):
            start = buffer.find(b"=")
            return Piece(start if start > 0 else len(buffer), is_garbage=True)
        end = buffer.find(b"=", 1)
        if end < 0 and not (is_quiet and len(buffer) >= LENGTH):
            return None
        frame = buffer[: end if end > 0 else len(buffer)]
        told = frame.rstrip(b"\r\n ")
        told = rest.sub(b"", told) if rest is not None else told
        if len(told) < LENGTH:
            return Piece(len(frame), (Fault(FaultKind.INCOMPLETE, frame),))
        sign, digits = order(told[1:])
        if len(told) > LENGTH or sign not in {b"0", b"-"} or _BODY.fullmatch(digits) is None:
            return Piece(len(frame), (Fault(FaultKind.BAD_FIELD, frame),))
        return Piece(len(frame), (Weight(figure((b"-" if sign == b"-" else b"") + digits), profile.unit),))

    return cut
