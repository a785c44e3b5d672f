"""What label printers answer when asked how they are: TSPL a byte, ZPL three lines. Silence is None, never "ready"."""

from dataclasses import dataclass
from typing import Final

from app.devices.printers.printer import Obstacle

TSPL: Final = b"\x1b!?"
ZPL: Final = b"~HS"

_HEAD_OPEN, _JAM, _NO_PAPER, _NO_RIBBON, _PAUSED, _PRINTING, _ERROR = 1, 2, 4, 8, 16, 32, 128
_STX, _ETX = b"\x02", b"\x03"
_FIRST_FIELDS, _SECOND_FIELDS = 12, 11


@dataclass(frozen=True, slots=True)
class LabelStatus:
    """What keeps a printer from printing, if anything does, and whether it is printing still."""

    obstacle: Obstacle | None = None
    is_busy: bool = False


def read_tspl(answer: bytes) -> LabelStatus | None:
    """Read the byte that answers ``ESC ! ?``."""
    if not answer:
        return None
    byte = answer[-1]
    return LabelStatus(_obstacle(byte), bool(byte & _PRINTING))


def _obstacle(byte: int) -> Obstacle | None:
    if byte & _HEAD_OPEN:
        return Obstacle.COVER_OPEN
    if byte & _NO_PAPER:
        return Obstacle.NO_PAPER
    if byte & (_JAM | _NO_RIBBON | _ERROR):
        return Obstacle.ERROR
    return Obstacle.OFFLINE if byte & _PAUSED else None


def read_zpl(answer: bytes) -> LabelStatus | None:
    """Read the lines that answer ``~HS``; the third says nothing of interest."""
    lines = [part.partition(_ETX)[0] for part in answer.split(_STX)[1:] if _ETX in part]
    fields = [line.decode("ascii", "replace").split(",") for line in lines]
    first = next((one for one in fields if len(one) == _FIRST_FIELDS), None)
    second = next((one for one in fields if len(one) == _SECOND_FIELDS), None)
    if first is None:
        return None
    obstacle: Obstacle | None = None
    if second is not None and second[2] == "1":
        obstacle = Obstacle.COVER_OPEN
    elif first[1] == "1":
        obstacle = Obstacle.NO_PAPER
    elif second is not None and second[3] == "1":
        obstacle = Obstacle.ERROR
    elif first[2] == "1":
        obstacle = Obstacle.OFFLINE
    waiting = [first[4], second[8] if second is not None else "0"]
    return LabelStatus(obstacle, any(one.strip("0 ") for one in waiting))
