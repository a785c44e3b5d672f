"""A line to type into that holds a stored value: it reads what was typed when it is left or Enter is pressed.

What cannot be read stays as it was typed, marked, with a sentence that says why; the value stays the one before.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.core.text import Message
from app.gui.keymap.in_force import is_key
from app.gui.widgets.status_badge import repolish
from app.i18n.catalog import fill

ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Unreadable(ValueError):
    """What was typed is no value of this kind; the message says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


def step_of(event: QKeyEvent) -> int:
    """Return where a key sends the cursor: 1 for Enter, -1 for Shift+Enter, 0 for every other key."""
    if event.key() not in ENTERS or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return 0
    return -1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1


class InputLine(QLineEdit):
    """`read` turns text into the stored value (raising Unreadable), `write` turns it back.

    Signals: changed() when the value is another than before; moved(int) when Enter leaves forward (1) or back (-1);
    marked(str) with the sentence of a mark, empty when it is taken away.
    """

    changed = Signal()
    moved = Signal(int)
    marked = Signal(str)

    def __init__(
        self,
        read: Callable[[str], object],
        write: Callable[[object], str],
        *,
        longest: int = 200,
        is_number: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._read = read
        self._write = write
        self._value: object = None
        self._is_touched = False
        self.setMaxLength(longest)
        if is_number:
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.textEdited.connect(self._on_edited)

    def value(self) -> object:
        """Return the stored value as last read."""
        return self._value

    def set_value(self, value: object) -> None:
        """Show a stored value; what was being typed gives way."""
        self._value = value
        self._is_touched = False
        self.setText(self._write(value))
        self.setCursorPosition(0)
        self.clear_mark()

    def commit(self) -> bool:
        """Read what was typed; False when it cannot be read."""
        if not self._is_touched:
            return True
        try:
            value = self._read(self.text())
        except Unreadable as problem:
            self.mark(fill(problem.message))
            return False
        before = self._value
        self.set_value(value)
        if value != before:
            self.changed.emit()
        return True

    @property
    def is_touched(self) -> bool:
        """Say whether something was typed that is not read yet."""
        return self._is_touched

    def type_over(self, text: str) -> None:
        """Begin with a text as if it had been typed."""
        self.setText(text)
        self._on_edited(text)

    def mark(self, sentence: str) -> None:
        """Show that this is what a problem is about."""
        self._show_mark(sentence)

    def clear_mark(self) -> None:
        """Take the mark away."""
        if self.property("fault"):
            self._show_mark("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter reads and moves on, Esc gives back what was there before."""
        step = step_of(event)
        if step:
            if self.commit():
                self.moved.emit(step)
            event.accept()
        elif event.key() == Qt.Key.Key_Escape and self._is_touched:
            self.set_value(self._value)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Arriving by key selects everything, so that typing replaces it."""
        super().focusInEvent(event)
        if event.reason() not in {Qt.FocusReason.MouseFocusReason, Qt.FocusReason.PopupFocusReason}:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving reads what was typed."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()

    def _on_edited(self, text: str) -> None:
        self._is_touched = True
        self.clear_mark()

    def _show_mark(self, sentence: str) -> None:
        self.setProperty("fault", bool(sentence))
        self.setToolTip(sentence)
        repolish(self)
        self.marked.emit(sentence)


def wants_list(event: QEvent) -> bool:
    """Say whether a key asks for the list behind a field: its own (F4) or Alt+Down."""
    if not isinstance(event, QKeyEvent):
        return False
    return is_key(event, "field.list") or (
        event.key() == Qt.Key.Key_Down and bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
    )


def same_text(text: str) -> object:
    """Read plain text: as typed, without blanks around it."""
    return text.strip()


def plain_text(value: object) -> str:
    """Write plain text; nothing is the empty text."""
    return "" if value is None else str(value)
