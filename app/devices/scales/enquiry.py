"""The frame that CAS and 顶尖 Aclas share: ``01 02 state sign figure unit check 03 04`` (V10, V13).

They differ in what the check byte covers: CAS leaves ``01 02`` out, Aclas does not, so the two differ by 03. Either is
accepted by both, and the other one's is told. ENQ is answered by ACK, DC1 by the frame.
"""

from collections.abc import Iterator
from typing import Final

from app.devices.faults import Fault, FaultKind
from app.devices.scales.figures import exclusive_or, figure
from app.devices.scales.framing import Outcome
from app.devices.scales.weight import OVERLOAD, Weight
from app.devices.units import is_known, unit_of

ACK: Final = b"\x06"
NAK: Final = b"\x15"
ASK: Final = (b"\x05", b"\x11")
START: Final = frozenset(b"\x01")
PLACES: Final = (
    START,
    frozenset(b"\x02"),
    frozenset(b"SUF"),
    frozenset(b" +-F"),
    *[frozenset(b"0123456789. -")] * 6,
    *[frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ ")] * 2,
    frozenset(range(0x80)),
    frozenset(b"\x03"),
    frozenset(b"\x04"),
)
LENGTH: Final = len(PLACES)
_HEAD: Final = exclusive_or(b"\x01\x02")


def decode(frame: bytes, *, covers_head: bool) -> Iterator[Outcome]:
    """Walk what a whole frame says; `covers_head` is the check byte the protocol is known for."""
    check = exclusive_or(frame[2:12])
    usual, other = (check ^ _HEAD, check) if covers_head else (check, check ^ _HEAD)
    if frame[12] not in {usual, other}:
        yield Fault(FaultKind.BAD_CHECKSUM, frame)
        return
    state, sign = frame[2:3], frame[3:4]
    if b"F" in {state, sign}:
        yield OVERLOAD
    else:
        text, unit = figure((b"-" if sign == b"-" else b"") + frame[4:10]), unit_of(frame[10:12])
        if text is None or unit is None:
            yield Fault(FaultKind.BAD_FIELD, frame)
            return
        yield Weight(text, unit, stable=state == b"S")
        if not is_known(unit):
            yield Fault(FaultKind.UNIT_UNKNOWN, frame)
    if frame[12] != usual:
        yield Fault(FaultKind.CHECKSUM_VARIANT, frame)
