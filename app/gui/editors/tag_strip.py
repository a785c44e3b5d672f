"""While tags are heard: how many there were, what became of them, and a list of what is not as it should be."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app.core.text import N_
from app.gui.editors.strip import Strip
from app.gui.theme import GAP_S
from app.i18n.catalog import tr

_ROWS: Final = 5


class TagStrip(Strip):
    """Hidden until tags are heard. Enter takes them into the document, where that can be; Esc leaves them."""

    def __init__(
        self,
        leave: Callable[[], None],
        take: Callable[[], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("warn", parent)
        self._take, self._leave = take, leave
        self.says = QLabel()
        self.others = QPlainTextEdit()
        self.others.setReadOnly(True)
        self.others.setTabChangesFocus(True)
        self.others.setFixedHeight(self.others.fontMetrics().lineSpacing() * (_ROWS + 1))
        self.others.setAccessibleName(tr(N_("没有数进去的标签")))
        self._yes = QPushButton(tr(N_("数好了")) + " Enter")
        self._no = QPushButton(tr(N_("不要")) + " Esc")
        if take is not None:
            self._yes.clicked.connect(take)
        self._no.clicked.connect(leave)
        row = QHBoxLayout()
        row.setSpacing(GAP_S)
        row.addWidget(self.says, 1)
        row.addWidget(self._yes)
        row.addWidget(self._no)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 8, 6)
        column.addLayout(row)
        column.addWidget(self.others)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()

    def open(self) -> None:
        """Begin to count."""
        self.begin()
        self._yes.setVisible(self._take is not None)
        self._no.setText((tr(N_("不要")) if self._take is not None else tr(N_("收起"))) + " Esc")
        self.show_count("", ())
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_count(self, text: str, others: Sequence[str]) -> None:
        """Say what was heard so far."""
        self.says.setText(text)
        self.others.setVisible(bool(others))
        if others:
            self.others.setPlainText("\n".join(others))

    def stay_with_the_list(self, text: str) -> None:
        """The count is taken; what was left out stays to be looked at until Esc."""
        self.says.setText(text)
        self._yes.hide()
        self._no.setText(tr(N_("收起")) + " Esc")
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def give_up(self) -> None:
        """Another strip asks, or it is over."""
        super().give_up()
        self._leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes, Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self._take is not None and not self._yes.isHidden():
                self._take()
        else:
            super().keyPressEvent(event)
