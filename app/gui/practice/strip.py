"""The strip above the work: which task, a tick for each step that is done, and what to do next."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from app.core.changes import Changes
from app.core.text import N_, Message
from app.gui import refresh
from app.gui.keymap.in_force import KEYS, told
from app.gui.practice.tasks import TASKS, Task
from app.gui.theme import GAP_M, GAP_S
from app.gui.widgets.status_badge import repolish
from app.i18n.catalog import fill, tr

_DONE, _NOW = "✓", "●"


class TaskStrip(QFrame):
    """Shows a task; `choose` is called with another one, `leave` when a person has practised enough."""

    def __init__(
        self, choose: Callable[[Task], None], leave: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._task: Task | None = None
        self._done = 0
        self._name = QLabel()
        self._name.setProperty("role", "strong")
        self._ticks: list[QLabel] = []
        self._tick_row = QHBoxLayout()
        self._tick_row.setSpacing(GAP_S)
        self._says = QLabel()
        self._says.setTextFormat(Qt.TextFormat.PlainText)
        others = QPushButton(tr(N_("换一个")))
        others.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        menu = QMenu(others)
        for task in TASKS:
            menu.addAction(tr(task.label), partial(choose, task))
        others.setMenu(menu)
        ends = QPushButton(tr(N_("结束练习")))
        ends.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ends.clicked.connect(leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(GAP_M)
        row.addWidget(self._name)
        row.addLayout(self._tick_row)
        row.addWidget(self._says, 1)
        row.addWidget(others)
        row.addWidget(ends)
        refresh.hub().changed.connect(self._on_changed)

    def _on_changed(self, changes: Changes) -> None:
        if KEYS in changes.kinds and self._task is not None:
            self.show_done(self._done)

    @property
    def says(self) -> str:
        """What it tells a person to do now."""
        return self._says.text()

    @property
    def ticks(self) -> str:
        """The signs of the steps, in order."""
        return "".join(tick.text() for tick in self._ticks)

    def show_task(self, task: Task) -> None:
        """Show another task, from its first step on."""
        self._task = task
        for tick in self._ticks:
            tick.hide()
            tick.deleteLater()
        self._ticks = [QLabel() for _ in task.steps]
        for tick in self._ticks:
            self._tick_row.addWidget(tick)
        self.show_done(0)

    def show_done(self, done: int) -> None:
        """Tick the steps that are done and say what comes next."""
        assert self._task is not None
        self._done = done
        is_over = done == len(self._task.steps)
        for number, (tick, step) in enumerate(zip(self._ticks, self._task.steps, strict=True)):
            tick.setToolTip(told(step.says))
            tick.setText(_DONE if number < done else _NOW if number == done else str(number + 1))
            tick.setProperty("role", "good" if number <= done else "hint")
            repolish(tick)
        count = Message.of(N_("练一练：{task}  {done}/{whole}"), task=Message.of(self._task.label), done=done,
                           whole=len(self._task.steps))  # fmt: skip
        self._name.setText(fill(count))
        self._says.setText(
            told(N_("做完了！换一个接着练，或者结束练习。") if is_over else self._task.steps[done].says)
        )
        self.setProperty("banner", "good" if is_over else "calm")
        for widget in (self, self._name, self._says):
            repolish(widget)
