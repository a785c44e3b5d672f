"""CAS AP, AD, ER, PD: ENQ is answered by ACK, DC1 by 15 bytes (V10, V11). Bit 7 may carry parity (V23)."""

from app.core.text import N_
from app.devices.faults import Fault, FaultKind
from app.devices.scales import enquiry
from app.devices.scales.framing import Cutter, Piece, Quiet, Ready, broken, first_wrong
from app.devices.scales.profile import Profile
from app.devices.scales.protocol import Request, ScaleProtocol


def _cutter(_profile: Profile) -> Cutter:
    def cut(buffer: bytes, _is_quiet: Quiet) -> Piece | None:
        buffer = bytes(byte & 0x7F for byte in buffer)
        if buffer.startswith(enquiry.ACK):
            return Piece(1, (Ready(),))
        if buffer.startswith(enquiry.NAK):
            return Piece(1, (Fault(FaultKind.DEVICE_ERROR, enquiry.NAK),))
        wrong = first_wrong(buffer, enquiry.PLACES)
        if wrong is not None:
            return broken(buffer, wrong, enquiry.START)
        if len(buffer) < enquiry.LENGTH:
            return None
        return Piece(enquiry.LENGTH, tuple(enquiry.decode(buffer[: enquiry.LENGTH], covers_head=False)))

    return cut


def _requests(_profile: Profile) -> dict[Request, tuple[bytes, ...]]:
    return {Request.WEIGH: enquiry.ASK}


PROTOCOL = ScaleProtocol(
    "cas_enq_dc1", N_("凯士 CAS 收银秤（问答）"), _cutter, is_continuous=False, requests=_requests
)
