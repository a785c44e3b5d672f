"""The things that get labels, and how many each gets: digits change the number, Space leaves one out or takes it in."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QTableView,
    QWidget,
)

from app.core.text import N_, Message
from app.gui import theme
from app.gui.input.arithmetic import NotANumber, read_number
from app.gui.widgets.caption_header import CaptionHeader
from app.gui.widgets.empty_state import EmptyState
from app.gui.widgets.input_line import ENTERS
from app.gui.widgets.whole_rows import leave_out_cut_rows
from app.i18n.catalog import fill, tr
from app.services.labels.wanted import MOST, Wanted

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_HEADS: Final = (N_("名称"), N_("编码、批号"), N_("张数"))
_COUNT: Final = 2
_WIDTHS: Final = (0, 190, 76)


class CountsModel(QAbstractTableModel):
    """Signals: edited() when a number is another one, refused(str) when what was typed is none."""

    edited = Signal()
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wanted: tuple[Wanted, ...] = ()
        self.counts: list[int] = []

    def show(self, wanted: Sequence[Wanted]) -> None:
        """Show things, each with its usual number."""
        self.beginResetModel()
        self.wanted = tuple(wanted)
        self.counts = [each.count for each in wanted]
        self.endResetModel()

    @property
    def pairs(self) -> list[tuple[Wanted, int]]:
        """The things that get labels, and how many."""
        return [pair for pair in zip(self.wanted, self.counts, strict=True) if pair[1]]

    @property
    def whole(self) -> int:
        """How many labels these are."""
        return sum(self.counts)

    def set_all(self, count_of: Callable[[Wanted], int]) -> None:
        """Give each thing another number."""
        self.counts = [count_of(each) for each in self.wanted]
        self._tell(0, len(self.counts) - 1)

    def replace(self, row: int, thing: Wanted) -> None:
        """Put another thing in the place of one: the same goods with a weight."""
        self.wanted = (*self.wanted[:row], thing, *self.wanted[row + 1 :])
        self.counts[row] = thing.count
        self._tell(row, row)

    def toggle(self, row: int) -> None:
        """Leave a thing out, or take it in with its usual number."""
        if 0 <= row < len(self.counts):
            self.counts[row] = 0 if self.counts[row] else max(1, self.wanted[row].count)
            self._tell(row, row)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.wanted)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(_HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(_HEADS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole and section == _COUNT:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == _COUNT else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                thing = self.wanted[index.row()]
                return (thing.title, thing.detail, str(self.counts[index.row()]))[index.column()]
            case Qt.ItemDataRole.ToolTipRole if index.column() < _COUNT:
                thing = self.wanted[index.row()]
                return (thing.title, thing.detail)[index.column()]
            case Qt.ItemDataRole.TextAlignmentRole if index.column() == _COUNT:
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a number of labels."""
        try:
            count = read_number(str(value) or "0", 0)
        except NotANumber:
            count = -1
        if not 0 <= count <= MOST:
            self.refused.emit(fill(Message.of(N_("张数写 0 到 {most} 的整数"), most=MOST)))
            return False
        if count != self.counts[index.row()]:
            self.counts[index.row()] = count
            self._tell(index.row(), index.row())
        return True

    def _tell(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, _COUNT))
        self.edited.emit()


class CountsView(QTableView):
    """Signals: entered() when Enter is pressed outside a number, stood(row) when the cursor is on another thing."""

    entered = Signal()
    stood = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.things = CountsModel(self)
        self.setProperty("role", "sheet")
        self.setHorizontalHeader(CaptionHeader(self))
        self.setModel(self.things)
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.DoubleClicked | triggers.EditKeyPressed)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(tr(N_("张数")))
        self.verticalHeader().hide()
        measures = theme.current().measures
        self.verticalHeader().setDefaultSectionSize(measures.row)
        header = self.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for place, width in enumerate(_WIDTHS[1:], start=1):
            self.setColumnWidth(place, measures.px(width))
        self.clicked.connect(self._to_count)

    @property
    def row(self) -> int:
        """The row with the cursor, or -1."""
        return self.currentIndex().row()

    def stand_on(self, row: int) -> None:
        """Put the cursor on a thing: on its number, so that digits change it."""
        if 0 <= row < self.things.rowCount():
            self.setCurrentIndex(self.things.index(row, _COUNT))

    def commit(self) -> None:
        """Read what is being typed."""
        editor = QApplication.focusWidget()
        if self.state() == QAbstractItemView.State.EditingState and isinstance(editor, QLineEdit):
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which thing is in front."""
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.stood.emit(current.row())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        leave_out_cut_rows(self, QPainter(self.viewport()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter prints; Space takes a thing in or leaves it out; there is nothing to walk across."""
        key = event.key()
        if self.state() != QAbstractItemView.State.EditingState:
            if key in ENTERS:
                self.entered.emit()
                return
            if key == Qt.Key.Key_Space:
                self.things.toggle(self.row)
                return
            if key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
                return
        super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter in a number goes on to the next thing."""
        hints = QAbstractItemDelegate.EndEditHint
        super().closeEditor(editor, hints.NoHint)
        if hint in {hints.SubmitModelCache, hints.EditNextItem}:
            self.stand_on(self.row + 1)
        elif hint == hints.EditPreviousItem:
            self.stand_on(self.row - 1)

    def _to_count(self, index: QModelIndex) -> None:
        self.stand_on(index.row())


class NothingToLabel(EmptyState):
    """Stands in the place of the things while there are none, and says where to begin."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.say(tr(N_("没有可以打标签的东西")), tr(N_("在列表里先选几行，或者在单据里先填商品，再来打")))
        self.hide()
