"""A table for reading: calm rows with hairlines, figures under their heads, columns as wide as what they hold.

Enter or a double-click opens a row, typing goes to the filter, Ctrl+C copies rows as a spreadsheet understands them.
"""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPolygon,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.core.kinds import NUMBERS, Kind
from app.core.table import Table
from app.gui import theme
from app.gui.models.table_model import RIGHT, TableModel, alignment
from app.gui.theme import CELL_PADDING
from app.i18n.show import show

_NARROWEST = 56
_WIDEST = 340
"""A column is wider only where all columns have room."""
_SLACK = 28
"""What a column may be wider than it needs, so that a small table does not huddle in its corner."""
_SAMPLE = 400
"""Rows looked at for the width of a column: the first half of them and others spread over the table."""

TONES: Final = {
    "draft": "warn",
    "waiting": "calm",
    "posted": "good",
    "voided": "quiet",
    "reversed": "bad",
}
"""The tone of a document's state; a CHOICE column named ``state`` is drawn as a pill."""
_STATE = "state"
_TAKEN_BACK = frozenset({"voided", "reversed"})


class CellPainter(QStyledItemDelegate):
    """Paints what a cell says. Grounds and lines belong to the view, because they run through the whole row."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        assert isinstance(model, TableModel)
        row, place = index.row(), index.column()
        column = model.columns[place]
        text = model.text_at(row, place)
        if not text:
            return
        rect: QRect = option.rect
        inner = rect.adjusted(CELL_PADDING, 0, -CELL_PADDING, 0)
        value = model.value_at(row, place)
        if column.kind is Kind.CHOICE and column.key == _STATE:
            _paint_pill(painter, inner, text, TONES.get(str(value), "quiet"))
            return
        ink = "ink"
        if column.kind in NUMBERS and isinstance(value, int) and value < 0:
            ink = "brand"
        if model.state_at(row) in _TAKEN_BACK:
            ink = "ink3"
        painter.setPen(theme.colour(ink))
        metrics: QFontMetrics = option.fontMetrics
        elided = metrics.elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, alignment(column), elided)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(_NARROWEST, theme.current().measures.row)


def _paint_pill(painter: QPainter, inner: QRect, text: str, tone: str) -> None:
    ground, ink = {
        "good": ("green_soft", "green"),
        "warn": ("amber_soft", "amber"),
        "bad": ("brand_soft", "brand"),
        "calm": ("blue_soft", "blue"),
        "quiet": ("ground", "ink2"),
    }[tone]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(theme.font(theme.current().measures.small))
    metrics = painter.fontMetrics()
    height = metrics.height() + 4
    pill = QRect(inner.left(), inner.center().y() - height // 2, metrics.horizontalAdvance(text) + 18, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(ground))
    painter.drawRoundedRect(pill, height / 2, height / 2)
    painter.setPen(theme.colour(ink))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


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


class TableView(QTableView):
    """Shows a `TableModel`.

    Signals: opened(row), typed(text) when a person types a letter into the table, selected() when the selection or
    the shown rows change.
    """

    opened = Signal(int)
    typed = Signal(str)
    selected = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = TableModel(self)
        self._cells = CellPainter(self)
        self._fitted: tuple[str, ...] = ()
        self.setHorizontalHeader(CaptionHeader(self))
        self.setItemDelegate(self._cells)
        self.setModel(self.rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.current().measures.row)
        self._connect()

    def _connect(self) -> None:
        self.horizontalHeader().sectionClicked.connect(self._sort_by)
        self.doubleClicked.connect(self._open_index)
        self.selectionModel().selectionChanged.connect(self.selected)
        self.rows.modelReset.connect(self.selected)

    def show_table(self, table: Table) -> None:
        """Show a table; the row a person stood on stays, if it is still there."""
        row = self.current_row()
        kept = self.rows.drill_at(row) if row >= 0 else None
        self.rows.set_table(table)
        keys = tuple(column.key for column in self.rows.columns)
        if keys != self._fitted or not self._fitted:
            self.fit_columns()
        place = self.rows.row_of(kept) if kept is not None else -1
        self.stand_on(place if place >= 0 else min(max(row, 0), self.rows.rowCount() - 1))

    def stand_on(self, row: int) -> None:
        """Select a row and scroll to it."""
        if 0 <= row < self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(row, max(self.currentIndex().column(), 0)))

    def current_row(self) -> int:
        """Return the row a person stands on, or -1."""
        return self.currentIndex().row()

    def selected_rows(self) -> list[int]:
        """Return the selected rows."""
        chosen = self.selectionModel().selection()
        parts = [chosen.at(number) for number in range(chosen.size())]
        return sorted({row for part in parts for row in range(part.top(), part.bottom() + 1)})

    def fit_columns(self) -> None:
        """Make each column as wide as its head and the longest text of a sample."""
        self._fitted = tuple(column.key for column in self.rows.columns)
        metrics = QFontMetrics(theme.font())
        caption = QFontMetrics(theme.font(theme.current().measures.caption))
        sample = self._sample()
        sums = self.rows.sums()
        bold = QFontMetrics(theme.font(bold=True))
        wanted: list[int] = []
        for place, column in enumerate(self.rows.columns):
            longest = sorted({self.rows.text_at(row, place) for row in sample}, key=_breadth)[-3:]
            widths = [metrics.horizontalAdvance(text) for text in longest]
            widths.append(
                caption.horizontalAdvance(str(self.rows.headerData(place, Qt.Orientation.Horizontal))) + 14
            )
            if sums[place] is not None:
                widths.append(bold.horizontalAdvance(self.total_text(place, sums[place])))
            wanted.append(max(max(widths) + 2 * CELL_PADDING + 2, column.width, _NARROWEST))
        room = self.viewport().width()
        if sum(wanted) > room:
            wanted = [min(width, _WIDEST) for width in wanted]
        slack = min(max(room - sum(wanted), 0) // max(len(wanted), 1), _SLACK)
        for place, width in enumerate(wanted):
            self.setColumnWidth(place, width + slack)

    def total_text(self, place: int, total: int | None) -> str:
        """Write a sum as its column writes figures."""
        return show(total, self.rows.columns[place].kind)

    def _sample(self) -> list[int]:
        count = self.rows.rowCount()
        if count <= _SAMPLE:
            return list(range(count))
        return [*range(_SAMPLE // 2), *range(_SAMPLE // 2, count, max(1, count // (_SAMPLE // 2)))]

    def _sort_by(self, section: int) -> None:
        header = self.horizontalHeader()
        row = self.current_row()
        kept = self.rows.drill_at(row) if row >= 0 else None
        header.setSortIndicatorShown(True)
        self.rows.sort(section, header.sortIndicatorOrder())
        self.stand_on(max(self.rows.row_of(kept), 0) if kept is not None else 0)

    def _open_index(self, index: QModelIndex) -> None:
        self.opened.emit(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.current_row() >= 0:
            self.opened.emit(self.current_row())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Hand typed letters on instead of jumping about."""
        self.typed.emit(search)

    def _copy(self) -> None:
        places = range(len(self.rows.columns))
        lines = ["\t".join(self.rows.text_at(row, place) for place in places) for row in self.selected_rows()]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self._paint_grounds(painter)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        self._paint_lines(painter)

    def _visible_rows(self) -> range:
        first = self.rowAt(0)
        if first < 0:
            return range(0)
        last = self.rowAt(self.viewport().height() - 1)
        return range(first, (self.rows.rowCount() if last < 0 else last + 1))

    def _paint_grounds(self, painter: QPainter) -> None:
        selection = self.selectionModel()
        soft = theme.colour("blue_soft")
        for row in self._visible_rows():
            if selection.isRowSelected(row):
                painter.fillRect(
                    0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row), soft
                )

    def _paint_lines(self, painter: QPainter) -> None:
        width = self.viewport().width()
        painter.setPen(theme.colour("line"))
        for row in self._visible_rows():
            bottom = self.rowViewportPosition(row) + self.rowHeight(row) - 1
            painter.drawLine(0, bottom, width, bottom)
        current = self.current_row()
        if current >= 0 and self.hasFocus():
            top = self.rowViewportPosition(current)
            painter.fillRect(0, top, 3, self.rowHeight(current) - 1, theme.colour("blue"))


def _breadth(text: str) -> int:
    return sum(2 if character > "\u2e7f" else 1 for character in text)
