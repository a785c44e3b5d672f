"""A line that waits for a key: the next one that is pressed is the answer, whatever it does elsewhere."""

from PySide6.QtCore import QEvent, QKeyCombination, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from app.gui.keymap import rules


class KeyStrip(QFrame):
    """Hidden until it asks. Signals: pressed(key as it is kept), given_up on Esc."""

    pressed = Signal(str)
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("banner", "warn")
        self.setProperty("takes", "keys")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._says = QLabel()
        self._says.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 9, 12, 9)
        row.addWidget(self._says, 1)
        self.hide()

    @property
    def says(self) -> str:
        """What it asks now; empty when hidden."""
        return self._says.text() if not self.isHidden() else ""

    def ask(self, text: str) -> None:
        """Ask, and take the keys."""
        self._says.setText(text)
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        """Take every key before a shortcut, or the walk through the fields, has it."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._take(event)
            return True
        return super().event(event)

    def _take(self, event: QKeyEvent) -> None:
        key = Qt.Key.Key_Tab if event.key() == Qt.Key.Key_Backtab else event.key()
        if rules.is_modifier(key):
            return
        if key == Qt.Key.Key_Escape:
            self.given_up.emit()
            return
        with_what = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        self.pressed.emit(rules.spelled(QKeyCombination(with_what, Qt.Key(key))))
