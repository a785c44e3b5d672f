"""Labels as a PDF: each a page of its own size, or side by side on sheets of A4 to be cut or peeled off.

A picture is given once however many copies are wanted; black and white, a dot is a dot.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.formats.output import whole_file

if TYPE_CHECKING:
    from PIL.Image import Image
    from reportlab.pdfgen.canvas import Canvas

_POINTS_PER_TENTH: Final = 72 / 254
_A4: Final = (2100, 2970)
_MARGIN: Final = 80
_GREY: Final = 160
_CUT_GREY: Final = 0.75


@dataclass(frozen=True, slots=True)
class Picture:
    """A label as it is printed, and how often."""

    image: "Image"
    copies: int


def write(
    pictures: Iterable[Picture], size: tuple[int, int], path: Path, *, title: str, on_a4: bool = False
) -> None:
    """Write labels of one size (tenths of a millimetre) to `path` (.pdf)."""
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 - loaded with the first PDF, not at start

    with whole_file(path) as draft:
        width, height = _A4 if on_a4 else size
        canvas = Canvas(str(draft), pagesize=(width * _POINTS_PER_TENTH, height * _POINTS_PER_TENTH))
        canvas.setTitle(title)
        if on_a4:
            _side_by_side(canvas, pictures, size)
        else:
            _one_by_one(canvas, pictures, size)
        canvas.save()


def _one_by_one(canvas: "Canvas", pictures: Iterable[Picture], size: tuple[int, int]) -> None:
    for picture in pictures:
        image = _black_and_white(picture.image)
        for _ in range(picture.copies):
            _draw(canvas, image, 0, 0, size)
            canvas.showPage()


def _side_by_side(canvas: "Canvas", pictures: Iterable[Picture], size: tuple[int, int]) -> None:
    """Fill sheets from their upper left corner, a hair line around each label."""
    across = max(1, (_A4[0] - 2 * _MARGIN) // size[0])
    down = max(1, (_A4[1] - 2 * _MARGIN) // size[1])
    left = (_A4[0] - across * size[0]) // 2
    place = 0
    for picture in pictures:
        image = _black_and_white(picture.image)
        for _ in range(picture.copies):
            if place == across * down:
                canvas.showPage()
                place = 0
            row, column = divmod(place, across)
            x = left + column * size[0]
            y = _A4[1] - _MARGIN - (row + 1) * size[1]
            _draw(canvas, image, x, y, size)
            canvas.setStrokeGray(_CUT_GREY)
            canvas.setLineWidth(0.25)
            canvas.rect(*(each * _POINTS_PER_TENTH for each in (x, y, *size)))
            place += 1
    canvas.showPage()


def _draw(canvas: "Canvas", image: "Image", x: int, y: int, size: tuple[int, int]) -> None:
    """Place a picture; reportlab keeps one that was placed before, by what is in it."""
    from reportlab.lib.utils import ImageReader  # noqa: PLC0415 - see above

    left, below, width, height = (each * _POINTS_PER_TENTH for each in (x, y, *size))
    canvas.drawImage(ImageReader(image), left, below, width, height)


def _black_and_white(image: "Image") -> "Image":
    return image.convert("L").point(lambda value: 255 if value >= _GREY else 0).convert("1")
