"""What a receipt printer answers to ``10 04 n`` (V58). Silence is "unknown", never "ready"."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

ONLINE: Final = b"\x10\x04\x01"
OFFLINE_CAUSE: Final = b"\x10\x04\x02"
ERROR_CAUSE: Final = b"\x10\x04\x03"
PAPER: Final = b"\x10\x04\x04"
OLD_PAPER: Final = b"\x1dr\x01"
"""What printers know that do not know the others (V59): asked in turn with what is printed."""
_FIXED: Final = 0b1001_0011
_FIXED_VALUE: Final = 0b0001_0010
_DRAWER: Final = 1 << 2
_OFFLINE: Final = 1 << 3
_COVER: Final = 1 << 2
_STOPPED: Final = 1 << 5
_ERROR: Final = 1 << 6
_NEAR_END: Final = 0b0000_1100
_END: Final = 0b0110_0000
_CUTTER: Final = 1 << 3
_OLD_NEAR_END: Final = 0b0000_0011
_OLD_END: Final = 0b0000_1100
_OLD_FIXED: Final = 0b1001_0000


class Paper(StrEnum):
    """How much paper there is."""

    OK = "ok"
    NEAR_END = "near_end"
    END = "end"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """What is known of a printer; None where it did not say."""

    online: bool | None = None
    drawer_pin3_high: bool | None = None
    paper: Paper = Paper.UNKNOWN
    cover_open: bool | None = None
    stopped_by_paper_end: bool | None = None
    has_error: bool | None = None

    @property
    def is_ready(self) -> bool | None:
        """Say whether it prints; None when it does not answer."""
        if self.online is None:
            return None
        return self.online and self.paper is not Paper.END and not self.cover_open and not self.has_error


def is_answer(byte: int) -> bool:
    """Say whether a byte has the fixed bits of a status; a printer sends other bytes, too."""
    return byte & _FIXED == _FIXED_VALUE


def read_online(answer: bytes) -> tuple[bool | None, bool | None]:
    """Return whether the printer is online, and whether pin 3 of the drawer is high."""
    byte = _last(answer)
    return (None, None) if byte is None else (not byte & _OFFLINE, bool(byte & _DRAWER))


def read_cause(answer: bytes) -> tuple[bool | None, bool | None, bool | None]:
    """Return whether the cover is open, whether the end of the paper stopped it, whether it has an error."""
    byte = _last(answer)
    if byte is None:
        return None, None, None
    return bool(byte & _COVER), bool(byte & _STOPPED), bool(byte & _ERROR)


def read_error(answer: bytes) -> bool | None:
    """Return whether the cutter is stuck; None when that is not said."""
    byte = _last(answer)
    return None if byte is None else bool(byte & _CUTTER)


def read_old_paper(answer: bytes) -> Paper:
    """Return what the older question is answered with: 00 is paper, 0F none."""
    byte = next((one for one in reversed(answer) if not one & _OLD_FIXED), None)
    if byte is None:
        return Paper.UNKNOWN
    if byte & _OLD_END:
        return Paper.END
    return Paper.NEAR_END if byte & _OLD_NEAR_END else Paper.OK


def read_paper(answer: bytes) -> Paper:
    """Return how much paper there is; one of the two bits is enough to be warned."""
    byte = _last(answer)
    if byte is None:
        return Paper.UNKNOWN
    if byte & _END:
        return Paper.END
    return Paper.NEAR_END if byte & _NEAR_END else Paper.OK


def _last(answer: bytes) -> int | None:
    return next((byte for byte in reversed(answer) if is_answer(byte)), None)
