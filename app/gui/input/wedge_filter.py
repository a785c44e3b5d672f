"""Joins the burst detector to Qt: keys are held back while it is open who types; a person's are given back in order.

It listens at the widget that has the cursor and nowhere else: a filter on the whole program would call Python for every
event of every object.
"""

import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.gui.input import scanner_settings
from app.gui.input.burst import BurstDetector, Habits, Key, Scan, Verdict
from app.gui.input.repeats import Repeats

_ENDS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
_OTHER_HANDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
"""Keys with these are a person's commands."""
_SILENT = frozenset(
    {
        Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_ScrollLock, Qt.Key.Key_unknown,
    }
)  # fmt: skip
"""Keys that type nothing by themselves: a scanner holds Shift for capitals, an input method says that it took a key."""
_CONTROL_OF = {Qt.Key.Key_BracketRight: "\x1d"}
"""How scanners that are keyboards send the separator of GS1."""
_LINE_FEEDS = frozenset({Qt.Key.Key_Down, Qt.Key.Key_J})
_HEARD = frozenset({QEvent.Type.KeyPress, QEvent.Type.InputMethod, QEvent.Type.ShortcutOverride})


@dataclass(frozen=True, slots=True)
class _Held:
    """A key held back, and the widget it was meant for."""

    event: QEvent
    target: QWidget


def now_ms() -> int:
    """Return the time by the clock of keys."""
    return time.monotonic_ns() // 1_000_000


class WedgeFilter(QObject):
    """Listens between `start` and `stop`, at widgets that `hears` says yes to. Signals: scanned(code)."""

    scanned = Signal(str)

    def __init__(
        self,
        parent: QObject | None = None,
        habits: Habits | None = None,
        *,
        hears: Callable[[QWidget], bool] = lambda _: True,
        clock: Callable[[], int] = now_ms,
    ) -> None:
        super().__init__(parent)
        self._habits = habits
        self._hears = hears
        self._clock = clock
        self._detector: BurstDetector[_Held] = BurstDetector(habits or Habits())
        self._repeats = Repeats(self._detector.habits.repeat_ms)
        self._heard: QWidget | None = None
        self._is_on = False
        self._is_giving_back = False
        self._at_ms = 0
        """When the last key came."""
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
        if self._is_giving_back or event.type() not in _HEARD:
            return False
        # A key that a widget does not want is offered to its parents too: only the first offer counts.
        if not isinstance(watched, QWidget) or watched is not self._heard:
            return False
        now = self._clock()
        if isinstance(event, QInputMethodEvent):
            return self._on_input_method(event, watched, now)
        assert isinstance(event, QKeyEvent)
        stamp = event.timestamp()
        at = stamp or now
        if event.type() is QEvent.Type.ShortcutOverride:
            return self._on_override(event, at)
        if event.key() in _SILENT and not event.text():
            return False
        if event.text() == " " and not self._detector.is_holding:
            return False  # it presses a button or ticks a row: no code begins with one
        key = _key_of(event, watched, is_scanning=self._detector.is_scanning(at))
        if key is None:
            if event.key() in _LINE_FEEDS and not event.text().isprintable():
                return self._detector.has_just_ended(at)
            self._let_go()
            return False
        self._at_ms, self._lag_ms = at, now - at
        self._follow(self._detector.feed(at, key))
        return True

    def _on_override(self, event: QKeyEvent, at: int) -> bool:
        """Before a key can be a command: what was typed first goes first; inside a code there are no commands."""
        if event.key() in _SILENT or event.key() in _ENDS or not _is_command(event):
            return False
        if self._detector.is_scanning(at) and event.text():
            event.accept()
            return True
        if event.key() not in _LINE_FEEDS:
            self._let_go()
        return False

    def _on_input_method(self, event: QInputMethodEvent, target: QWidget, now: int) -> bool:
        """Take what an input method commits as keys; what only a person does with it keeps its place among the keys."""
        text = event.commitString()
        is_aside = not text or not _folds_to_ascii(text) or bool(event.preeditString())
        if event.replacementLength():
            self._let_go()
            return False
        if is_aside and not self._detector.is_holding:
            return False
        self._at_ms, self._lag_ms = now, 0
        held = _Held(event.clone(), target)
        self._follow(self._detector.feed(now, Key("" if is_aside else text, held, aside=is_aside)))
        return True

    def hear_anew(self, *_: object) -> None:
        """Ask again whether the widget with the cursor is one to listen at: another page is in front."""
        if self._is_on:
            self._on_focus(None, QApplication.focusWidget())

    def _hear(self, widget: QWidget | None) -> None:
        if self._heard is not None and isValid(self._heard):
            self._heard.removeEventFilter(self)
        self._heard = widget if widget is not None and self._hears(widget) else None
        if self._heard is not None:
            self._detector.habits = self._habits or scanner_settings.habits()
            self._repeats.within_ms = self._detector.habits.repeat_ms
            self._heard.installEventFilter(self)

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if not self._is_giving_back:
            self._let_go()
        self._hear(now)

    def _on_quiet(self) -> None:
        self._follow(self._detector.idle(self._clock() - self._lag_ms))

    def _follow(self, verdict: Verdict[_Held]) -> None:
        for known in verdict.known:
            if isinstance(known, Scan):
                if not self._repeats.is_again(known.code, self._at_ms):
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


def _folds_to_ascii(text: str) -> bool:
    return unicodedata.normalize("NFKC", text).isascii()


def _is_command(event: QKeyEvent) -> bool:
    """Say whether a key is none that types a character."""
    return bool(event.modifiers() & _OTHER_HANDS) or not event.text() or not event.text().isprintable()


def _key_of(event: QKeyEvent, target: QWidget, *, is_scanning: bool) -> Key[_Held] | None:
    """Return what a key typed; None for what only a person does. Inside a code a control character belongs to it."""
    if event.isAutoRepeat():
        return None
    held = _Held(event.clone(), target)
    is_other = bool(event.modifiers() & _OTHER_HANDS)
    if is_other and event.key() in _CONTROL_OF:
        return Key(_CONTROL_OF[Qt.Key(event.key())], held)
    if event.key() in _ENDS and not is_other and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        return Key("", held, ends=True)
    if not _is_command(event):
        return Key(event.text(), held)
    if is_scanning and event.text() and event.key() not in _LINE_FEEDS:
        return Key(event.text(), held)
    return None
