"""The practices: each task walked to its end with real keys; what is practised in is thrown away."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.numbers import quantity
from app.domain.documents.document import Document, Line
from app.gui import operations, theme
from app.gui.application import Application
from app.gui.keymap.in_force import told
from app.gui.practice import practice_window
from app.gui.practice.practice_window import PracticeWindow
from app.gui.practice.tasks import TASKS, Scene, at, drafting, happened
from app.services import records
from tests.gui.keyboard import Keyboard

_A_WORD = 3
"""So many characters at once come from a person; many more come from a scanner."""
_LIST_DROPS_MS = 150
"""A person looks at the list before taking from it; the search waits for the end of typing."""


@dataclass(frozen=True)
class Learner:
    """A clerk in the practice window."""

    window: PracticeWindow
    keys: Keyboard

    def go(self, initials: str) -> None:
        self.keys.press("Ctrl+K")
        self.keys.enter(initials)

    def begin(self, initials: str, party: str = "") -> None:
        """Begin a document and name its party."""
        self.go(initials)
        self.keys.press("F2")
        if party:
            self.pick(party)

    def to_lines(self) -> None:
        """Walk through the head."""
        for _ in range(8):
            form = self.window.work.current.form  # type: ignore[union-attr]
            if form.lines.isAncestorOf(self.keys.focus):
                return
            self.keys.enter("")
        raise AssertionError("the head has no end")

    def pick(self, kind: str, place: int = 0) -> None:
        """Type how a record is called, see the list drop, take its first row."""
        self.keys.type(records.search(self.window.firm, kind, "", limit=50)[place].name[:_A_WORD])
        self.keys.qtbot.wait(_LIST_DROPS_MS)
        self.keys.press("Return")

    @property
    def done(self) -> int:
        return self.window.coach.done


@pytest.fixture
def learner(qapp: QApplication, qtbot: QtBot) -> Iterator[Learner]:
    theme.apply(qapp, theme.choose())
    practice = practice_window.make()
    window = PracticeWindow(practice)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    keys = Keyboard(qtbot, window)
    keys.settle()
    yield Learner(window, keys)
    window.close()
    keys.settle()
    assert not Path(practice.folder.name).exists()
    workers = operations.workers()
    workers.stop(closing=practice.firm.close)
    workers.setParent(None)
    workers.deleteLater()


def test_a_sale_is_practised_to_the_end(learner: Learner) -> None:
    keys, window = learner.keys, learner.window
    assert window.strip.ticks == "●234567"
    learner.go("xsckd")
    assert learner.done == 1
    keys.press("F2")
    assert learner.done == 2
    learner.pick("customer", 1)
    assert learner.done == 3
    learner.to_lines()
    for number, place in enumerate((0, 1), start=4):
        learner.pick("item", place)
        keys.enter("1")
        assert learner.done == number
    keys.press("F9")
    assert learner.done == 6, window.work.current.banner.text  # type: ignore[union-attr]
    keys.press("Ctrl+Del")
    keys.enter("练习")
    assert learner.done == 7
    assert window.strip.ticks == "✓" * 7
    assert window.strip.says.startswith("做完了")


def test_a_receipt_is_practised_to_the_end(learner: Learner) -> None:
    window, keys = learner.window, learner.keys
    window.practise(TASKS["receive"])
    keys.settle()
    learner.begin("cgrkd", "supplier")
    assert learner.done == 3
    learner.to_lines()
    learner.pick("item")
    keys.enter("5", "")
    keys.press("F9")
    assert learner.done == 5, window.work.current.banner.text  # type: ignore[union-attr]
    learner.begin("fkd", "supplier")
    assert learner.done == 6
    for _ in range(6):
        form = window.work.current.form  # type: ignore[union-attr]
        if form.head.editor("paid").hasFocus():
            break
        keys.enter("")
    keys.enter("10")
    keys.press("F9")
    assert learner.done == 7, window.work.current.banner.text  # type: ignore[union-attr]
    learner.go("yfzl")
    assert learner.done == len(TASKS["receive"].steps)


def test_a_count_is_practised_to_the_end(learner: Learner) -> None:
    window, keys = learner.window, learner.keys
    window.practise(TASKS["count"])
    keys.settle()
    learner.go("kcye")
    assert learner.done == 1
    learner.begin("pdd")
    assert learner.done == 3
    learner.to_lines()
    learner.pick("item")
    keys.enter("3")
    keys.press("F9")
    assert learner.done == 5, window.work.current.banner.text  # type: ignore[union-attr]
    learner.go("kcye")
    assert learner.done == len(TASKS["count"].steps)


def test_what_was_posted_before_the_task_does_not_count(learner: Learner) -> None:
    learner.go("xsckd")
    learner.keys.press("Down", "Return")
    assert learner.done == 1
    assert learner.window.topic == "delivery"


def test_another_task_begins_at_its_first_step(learner: Learner) -> None:
    learner.go("xsckd")
    learner.window.practice_asked.emit("receive")
    learner.keys.settle()
    assert learner.done == 0
    assert learner.window.strip.says == told(TASKS["receive"].steps[0].says)


def test_the_window_says_that_nothing_is_real(learner: Learner) -> None:
    assert learner.window.windowTitle().startswith("练习：")


def test_a_task_is_a_few_minutes_long() -> None:
    for task in TASKS:
        assert 5 <= len(task.steps) <= 8


def test_steps_follow_one_another() -> None:
    task = TASKS["sell"]
    assert task.done(Scene()) == 0
    assert task.done(Scene(happened=frozenset({("delivery", "posted")}))) == 0
    draft = Document(uid="1", type="delivery", business_date="2026-11-22", party="2")
    assert task.done(Scene("delivery", draft)) == 3
    two = tuple(Line(item=item, quantity=quantity("1")) for item in "ab")
    full = Scene(
        "delivery", Document(uid="1", type="delivery", business_date="2026-11-22", party="2", lines=two)
    )
    assert task.done(full) == 5
    assert task.done(Scene("home"), before=5) == 5


def test_signs() -> None:
    assert at("home")(Scene("home"))
    assert not at("home")(Scene("delivery"))
    assert not drafting("delivery")(Scene("delivery"))
    assert happened("delivery", "voided")(Scene(happened=frozenset({("delivery", "voided")})))


def test_the_start_window_leads_to_a_practice(
    qapp: QApplication, qtbot: QtBot, settled: Callable[[], None]
) -> None:
    program = Application(qapp)
    start = program.ask()
    qtbot.addWidget(start)
    start.activateWindow()
    qtbot.waitUntil(start.isActiveWindow)
    Keyboard(qtbot, start).press("F3")
    qtbot.waitUntil(lambda: program.practice is not None)
    settled()
    assert program.practice is not None
    assert program.practice.strip.says == told(TASKS["sell"].steps[0].says)
    assert program.firm is None
    window = program.practice
    program.practise("count")
    settled()
    assert program.practice is window
    assert window.strip.says == told(TASKS["count"].steps[0].says)
    window.close()
    settled()
    qapp.removeTranslator(program.translator)
    program.deleteLater()
