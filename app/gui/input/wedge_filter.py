"""Joins the burst detector to Qt: keys are held back while it is open who types; a person's are given back in order.

It listens at the widget that has the cursor and nowhere else: a filter on the whole program would call Python for every
event of every object.
"""

import time
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

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
    """Listens between `start` and `stop`. Signals: scanned(code)."""

    scanned = Signal(str)

    def __init__(self, parent: QObject | None = None, habits: Habits | None = None) -> None:
        super().__init__(parent)
        self._detector: BurstDetector[_Held] = BurstDetector(habits or Habits())
        self._heard: QWidget | None = None
        self._is_on = False
        self._is_giving_back = False
        self._lag_ms = 0
        """How far the clock of the events is behind ours; the quiet after a key is measured by ours."""
        self._quiet = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._quiet.timeout.connect(self._on_quiet)

    def start(self) -> None:
        """Begin to listen."""
        app = QApplication.instance()
        if isinstance(app, QApplication) and not self._is_on:
            self._is_on = True
            app.focusChanged.connect(self._on_focus)
            self._hear(QApplication.focusWidget())

    def stop(self) -> None:
        """Listen no more; what is held back is given to where it belongs."""
        app = QApplication.instance()
        if isinstance(app, QApplication) and self._is_on:
            self._is_on = False
            app.focusChanged.disconnect(self._on_focus)
            self._hear(None)
            self._quiet.stop()
            self._let_go()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hold a character key back, and decide when the code ends or the keys turn out to be a person's."""
        if self._is_giving_back or event.type() not in {QEvent.Type.KeyPress, QEvent.Type.InputMethod}:
            return False
        # A key that a widget does not want is offered to its parents too: only the first offer counts.
        if not isinstance(watched, QWidget) or watched is not self._heard:
            return False
        key = _key_of(event, watched)
        if key is None:
            self._let_go()
            return False
        now = _now_ms()
        stamp = event.timestamp() if isinstance(event, QKeyEvent) else 0
        self._lag_ms = now - stamp if stamp else 0
        self._follow(self._detector.feed(now - self._lag_ms, key))
        return True

    def _hear(self, widget: QWidget | None) -> None:
        if self._heard is not None and isValid(self._heard):
            self._heard.removeEventFilter(self)
        self._heard = widget
        if widget is not None:
            widget.installEventFilter(self)

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if not self._is_giving_back:
            self._let_go()
        self._hear(now)

    def _on_quiet(self) -> None:
        self._follow(self._detector.idle(_now_ms() - self._lag_ms))

    def _follow(self, verdict: Verdict[_Held]) -> None:
        for known in verdict.known:
            if isinstance(known, Scan):
                self.scanned.emit(known.code)
            else:
                # Enter may have moved the cursor on: a later key goes to where it is now.
                self._give_back(known.event, QApplication.focusWidget() or known.target)
        if verdict.wait_ms:
            self._quiet.start(verdict.wait_ms)
        else:
            self._quiet.stop()

    def _let_go(self) -> None:
        """Give keys back to where they were typed: the cursor has moved for another reason."""
        for held in self._detector.let_go():
            self._give_back(held.event, held.target)

    def _give_back(self, event: QEvent, target: QWidget) -> None:
        if not isValid(target):
            return
        self._is_giving_back = True
        try:
            QApplication.sendEvent(target, event)
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


def _now_ms() -> int:
    return time.monotonic_ns() // 1_000_000
