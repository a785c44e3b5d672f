"""Ten fingers: keys go to the window as the system sends them, and on to whatever has the cursor."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.gui import operations
from app.gui.commands import Command
from tests.gui.scanner import scan

_A_PERSON_MS = 70
"""Between the keys of a long text: a quicker hand would be taken for a scanner."""
_SHORT = 5
"""No code that a scanner reads is so short."""


@dataclass(frozen=True)
class Keyboard:
    """Presses keys in one window; after each it waits for what was asked for off the GUI thread."""

    qtbot: QtBot
    window: QWidget

    def press(self, *names: str, delay_ms: int = -1) -> None:
        """Press keys by name: ``Ctrl+K``, ``F9``, ``Return``."""
        for name in names:
            keys = QKeySequence(name)[0]  # type: ignore[index]  # missing in the stubs
            QTest.keyClick(self.window.windowHandle(), keys.key(), keys.keyboardModifiers(), delay_ms)
            self.settle()

    def type(self, text: str, *, is_quick: bool = False) -> None:
        """Type letters and digits, `is_quick` where no scanner is awaited; Chinese comes from an input method."""
        if text.isascii():
            delay_ms = _A_PERSON_MS if len(text) > _SHORT and not is_quick else -1
            for letter in text:
                self._letter(letter, delay_ms)
        else:
            event = QInputMethodEvent()
            event.setCommitString(text)
            QApplication.sendEvent(self.focus, event)
        self.settle()

    def enter(self, *texts: str) -> None:
        """Type each text and press Enter; an empty one is Enter alone."""
        for text in texts:
            if text:
                self.type(text)
            self.press("Return")

    def scan(self, code: str) -> None:
        """Let a scanner type a code, wherever the cursor is."""
        scan(self.focus, code)
        self.settle()

    @property
    def focus(self) -> QWidget:
        """What has the cursor."""
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def settle(self) -> None:
        """Wait until everything that was asked for has come back."""
        QApplication.processEvents()
        self.qtbot.waitUntil(lambda: operations.workers().is_idle)
        QApplication.processEvents()

    def _letter(self, letter: str, delay_ms: int) -> None:
        QTest.keyClick(self.window.windowHandle(), ord(letter), Qt.KeyboardModifier.NoModifier, delay_ms)


def clashes(commands: Iterable[Command]) -> list[str]:
    """Return the keys that two of these commands want."""
    seen: set[str] = set()
    twice: list[str] = []
    for command in commands:
        if not command.shortcut:
            continue
        name = QKeySequence(command.shortcut).toString()
        if name in seen:
            twice.append(name)
        seen.add(name)
    return twice
