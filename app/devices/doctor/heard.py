"""What was heard on a line, and how the line may be set: parity is read off bytes that were taken as eight bits.

A character of 7E1 is as long as one of 8N1, so one listening a speed is enough: the parity stands in bit 7.
"""

from dataclasses import dataclass
from typing import Final

from app.devices.serial_line import SEVEN_BITS, SerialLine

_HIGH: Final = 0x80
_MOST: Final = 95
"""Of a hundred bytes: so many must agree about the parity, the others are noise."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Bytes that came while a line was set so; `asked` names the protocol whose request they answer, if any."""

    line: SerialLine
    data: bytes
    asked: str = ""
    has_speed: bool = True
    """A port behind a network ignores speed and parity."""


def lines_of(heard: Heard) -> tuple[SerialLine, ...]:
    """Return how the line may be set, the likeliest first."""
    baud, data = heard.line.baud, heard.data
    plain = SerialLine(baud)
    if heard.line.bits == SEVEN_BITS:
        return (heard.line,)
    if not any(byte & _HIGH for byte in data):
        return (plain,)
    odd = sum(byte.bit_count() & 1 for byte in data)
    if (len(data) - odd) * 100 >= len(data) * _MOST:
        return SerialLine(baud, SEVEN_BITS, "E"), plain
    if odd * 100 >= len(data) * _MOST:
        return SerialLine(baud, SEVEN_BITS, "O"), plain
    return (plain,)
