"""The heads of a table: caption size, exactly over their cells, a small arrow on the sorted one."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPolygon
from PySide6.QtWidgets import QHeaderView, QWidget

from app.gui import theme
from app.gui.models.table_model import RIGHT
from app.gui.theme import CELL_PADDING

_NARROWEST = 56


class CaptionHeader(QHeaderView):
    """Heads in caption size that stand exactly over their cells; the sorted one carries a small arrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(_NARROWEST)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.current().measures.px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setPen(theme.colour("line"))
        painter.drawLine(0, self.height() - 1, self.viewport().width(), self.height() - 1)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        model = self.model()
        text = model.headerData(logicalIndex, Qt.Orientation.Horizontal) or ""
        flags = model.headerData(logicalIndex, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        is_right = bool(int(flags or 0) & int(Qt.AlignmentFlag.AlignRight))
        painter.fillRect(rect, theme.colour("paper"))
        painter.setFont(theme.font(theme.current().measures.caption))
        painter.setPen(theme.colour("ink2"))
        inner = rect.adjusted(CELL_PADDING, 0, -CELL_PADDING, 0)
        elided = painter.fontMetrics().elidedText(str(text), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, RIGHT if is_right else Qt.AlignmentFlag.AlignVCenter, elided)
        if self.isSortIndicatorShown() and self.sortIndicatorSection() == logicalIndex:
            width = painter.fontMetrics().horizontalAdvance(elided)
            x = inner.right() - width - 9 if is_right else inner.left() + width + 6
            self._paint_arrow(painter, x, rect.center().y())

    def _paint_arrow(self, painter: QPainter, x: int, y: int) -> None:
        down = self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        tip = 3 if down else -3
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("blue"))
        arrow = QPolygon()
        for dx, dy in ((0, -tip), (6, -tip), (3, tip)):
            arrow.append(QRect(x + dx, y + dy, 1, 1).topLeft())
        painter.drawPolygon(arrow)
        painter.restore()
