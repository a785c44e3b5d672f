"""How a serial line is set: speed, bits, parity. A pseudo-terminal and a socket take any setting and ignore it."""

from dataclasses import dataclass
from typing import Final

SEVEN_BITS: Final = 7
_SEVEN_BIT_MASK: Final = bytes(value & 0x7F for value in range(256))


@dataclass(frozen=True, slots=True)
class SerialLine:
    """Settings of a line; `parity` is N, E or O, `bits` 7 or 8."""

    baud: int = 9600
    bits: int = 8
    parity: str = "N"
    stop_bits: int = 1

    def without_parity(self, data: bytes) -> bytes:
        """Return the bytes as meant: seven data bits read at 8N1 carry the parity in the eighth (V35)."""
        return data.translate(_SEVEN_BIT_MASK) if self.bits == SEVEN_BITS else data

    def __str__(self) -> str:
        """Write ``9600 7E1``."""
        return f"{self.baud} {self.bits}{self.parity}{self.stop_bits}"


EIGHT_N_ONE: Final = SerialLine()
SEVEN_E_ONE: Final = SerialLine(bits=SEVEN_BITS, parity="E")
