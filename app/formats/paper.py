"""The papers that documents are printed on; 241 mm is the continuous carbonless paper of dot matrix printers."""

from dataclasses import dataclass
from typing import Final

from app.core.extension import Family
from app.core.text import N_, Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper: its size, the margins that cannot or should not be printed on, the size of the letters in points.

    `shift_x_mm` and `shift_y_mm` (right, down) put right a printer that feeds a little off.
    """

    key: str
    label: Label
    width_mm: float
    height_mm: float
    side_mm: float
    top_mm: float
    bottom_mm: float
    size: float
    shift_x_mm: float = 0
    shift_y_mm: float = 0


_SPROCKETS_MM: Final = 15.5
"""Holes take 12.7 mm on each side; 210 mm in the middle can be printed on."""


def _continuous(key: str, label: Label, height_mm: float) -> Paper:
    """Describe a cut of the paper; below 9 points a dot printer is hard to read."""
    return Paper(
        key=key,
        label=label,
        width_mm=241,
        height_mm=height_mm,
        side_mm=_SPROCKETS_MM,
        top_mm=7,
        bottom_mm=6,
        size=10,
    )


PAPERS: Family[Paper] = Family(
    "paper",
    Paper(
        key="a4", label=N_("A4"), width_mm=210, height_mm=297, side_mm=13, top_mm=12, bottom_mm=10, size=9.5
    ),
    Paper(
        key="a5", label=N_("A5 横向"), width_mm=210, height_mm=148, side_mm=10, top_mm=8, bottom_mm=7, size=9
    ),
    _continuous("slip_half", N_("241×139.7 二等分"), 139.7),
    _continuous("slip_third", N_("241×93.1 三等分"), 93.1),
    _continuous("slip_full", N_("241×279.4 整张"), 279.4),
)
