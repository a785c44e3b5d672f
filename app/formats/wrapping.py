"""Breaking a text into lines that fit a width: anywhere between Chinese characters, between words if possible."""

import re
from collections.abc import Callable, Iterator

_PIECE = re.compile(r"[（《「『“‘]*(?:[!-~]+ ?|\s|.)", re.DOTALL)
"""A word of ASCII with the blank behind it, or one character; what opens stays with what follows."""
_CANNOT_BEGIN = frozenset("，。、；：？！）》」』”’,.;:?!)%")
"""What must not begin a line (避头尾)."""


def wrap(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """Return the lines of a text; a word that is wider than a line is broken where it must be."""
    return [line for part in text.splitlines() for line in _lines(part, width, measure)] or [""]


def widest_word(text: str, measure: Callable[[str], float]) -> float:
    """Return the width that no word of a text is broken in."""
    return max((measure(piece.rstrip()) for piece in _PIECE.findall(text)), default=0.0)


def _lines(text: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    if measure(text) <= width:
        yield text
        return
    line: list[str] = []
    for piece in _pieces(text, width, measure):
        if line and measure("".join((*line, piece)).rstrip()) > width:
            kept = _kept(line, piece, width, measure)
            yield "".join(line[:kept]).rstrip()
            line = line[kept:]
        line.append(piece if line else piece.lstrip())
    if "".join(line).strip():
        yield "".join(line).rstrip()


def _kept(line: list[str], piece: str, width: float, measure: Callable[[str], float]) -> int:
    """Return how much of a full line stays: what must not begin the next one takes the character before it along."""
    kept, first = len(line), piece
    while first in _CANNOT_BEGIN and kept > 1:
        kept -= 1
        first = line[kept]
    return kept if measure("".join((*line[kept:], piece)).rstrip()) <= width else len(line)


def _pieces(text: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    for piece in _PIECE.findall(text):
        if measure(piece.rstrip()) <= width:
            yield piece
        else:
            yield from piece
