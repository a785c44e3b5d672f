"""What walks without a plan have tripped over, each in the few steps that led there."""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QToolButton
from pysqlite3 import dbapi2

from app.domain.printing.templates import MEASURES
from app.gui.pages.list_page import ListPage
from app.gui.pages.print_design.page import PrintDesignPage
from app.gui.pages.settings_page import SettingsPage
from app.gui.widgets.date_field import CalendarDrop, DateField
from app.services import documents
from app.services.documents import State
from tests.gui.clerk import Clerk
from tests.gui.clerk import clerk as clerk  # noqa: PLC0414 - a fixture handed on
from tests.gui.editing import grid_of
from tests.gui.trading import trade as trade  # noqa: PLC0414 - a fixture handed on


def begin_to_type(clerk: Clerk, text: str) -> None:
    """Open a new sale and type into the goods of its first line without ending it."""
    clerk.window.new_document("delivery")
    clerk.keys.settle()
    grid = grid_of(clerk.document)
    grid.begin()
    QTest.keyClicks(clerk.keys.focus, text)


def test_a_cell_that_was_left_open_takes_the_keys_again(clerk: Clerk) -> None:
    begin_to_type(clerk, "10")
    page = clerk.document
    clerk.keys.press("Ctrl+2")
    assert clerk.window.work.current is not page
    clerk.window.work.bring(page)
    grid = grid_of(page)
    grid.setFocus()
    clerk.keys.press("Ctrl+Return")
    assert grid.isAncestorOf(clerk.keys.focus)
    assert clerk.keys.focus is not grid


def test_a_page_that_closes_behind_keeps_what_stands_in_an_open_cell(clerk: Clerk) -> None:
    """An unreadable cell keeps its page open, behind another page too."""
    begin_to_type(clerk, "10001")
    clerk.keys.press("Return")
    page = clerk.document
    QTest.keyClicks(clerk.keys.focus, "12x")
    clerk.keys.press("Ctrl+2")
    assert not clerk.window.work.close_page(page)
    assert clerk.window.work.current is page
    assert page.banner.text


def test_a_draft_without_a_date_comes_back(clerk: Clerk) -> None:
    clerk.window.new_document("delivery")
    clerk.keys.settle()
    page = clerk.document
    clerk.keys.scan("6901234567892")
    assert page.draft is not None
    page.draft.edit(page.document.with_value("business_date", ""))
    page.save_now()
    clerk.keys.settle()
    view = documents.view(clerk.trade.firm, page.document.uid)
    assert (view.state, view.document.business_date) == (State.DRAFT, "")


def test_a_second_click_opens_a_cell_now_and_never_later(clerk: Clerk) -> None:
    """Half a second later one may be on another page, typing."""
    clerk.window.new_document("delivery")
    clerk.keys.settle()
    clerk.keys.scan("6901234567892")
    grid = grid_of(clerk.document)
    grid.stand(1, "quantity")
    at = grid.visualRect(grid.currentIndex()).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert grid.is_open
    clerk.keys.press("Esc")
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    clerk.keys.press("Ctrl+2")
    QTest.qWait(QApplication.doubleClickInterval() + 100)
    assert clerk.keys.focus.isVisible()


def test_f4_in_a_text_has_no_list(clerk: Clerk) -> None:
    clerk.window.new_document("delivery")
    clerk.keys.settle()
    clerk.keys.scan("6901234567892")
    grid = grid_of(clerk.document)
    grid.stand(1, "remark")
    clerk.keys.press("Return", "F4")
    clerk.keys.enter("急")
    assert clerk.document.document.lines[0].value("remark") == "急"


def test_two_strips_one_after_the_other_hand_the_keys_back(clerk: Clerk) -> None:
    clerk.window.open_list("delivery")
    clerk.keys.settle()
    clerk.keys.press("Ctrl+D", "Ctrl+E", "Esc")
    assert clerk.keys.focus.isVisible()
    clerk.keys.press("Ctrl+E", "Ctrl+D", "Esc")
    assert clerk.keys.focus.isVisible()
    clerk.keys.press("Esc", "Esc")
    page = clerk.window.work.current
    assert isinstance(page, ListPage)
    assert page.isAncestorOf(clerk.keys.focus)


def test_a_question_that_comes_late_takes_no_keys_from_another_page(clerk: Clerk) -> None:
    clerk.window.open_tab("settings")
    clerk.keys.settle()
    page = clerk.window.work.current
    assert isinstance(page, SettingsPage)
    page.backup.choose_backup()
    clerk.window.open_tab("sales")
    clerk.keys.settle()
    assert not page.backup.question.isHidden()
    assert clerk.keys.focus.isVisible()


def test_a_section_with_something_unreadable_stays_in_front(clerk: Clerk) -> None:
    clerk.window.open_entry(clerk.window._entry("settings", "print_forms"))
    clerk.keys.settle()
    page = clerk.window.work.current
    assert isinstance(page, PrintDesignPage)
    clerk.keys.press("F6", "F6", "F6")
    margin = page.options.form.editor(MEASURES[0].key)
    margin.setFocus()
    clerk.keys.type("老")
    clerk.keys.press("F6")
    assert clerk.keys.focus is margin
    page.forms.forms.setCurrentRow(2)
    clerk.keys.settle()
    assert clerk.keys.focus.isVisible()


@pytest.mark.parametrize("answer", ["很长" * 200, "x" * 300, "~nobody-of-this-name/x"])
def test_a_file_that_cannot_be_is_said(
    clerk: Clerk, answer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    clerk.window.open_list("delivery")
    clerk.keys.settle()
    page = clerk.window.work.current
    assert isinstance(page, ListPage)
    clerk.keys.press("Ctrl+E")
    strip = next(each for each in page.findChildren(type(page.kept.question)) if each.isVisible())
    strip.answer.setText(answer)
    QTest.keyClick(strip.answer, Qt.Key.Key_Return)
    clerk.keys.settle()
    clerk.keys.settle()
    assert page.banner.text or strip.isVisible()


def test_another_program_that_writes_does_not_hold_the_window_up(clerk: Clerk) -> None:
    """Another program holds the file: posting waits in its thread, the window answers, and then it is posted."""
    firm = clerk.trade.firm
    for _ in range(2):  # the first posting of a session goes to the writer anyway
        sale = clerk.trade.document(
            "delivery", clerk.trade.customers["老周便利店"], [("10001", "1", "26.80")]
        )
        clerk.window.new_document("delivery", sale)
        clerk.keys.settle()
        page = clerk.document
        other = dbapi2.connect(str(firm.path), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        began = time.perf_counter()
        QTest.keyClick(clerk.keys.focus, Qt.Key.Key_F9)
        QApplication.processEvents()
        assert time.perf_counter() - began < 10  # the other one would be waited for twice as long
        assert not page.document.number
        other.execute("ROLLBACK")
        other.close()
        clerk.keys.settle()
        assert page.document.number


def test_all_that_is_wrong_is_marked_where_posting_begins_at_once(clerk: Clerk) -> None:
    sale = clerk.trade.document("delivery", clerk.trade.customers["老周便利店"], [("10001", "1", "26.80")])
    clerk.window.new_document("delivery", sale)
    clerk.keys.settle()
    clerk.keys.press("F9")
    lines = [("10001", "-1", "1"), ("10002", "-1", "1")]
    clerk.window.new_document(
        "delivery", clerk.trade.document("delivery", clerk.trade.customers["老周便利店"], lines)
    )
    clerk.keys.settle()
    clerk.keys.press("F9")
    page = clerk.document
    assert page.state is State.DRAFT
    assert grid_of(page).lines.mark_at(0, grid_of(page).lines.place_of("quantity"))
    assert grid_of(page).lines.mark_at(1, grid_of(page).lines.place_of("quantity"))


def test_a_document_without_lines_keeps_the_keys(clerk: Clerk) -> None:
    """Posted, opened again, and after what stood beside it, the cursor is where one can see it."""
    clerk.window.new_document("opening_receivable")
    clerk.keys.settle()
    clerk.keys.enter("lzbld", "100")
    clerk.keys.press("F9")
    assert clerk.document.state is State.POSTED
    assert clerk.keys.focus.isVisible()
    uid = clerk.document.document.uid
    clerk.keys.press("Ctrl+W")
    clerk.window.open_document(uid)
    clerk.keys.settle()
    assert clerk.keys.focus.isVisible()
    clerk.keys.press("F2")
    clerk.document.sides.create_for_cell("customer", "新客户", lambda *_: None)
    clerk.keys.press("Esc")
    assert clerk.keys.focus.isVisible()
    assert clerk.document.form is not None
    assert clerk.document.form.isAncestorOf(clerk.keys.focus)


def test_what_gave_way_to_a_panel_comes_back_with_the_cursor(clerk: Clerk) -> None:
    clerk.window.resize(clerk.window.minimumSize())
    clerk.window.new_document("delivery")
    clerk.keys.settle()
    clerk.keys.enter("lzbld", "wcdm", "3")
    clerk.keys.press("F7")
    form = clerk.document.form
    assert form is not None
    assert not form.foot.isVisible(), "the panel takes the room"
    form.lines.begin()
    clerk.keys.press("Return", "Return")
    assert form.foot.form.isAncestorOf(clerk.keys.focus)
    assert clerk.keys.focus.isVisible()
    clerk.keys.type("12x")
    grid_of(clerk.document).stand(1, "quantity")
    clerk.keys.press("F7")
    assert form.foot.form.isAncestorOf(clerk.keys.focus), "it cannot be read"
    assert clerk.keys.focus.isVisible()


def test_a_click_on_a_day_while_the_year_is_typed(clerk: Clerk) -> None:
    """The year hands the cursor on before the days have it: the calendar must not take that for a farewell."""
    clerk.window.open_list("goods_receipt")
    clerk.keys.settle()
    field = clerk.list.findChild(DateField)
    assert isinstance(field, DateField)
    field.setFocus()
    clerk.keys.press("F4")
    drop = clerk.window.findChild(CalendarDrop)
    assert isinstance(drop, CalendarDrop)
    year = drop.findChild(QToolButton, "qt_calendar_yearbutton")
    days = drop.findChild(QTableView)
    assert isinstance(year, QToolButton)
    assert isinstance(days, QTableView)
    QTest.mouseClick(year, Qt.MouseButton.LeftButton)
    at = days.visualRect(days.model().index(3, 3)).center()
    QTest.mouseClick(days.viewport(), Qt.MouseButton.LeftButton, pos=at)
    clerk.keys.settle()
    assert drop.isAncestorOf(clerk.keys.focus)
    assert drop.isVisible()
    QTest.mouseClick(days.viewport(), Qt.MouseButton.LeftButton, pos=at)
    clerk.keys.settle()
    assert clerk.keys.focus is field
    assert field.value() != "2026-08-24"
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not clerk.window.findChildren(CalendarDrop)
