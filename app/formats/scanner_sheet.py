"""The set-up sheet of scanners on one A4 page: numbered codes above, below what can be wrong and what to set (N6).

The codes flow line by line, each as wide as it is drawn: thin bars are a third of a millimetre, which every printer can
print and every scanner can read. The words below are as large as the page leaves room for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.devices.bars import CodeKind, modules
from app.formats.sheets import POINTS_PER_MM, Box, Drawing, Measure, Sheet
from app.formats.wrapping import wrap

_WIDTH, _HEIGHT = 210 * POINTS_PER_MM, 297 * POINTS_PER_MM
_MARGIN: Final = 12 * POINTS_PER_MM
_QUIET: Final = 4 * POINTS_PER_MM
"""Left free on both sides of a code."""
_BAR: Final = 11 * POINTS_PER_MM
_SQUARE: Final = 17 * POINTS_PER_MM
_STEP: Final = 5 * POINTS_PER_MM
"""Between two lines of codes."""
_GAP: Final = 1.5 * POINTS_PER_MM
"""Between a code and what stands above and below it."""
_MODULE_MM: Final = {CodeKind.ITF: 0.18}
_USUAL_MODULE_MM: Final = 0.34
_TITLE_SIZE, _HINT_SIZE, _NAME_SIZE, _TEXT_SIZE = 16.0, 8.5, 8.5, 7.0
_SIZES: Final = (8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5)
_LEADING: Final = 1.3
_GUTTER: Final = 6 * POINTS_PER_MM


@dataclass(frozen=True, slots=True)
class SheetCode:
    """One code: its name with its number, what it says, what it is drawn as."""

    name: str
    shown: str
    kind: CodeKind
    text: str


@dataclass(frozen=True, slots=True)
class SheetWords:
    """What stands around the codes; `remedies` are pairs of what is wrong and what to set."""

    title: str
    hints: Sequence[str]
    heading: str
    remedies: Sequence[tuple[str, str]]


def lay_out(words: SheetWords, codes: Sequence[SheetCode], measure: Measure) -> Sheet:
    """Lay the sheet out."""
    page = Drawing(_WIDTH, _HEIGHT, measure)
    top = _HEIGHT - _MARGIN - _TITLE_SIZE
    page.text(_MARGIN, top, words.title, size=_TITLE_SIZE, bold=True)
    top -= _GAP
    hints = (
        line for hint in words.hints for line in wrap(hint, (_WIDTH - 2 * _MARGIN) / _HINT_SIZE, measure)
    )
    for hint in hints:
        top -= _HINT_SIZE * _LEADING * 1.2
        page.text(_MARGIN, top, hint, size=_HINT_SIZE, grey=0.3)
    top -= _STEP
    for line in _lines(codes, measure):
        top = _put_line(page, line, top, measure)
    top -= _STEP / 2
    page.line(_MARGIN, top, _WIDTH - _MARGIN, top, width=0.6)
    top -= _NAME_SIZE * _LEADING * 1.2
    page.text(_MARGIN, top, words.heading, size=_NAME_SIZE * 1.15, bold=True)
    _put_remedies(page, words.remedies, top - _NAME_SIZE * 0.6, measure)
    return page.sheet()


def _size(code: SheetCode) -> tuple[float, float]:
    """Return how wide and high a code is drawn."""
    if code.kind.is_square:
        return _SQUARE, _SQUARE
    module = _MODULE_MM.get(code.kind, _USUAL_MODULE_MM) * POINTS_PER_MM
    return modules(code.kind, code.text).width * module, _BAR


def _room(code: SheetCode, measure: Measure) -> float:
    names = max(measure(code.name) * _NAME_SIZE, measure(code.shown) * _TEXT_SIZE)
    return max(_size(code)[0], names) + 2 * _QUIET


def _lines(codes: Sequence[SheetCode], measure: Measure) -> list[list[SheetCode]]:
    """Break codes into lines that fit."""
    lines: list[list[SheetCode]] = []
    left = 0.0
    for code in codes:
        room = _room(code, measure)
        if room > left:
            lines.append([])
            left = _WIDTH - 2 * _MARGIN
        lines[-1].append(code)
        left -= room
    return lines


def _put_line(page: Drawing, line: Sequence[SheetCode], top: float, measure: Measure) -> float:
    """Draw codes side by side, the free room spread between them; return where the next line begins."""
    rooms = [_room(code, measure) for code in line]
    more = (_WIDTH - 2 * _MARGIN - sum(rooms)) / len(line)
    high = max(_size(code)[1] for code in line)
    bottom = top - _NAME_SIZE - _GAP - high
    x = _MARGIN
    for code, room in zip(line, rooms, strict=True):
        middle = x + (room + more) / 2
        x += room + more
        page.centre(middle, top - _NAME_SIZE, code.name, size=_NAME_SIZE, bold=True)
        width, height = _size(code)
        page.boxes(_dark(code, middle - width / 2, bottom + high - height, width, height))
        page.centre(middle, bottom - _TEXT_SIZE - _GAP / 2, code.shown, size=_TEXT_SIZE, grey=0.2)
    return bottom - _TEXT_SIZE - _GAP / 2 - _STEP


def _dark(code: SheetCode, left: float, bottom: float, width: float, height: float) -> list[Box]:
    """Return the dark modules of a code as boxes; neighbours are one box, so that no hair lies between them."""
    rows = modules(code.kind, code.text).rows
    wide, high = width / len(rows[0]), height / len(rows)
    boxes: list[Box] = []
    for number, row in enumerate(rows):
        y = bottom + height - (number + 1) * high
        start = None
        for place, is_dark in enumerate((*row, False)):
            if is_dark and start is None:
                start = place
            elif not is_dark and start is not None:
                boxes.append((left + start * wide, y, (place - start) * wide, high))
                start = None
    return boxes


def _put_remedies(page: Drawing, remedies: Sequence[tuple[str, str]], top: float, measure: Measure) -> None:
    """Write what is wrong and what to set in two columns, in the largest letters that fit."""
    width = (_WIDTH - 2 * _MARGIN - _GUTTER) / 2
    blocks: list[list[tuple[str, bool]]] = []
    size = _SIZES[-1]
    for size in _SIZES:
        blocks = [_block(says, advice, width / size, measure) for says, advice in remedies]
        most = int((top - _MARGIN) / (size * _LEADING))
        if _columns(blocks, most) is not None:
            break
    most = int((top - _MARGIN) / (size * _LEADING))
    for column, part in enumerate(_columns(blocks, most) or (blocks, [])):
        y = top
        for text, is_bold in (line for block in part for line in block):
            y -= size * _LEADING
            page.text(
                _MARGIN + column * (width + _GUTTER),
                y,
                text,
                size=size,
                bold=is_bold,
                grey=0 if is_bold else 0.25,
            )


def _block(says: str, advice: str, width: float, measure: Measure) -> list[tuple[str, bool]]:
    return [
        *((line, True) for line in wrap(says, width, measure)),
        *((line, False) for line in wrap(advice, width, measure)),
    ]


def _columns(
    blocks: Sequence[list[tuple[str, bool]]], most: int
) -> tuple[list[list[tuple[str, bool]]], list[list[tuple[str, bool]]]] | None:
    """Cut blocks into two columns of at most so many lines, as even as they can be; None when they do not fit."""
    whole = sum(map(len, blocks))
    left: list[list[tuple[str, bool]]] = []
    lines = 0
    for block in blocks:
        if lines * 2 >= whole or lines + len(block) > most:
            break
        left.append(block)
        lines += len(block)
    return (left, list(blocks[len(left) :])) if whole - lines <= most else None
