"""Brings codes to where they belong, whichever scanner read them: one that sends text, or one that types.

A page that takes scans takes it (`Page.on_scanned`). Elsewhere orders are carried out and papers open; goods and what
nobody knows go into the line with the cursor, as from a scanner that types, else the search looks for them. What a
scanner types into a line of such a page is left alone: it arrives there by itself.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from app.gui import devices
from app.gui.input.wedge_filter import WedgeFilter
from app.gui.navigation import Navigator
from app.gui.page import Page
from app.gui.window.quick_find import QuickFind
from app.gui.window.workplace import Workplace
from app.services.firm import Firm

_TYPED_INTO = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox)


class Scans(QObject):
    """Listens for one window, while it is in front."""

    def __init__(
        self, window: QWidget, firm: Firm, go: Navigator, work: Workplace, search: QuickFind
    ) -> None:
        super().__init__(window)
        self._window = window
        self._firm = firm
        self._go = go
        self._work = work
        self._search = search
        self.wedge = WedgeFilter(self, hears=self._hears)
        self.wedge.scanned.connect(self.take)
        self.wedge.start()
        work.turned.connect(self.wedge.hear_anew)
        devices.here().scanned.connect(self.take)

    def _hears(self, widget: QWidget) -> bool:
        """Say whether codes that are typed here have nowhere to go by themselves."""
        page = self._work.current
        if isinstance(widget, _TYPED_INTO) or widget.property("takes") == "keys":
            return False  # what is typed here is at home, and what waits for one key gets it at once
        if page is not None and page.takes_scans:
            return False
        return self._window.isAncestorOf(widget)

    def take(self, code: str) -> None:
        """Bring a code to where it belongs."""
        active = QApplication.activeWindow()
        if not self._window.isVisible() or active not in {self._window, None}:
            return
        page = self._work.current
        if page is not None and page.takes_scans:
            page.on_scanned(code)
        elif page is None or not self._has_done(page, code):
            self._hand_on(code)

    def _has_done(self, page: Page, code: str) -> bool:
        from app.gui.window import elsewhere  # noqa: PLC0415 - loaded with the first such scan

        line = _line()
        return elsewhere.has_done(self._firm, self._go, page, code, has_line=line is not None)

    def _hand_on(self, code: str) -> None:
        line = _line()
        if line is None:
            self._search.begin()
            line = self._search
        _type(line, code)


def _line() -> QLineEdit | QPlainTextEdit | None:
    """Return the line with the cursor, where one can be typed into."""
    line = QApplication.focusWidget()
    return line if isinstance(line, QLineEdit | QPlainTextEdit) and not line.isReadOnly() else None


def _type(line: QWidget, code: str) -> None:
    """Put a code into a line and end it with Enter."""
    text = QInputMethodEvent()
    text.setCommitString(code)
    QApplication.sendEvent(line, text)
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        key = QKeyEvent(kind, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r")
        QApplication.sendEvent(QApplication.focusWidget() or line, key)
