"""The bottom line of the window: the keys that work now; a click does the same. At the right, what is going on."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from app.core.text import Label
from app.gui.commands import Command
from app.gui.theme import GAP_M, GAP_S
from app.i18n.catalog import tr

_MOST = 12


class KeyBar(QFrame):
    """Shows commands that have a key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "foot")
        self._keys = QHBoxLayout()
        self._keys.setSpacing(GAP_S)
        self._busy = QLabel()
        self._busy.setProperty("role", "caption")
        self._station = QLabel()
        self._station.setProperty("role", "caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 16, 5)
        row.setSpacing(GAP_M)
        row.addLayout(self._keys)
        row.addStretch(1)
        row.addWidget(self._busy)
        row.addWidget(self._station)
        self._shown: list[tuple[str, str]] = []
        self._pairs: list[QWidget] = []

    @property
    def shown(self) -> list[tuple[str, str]]:
        """The keys and words that stand there now."""
        return self._shown

    def show_commands(self, commands: Sequence[Command]) -> None:
        """Show the keys of these commands."""
        self._clear()
        for command in [each for each in commands if each.shortcut and each.in_bar][:_MOST]:
            key = QLabel(command.shortcut)
            key.setProperty("role", "key")
            word = QPushButton(tr(command.label))
            word.setProperty("role", "key")
            word.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            word.setToolTip(tr(command.help))
            word.clicked.connect(command.run)
            pair = QWidget()
            row = QHBoxLayout(pair)
            row.setContentsMargins(0, 0, 4, 0)
            row.setSpacing(GAP_S)
            row.addWidget(key)
            row.addWidget(word)
            self._keys.addWidget(pair)
            self._pairs.append(pair)
            self._shown.append((command.shortcut, tr(command.label)))
        self._fit()

    def say_busy(self, text: str) -> None:
        """Say what takes long; empty when nothing does."""
        self._busy.setText(tr(Label(text)))
        self._fit()

    def say_station(self, text: str) -> None:
        """Say which computer this is."""
        self._station.setText(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Hide the keys for which there is no room: half a key tells nothing. F1 shows them all."""
        room = (
            self.width() - 32 - self._busy.sizeHint().width() - self._station.sizeHint().width() - 2 * GAP_M
        )
        for pair in self._pairs:
            room -= pair.sizeHint().width() + GAP_S
            pair.setVisible(room >= 0)

    def _clear(self) -> None:
        self._shown = []
        self._pairs = []
        while (item := self._keys.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
