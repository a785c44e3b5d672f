"""Joins the burst detector to Qt: keys are held back while it is open who types; a person's are given back in order."""

import time
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.gui.input.burst import BurstDetector, Habits, Key, Scan, Verdict

_ENDS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
_OTHER_HANDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
"""Keys with these are a person's commands."""


@dataclass(frozen=True, slots=True)
class _Held:
    """A key held back, and the widget it was meant for."""

    event: QEvent
    target: QWidget


class WedgeFilter(QObject):
    """Listens to the whole program between `start` and `stop`. Signals: scanned(code)."""

    scanned = Signal(str)

    def __init__(self, parent: QObject | None = None, habits: Habits | None = None) -> None:
        super().__init__(parent)
        self._detector: BurstDetector[_Held] = BurstDetector(habits or Habits())
        self._is_on = False
        self._is_giving_back = False
        self._quiet = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._quiet.timeout.connect(self._on_quiet)

    def start(self) -> None:
        """Begin to listen."""
        app = QApplication.instance()
        if app is not None and not self._is_on:
            app.installEventFilter(self)
            self._is_on = True

    def stop(self) -> None:
        """Listen no more; what is held back is given to where it belongs."""
        app = QApplication.instance()
        if app is not None and self._is_on:
            app.removeEventFilter(self)
        self._is_on = False
        self._quiet.stop()
        self._give_back(self._detector.let_go())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hold a character key back, and decide when the code ends or the keys turn out to be a person's."""
        if self._is_giving_back or event.type() not in {
            QEvent.Type.KeyPress,
            QEvent.Type.InputMethod,
            QEvent.Type.MouseButtonPress,
        }:
            return False
        if event.type() == QEvent.Type.MouseButtonPress:
            self._give_back(self._detector.let_go())
            return False
        # A key that a widget does not want is offered to its parents too: only the first offer counts.
        if not isinstance(watched, QWidget) or watched is not QApplication.focusWidget():
            return False
        key = _key_of(event, watched)
        if key is None:
            self._give_back(self._detector.let_go())
            return False
        self._follow(self._detector.feed(_time_of(event), key))
        return True

    def _on_quiet(self) -> None:
        self._follow(self._detector.idle(_now_ms()))

    def _follow(self, verdict: Verdict[_Held]) -> None:
        for known in verdict.known:
            if isinstance(known, Scan):
                self.scanned.emit(known.code)
            else:
                self._give_back((known,))
        if verdict.wait_ms:
            self._quiet.start(verdict.wait_ms)
        else:
            self._quiet.stop()

    def _give_back(self, held: tuple[_Held, ...]) -> None:
        """Send keys on. The focus may have moved meanwhile (Enter goes on to the next field): later keys follow it."""
        self._is_giving_back = True
        try:
            for each in held:
                QApplication.sendEvent(QApplication.focusWidget() or each.target, each.event)
        finally:
            self._is_giving_back = False


def _key_of(event: QEvent, target: QWidget) -> Key[_Held] | None:
    """Return what a key or an input method typed; None for what only a person does."""
    if isinstance(event, QInputMethodEvent):
        if not event.commitString() or event.replacementLength():
            return None
        return Key(event.commitString(), _Held(event.clone(), target))
    assert isinstance(event, QKeyEvent)
    if event.isAutoRepeat() or event.modifiers() & _OTHER_HANDS:
        return None
    if event.key() in _ENDS and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        return Key("", _Held(event.clone(), target), ends=True)
    if not event.text().isprintable() or not event.text():
        return None
    return Key(event.text(), _Held(event.clone(), target))


def _time_of(event: QEvent) -> int:
    stamp = event.timestamp() if isinstance(event, QKeyEvent) else 0
    return stamp or _now_ms()


def _now_ms() -> int:
    return time.monotonic_ns() // 1_000_000
