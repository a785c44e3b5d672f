"""A screen for the benchmarks: offscreen; an act is over when what it has done is painted.

Waiting lets go of Python, as the loop of the program does: a worker is never slowed down by who waits for it.
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import (
    QEvent,
    QEventLoop,
    QMessageLogContext,
    QObject,
    Qt,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHeaderView, QTableView, QWidget

from app.gui import operations, theme

SIZE = (1366, 768)
"""Of every window, ours and bare ones."""
_PATIENCE_MS = 60_000
_APART_MS = 8
"""Between two keys of a scanner, by their own time stamps."""
_PLACES = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
_NOT_A_SCREEN = "propagateSizeHints"
_kept: list[QApplication] = []


def start(home: Path, *, is_bare: bool = False) -> QApplication:
    """Return the QApplication, in the looks of the program or bare; what it remembers goes to `home`."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.update(dict.fromkeys(_PLACES, str(home)))
    qInstallMessageHandler(_say)
    existing = QApplication.instance()
    qt = existing if isinstance(existing, QApplication) else QApplication(["bench", *theme.STYLE])
    _kept.append(qt)
    if not is_bare:
        theme.apply(qt, theme.choose())
    return qt


def _say(_kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
    """Print what Qt says, but for what the offscreen screen says of each window."""
    if _NOT_A_SCREEN not in text:
        sys.stderr.write(text + "\n")


def show(window: QWidget) -> None:
    """Show a window as the one that has the keys, and wait until all of it is there."""
    window.resize(*SIZE)
    window.show()
    window.activateWindow()
    rest()


class _Watch(QObject):
    """Looks at each painting of a widget until what was awaited is there to be painted."""

    def __init__(self, widget: QWidget, until: Callable[[], bool]) -> None:
        super().__init__(widget)
        self._widget = widget
        self._until = until
        self.is_painted = False
        self.is_late = False
        QTimer.singleShot(_PATIENCE_MS, self, self._give_up)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._widget and event.type() == QEvent.Type.Paint and self._until():
            self.is_painted = True
        return False

    def _give_up(self) -> None:
        self.is_late = True


def painted_ms(widget: QWidget, act: Callable[[], object], until: Callable[[], bool] = lambda: True) -> float:
    """Return the milliseconds from an act to the end of the first painting of `widget` when `until` holds."""
    watch = _Watch(widget, until)
    began = time.perf_counter()
    act()
    while not (watch.is_painted or watch.is_late):
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    taken = (time.perf_counter() - began) * 1e3
    widget.removeEventFilter(watch)
    watch.deleteLater()
    assert watch.is_painted, "never painted"
    return taken


def rest() -> None:
    """Wait until nothing is on its way any more; what was to be deleted is, as in the loop of the program."""
    quiet = 0
    while quiet < 3:
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        if operations.workers().is_idle:
            quiet += 1
        else:
            quiet = 0
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def scan(target: QWidget, code: str) -> None:
    """Send a code and Enter as a scanner types them."""
    began = time.monotonic_ns() // 1_000_000
    for number, text in enumerate((*code, "\r")):
        key = Qt.Key.Key_Return if text == "\r" else Qt.Key(ord(text))
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            event.setTimestamp(began + number * _APART_MS)
            QApplication.sendEvent(target, event)


def type_text(target: QWidget, text: str) -> None:
    """Type a character, a Chinese one too, as a keyboard does."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, text)
        QApplication.sendEvent(target, event)


def click_head(view: QTableView, section: int) -> None:
    """Click the head of a column."""
    header: QHeaderView = view.horizontalHeader()
    place = header.sectionViewportPosition(section) + header.sectionSize(section) // 2
    point = header.viewport().rect().center()
    point.setX(place)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=point)


def close(window: QWidget, closing: Callable[[], None]) -> None:
    """Close a window of ours, end the workers, let them let go of the firm."""
    rest()
    window.hide()
    window.deleteLater()
    operations.workers().stop(closing)
    closing()
    QApplication.processEvents()
