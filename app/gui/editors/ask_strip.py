"""One question inside the page, with room for an answer: why, or where to. It replaces a dialog."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from app.core.text import N_, Label
from app.gui.editors.strip import Strip
from app.gui.theme import GAP_S
from app.i18n.catalog import tr


class AskStrip(Strip):
    """Hidden until it asks; Enter answers, Esc gives up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("calm", parent)
        self._question = QLabel()
        self.answer = QLineEdit()
        self.answer.setMaxLength(500)
        self._yes = QPushButton()
        self._no = QPushButton(tr(N_("不了")) + " Esc")
        self._browse = QPushButton(tr(N_("浏览…")))
        self._browse.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._then: Callable[[str], None] | None = None
        self._looks: Callable[[str], str] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(GAP_S)
        row.addWidget(self._question)
        row.addWidget(self.answer, 1)
        row.addWidget(self._browse)
        row.addWidget(self._yes)
        row.addWidget(self._no)
        self._yes.clicked.connect(self._answered)
        self._no.clicked.connect(self.give_up)
        self._browse.clicked.connect(self._look)
        self.answer.returnPressed.connect(self._answered)
        self.hide()

    def ask(
        self,
        question: Label,
        hint: Label,
        does: Label,
        then: Callable[[str], None],
        *,
        proposal: str = "",
        browse: Callable[[str], str] | None = None,
        tone: str = "calm",
    ) -> None:
        """Ask, and hand the answer to `then`; an empty answer is none.

        A `proposal` stands there to be taken or typed over; `browse` may look for another answer with the mouse;
        the `tone` is "warn" where the answer lets something happen that is out of the ordinary.
        """
        self.begin()
        self.show_tone(tone)
        self._question.setText(tr(question))
        self.answer.setPlaceholderText(tr(hint))
        self._yes.setText(tr(does) + " Enter")
        self._then = then
        self._looks = browse
        self._browse.setVisible(browse is not None)
        self.answer.setText(proposal)
        self.show()
        self.answer.selectAll()
        if self.isVisible():  # the page may have been left before what is proposed was known
            self.answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def give_up(self) -> None:
        """Ask no more; the cursor goes back to where it was."""
        self._then = None
        self._looks = None
        super().give_up()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up; Enter was the answer and goes no further."""
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
        elif event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)

    def _answered(self) -> None:
        answer = self.answer.text().strip()
        then = self._then
        if answer and then is not None:
            self.give_up()
            then(answer)
        else:
            self.answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self) -> None:
        found = self._looks(self.answer.text().strip()) if self._looks is not None else ""
        if found:
            self.answer.setText(found)
        self.answer.setFocus(Qt.FocusReason.OtherFocusReason)
