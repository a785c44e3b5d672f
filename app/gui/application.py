"""The QApplication and its life: fonts and looks, Qt's own Chinese, the crash hook, the window, an orderly end."""

import gc
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QObject, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from app import __version__
from app.core.changes import Changes
from app.core.text import N_
from app.gui import errors, operations, preferences, refresh, theme
from app.gui.errors import Notice
from app.gui.main_window import MainWindow
from app.gui.pages.cards.looks_card import LOOKS
from app.gui.window.tabs import SETTINGS
from app.i18n import catalog
from app.i18n.catalog import tr
from app.services.firm import Firm

_COLLECT_EVERY_MS = 2_000
_SIZE = (1366, 768)


class Garbage(QObject):
    """Collects garbage on the GUI thread only: a cycle that holds a widget must never be taken apart by a worker."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=_COLLECT_EVERY_MS)
        self._timer.timeout.connect(self._collect)
        self._timer.start()

    def _collect(self) -> None:
        counts = gc.get_count()
        limits = gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > limits[generation]:
                gc.collect(generation)
                return


class Application(QObject):
    """Shows a firm in a window, and makes the window anew when a person chooses other looks."""

    def __init__(self, qt: QApplication) -> None:
        super().__init__(qt)
        self.qt = qt
        self.window: MainWindow | None = None
        self._translator = QTranslator(self)
        self.put_on(preferences.load())
        refresh.hub().changed.connect(self._on_changed)

    def put_on(self, chosen: preferences.Preferences) -> None:
        """Put language, theme and size in force."""
        catalog.use(chosen.language)
        self.qt.removeTranslator(self._translator)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._translator.load(f"qtbase_{chosen.language}", folder):
            self.qt.installTranslator(self._translator)
        theme.apply(self.qt, theme.choose(dark=chosen.dark, big=chosen.big))

    def show_firm(self, firm: Firm) -> MainWindow:
        """Open the window of a firm, in place of the one before."""
        before = self.window
        self.window = MainWindow(firm)
        if before is None:
            self.window.resize(*_SIZE)
        else:
            self.window.restoreGeometry(before.saveGeometry())
        self.window.show()
        if before is not None:
            before.hide()
            before.deleteLater()
        return self.window

    def _on_changed(self, changes: Changes) -> None:
        if LOOKS not in changes.kinds or self.window is None:
            return
        refusing = self.window.work.refusing()
        if refusing is not None:
            self.window.work.bring(refusing)
            self.window.show_notice(Notice(tr(N_("先保存或放弃这一页，再换外观")), "warn"))
            return
        self.put_on(preferences.load())
        self.show_firm(self.window.firm).open_tab(SETTINGS)


def make(arguments: Sequence[str] = ()) -> Application:
    """Make the QApplication and what belongs to it, without a window."""
    existing = QApplication.instance()
    qt = existing if isinstance(existing, QApplication) else QApplication([sys.argv[0], *arguments])
    qt.setApplicationName("zhanggui")
    qt.setApplicationDisplayName("")
    qt.setApplicationVersion(__version__)
    qt.setDesktopFileName("zhanggui")
    errors.install_crash_hook()
    Garbage(qt)
    return Application(qt)


def run(firm: Firm, arguments: Sequence[str] = ()) -> int:
    """Show a firm until the window is closed; what is being written is finished before this returns."""
    application = make(arguments)
    application.show_firm(firm)
    remembered = preferences.load()
    if remembered.last_firm != str(firm.path):
        preferences.save(preferences.changed(remembered, last_firm=str(Path(firm.path).resolve())))
    code = application.qt.exec()
    operations.workers().stop(partial(firm.close))
    return code
