"""The line of the scanner test: keeps each key with its time until the code ends, by a key or by a pause."""

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.core.text import N_
from app.devices.scanners.measuring import End, Stroke
from app.devices.scanners.sheet.trials import SEPARATOR, visible
from app.gui import devices
from app.i18n.catalog import tr

_IDLE_MS: Final = 300
_KEYS: Final = {Qt.Key.Key_Return: End.ENTER, Qt.Key.Key_Enter: End.ENTER, Qt.Key.Key_Tab: End.TAB}
_STEPS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ScanBox(QLineEdit):
    """Takes keys with their times; nothing typed here means anything else.

    Signals: scanned(strokes); moved(step) for Up and Down, which no code has.
    """

    scanned = Signal(list)
    moved = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strokes: list[Stroke] = []
        self._lag_ms = 0
        """How far the clock of keys is behind ours, by which an input method is timed."""
        self._quiet = QTimer(self, singleShot=True, interval=_IDLE_MS)
        self._quiet.timeout.connect(self._end)
        self.setPlaceholderText(tr(N_("光标留在这里，用枪扫")))

    def focusNextPrevChild(self, _next: bool) -> bool:  # noqa: FBT001 - Qt's own signature
        """Tab may end a code: it goes nowhere else."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        end = _KEYS.get(Qt.Key(event.key()))
        text = "" if end is not None else _text_of(event)
        if event.key() in _STEPS and not text:
            self.moved.emit(_STEPS[Qt.Key(event.key())])
            return
        if event.key() == Qt.Key.Key_Escape or not all(map(_is_of_a_code, text)):
            super().keyPressEvent(event)
            return
        if event.isAutoRepeat() or (end is None and not text):
            return
        stamp, now = event.timestamp(), devices.now_ms()
        self._lag_ms = now - stamp if stamp else 0
        self._take(Stroke(stamp or now, text, end))

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString():
            self._take(Stroke(devices.now_ms() - self._lag_ms, event.commitString(), is_composed=True))
        else:
            super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._end()
        super().focusOutEvent(event)

    def _take(self, stroke: Stroke) -> None:
        self._strokes.append(stroke)
        self.setText(visible("".join(each.text for each in self._strokes)))
        if stroke.ends is not None:
            self._end()
        else:
            self._quiet.start()

    def _end(self) -> None:
        strokes, self._strokes = self._strokes, []
        self._quiet.stop()
        self.clear()
        if any(each.text for each in strokes):
            self.scanned.emit(strokes)


def _text_of(event: QKeyEvent) -> str:
    """Return what a key types; a scanner that is a keyboard sends the separator of GS1 as Ctrl+]."""
    is_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return SEPARATOR if is_control and event.key() == Qt.Key.Key_BracketRight else event.text()


def _is_of_a_code(letter: str) -> bool:
    return letter.isprintable() or letter == SEPARATOR
