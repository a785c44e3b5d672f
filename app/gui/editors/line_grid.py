"""The lines grid: a table of lines of one role. Keys walk it, cells open on typing, acts go to the document's owner."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QTableView,
    QWidget,
)

from app.core.kinds import NUMBERS, Kind
from app.core.text import EMPTY
from app.gui import theme
from app.gui.editors.grid_columns import GridColumns
from app.gui.editors.line_delegate import LineDelegate
from app.gui.keymap.in_force import is_key, told
from app.gui.models.grid_model import NUMBER, GridModel
from app.gui.models.titles import Titles
from app.gui.widgets.caption_header import CaptionHeader
from app.gui.widgets.input_line import wants_list
from app.gui.widgets.whole_rows import leave_out_cut_rows
from app.services.firm import Firm


class LineGrid(QTableView):
    """Shows a GridModel.

    Signals: left(step) when Enter goes on behind the last cell (1) or Shift+Enter before the first (-1);
    deleted(number), inserted(number), copied(number), looked_up(number) are asked for a line; undone(), redone();
    pasted(number, text);
    creation_asked(record type, text); marked(sentence) about what is being typed.
    """

    left = Signal(int)
    deleted = Signal(int)
    inserted = Signal(int)
    copied = Signal(int)
    looked_up = Signal(int)
    undone = Signal()
    redone = Signal()
    pasted = Signal(int, str)
    creation_asked = Signal(str, str)
    marked = Signal(str)

    def __init__(self, lines: GridModel, firm: Firm, titles: Titles, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = lines
        self._cells = LineDelegate(firm, titles, self)
        self._pressed_again = QModelIndex()
        self.hint = EMPTY
        """What an empty grid says."""
        self.setHorizontalHeader(CaptionHeader(self))
        self.setItemDelegate(self._cells)
        self.setModel(lines)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.current().measures.row)
        self.horizontalHeader().setSectionsClickable(False)
        self.columns = GridColumns(self, lines)
        self._connect()

    def _connect(self) -> None:
        self._cells.walked.connect(self.walk)
        self._cells.tabbed.connect(self._tab)
        self._cells.climbed.connect(self._climb)
        self._cells.creation_asked.connect(self.creation_asked)
        self._cells.marked.connect(self.marked)
        self.clicked.connect(self._on_clicked)
        self.selectionModel().currentRowChanged.connect(self._repaint)

    # Where the cursor is

    def number(self) -> int:
        """Return the number of the line the cursor is on; 0 when it is on none."""
        row = self.currentIndex().row()
        return self.lines.number_of(row) if row >= 0 and self.lines.is_row(row) else 0

    def stand(self, number: int, key: str = "") -> bool:
        """Put the cursor on a cell of a line and say whether it is here; without a key, where typing goes on."""
        row = self.lines.row_of(number)
        if row < 0 and number == self.lines.number_of(self.lines.rowCount() - 1):
            row = self.lines.rowCount() - 1
        if row < 0:
            return False
        place = self.lines.place_of(key) if key else -1
        if place >= 0 and self.isColumnHidden(place):
            self.columns.ask_for(key)
        self.setCurrentIndex(self.lines.index(row, place if place >= 0 else self._first_place(row)))
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def point(self, number: int) -> None:
        """Show a line without taking the cursor from where it is."""
        row = self.lines.row_of(number)
        if row >= 0:
            index = self.lines.index(row, max(self.lines.place_of("quantity"), 0))
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def begin(self) -> None:
        """Go to the first cell that waits to be typed: of the empty row, else of the first row."""
        row = self.lines.rowCount() - 1 if self.lines.has_empty_row else 0
        self._open(row, self._first_place(row))

    def end(self) -> None:
        """Go to the last cell that is typed."""
        row = self.lines.rowCount() - 1
        walked = self._walked(row)
        self._open(row, walked[-1] if walked else 0)

    def put(self, value: object) -> None:
        """Put a value into the cell under the cursor as if it had been typed, and go on."""
        index = self.currentIndex()
        if index.isValid() and self.lines.is_typed(index.row(), index.column()):
            self._cells.drop()
            self.lines.setData(index, value)
            self.walk(1)

    def close_editor(self) -> bool:
        """Read what is being typed in a cell; False, with the cursor there, when it cannot be read."""
        editor = self._cells.open
        if editor is None:
            return True
        if not editor.commit():
            editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        self._cells.finish(editor)
        return True

    @property
    def is_open(self) -> bool:
        """Say whether a cell is being typed into."""
        return self._cells.open is not None

    # Walking

    def walk(self, step: int) -> None:
        """Go to the next cell that needs typing, over the end of the row into the next one."""
        row, place = self.currentIndex().row(), self.currentIndex().column()
        if step > 0 and not self.lines.is_row(row):
            self._step_out(1)
            return
        ahead = [each for each in self._walked(row) if (each > place if step > 0 else each < place)]
        if ahead:
            self._open(row, ahead[0] if step > 0 else ahead[-1])
            return
        rows = range(row + 1, self.lines.rowCount()) if step > 0 else range(row - 1, -1, -1)
        for other in rows:
            walked = self._walked(other)
            if walked:
                self._open(other, walked[0] if step > 0 else walked[-1])
                return
        self._step_out(step)

    def _step_out(self, step: int) -> None:
        self.clearSelection()
        self.left.emit(step)

    def _tab(self, step: int) -> None:
        row, place = self.currentIndex().row(), self.currentIndex().column()
        places = [each for each in self.columns.in_sight() if self.lines.is_typed(row, each)]
        ahead = [each for each in places if (each > place if step > 0 else each < place)]
        if ahead:
            self._open(row, ahead[0] if step > 0 else ahead[-1])
        elif 0 <= row + step < self.lines.rowCount():
            self._open(
                row + step, self._first_place(row + step) if step > 0 else self._last_place(row + step)
            )
        else:
            self._step_out(step)

    def _climb(self, step: int) -> None:
        row, place = self.currentIndex().row() + step, self.currentIndex().column()
        if 0 <= row < self.lines.rowCount():
            self._open(row, place if self.lines.is_typed(row, place) else self._first_place(row))

    def _open(self, row: int, place: int) -> None:
        if not 0 <= row < self.lines.rowCount():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        index = self.lines.index(row, place)
        if self._cells.open is not None and self.currentIndex() == index:
            self._cells.open.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not self.close_editor():
            return
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        if self.lines.is_typed(row, place):
            self.edit(index)

    def _walked(self, row: int) -> list[int]:
        return [place for place in self.columns.in_sight() if self.lines.is_walked(row, place)]

    def _first_place(self, row: int) -> int:
        return next(iter(self._walked(row)), max(self.lines.place_of(self.lines.begins_with), 0))

    def _last_place(self, row: int) -> int:
        return next(iter(reversed(self._walked(row))), max(self.lines.place_of(self.lines.begins_with), 0))

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, number = event.key(), self.number()
        is_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._enter(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            self._tab(1 if key == Qt.Key.Key_Tab else -1)
        elif is_key(event, "line.deals") and self._is_figure():
            self._act(self.looked_up, number)
        elif self.lines.is_read_only:
            super().keyPressEvent(event)
        elif is_key(event, "line.delete"):
            self._act(self.deleted, number)
        elif self.lines.begins_with and is_key(event, "line.insert"):
            self._act(self.inserted, number)
        elif self.lines.begins_with and is_key(event, "line.copy"):
            self._act(self.copied, number)
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undone.emit()
        elif event.matches(QKeySequence.StandardKey.Redo) or (is_control and key == Qt.Key.Key_Y):
            self.redone.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            if self.lines.rowCount():  # lines that are only drawn from others: none is here yet
                self.pasted.emit(self._number_here(), QGuiApplication.clipboard().text())
        elif wants_list(event) and not self.is_open:  # an open text has handed it on: it has no list
            self._open(self.currentIndex().row(), self.currentIndex().column())
            if self._cells.open is not None:
                QGuiApplication.sendEvent(self._cells.open, event.clone())
        elif key == Qt.Key.Key_Space and self._tick():
            pass
        else:
            super().keyPressEvent(event)

    def _is_figure(self) -> bool:
        """Say whether the cell under the cursor has no list of its own: F4 is free there."""
        index = self.currentIndex()
        return index.isValid() and (
            self.lines.is_read_only or self.lines.columns[index.column()].kind in NUMBERS
        )

    def _enter(self, step: int) -> None:
        index = self.currentIndex()
        if index.isValid() and step > 0 and self.lines.is_typed(index.row(), index.column()):
            self._open(index.row(), index.column())
        elif index.isValid():
            self.walk(step)
        else:
            self.begin()

    def _act(self, signal: object, number: int) -> None:
        """Ask for something to be done to the line the cursor is on, once nothing is being typed."""
        if number and self.close_editor():
            signal.emit(number)  # type: ignore[attr-defined]

    def columns_from_here(self) -> list[int]:
        """Return the columns in sight from the cursor to the right."""
        places = self.columns.in_sight()
        here = self.currentIndex().column()
        return places[places.index(here) :] if here in places else places

    def _number_here(self) -> int:
        row = self.currentIndex().row()
        return self.lines.number_of(row if row >= 0 else self.lines.rowCount() - 1)

    def _tick(self) -> bool:
        index = self.currentIndex()
        if not index.isValid() or self.lines.columns[index.column()].kind is not Kind.BOOL:
            return False
        if self.lines.is_typed(index.row(), index.column()):
            self.lines.setData(index, not self.lines.value_at(index.row(), index.column()))
        return True

    def _on_clicked(self, index: QModelIndex) -> None:
        """A click ticks a tick; one into the empty row begins a line, a second one into a cell opens it.

        Qt would open it half a second later, and take the keys from wherever one has gone meanwhile.
        """
        if self._tick():
            return
        if not self.lines.is_row(index.row()):
            self._open(index.row(), self._first_place(index.row()))
        elif index == self._pressed_again:
            self._open(index.row(), index.column())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note whether the cursor stands there already."""
        at = self.indexAt(event.position().toPoint())
        self._pressed_again = at if at == self.currentIndex() else QModelIndex()
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.columns.make_room()

    # Painting

    def _repaint(self) -> None:
        """The row with the cursor is tinted beyond its cells, to the edge of the grid."""
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand on a line; not on its number, where Qt would begin, nor on what is out of sight."""
        if self.lines.is_read_only and not self.currentIndex().isValid():
            seen = [place for place in self.columns.in_sight() if self.lines.columns[place].key != NUMBER]
            self.setCurrentIndex(self.lines.index(0, seen[0]))
        super().focusInEvent(event)
        self._repaint()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._repaint()

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        has_cursor = self.isAncestorOf(QApplication.focusWidget() or self.window()) or self.hasFocus()
        current = self.currentIndex().row() if has_cursor else -1
        width = self.viewport().width()
        for row in self._rows_in_sight():
            top, height = self.rowViewportPosition(row), self.rowHeight(row)
            if row == current:
                painter.fillRect(0, top, width, height, theme.colour("blue_soft"))
            painter.setPen(theme.colour("line"))
            painter.drawLine(0, top + height - 1, width, top + height - 1)
        if not self.lines.rowCount():
            painter.setPen(theme.colour("ink3"))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, told(self.hint))
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        leave_out_cut_rows(self, painter)

    def _rows_in_sight(self) -> range:
        first = self.rowAt(0)
        last = self.rowAt(self.viewport().height() - 1)
        rows = self.lines.rowCount()
        return range(max(first, 0), rows if last < 0 else last + 1) if rows else range(0)
