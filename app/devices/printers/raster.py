"""Dots for printers: text drawn with a Chinese font, codes and logos, packed eight to a byte, 1 is black.

Pillow draws; the font is given by path, because the program brings none.
"""

import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from app.devices.bars import CodeKind, modules

WHITE: Final = 255
BLACK: Final = 0
_GREY: Final = 160
"""Darker than this is black: thin strokes of hanzi survive."""
_DOTS: Final = [WHITE if value < _GREY else BLACK for value in range(256)]
_ASKED_DOTS: Final = 24
"""The size at which a font is asked for its letters."""
_IN_NO_FONT: Final = "\U0010ffff"
_QUIET: Final = 4
"""Empty modules around a QR code."""


@dataclass(frozen=True, slots=True)
class FontFile:
    """Where a font with Chinese letters is."""

    path: Path
    index: int = 0


@lru_cache(maxsize=32)
def font(file: FontFile, dots: int) -> ImageFont.FreeTypeFont:
    """Return a font so many dots high."""
    return ImageFont.truetype(str(file.path), dots, index=file.index)


@lru_cache(maxsize=8192)
def has_letter(file: FontFile, character: str) -> bool:
    """Say whether a font has a character: some draw nothing for what they lack, others the same box for all of it."""
    if character.isspace():
        return True
    dots = font(file, _ASKED_DOTS).getmask(character)
    return dots.getbbox() is not None and bytes(dots) != _box_of(file)


@lru_cache(maxsize=8)
def _box_of(file: FontFile) -> bytes:
    return bytes(font(file, _ASKED_DOTS).getmask(_IN_NO_FONT))


@lru_cache(maxsize=4096)
def letter(
    file: FontFile, dots: int, character: str, width: int, height: int, *, is_bold: bool
) -> Image.Image:
    """Return a character in the middle of its cell; a slip says the same few over and over."""
    cell = Image.new("L", (width, height), WHITE)
    ImageDraw.Draw(cell).text(
        (width / 2, height / 2),
        character,
        font=font(file, dots),
        fill=BLACK,
        anchor="mm",
        stroke_width=1 if is_bold else 0,
        stroke_fill=BLACK,
    )
    return cell


def packed(picture: Image.Image) -> tuple[int, bytes]:
    """Return bytes a row and all rows of a picture, 1 is black, rows filled up with white."""
    grey = picture.convert("L")
    width_bytes = (grey.width + 7) // 8
    canvas = Image.new("L", (width_bytes * 8, grey.height), WHITE)
    canvas.paste(grey, (0, 0))
    return width_bytes, canvas.point(_DOTS).convert("1").tobytes()


def logo(png: bytes, width: int, height: int) -> Image.Image:
    """Return a picture as large as it may be, grey made of dots."""
    picture = Image.open(io.BytesIO(png)).convert("RGBA")
    page = Image.new("RGBA", picture.size, (WHITE, WHITE, WHITE, WHITE))
    page.alpha_composite(picture)
    scale = min(width / page.width, height / page.height, 1.0)
    small = page.convert("L").resize(
        (max(1, round(page.width * scale)), max(1, round(page.height * scale))), Image.Resampling.LANCZOS
    )
    return small.convert("1").convert("L")


def qr(text: str, dots: int) -> Image.Image:
    """Return a QR code at most so many dots wide, each module the same number of dots."""
    code = modules(CodeKind.QR, text)
    module = max(1, dots // (code.width + 2 * _QUIET))
    side = (code.width + 2 * _QUIET) * module
    picture = Image.new("L", (side, side), WHITE)
    draw = ImageDraw.Draw(picture)
    for y, row in enumerate(code.rows):
        for x, is_black in enumerate(row):
            if is_black:
                left, top = (x + _QUIET) * module, (y + _QUIET) * module
                draw.rectangle((left, top, left + module - 1, top + module - 1), fill=BLACK)
    return picture
