"""Rows of a roll to ESC/POS bytes: with the printer's own Chinese letters, or drawn where it has none.

A slip begins with the reset that turns Chinese on. Letters that GBK lacks are told, so that the caller can say so;
nothing a person typed can reach the printer as a command.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from PIL import Image

from app.core.roll import Centred, Coded, Drawn, Row, Ruled, Said
from app.devices.printers import escpos, raster
from app.devices.printers.chinese import UNKNOWN, columns, encode, printable, wrap
from app.devices.printers.profile import PrinterProfile
from app.devices.printers.raster import FontFile

_QR_DOTS: Final = 200
_LOGO_DOTS: Final = (320, 112)
_LETTER_DOTS: Final = 24
_ROW_DOTS: Final = 32
_RULE: Final = "-"
_LARGE: Final = 120
"""From so many percent on, letters are doubled: a printer knows whole numbers only."""


@dataclass(frozen=True, slots=True)
class Slip:
    """Bytes of a slip, and the characters that could not be printed."""

    data: bytes
    replaced: tuple[str, ...] = ()


def render(
    rows: Iterable[Row], profile: PrinterProfile, font: FontFile | None = None, *, open_drawer: bool = False
) -> Slip:
    """Return the bytes of a slip; `font` is needed where the printer has no Chinese letters."""
    body = written(rows, profile, font)
    opening = escpos.drawer(profile.drawer_pin) if open_drawer else b""
    return Slip(escpos.START + opening + body.data + ending(profile), body.replaced)


def written(rows: Iterable[Row], profile: PrinterProfile, font: FontFile | None = None) -> Slip:
    """Return the bytes of some rows alone, for a printer that was started before."""
    pen = _Pen(profile, font)
    data = b"".join(pen.row(row) for row in rows)
    return Slip(data, tuple(dict.fromkeys(pen.replaced)))


def ending(profile: PrinterProfile) -> bytes:
    """Return what brings a slip out to where it is torn off or cut."""
    return escpos.cut(profile.feed_lines) if profile.has_cutter else escpos.feed(profile.feed_lines)


class _Pen:
    """Writes rows for one printer."""

    def __init__(self, profile: PrinterProfile, font: FontFile | None) -> None:
        self._profile = profile
        self._font = None if profile.has_chinese else font
        self.replaced: list[str] = []

    def row(self, row: Row) -> bytes:
        """Return the bytes of one row."""
        match row:
            case Said(left=left, right=right, bold=is_bold):
                return b"".join(self._line(line, is_bold=is_bold) for line in self._sides(left, right))
            case Centred(text=text, percent=percent, bold=is_bold):
                times = 2 if percent >= _LARGE else 1
                return b"".join(
                    self._centred(line, times, is_bold=is_bold)
                    for line in wrap(text, self._profile.columns // times)
                )
            case Ruled():
                return self._line(_RULE * self._profile.columns, is_bold=False)
            case Coded(text=text):
                return self._code(text)
            case Drawn(png=png):
                return self._picture(raster.logo(png, min(_LOGO_DOTS[0], self._profile.dots), _LOGO_DOTS[1]))

    def _sides(self, left: str, right: str) -> list[str]:
        """Put two texts on one line, the right one below where there is no room; a figure is never cut."""
        width = self._profile.columns
        if not right:
            return wrap(left, width)
        *before, last = wrap(left, width)
        gap = width - columns(last) - columns(right)
        if gap >= (1 if last else 0):
            return [*before, last + " " * gap + right]
        return [*before, last, *(" " * (width - columns(line)) + line for line in wrap(right, width))]

    def _line(self, text: str, *, is_bold: bool) -> bytes:
        if self._font is not None:
            return self._drawn(text, is_bold=is_bold)
        data = self._encoded(text) + escpos.LINE_FEED
        return escpos.BOLD + data + escpos.NOT_BOLD if is_bold else data

    def _centred(self, text: str, times: int, *, is_bold: bool) -> bytes:
        if self._font is not None:
            return self._drawn(text, is_bold=is_bold, times=times, is_centred=True)
        data = self._encoded(text) + escpos.LINE_FEED
        if times > 1:
            data = escpos.size(times, times) + data + escpos.size(1, 1)
        if is_bold:
            data = escpos.BOLD + data + escpos.NOT_BOLD
        return escpos.align(escpos.CENTRE) + data + escpos.align(escpos.LEFT)

    def _encoded(self, text: str) -> bytes:
        encoded = encode(text)
        self.replaced += encoded.replaced
        return encoded.data

    def _code(self, text: str) -> bytes:
        if not self._profile.has_qr or self._font is not None:
            return self._picture(raster.qr(text, _QR_DOTS))
        return escpos.align(escpos.CENTRE) + escpos.qr(text.encode()) + escpos.align(escpos.LEFT)

    def _picture(self, picture: Image.Image) -> bytes:
        canvas = Image.new("L", (self._profile.dots, picture.height), raster.WHITE)
        canvas.paste(picture, ((self._profile.dots - picture.width) // 2, 0))
        return escpos.raster(*raster.packed(canvas))

    def _drawn(self, text: str, *, is_bold: bool, times: int = 1, is_centred: bool = False) -> bytes:
        """Draw a line column by column, so that figures stand below each other as with the printer's letters."""
        assert self._font is not None
        column = self._profile.dots // self._profile.columns
        height, dots = _ROW_DOTS * times, _LETTER_DOTS * times - 2
        canvas = Image.new("L", (self._profile.dots, height), raster.WHITE)
        x = (self._profile.dots - columns(text) * column * times) // 2 if is_centred else 0
        for wanted in printable(text):
            character = wanted if raster.has_letter(self._font, wanted) else UNKNOWN
            if character is not wanted:
                self.replaced.append(wanted)
            width = columns(wanted) * column * times
            if character != " ":
                cell = raster.letter(self._font, dots, character, width, height, is_bold=is_bold)
                canvas.paste(cell, (x, 0))
            x += width
        return escpos.raster(*raster.packed(canvas))
