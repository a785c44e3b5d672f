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
from app.gui.input.wedge_filter import WedgeFilter
from tests.gui.scanner import scan

_A_PERSON_MS = 70
"""Between two keys: a quicker hand would be taken for a scanner."""


@dataclass(frozen=True)
class Keyboard:
    """Presses keys in one window; after each it waits for what was asked for off the GUI thread."""

    qtbot: QtBot
    window: QWidget

    def press(self, *names: str) -> None:
        """Press keys by name: ``Ctrl+K``, ``F9``, ``Return``."""
        for name in names:
            keys = QKeySequence(name)[0]  # type: ignore[index]  # missing in the stubs
            QTest.keyClick(self.window.windowHandle(), keys.key(), keys.keyboardModifiers())
            self.settle()

    def type(self, text: str) -> None:
        """Type letters and digits as quickly as a person does; Chinese comes from an input method."""
        if text.isascii():
            listeners = self.window.findChildren(WedgeFilter)
            for letter in text:
                QTest.keyClick(self.window.windowHandle(), ord(letter), Qt.KeyboardModifier.NoModifier)
                for listener in listeners:
                    _pass_time(listener)
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


def _pass_time(listener: WedgeFilter) -> None:
    """Let the time between two keys pass for what listens to scanners; nobody need sit through it."""
    if listener._detector.is_holding:
        listener._follow(listener._detector.idle(listener._at_ms + _A_PERSON_MS))


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
