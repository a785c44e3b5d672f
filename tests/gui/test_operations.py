"""Work off the GUI thread: order, delivery, what happens to dead owners, wrong turns and late answers."""

import gc
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import ClassVar

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.core.changes import Changes
from app.core.errors import BusinessError
from app.core.progress import Progress
from app.core.text import N_
from app.gui import operations, refresh
from app.gui.errors import Notice
from app.gui.operations import Read, Write
from app.services.failures import DatabaseLocked

Settled = Callable[[], None]


@dataclass(eq=False)
class NothingLeft(BusinessError):
    code: ClassVar[str] = "NOTHING_LEFT_TEST"


class Place(QWidget):
    """A page that remembers what it was told."""

    def __init__(self) -> None:
        super().__init__()
        self.notices: list[Notice] = []

    def show_notice(self, notice: Notice) -> None:
        self.notices.append(notice)


def test_answer_arrives_on_the_gui_thread(qtbot: QtBot, settled: Settled) -> None:
    threads: list[object] = []
    owner = QObject()
    Read(owner, lambda: threading.current_thread().name).then(
        lambda name: threads.extend([name, QThread.currentThread() is owner.thread()])
    ).run()
    settled()
    assert str(threads[0]).startswith("reader")
    assert threads[1] is True


def test_writes_are_done_one_after_the_other(qtbot: QtBot, settled: Settled) -> None:
    owner = QObject()
    done: list[int] = []
    at_once = [0, 0]

    def verb(number: int) -> Changes:
        at_once[0] += 1
        at_once[1] = max(at_once)
        time.sleep(0.002)
        done.append(number)
        at_once[0] -= 1
        return Changes()

    for number in range(20):
        Write(owner, lambda number=number: verb(number)).run()  # type: ignore[misc]
    settled()
    assert done == list(range(20))
    assert at_once[1] == 1


def test_write_announces_what_it_touched(qtbot: QtBot, settled: Settled) -> None:
    heard: list[Changes] = []
    refresh.hub().changed.connect(heard.append)
    owner = QObject()
    Write(owner, lambda: Changes.of("stock")).run()
    Write(owner, lambda: ("uid", Changes.of("record:item"))).run()
    Write(owner, lambda: None).run()
    settled()
    refresh.hub().changed.disconnect(heard.append)
    assert heard == [Changes.of("stock"), Changes.of("record:item")]


def test_a_write_of_a_page_that_is_gone_is_announced_all_the_same(qtbot: QtBot, settled: Settled) -> None:
    heard: list[Changes] = []
    told: list[object] = []
    refresh.hub().changed.connect(heard.append)
    owner = QWidget()

    def slowly() -> Changes:
        time.sleep(0.05)
        return Changes.of("cash")

    Write(owner, slowly).then(told.append).run()
    owner.deleteLater()
    QApplication.sendPostedEvents(owner, 52)
    QApplication.processEvents()
    settled()
    refresh.hub().changed.disconnect(heard.append)
    assert heard == [Changes.of("cash")]
    assert not told


def test_a_failed_write_is_heard_of_when_its_page_is_gone(
    looks: QApplication, qtbot: QtBot, settled: Settled
) -> None:
    window = Place()
    qtbot.addWidget(window)
    window.show()
    page = QWidget(window)

    def refuse() -> Changes:
        time.sleep(0.05)
        raise NothingLeft

    Write(page, refuse).run()
    page.setParent(None)
    page.deleteLater()
    QApplication.sendPostedEvents(page, 52)
    settled()
    assert [notice.tone for notice in window.notices] == ["warn"]


def test_only_the_latest_question_is_answered(qtbot: QtBot, settled: Settled) -> None:
    owner = QObject()
    told: list[str] = []

    def look(text: str) -> str:
        time.sleep(0.02)
        return text

    for text in ("五", "五常", "五常大"):
        Read(owner, lambda text=text: look(text)).latest("find").then(told.append).run()  # type: ignore[misc]
    settled()
    assert told == ["五常大"]


def test_who_asked_can_end_when_the_answer_is_there(qtbot: QtBot, settled: Settled) -> None:
    owner = QObject()
    gone = weakref.ref(owner)
    Read(owner, lambda: 1).latest("find").run()
    settled()
    del owner
    gc.collect()
    assert gone() is None


def test_a_refusal_goes_to_the_page(looks: QApplication, qtbot: QtBot, settled: Settled) -> None:
    page = Place()
    qtbot.addWidget(page)
    inner = QWidget(page)

    def refuse() -> Changes:
        raise NothingLeft

    Write(inner, refuse).run()
    settled()
    assert [notice.tone for notice in page.notices] == ["warn"]


def test_a_refusal_that_is_expected_goes_where_it_is_wanted(qtbot: QtBot, settled: Settled) -> None:
    page = Place()
    qtbot.addWidget(page)
    told: list[object] = []

    def refuse() -> Changes:
        raise NothingLeft(field="party")

    Write(page, refuse).otherwise(lambda problem: told.append(problem.field)).afterwards(
        lambda: told.append("end")
    ).run()
    settled()
    assert told == ["party", "end"]
    assert not page.notices


@pytest.mark.expects_log("unexpected")
def test_our_own_mistake_is_reported_and_not_blamed_on_the_person(qtbot: QtBot, settled: Settled) -> None:
    page = Place()
    qtbot.addWidget(page)
    Read(page, lambda: 1 // 0).otherwise(print).run()
    settled()
    assert [notice.tone for notice in page.notices] == ["bad"]
    assert "crash-" in page.notices[0].text


def test_progress_is_followed_and_can_be_cancelled(qtbot: QtBot, settled: Settled) -> None:
    owner = QObject()
    seen: list[tuple[int, int]] = []
    told: list[object] = []
    steps: list[int] = []

    def count(progress: Progress) -> int:
        for step in range(2000):
            steps.append(step)
            progress(step, 2000)
            time.sleep(0.002)
        return 2000

    job = Read.followed(owner, count, lambda done, whole: seen.append((done, whole))).then(told.append).run()
    qtbot.waitUntil(lambda: bool(seen))
    job.cancel()
    settled()
    assert not told
    assert len(steps) < 2000


def test_what_takes_long_says_so(qtbot: QtBot, settled: Settled) -> None:
    owner = QObject()
    said: list[str] = []
    operations.workers().busy.connect(said.append)
    Read(owner, lambda: time.sleep(0.6)).label(N_("正在统计…")).run()
    settled()
    qtbot.wait(50)
    operations.workers().busy.disconnect(said.append)
    assert "正在统计…" in said
    assert said[-1] == ""


def test_soak_of_signals(qtbot: QtBot, settled: Settled) -> None:
    """PySide6 6.12 lost references to None on Python 3.11 and killed the process after some hundred signals."""
    import sys

    owner = QObject()
    told: list[object] = []
    Read(owner, lambda: None).then(told.append).run()
    settled()
    gc.collect()
    before = sys.getrefcount(None)
    for _ in range(10):
        for _ in range(200):
            Read(owner, lambda: None).then(told.append).run()
        settled()
        told.clear()
    gc.collect()
    assert abs(sys.getrefcount(None) - before) < 500


def test_document_stands_for_documents_of_every_type() -> None:
    changes = Changes.of("document:delivery", "stock")
    assert refresh.concerns(changes, frozenset({"document"}))
    assert refresh.concerns(changes, frozenset({"document:delivery"}))
    assert not refresh.concerns(changes, frozenset({"document:goods_receipt", "record:item"}))


class Held:
    """A file that another program may hold."""

    def __init__(self) -> None:
        self.is_held = False
        self.threads: list[str] = []

    @contextmanager
    def at_once(self) -> Iterator[None]:
        self.is_hasty = True
        yield
        self.is_hasty = False

    is_hasty = False

    def verb(self) -> Changes:
        if self.is_held and self.is_hasty:
            raise DatabaseLocked
        self.threads.append(threading.current_thread().name)
        return Changes.of("stock")

    def write(self, owner: QObject) -> None:
        Write(owner, self.verb).at_once(self.at_once).run()


@pytest.fixture
def file(monkeypatch: pytest.MonkeyPatch) -> Held:
    monkeypatch.setattr(operations, "_BRIEF_S", 0.2)  # on a busy machine nothing is certain to be shorter
    return Held()


def _write_for_long(owner: QObject, file: Held) -> None:
    def verb() -> Changes:
        time.sleep(0.3)
        return Changes()

    Write(owner, verb).at_once(file.at_once).run()


def test_a_short_write_is_done_on_the_spot_once_it_is_known_to_be_short(
    qtbot: QtBot, settled: Settled, file: Held
) -> None:
    owner = QObject()
    _write_for_long(owner, file)
    settled()
    file.write(owner)
    settled()
    file.write(owner)
    assert [name == "writer" for name in file.threads] == [True, False]
    assert operations.workers().is_idle
    _write_for_long(owner, file)
    file.write(owner)
    settled()
    assert file.threads[2:] == ["writer"]


def test_a_write_that_would_have_to_wait_goes_to_the_writer(
    qtbot: QtBot, settled: Settled, file: Held
) -> None:
    owner = QObject()
    for _ in range(2):
        file.write(owner)
        settled()
    file.threads.clear()
    file.is_held = True
    file.write(owner)
    settled()
    file.is_held = False
    gate = threading.Event()
    Write(owner, lambda: (gate.wait(5), Changes())[1]).run()
    file.write(owner)
    gate.set()
    settled()
    assert file.threads == ["writer"] * 2
