"""A template and facts become places on the label, in tenths of a millimetre; whole numbers only.

    ┌──────────────────────┐
    │ a row            ┌──┐│   rows from the top, each as high as its letters; beside the QR code they are narrower
    │ a part │ beside  │QR││
    │ a row            └──┘│
    │ ▌▌│▌│▌▌│▌│▌▌│▌│▌▌│▌│ │   the bar code over the whole width: its quiet zones may reach into the margins
    └──────────────────────┘

Where the rows need more than there is, those of several lines give way first: a long name is made smaller, the price
stays as large as it was meant. The picture makes each text as small as its box asks for.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from app.devices.bars import CodeKind
from app.devices.labels.layout import Box, CodePart, Label, TextPart
from app.devices.printers.chinese import printable
from app.domain.labels.codes import kind_for
from app.domain.labels.kinds import BAR, CODES, QR, STRONG
from app.domain.labels.templates import LabelPart, LabelTemplate
from app.services.labels.wanted import Facts

_LINE_PERCENT: Final = 118
"""A line is so much higher than its letters."""
_WIDER: Final = 1_040
"""Letters are taken for a little wider than they are: bold ones, and lines that break early."""
Measure = Callable[[str], int]
"""How wide a text is, in thousandths of the height of its letters."""
_BETWEEN: Final = 8
_MOST_SPARE: Final = 14
_LEAST_LETTERS: Final = 15
"""Smaller hanzi cannot be read: 12 dots at 203 dpi."""
_LEAST_LINE: Final = 18


class NoRoom(ValueError):
    """The rows need more than there is, even as low as they can be; it says the text that takes most."""


@dataclass(frozen=True, slots=True)
class Text:
    """A part with what it says."""

    part: LabelPart
    text: str
    ems: int

    @property
    def width(self) -> int:
        """What it takes in one line."""
        return self.ems * self.part.size * _WIDER // 1_000_000

    @property
    def height(self) -> int:
        """How high one line of it is."""
        return self.part.size * _LINE_PERCENT // 100


@dataclass(slots=True)
class _Row:
    texts: list[Text]
    width: int = 0
    height: int = 0
    least: int = 0
    is_long: bool = False


def arranged(template: LabelTemplate, facts: Facts, captions: Mapping[str, str], measure: Measure) -> Label:
    """Return the label; what has no text has no place. `captions` are what usually stands before a part."""
    shown = [part for part in template.parts if part.shown and facts.get(part.key)]
    codes = {part.key: part for part in shown if part.key in CODES}
    parts: list[TextPart | CodePart] = []
    bottom = template.height - template.margin
    if BAR in codes:
        bottom -= codes[BAR].size
        if bottom < template.margin:
            raise NoRoom(facts[BAR])
        parts.append(_bar(template, facts[BAR], Box(0, bottom, template.width, codes[BAR].size)))
        bottom -= _BETWEEN
    side = min(codes[QR].size, max(bottom - template.margin, 0)) if QR in codes else 0
    if QR in codes:
        box = Box(template.width - template.margin - side, template.margin, side, side)
        parts.append(CodePart(box, CodeKind.QR, facts[QR], with_text=False))
    said = ((part, _said(part, facts, captions)) for part in shown if part.key not in CODES)
    rows = _rows(Text(part, text, measure(text)) for part, text in said)
    parts += _placed(template, rows, bottom, side)
    return Label(template.width, template.height, tuple(parts), template.gap)


def _bar(template: LabelTemplate, text: str, box: Box) -> CodePart:
    return CodePart(box, CodeKind(kind_for(template.bars, text)), text, with_text=template.bar_text)


def _said(part: LabelPart, facts: Facts, captions: Mapping[str, str]) -> str:
    caption = captions.get(part.key, "") if part.caption is None else part.caption
    return printable(f"{caption} {facts[part.key]}" if caption else facts[part.key])


def _rows(texts: Iterable[Text]) -> list[_Row]:
    rows: list[_Row] = []
    for text in texts:
        if text.part.beside and rows:
            rows[-1].texts.append(text)
        else:
            rows.append(_Row([text]))
    return rows


def _placed(template: LabelTemplate, rows: list[_Row], bottom: int, side: int) -> list[TextPart]:
    """Give each row its place; twice, because rows that had to shrink may come to stand beside the QR code."""
    whole, left = template.width - 2 * template.margin, template.margin
    narrow = whole - side - _BETWEEN if side else whole
    room = bottom - template.margin
    for row in rows:
        row.width = narrow
        _measure(row)
    _fit(rows, room)
    top = template.margin
    for row in rows:
        if side and top >= template.margin + side:
            row.width = whole
            _measure(row)
        top += row.height
    _fit(rows, room)
    spare = room - sum(row.height for row in rows)
    step = min(_MOST_SPARE, spare // len(rows)) if rows and spare > 0 else 0
    placed: list[TextPart] = []
    top = template.margin + max(0, spare - step * (len(rows) - 1)) // 3 if not side else template.margin
    for row in rows:
        placed += _across(row, left, top)
        top += row.height + step
    return placed


def _measure(row: _Row) -> None:
    """Say how high a row would like to be, and how low it can get: one that stands alone may have several lines."""
    row.height = max(text.height for text in row.texts)
    row.least = min(row.height, _LEAST_LINE)
    row.is_long = False
    if len(row.texts) == 1 and row.texts[0].width > row.width:
        text = row.texts[0]
        lines = _up(text.width, max(row.width - text.part.size, 1))
        smallest = _up(text.width * _LEAST_LETTERS, text.part.size * max(row.width - _LEAST_LETTERS, 1))
        row.least = min(row.height, _LEAST_LINE) * smallest
        row.height = max(text.height * lines, row.least)
        row.is_long = True


def _up(what: int, by: int) -> int:
    return -(-what // by)


def _fit(rows: list[_Row], room: int) -> None:
    """Take what is too much from rows of several lines, then from all of them."""
    over = sum(row.height for row in rows) - room
    if over <= 0:
        return
    over = _take([row for row in rows if row.is_long], over)
    if _take(rows, over):
        raise NoRoom(max((text.text for row in rows for text in row.texts), key=len))


def _take(rows: list[_Row], over: int) -> int:
    """Shrink rows towards the least they can be; return what is left to take."""
    can = sum(row.height - row.least for row in rows)
    if over <= 0 or can <= 0:
        return max(over, 0)
    wanted = min(over, can)
    for row in rows:
        row.height -= _up((row.height - row.least) * wanted, can)
    return over - wanted


def _across(row: _Row, left: int, top: int) -> list[TextPart]:
    """Place the parts of a row beside each other on one base line; where it is too narrow each gets its share."""
    gaps = _BETWEEN * (len(row.texts) - 1)
    room, wanted = row.width - gaps, sum(text.width for text in row.texts)
    placed: list[TextPart] = []
    for number, text in enumerate(row.texts):
        is_last = number == len(row.texts) - 1
        share = text.width if wanted <= room else text.width * room // wanted
        width = row.width - (left - _left(placed, left)) if is_last and wanted <= room else share
        height = min(text.height, row.height) if len(row.texts) > 1 else row.height
        box = Box(left, top + row.height - height, max(width, 1), height)
        placed.append(TextPart(box, text.text, text.part.size, bold=text.part.key in STRONG))
        left += share + _BETWEEN
    return placed


def _left(placed: list[TextPart], otherwise: int) -> int:
    return placed[0].box.left if placed else otherwise
