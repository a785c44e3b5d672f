"""A slip on a roll as rows, before anything is said of points, dots or bytes: texts, lines, codes, pictures.

The same rows go to a PDF, which measures letters, and to a receipt printer, which counts columns.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """One row: a text at each side, either of which may be empty."""

    left: str = ""
    right: str = ""
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Centred:
    """One row: a text in the middle, so many percent of the usual size."""

    text: str
    percent: int = 100
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Ruled:
    """A line across the roll."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A code of a text, in the middle."""

    text: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture, in the middle."""

    png: bytes


Row = Said | Centred | Ruled | Coded | Drawn
