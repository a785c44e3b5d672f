"""A table for reading: calm rows with hairlines, figures under their heads, columns as wide as what they hold.

Enter or a double-click opens a row, typing goes to the filter, Ctrl+C copies rows as a spreadsheet understands them.
"""

from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QTableView,
    QWidget,
)

from app.core.table import Table
from app.core.text import N_
from app.gui import theme
from app.gui.models.table_model import TableModel
from app.gui.theme import CELL_PADDING
from app.gui.widgets import column_memory
from app.gui.widgets.caption_header import CaptionHeader
from app.gui.widgets.cell_painter import CellPainter
from app.i18n.catalog import tr
from app.i18n.show import show

_NARROWEST = 56
_WIDEST = 340
"""A column is wider only where all columns have room."""
_REMEMBER_MS = 400
_SLACK = 28
"""What a column may be wider than it needs, so that a small table does not huddle in its corner."""
_LONGEST = 8
"""Texts measured for a column: those with most characters, because measuring all takes longer than reading them."""
_SAMPLE = 400
"""Rows looked at for the width of a column: the first half of them and others spread over the table."""


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
        self.name = ""
        """By this name the arrangement of the columns is remembered; without one it is not."""
        self.rows = TableModel(self)
        self._is_fitting = False
        self._later = QTimer(self, singleShot=True, interval=_REMEMBER_MS)
        self._idle = QTimer(self, interval=0)
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
        header = self.horizontalHeader()
        header.sectionClicked.connect(self._sort_by)
        header.sectionResized.connect(self._on_arranged)
        header.sectionMoved.connect(self._on_arranged)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._offer_columns)
        self._later.timeout.connect(self._remember)
        self._idle.timeout.connect(self._read_ahead)
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
        metrics = QFontMetrics(theme.font())
        caption = QFontMetrics(theme.font(theme.current().measures.caption))
        sample = self._sample()
        sums = self.rows.sums()
        bold = QFontMetrics(theme.font(bold=True))
        wanted: list[int] = []
        for place, column in enumerate(self.rows.columns):
            longest = sorted({self.rows.text_at(row, place) for row in sample}, key=_breadth)[-_LONGEST:]
            widths = [metrics.horizontalAdvance(text) for text in longest]
            widths.append(
                caption.horizontalAdvance(str(self.rows.headerData(place, Qt.Orientation.Horizontal))) + 14
            )
            if sums[place] is not None:
                widths.append(bold.horizontalAdvance(self.total_text(place, sums[place])))
            wanted.append(max(max(widths) + 2 * CELL_PADDING + 2, column.width, _NARROWEST))
        room = self._room()
        if sum(wanted) > room:
            wanted = [min(width, _WIDEST) for width in wanted]
        if only_wider:
            wanted = [max(width, self.columnWidth(place)) for place, width in enumerate(wanted)]
        else:
            slack = min(max(room - sum(wanted), 0) // max(len(wanted), 1), _SLACK)
            wanted = [width + slack for width in wanted]
        self._arrange(wanted)

    def _room(self) -> int:
        """Return the width for the columns, beside the scroll bar that the rows will need."""
        bar = self.verticalScrollBar()
        is_long = self.rows.rowCount() * self.verticalHeader().defaultSectionSize() > self.viewport().height()
        return self.viewport().width() - (bar.sizeHint().width() if is_long and not bar.isVisible() else 0)

    # How a person arranged the columns

    def _arrange(self, widths: list[int]) -> None:
        """Apply what is remembered over what was measured."""
        self._is_fitting = True
        known = column_memory.load(self.name) if self.name else column_memory.Arrangement()
        keys = [column.key for column in self.rows.columns]
        header = self.horizontalHeader()
        for place, key in enumerate(keys):
            header.setSectionHidden(place, key in known.hidden)
            self.setColumnWidth(place, known.widths.get(key, widths[place]))
        wanted = [key for key in known.order if key in keys]
        wanted += [key for key in keys if key not in wanted]
        for visual, key in enumerate(wanted):
            header.moveSection(header.visualIndex(keys.index(key)), visual)
        self._is_fitting = False

    def _on_arranged(self) -> None:
        if self.name and not self._is_fitting:
            self._later.start()

    def _remember(self) -> None:
        header = self.horizontalHeader()
        keys = [column.key for column in self.rows.columns]
        places = range(len(keys))
        known = column_memory.load(self.name)
        hidden = tuple(keys[place] for place in places if header.isSectionHidden(place))
        shown = {keys[place]: header.sectionSize(place) for place in places if keys[place] not in hidden}
        order = tuple(keys[header.logicalIndex(visual)] for visual in places)
        column_memory.save(
            self.name,
            column_memory.Arrangement(
                order=order if order != tuple(keys) else (), widths={**known.widths, **shown}, hidden=hidden
            ),
        )

    def _offer_columns(self, at: QPoint) -> None:
        """Offer to hide and show columns, and to forget the arrangement."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        header = self.horizontalHeader()
        for place, column in enumerate(self.rows.columns):
            action = menu.addAction(tr(column.label))
            action.setCheckable(True)
            action.setChecked(not header.isSectionHidden(place))
            action.toggled.connect(partial(self.show_column, place))
        menu.addSeparator()
        menu.addAction(tr(N_("恢复默认列"))).triggered.connect(self.forget_arrangement)
        menu.popup(header.mapToGlobal(at))

    def show_column(self, place: int, is_shown: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Show or hide a column; the last one stays."""
        header = self.horizontalHeader()
        if is_shown or header.count() - header.hiddenSectionCount() > 1:
            header.setSectionHidden(place, not is_shown)
            self._on_arranged()

    def forget_arrangement(self) -> None:
        """Go back to what the table itself says."""
        self._later.stop()
        if self.name:
            column_memory.save(self.name, column_memory.Arrangement())
        self.fit_columns()

    def seen_table(self) -> Table:
        """Return the table exactly as it is seen: rows as sorted and filtered, columns as arranged (G56)."""
        header = self.horizontalHeader()
        shown = [header.logicalIndex(visual) for visual in range(header.count())]
        keys = [self.rows.columns[place].key for place in shown if not header.isSectionHidden(place)]
        return self.rows.seen_table().keep(keys)

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
