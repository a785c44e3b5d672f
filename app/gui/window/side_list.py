"""The list at the left of a tab: its kinds, and behind each how many drafts wait."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.gui import theme
from app.gui.window.tabs import Entry, tabs
from app.i18n.catalog import tr

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_WIDTH_PX = 156
_ROW_PX, _LOW_PX = 37, 30
_HEAD_SHARE = 0.9
"""What the head of a group takes of the height of a row."""
_AROUND_PX = 12
_LEFT_PX, _RIGHT_PX, _COUNT_PX = 18, 12, 30


class _Kinds(QAbstractListModel):
    """Entries and counts."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()
        self.counts: Mapping[str, int] = {}

    def show(self, entries: tuple[Entry, ...]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in {
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        }:
            return tr(self.entries[index.row()].label)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not self.entries[index.row()].sort:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _KindPainter(QStyledItemDelegate):
    """Paints a kind: the chosen one on soft vermilion with a bar, its count at the right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        view = self.parent()
        assert isinstance(model, _Kinds)
        assert isinstance(view, QListView)
        rect: QRect = option.rect
        entry = model.entries[index.row()]
        is_current = view.currentIndex().row() == index.row()
        if is_current:
            painter.fillRect(rect, theme.colour("brand_soft"))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.colour("brand"))
        inner = rect.adjusted(_LEFT_PX, 0, -_RIGHT_PX, 0)
        measures = theme.current().measures
        painter.setFont(theme.font(measures.small if not entry.sort else measures.base, bold=is_current))
        painter.setPen(theme.colour("ink" if is_current else "ink2" if entry.sort else "ink3"))
        below = Qt.AlignmentFlag.AlignVCenter if entry.sort else Qt.AlignmentFlag.AlignBottom
        count = model.counts.get(entry.key, 0) if entry.sort == "list" else 0
        room = inner.adjusted(0, 0, -_COUNT_PX if count else 0, 0 if entry.sort else -5)
        text = painter.fontMetrics().elidedText(tr(entry.label), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | below, text)
        if count:
            self._paint_count(painter, inner, count)

    def _paint_count(self, painter: QPainter, inner: QRect, count: int) -> None:
        painter.save()
        painter.setFont(theme.font(theme.current().measures.small))
        text = str(count)
        metrics = painter.fontMetrics()
        width = max(metrics.horizontalAdvance(text) + 12, 22)
        height = metrics.height() + 2
        pill = QRect(inner.right() - width, inner.center().y() - height // 2, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("amber_soft"))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setPen(theme.colour("amber"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        assert isinstance(view, SideList)
        return QSize(_WIDTH_PX, view.row_height(index.row()))


def _lasting() -> tuple[Entry, ...]:
    """Return what the tabs list whose kinds are known from the start: the list is as wide for all of them."""
    return tuple(entry for tab in tabs() if "report" not in tab.sorts for entry in tab.entries)


def _widest(entries: tuple[Entry, ...]) -> int:
    """Return the room that the longest of some entries takes, so that no language is cut."""
    metrics = QFontMetrics(theme.font(theme.current().measures.base, bold=True))
    return max(
        metrics.horizontalAdvance(tr(entry.label)) + (_COUNT_PX if entry.sort == "list" else 0)
        for entry in entries
    ) + (_LEFT_PX + _RIGHT_PX)


class SideList(QListView):
    """Signals: chosen(Entry) by click or Enter."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kinds = _Kinds(self)
        self.setModel(self._kinds)
        self.setItemDelegate(_KindPainter(self))
        self.setProperty("role", "kinds")
        self.setFixedWidth(theme.current().measures.px(_WIDTH_PX))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._choose)

    def row_height(self, row: int) -> int:
        """Return how high a kind or a head is: a little lower where that brings all of them into sight."""
        entries, measures = self._kinds.entries, theme.current().measures
        heads = sum(not entry.sort for entry in entries)
        whole = len(entries) - heads + heads * _HEAD_SHARE
        wanted = int((self.viewport().height() - _AROUND_PX) / max(whole, 1))
        height = wanted if measures.px(_LOW_PX) <= wanted <= measures.px(_ROW_PX) else measures.px(_ROW_PX)
        return height if entries[row].sort else int(height * _HEAD_SHARE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def show_entries(self, entries: tuple[Entry, ...]) -> None:
        """Show the kinds of another tab; the list grows for long reports and stays so, else nothing moves."""
        if entries != self._kinds.entries:
            self._kinds.show(entries)
            if entries:
                # With room for the scroll bar: whether it shows depends on the height of the window.
                bar = self.verticalScrollBar().sizeHint().width() + self.width() - self.contentsRect().width()
                self.setFixedWidth(max(self.minimumWidth(), _widest((*entries, *_lasting())) + bar))

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many drafts wait, by kind."""
        self._kinds.counts = counts
        self.viewport().update()

    @property
    def counts(self) -> Mapping[str, int]:
        """How many drafts wait, by kind."""
        return self._kinds.counts

    def mark(self, entry: Entry) -> None:
        """Mark the kind whose page is in front."""
        if entry in self._kinds.entries:
            self.setCurrentIndex(self._kinds.index(self._kinds.entries.index(entry)))
        else:
            self.setCurrentIndex(QModelIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right}:
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid() and self._kinds.entries[index.row()].sort:
            self.chosen.emit(self._kinds.entries[index.row()])
