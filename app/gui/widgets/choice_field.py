"""Fields with a closed set of values: one of several, yes or no, and several lines of text."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QPlainTextEdit, QWidget

from app.core.field import Choice
from app.gui import theme
from app.gui.widgets.input_line import ENTERS, step_of, wants_list
from app.gui.widgets.status_badge import repolish
from app.i18n.catalog import tr

_NOTHING_YET: Final = " "
"""What stands there before a choice is made: else Qt makes the first one, and styles the box outside of its page."""
_NOTE_PX: Final = 74
"""Three lines."""


class ChoiceField(QComboBox):
    """Holds the key of one choice, shows its label; empty is the empty key."""

    changed = Signal()
    moved = Signal(int)
    marked = Signal(str)

    def __init__(
        self, choices: Sequence[Choice], *, may_be_empty: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setPlaceholderText(_NOTHING_YET)
        if may_be_empty:
            self.addItem("", "")
        self.offer(choices)
        self.activated.connect(self._on_activated)
        self._value = ""

    def offer(self, choices: Sequence[Choice]) -> None:
        """Offer further choices; none is made."""
        for choice in choices:
            self.addItem(tr(choice.label), choice.key)
        self.setCurrentIndex(-1)

    def value(self) -> object:
        """Return the key of the choice."""
        return self.currentData() or ""

    def set_value(self, value: object) -> None:
        """Show a choice by its key."""
        self.setCurrentIndex(self.findData(value or ""))
        self._value = str(value or "")
        self.clear_mark()

    def commit(self) -> bool:
        """Nothing is left to read: a choice is made or not."""
        self._on_activated()
        return True

    def mark(self, sentence: str) -> None:
        """Show that this is what a problem is about."""
        _show_mark(self, sentence)
        self.marked.emit(sentence)

    def clear_mark(self) -> None:
        """Take the mark away."""
        if self.property("fault"):
            self.mark("")

    def setReadOnly(self, is_read_only: bool) -> None:  # noqa: FBT001 - Qt's setter
        """Show without letting anybody choose."""
        self.setDisabled(is_read_only)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter moves on; F4 and Alt+Down open the choices."""
        step = step_of(event)
        if step:
            self._on_activated()
            self.moved.emit(step)
            event.accept()
        elif wants_list(event):
            self.showPopup()
            event.accept()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling a page over a choice must not change it."""
        event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving takes what the arrow keys chose."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._on_activated()

    def _on_activated(self, _index: int = 0) -> None:
        if self.value() != self._value:
            self._value = str(self.value())
            self.clear_mark()
            self.changed.emit()


class BoolField(QCheckBox):
    """Holds yes or no."""

    changed = Signal()
    moved = Signal(int)
    marked = Signal(str)

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.clicked.connect(self._on_clicked)

    def value(self) -> object:
        """Say whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: object) -> None:
        """Tick it or not."""
        self.setChecked(bool(value))

    def commit(self) -> bool:
        """Nothing is left to read."""
        return True

    def mark(self, sentence: str) -> None:
        """Show that this is what a problem is about."""
        _show_mark(self, sentence)
        self.marked.emit(sentence)

    def clear_mark(self) -> None:
        """Take the mark away."""
        if self.property("fault"):
            self.mark("")

    def setReadOnly(self, is_read_only: bool) -> None:  # noqa: FBT001 - Qt's setter
        """Show without letting anybody tick."""
        self.setDisabled(is_read_only)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter moves on, Space ticks."""
        step = step_of(event)
        if step:
            self.moved.emit(step)
            event.accept()
            return
        super().keyPressEvent(event)

    def _on_clicked(self) -> None:
        self.changed.emit()


class NoteField(QPlainTextEdit):
    """Holds several lines of text; Ctrl+Enter or Tab moves on."""

    changed = Signal()
    moved = Signal(int)
    marked = Signal(str)

    def __init__(self, *, longest: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._longest = longest
        self._value = ""
        self.setFixedHeight(theme.current().measures.px(_NOTE_PX))
        self.setTabChangesFocus(True)
        self.textChanged.connect(self.clear_mark)

    def value(self) -> object:
        """Return the text as last read."""
        return self._value

    def set_value(self, value: object) -> None:
        """Show a text."""
        self._value = str(value or "")
        self.setPlainText(self._value)
        self.clear_mark()

    def commit(self) -> bool:
        """Take what was typed."""
        text = self.toPlainText().strip()[: self._longest]
        if text != self._value:
            self._value = text
            self.changed.emit()
        return True

    def mark(self, sentence: str) -> None:
        """Show that this is what a problem is about."""
        _show_mark(self, sentence)
        self.marked.emit(sentence)

    def clear_mark(self) -> None:
        """Take the mark away."""
        if self.property("fault"):
            self.mark("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter moves on; Enter alone begins a line."""
        if event.key() in ENTERS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.commit()
            self.moved.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            event.accept()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving takes what was typed."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()


def _show_mark(widget: QWidget, sentence: str) -> None:
    widget.setProperty("fault", bool(sentence))
    widget.setToolTip(sentence)
    repolish(widget)
