"""Opens a file or a folder with whatever program the person uses for it."""

from pathlib import Path


def open_path(path: Path) -> None:
    """Ask the desktop to open it."""
    from PySide6.QtCore import QUrl  # noqa: PLC0415 - with all its kinds, 2 ms of the start for a later click
    from PySide6.QtGui import QDesktopServices  # noqa: PLC0415

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
