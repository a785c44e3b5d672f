"""Pictures that a firm gives us, its logo above all: read with care, made small, kept as PNG."""

import struct
from io import BytesIO
from pathlib import Path
from typing import Final

from app.domain.printing.errors import PictureUnreadable
from app.formats.errors import FileUnreadable

_LARGEST: Final = 900, 375
"""Pixels: twelve to the millimetre of the place that a logo has."""
_MOST_PIXELS: Final = 40_000_000
"""A picture with more would fill the memory."""


def logo_of(path: Path) -> bytes:
    """Return the picture of a file as a small PNG on white."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - loaded with the first picture, not at start

    try:
        with Image.open(path) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                raise PictureUnreadable(name=path.name)
            picture.load()
            coloured = picture.convert("RGBA")
    except (UnidentifiedImageError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise PictureUnreadable(name=path.name) from None
    except OSError as problem:
        raise (PictureUnreadable if problem.errno is None else FileUnreadable)(name=path.name) from problem
    coloured.thumbnail(_LARGEST)
    ground = Image.new("RGB", coloured.size, "white")
    ground.paste(coloured, mask=coloured.getchannel("A"))
    written = BytesIO()
    ground.quantize(64).save(written, "PNG", optimize=True)
    return written.getvalue()


def shape_of(png: bytes) -> tuple[int, int]:
    """Return width and height of a PNG in pixels, from its first chunk."""
    width, height = struct.unpack(">II", png[16:24])
    return int(width), int(height)
