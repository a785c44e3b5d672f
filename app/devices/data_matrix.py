"""Data Matrix (ECC 200, ISO/IEC 16022): ASCII text into the modules of the smallest square of one region. Pure.

text ──words──▶ code words, padded ──_check──▶ with Reed-Solomon words behind ──_Placing──▶ modules, framed

Squares from 10 to 26 modules hold up to 44 words; what is longer would be cut into regions, and is refused.
"""

from collections.abc import Sequence
from typing import Final

_SIZES: Final = (
    (10, 3, 5), (12, 5, 7), (14, 8, 10), (16, 12, 12), (18, 18, 14), (20, 22, 18), (22, 30, 20), (24, 36, 24),
    (26, 44, 28),
)  # fmt: skip
"""Modules across, words of data, words of correction (table 7 of the standard)."""
_PRIME: Final = 0x12D
"""x⁸ + x⁵ + x³ + x² + 1 makes the field."""
_ORDER: Final = 255
_TWO_DIGITS: Final = 130
_PAD: Final = 129
_PAD_STEP, _PAD_TURN, _PAD_TOP = 149, 253, 254
_FRAME: Final = 2
_HALF: Final = 4
"""Modules that a side has beyond words of 8, where the standard bends a word around the corner in its third way."""

Rows = tuple[tuple[bool, ...], ...]


def modules(text: str) -> Rows:
    """Return the modules of a text, True is black; ValueError when it is not ASCII, or too long."""
    if not text.isascii():
        raise ValueError(text)
    data = _words(text)
    found = next((size for size in _SIZES if size[1] >= len(data)), None)
    if found is None:
        raise ValueError(text)
    across, room, checks = found
    data = _padded(data, room)
    inside = _Placing(across - _FRAME).place([*data, *_check(data, checks)])
    return _framed(inside, across)


def _words(text: str) -> list[int]:
    """Write two digits as one word, any other character as its own."""
    words, place = [], 0
    while place < len(text):
        pair = text[place : place + 2]
        if pair[1:] and pair.isdigit():
            words.append(_TWO_DIGITS + int(pair))
            place += 2
        else:
            words.append(ord(text[place]) + 1)
            place += 1
    return words


def _padded(words: Sequence[int], room: int) -> list[int]:
    """Fill the room: the first pad as it is, the others scattered by their place."""
    padded = [*words, *[_PAD] * (len(words) < room)]
    while len(padded) < room:
        pad = _PAD + _PAD_STEP * (len(padded) + 1) % _PAD_TURN + 1
        padded.append(pad if pad <= _PAD_TOP else pad - _PAD_TOP)
    return padded


def _powers() -> tuple[list[int], list[int]]:
    """Return the powers of 2 in the field, and of which power each element is."""
    powers, logs, value = [0] * _ORDER, [0] * (_ORDER + 1), 1
    for exponent in range(_ORDER):
        powers[exponent], logs[value] = value, exponent
        value <<= 1
        value ^= _PRIME if value > _ORDER else 0
    return powers, logs


def _check(data: Sequence[int], count: int) -> list[int]:
    """Return the Reed-Solomon words: what is left of the data divided by (x − 2)(x − 4) … (x − 2ⁿ)."""
    powers, logs = _powers()

    def times(one: int, other: int) -> int:
        return powers[(logs[one] + logs[other]) % _ORDER] if one and other else 0

    divisor = [1]
    for root in range(1, count + 1):
        shifted = [*divisor, 0]
        for place, each in enumerate(divisor):
            shifted[place + 1] ^= times(each, powers[root])
        divisor = shifted
    rest = [0] * count
    for word in data:
        lead = word ^ rest[0]
        rest = [
            after ^ times(lead, factor) for after, factor in zip([*rest[1:], 0], divisor[1:], strict=True)
        ]
    return rest


def _framed(inside: Sequence[Sequence[bool]], across: int) -> Rows:
    """Put the solid edges left and below around them, and the dotted ones above and right."""
    rows = [[place % 2 == 0 for place in range(across)]]
    rows += [[True, *row, number % 2 == 0] for number, row in enumerate(inside)]
    rows.append([True] * across)
    return tuple(map(tuple, rows))


class _Placing:
    """Lays words along the diagonals (annex F); what no word reaches is the fixed pattern of the last corner."""

    def __init__(self, side: int) -> None:
        self._side = side
        self._black: dict[tuple[int, int], bool] = {}
        self._words: list[int] = []

    def place(self, words: Sequence[int]) -> list[list[bool]]:
        self._words = [*words]
        side, row, column = self._side, 4, 0
        while row < side or column < side:
            if row == side and column == 0:
                self._corner(((-1, 0), (-1, 1), (-1, 2), (0, -2), (0, -1), (1, -1), (2, -1), (3, -1)))
            if row == side - 2 and column == 0 and side % 4:
                self._corner(((-3, 0), (-2, 0), (-1, 0), (0, -4), (0, -3), (0, -2), (0, -1), (1, -1)))
            if row == side - 2 and column == 0 and side % 8 == _HALF:
                self._corner(((-3, 0), (-2, 0), (-1, 0), (0, -2), (0, -1), (1, -1), (2, -1), (3, -1)))
            while row >= 0 and column < side:
                if row < side and column >= 0:
                    self._usual(row, column)
                row, column = row - 2, column + 2
            row, column = row + 1, column + 3
            while row < side and column >= 0:
                if row >= 0 and column < side:
                    self._usual(row, column)
                row, column = row + 2, column - 2
            row, column = row + 3, column + 1
        corner = {(side - 2, side - 2): True, (side - 1, side - 1): True}
        whole = corner | self._black
        return [[whole.get((row, column), False) for column in range(side)] for row in range(side)]

    def _usual(self, row: int, column: int) -> None:
        """Put the next word around its last module, unless one lies there."""
        if (row, column) in self._black:
            return
        steps = ((-2, -2), (-2, -1), (-1, -2), (-1, -1), (-1, 0), (0, -2), (0, -1), (0, 0))
        self._put([self._wrapped(row + down, column + right) for down, right in steps])

    def _corner(self, places: Sequence[tuple[int, int]]) -> None:
        """Put the next word into the corners; a place below nothing is counted from the end."""
        self._put([(row % self._side, column % self._side) for row, column in places])

    def _put(self, places: Sequence[tuple[int, int]]) -> None:
        word = self._words.pop(0)
        for bit, place in enumerate(places):
            self._black[place] = bool(word >> (7 - bit) & 1)

    def _wrapped(self, row: int, column: int) -> tuple[int, int]:
        """Return a module that fell off one side where it comes in on the other."""
        side = self._side
        if row < 0:
            row, column = row + side, column + 4 - (side + 4) % 8
        if column < 0:
            row, column = row + 4 - (side + 4) % 8, column + side
        return row, column
