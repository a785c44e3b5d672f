"""A list of the parts of something that is designed: what a part is stands first and is read whole, choices follow.

The widths of the later columns are fixed; the column after the first one takes what is left.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QFontMetrics, QInputMethodEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QLineEdit, QTableView, QWidget

from app.gui import theme
from app.gui.widgets.caption_header import CaptionHeader
from app.gui.widgets.whole_rows import leave_out_cut_rows

NAME: Final = 0
"""The column in which a part is named and ticked."""
_ROW_PX: Final = 30
_LONGEST_PX: Final = 230
"""A field of the firm's own may be called as long as it likes."""
_AROUND_PX: Final = 16
"""What the style sheet puts around a cell; Qt forgets it beside a tick."""
_SPARE_PX: Final = 8
"""Beside the words of a head, which are there before there is a part."""


class PartList(QTableView):
    """Shows the parts of a model, with the widths of its columns."""

    def __init__(
        self, model: QAbstractItemModel, widths: Sequence[int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "sheet")
        self.setHorizontalHeader(CaptionHeader(self))
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.DoubleClicked | triggers.EditKeyPressed)
        self.setShowGrid(False)
        self.setWordWrap(False)  # else Qt takes two short lines for enough
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        measures = theme.current().measures
        self.verticalHeader().setDefaultSectionSize(measures.px(_ROW_PX))
        header = self.horizontalHeader()
        header.setMaximumSectionSize(measures.px(_LONGEST_PX))
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(NAME + 1, QHeaderView.ResizeMode.Stretch)
        for place, width in enumerate(widths):
            if place > NAME + 1:
                self.setColumnWidth(place, measures.px(width))

    def sizeHintForColumn(self, column: int) -> int:
        caption = QFontMetrics(theme.font(theme.current().measures.caption))
        head = caption.horizontalAdvance(self.model().headerData(column, Qt.Orientation.Horizontal) or "")
        return max(super().sizeHintForColumn(column), head + _SPARE_PX) + _AROUND_PX

    def stand_on(self, row: int) -> None:
        """Put the cursor on a part."""
        self.setCurrentIndex(self.model().index(row, max(self.currentIndex().column(), NAME)))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        leave_out_cut_rows(self, QPainter(self.viewport()))

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Begin to type with what an input method commits at once; Qt alone would open the cell and lose it."""
        is_new = self.state() != QAbstractItemView.State.EditingState
        super().inputMethodEvent(event)
        editor = QApplication.focusWidget()
        if is_new and event.commitString() and isinstance(editor, QLineEdit) and not editor.text():
            editor.setText(event.commitString())
            editor.setModified(True)
