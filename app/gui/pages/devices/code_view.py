"""A code on the screen, to be scanned from there: black on white whatever the theme, whole dots, room around it."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.devices.bars import CodeKind, Modules, modules

_HEIGHT_PX: Final = 104
_QUIET: Final = {True: 4, False: 10}
"""Modules that must stay white around a square code, and beside a bar code."""
_MOST_PX: Final = 3


class CodeView(QWidget):
    """Shows one code, as large as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._modules: Modules | None = None
        self._is_square = False
        self.setFixedHeight(_HEIGHT_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_code(self, kind: CodeKind, text: str, says: str) -> None:
        """Show a code; `says` is for those who cannot see it."""
        self._modules, self._is_square = modules(kind, text), kind.is_square
        self.setAccessibleName(says)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        drawn = self._modules
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if drawn is None:
            return
        quiet = _QUIET[self._is_square]
        room = min(self.width(), self.height() if self._is_square else self.width())
        step = max(1, room // (drawn.width + 2 * quiet))
        step = step if self._is_square else min(step, _MOST_PX)
        high = step if self._is_square else self.height() - 2 * quiet
        left = (self.width() - step * drawn.width) // 2
        top = (self.height() - high * len(drawn.rows)) // 2
        for number, row in enumerate(drawn.rows):
            for place, is_dark in enumerate(row):
                if is_dark:
                    painter.fillRect(
                        left + place * step, top + number * high, step, high, Qt.GlobalColor.black
                    )
