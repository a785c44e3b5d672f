"""A printed page as data: texts, lines, boxes and pictures in points from the lower left corner.

Whoever lays a form out draws on a `Drawing`; a PDF and a picture are made of the same `Sheet`, so a preview shows what
is printed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

Measure = Callable[[str], float]
"""The width of a text at size 1."""
Box = tuple[float, float, float, float]
"""Left, bottom, width, height."""

POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Words:
    """A text from `x` on; `y` is its base line."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False
    grey: float = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A line."""

    x: float
    y: float
    to_x: float
    to_y: float
    width: float = 0.5
    grey: float = 0


@dataclass(frozen=True, slots=True)
class Boxes:
    """Boxes that are filled."""

    boxes: tuple[Box, ...]
    grey: float = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG picture, stretched over a box."""

    box: Box
    png: bytes


Mark = Words | Rule | Boxes | Picture


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page and what stands on it."""

    width: float
    height: float
    marks: tuple[Mark, ...]


class Surface(Protocol):
    """What can be drawn on."""

    def text(
        self, x: float, y: float, text: str, *, size: float, bold: bool = False, grey: float = 0
    ) -> None:
        """Write a text from `x` on; `y` is its base line."""

    def right(
        self, x: float, y: float, text: str, *, size: float, bold: bool = False, grey: float = 0
    ) -> None:
        """Write a text up to `x`."""

    def centre(
        self, x: float, y: float, text: str, *, size: float, bold: bool = False, grey: float = 0
    ) -> None:
        """Write a text around `x`."""

    def line(
        self, x: float, y: float, to_x: float, to_y: float, *, width: float = 0.5, grey: float = 0
    ) -> None:
        """Draw a line."""

    def boxes(self, boxes: Iterable[Box], *, grey: float = 0) -> None:
        """Fill boxes."""


class Drawing:
    """A page in the making; `sheet` is what has been drawn."""

    def __init__(self, width: float, height: float, measure: Measure) -> None:
        self._width = width
        self._height = height
        self._measure = measure
        self._marks: list[Mark] = []

    def text(
        self, x: float, y: float, text: str, *, size: float, bold: bool = False, grey: float = 0
    ) -> None:
        """Write a text from `x` on; an empty one leaves no mark."""
        if text:
            self._marks.append(Words(x, y, text, size, bold, grey))

    def right(
        self, x: float, y: float, text: str, *, size: float, bold: bool = False, grey: float = 0
    ) -> None:
        """Write a text up to `x`."""
        self.text(x - self._measure(text) * size, y, text, size=size, bold=bold, grey=grey)

    def centre(
        self, x: float, y: float, text: str, *, size: float, bold: bool = False, grey: float = 0
    ) -> None:
        """Write a text around `x`."""
        self.text(x - self._measure(text) * size / 2, y, text, size=size, bold=bold, grey=grey)

    def line(
        self, x: float, y: float, to_x: float, to_y: float, *, width: float = 0.5, grey: float = 0
    ) -> None:
        """Draw a line."""
        self._marks.append(Rule(x, y, to_x, to_y, width, grey))

    def boxes(self, boxes: Iterable[Box], *, grey: float = 0) -> None:
        """Fill boxes."""
        self._marks.append(Boxes(tuple(boxes), grey))

    def picture(self, box: Box, png: bytes) -> None:
        """Put a picture."""
        self._marks.append(Picture(box, png))

    def sheet(self) -> Sheet:
        """Return the page as it stands."""
        return Sheet(self._width, self._height, tuple(self._marks))
