"""A QR code as boxes on a page: whoever scans a printed document finds it again (N16)."""

from collections.abc import Iterator

from app.formats.sheets import Surface


def draw_qr(page: Surface, text: str, *, left: float, bottom: float, size: float) -> None:
    """Draw the code of a text in a square, without the quiet zone around it."""
    import segno  # noqa: PLC0415 - loaded with the first code, not at start

    matrix = segno.make(text, error="m", micro=False).matrix
    module = size / len(matrix)
    page.boxes(
        (left + start * module, bottom + size - (row + 1) * module, length * module, module)
        for row, modules in enumerate(matrix)
        for start, length in _runs(modules)
    )


def _runs(modules: bytes | bytearray | tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """Join neighbouring dark modules: start and length of each run."""
    start = None
    for place, module in enumerate((*modules, 0)):
        if module and start is None:
            start = place
        elif not module and start is not None:
            yield start, place - start
            start = None
