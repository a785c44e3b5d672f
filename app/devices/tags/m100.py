"""M100, YRM100, R200 readers: ``BB type command length params sum 7E`` (V72). 7E and BB occur inside: length counts."""

from binascii import crc_hqx
from typing import Final

from app.devices.faults import Fault, FaultKind
from app.devices.garbage import Garbage
from app.devices.tags.tag import Tag, TagOutcome

START_READING: Final = bytes.fromhex("BB00270003222710837E")
STOP_READING: Final = bytes.fromhex("BB00280000287E")
_START: Final = 0xBB
_END: Final = 0x7E
_HEAD: Final = 5
_TAIL: Final = 2
_LONGEST: Final = 600
_TYPES: Final = frozenset({0, 1, 2})
_NOTICE: Final = 2
_INVENTORY: Final = 0x22
_ERROR: Final = 0xFF
_NO_TAG: Final = 0x15
_PC_BYTES: Final = 2
_CRC_BYTES: Final = 2
_LENGTH_SHIFT: Final = 11


class M100Frames:
    """Cuts one reader's stream."""

    def __init__(self) -> None:
        self._buffer = b""
        self._garbage = Garbage()

    def feed(self, data: bytes) -> list[TagOutcome]:
        """Take bytes as they came; return tags and faults."""
        self._buffer += data
        told: list[TagOutcome] = []
        while self._buffer:
            start = self._buffer.find(_START)
            if start != 0:
                skipped = self._buffer if start < 0 else self._buffer[:start]
                self._buffer = b"" if start < 0 else self._buffer[start:]
                told += self._garbage.skip(skipped)
                continue
            if len(self._buffer) < _HEAD:
                break
            length = _HEAD + int.from_bytes(self._buffer[3:5], "big") + _TAIL
            if self._buffer[1] not in _TYPES or length > _LONGEST:
                told += self._resume(FaultKind.BAD_FIELD)
                continue
            if len(self._buffer) < length:
                break
            frame = self._buffer[:length]
            if frame[-1] != _END:
                told += self._resume(FaultKind.INCOMPLETE)
            elif sum(frame[1:-_TAIL]) & 0xFF != frame[-_TAIL]:
                told += self._resume(FaultKind.BAD_CHECKSUM)
            else:
                self._buffer = self._buffer[length:]
                told += [*self._garbage.told(), *_decode(frame)]
                self._garbage.has_seen_frame = True
        return told

    def expire(self) -> list[TagOutcome]:
        """Drop half a frame."""
        rest, self._buffer = self._buffer, b""
        return [*self._garbage.told(), *([Fault(FaultKind.INCOMPLETE, rest)] if rest else [])]

    def _resume(self, kind: FaultKind) -> list[TagOutcome]:
        """Go on at the next possible start: inside what was no frame a whole one may stand."""
        start = self._buffer.find(_START, 1)
        wrong = self._buffer if start < 0 else self._buffer[:start]
        self._buffer = b"" if start < 0 else self._buffer[start:]
        return [*self._garbage.told(), Fault(kind, wrong)]


def _decode(frame: bytes) -> list[TagOutcome]:
    kind, command, params = frame[1], frame[2], frame[_HEAD:-_TAIL]
    if command == _ERROR:
        return [Fault(FaultKind.NO_TAG if params[:1] == bytes((_NO_TAG,)) else FaultKind.DEVICE_ERROR, frame)]
    if kind != _NOTICE or command != _INVENTORY:
        return []
    strength, pc, epc, crc = params[:1], params[1:3], params[3:-_CRC_BYTES], params[-_CRC_BYTES:]
    if (
        len(params) < 1 + _PC_BYTES + _CRC_BYTES
        or len(epc) != (int.from_bytes(pc, "big") >> _LENGTH_SHIFT) * 2
    ):
        return [Fault(FaultKind.BAD_FIELD, frame)]
    if crc16(pc + epc) != crc:
        return [Fault(FaultKind.BAD_CHECKSUM, frame)]
    dbm = int.from_bytes(strength, "big", signed=True)
    return [Tag(epc.hex().upper(), pc.hex().upper(), rssi_dbm=dbm)]


def crc16(data: bytes) -> bytes:
    """Return the check of a tag's memory: polynomial 1021, from FFFF, inverted (Gen2)."""
    return (crc_hqx(data, 0xFFFF) ^ 0xFFFF).to_bytes(2, "big")
