"""The heads of a table: caption size, exactly over their cells, a small arrow on the sorted one."""

import itertools

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPolygon
from PySide6.QtWidgets import QAbstractScrollArea, QHeaderView, QWidget

from app.gui import theme
from app.gui.models.table_model import RIGHT
from app.gui.theme import CELL_PADDING
from app.gui.widgets.head_text import in_two
from app.gui.widgets.own_viewport import give_viewport

_AT_THE_RIGHT = Qt.AlignmentFlag.AlignRight.value
_NARROWEST = 56
_MOST_OF_THE_WIDTH = 0.6
"""What frozen columns may take of it: the others have to be read as well."""


class CaptionHeader(QHeaderView):
    """Heads in caption size that stand exactly over their cells; the sorted one carries a small arrow.

    The first columns may be frozen: while the others are scrolled away below them they are `held` at the left, here
    and in the table, which asks for `held` and `held_width`.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        give_viewport(self, is_tracked=True)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(_NARROWEST)
        self.frozen = 0
        """How many columns, from the left, a person wants to stay."""
        self._shift = 0
        self.padding = CELL_PADDING
        """How far words stand from the edge of their cells, here and in the table."""
        self._lines = 1

    def put_in(self, lines: int) -> None:
        """Have room for so many lines of words."""
        if lines != self._lines:
            self._lines = lines
            self.updateGeometry()

    # Frozen columns

    def freeze(self, count: int) -> None:
        """Let so many columns stay."""
        self.frozen = count
        self.viewport().update()

    def held(self) -> list[int]:
        """Return the columns that are held over scrolled ones: as many of the frozen as leave room for the rest."""
        if not self.frozen or not self.offset():
            return []
        seen = [
            place for place in map(self.logicalIndex, range(self.count())) if not self.isSectionHidden(place)
        ]
        room = int(self.viewport().width() * _MOST_OF_THE_WIDTH)
        held: list[int] = []
        for place in seen[: self.frozen]:
            room -= self.sectionSize(place)
            if room < 0:
                break
            held.append(place)
        return held

    def held_width(self) -> int:
        """Return how much room they take."""
        return sum(self.sectionSize(place) for place in self.held())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a click on a held head; to drag its edge, everything comes back first: Qt drags nothing from afar."""
        if self._is_held_edge(round(event.position().x())):
            view = self.parentWidget()
            assert isinstance(view, QAbstractScrollArea)
            view.horizontalScrollBar().setValue(0)
        self._shift = self._shift_at(event)
        super().mousePressEvent(self._shifted(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons():
            self._shift = self._shift_at(event)
        super().mouseMoveEvent(self._shifted(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(self._shifted(event))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._shift = self._shift_at(event)
        super().mouseDoubleClickEvent(self._shifted(event))

    def _is_held_edge(self, x: int) -> bool:
        from PySide6.QtWidgets import QStyle  # noqa: PLC0415 - 5 ms of the start, wanted when the mouse is here

        edges = itertools.accumulate(self.sectionSize(place) for place in self.held())
        grip = self.style().pixelMetric(QStyle.PixelMetric.PM_HeaderGripMargin, None, self)
        return any(abs(x - edge) <= grip for edge in edges)

    def _shift_at(self, event: QMouseEvent) -> int:
        """Return how far what is seen at the mouse stands from where it would be if it scrolled like the rest."""
        return self.offset() if event.position().x() < self.held_width() else 0

    def _shifted(self, event: QMouseEvent) -> QMouseEvent:
        if not self._shift:
            return event
        return QMouseEvent(
            event.type(),
            event.position() - QPointF(self._shift, 0),
            event.globalPosition(),
            event.button(),
            event.buttons(),
            event.modifiers(),
            event.pointingDevice(),
        )

    def sizeHint(self) -> QSize:
        measures = theme.current().measures
        more = (self._lines - 1) * QFontMetrics(theme.font(measures.caption)).height()
        return QSize(super().sizeHint().width(), measures.px(34) + more)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        left = 0
        for place in self.held():
            self.paintSection(painter, QRect(left, 0, self.sectionSize(place), self.height()), place)
            left += self.sectionSize(place)
        painter.setPen(theme.colour("line"))
        painter.drawLine(0, self.height() - 1, self.viewport().width(), self.height() - 1)
        if left:
            painter.drawLine(left - 1, 0, left - 1, self.height())

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        model = self.model()
        text = model.headerData(logicalIndex, Qt.Orientation.Horizontal) or ""
        flags = model.headerData(logicalIndex, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        is_right = bool(int(flags or 0) & _AT_THE_RIGHT)
        painter.fillRect(rect, theme.colour("paper"))
        painter.setFont(theme.font(theme.current().measures.caption))
        painter.setPen(theme.colour("ink2"))
        inner = rect.adjusted(self.padding, 0, -self.padding, 0)
        metrics = painter.fontMetrics()
        lines: tuple[str, ...] = (str(text),)
        if self._lines > 1 and metrics.horizontalAdvance(lines[0]) > inner.width():
            lines = in_two(lines[0], metrics.horizontalAdvance)
        shown = [metrics.elidedText(line, Qt.TextElideMode.ElideRight, inner.width()) for line in lines]
        painter.drawText(inner, RIGHT if is_right else Qt.AlignmentFlag.AlignVCenter, "\n".join(shown))
        if self.isSortIndicatorShown() and self.sortIndicatorSection() == logicalIndex:
            width = max(map(metrics.horizontalAdvance, shown))
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
