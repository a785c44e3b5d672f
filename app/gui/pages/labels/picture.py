"""A label as it will be printed, dot for dot, as large as there is room; or why it cannot be."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.core.text import N_
from app.gui.theme import GAP_S
from app.gui.widgets.card import caption
from app.gui.widgets.status_badge import repolish
from app.i18n.catalog import tr

_EDGE = "#b8b8b8"
"""Where the label ends, on paper that is as white as it is."""
_MOST = 4
"""A small label is not blown up more than so often: its dots would be taken for its letters."""


class LabelPicture(QFrame):
    """Shows one picture."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._whole = QPixmap()
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.picture.setAccessibleName(tr(N_("预览")))
        self.says = caption()
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(GAP_S)
        column.addWidget(self.picture, 1)
        column.addWidget(self.says)

    def show_picture(self, png: bytes, says: str) -> None:
        """Show a label, and say what it is."""
        self._whole = QPixmap()
        self._whole.loadFromData(png)
        self._say(says, "caption")
        self._fit()

    def show_problem(self, says: str) -> None:
        """Say why there is no picture."""
        self._whole = QPixmap()
        self._say(says, "fault")
        self._fit()

    @property
    def has_picture(self) -> bool:
        """Say whether a label is shown."""
        return not self._whole.isNull()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _say(self, text: str, role: str) -> None:
        self.says.setText(text)
        if self.says.property("role") != role:
            self.says.setProperty("role", role)
            repolish(self.says)

    def _fit(self) -> None:
        if self._whole.isNull():
            self.picture.clear()
            return
        ratio = self.devicePixelRatioF()
        room = self.picture.contentsRect().size() - QSize(8, 8)
        most = QSize(self._whole.size() * _MOST)
        size = self._whole.size().scaled(
            QSize(int(room.width() * ratio), int(room.height() * ratio)).boundedTo(most),
            Qt.AspectRatioMode.KeepAspectRatio,
        )
        shown = self._whole.scaled(
            size.expandedTo(QSize(1, 1)),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        pen = QPainter(shown)
        pen.setPen(QColor(_EDGE))
        pen.drawRect(0, 0, shown.width() - 1, shown.height() - 1)
        pen.end()
        shown.setDevicePixelRatio(ratio)
        self.picture.setPixmap(shown)
