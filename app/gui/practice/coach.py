"""Looks over a person's shoulder: after each thing that happens in the window it says how far the task is."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from app.core.changes import Changes
from app.gui import refresh
from app.gui.editors.document_editor import DocumentEditor
from app.gui.editors.draft import Draft
from app.gui.main_window import MainWindow
from app.gui.operations import Read
from app.gui.practice.tasks import Scene, Task
from app.services import documents
from app.services.documents import State
from app.services.firm import Firm

_STATES = (State.POSTED, State.VOIDED)
Counts = dict[tuple[str, str], int]
"""How many documents there are, by (type, state)."""


class Coach(QObject):
    """Follows one task in one window. Signals: moved(steps done)."""

    moved = Signal(int)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._task: Task | None = None
        self._before: Counts = {}
        self._now: Counts = {}
        self._heard: Draft | None = None
        self.done = 0
        """How many steps are done."""
        window.turned.connect(self._look)
        refresh.hub().changed.connect(self._on_changed)

    def begin(self, task: Task) -> None:
        """Follow a task from its first step on; what was there before does not count."""
        self._task, self.done = None, 0
        Read(self, partial(_count, self._window.firm)).latest("count").then(partial(self._begin, task)).run()

    def _begin(self, task: Task, counts: Counts) -> None:
        self._task = task
        self._before = self._now = counts
        self.moved.emit(0)
        self._look()

    def _on_changed(self, changes: Changes) -> None:
        if self._task is not None and refresh.concerns(changes, frozenset({"document"})):
            Read(self, partial(_count, self._window.firm)).latest("count").then(self._on_counted).run()

    def _on_counted(self, counts: Counts) -> None:
        self._now = counts
        self._look()

    def _look(self) -> None:
        """Compare what there is to see with what the next step waits for."""
        draft = self._draft()
        self._hear(draft)
        if self._task is None:
            return
        happened = frozenset(key for key, count in self._now.items() if count > self._before.get(key, 0))
        document = draft.document if draft is not None else None
        done = self._task.done(Scene(self._window.topic, document, happened), self.done)
        if done != self.done:
            self.done = done
            self.moved.emit(done)

    def _hear(self, draft: Draft | None) -> None:
        """Listen to the draft in front, and to no other."""
        if draft is self._heard:
            return
        if self._heard is not None and isValid(self._heard):
            self._heard.changed.disconnect(self._look)
        if draft is not None:
            draft.changed.connect(self._look)
        self._heard = draft

    def _draft(self) -> Draft | None:
        page = self._window.work.current
        return page.draft if isinstance(page, DocumentEditor) and page.is_draft else None


def _count(firm: Firm) -> Counts:
    """Count the documents by type and state; called off the GUI thread."""
    return {
        (key, state.value): len(documents.listing(firm, key, states=(state.value,)).rows)
        for key in documents.TYPES.keys()  # noqa: SIM118 - a Family is no dictionary
        for state in _STATES
    }
