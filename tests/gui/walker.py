"""A person without a plan: opens, types, presses, scans and leaves at random; what must hold is asked after each step.

First comes a tour: each entry of each list, each command that a page offers, once. Then chance takes over, with a
liking for what was reached least (`reach`).

What a step costs the GUI thread is measured in its own processor time, which a busy machine does not stretch.
"""

import gc
import sys
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Final, TypeVar

import pytest
from PySide6.QtCore import QEvent, QMessageLogContext, QPoint, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QDesktopServices, QGuiApplication, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QWidget,
)
from shiboken6 import isValid

from app.gui import errors, operations
from app.gui.application import Application
from app.gui.commands import Command
from app.gui.editors.ask_strip import AskStrip
from app.gui.main_window import MainWindow
from app.gui.practice import practice_window
from app.gui.window.tabs import tabs
from tests.gui import oddities
from tests.gui import tour as tours
from tests.gui.reach import LOOKS, Reach
from tests.gui.scanner import scan

Part = TypeVar("Part", bound=QWidget)

NOTICED_S: Final = 0.05
_MOST_PAGES: Final = 6
_REMEMBERED: Final = 40
_PATIENCE_S: Final = 40.0
_COLLECT_EVERY: Final = 50


class Stumbled(AssertionError):
    """Something does not hold; the steps that led there are told."""


class Walker:
    """Takes random steps in the windows of a program; the same seed wants the same steps."""

    def __init__(
        self, program: Application, seed: int, patch: pytest.MonkeyPatch, files: Sequence[Path] = ()
    ) -> None:
        self.program = program
        self.reach = Reach()
        self.dear: list[tuple[float, float, str]] = []
        """Steps with an act that took the GUI thread longer than a person notices: processor time, time, step."""
        self._files = [str(path) for path in files]
        self._texts = (*oddities.TEXTS, *self._files)
        self._plan: Iterator[str] | None = None
        self._is_in_menu = False
        self.random = Random(seed)
        self.trail: deque[str] = deque(maxlen=_REMEMBERED)
        self._faults: list[str] = []
        self._cost = (0.0, 0.0)
        self._known = program.window
        self._moves: tuple[tuple[int, Callable[[], str]], ...] = (
            (30, self._key),
            (18, self._command),
            (18, self._type),
            (10, self._button),
            (8, self._entry),
            (8, self._row),
            (6, self._field),
            (4, self._tab),
            (4, self._scan),
            (4, self._paste),
            (3, self._find),
            (2, self._choice),
            (2, self._header),
            (6, self._answer),
            (1, self._looks),
        )
        self._watch(patch)

    def _watch(self, patch: pytest.MonkeyPatch) -> None:
        """Hear of every mistake; open nothing outside; practise with little."""
        report = errors.report

        def heard(problem: BaseException) -> object:
            self._faults.append("".join(traceback.format_exception(problem)))
            return report(problem)

        def crashed(kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
            self._faults.append("".join(traceback.format_exception(kind, problem, trace)))

        patch.setattr(errors, "report", heard)
        patch.setattr(sys, "excepthook", crashed)
        patch.setattr(QFileDialog, "getOpenFileName", lambda *_: (self.random.choice(["", *self._files]), ""))
        patch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
        patch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
        patch.setattr(QDesktopServices, "openUrl", lambda *_: True)
        patch.setattr(practice_window, "_ITEMS", 8)
        patch.setattr(practice_window, "_DAYS", 2)

    @property
    def window(self) -> MainWindow:
        """The window in front."""
        front = QApplication.activeWindow()
        if isinstance(front, MainWindow):
            return front
        window = self.program.window
        assert window is not None
        return window

    def tour(self) -> None:
        """Go to every entry and give every command that is offered there; what must hold is asked after each."""
        self._plan = tours.steps(self)
        self.walk(sys.maxsize)

    def walk(self, steps: int) -> None:
        """Take so many steps; a warning of Qt is a fault too."""
        before = qInstallMessageHandler(self._hear_qt)
        try:
            self._walk(steps)
        finally:
            qInstallMessageHandler(before)

    def _hear_qt(self, kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and not text.startswith("This plugin"):
            self._faults.append(f"Qt says: {text}\n{''.join(traceback.format_stack(limit=6)[:-1])}")

    def _walk(self, steps: int) -> None:
        weights, moves = zip(*self._moves, strict=True)
        for number in range(steps):
            if number % _COLLECT_EVERY == 0:
                gc.collect(1)
            self._cost = (0.0, 0.0)
            self.trail.append(f"{number} …")
            if self._plan is not None:
                did = next(self._plan, "")
                if not did:
                    self._plan = None
                    return
            else:
                (move,) = self.random.choices(moves, weights)
                self.trail[-1] = f"{number} {move.__name__.strip('_')} …"
                where = self._where()
                did = f"{where} {move()}"
            self.trail[-1] = f"{number} {did}"
            if self._plan is not None or self.random.random() < 0.9:
                self.settle()
            self._note()
            self._check()
            self._tidy()

    # The steps

    def _key(self) -> str:
        name = self.random.choice(oddities.KEYS)
        for _ in range(self.random.choice((1, 1, 1, 2, 5))):
            self.press(name)
        return name

    def _command(self) -> str:
        page = self.window.work.current
        known = [*(page.commands() if page is not None else ()), *self.window.commands()]
        keyed = [each for each in known if each.shortcut]
        return self.give(self.random.choice(self.reach.least(keyed) if self.random.random() < 0.5 else keyed))

    def give(self, command: Command) -> str:
        """Give a command by its key; one that has none by its button."""
        self.reach.use(command.key)
        button = self.window.findChild(QPushButton, command.key)
        if command.shortcut:
            self.press(command.shortcut)
        elif isinstance(button, QPushButton):
            self._click(button, button.rect().center())
        return f"{command.key} {command.shortcut}"

    def _type(self) -> str:
        text = self.random.choice(self._texts)
        self._enter(text)
        if self.random.random() < 0.6:
            self.press(self.random.choice(("Return", "Tab")))
        return f"types {text[:20]!r}"

    def _button(self) -> str:
        buttons = [each for each in self._parts(QAbstractButton) if each.isEnabled() and each.width() > 4]
        if not buttons:
            return "no button"
        button = self.random.choice(buttons)
        name = button.text() or button.objectName() or type(button).__name__
        self.reach.use(button.objectName())
        self._is_in_menu = isinstance(button, QPushButton) and button.menu() is not None
        QTimer.singleShot(20, self._answer_menu)
        self._click(button, button.rect().center())
        self._is_in_menu = False
        return f"presses {name}"

    def _answer(self) -> str:
        """Answer what a strip asks, with a file or a word."""
        strips = self._parts(AskStrip)
        if not strips:
            return "nothing asked"
        self._click(strips[0].answer, strips[0].answer.rect().center())
        self.press("Ctrl+A")
        answer = self.random.choice((*self._files, *self._files, "走一走"))
        self._enter(answer)
        self.press("Return")
        return f"answers {answer[-20:]}"

    def _answer_menu(self) -> None:
        """Choose from a menu, or leave it; the click that opened it comes back only then."""
        if not self._is_in_menu:
            return
        QTimer.singleShot(20, self._answer_menu)
        popup = QApplication.activePopupWidget()
        if popup is not None:
            for key in (Qt.Key.Key_Down, self.random.choice((Qt.Key.Key_Return, Qt.Key.Key_Escape))):
                if isValid(popup):
                    QTest.keyClick(popup, key)

    def _entry(self) -> str:
        side = self.window.side
        model = side.model()
        if not side.isVisible() or not model.rowCount():
            return "no list"
        return self._choose(self.random.randrange(model.rowCount()))

    def _choose(self, row: int) -> str:
        side = self.window.side
        index = side.model().index(row, 0)
        side.scrollTo(index)
        self._click(side.viewport(), side.visualRect(index).center())
        return f"chooses {index.data()}"

    def _row(self) -> str:
        views = [each for each in self._parts(QAbstractItemView) if each.model().rowCount()]
        if not views:
            return "no rows"
        view = self.random.choice(views)
        model = view.model()
        columns = view.horizontalHeader().count() if isinstance(view, QTableView) else 1
        index = model.index(self.random.randrange(model.rowCount()), self.random.randrange(max(1, columns)))
        view.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        at = view.visualRect(index).center()
        self._click(view.viewport(), at)
        if self.random.random() < 0.4 and isValid(view) and view.isVisible():
            self._timed(lambda: QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at))
        return f"row {index.row()} of {type(view).__name__}"

    def _field(self) -> str:
        fields = [
            each for kind in (QLineEdit, QPlainTextEdit) for each in self._parts(kind) if each.isEnabled()
        ]
        if not fields:
            return "no field"
        field = self.random.choice(fields)
        self._click(field, field.rect().center())
        return f"clicks {type(field).__name__}"

    def _tab(self) -> str:
        number = self.random.randint(1, 7)
        self.press(f"Ctrl+{number}")
        return f"tab {number}"

    def _scan(self) -> str:
        code = self.random.choice(oddities.CODES)
        focus = QApplication.focusWidget()
        if focus is not None:
            self._timed(lambda: scan(focus, code))
        return f"scans {code}"

    def _paste(self) -> str:
        text = self.random.choice(oddities.PASTES)
        QGuiApplication.clipboard().setText(text)
        self.press("Ctrl+V")
        return f"pastes {text[:20]!r}"

    def _find(self) -> str:
        self.press("Ctrl+K")
        self._enter(self.random.choice(("pgz", "xsckd", "kc", "大米", "0001", "sz", "XS", "bb", "zz")))
        self.settle()
        self.press(self.random.choice(("Return", "Down", "Esc")))
        return "searches"

    def _choice(self) -> str:
        boxes = [each for each in self._parts(QComboBox) if each.isEnabled()]
        if not boxes:
            return "no choice"
        box = self.random.choice(boxes)
        self._click(box, QPoint(box.width() - 8, box.height() // 2))
        self.press(self.random.choice(("Down", "Up", "End", "Home")))
        self.press(self.random.choice(("Return", "Esc", "Tab")))
        return f"opens {type(box).__name__}"

    def _header(self) -> str:
        tables = self._parts(QTableView)
        if not tables:
            return "no table"
        header = self.random.choice(tables).horizontalHeader()
        if not header.count() or not header.isVisible():
            return "no header"
        at = QPoint(self.random.randrange(max(1, header.viewport().width())), header.height() // 2)
        self._click(header.viewport(), at)
        return "sorts"

    def _looks(self) -> str:
        if self.window is not self.program.window:
            return "no looks"
        self.open("settings", "settings")
        self.settle()
        return self.look(self.random.choice(LOOKS))

    def look(self, name: str) -> str:
        """Choose a language, a theme or a size on the page of settings."""
        button = self.window.findChild(QPushButton, name)
        if isinstance(button, QPushButton) and button.isVisible():
            self.reach.use(name)
            self._click(button, button.rect().center())
        return f"looks {name}"

    def open(self, sort: str, key: str) -> str:
        """Open an entry with the mouse, as one does who does not know its initials."""
        window = self.window
        tab = next(tab for tab in tabs() for entry in tab.entries if (entry.sort, entry.key) == (sort, key))
        self.press(f"Ctrl+{[each.key for each in tabs()].index(tab.key) + 1}")
        self.settle()
        if window.side.isVisible():
            row = next(row for row, entry in enumerate(tab.entries) if (entry.sort, entry.key) == (sort, key))
            self._choose(row)
        return f"opens {sort} {key}"

    # Hands

    def _parts(self, kind: type[Part]) -> list[Part]:
        """Return what can be seen of a kind."""
        return [each for each in self.window.findChildren(kind) if each.isVisible()]

    def press(self, name: str) -> None:
        handle = self.window.windowHandle()
        keys = QKeySequence(name)[0]  # type: ignore[index]  # missing in the stubs
        if handle is not None:
            self._timed(lambda: QTest.keyClick(handle, keys.key(), keys.keyboardModifiers()))

    def _enter(self, text: str) -> None:
        handle = self.window.windowHandle()
        focus = QApplication.focusWidget()
        if focus is None:
            return
        if text.isascii() and len(text) < _REMEMBERED:
            for letter in text:
                self._timed(lambda letter=letter: QTest.keyClick(handle, letter))  # type: ignore[misc]
        else:
            event = QInputMethodEvent()
            event.setCommitString(text)
            self._timed(lambda: QApplication.sendEvent(focus, event))

    def _click(self, widget: QWidget, at: QPoint) -> None:
        """Click; what dropped from something else closes first, as the window system sees to."""
        popup = QApplication.activePopupWidget()
        if popup is not None and widget.window() is not popup:
            popup.close()
        self._timed(lambda: QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at))

    def _timed(self, act: Callable[[], object]) -> None:
        """Do it, and remember the dearest act of the step: processor time, and time by the clock."""
        began, clock = time.thread_time(), time.perf_counter()
        act()
        cost = (time.thread_time() - began, time.perf_counter() - clock)
        self._cost = max(self._cost, cost)

    def settle(self) -> None:
        """Let everything that was asked for come back."""
        end = time.monotonic() + _PATIENCE_S
        self._timed(QApplication.processEvents)
        while not operations.workers().is_idle:
            if time.monotonic() > end:
                works = [f"{job.work} for {job.owner}" for job in operations.workers()._open.values()]
                raise Stumbled(self._tell(f"work that does not end: {works}"))
            time.sleep(0.0005)
            self._timed(QApplication.processEvents)
        self._timed(QApplication.processEvents)
        # Only an event loop that runs buries what was to be deleted later.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    # What must hold

    def _check(self) -> None:
        if self._faults:
            raise Stumbled(self._tell(self._faults[0]))
        if not self.window.isActiveWindow() and QApplication.activePopupWidget() is None:
            self.window.activateWindow()  # the window manager gives the keys to the window that is left
            self.settle()
        focus = QApplication.focusWidget()
        if focus is None or not focus.isVisible():
            raise Stumbled(self._tell(f"the keys are lost: {_path_of(focus)}"))
        if QApplication.activeModalWidget() is not None:
            raise Stumbled(self._tell("a modal dialog"))

    def _tidy(self) -> None:
        """Close pages when many are open, as a person does."""
        opened = self.window.work.opened
        if len(opened) > _MOST_PAGES:
            for page in opened:
                self.window.work.close_page(page)
        elif self.window is not self.program.window and self.random.random() < 0.02:
            self.window.close()

    def _note(self) -> None:
        self.reach.look(self.window)
        if (
            self.program.window is not self._known
        ):  # other looks make the window anew: they may take their time
            self._known = self.program.window
        elif self._cost[0] > NOTICED_S:
            self.dear.append((*self._cost, self.trail[-1]))

    def _where(self) -> str:
        page = self.window.work.current
        return f"[{self.window.topic or type(page).__name__}]"

    def _tell(self, fault: str) -> str:
        return "\n".join((fault, *self.trail))


def _path_of(widget: QWidget | None) -> str:
    """Name a widget and what it lies in."""
    names = []
    while widget is not None:
        names.append(type(widget).__name__ + ("" if widget.isVisible() else "(hidden)"))
        widget = widget.parentWidget()
    return " < ".join(names) or "nothing has them"
