"""What a reader of a PDF finds in it."""

from pathlib import Path

from pypdf import PdfReader


def texts(path: Path) -> list[str]:
    """Return the text of each page."""
    return [page.extract_text() for page in PdfReader(path).pages]


def sizes_mm(path: Path) -> list[tuple[float, float]]:
    """Return width and height of each page in tenths of a millimetre."""
    boxes = [page.mediabox for page in PdfReader(path).pages]
    return [
        (round(float(box.width) / 72 * 25.4, 1), round(float(box.height) / 72 * 25.4, 1)) for box in boxes
    ]


def fonts(path: Path) -> dict[str, bool]:
    """Return the fonts of a file, and whether each is embedded."""
    objects = (entry.get_object() for entry in PdfReader(path).pages[0]["/Resources"]["/Font"].values())  # type: ignore[index]
    return {str(font["/BaseFont"]): "/FontFile2" in font.get("/FontDescriptor", {}) for font in objects}
