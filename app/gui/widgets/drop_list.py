"""The list that drops from a lookup: code, title and detail of each find; it never takes the focus from the field."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.core.text import N_
from app.gui import theme
from app.gui.models.grid_model import Find
from app.i18n.catalog import tr

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_MOST_SHOWN = 9
_NARROWEST = 380
_WIDEST = 640
_PADDING = 12
_GAP = 14
_SPARE = 4
"""Text is measured in whole pixels and drawn in parts of them."""


class FindModel(QAbstractListModel):
    """The finds, and as the last row the offer to make a new record where there is one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.finds: Sequence[Find] = ()
        self.offer = ""

    def show(self, finds: Sequence[Find], offer: str) -> None:
        """Show other finds."""
        self.beginResetModel()
        self.finds = finds
        self.offer = offer
        self.endResetModel()

    def find_at(self, row: int) -> Find | None:
        """Return the find of a row; None for the offer, and outside."""
        return self.finds[row] if 0 <= row < len(self.finds) else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.finds) + bool(self.offer)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            find = self.find_at(index.row())
            return self.offer if find is None else find.title
        return None


class FindPainter(QStyledItemDelegate):
    """Paints a find in one line: title in ink, code before and detail after it in grey."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, FindModel)
        rect: QRect = option.rect
        view = self.parent()
        assert isinstance(view, QListView)
        if view.currentIndex().row() == index.row():
            painter.fillRect(rect, theme.colour("blue_soft"))
        inner = rect.adjusted(_PADDING, 0, -_PADDING, 0)
        find = model.find_at(index.row())
        if find is None:
            painter.setPen(theme.colour("blue"))
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, model.offer)
            return
        metrics: QFontMetrics = option.fontMetrics
        code = min(_code_width(model.finds, metrics), inner.width() // 3)
        detail = (
            min(metrics.horizontalAdvance(find.detail) + _SPARE, inner.width() // 2) if find.detail else 0
        )
        title = inner.width() - (code + _GAP if code else 0) - (detail + _GAP if detail else 0)
        left = inner.left()
        if code:
            self._write(painter, metrics, QRect(left, inner.top(), code, inner.height()), find.code, "ink2")
            left += code + _GAP
        self._write(painter, metrics, QRect(left, inner.top(), title, inner.height()), find.title, "ink")
        if detail:
            box = QRect(inner.right() + 1 - detail, inner.top(), detail, inner.height())
            self._write(painter, metrics, box, find.detail, "ink2")

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(_NARROWEST, _row_height())

    def _write(self, painter: QPainter, metrics: QFontMetrics, box: QRect, text: str, ink: str) -> None:
        painter.setPen(theme.colour(ink))
        painter.drawText(
            box,
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width()),
        )


class DropList(QListView):
    """Hangs below a field, above everything else in the window. Signals: taken(row)."""

    taken = Signal(int)

    def __init__(self, field: QWidget) -> None:
        super().__init__(field.window())
        self._field = field
        self.finds = FindModel(self)
        self.setModel(self.finds)
        self.setItemDelegate(FindPainter(self))
        self.setProperty("role", "finds")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.clicked.connect(self._on_clicked)
        self.hide()

    def drop(self, finds: Sequence[Find], offer: str) -> None:
        """Show these finds below the field, the first one chosen."""
        self.finds.show(finds, offer or ("" if finds else tr(N_("没有找到"))))
        self.choose(0)
        self._place()
        self.show()
        self.raise_()

    @property
    def chosen(self) -> int:
        """The row that Enter would take, or -1."""
        return self.currentIndex().row() if self.isVisible() else -1

    def choose(self, row: int) -> None:
        """Put the choice on a row, within the list."""
        count = self.finds.rowCount()
        if count:
            self.setCurrentIndex(self.finds.index(min(max(row, 0), count - 1)))

    def _on_clicked(self, index: QModelIndex) -> None:
        self.taken.emit(index.row())

    def _place(self) -> None:
        window = self._field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        rows = min(max(self.finds.rowCount(), 1), _MOST_SHOWN)
        height = rows * _row_height() + 2
        width = min(max(self._wanted_width(), self._field.width(), _NARROWEST), _WIDEST)
        below = self._field.mapTo(window, QPoint(0, self._field.height() + 2))
        above = self._field.mapTo(window, QPoint(0, -height - 2))
        fits_below = below.y() + height <= window.height()
        corner = below if fits_below or above.y() < 0 else above
        left = max(0, min(corner.x(), window.width() - width - 4))
        self.setGeometry(left, corner.y(), width, height)

    def _wanted_width(self) -> int:
        metrics = self.fontMetrics()
        codes = _code_width(self.finds.finds, metrics)
        rest = max(
            (
                metrics.horizontalAdvance(f.title) + metrics.horizontalAdvance(f.detail)
                for f in self.finds.finds
            ),
            default=0,
        )
        return codes + rest + 2 * _PADDING + 2 * _GAP + 24


def _code_width(finds: Sequence[Find], metrics: QFontMetrics) -> int:
    return max((metrics.horizontalAdvance(find.code) + _SPARE for find in finds if find.code), default=0)


def _row_height() -> int:
    return theme.current().measures.px(32)
