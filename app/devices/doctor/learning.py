"""Learns how an unknown scale writes its weight, from what it said while the display showed figures that were typed.

    Samples ──last line of each──▶ where the figure stands ──all lines──▶ what may stand around it ──▶ Pattern

What comes out is as strict as it can be: a line that has anything in a place where it was never seen (another mark, a
minus elsewhere) is refused by the pattern and never becomes a weight. A place that takes several values keeps these;
where all are hexadecimal digits (a check sum) any such digit. What was learned must read the samples again. Lines of
one length are learned, no others.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from app.devices.doctor.proposals import GENERIC
from app.devices.doctor.readout import read
from app.devices.scales.profile import Pattern, Profile
from app.devices.scales.protocols import protocols
from app.devices.scales.protocols.generic_regex import LINE_ENDS, lines_of
from app.devices.serial_line import EIGHT_N_ONE
from app.devices.units import IN_KILOGRAMS, in_kilograms, unit_of

_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")
_SAID_UNIT: Final = re.compile(r" *[^\W\d_]{1,5}")
_FIGURE: Final = r"[-+ ]*\d+(?:\.\d+)?[-+ ]*"
_SIGNS: Final = frozenset("+- ")
_FREE: Final = frozenset("+- .0123456789")
_SELDOM: Final = 20
"""One line of so many may be damaged."""
_HEX: Final = frozenset("0123456789ABCDEF")
_MOST_DECIMALS: Final = 4
_AT_REST: Final = 3
"""So many lines with one figure at the end say that the scale is at rest."""
_LEAST_MOVING: Final = 4
_LEAST_READ: Final = 700
"""Of a thousand bytes of the samples so many must be read by what was learned."""


@dataclass(frozen=True, slots=True)
class Sample:
    """All that came until the display stood at a figure; the next one begins where this one ends.

    `shown` is written as the display writes it: its decimals tell where the point of a figure without one is.
    """

    data: bytes
    shown: Decimal
    unit: str

    @property
    def kilograms(self) -> Decimal:
        """Return what lies on the scale."""
        weight = in_kilograms(str(self.shown), self.unit)
        assert weight is not None
        return weight

    @property
    def decimals(self) -> int:
        """Return how many decimals the display shows."""
        exponent = self.shown.as_tuple().exponent
        return -exponent if isinstance(exponent, int) else 0


class Unlearned(StrEnum):
    """Why nothing was learned."""

    NO_LINES = "no_lines"
    NOT_AT_REST = "not_at_rest"
    NOT_SEEN = "not_seen"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a figure stands in a line of one length, and how it is read."""

    start: int
    end: int
    is_reversed: bool
    decimals: int | None
    unit_end: int
    """Where the unit that the line says ends; `end` when it says none."""


def learn(samples: Sequence[Sample]) -> Profile | Unlearned:
    """Return a profile that reads every sample right, or why there is none."""
    most = max(samples, key=lambda sample: abs(sample.kilograms))
    if not most.kilograms:
        return Unlearned.UNCLEAR
    unit, end = most.unit, _end_of(most.data)
    told = [lines_of(sample.data, end)[1:] for sample in samples]
    if not all(told):
        return Unlearned.NO_LINES
    length = len(told[-1][-1])
    kept = [[line for line in lines if len(line) == length] for lines in told]
    if any(len(lines) < _AT_REST or lines[-1] != tail[-1] for lines, tail in zip(kept, told, strict=True)):
        return Unlearned.NO_LINES
    shown = [(lines[-1], sample.kilograms) for lines, sample in zip(kept, samples, strict=True)]
    places = [
        place
        for place in _places(kept[samples.index(most)][-1], list(_all(kept)), most)
        if all(_value(place, line, unit) == kilograms for line, kilograms in shown)
    ]
    if not places:
        return Unlearned.NOT_SEEN
    place = places[0]
    if any(_value(place, line, unit) != _value(one, line, unit) for one in places[1:] for line in _all(kept)):
        return Unlearned.UNCLEAR
    if any(_figure(place, line) != _figure(place, lines[-1]) for lines in kept for line in lines[-_AT_REST:]):
        return Unlearned.NOT_AT_REST
    profile = Profile(unit=unit, pattern=_pattern(place, kept, end))
    return profile if _is_proved(profile, samples) else Unlearned.NOT_SEEN


def _end_of(data: bytes) -> str:
    """Return what ends a line, as a pattern; empty for the usual ends."""
    if re.search(LINE_ENDS, data):
        return ""
    marks = {byte for byte in data if not (bytes((byte,)).isalnum() or byte in b"+-. ")}
    often = max(marks, key=data.count, default=None)
    return "" if often is None else re.escape(chr(often))


def _all(kept: list[list[str]]) -> Iterator[str]:
    return (line for lines in kept for line in lines)


# Where the figure stands


def _places(line: str, lines: list[str], sample: Sample) -> list[_Place]:
    """Return the places in a line where this weight may be written: the widest, not those inside another."""
    found: list[_Place] = []
    for one in sorted(_guesses(line, lines, sample), key=lambda place: place.start - place.end):
        is_inside = any(wide.start <= one.start and one.end <= wide.end for wide in found)
        if not is_inside and _value(one, line, sample.unit) == sample.kilograms:
            found.append(one)
    return found


def _guesses(line: str, lines: list[str], sample: Sample) -> Iterator[_Place]:
    """Walk where the figure may stand: a number with a point is whole, digits alone may have others beside them.

    Those have as many decimals as the display, unless the line says a unit of its own; a digit that is no nought before
    them would be part of the figure.
    """
    for number in _NUMBER.finditer(line):
        for start in range(*number.span()):
            for end in range(start + 1, number.end() + 1):
                has_point = "." in number[0]
                if has_point and (start, end) != number.span():
                    continue
                for is_reversed in (False, True):
                    before = line[end : end + 1] if is_reversed else line[max(start - 1, 0) : start]
                    if before.isdigit() and before != "0":
                        continue
                    first, last = _with_sign(line, lines, start, end, is_reversed=is_reversed)
                    said = _SAID_UNIT.match(line, last)
                    says = said is not None and unit_of(said[0].encode("gbk", "replace")) in IN_KILOGRAMS
                    unit_end = said.end() if said is not None and says else last
                    counts = range(_MOST_DECIMALS + 1) if says else (sample.decimals,)
                    for decimals in (None,) if has_point else counts:
                        yield _Place(first, last, is_reversed, decimals, unit_end)


def _with_sign(line: str, lines: list[str], start: int, end: int, *, is_reversed: bool) -> tuple[int, int]:
    """Take in signs and blanks before the digits, of which larger figures make use; behind them where a minus was."""

    def is_free(at: int) -> bool:
        others = sum(each[at] not in _FREE for each in lines)
        return line[at] in _SIGNS and others * _SELDOM <= len(lines)

    while not is_reversed and start and is_free(start - 1):
        start -= 1
    has_minus = is_reversed or not any("-" in each[start:end] for each in lines)
    if (
        has_minus
        and end < len(line)
        and is_free(end)
        and (is_reversed or any(each[end] == "-" for each in lines))
    ):
        end += 1
    return start, end


def _figure(place: _Place, line: str) -> str:
    return line[place.start : place.end]


def _value(place: _Place, line: str, unit: str) -> Decimal | None:
    """Return what a line weighs if its figure stands there."""
    written = _figure(place, line).replace(" ", "")
    written = written[::-1] if place.is_reversed else written
    if written[-1:] in {"+", "-"}:
        written = written[-1:] + written[:-1]
    if re.fullmatch(r"[+-]?\d+(?:\.\d+)?", written) is None:
        return None
    text = (
        written if place.decimals is None or "." in written else str(Decimal(written).scaleb(-place.decimals))
    )
    said = line[place.end : place.unit_end]
    return in_kilograms(text, unit_of(said.encode("gbk", "replace")) if said else unit)


# What stands around it


def _pattern(place: _Place, kept: list[list[str]], end: str) -> Pattern:
    lines = [line for line in _all(kept) if _value_is_written(place, line)]
    width = len(lines[-1])
    around = [_may_stand({line[at] for line in lines}) for at in range(width)]
    says_unit = place.unit_end > place.end
    said = rf"((?: |[^\W\d_]){{{place.unit_end - place.end}}})" if says_unit else ""
    regex = rf"^(?=.{{{width}}}$){''.join(around[: place.start])}({_FIGURE}){said}{''.join(around[place.unit_end :])}$"
    return Pattern(
        regex=regex,
        stable=_mark_of_rest(place, kept),
        is_reversed=place.is_reversed,
        decimals=place.decimals,
        end=end,
    )


def _value_is_written(place: _Place, line: str) -> bool:
    return _value(place, line, "kg") is not None


def _may_stand(seen: set[str]) -> str:
    if len(seen) == 1:
        return re.escape(next(iter(seen)))
    if seen <= _HEX and any(each.isdigit() for each in seen):
        return "[0-9A-F]"
    return f"[{''.join(map(re.escape, sorted(seen)))}]"


def _mark_of_rest(place: _Place, kept: list[list[str]]) -> str:
    """Return the pattern of what lines have at rest and never while the figure moves; empty when nothing says so."""
    resting = [line for lines in kept for line in lines[-_AT_REST:]]
    moving = [
        line
        for lines in kept
        for before, line, after in zip(lines, lines[1:], lines[2:], strict=False)
        if _figure(place, before) != _figure(place, line) != _figure(place, after)
    ]
    if len(moving) < _LEAST_MOVING:
        return ""
    outside = [at for at in range(len(resting[0])) if not place.start <= at < place.unit_end]
    marks = []
    for at in outside:
        rest, moves = {line[at] for line in resting}, {line[at] for line in moving}
        seen = {line[at] for line in _all(kept)}
        if len(rest) == 1 and len(moves) == 1 and rest != moves and seen == rest | moves:
            marks.append(f"(?=.{{{at}}}{re.escape(next(iter(rest)))})")
    return f"^{''.join(marks)}" if marks else ""


def _is_proved(profile: Profile, samples: Sequence[Sample]) -> bool:
    """Say whether the driver, set so, reads what the display showed and nearly all that was said."""
    for sample in samples:
        readout = read(protocols()[GENERIC], profile, EIGHT_N_ONE, sample.data)
        if readout.share < _LEAST_READ or readout.weights[-1].kilograms != sample.kilograms:
            return False
    return True
