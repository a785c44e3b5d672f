"""耀华 A9+, A1+, DS3 and 柯力 K9 in command mode (V6, V7): ``02 address command XOR XOR 03`` is asked and answered.

A handshake answers with itself; gross B, tare C and net D with the frame of the continuous form behind address and
command. Some indicators write a point among the six digits instead of a number of decimals (V7b).
"""

from collections.abc import Iterator, Mapping
from typing import Final

from app.core.text import N_
from app.devices.faults import Fault, FaultKind
from app.devices.scales.figures import exclusive_or, figure, shifted, two_letters
from app.devices.scales.framing import Cutter, Outcome, Piece, Quiet, Ready, broken, first_wrong
from app.devices.scales.profile import Profile
from app.devices.scales.protocol import Request, ScaleProtocol, Steps
from app.devices.scales.weight import Weight
from app.devices.scales.yaohua import DIGITS, LETTERS, SIGNS, is_right

_START: Final = frozenset(b"\x02")
_ADDRESSES: Final = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_END: Final = frozenset(b"\x03")
_KINDS: Final = {b"B": "gross", b"C": "tare", b"D": "net"}
_SHORT: Final = (_START, _ADDRESSES, frozenset(b"A"), LETTERS, LETTERS, _END)
_LONG: Final = (
    _START,
    _ADDRESSES,
    frozenset(b"BCD"),
    SIGNS,
    *[DIGITS | frozenset(b".")] * 7,
    LETTERS,
    LETTERS,
    _END,
)
_COMMAND: Final = 2
_DECIMALS: Final = 4


def _cutter(profile: Profile) -> Cutter:
    def cut(buffer: bytes, _is_quiet: Quiet) -> Piece | None:
        places = _SHORT if buffer[_COMMAND : _COMMAND + 1] == b"A" else _LONG
        wrong = first_wrong(buffer, places)
        if wrong is not None:
            return broken(buffer, wrong, _START)
        if len(buffer) < len(places):
            return None
        return Piece(len(places), tuple(_decode(buffer[: len(places)], profile)))

    return cut


def _decode(frame: bytes, profile: Profile) -> Iterator[Outcome]:
    if not is_right(frame[1:-3], frame[-3:-1], profile):
        yield Fault(FaultKind.BAD_CHECKSUM, frame)
    elif frame[1:2] != profile.address.encode():
        yield Fault(FaultKind.WRONG_ADDRESS, frame)
    elif frame[2:3] == b"A":
        yield Ready()
    else:
        text = _text(frame[3:4], frame[4:11])
        if text is None:
            yield Fault(FaultKind.BAD_FIELD, frame)
        else:
            yield Weight(text, profile.unit, kind=_KINDS[frame[2:3]])


def _text(sign: bytes, field: bytes) -> str | None:
    if b"." in field:
        return figure(sign + field)
    decimals = int(field[-1:])
    return shifted(field[:-1], decimals, negative=sign == b"-") if decimals <= _DECIMALS else None


def _requests(profile: Profile) -> Mapping[Request, Steps]:
    def ask(command: str) -> bytes:
        body = f"{profile.address}{command}".encode()
        return b"\x02" + body + two_letters(exclusive_or(body)) + b"\x03"

    return {
        Request.HANDSHAKE: (ask("A"),),
        Request.WEIGH: (ask("B"),),
        Request.TARE_VALUE: (ask("C"),),
        Request.NET: (ask("D"),),
    }


PROTOCOL = ScaleProtocol(
    "yaohua_cmd", N_("耀华、柯力指令方式"), _cutter, is_continuous=False, requests=_requests
)
