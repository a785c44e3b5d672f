"""A serial line bit by bit: what arrives where the receiver is set another way than the sender."""

from collections.abc import Iterator

from app.devices.serial_line import SerialLine

_IDLE = 24
"""Bits of rest between two frames."""


def arrives(frames: list[bytes], sent: SerialLine, heard: SerialLine) -> bytes:
    """Return what a receiver set to `heard` makes of frames sent with `sent`."""
    wave = [bit for frame in frames for bit in _bits(frame, sent)]
    return bytes(_bytes(wave, sent.baud, heard))


def _bits(frame: bytes, line: SerialLine) -> Iterator[int]:
    yield from [1] * _IDLE
    for byte in frame:
        data = [byte >> place & 1 for place in range(line.bits)]
        yield 0
        yield from data
        if line.parity != "N":
            yield sum(data) & 1 ^ (line.parity == "O")
        yield 1


def _bytes(wave: list[int], baud: int, line: SerialLine) -> Iterator[int]:
    """Look at the middle of each bit, as a receiver does, from the falling edge of the start bit on."""

    def level(at: float) -> int:
        place = int(at)
        return wave[place] if place < len(wave) else 1

    step, at = baud / line.baud, 0.0
    places = line.bits + (line.parity != "N")
    while at < len(wave):
        if level(at) or level(at + step / 2):
            at += min(step / 16, 0.25)
            continue
        value = sum(level(at + step * (place + 1.5)) << place for place in range(line.bits))
        at += step * (places + 1.5)
        yield value
        while at < len(wave) and not level(at):  # no stop bit: wait for the line to rest
            at += min(step / 16, 0.25)
