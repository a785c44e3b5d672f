"""Brings the codes of serial scanners to where the codes of scanners that type arrive: one way from there on.

A page that takes scans takes it (`Page.on_scanned`); else the line with the cursor gets the code and Enter, as from a
scanner that types; else the search looks for it.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from app.gui import devices
from app.gui.window.quick_find import QuickFind
from app.gui.window.workplace import Workplace


class Scans(QObject):
    """Listens for one window, while it is in front."""

    def __init__(self, window: QWidget, work: Workplace, search: QuickFind) -> None:
        super().__init__(window)
        self._window = window
        self._work = work
        self._search = search
        devices.here().scanned.connect(self._on_scanned)

    def _on_scanned(self, code: str) -> None:
        active = QApplication.activeWindow()
        if not self._window.isVisible() or active not in {self._window, None}:
            return
        page = self._work.current
        if page is not None and page.takes_scans:
            page.on_scanned(code)
            return
        line = QApplication.focusWidget()
        if not isinstance(line, QLineEdit | QPlainTextEdit) or line.isReadOnly():
            self._search.begin()
            line = self._search
        _type(line, code)


def _type(line: QWidget, code: str) -> None:
    """Put a code into a line and end it with Enter."""
    text = QInputMethodEvent()
    text.setCommitString(code)
    QApplication.sendEvent(line, text)
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        key = QKeyEvent(kind, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r")
        QApplication.sendEvent(QApplication.focusWidget() or line, key)
