"""R2000 readers: ``A0 length address command data check``; the whole frame adds up to nothing (V73)."""

from typing import Final

from app.devices.faults import Fault, FaultKind
from app.devices.garbage import Garbage
from app.devices.tags.tag import Tag, TagOutcome

_START: Final = 0xA0
_INVENTORY: Final = frozenset({0x89, 0x8A, 0x8B})
_LEAST: Final = 4
_ROUND_ENDS: Final = 10
"""Length of the frame that ends a round; it has totals and no tag."""
_LENGTH_SHIFT: Final = 11
_DATA: Final = slice(4, -1)


def read_once(address: int = 1) -> bytes:
    """Return the command for one round of reading."""
    return _framed(bytes((_START, _LEAST, address, 0x89, 1)))


def use_antenna(number: int, address: int = 1) -> bytes:
    """Return the command that chooses an antenna, counted from 0."""
    return _framed(bytes((_START, _LEAST, address, 0x74, number)))


def _framed(body: bytes) -> bytes:
    return body + bytes((-sum(body) & 0xFF,))


class R2000Frames:
    """Cuts one reader's stream."""

    def __init__(self) -> None:
        self._buffer = b""
        self._garbage = Garbage()

    def feed(self, data: bytes) -> list[TagOutcome]:
        """Take bytes as they came; return tags and faults."""
        self._buffer += data
        told: list[TagOutcome] = []
        while len(self._buffer) > 1:
            if self._buffer[0] != _START:
                told += self._garbage.skip(self._skip(0))
                continue
            length = self._buffer[1] + 2
            if length < _LEAST:
                told += [*self._garbage.told(), Fault(FaultKind.BAD_FIELD, self._skip(1))]
                continue
            if len(self._buffer) < length:
                break
            frame = self._buffer[:length]
            if sum(frame) & 0xFF:
                told += [*self._garbage.told(), Fault(FaultKind.BAD_CHECKSUM, self._skip(1))]
            else:
                self._buffer = self._buffer[length:]
                told += [*self._garbage.told(), *_decode(frame)]
                self._garbage.has_seen_frame = True
        return told

    def expire(self) -> list[TagOutcome]:
        """Drop half a frame."""
        rest, self._buffer = self._buffer, b""
        return [*self._garbage.told(), *([Fault(FaultKind.INCOMPLETE, rest)] if rest else [])]

    def _skip(self, begin: int) -> bytes:
        start = self._buffer.find(_START, begin)
        ends = len(self._buffer) if start < 0 else start
        wrong, self._buffer = self._buffer[:ends], self._buffer[ends:]
        return wrong


def _decode(frame: bytes) -> list[TagOutcome]:
    length, command, data = frame[1], frame[3], frame[_DATA]
    if command not in _INVENTORY or length == _ROUND_ENDS:
        return []
    if len(data) == 1:
        return [Fault(FaultKind.DEVICE_ERROR, frame)]
    pc, epc, strength = data[1:3], data[3:-1], data[-1]
    if len(epc) != (int.from_bytes(pc, "big") >> _LENGTH_SHIFT) * 2:
        return [Fault(FaultKind.BAD_FIELD, frame)]
    return [Tag(epc.hex().upper(), pc.hex().upper(), rssi_raw=strength)]
