"""The bytes of a device as they come: sixteen a row, as figures and as text."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFontDatabase, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.core.text import N_
from app.i18n.catalog import tr

_ACROSS = 16
_ROWS = 7
_EVERY_MS = 200
_KEPT = _ACROSS * _ROWS
_PLAIN = range(0x20, 0x7F)


class RawView(QPlainTextEdit):
    """Shows the newest bytes, a few times a second however fast they come."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setWordWrapMode(QTextOption.WrapMode.NoWrap)
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.setTabChangesFocus(True)
        self.setAccessibleName(tr(N_("原始数据")))
        self.setPlaceholderText(tr(N_("听到的原始数据显示在这里")))
        self.setFixedHeight(self.fontMetrics().lineSpacing() * (_ROWS + 1) + 8)
        self._data = b""
        self._due = QTimer(self, singleShot=True, interval=_EVERY_MS)
        self._due.timeout.connect(self._show)

    def hear(self, data: bytes) -> None:
        """Take bytes; they show soon."""
        self._data = (self._data + data)[-_KEPT:]
        if not self._due.isActive():
            self._due.start()

    def forget(self) -> None:
        """Begin anew: other bytes come from another line."""
        self._data = b""
        self._due.stop()
        self.clear()

    def _show(self) -> None:
        rows = (self._data[at : at + _ACROSS] for at in range(0, len(self._data), _ACROSS))
        self.setPlainText("\n".join(f"{row.hex(' ').upper():<{_ACROSS * 3}} {_text(row)}" for row in rows))


def _text(data: bytes) -> str:
    return "".join(chr(byte) if byte in _PLAIN else "·" for byte in data)
