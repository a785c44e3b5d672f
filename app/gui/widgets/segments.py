"""A row of choices of which one holds: they stand beside each other, so that all are seen."""

from collections.abc import Hashable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QHBoxLayout, QPushButton, QWidget

from app.core.text import Label
from app.i18n.catalog import tr


def frame(box: QFrame, buttons: Iterable[QAbstractButton]) -> QFrame:
    """Put buttons of the role `segment` into one frame."""
    box.setProperty("role", "segments")
    row = QHBoxLayout(box)
    row.setContentsMargins(1, 1, 1, 1)
    row.setSpacing(0)
    for button in buttons:
        row.addWidget(button)
    return box


class Segments(QFrame):
    """Signals: chosen(value) when a person chose another one, by click or with the arrow keys."""

    chosen = Signal(object)

    def __init__(
        self, name: str, choices: Sequence[tuple[Hashable, Label]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._buttons: dict[Hashable, QPushButton] = {}
        self._group = QButtonGroup(self)
        for value, label in choices:
            button = QPushButton(tr(label))
            button.setProperty("role", "segment")
            button.setCheckable(True)
            button.setObjectName(f"{name}.{value}")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(partial(self.chosen.emit, value))
            self._group.addButton(button)
            self._buttons[value] = button
        frame(self, self._buttons.values())

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
