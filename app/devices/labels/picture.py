"""Draws a label at the dots of its printer. What does not fit is made smaller, then wrapped closer; it is never cut."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from app.devices.bars import CodeKind, modules
from app.devices.labels.layout import CodePart, Label, LabelPrinter, TextPart
from app.devices.printers import raster
from app.devices.printers.chinese import printable
from app.devices.printers.raster import BLACK, WHITE, FontFile

_LEAST_DOTS: Final = 12
"""Smaller hanzi cannot be read."""
_LEADING: Final = 1.15
_QUIET_MODULES: Final = 10
_TEXT_SHARE: Final = 4
"""The text below a bar code takes one part of so many."""
_BOLDER: Final = 0.022
"""Half the outline of bold letters, of their height."""
_NEVER_FIRST: Final = frozenset("，。、；：！？）】》」』”’,.;:!?)]}%℃")
"""A line does not begin with these: the letter before them goes down with them."""


class DoesNotFit(ValueError):
    """A part of a label has no room, even as small as it may be."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar code a printer draws by itself: where, what, and how wide its thinnest bar is, in dots."""

    left: int
    top: int
    height: int
    module: int
    kind: CodeKind
    text: str
    with_text: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """The picture of a label without `bars`, which the printer adds; and the preview with everything."""

    picture: Image.Image
    preview: Image.Image
    bars: tuple[Bar, ...]


def draw(label: Label, printer: LabelPrinter, font: FontFile) -> Drawn:
    """Draw a label; raise `DoesNotFit`."""
    size = (printer.dots(label.width), printer.dots(label.height))
    if size[0] > printer.columns_of_head:
        raise DoesNotFit(str(label.width))
    preview = Image.new("L", size, WHITE)
    bars: list[Bar] = []
    for part in label.parts:
        if isinstance(part, TextPart):
            _write(preview, part, printer, font)
        elif part.kind is CodeKind.QR:
            _place_qr(preview, part, printer)
        else:
            bars.append(_bar(part, printer))
    picture = preview.copy()
    for bar in bars:
        _draw_bar(preview, bar, font)
    own = printer.has_bars
    return Drawn(picture if own else preview, preview, tuple(bars) if own else ())


def _write(page: Image.Image, part: TextPart, printer: LabelPrinter, file: FontFile) -> None:
    left, top = printer.dots(part.box.left), printer.dots(part.box.top)
    width, height = printer.dots(part.box.width), printer.dots(part.box.height)
    text = printable(part.text)
    for dots in range(printer.dots(part.size), _LEAST_DOTS - 1, -1):
        face = raster.font(file, dots)
        lines, step = wrapped(text, face, width), round(dots * _LEADING)
        if step * len(lines) <= max(height, dots) and all(face.getlength(line) <= width for line in lines):
            break
    else:
        raise DoesNotFit(part.text)
    pen = ImageDraw.Draw(page)
    for number, line in enumerate(lines):
        x = left + (width - round(face.getlength(line))) // 2 if part.centred else left
        stroke = dots * _BOLDER if part.bold else 0
        pen.text(
            (x, top + number * step), line, font=face, fill=BLACK, stroke_width=stroke, stroke_fill=BLACK
        )


def wrapped(text: str, face: ImageFont.FreeTypeFont, width: int) -> Sequence[str]:
    """Break a text into lines that fit, at blanks where it has some."""
    lines, line = [], ""
    for character in text:
        if face.getlength(line + character) <= width:
            line += character
            continue
        head, blank, tail = line.rpartition(" ")
        if blank and character != " " and line[-1:].isascii():
            lines.append(head)
            line = tail + character
        elif character in _NEVER_FIRST and len(line) > 1:
            lines.append(line[:-1].rstrip())
            line = line[-1] + character
        else:
            lines.append(line.rstrip())
            line = character.lstrip()
    return [*lines, line]


def _place_qr(page: Image.Image, part: CodePart, printer: LabelPrinter) -> None:
    room = min(printer.dots(part.box.width), printer.dots(part.box.height))
    picture = raster.qr(part.text, room)
    if picture.width > room:
        raise DoesNotFit(part.text)
    page.paste(picture, (printer.dots(part.box.left), printer.dots(part.box.top)))


def _bar(part: CodePart, printer: LabelPrinter) -> Bar:
    count = modules(part.kind, part.text).width + 2 * _QUIET_MODULES
    module = printer.dots(part.box.width) // count
    if module < 1:
        raise DoesNotFit(part.text)
    middle = printer.dots(part.box.left) + (printer.dots(part.box.width) - count * module) // 2
    return Bar(
        middle + _QUIET_MODULES * module,
        printer.dots(part.box.top),
        printer.dots(part.box.height),
        module,
        part.kind,
        part.text,
        part.with_text,
    )


def _draw_bar(page: Image.Image, bar: Bar, file: FontFile) -> None:
    code = modules(bar.kind, bar.text)
    text_dots = max(_LEAST_DOTS, bar.height // _TEXT_SHARE) if bar.with_text else 0
    pen = ImageDraw.Draw(page)
    for place, is_black in enumerate(code.rows[0]):
        if is_black:
            x = bar.left + place * bar.module
            pen.rectangle((x, bar.top, x + bar.module - 1, bar.top + bar.height - text_dots - 1), fill=BLACK)
    if bar.with_text:
        middle = bar.left + code.width * bar.module // 2
        face = raster.font(file, text_dots)
        pen.text((middle, bar.top + bar.height), bar.text, font=face, fill=BLACK, anchor="mb")
