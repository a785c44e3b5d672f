"""Who had the keys before a strip took them, and gets them back when the strip goes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.gui.page import Page


class KeysBefore:
    """Remembers it for one strip; `take` before the strip shows, `give_back` when it hides."""

    def __init__(self, strip: QWidget) -> None:
        self._strip = strip
        self._before: QWidget | None = None

    def take(self) -> None:
        """Remember who has them, unless that is the strip itself."""
        before = QApplication.focusWidget()
        if self._strip.isHidden() and before is not None and not self._strip.isAncestorOf(before):
            self._before = before

    def give_back(self) -> None:
        """Hide the strip; if it had the keys they go back, or where that is gone by now, to where the page begins."""
        had_keys = self._strip.isAncestorOf(QApplication.focusWidget() or self._strip.window())
        before, self._before = self._before, None
        self._strip.hide()
        if not had_keys:
            return
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        page = self._strip.parentWidget()
        while page is not None and not isinstance(page, Page):
            page = page.parentWidget()
        if page is not None and page.isVisible():
            page.focus_first()
