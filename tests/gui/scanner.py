"""A scanner that types: keys 8 ms apart by their own time stamps, however busy the machine is that runs the tests."""

import time

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

_APART_MS = 8
_AIMING_MS = 400
"""Between two codes: so quick is no hand that holds a scanner."""
_ENDED_AT = [0]


def scan(target: QWidget, code: str) -> None:
    """Send a code and Enter to a widget, as the keyboard driver would."""
    began = max(time.monotonic_ns() // 1_000_000, _ENDED_AT[0] + _AIMING_MS)
    _ENDED_AT[0] = began + len(code) * _APART_MS
    for number, text in enumerate((*code, "\r")):
        key = Qt.Key.Key_Return if text == "\r" else Qt.Key(ord(text.upper()))
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            event.setTimestamp(began + number * _APART_MS)
            QApplication.sendEvent(target, event)
