"""Keys that are pressed before there is anything to press them in: a person who knows the way does not wait for a page.

::

    F2 ─▶ the page, still empty ─▶ read ─▶ its form
            keys pressed here ──────────────▶ go to where the cursor is then
"""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

_NOT_TYPING = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class KeysAhead:
    """Keeps them from the start until `give` or `forget`."""

    def __init__(self) -> None:
        self._kept: list[QEvent] = []
        self._is_on = True

    def keep(self, event: QKeyEvent) -> bool:
        """Keep a key that types something or goes on; say whether it was kept."""
        is_wanted = self._is_on and event.key() != Qt.Key.Key_Escape and bool(event.text())
        if not is_wanted or event.modifiers() & _NOT_TYPING:
            return False
        self._kept.append(event.clone())
        return True

    def give(self) -> None:
        """Press the keys where the cursor is now, each where the one before left it; keep no more."""
        kept = self._kept
        self.forget()
        for event in kept:
            target = QApplication.focusWidget()
            if target is not None:
                QApplication.sendEvent(target, event)

    def forget(self) -> None:
        """Keep no keys any more."""
        self._is_on = False
        self._kept = []
