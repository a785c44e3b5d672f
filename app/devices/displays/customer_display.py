"""LED8N digits (V70, V71) and two-line VFD; no Chinese on either.

LED: ``0C`` clears, ``1B 73 n`` lights the lamp of price, total, paid or change, ``1B 51 41 … 0D`` shows eight digits.
VFD: the same ``1B 51 41`` for the upper line, ``1B 51 42`` for the lower one.
"""

import re
from enum import StrEnum
from typing import Final

from app.devices.faults import FaultKind
from app.devices.serial_line import SerialLine

LED8N: Final = "led8n"
VFD: Final = "vfd"
"""What a display is called in its setup."""
LED_LINE: Final = SerialLine(baud=2400)
VFD_LINE: Final = SerialLine(baud=9600)
LINES: Final = {LED8N: LED_LINE, VFD: VFD_LINE}
"""How the line of each is set when it leaves the factory."""
CLEAR: Final = b"\x0c"
INITIALISE: Final = b"\x1b@"
_MOST_DIGITS: Final = 8
_MOST_LETTERS: Final = 15
_VFD_COLUMNS: Final = 20
_SHOWN: Final = re.compile(r"-?\d+(\.\d+)?")


class Lamp(StrEnum):
    """What a figure means."""

    PRICE = "price"
    TOTAL = "total"
    PAID = "paid"
    CHANGE = "change"


_LAMPS: Final = {Lamp.PRICE: b"1", Lamp.TOTAL: b"2", Lamp.PAID: b"3", Lamp.CHANGE: b"4"}
_WORDS: Final = {Lamp.PRICE: "PRICE", Lamp.TOTAL: "TOTAL", Lamp.PAID: "PAID", Lamp.CHANGE: "CHANGE"}


class CannotShow(ValueError):
    """The display has no room for it (`kind` is TOO_LONG), or no such letters (BAD_FIELD)."""

    def __init__(self, shown: str, kind: FaultKind) -> None:
        super().__init__(shown)
        self.kind = kind


def led(lamp: Lamp, figure: str) -> bytes:
    """Return the bytes that show a figure with its lamp; raise `CannotShow`."""
    digits = len(re.sub(r"[^0-9-]", "", figure))
    if not _SHOWN.fullmatch(figure):
        raise CannotShow(figure, FaultKind.BAD_FIELD)
    if digits > _MOST_DIGITS or len(figure) > _MOST_LETTERS:
        raise CannotShow(figure, FaultKind.TOO_LONG)
    return b"\x1bs" + _LAMPS[lamp] + b"\x1bQA" + figure.encode("ascii") + b"\r"


def vfd(upper: str, lower: str) -> bytes:
    """Return the bytes that fill both lines; raise `CannotShow`."""
    for line in (upper, lower):
        if not line.isascii() or not line.isprintable():
            raise CannotShow(line, FaultKind.BAD_FIELD)
        if len(line) > _VFD_COLUMNS:
            raise CannotShow(line, FaultKind.TOO_LONG)
    return CLEAR + b"\x1bQA" + upper.encode("ascii") + b"\r" + b"\x1bQB" + lower.encode("ascii") + b"\r"


def figures(protocol: str, *shown: tuple[Lamp, str]) -> bytes:
    """Return the bytes for the newest one or two figures, the one that matters last; raise `CannotShow`.

    Eight digits have room for that one alone, two lines for both with their words.
    """
    if protocol == LED8N:
        return led(*shown[-1])
    upper, lower = (*("" for _ in range(2 - len(shown))), *(_worded(*each) for each in shown[-2:]))
    return vfd(upper, lower)


def blank(protocol: str) -> bytes:
    """Return the bytes that show nothing."""
    return CLEAR + (b"\x1bs0" if protocol == LED8N else b"")


def _worded(lamp: Lamp, figure: str) -> str:
    word = _WORDS[lamp]
    return f"{word} {figure:>{_VFD_COLUMNS - len(word) - 1}}"
