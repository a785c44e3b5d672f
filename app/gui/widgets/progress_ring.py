"""A ring that closes as work gets done, with the part that is done written in its middle."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.kinds import Kind
from app.core.numbers import WHOLE, share
from app.gui import theme
from app.i18n.show import show

_SIZE_PX = 118
_THICK_PX = 12
_TURN = 360 * 16
"""A whole turn as Qt counts angles."""
_TOP = 90 * 16


class ProgressRing(QWidget):
    """Shows how much of a whole is done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._done, self._whole = 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_part(self, done: int, whole: int) -> None:
        """Show another part."""
        self._done, self._whole = done, whole
        self.setAccessibleName(self.text)
        self.update()

    @property
    def text(self) -> str:
        """What stands in the middle: whole per cents, all of them only when nothing is left."""
        return show(self._done * 100 // self._whole * (WHOLE // 100), Kind.RATE) if self._whole else "—"

    def sizeHint(self) -> QSize:
        size = theme.current().measures.px(_SIZE_PX)
        return QSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        measures = theme.current().measures
        thick = measures.px(_THICK_PX)
        ring = QRectF(self.rect()).adjusted(thick, thick, -thick, -thick)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("line"), thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawEllipse(ring)
        if self._done:
            hue = theme.colour("green" if self._done >= self._whole else "blue")
            painter.setPen(QPen(hue, thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawArc(ring, _TOP, -share(_TURN, self._done, self._whole))
        painter.setPen(theme.colour("ink"))
        painter.setFont(theme.font(measures.heading))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text)
