"""A row of choices of which one holds: they stand beside each other, so that all are seen."""

from collections.abc import Hashable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from app.core.text import Label
from app.i18n.catalog import tr


class Segments(QWidget):
    """Signals: chosen(value) when a person chose another one, by click or with the arrow keys."""

    chosen = Signal(object)

    def __init__(
        self, name: str, choices: Sequence[tuple[Hashable, Label]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._buttons: dict[Hashable, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        for value, label in choices:
            button = QPushButton(tr(label))
            button.setProperty("role", "segment")
            button.setCheckable(True)
            button.setObjectName(f"{name}.{value}")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(partial(self.chosen.emit, value))
            self._group.addButton(button)
            row.addWidget(button)
            self._buttons[value] = button

    def mark(self, value: Hashable) -> None:
        """Show which one holds; one that is not among them marks none."""
        self._group.setExclusive(False)
        for each, button in self._buttons.items():
            button.setChecked(each == value)
        self._group.setExclusive(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        buttons = [*self._buttons.values()]
        place = next((place for place, button in enumerate(buttons) if button.hasFocus()), -1)
        if step and place >= 0 and 0 <= place + step < len(buttons):
            buttons[place + step].setFocus()
            buttons[place + step].click()
        else:
            super().keyPressEvent(event)
