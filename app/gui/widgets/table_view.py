"""A table for reading: calm rows with hairlines, figures under their heads, columns as wide as what they hold.

Enter or a double-click opens a row, typing goes to the filter, Ctrl+C copies rows as a spreadsheet understands them.
"""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.core.kinds import NUMBERS, Kind
from app.core.table import Table
from app.gui import theme
from app.gui.models.table_model import TableModel
from app.gui.widgets.arranged_columns import ArrangedColumns
from app.gui.widgets.caption_header import CaptionHeader
from app.gui.widgets.cell_painter import CellPainter
from app.gui.widgets.column_widths import Demand, spread
from app.gui.widgets.head_text import in_two
from app.gui.widgets.own_viewport import give_viewport
from app.gui.widgets.whole_rows import leave_out_cut_rows
from app.i18n.show import show

Index = QModelIndex | QPersistentModelIndex
_GOOD_PX = 130
_LEAST_PX = 88
"""What a text column keeps where columns are narrowed: a name's worth, and where even that has no room."""
_MAY_BE_CUT = frozenset({Kind.TEXT, Kind.LINK})
_LONGEST = 8
"""Texts measured for a column: those with most characters, because measuring all takes longer than reading them."""
_SAMPLE = 400
"""Rows looked at for the width of a column: the first half of them and others spread over the table."""


class TableView(QTableView):
    """Shows a `TableModel`.

    Signals: opened(row), typed(text) when a person types a letter into the table, selected() when the selection or
    the shown rows change, spread_out() when the columns have got their widths.
    """

    opened = Signal(int)
    typed = Signal(str)
    selected = Signal()
    spread_out = Signal()
    gives_way = True
    """Whether lesser columns may go out of sight where there is no room; where a person checks columns, none may."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give_viewport(self)
        self.rows = TableModel(self)
        self._idle = QTimer(self, interval=0)
        self._cells = CellPainter(self)
        self._fitted: tuple[str, ...] = ()
        self._demands: tuple[Demand, ...] = ()
        self._again = QTimer(self, interval=0, singleShot=True)
        self.heads = CaptionHeader(self)
        self.setHorizontalHeader(self.heads)
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
        self.arranged = ArrangedColumns(self, self.heads, lambda: self.rows.columns, self.fit_columns)
        self._connect()

    def _connect(self) -> None:
        header = self.horizontalHeader()
        header.sectionClicked.connect(self._sort_by)
        self.horizontalScrollBar().valueChanged.connect(self._on_scrolled)
        self._idle.timeout.connect(self._read_ahead)
        self._again.timeout.connect(self._lay_out)
        self.doubleClicked.connect(self._open_index)
        self.selectionModel().selectionChanged.connect(self.selected)
        self.selected.connect(self.viewport().update)
        self.rows.modelReset.connect(self.selected)

    def show_table(self, table: Table) -> None:
        """Show a table; the row a person stood on stays, if it is still there."""
        row = self.current_row()
        kept = self.rows.drill_at(row) if row >= 0 else None
        self.rows.set_table(table)
        self._idle.start()
        keys = tuple(column.key for column in self.rows.columns)
        self.fit_columns(only_wider=keys == self._fitted)
        self._fitted = keys if table.rows else ()
        place = self.rows.row_of(kept) if kept is not None else -1
        self.stand_on(place if place >= 0 else min(max(row, 0), self.rows.rowCount() - 1))

    def _read_ahead(self) -> None:
        if not self.rows.read_ahead():
            self._idle.stop()

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
        if len(parts) == 1:
            return list(range(parts[0].top(), parts[0].bottom() + 1))
        return sorted({row for part in parts for row in range(part.top(), part.bottom() + 1)})

    def fit_columns(self, *, only_wider: bool = False) -> None:
        """Make each column as wide as its head and the longest text of a sample; a reload never makes one narrower."""
        demands = tuple(self._demand(place, self._sample()) for place in range(len(self.rows.columns)))
        if only_wider and len(self._demands) == len(demands):
            demands = tuple(
                demand.wider(before) for demand, before in zip(demands, self._demands, strict=True)
            )
        self._demands = demands
        self._lay_out()

    def _demand(self, place: int, sample: Sequence[int]) -> Demand:
        column = self.rows.columns[place]
        metrics = QFontMetrics(theme.font())
        caption = QFontMetrics(theme.font(theme.current().measures.caption)).horizontalAdvance
        head = str(self.rows.headerData(place, Qt.Orientation.Horizontal))
        longest = sorted({self.rows.text_at(row, place) for row in sample}, key=_breadth)[-_LONGEST:]
        widths = [metrics.horizontalAdvance(text) for text in longest]
        total = self.rows.sums()[place]
        if total is not None:
            bold = QFontMetrics(theme.font(bold=True))
            widths.append(bold.horizontalAdvance(self.total_text(place, total)))
        return Demand(
            content=max(widths, default=0),
            head=caption(head),
            head_in_two=max(map(caption, in_two(head, caption))),
            least=column.width,
            may_be_cut=column.kind in _MAY_BE_CUT,
            is_figure=column.kind in NUMBERS,
            is_empty=not any(longest) and not total,
        )

    def _lay_out(self) -> None:
        """Spread the columns over the width there is."""
        if len(self._demands) != len(self.rows.columns):
            return
        asks = self.arranged.asks(self._demands)
        seen = list(asks)
        header, measures = self.horizontalHeader(), theme.current().measures
        by = header.sortIndicatorSection() if header.isSortIndicatorShown() else -1
        done = spread(
            list(asks.values()),
            self._room(),
            good=measures.px(_GOOD_PX),
            least=measures.px(_LEAST_PX),
            sorted_by=seen.index(by) if by in seen else len(seen),
            gives_way=self.gives_way and not self.heads.frozen,
        )
        widths = dict(zip(seen, done.widths, strict=True))
        gone = frozenset(seen[number] for number in done.gone)
        self._cells.padding = self.heads.padding = done.padding
        is_in_two = any(
            self._demands[place].head + 2 * done.padding > widths[place]
            for place in seen
            if place not in gone
        )
        self.heads.put_in(2 if is_in_two else 1)
        self.arranged.arrange(widths, gone)
        self.spread_out.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._again.start()

    def _room(self) -> int:
        """Return the width for the columns, beside the scroll bar that the rows will need."""
        bar = self.verticalScrollBar()
        is_long = self.rows.rowCount() * self.verticalHeader().defaultSectionSize() > self.viewport().height()
        return self.viewport().width() - (bar.sizeHint().width() if is_long and not bar.isVisible() else 0)

    def seen_table(self) -> Table:
        """Return the table exactly as it is seen: rows as sorted and filtered, columns as arranged (G56).

        A column that only the width of the window keeps from sight is there: paper and files have room.
        """
        return self.rows.seen_table().keep([self.rows.columns[place].key for place in self.arranged.seen()])

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
        number = self.rows.number_at(self.current_row())
        header.setSortIndicatorShown(True)
        self.rows.sort(section, header.sortIndicatorOrder())
        self.fit_columns(only_wider=True)
        self.stand_on(max(self.rows.row_of_number(number), 0))

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
        places = self.arranged.seen()
        lines = ["\t".join(self.rows.text_at(row, place) for place in places) for row in self.selected_rows()]
        QGuiApplication.clipboard().setText("\n".join(lines))

    # Frozen columns: what scrolls below them is painted over, and a click means what is seen

    def _on_scrolled(self) -> None:
        if self.heads.frozen:
            self.viewport().update()
            self.heads.viewport().update()

    def indexAt(self, pos: QPoint) -> QModelIndex:
        """Return the cell that is seen there."""
        if pos.x() >= self.heads.held_width():
            return super().indexAt(pos)
        place = self.heads.logicalIndexAt(pos.x() - self.heads.offset())
        return self.rows.index(self.rowAt(pos.y()), place)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a cell into sight, beside the frozen columns; one of those is in sight already."""
        bar = self.horizontalScrollBar()
        before, is_held = bar.value(), index.column() in self.heads.held()
        super().scrollTo(index, hint)
        if is_held:
            bar.setValue(before)
        elif index.column() not in self.heads.held():
            bar.setValue(
                bar.value() - max(self.heads.held_width() - self.columnViewportPosition(index.column()), 0)
            )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self._paint_grounds(painter)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        self._paint_held(painter)
        self._paint_lines(painter)
        leave_out_cut_rows(self, painter)

    def _paint_held(self, painter: QPainter) -> None:
        """Paint the frozen columns over what was scrolled below them."""
        held, width = self.heads.held(), self.heads.held_width()
        if not held:
            return
        painter.save()
        painter.setClipRect(0, 0, width, self.viewport().height())
        painter.fillRect(0, 0, width, self.viewport().height(), theme.colour("paper"))
        self._paint_grounds(painter)
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        for row in self._visible_rows():
            left = 0
            for place in held:
                wide = self.columnWidth(place)
                option.rect = QRect(left, self.rowViewportPosition(row), wide, self.rowHeight(row))
                self._cells.paint(painter, option, self.rows.index(row, place))
                left += wide
        painter.setPen(theme.colour("line"))
        painter.drawLine(width - 1, 0, width - 1, self.viewport().height())
        painter.restore()

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
