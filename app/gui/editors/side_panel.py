"""A panel at the right of an editor: something to choose from or to read, beside the work and not in front of it.

It takes half of the room, a list more than half, and never more than its lists can use: put it into a layout beside
the work, both without a stretch of their own there.
"""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.core.text import N_
from app.gui import icons, theme
from app.gui.commands import Command
from app.gui.theme import GAP_S
from app.gui.widgets.buttons import CommandButton
from app.i18n.catalog import tr

_WIDEST = 580
HALF: Final = 2
"""The stretch of a panel that is as wide as the work beside it, and of that work."""
MORE: Final = 3
"""The stretch of a panel with a list that is chosen from."""


class SidePanel(QFrame):
    """Hidden until it holds something. Signals: closed() when a person closed it."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setMaximumWidth(theme.current().measures.px(_WIDEST))
        self._stretch(HALF)
        self._title = QLabel()
        self._title.setProperty("role", "section")
        self._close = QPushButton(icons.icon("close"), "")
        self._close.setProperty("role", "close")
        self._close.setToolTip(tr(N_("关闭")) + " Esc")
        self._close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content: QWidget | None = None
        self._actions: list[QWidget] = []
        self._foot = QHBoxLayout()
        self._foot.setSpacing(GAP_S)
        self._foot.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 10, 12, 12)
        self._column.setSpacing(GAP_S)
        top = QHBoxLayout()
        self._title.setWordWrap(True)
        top.addWidget(self._title, 1)
        top.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(top)
        self._column.addLayout(self._foot)
        self._close.clicked.connect(self.close_panel)
        self.hide()

    @property
    def content(self) -> QWidget | None:
        """What it holds now."""
        return self._content

    def _stretch(self, stretch: int) -> None:
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHorizontalStretch(stretch)
        self.setSizePolicy(policy)

    def open_panel(self, title: str, content: QWidget, *commands: Command, stretch: int = HALF) -> None:
        """Hold something else, with the buttons that belong to it."""
        self._clear()
        self._stretch(stretch)
        self._title.setText(title)
        self._content = content
        self._column.insertWidget(1, content, 1)
        for command in commands:
            button = CommandButton(command)
            self._foot.addWidget(button)
            self._actions.append(button)
        self.show()
        content.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_panel(self) -> None:
        """Hold nothing."""
        if self._content is not None:
            self._clear()
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
            return
        super().keyPressEvent(event)

    def _clear(self) -> None:
        for widget in [*self._actions, *([self._content] if self._content is not None else [])]:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        self._actions = []
        self._content = None
