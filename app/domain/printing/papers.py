"""The papers that are printed on; 241 mm is the continuous carbonless paper of dot matrix printers.

Lengths are tenths of a millimetre and sizes of letters tenths of a point: 139.7 mm is exact.
"""

from dataclasses import dataclass
from typing import Final

from app.core.extension import Family
from app.core.text import N_, Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper: its size, the margins that cannot or should not be printed on, the usual size of the letters.

    A roll has no height: it is cut where the print ends. A page is the `parts`-th part of the height: a third of 11
    inches is no whole number of tenths, and ten pages would drift.
    `cells` is how many ASCII characters a line of it holds. Continuous paper is fed by its holes from one page to the
    next, and is printed on by needles, which know no grey.
    """

    key: str
    label: Label
    width: int
    height: int = 0
    parts: int = 1
    side: int
    top: int
    bottom: int
    size: int
    cells: int = 0
    is_continuous: bool = False

    @property
    def is_roll(self) -> bool:
        """Say whether it is cut where the print ends."""
        return not self.height

    @property
    def room(self) -> int:
        """The width that can be printed on."""
        return self.width - 2 * self.side


_SPROCKETS: Final = 155
"""Holes take 12.7 mm on each side; 210 mm in the middle can be printed on."""


_ELEVEN_INCHES: Final = 2794


def _continuous(key: str, label: Label, parts: int) -> Paper:
    """Describe a cut of the paper; below 9 points a dot printer is hard to read."""
    return Paper(
        key=key,
        label=label,
        width=2410,
        height=_ELEVEN_INCHES,
        parts=parts,
        side=_SPROCKETS,
        top=70,
        bottom=60,
        size=100,
        is_continuous=True,
    )


def _roll(key: str, label: Label, *, width: int, room: int, cells: int) -> Paper:
    """Describe a roll: two of its cells are as wide as one Chinese character."""
    size = room * 20 * 72 // (cells * 254)
    return Paper(
        key=key, label=label, width=width, side=(width - room) // 2, top=40, bottom=60, size=size, cells=cells
    )


PAPERS: Family[Paper] = Family(
    "paper",
    Paper(key="a4", label=N_("A4"), width=2100, height=2970, side=130, top=120, bottom=100, size=95),
    Paper(key="a5", label=N_("A5 横向"), width=2100, height=1480, side=100, top=80, bottom=70, size=90),
    _continuous("slip_half", N_("241×139.7 二等分"), 2),
    _continuous("slip_third", N_("241×93.1 三等分"), 3),
    _continuous("slip_full", N_("241×279.4 整张"), 1),
    _roll("roll_58", N_("58 毫米小票"), width=580, room=480, cells=32),
    _roll("roll_80", N_("80 毫米小票"), width=800, room=720, cells=48),
)
