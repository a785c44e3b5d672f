"""A person without a plan: opens, types, presses, scans and leaves at random; what must hold is asked after each step.

First comes a tour: each entry of each list, each command that a page offers, once. Then chance takes over, with a
liking for what was reached least (`reach`).

What a step costs the GUI thread is measured in its own processor time, which a busy machine does not stretch.
"""

import os
import sys
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Final, TypeVar

import pytest
from PySide6.QtCore import QMessageLogContext, QPoint, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QDesktopServices, QGuiApplication
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
    QToolButton,
    QWidget,
)
from shiboken6 import isValid

from app.gui import errors, operations
from app.gui.application import Application, Garbage
from app.gui.commands import Command
from app.gui.editors.ask_strip import AskStrip
from app.gui.main_window import MainWindow
from app.gui.practice import practice_window
from app.gui.window.tabs import tabs
from tests.gui import oddities
from tests.gui import tour as tours
from tests.gui.hands import Hands
from tests.gui.reach import LOOKS, Reach, seen_parts
from tests.gui.stopwatch import Stopwatch

Part = TypeVar("Part", bound=QWidget)

_MOST_PAGES: Final = 6
_REMEMBERED: Final = 40
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
        self.watch = Stopwatch()
        self.hands = Hands(lambda: self.window, self.watch, lambda: program.is_renewing)
        self._garbage = Garbage(program)
        self._files = [str(path) for path in files]
        self._texts = (*oddities.TEXTS, *self._files)
        self._plan: Iterator[str] | None = None
        self._is_in_menu = False
        self.random = Random(seed)
        self.trail: deque[str] = deque(maxlen=_REMEMBERED)
        self._log = os.environ.get("WALK_LOG", "")
        self._faults: list[str] = []
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

    def tour(self, *, whole: bool) -> None:
        """Go to every entry and give every command that is offered there; what must hold is asked after each."""
        self._plan = tours.steps(self, whole=whole)
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
                self.watch.time(self._garbage.collect, "garbage")
            where = self._where()
            self.trail.append(f"{number} {where} …")
            if self._plan is not None:
                did = next(self._plan, "")
                if not did:
                    self._plan = None
                    return
            else:
                (move,) = self.random.choices(moves, weights)
                self.trail[-1] = f"{number} {where} {move.__name__.strip('_')} …"
                did = move()
            self.trail[-1] = f"{number} {where} {did}"
            if self._plan is not None or self.random.random() < 0.9:
                self.settle()
            self._note(f"{where} {did.split()[0]}")
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
            self.hands.click(button, button.rect().center())
        return f"{command.key} {command.shortcut}"

    def _type(self) -> str:
        text = self.random.choice(self._texts)
        self.hands.enter(text)
        if self.random.random() < 0.6:
            self.press(self.random.choice(("Return", "Tab")))
        return f"types {text[:20]!r}"

    def _button(self) -> str:
        buttons = [each for each in self.parts(QAbstractButton) if each.isEnabled() and each.width() > 4]
        if not buttons:
            return "no button"
        return self.push(self.random.choice(buttons))

    def push(self, button: QAbstractButton) -> str:
        """Press a button; from a menu behind it something is chosen."""
        name = button.text() or button.objectName() or type(button).__name__
        self.reach.use(button.objectName())
        self._is_in_menu = isinstance(button, QPushButton | QToolButton) and button.menu() is not None
        QTimer.singleShot(20, self._answer_menu)
        self.hands.click(button, button.rect().center())
        self._is_in_menu = False
        return f"button:{name}"

    def _answer(self) -> str:
        return self.answer(self.random.choice((*self._files, *self._files, "走一走")))

    def answer(self, text: str) -> str:
        """Answer what a strip asks, with a file or a word."""
        strips = self.parts(AskStrip)
        if not strips:
            return "nothing asked"
        self.hands.click(strips[0].answer, strips[0].answer.rect().center())
        self.press("Ctrl+A")
        self.hands.enter(text)
        self.press("Return")
        return f"answers {text[-20:]}"

    @property
    def file(self) -> str:
        """A file to import."""
        return self._files[0]

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
        name = index.data()  # the click may fill the list anew, and no index outlives that
        side.scrollTo(index)
        self.hands.click(side.viewport(), side.visualRect(index).center())
        return f"chooses:{name}"

    def _row(self) -> str:
        views = [each for each in self.parts(QAbstractItemView) if each.model().rowCount()]
        if not views:
            return "no rows"
        view = self.random.choice(views)
        model = view.model()
        columns = view.horizontalHeader().count() if isinstance(view, QTableView) else 1
        index = model.index(self.random.randrange(model.rowCount()), self.random.randrange(max(1, columns)))
        view.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        at = view.visualRect(index).center()
        self.hands.click(view.viewport(), at)
        if self.random.random() < 0.4 and isValid(view) and view.isVisible():
            self.hands.click(view.viewport(), at, twice=True)
        return f"row {index.row()} of {type(view).__name__}"

    def _field(self) -> str:
        fields = [
            each for kind in (QLineEdit, QPlainTextEdit) for each in self.parts(kind) if each.isEnabled()
        ]
        if not fields:
            return "no field"
        field = self.random.choice(fields)
        self.hands.click(field, field.rect().center())
        return f"clicks {type(field).__name__}"

    def _tab(self) -> str:
        number = self.random.randint(1, 7)
        self.press(f"Ctrl+{number}")
        return f"tab {number}"

    def _scan(self) -> str:
        code = self.random.choice(oddities.CODES)
        self.hands.scan(code)
        return f"scans {code}"

    def _paste(self) -> str:
        text = self.random.choice(oddities.PASTES)
        QGuiApplication.clipboard().setText(text)
        self.press("Ctrl+V")
        return f"pastes {text[:20]!r}"

    def _find(self) -> str:
        self.press("Ctrl+K")
        self.hands.enter(self.random.choice(("pgz", "xsckd", "kc", "大米", "0001", "sz", "XS", "bb", "zz")))
        self.settle()
        self.press(self.random.choice(("Return", "Down", "Esc")))
        return "searches"

    def _choice(self) -> str:
        boxes = [each for each in self.parts(QComboBox) if each.isEnabled()]
        if not boxes:
            return "no choice"
        box = self.random.choice(boxes)
        self.hands.click(box, QPoint(box.width() - 8, box.height() // 2))
        self.press(self.random.choice(("Down", "Up", "End", "Home")))
        self.press(self.random.choice(("Return", "Esc", "Tab")))
        return f"opens {type(box).__name__}"

    def _header(self) -> str:
        tables = self.parts(QTableView)
        if not tables:
            return "no table"
        header = self.random.choice(tables).horizontalHeader()
        if not header.count() or not header.isVisible():
            return "no header"
        at = QPoint(self.random.randrange(max(1, header.viewport().width())), header.height() // 2)
        self.hands.click(header.viewport(), at)
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
            self.hands.click(button, button.rect().center())
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

    def parts(self, kind: type[Part]) -> list[Part]:
        """Return what can be seen of a kind; pages behind the one in front are not searched, there may be sixty."""
        parts = seen_parts(self.window)
        return [
            each
            for part in parts
            for each in (part, *part.findChildren(kind))
            if isinstance(each, kind) and each.isVisible()
        ]

    def press(self, name: str) -> None:
        """Press a key by name."""
        self.hands.press(name)

    def settle(self) -> None:
        """Let everything that was asked for come back."""
        if not self.hands.settle():
            works = [f"{job.work} for {job.owner}" for job in operations.workers()._open.values()]
            raise Stumbled(self._tell(f"work that does not end: {works}"))

    # What must hold

    def _check(self) -> None:
        if self._faults:
            raise Stumbled(self._tell(self._faults[0]))
        if not self.window.isActiveWindow() and QApplication.activePopupWidget() is None:
            self.window.activateWindow()  # the window manager gives the keys to the window that is left
            self.settle()
        focus = QApplication.focusWidget()
        if focus is None or not focus.isVisible():
            self.settle()  # a page that has just come is shown with the next turn of the loop
            focus = QApplication.focusWidget()
        if focus is None or not focus.isVisible():
            raise Stumbled(self._tell(f"the keys are lost: {_path_of(focus)}"))
        if QApplication.activeModalWidget() is not None:
            raise Stumbled(self._tell("a modal dialog"))

    def _tidy(self) -> None:
        """Close pages when many are open, as a person does; a tour closes its practice itself."""
        opened = self.window.work.opened
        if len(opened) > _MOST_PAGES:
            for page in opened:
                self.window.work.close_page(page)
        elif self._plan is None and self.window is not self.program.window and self.random.random() < 0.02:
            self.window.close()

    def _note(self, kind: str) -> None:
        """Note what was reached and what it cost."""
        self.reach.look(self.window)
        cost = self.watch.end_step(kind, self.trail[-1])
        if self._log:
            with Path(self._log).open("a", encoding="utf-8") as log:
                print(f"{cost.processor_s * 1000:4.0f} ms {self.trail[-1]}", file=log)

    def _where(self) -> str:
        page = self.window.work.current
        return f"[{type(page).__name__} {self.window.topic}]"

    def _tell(self, fault: str) -> str:
        return "\n".join((fault, *self.trail))


def _path_of(widget: QWidget | None) -> str:
    """Name a widget and what it lies in."""
    names = []
    while widget is not None:
        names.append(type(widget).__name__ + ("" if widget.isVisible() else "(hidden)"))
        widget = widget.parentWidget()
    return " < ".join(names) or "nothing has them"
