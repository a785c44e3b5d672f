"""Pages of a PDF, drawn with text, lines and boxes in points from the lower left corner.

reportlab makes the file and embeds the font. What stands on a page is written here as PDF operators: for 10,000 rows
of 8 columns `drawString` and `line` alone took 1.0 s; now the whole table, laid out and saved, takes 0.55 s.
"""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any, Final

from app.formats.fonts import Face, chinese_face
from app.formats.sheets import Box

_BOLDER: Final = 0.035
"""Outline of bold letters, of their size: the font has no bold face."""
_saving = Lock()
"""A font is made into a subset by one thread at a time."""


def _escape(code: int) -> str:
    if code in b"()\\":
        return "\\" + chr(code)
    return chr(code) if ord(" ") <= code <= ord("~") else f"\\{code:03o}"


_ESCAPED: Final = [_escape(code) for code in range(256)]


class PdfFile:
    """A PDF in the making: pages are added, drawn on in any order, and saved at the end."""

    def __init__(self, path: Path, *, title: str, author: str) -> None:
        from reportlab import rl_config  # noqa: PLC0415 - loaded with the first PDF, not at start
        from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 - see above

        rl_config.useA85 = (
            0  # streams as bytes, not as text: a quarter smaller, and encoding them took 0.15 s
        )
        self.face: Face = chinese_face()
        self._canvas = Canvas(str(path), pageCompression=1)
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)
        self._canvas.setCreator("Zhanggui")
        self._document: Any = vars(self._canvas)[
            "_doc"
        ]  # reportlab's fonts are asked by document; it has no other name
        self._encoded: dict[str, list[tuple[str, str]]] = {}
        self.pages: list[Page] = []

    def add_page(self, width: float, height: float) -> "Page":
        """Add an empty page of this size."""
        page = Page(self, width, height)
        self.pages.append(page)
        return page

    def save(self) -> None:
        """Write the file."""
        with _saving:
            for page in self.pages:
                self._canvas.setPageSize((page.width, page.height))
                self._canvas.addLiteral(page.operators())
                for box, png in page.pictures:
                    self._put_picture(box, png)
                self._canvas.showPage()
            self._canvas.save()

    def _put_picture(self, box: Box, png: bytes) -> None:
        from reportlab.lib.utils import ImageReader  # noqa: PLC0415 - loaded with the first picture, not at start

        left, bottom, width, height = box
        self._canvas.drawImage(ImageReader(BytesIO(png)), left, bottom, width, height)

    def encode(self, text: str) -> list[tuple[str, str]]:
        """Return a text as strings of PDF, each with the name of the subset of the font that it is written in."""
        known = self._encoded.get(text)
        if known is None:
            font, document = self.face.font, self._document
            known = [
                (font.getSubsetInternalName(subset, document), "".join([_ESCAPED[code] for code in codes]))
                for subset, codes in font.splitString(self.face.showable(text), document)
            ]
            self._encoded[text] = known
        return known


class Page:
    """One page. Texts lie above lines and boxes, whatever was drawn first."""

    def __init__(self, file: PdfFile, width: float, height: float) -> None:
        self.width = width
        self.height = height
        self._file = file
        self._shapes: list[str] = []
        self._texts: list[str] = []
        self.pictures: list[tuple[Box, bytes]] = []
        self._font = ""
        self._look: tuple[float, bool, float] | None = None

    def text(
        self, x: float, y: float, text: str, *, size: float, bold: bool = False, grey: float = 0
    ) -> None:
        """Write a text from `x` on; `y` is its base line."""
        if not text:
            return
        texts = self._texts
        if (size, bold, grey) != self._look:
            self._set_look(size, bold=bold, grey=grey)
        texts.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
        for font, string in self._file.encode(text):
            if font != self._font:
                texts.append(f"{font} {size:g} Tf")
                self._font = font
            texts.append(f"({string}) Tj")

    def right(
        self, x: float, y: float, text: str, *, size: float, bold: bool = False, grey: float = 0
    ) -> None:
        """Write a text up to `x`."""
        self.text(x - self._file.face.width(text) * size, y, text, size=size, bold=bold, grey=grey)

    def centre(
        self, x: float, y: float, text: str, *, size: float, bold: bool = False, grey: float = 0
    ) -> None:
        """Write a text around `x`."""
        self.text(x - self._file.face.width(text) * size / 2, y, text, size=size, bold=bold, grey=grey)

    def line(
        self, x: float, y: float, to_x: float, to_y: float, *, width: float = 0.5, grey: float = 0
    ) -> None:
        """Draw a line."""
        self._shapes.append(f"{grey:g} G {width:g} w {x:.2f} {y:.2f} m {to_x:.2f} {to_y:.2f} l S")

    def picture(self, box: Box, png: bytes) -> None:
        """Put a PNG picture."""
        self.pictures.append((box, png))

    def boxes(self, boxes: Iterable[Box], *, grey: float = 0) -> None:
        """Fill boxes."""
        corners = " ".join(f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re" for x, y, width, height in boxes)
        self._shapes.append(f"{grey:g} g {corners} f")

    def operators(self) -> str:
        """Return what stands on the page as PDF operators."""
        return "\n".join(["q", *self._shapes, "Q", "BT", *self._texts, "ET"])

    def _set_look(self, size: float, *, bold: bool, grey: float) -> None:
        self._texts.append(f"{grey:g} g")
        self._texts.append(f"{grey:g} G 2 Tr {size * _BOLDER:.3f} w" if bold else "0 Tr")
        self._look = (size, bold, grey)
        self._font = ""
