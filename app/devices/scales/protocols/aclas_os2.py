"""顶尖 Aclas OS2: sends 16 bytes ten times a second, or 15 when asked like a CAS scale (V13).

The byte more is a flag: bit 4 zero, bit 5 tare, bit 6 over the range or never zeroed.
"""

from typing import Final

from app.core.text import N_
from app.devices.faults import Fault, FaultKind
from app.devices.scales import enquiry
from app.devices.scales.framing import Cutter, Piece, Quiet, Ready, broken, first_wrong
from app.devices.scales.profile import Profile
from app.devices.scales.protocol import Request, ScaleProtocol
from app.devices.scales.weight import OVERLOAD

_NO_FLAG: Final = 0x8F
"""Bits a flag never has; a byte with one of them begins something else."""
_OUT_OF_RANGE: Final = 1 << 6


def _cutter(_profile: Profile) -> Cutter:
    def cut(buffer: bytes, is_quiet: Quiet) -> Piece | None:
        if buffer.startswith(enquiry.ACK):
            return Piece(1, (Ready(),))
        if buffer.startswith(enquiry.NAK):
            return Piece(1, (Fault(FaultKind.DEVICE_ERROR, enquiry.NAK),))
        wrong = first_wrong(buffer, enquiry.PLACES)
        if wrong is not None:
            return broken(buffer, wrong, enquiry.START)
        frame, following = buffer[: enquiry.LENGTH], buffer[enquiry.LENGTH : enquiry.LENGTH + 1]
        if len(frame) < enquiry.LENGTH or not (following or is_quiet):
            return None
        has_flag = bool(following) and not following[0] & _NO_FLAG
        outcomes = tuple(enquiry.decode(frame, covers_head=True))
        if has_flag and following[0] & _OUT_OF_RANGE and not any(isinstance(one, Fault) for one in outcomes):
            outcomes = (OVERLOAD,)
        return Piece(enquiry.LENGTH + has_flag, outcomes)

    return cut


def _requests(_profile: Profile) -> dict[Request, tuple[bytes, ...]]:
    return {
        Request.WEIGH: enquiry.ASK,
        Request.TARE: (b"<TK>\t",),
        Request.ZERO: (b"<ZK>\t",),
        Request.STREAM: (b"<PB>\t",),
    }


PROTOCOL = ScaleProtocol("aclas_os2", N_("顶尖 Aclas OS2"), _cutter, requests=_requests)
