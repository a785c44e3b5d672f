"""A sheet as a picture: the preview of what is printed, and a statement that can be sent as a photo.

Drawn with the font that a PDF embeds, letter by letter where the PDF puts them, at twice the size and then made
smaller: so half a pixel still tells.
"""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.formats.fonts import DRAWING, Face, chinese_face
from app.formats.output import whole_file
from app.formats.sheets import Boxes, Mark, Picture, Rule, Sheet, Words

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

_POINTS_PER_INCH: Final = 72
_FINER: Final = 2
_BOLDER: Final = 0.0175
"""Half the outline of bold letters, of their size, as in the PDF."""
_WHITE: Final = 255
_GAP_PX: Final = 12
_GAP_GREY: Final = 200
_CLEAR_DPI: Final = 160
"""Enough to read a statement on a telephone."""


def png_of(sheet: Sheet, *, dpi: int) -> bytes:
    """Return a sheet as a PNG picture."""
    written = BytesIO()
    _drawn(sheet, dpi).save(written, "PNG", compress_level=1)
    return written.getvalue()


def write(sheets: Sequence[Sheet], path: Path) -> None:
    """Write sheets one below the other to `path` (.png)."""
    from PIL import Image  # noqa: PLC0415 - loaded with the first picture, not at start

    pages = [_drawn(sheet, _CLEAR_DPI) for sheet in sheets]
    height = sum(page.height for page in pages) + _GAP_PX * (len(pages) - 1)
    whole = Image.new("RGB", (max(page.width for page in pages), height), (_GAP_GREY,) * 3)
    top = 0
    for page in pages:
        whole.paste(page, (0, top))
        top += page.height + _GAP_PX
    with whole_file(path) as draft:
        whole.save(draft, "PNG", optimize=True)


def _drawn(sheet: Sheet, dpi: int) -> "Image":
    with DRAWING:
        return _draw(sheet, dpi)


def _draw(sheet: Sheet, dpi: int) -> "Image":
    from PIL import Image, ImageDraw  # noqa: PLC0415 - see above

    scale = dpi * _FINER / _POINTS_PER_INCH
    size = (round(sheet.width * scale), round(sheet.height * scale))
    picture = Image.new("RGB", size, (_WHITE,) * 3)
    pen = _Pen(picture, ImageDraw.Draw(picture), scale, chinese_face())
    for mark in sorted(sheet.marks, key=_is_text):
        pen.put(mark)
    return picture.reduce(_FINER)


def _is_text(mark: Mark) -> bool:
    """Texts lie above lines and boxes, as in the PDF."""
    return isinstance(mark, Words)


class _Pen:
    """Puts marks on a picture; `scale` is pixels a point."""

    def __init__(self, picture: "Image", draw: "ImageDraw", scale: float, face: Face) -> None:
        self._picture = picture
        self._draw = draw
        self._scale = scale
        self._face = face
        self._fonts: dict[float, FreeTypeFont] = {}
        self._letters: dict[tuple[str, float, bool], tuple[Image, tuple[int, int]]] = {}

    def put(self, mark: Mark) -> None:
        """Put one mark."""
        scale = self._scale
        match mark:
            case Words():
                self._write(mark)
            case Rule():
                ink = _ink(mark.grey)
                ends = (mark.x * scale, self._down(mark.y), mark.to_x * scale, self._down(mark.to_y))
                self._draw.line(ends, fill=ink, width=max(1, round(mark.width * scale)))
            case Boxes():
                for left, bottom, width, height in mark.boxes:
                    corners = (
                        round(left * scale),
                        round(self._down(bottom + height)),
                        round((left + width) * scale) - 1,
                        round(self._down(bottom)) - 1,
                    )
                    if corners[0] <= corners[2] and corners[1] <= corners[3]:
                        self._draw.rectangle(corners, fill=_ink(mark.grey))
            case Picture():
                self._paste(mark)

    def _down(self, y: float) -> float:
        return self._picture.height - y * self._scale

    def _write(self, words: Words) -> None:
        """Write letter by letter: each stands where the PDF puts it."""
        x, y = words.x * self._scale, round(self._down(words.y))
        size = words.size * self._scale
        ink = _ink(words.grey)
        for letter in self._face.showable(words.text):
            mask, (left, top) = self._letter(letter, size, bold=words.bold)
            self._picture.paste(ink, (round(x) + left, y + top), mask)
            x += self._face.width(letter) * size

    def _letter(self, letter: str, size: float, *, bold: bool) -> "tuple[Image, tuple[int, int]]":
        """Return the mask of a letter, and where it stands beside its base point."""
        from PIL import Image, ImageDraw  # noqa: PLC0415 - see above

        key = (letter, size, bold)
        if key not in self._letters:
            font = self._font(size)
            stroke = size * _BOLDER if bold else 0.0
            left, top, right, bottom = font.getbbox(letter, anchor="ls", stroke_width=stroke)
            corner = (int(left) - 1, int(top) - 1)
            mask = Image.new("L", (int(right) - corner[0] + 2, int(bottom) - corner[1] + 2))
            ImageDraw.Draw(mask).text(
                (-corner[0], -corner[1]), letter, font=font, fill=_WHITE, anchor="ls", stroke_width=stroke
            )
            self._letters[key] = (mask, corner)
        return self._letters[key]

    def _font(self, size: float) -> "FreeTypeFont":
        from PIL import ImageFont  # noqa: PLC0415 - see above

        if size not in self._fonts:
            engine = ImageFont.Layout.BASIC
            self._fonts[size] = ImageFont.truetype(
                str(self._face.path), size, index=self._face.index, layout_engine=engine
            )
        return self._fonts[size]

    def _paste(self, mark: Picture) -> None:
        from PIL import Image  # noqa: PLC0415 - see above

        left, bottom, width, height = mark.box
        size = (max(1, round(width * self._scale)), max(1, round(height * self._scale)))
        with Image.open(BytesIO(mark.png)) as picture:
            whole = picture.convert("RGB").resize(size)
        self._picture.paste(whole, (round(left * self._scale), round(self._down(bottom + height))))


def _ink(grey: float) -> tuple[int, int, int]:
    level = round(grey * _WHITE)
    return level, level, level
