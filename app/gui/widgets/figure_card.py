"""A card with one big figure: its name, the figure, and a pill that says what to think of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.gui.widgets.status_badge import StatusBadge, repolish


class FigureCard(QFrame):
    """Signals: opened, by click or Enter, when the card leads somewhere."""

    opened = Signal()

    def __init__(self, caption: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._caption = QLabel(caption)
        self._caption.setProperty("role", "caption")
        self._figure = QLabel("—")
        self._figure.setProperty("role", "figure")
        self._badge = StatusBadge()
        pill = QHBoxLayout()
        pill.addWidget(self._badge)
        pill.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 12, 18, 12)
        column.setSpacing(6)
        column.addWidget(self._caption)
        column.addWidget(self._figure)
        column.addLayout(pill)
        column.addStretch(1)
        keeps_room = self._badge.sizePolicy()
        keeps_room.setRetainSizeWhenHidden(True)
        self._badge.setSizePolicy(keeps_room)
        self.setAccessibleName(caption)

    @property
    def figure(self) -> str:
        """The figure as shown."""
        return self._figure.text()

    def show_figure(self, figure: str, note: str = "", tone: str = "quiet", *, is_bad: bool = False) -> None:
        """Change the figure and its pill."""
        self._figure.setText(figure)
        self._figure.setProperty("role", "figure_bad" if is_bad else "figure")
        repolish(self._figure)
        self._badge.say(note, tone)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.opened.emit()
            return
        super().keyPressEvent(event)
