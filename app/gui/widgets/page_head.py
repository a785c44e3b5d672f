"""The head of a page: title, state, what belongs to it, buttons; in one row, or in two where one is too narrow."""

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.gui import theme
from app.gui.theme import GAP_M, GAP_S

_BUTTON_EDGE_PX: Final = 15
"""What a button is higher than its word: a page without buttons begins where one with buttons does."""


class PageHead(QWidget):
    """Nothing in it is ever cut: what has no room beside the title goes below, `about` first, else the buttons."""

    def __init__(self, title: QLabel, badge: QWidget, buttons: QWidget) -> None:
        super().__init__()
        self._about = QWidget()
        self.about = QHBoxLayout(self._about)
        """Where a page puts what belongs to its title: links, a note."""
        self.about.setContentsMargins(0, 0, 0, 0)
        self.about.setSpacing(GAP_S)
        title.setMinimumHeight(QFontMetrics(theme.font()).height() + _BUTTON_EDGE_PX)
        self._title = title
        self._badge = badge
        self._buttons = buttons
        self._below: tuple[QWidget, ...] | None = None
        self._rows = (QHBoxLayout(), QHBoxLayout())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_S)
        for row in self._rows:
            row.setSpacing(GAP_M)
            column.addLayout(row)
        self._put(())

    def minimumSizeHint(self) -> QSize:
        """Never make the page wider than its window: there are two rows to choose from."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Look again when a part asks for more or less room."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        front = self._title.sizeHint().width()
        if not self._badge.isHidden():
            front += GAP_M + self._badge.sizeHint().width()
        about = self._about.sizeHint().width()
        about += GAP_M if about else 0
        buttons = GAP_M + self._buttons.minimumSizeHint().width()
        if front + about + buttons <= self.width():
            self._put(())
        elif front + buttons <= self.width():
            self._put((self._about,))
        else:
            self._put((self._buttons,))

    def _put(self, below: tuple[QWidget, ...]) -> None:
        """Lay the parts out, these ones in the second row."""
        if below == self._below:
            return
        self._below = below
        for row in self._rows:
            while row.takeAt(0) is not None:
                pass
        first, second = self._rows
        first.addWidget(self._title)
        first.addWidget(self._badge, alignment=Qt.AlignmentFlag.AlignVCenter)
        if self._about not in below:
            first.addWidget(self._about)
        first.addStretch(1)
        if self._buttons not in below:
            first.addWidget(self._buttons)
            if below:
                second.addWidget(self._about)
                second.addStretch(1)
        else:
            second.addStretch(1)
            second.addWidget(self._buttons)
