"""What a cell of a table says, painted: figures right, negative ones red, the state as a pill, taken back in grey."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from app.core.kinds import NUMBERS, Kind
from app.gui import theme
from app.gui.models.table_model import TableModel, alignment
from app.gui.theme import CELL_PADDING

_NARROWEST = 56

TONES: Final = {
    "state": {
        "draft": "warn",
        "waiting": "calm",
        "posted": "good",
        "voided": "quiet",
        "reversed": "bad",
        "closed": "quiet",
    },
    "kind": {
        "short": "warn",
        "negative": "bad",
        "late": "warn",
        "overdue": "bad",
        "payable": "bad",
        "draft": "calm",
        "uncounted": "calm",
    },
    "mark": {"negative": "bad", "short": "warn", "low": "warn", "over": "calm", "sold": "calm"},
}
"""CHOICE columns that are drawn as pills, and the tone of each choice."""
_TAKEN_BACK = frozenset({"voided", "reversed"})


class CellPainter(QStyledItemDelegate):
    """Paints what a cell says. Grounds and lines belong to the view, because they run through the whole row."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self.padding = CELL_PADDING

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
        inner = rect.adjusted(self.padding, 0, -self.padding, 0)
        value = model.value_at(row, place)
        tone = TONES.get(column.key, {}).get(str(value)) if column.kind is Kind.CHOICE else None
        if tone is not None:
            is_selected = self._view.selectionModel().isRowSelected(row)
            _paint_pill(painter, inner, text, tone, is_selected=is_selected)
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


def _paint_pill(painter: QPainter, inner: QRect, text: str, tone: str, *, is_selected: bool) -> None:
    """Paint a pill; on the ground of a selected row its own would be lost, so it stands on paper there."""
    ground, ink = {
        "good": ("green_soft", "green"),
        "warn": ("amber_soft", "amber"),
        "bad": ("brand_soft", "brand"),
        "calm": ("blue_soft", "blue"),
        "quiet": ("line", "ink2"),
    }[tone]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(theme.font(theme.current().measures.small))
    metrics = painter.fontMetrics()
    height = metrics.height() + 4
    pill = QRect(inner.left(), inner.center().y() - height // 2, metrics.horizontalAdvance(text) + 18, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("paper" if is_selected else ground))
    painter.drawRoundedRect(pill, height / 2, height / 2)
    painter.setPen(theme.colour(ink))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
