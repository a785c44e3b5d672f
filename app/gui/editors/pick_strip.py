"""One question inside the page with a few answers: a button each. Arrows walk, Enter or a figure takes."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from app.core.text import N_, Label
from app.gui.commands import Command
from app.gui.editors.strip import Strip
from app.gui.theme import GAP_S
from app.i18n.catalog import tr

_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


class PickStrip(Strip):
    """Hidden until it asks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("calm", parent)
        self._question = QLabel()
        self._no = QPushButton(tr(N_("不了")) + " Esc")
        self._no.clicked.connect(self.give_up)
        self._answers: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 6, 8, 6)
        self._row.setSpacing(GAP_S)
        self._row.addWidget(self._question)
        self._row.addStretch(1)
        self._row.addWidget(self._no)
        self.hide()

    def ask(self, question: Label, answers: Sequence[Command]) -> None:
        """Offer these, the first one under the cursor."""
        self.begin()
        self._clear()
        self._question.setText(tr(question))
        for number, command in enumerate(answers, start=1):
            button = QPushButton(f"{number} {tr(command.label)}")
            button.clicked.connect(partial(self._take, command))
            self._row.insertWidget(number, button)
            self._answers.append(button)
        self.show()
        if self.isVisible():  # the page may have been left before the answer came
            self._answers[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = next((place for place, button in enumerate(self._answers) if button.hasFocus()), 0)
        figure = event.key() - Qt.Key.Key_1
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._answers[here].click()
        elif 0 <= figure < len(self._answers):
            self._answers[figure].click()
        elif event.key() in _STEPS:
            step = _STEPS[Qt.Key(event.key())]
            self._answers[(here + step) % len(self._answers)].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _take(self, command: Command) -> None:
        self.give_up()
        command.run()

    def _clear(self) -> None:
        for button in self._answers:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._answers = []
