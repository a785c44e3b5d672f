"""How a scanner types: the time between its keys, what it ends a code with, and what it lost on the way. Pure.

Stroke … ─measure─▶ Measured … ─compare─▶ Comparison over several scans of one code
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import median_low
from typing import Final

_WHOLE: Final = 2
"""The same code so many times is what stands on the label."""


class End(StrEnum):
    """What a code ended with."""

    ENTER = "enter"
    TAB = "tab"
    NONE = "none"
    WIRE = "wire"
    """It came over a line of its own."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """One key, or what an input method gave at once."""

    at_ms: int
    text: str
    ends: End | None = None
    is_composed: bool = False


@dataclass(frozen=True, slots=True)
class Measured:
    """One scan."""

    code: str
    end: End
    longest_ms: int = 0
    usual_ms: int = 0
    is_composed: bool = False
    """An input method had its hands on it."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Several scans of one label: how many there were, how many were whole, and what the others lost."""

    scans: int
    whole: int
    lost: int
    label: str = ""
    """What the label says, once it was read alike twice."""


def measure(strokes: Sequence[Stroke]) -> Measured:
    """Sum up the keys of one scan."""
    ends = next((stroke.ends for stroke in strokes if stroke.ends is not None), End.NONE)
    gaps = [after.at_ms - before.at_ms for before, after in pairwise(strokes)]
    return Measured(
        "".join(stroke.text for stroke in strokes),
        ends,
        max(gaps, default=0),
        median_low(gaps) if gaps else 0,
        any(stroke.is_composed for stroke in strokes),
    )


def compare(codes: Sequence[str]) -> Comparison:
    """Compare scans of one label; nothing is said lost before two of them agree. Other labels are left out."""
    if not codes:
        return Comparison(0, 0, 0)
    label, times = max(Counter(codes).items(), key=lambda each: (each[1], len(each[0])))
    if times < _WHOLE:
        return Comparison(len(codes), 0, 0)
    came = [count for count in (common(label, code) for code in codes) if count * 2 > len(label)]
    return Comparison(len(came), times, sum(len(label) - count for count in came), label)


def common(label: str, code: str) -> int:
    """Return how many characters of a label came, in order."""
    row = [0] * (len(code) + 1)
    for char in label:
        before = 0
        for place, other in enumerate(code, 1):
            above = row[place]
            row[place] = before + 1 if char == other else max(above, row[place - 1])
            before = above
    return row[-1]
