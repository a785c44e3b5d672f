"""The window to practise in: a believable firm in a folder of its own, which goes with the window."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.text import N_, Message
from app.gui.main_window import MainWindow
from app.gui.operations import Write
from app.gui.practice.coach import Coach
from app.gui.practice.strip import TaskStrip
from app.gui.practice.tasks import TASKS, Task
from app.gui.slip_printing import SlipPrinting
from app.i18n.catalog import fill
from app.services import firms, sample
from app.services.firm import Firm

_ITEMS: Final = 60
_DAYS: Final = 14
_BELOW_THE_TABS: Final = 1


@dataclass(frozen=True, slots=True)
class PracticeFirm:
    """A firm that is thrown away, and the folder it lies in."""

    firm: Firm
    folder: "TemporaryDirectory[str]"

    def throw_away(self) -> None:
        """Close it on this thread and delete it; what another thread still holds is deleted by the system later."""
        self.firm.close()
        self.folder.cleanup()


def make() -> PracticeFirm:
    """Make a firm to practise in; called off the GUI thread."""
    folder = TemporaryDirectory(prefix="zhanggui-", ignore_cleanup_errors=True)
    firm = sample.make(Path(folder.name, "practice").with_suffix(firms.SUFFIX), items=_ITEMS, days=_DAYS)
    return PracticeFirm(firm, folder)


class PracticeWindow(MainWindow):
    """A window like any other, with the strip of a task below its tabs."""

    def __init__(self, practice: PracticeFirm, task: str = "", parent: QWidget | None = None) -> None:
        slips = SlipPrinting(practice.firm, is_real=False)
        super().__init__(practice.firm, proves=False, slips=slips, parent=parent)
        self._practice: PracticeFirm | None = practice
        self.strip = TaskStrip(self.practise, self._leave)
        self.coach = Coach(self)
        self.coach.moved.connect(self.strip.show_done)
        self.practice_asked.connect(self.take)
        middle = self.centralWidget()
        column = middle.layout() if middle is not None else None
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(_BELOW_THE_TABS, self.strip)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.practise(TASKS.get(task) or next(iter(TASKS)))

    def practise(self, task: Task) -> None:
        """Begin a task."""
        self.strip.show_task(task)
        self.coach.begin(task)

    def setWindowTitle(self, title: str) -> None:
        """Say in the title that nothing here is real."""
        super().setWindowTitle(fill(Message.of(N_("练习：{title}"), title=title)))

    def take(self, key: str) -> None:
        """Come to the front with a task."""
        self.practise(TASKS.get(key) or next(iter(TASKS)))
        self.activateWindow()

    def _leave(self) -> None:
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Throw the firm away behind the drafts that are still being written."""
        super().closeEvent(event)
        app = QCoreApplication.instance()
        if event.isAccepted() and self._practice is not None and app is not None:
            self.firm.close()
            Write(app, self._practice.throw_away).run()
            self._practice = None
