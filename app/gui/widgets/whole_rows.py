"""Rows are seen whole or not at all: one whose words would be cut at the edge of a table, or touch it, is left out.

The bar at the side says that there is more; a row that somebody stands on is always seen.
"""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QTableView

from app.gui import theme


def cut_rows(view: QTableView) -> list[QRect]:
    """Return where rows stand whose words have no room, as far as they are in sight."""
    ground, words = view.viewport().rect(), view.fontMetrics().height()
    found = []
    for row in {view.rowAt(0), view.rowAt(ground.height() - 1)} - {-1, view.currentIndex().row()}:
        whole = QRect(0, view.rowViewportPosition(row), ground.width(), view.rowHeight(row))
        seen = whole & ground
        if seen.height() < (3 * whole.height() + words) // 4 < ground.height():
            found.append(seen)
    return found


def leave_out_cut_rows(view: QTableView, painter: QPainter) -> None:
    """Paint the ground over rows whose words are cut."""
    for rect in cut_rows(view):
        painter.fillRect(rect, theme.colour("paper"))
