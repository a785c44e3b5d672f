"""One line inside a page that says what happened and offers what can be done. It takes no focus away."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from app.core.text import N_
from app.gui import icons
from app.gui.commands import Command
from app.gui.errors import Notice
from app.gui.theme import GAP_S
from app.gui.widgets.status_badge import repolish
from app.i18n.catalog import tr

_SIGNS = {"good": "✓", "warn": "!", "bad": "✕", "calm": "ⓘ"}


class Banner(QFrame):
    """Hidden until it has something to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = QLabel()
        self._sign.setProperty("role", "strong")
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._actions: list[QPushButton] = []
        self._close = QPushButton()
        self._close.setIcon(icons.icon("close"))
        self._close.setProperty("role", "close")
        self._close.setToolTip(tr(N_("知道了")))
        self._close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._close.clicked.connect(self.clear)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 6, 8, 6)
        self._row.setSpacing(GAP_S)
        self._row.addWidget(self._sign)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._close)
        self.hide()

    @property
    def text(self) -> str:
        """What it says now; empty when hidden."""
        return self._text.text() if not self.isHidden() else ""

    def show_notice(self, notice: Notice) -> None:
        """Say something in place of what was said before."""
        self._drop_actions()
        self._sign.setText(_SIGNS.get(notice.tone, ""))
        self._text.setText(notice.text)
        if self.property("banner") != notice.tone:
            self.setProperty("banner", notice.tone)
            for part in (self, self._sign, self._text):
                repolish(part)
        for command in (notice.command, *notice.others):
            if command is not None:
                self._offer(command)
        self.show()

    def clear(self) -> None:
        """Say nothing."""
        self._drop_actions()
        self._text.setText("")
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc on an offered button takes the line away."""
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self.clear()
            return
        super().keyPressEvent(event)

    def _offer(self, command: Command) -> None:
        text = tr(command.label)
        button = QPushButton(f"{text} {command.shortcut}".rstrip())
        button.setObjectName(command.key)
        button.clicked.connect(command.run)
        self._row.insertWidget(self._row.count() - 1, button)
        button.show()
        self._actions.append(button)

    def _drop_actions(self) -> None:
        for button in self._actions:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._actions = []
