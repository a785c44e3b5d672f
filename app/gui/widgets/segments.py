"""A few choices side by side, of which one is in force."""

from collections.abc import Hashable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget


class Segments(QWidget):
    """Buttons named ``name.value``; Tab reaches them, Space takes one. Signals: chosen(value)."""

    chosen = Signal(object)

    def __init__(
        self, name: str, choices: Sequence[tuple[Hashable, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._buttons: dict[Hashable, QPushButton] = {}
        self._group = QButtonGroup(self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        for value, text in choices:
            button = QPushButton(text)
            button.setProperty("role", "segment")
            button.setCheckable(True)
            button.setObjectName(f"{name}.{value}")
            button.clicked.connect(partial(self.chosen.emit, value))
            self._group.addButton(button)
            self._buttons[value] = button
            line.addWidget(button)
        line.addStretch(1)

    def mark(self, value: Hashable) -> None:
        """Show which one is in force; one that is not among them marks none."""
        self._group.setExclusive(False)
        for each, button in self._buttons.items():
            button.setChecked(each == value)
        self._group.setExclusive(True)
