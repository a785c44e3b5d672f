"""Keys, clicks and patience at the windows of a program; each act is timed."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.gui import operations
from tests.gui.scanner import scan
from tests.gui.stopwatch import Stopwatch

_PATIENCE_S = 40.0
_AT_ONCE = 40
"""Letters; a longer text comes at one go, as from an input method."""


class Hands:
    """Acts on whatever window `front` names; `is_changing` says that it is being made anew."""

    def __init__(
        self, front: Callable[[], QWidget], watch: Stopwatch, is_changing: Callable[[], bool] = lambda: False
    ) -> None:
        self._front = front
        self._watch = watch
        self._is_changing = is_changing

    def press(self, name: str) -> None:
        """Press a key by name."""
        handle = self._front().windowHandle()
        keys = QKeySequence(name)[0]  # type: ignore[index]  # missing in the stubs
        if handle is not None:
            self._watch.time(lambda: QTest.keyClick(handle, keys.key(), keys.keyboardModifiers()), "key")

    def enter(self, text: str) -> None:
        """Type a text into whatever has the cursor."""
        handle = self._front().windowHandle()
        focus = QApplication.focusWidget()
        if focus is None:
            return
        if text.isascii() and len(text) < _AT_ONCE:
            for letter in text:
                self._watch.time(lambda letter=letter: QTest.keyClick(handle, letter), "letter")  # type: ignore[misc]
        else:
            event = QInputMethodEvent()
            event.setCommitString(text)
            self._watch.time(lambda: QApplication.sendEvent(focus, event), "text")

    def click(self, widget: QWidget, at: QPoint, *, twice: bool = False) -> None:
        """Click; what dropped from something else closes first, as the window system sees to."""
        popup = QApplication.activePopupWidget()
        if popup is not None and widget.window() is not popup:
            popup.close()
        act = QTest.mouseDClick if twice else QTest.mouseClick
        self._watch.time(lambda: act(widget, Qt.MouseButton.LeftButton, pos=at), "click")

    def scan(self, code: str) -> None:
        """Let a scanner type a code, wherever the cursor is."""
        focus = QApplication.focusWidget()
        if focus is not None:
            self._watch.time(lambda: scan(focus, code), "scan")

    def settle(self) -> bool:
        """Let everything that was asked for come back; say whether it did."""
        end = time.monotonic() + _PATIENCE_S
        self._watch.time(QApplication.processEvents, "events")
        while self._is_changing() or not operations.workers().is_idle:
            if time.monotonic() > end:
                return False
            time.sleep(0.0005)
            self._watch.time(QApplication.processEvents, "events")
        self._watch.time(QApplication.processEvents, "events")
        # Only an event loop that runs buries what was to be deleted later.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return True
