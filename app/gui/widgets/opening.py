"""Opens a file or a folder with whatever program the person uses for it."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_path(path: Path) -> None:
    """Ask the desktop to open it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
