"""A page that is higher than its window: it is scrolled to whatever the cursor comes to, however it came there.

Qt alone follows Tab only; Enter, which goes from field to field here, would leave the cursor out of sight.
"""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

_AROUND_PX: Final = 36
"""What is shown around the cursor: the name of its field stands above it."""


class FollowingArea(QScrollArea):
    """Fits its widget to its width and follows the cursor."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Bring it into sight; but nothing moves away under a button of the mouse that is still down."""
        inside = self.widget()
        if now is None or inside is None or not inside.isAncestorOf(now):
            return
        if QApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self.ensureWidgetVisible(now, 0, _AROUND_PX)
