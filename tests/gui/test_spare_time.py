"""Work in small steps: what a person does comes between them, and who asks for the rest has it at once."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from app.gui.spare_time import SpareTime


def _turn_until_one_is(taken: list[int]) -> None:
    while not taken:
        QApplication.processEvents()
    assert taken == [0]


def _counted(taken: list[int]) -> Iterator[None]:
    for number in range(4):
        taken.append(number)
        yield


def test_spare_time_takes_one_step_at_a_time(qapp: QApplication, qtbot: QtBot) -> None:
    taken: list[int] = []
    meanwhile = -1

    def steps() -> Iterator[None]:
        for number in range(4):
            taken.append(number)
            QTimer.singleShot(0, partial(taken.append, meanwhile))
            yield

    spare = SpareTime(steps(), qapp)
    assert not taken, "the first page comes first"
    qtbot.waitUntil(lambda: spare.is_over)
    assert taken == [0, meanwhile, 1, meanwhile, 2, meanwhile, 3, meanwhile]
    spare.deleteLater()


def test_what_is_asked_for_is_finished_at_once(qapp: QApplication, qtbot: QtBot) -> None:
    taken: list[int] = []

    owner = QObject()
    spare = SpareTime(_counted(taken), owner)
    _turn_until_one_is(taken)
    spare.finish()
    assert taken == [0, 1, 2, 3]
    assert spare.is_over
    spare.finish()
    early = SpareTime(_counted(taken), owner)
    early.finish()
    qtbot.wait(20)
    assert taken == [0, 1, 2, 3] * 2


def test_nothing_is_made_for_what_is_gone(qapp: QApplication, qtbot: QtBot) -> None:
    taken: list[int] = []

    owner = QObject()
    SpareTime(_counted(taken), owner)
    _turn_until_one_is(taken)
    delete(owner)
    qtbot.wait(20)
    assert taken == [0]
