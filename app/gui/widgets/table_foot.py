"""The last line of a table: sums under their columns, of the selected rows when several are selected, else of all."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.text import N_, Message
from app.gui import theme
from app.gui.models.table_model import LEFT, RIGHT
from app.gui.widgets.table_view import TableView
from app.i18n.catalog import fill


class TableFoot(QWidget):
    """Paints the sums of a view; it scrolls with it and listens to its selection."""

    def __init__(self, view: TableView) -> None:
        super().__init__(view.parentWidget())
        self._view = view
        self.is_silent = False
        """Whether the rows in the view are not all yet: their number and sums would be wrong."""
        self._words = ""
        self._about_columns = ""
        self._sums: tuple[int | None, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._connect()
        self._count()

    def _connect(self) -> None:
        header = self._view.horizontalHeader()
        header.sectionResized.connect(self.update)
        header.sectionMoved.connect(self.update)
        self._view.horizontalScrollBar().valueChanged.connect(self.update)
        self._view.selected.connect(self._count)
        self._view.spread_out.connect(self._count)

    @property
    def words(self) -> str:
        """What stands at the left: how many rows the sums are of."""
        return self._words

    @property
    def sums(self) -> tuple[int | None, ...]:
        """The sums by seen column."""
        return self._sums

    def _count(self) -> None:
        if self.is_silent:
            self._words, self._sums = "", ()
            self.update()
            return
        rows = self._view.rows
        chosen = self._view.selected_rows()
        if len(chosen) > 1:
            self._words = fill(Message.of(N_("已选 {count} 行"), count=f"{len(chosen):,}"))
            self._sums = rows.sums(chosen)
        else:
            self._words = fill(Message.of(N_("共 {count} 行"), count=f"{rows.rowCount():,}"))
            self._sums = rows.sums()
        gone = self._view.arranged.gone
        self._about_columns = fill(Message.of(N_("另有 {count} 列放不下"), count=gone)) if gone else ""
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(100, theme.current().measures.px(34))

    def _paint_sums(self, painter: QPainter) -> int:
        """Paint each sum below its column and return where the first of them begins."""
        header = self._view.heads
        held = header.held()
        edge = header.held_width()
        painter.setFont(theme.font(bold=True))
        first = self.width()
        for place, total in enumerate(self._sums):
            if total is None or header.isSectionHidden(place):
                continue
            is_held = place in held
            left = header.sectionPosition(place) if is_held else header.sectionViewportPosition(place)
            painter.setClipRect(QRect(0 if is_held else edge, 1, self.width(), self.height()))
            painter.setPen(theme.colour("brand" if total < 0 else "ink"))
            room = QRect(left, 0, header.sectionSize(place) - header.padding, self.height())
            painter.drawText(room, RIGHT, self._view.total_text(place, total))
            first = min(first, left if is_held else max(left, edge))
        painter.setClipping(False)
        return first

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.colour("line"))
        painter.drawLine(0, 0, self.width(), 0)
        left_of_sums = self._paint_sums(painter)
        painter.setFont(theme.font(theme.current().measures.caption))
        painter.setPen(theme.colour("ink2"))
        edge = self._view.heads.padding
        words = QRect(edge, 0, max(left_of_sums - 2 * edge, 0), self.height())
        says = " · ".join(filter(None, (self._words, self._about_columns)))
        for text in (says, self._about_columns, self._words):
            if words.width() > painter.fontMetrics().horizontalAdvance(text) or not any(self._sums):
                painter.drawText(words, LEFT | Qt.AlignmentFlag.AlignVCenter, text)
                break
