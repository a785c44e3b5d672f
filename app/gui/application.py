"""The QApplication and its life: fonts and looks, Qt's own Chinese, the crash hook, the window, an orderly end."""

import gc
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QObject, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app import __version__
from app.core.changes import Changes
from app.core.errors import Problem
from app.core.text import N_
from app.gui import devices, errors, operations, preferences, refresh, theme
from app.gui.errors import Notice
from app.gui.keymap import in_force
from app.gui.main_window import MainWindow
from app.gui.operations import Read
from app.gui.spare_time import SpareTime
from app.gui.window.tabs import Entry
from app.i18n import catalog
from app.i18n.catalog import tr
from app.services.firm import Firm

if TYPE_CHECKING:
    from app.gui.dialogs.setup_wizard import SetupPage
    from app.gui.practice.practice_window import PracticeFirm, PracticeWindow
    from app.gui.window.start_window import StartWindow

_COLLECT_EVERY_MS = 2_000
_DEVICES_AFTER_MS = 300
"""After the first page is painted, so that the start stays quick."""
_OLDEST = 2
_MOST = (700, 4, 0)
"""Objects that came, and collections of the generation before, after which a generation is looked through.

All of it every ten seconds of work: what closed pages leave, a thousand objects each, takes 2 µs an object.
"""
_MANY = 100_000
"""Objects that survive are dictionaries which were loaded meanwhile; to look through them each time takes 60 ms."""
_SPARE_AFTER_MS = 600
_STEP_EVERY_MS = 10
"""Keys that were pressed meanwhile come first."""
_AT_ONCE_MS = 1
"""Somebody waits, but what the window system has to say comes first."""
_SIZE = (1366, 768)


class Garbage(QObject):
    """Collects garbage on the GUI thread only: a cycle that holds a widget must never be taken apart by a worker."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=_COLLECT_EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the oldest generation that is due."""
        counts = gc.get_count()
        for generation in (_OLDEST, 1, 0):
            if counts[generation] > _MOST[generation]:
                gc.collect(generation)
                if generation == _OLDEST and len(gc.get_objects()) > _MANY:
                    gc.freeze()
                return


class Application(QObject):
    """Shows a firm in a window, and makes the window anew when a person chooses other looks.

    Qt styles anew every widget that is there, 0.3 ms each, and sixty pages have five thousand. All of them go away
    anyway, for the words on them may change too, so they go first, a page at a turn of the event loop::

        pages behind ─▶ the page in front; the window stays as it was last painted ─▶ the looks ─▶ the new window

    A practice keeps its window, without its pages.
    """

    def __init__(
        self,
        qt: QApplication,
        open_firm: Callable[[Path], Firm] = Firm.open,
        make_setup: "Callable[[], SetupPage] | None" = None,
    ) -> None:
        super().__init__(qt)
        self.qt = qt
        self.firm: Firm | None = None
        self.window: MainWindow | None = None
        self.start_window: StartWindow | None = None
        self.practice: PracticeWindow | None = None
        self._renewing: SpareTime | None = None
        self._open_firm = open_firm
        self.make_setup = make_setup or _setup
        self.translator = QTranslator(self)
        self.put_on(preferences.load())
        refresh.hub().changed.connect(self._on_changed)

    def put_on(self, chosen: preferences.Preferences) -> None:
        """Put language, theme, size and keys in force."""
        catalog.use(chosen.language)
        in_force.use(chosen.keys)
        self.qt.removeTranslator(self.translator)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self.translator.load(f"qtbase_{chosen.language}", folder):
            self.qt.installTranslator(self.translator)
        theme.apply(self.qt, theme.choose(dark=chosen.dark, big=chosen.big))

    def start(self, path: Path | None = None) -> None:
        """Open a firm, or the one opened last; when that fails or there is none, ask in the start window."""
        last = preferences.load().last_firm
        wanted = path or (Path(last) if last else None)
        if wanted is None:
            self.ask()
        else:
            Read(self, partial(self._open_firm, wanted)).then(self._show).otherwise(self._refused).run()

    def ask(self) -> "StartWindow":
        """Show the start window."""
        from app.gui.window.start_window import StartWindow  # noqa: PLC0415 - not needed where a firm opens

        self.start_window = StartWindow(self._open_firm, self.make_setup)
        self.start_window.opened.connect(self._show)
        self.start_window.practice_asked.connect(self.practise)
        self.start_window.show()
        return self.start_window

    def show_firm(self, firm: Firm) -> MainWindow:
        """Open the window of a firm, in place of the one before."""
        self.firm = firm
        self._bring(self._make_window(firm))
        preferences.remember_firm(Path(firm.path))
        QTimer.singleShot(_DEVICES_AFTER_MS, self, devices.here().begin)
        assert self.window is not None
        return self.window

    def _make_window(self, firm: Firm, place: Entry | None = None) -> MainWindow:
        before = self.window
        slips = before.slips if before is not None and before.firm is firm else None
        made = MainWindow(firm, slips=slips, place=place)
        if before is not None and slips is None:
            before.slips.retire()
        made.practice_asked.connect(self.practise)
        return made

    def _bring(self, window: MainWindow) -> None:
        """Show a window in place of the one before."""
        before, self.window = self.window, window
        if before is None:
            window.resize(*_SIZE)
        else:
            window.restoreGeometry(before.saveGeometry())
        window.show()
        for old in (before, self.start_window):
            if old is not None:
                old.hide()
                old.deleteLater()
        self.start_window = None

    def practise(self, task: str = "") -> None:
        """Open a window to practise in, at a task or at the first one; one that is open already takes the task."""
        if self.practice is not None and isValid(self.practice):
            self.practice.take(task)
            return
        from app.gui.practice import practice_window  # noqa: PLC0415 - seldom opened

        Read(self, practice_window.make).label(N_("正在准备练习…")).then(
            partial(self._show_practice, task)
        ).run()

    def _show_practice(self, task: str, practice: "PracticeFirm") -> None:
        from app.gui.practice import practice_window  # noqa: PLC0415 - seldom opened

        self.practice = practice_window.PracticeWindow(practice, task)
        self.practice.resize(*_SIZE)
        self.practice.show()

    def _show(self, firm: Firm) -> None:
        self.show_firm(firm)

    def _refused(self, problem: Problem) -> None:
        self.ask().page.show_notice(errors.notice_of(problem))

    def _on_changed(self, changes: Changes) -> None:
        if preferences.LOOKS in changes.kinds and self.window is not None and not self.is_renewing:
            self._renewing = SpareTime(self._renewed(self.window), self, every_ms=_AT_ONCE_MS)

    @property
    def is_renewing(self) -> bool:
        """Say whether other looks are on their way."""
        return self._renewing is not None and not self._renewing.is_over

    def _renewed(self, before: MainWindow) -> Iterator[None]:
        """Put the looks in force that were chosen, step by step; not while a page holds what nobody can read."""
        windows: list[MainWindow] = [before, *_still_there(self.practice)]
        if _is_refused(windows):
            return
        while any(window.work.shed() for window in windows if isValid(window)):
            yield
        while QApplication.activePopupWidget() is not None or QApplication.activeModalWidget() is not None:
            yield  # what opened it waits for an answer
        windows = [before, *_still_there(self.practice)]
        if _is_refused(windows):  # somebody typed meanwhile
            return
        places = {window: window.place for window in windows}
        cursor = QApplication.focusWidget()
        name = cursor.objectName() if cursor is not None else ""
        for window in windows:
            window.setUpdatesEnabled(False)
            window.setEnabled(False)
            window.work.shed_all()
        self.put_on(preferences.load())
        yield
        made = self._make_window(before.firm, places.pop(before))
        yield
        self._bring(made)
        found = made.findChild(QWidget, name) if name else None
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)
        for practice, place in places.items():
            if isValid(practice):
                practice.setEnabled(True)  # first: nothing that is disabled takes the cursor
                practice.open_entry(place)
                practice.setUpdatesEnabled(True)


def _still_there(window: MainWindow | None) -> list[MainWindow]:
    return [window] if window is not None and isValid(window) else []


def _is_refused(windows: Iterable[MainWindow]) -> bool:
    """Say whether a page may not go now; it comes to the front and says so."""
    for window in windows:
        page = window.work.refusing()
        if page is not None:
            window.work.bring(page)
            window.show_notice(Notice(tr(N_("先保存或放弃这一页，再换外观")), "warn"))
            return True
    return False


def make(
    open_firm: Callable[[Path], Firm] = Firm.open,
    make_setup: "Callable[[], SetupPage] | None" = None,
    arguments: Sequence[str] = (),
) -> Application:
    """Make the QApplication and what belongs to it, without a window."""
    existing = QApplication.instance()
    qt = (
        existing
        if isinstance(existing, QApplication)
        else QApplication([sys.argv[0], *theme.STYLE, *arguments])
    )
    qt.setApplicationName("zhanggui")
    qt.setApplicationVersion(__version__)
    qt.setDesktopFileName("zhanggui")
    errors.install_crash_hook()
    Garbage(qt)
    return Application(qt, open_firm, make_setup)


def _setup(*, author: str = "", sample: Callable[[Path], Firm] | None = None) -> "SetupPage":
    """Make the page of a new firm."""
    from app.gui.dialogs.setup_wizard import SetupPage  # noqa: PLC0415 - seldom opened

    return SetupPage(author=author, sample=sample)


def run(
    path: Path | None = None,
    *,
    author: str = "",
    sample: Callable[[Path], Firm] | None = None,
    arguments: Sequence[str] = (),
    rest: Iterable[None] = (),
) -> int:
    """Show a firm until the window is closed; what is being written is finished before this returns.

    Without a path the firm of last time opens, or the start window asks. `sample` makes the firm to look around in,
    `rest` loads step by step what the first page does without.
    """
    program = make(
        partial(Firm.open, author=author), partial(_setup, author=author, sample=sample), arguments
    )
    program.start(path)
    SpareTime(iter(rest), program, after_ms=_SPARE_AFTER_MS, every_ms=_STEP_EVERY_MS)
    code = program.qt.exec()
    if program.window is not None:
        program.window.slips.finish()
    devices.here().end()
    operations.workers().stop(program.firm.close if program.firm is not None else None)
    return code
