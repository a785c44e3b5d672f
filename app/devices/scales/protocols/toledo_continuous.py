"""托利多 continuous: ``02 A B C`` + six digits of weight, six of tare, ``0D`` and perhaps a check byte (V16–V19).

The short form has no tare. Where the check byte is not settled by the profile it is recognised by its value: the low
seven bits of all bytes with it add up to nothing. It may be 02 or 0D, so frames are found by position.
"""

from collections.abc import Iterator
from typing import Final

from app.core.text import N_
from app.devices.faults import Fault, FaultKind
from app.devices.scales.figures import shifted
from app.devices.scales.framing import Cutter, Outcome, Piece, Quiet, broken, first_wrong
from app.devices.scales.profile import CHECK_NONE, CHECK_REQUIRED, Profile
from app.devices.scales.protocol import Request, ScaleProtocol
from app.devices.scales.weight import MOTION, OVERLOAD, Weight
from app.devices.serial_line import SEVEN_E_ONE

_STX: Final = 0x02
_CR: Final = 0x0D
_START: Final = frozenset((_STX,))
_STATUS: Final = frozenset(value for value in range(0x80) if value & 0x20)
_DIGITS: Final = frozenset(b"0123456789 ")
_SHORT: Final = (_START, *[_STATUS] * 3, *[_DIGITS] * 6, frozenset((_CR,)))
_LONG: Final = (_START, *[_STATUS] * 3, *[_DIGITS] * 12, frozenset((_CR,)))
_END_OF_SHORT: Final = len(_SHORT) - 1
_SEVEN_BITS: Final = 0x7F
_POINT: Final = 0b111
_WITHOUT_DECIMALS: Final = 2
"""The code of the point that means a whole number; below it noughts follow, above it decimals."""
_NET, _NEGATIVE, _OUT_OF_RANGE, _MOTION, _KILOGRAM = (1 << bit for bit in range(5))
_NEVER_ZEROED: Final = 1 << 6
_EXPANDED: Final = 1 << 4
_UNITS: Final = {1: "g", 2: "t", 3: "oz"}


def _cutter(profile: Profile) -> Cutter:
    def cut(buffer: bytes, is_quiet: Quiet) -> Piece | None:
        places = _SHORT if buffer[_END_OF_SHORT : _END_OF_SHORT + 1] == b"\r" else _LONG
        wrong = first_wrong(buffer, places)
        if wrong is not None:
            return broken(buffer, wrong, _START)
        length = len(places)
        if len(buffer) < length:
            return None
        frame, following = buffer[:length], buffer[length : length + 1]
        if profile.checksum == CHECK_NONE:
            return Piece(length, tuple(_decode(frame)))
        fits = bool(following) and (sum(frame) + following[0]) & _SEVEN_BITS == 0
        if profile.checksum == CHECK_REQUIRED:
            told = tuple(_decode(frame)) if fits else _wrong(frame + following)
            return Piece(length + 1, told) if following else None
        if fits and following[0] == _STX:
            # The check byte, or the next frame of a scale that sends none: what comes behind it tells.
            behind = buffer[length + 1 : length + 2]
            if not behind and not is_quiet:
                return None
            is_start = bool(behind) and behind[0] in _STATUS
            return Piece(length if is_start else length + 1, tuple(_decode(frame)))
        if fits:
            return Piece(length + 1, tuple(_decode(frame)))
        if not following:
            return Piece(length, tuple(_decode(frame))) if is_quiet else None
        if following[0] == _STX:
            return Piece(length, tuple(_decode(frame)))
        return Piece(length + 1, _wrong(frame + following))

    return cut


def _wrong(frame: bytes) -> tuple[Outcome, ...]:
    return (Fault(FaultKind.BAD_CHECKSUM, frame),)


def _decode(frame: bytes) -> Iterator[Outcome]:
    point, state, more = frame[1:4]
    if state & _OUT_OF_RANGE:
        yield OVERLOAD
        return
    if state & _NEVER_ZEROED:
        yield MOTION
        yield Fault(FaultKind.DEVICE_ERROR, frame)
        return
    if more & _EXPANDED:
        # The manuals differ on where the point stands while the display shows one figure more.
        yield Fault(FaultKind.BAD_FIELD, frame)
        return
    unit = more & _POINT
    decimals = (point & _POINT) - _WITHOUT_DECIMALS
    text, tare = shifted(frame[4:10], decimals, negative=bool(state & _NEGATIVE)), None
    if len(frame) == len(_LONG):
        tare = shifted(frame[10:16], decimals)
    if text is None:
        yield Fault(FaultKind.BAD_FIELD, frame)
        return
    if unit and unit not in _UNITS:
        yield Fault(FaultKind.UNIT_UNKNOWN, frame)
        return
    yield Weight(
        text,
        _UNITS[unit] if unit else "kg" if state & _KILOGRAM else "lb",
        stable=not state & _MOTION,
        net=bool(state & _NET),
        tare=tare,
    )


def _requests(_profile: Profile) -> dict[Request, tuple[bytes, ...]]:
    return {
        Request.WEIGH_NOW: (b"P\r\n",),
        Request.TARE: (b"T\r\n",),
        Request.ZERO: (b"Z\r\n",),
        Request.CLEAR_TARE: (b"C\r\n",),
    }


PROTOCOL = ScaleProtocol(
    "toledo_continuous", N_("托利多连续发送"), _cutter, line=SEVEN_E_ONE, requests=_requests
)
