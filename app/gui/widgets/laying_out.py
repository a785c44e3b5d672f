"""Many parts of a page change at one go: it finds room for all of them once."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QWidget


@contextmanager
def laid_out_once(page: QWidget) -> Iterator[None]:
    """Lay the page out after what happens inside; else Qt does it for each part that is shown, from top to bottom."""
    layout = page.layout()
    assert layout is not None, "a page is laid out"
    layout.setEnabled(False)
    try:
        yield
    finally:
        layout.setEnabled(True)
        layout.activate()
