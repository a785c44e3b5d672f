"""Several pages side by side: which is in front, which is stale, which may close."""

import pytest
from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.core.changes import Changes
from app.gui import refresh
from app.gui.errors import Notice
from app.gui.page import Page
from app.gui.window.workplace import Workplace


class Sheet(Page):
    """A page that counts."""

    def __init__(self, title: str, shows: frozenset[str] = frozenset({"stock"})) -> None:
        super().__init__(title)
        self.shows = shows
        self.reloads = 0
        self.is_unsaved = False
        self.line = QLineEdit()
        self.other = QLineEdit()
        self.body.addWidget(self.line)
        self.body.addWidget(self.other)

    def reload(self) -> None:
        self.reloads += 1

    def focus_first(self) -> None:
        self.line.setFocus()

    def may_close(self) -> bool:
        if self.is_unsaved:
            self.show_notice(Notice("还没有保存", "warn"))
        return not self.is_unsaved


@pytest.fixture
def work(looks: QApplication, qtbot: QtBot) -> Workplace:
    made = Workplace()
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    qtbot.waitExposed(made)
    return made


def sheet(work: Workplace, name: str) -> Sheet:
    page = work.open(name, lambda: Sheet(name))
    assert isinstance(page, Sheet)
    return page


def base(work: Workplace, name: str) -> Sheet:
    page = work.show_base(name, lambda: Sheet(name))
    assert isinstance(page, Sheet)
    return page


def test_a_page_reads_once_when_it_comes_up(work: Workplace) -> None:
    page = base(work, "销售出库单")
    assert page.reloads == 1
    work.bring(page)
    assert page.reloads == 1


def test_only_the_page_in_front_reads_again(work: Workplace) -> None:
    behind, front = base(work, "列表"), sheet(work, "单据")
    refresh.announce(Changes.of("stock"))
    assert (behind.reloads, front.reloads) == (1, 2)
    refresh.announce(Changes.of("record:item"))
    assert front.reloads == 2
    work.bring(behind)
    assert behind.reloads == 2


def test_strip_shows_open_pages_and_hides_without(work: Workplace) -> None:
    base(work, "销售出库单")
    assert work.strip.isHidden()
    first = sheet(work, "XS-A-0001")
    sheet(work, "XS-A-0002")
    assert work.strip.titles == ["销售出库单", "XS-A-0001", "XS-A-0002"]
    first.set_title("XS-A-0001 已过账")
    assert work.strip.titles[1] == "XS-A-0001 已过账"


def test_a_page_does_not_open_twice(work: Workplace) -> None:
    first = sheet(work, "XS-A-0001")
    sheet(work, "XS-A-0002")
    assert sheet(work, "XS-A-0001") is first
    assert len(work.opened) == 2


def test_closing_brings_up_what_stood_before(work: Workplace, qtbot: QtBot) -> None:
    start = base(work, "列表")
    first, second = sheet(work, "一"), sheet(work, "二")
    assert work.close_page(second)
    assert work.current is first
    assert work.close_page(first)
    assert work.current is start
    assert not work.close_page(start)
    assert sheet(work, "一") is not first


def test_unsaved_work_is_not_closed(work: Workplace) -> None:
    base(work, "列表")
    first = sheet(work, "一")
    sheet(work, "二")
    first.is_unsaved = True
    assert not work.close_page(first)
    assert work.current is first
    assert first.banner.text == "还没有保存"
    assert work.refusing() is first


def test_unsaved_work_on_the_page_of_a_tab_is_not_lost(work: Workplace) -> None:
    page = base(work, "打印模板")
    base(work, "列表")
    page.is_unsaved = True
    assert work.refusing() is page, "the window stays open for it"
    work.forget_bases()
    assert base(work, "打印模板") is page
    page.is_unsaved = False
    assert work.refusing() is None


def test_the_cursor_comes_back_where_it_was(work: Workplace, qtbot: QtBot) -> None:
    first = sheet(work, "一")
    first.other.setFocus()
    qtbot.waitUntil(first.other.hasFocus)
    sheet(work, "二")
    work.bring(first)
    qtbot.waitUntil(first.other.hasFocus)


def test_a_late_answer_takes_no_keys_from_the_page_in_front(work: Workplace, qtbot: QtBot) -> None:
    work.activateWindow()
    qtbot.waitUntil(work.isActiveWindow)
    behind = base(work, "列表")
    front = sheet(work, "单据 1")
    assert QApplication.focusWidget() is front.line
    behind.other.setFocus()
    assert QApplication.focusWidget() is front.line
    work.close_page(front)
    assert QApplication.focusWidget() is behind.other, "what was wrong there is where the cursor goes"


def test_pages_are_walked_in_a_ring(work: Workplace) -> None:
    start, first, second = base(work, "列表"), sheet(work, "一"), sheet(work, "二")
    work.cycle(1)
    assert work.current is start
    work.cycle(-1)
    assert work.current is second
    work.cycle(-1)
    assert work.current is first


def test_opening_and_closing_leaves_nothing_behind(work: Workplace, qtbot: QtBot) -> None:
    start = base(work, "列表")
    for number in range(60):
        page = sheet(work, f"单据 {number}")
        refresh.announce(Changes.of("stock"))
        work.close_page(page)
        QApplication.processEvents()
    QApplication.sendPostedEvents(None, 52)
    assert len(work.findChildren(Sheet)) == 1
    assert work.current is start


def test_pages_that_are_forgotten_go_one_at_a_time(work: Workplace, qtbot: QtBot) -> None:
    for number in range(20):
        base(work, f"列表 {number}")
    work.forget_bases()
    at_once = []
    while len(sheets := work.findChildren(Sheet)) > 1:
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        at_once.append(len(sheets) - len(work.findChildren(Sheet)))
    assert max(at_once) == 1, "to take sixty pages apart at once is a freeze"
    assert work.current is not None
    assert work.current.title == "列表 19"


def test_pages_behind_are_not_asked_for_their_room(work: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def minimum(page: Sheet) -> QSize:
        asked.append(page.title)
        return QSize(10, 10)

    base(work, "列表")
    sheet(work, "单据 1")
    sheet(work, "单据 2")
    monkeypatch.setattr(Sheet, "minimumSizeHint", minimum)
    monkeypatch.setattr(Sheet, "sizeHint", minimum)
    layout = work.layout()
    assert layout is not None
    layout.invalidate()
    layout.activate()
    assert set(asked) == {"单据 2"}
