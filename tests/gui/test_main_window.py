"""The window over a real firm: ways in, ways onward, keys, what refreshes, what may close."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.documents.types import TYPES
from app.domain.records.types import RECORDS
from app.gui import operations, refresh
from app.gui.main_window import MainWindow
from app.gui.operations import Write
from app.gui.pages.home_page import HomePage
from app.gui.pages.list_page import ListPage
from app.gui.pages.report_page import ReportPage
from app.services import documents, records, reports
from tests.gui.keyboard import clashes
from tests.gui.trading import Trade
from tests.gui.trading import trade as trade  # noqa: PLC0414 - a fixture handed on

Settled = Callable[[], None]


@pytest.fixture
def window(trade: Trade, qtbot: QtBot, settled: Settled) -> Iterator[MainWindow]:
    made = MainWindow(trade.firm, proves=False)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    settled()
    yield made
    for page in made.work.opened:
        made.work.close_page(page)
    settled()


def front(window: MainWindow) -> ListPage:
    page = window.work.current
    assert isinstance(page, ListPage)
    return page


def press(
    window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key, modifier)


def test_every_tab_opens_by_its_number(window: MainWindow, settled: Settled) -> None:
    titles = []
    for digit in range(1, 8):
        press(window, Qt.Key(Qt.Key.Key_0 + digit), Qt.KeyboardModifier.ControlModifier)
        settled()
        assert window.work.current is not None
        titles.append(window.work.current.title)
    assert len(set(titles)) == 7
    assert titles[0] == "首页"
    assert titles[-1] == "设置"
    assert "设置" in window.windowTitle()
    assert "佳惠粮油经营部" in window.windowTitle()


@pytest.mark.parametrize("key", TYPES.keys())
def test_every_document_type_has_a_list(window: MainWindow, settled: Settled, key: str) -> None:
    window.open_list(key)
    settled()
    page = front(window)
    assert page.title == TYPES[key].label
    assert not page.banner.text


@pytest.mark.parametrize("key", RECORDS.keys())
def test_every_record_type_has_a_list(window: MainWindow, settled: Settled, key: str) -> None:
    window.open_records(key)
    settled()
    assert not front(window).banner.text


@pytest.mark.parametrize("key", reports.REPORTS.keys())
def test_every_report_runs(window: MainWindow, settled: Settled, key: str) -> None:
    window.open_report(key)
    settled()
    page = window.work.current
    assert isinstance(page, ReportPage)
    assert not page.banner.text


def test_no_page_gives_one_key_to_two_commands(window: MainWindow, settled: Settled) -> None:
    for tab in ("home", "sales", "reports", "records", "settings"):
        window.open_tab(tab)
        settled()
        page = window.work.current
        assert page is not None
        assert not clashes(page.commands())
    assert not clashes(window.commands())


def test_enter_opens_a_document_once(window: MainWindow, settled: Settled) -> None:
    window.open_list("delivery")
    settled()
    front(window).card.view.stand_on(1)
    front(window).card.view.setFocus()
    for _ in range(2):
        window.open_list("delivery")
        press(window, Qt.Key.Key_Return)
        settled()
    assert len(window.work.opened) == 1
    assert window.work.opened[0].title.startswith("销售出库单 XS-A-")
    assert window.work.strip.titles[0] == "销售出库单"


def test_the_side_list_follows_the_document(window: MainWindow, settled: Settled, trade: Trade) -> None:
    window.open_records("item")
    table = documents.listing(trade.firm, "delivery", states=("posted",))
    window.follow(table.drills[0])  # type: ignore[arg-type]
    settled()
    assert window.side.currentIndex().data() == "销售出库单"


def test_f2_begins_and_ctrl_w_closes(window: MainWindow, settled: Settled, qtbot: QtBot) -> None:
    window.open_list("delivery")
    settled()
    press(window, Qt.Key.Key_F2)
    settled()
    assert len(window.work.opened) == 1
    window.activateWindow()
    press(window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert not window.work.opened
    assert front(window).title == "销售出库单"


def test_list_is_filtered_while_typing(window: MainWindow, settled: Settled, qtbot: QtBot) -> None:
    window.open_list("delivery")
    settled()
    page = front(window)
    page.card.view.setFocus()
    whole = page.card.view.rows.rowCount()
    QTest.keyClick(page.card.view, Qt.Key.Key_X)
    assert page.filters.text is not None
    typed = page.filters.text
    qtbot.waitUntil(lambda: typed.text() == "x")  # a moment later: a scanner might have begun
    page.filters.text.setText("老周")
    assert 0 < page.card.view.rows.rowCount() < whole
    press(window, Qt.Key.Key_Escape)
    assert page.card.view.rows.rowCount() == whole


def test_list_is_filtered_by_state(window: MainWindow, settled: Settled) -> None:
    window.open_list("delivery")
    settled()
    page = front(window)
    page.filters.set_values({"state": "draft"})
    page.reload()
    settled()
    rows = page.card.view.rows
    assert {rows.state_at(row) for row in range(rows.rowCount())} == {"draft"}


def test_a_posted_document_appears_in_the_open_list(
    window: MainWindow, settled: Settled, trade: Trade
) -> None:
    window.open_list("delivery")
    settled()
    page = front(window)
    before = page.card.view.rows.rowCount()
    sale = trade.document("delivery", trade.customers["老周便利店"], [("10001", "1", "26.80")])
    Write(window, lambda: documents.post(trade.firm, sale)).run()
    settled()
    assert page.card.view.rows.rowCount() == before + 1


def test_counts_say_how_many_drafts_wait(
    window: MainWindow, settled: Settled, trade: Trade, qtbot: QtBot
) -> None:
    window.open_tab("sales")
    qtbot.waitUntil(lambda: "delivery" in window.side.counts)
    before = window.side.counts["delivery"]
    draft = trade.document("delivery", trade.customers["老周便利店"], [("10001", "1", "26.80")])
    Write(window, lambda: documents.save_draft(trade.firm, draft)).run()
    settled()
    assert window.side.counts["delivery"] == before + 1


def test_search_finds_goods_people_numbers_and_lists(
    window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    for typed, wanted in (
        ("五常大米", ("record", "item")),
        ("老周", ("record", "customer")),
        ("XS-A-2026", ("document", "delivery")),
        ("盘点", ("list", "stock_count")),
    ):
        press(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(window.search.hasFocus)
        QTest.keyClicks(window.search, typed) if typed.isascii() else window.search.insert(typed)
        window.search.textEdited.emit(window.search.text())
        qtbot.waitUntil(lambda: bool(window.search.found))
        assert wanted in {(found.sort, found.type) for found in window.search.found}
        QTest.keyClick(window.search, Qt.Key.Key_Escape)


def test_enter_takes_what_was_searched(window: MainWindow, settled: Settled, qtbot: QtBot) -> None:
    window.search.begin()
    qtbot.waitUntil(window.search.hasFocus)
    window.search.setText("五常大米")
    QTest.keyClick(window.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.work.opened))
    settled()
    assert window.work.opened[0].title == "五常大米 5kg"


def test_the_lamp_says_that_the_books_are_right(window: MainWindow, settled: Settled) -> None:
    window.prove()
    settled()
    assert "全账核对" in window.top.proof


def test_home_opens_what_its_figures_are_made_of(window: MainWindow, settled: Settled) -> None:
    home = window.work.current
    assert isinstance(home, HomePage)
    assert [*home.figures] == ["sales", "profit", "stock_value", "overdue"]
    assert home.figures["sales"].figure != "—"
    assert len(home.charts["sales"].picture.words) == 14
    for card in home.figures.values():
        card.opened.emit()
        settled()
        assert isinstance(window.work.current, ReportPage)
        window.open_tab("home")


def test_export_writes_exactly_what_is_seen(window: MainWindow, settled: Settled, tmp_path: Path) -> None:
    window.open_report("stock_on_hand")
    settled()
    page = window.work.current
    assert isinstance(page, ReportPage)
    assert page.filters.text is not None
    page.filters.text.setText("瓶")
    page.card.view.arranged.show(page.card.view.rows.place_of("spec"), is_shown=False)
    page.exporting.export(tmp_path / "库存.csv")
    settled()
    lines = (tmp_path / "库存.csv").read_text(encoding="utf-8-sig").splitlines()
    assert str(tmp_path / "库存.csv") in page.banner.text
    assert any("农夫山泉 550ml" in line for line in lines)
    assert not any("五常大米" in line or "规格" in line for line in lines)
    for suffix in ("xlsx", "pdf"):
        page.exporting.export(tmp_path / f"库存.{suffix}")
        settled()
        assert (tmp_path / f"库存.{suffix}").stat().st_size > 1000


def test_a_report_that_needs_an_answer_asks_for_it(window: MainWindow, settled: Settled) -> None:
    window.open_report("stock_card")
    settled()
    page = window.work.current
    assert isinstance(page, ReportPage)
    assert page.card.is_empty
    assert not page.banner.text


def test_everything_to_do_leads_to_where_it_is_done(window: MainWindow, settled: Settled) -> None:
    home = window.work.current
    assert isinstance(home, HomePage)
    drills = [drill for drill in home.todos.view.rows.table.drills if drill is not None]
    assert drills
    for drill in drills:
        window.follow(drill)
        settled()
        assert window.work.current is not None
        assert not window.work.current.banner.text, drill


def test_every_row_of_every_report_leads_somewhere(window: MainWindow, settled: Settled) -> None:
    for key in reports.REPORTS.keys():  # noqa: SIM118 - a Family is no dictionary
        window.open_report(key)
        settled()
        page = window.work.current
        assert isinstance(page, ReportPage)
        drills = [drill for drill in page.card.view.rows.table.drills if drill is not None]
        if drills:
            window.follow(drills[0])
            settled()
            assert window.work.current is not None
            assert not window.work.current.banner.text, key


def test_a_click_in_the_side_list_opens_a_kind(window: MainWindow, settled: Settled) -> None:
    window.open_tab("sales")
    settled()
    rect = window.side.visualRect(window.side.model().index(2, 0))
    QTest.mouseClick(
        window.side.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QPoint(40, rect.center().y()),
    )
    settled()
    assert front(window).title == "销售退货单"


def test_the_window_closes_when_nothing_is_unsaved(window: MainWindow, settled: Settled) -> None:
    window.new_document("delivery")
    settled()
    assert window.close()


def test_records_that_change_refresh_their_list(window: MainWindow, settled: Settled, trade: Trade) -> None:
    window.open_records("customer")
    settled()
    before = front(window).card.view.rows.rowCount()
    Write(window, lambda: records.save(trade.firm, "customer", {"name": "新来的客户"})).run()
    settled()
    assert front(window).card.view.rows.rowCount() == before + 1


def test_soak_of_pages(window: MainWindow, settled: Settled, trade: Trade) -> None:
    """Opening, refreshing and closing many pages leaves nothing behind and nothing broken."""
    uids = [
        str(dict(drill.params)["uid"]) for drill in documents.listing(trade.firm, "delivery").drills if drill
    ]
    for _ in range(4):
        for uid in uids:
            window.open_document(uid)
            refresh.announce(documents.save_draft(trade.firm, trade.document("delivery", "", [])))
        settled()
        for page in window.work.opened:
            assert window.work.close_page(page)
        settled()
        QApplication.sendPostedEvents(None, 52)
    assert operations.workers().is_idle
    assert not window.work.opened


def test_a_list_of_records_is_filtered_by_initials_and_bar_codes(
    window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    window.open_records("item")
    settled()
    page = front(window)
    assert page.filters.text is not None
    for typed in ("wcdm", "6901234567892", "五常"):
        page.filters.text.setText(typed)
        settled()
        rows = page.card.view.rows
        assert [rows.value_of(row, "name") for row in range(rows.rowCount())] == ["五常大米 5kg"]
    page.filters.text.setText("xyz")
    settled()
    assert page.card.is_empty
    page.filters.text.setFocus()
    press(window, Qt.Key.Key_Return)
    assert page.filters.text.hasFocus()
    press(window, Qt.Key.Key_Escape)
    assert not page.card.is_empty


def test_places_are_found_by_their_initials_and_the_exact_name_comes_first(
    window: MainWindow, settled: Settled, qtbot: QtBot
) -> None:
    for typed, wanted in (("gys", ("records", "supplier")), ("供应商", ("records", "supplier"))):
        press(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(window.search.hasFocus)
        window.search.setText(typed)
        window.search.textEdited.emit(typed)
        qtbot.waitUntil(lambda: bool(window.search.found))
        first, second = window.search.found[:2]
        assert (first.sort, first.type) == wanted
        assert (second.sort, second.type, second.uid) == ("record", "supplier", "")
        QTest.keyClick(window.search, Qt.Key.Key_Escape)


def test_a_page_that_comes_back_gives_no_keys_to_what_is_hidden(window: MainWindow, settled: Settled) -> None:
    window.open_list("delivery")
    settled()
    window.search.begin()
    press(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    press(window, Qt.Key.Key_Escape)
    assert window.search.hasFocus()
    window.open_list("delivery")
    assert front(window).card.view.hasFocus()


def test_an_empty_list_has_the_keys(window: MainWindow, settled: Settled) -> None:
    window.open_list("assembly")
    settled()
    page = front(window)
    assert page.card.is_empty
    assert page.isAncestorOf(QApplication.focusWidget() or window)
    assert page.card.empty._button is not None
    page.card.empty._button.setFocus()
    page.reload()
    settled()
    assert page.card.view.hasFocus()


def test_a_report_that_waits_for_an_answer_exports_nothing(window: MainWindow, settled: Settled) -> None:
    window.open_report("statement")
    settled()
    press(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    page = window.work.current
    assert isinstance(page, ReportPage)
    assert "还没有表" in page.banner.text


def test_buttons_without_room_leave_their_keys_out(window: MainWindow) -> None:
    window.open_list("delivery")
    buttons = front(window)._buttons
    words = [button.text() for button in buttons.findChildren(QPushButton) if button.isVisibleTo(buttons)]
    assert "新增 F2" in words
    buttons.resize(buttons.minimumSizeHint())
    words = [button.text() for button in buttons.findChildren(QPushButton) if button.isVisibleTo(buttons)]
    assert "新增" in words


def test_a_filter_of_what_has_no_width_finds_no_fault(window: MainWindow, settled: Settled) -> None:
    window.open_records("item")
    settled()
    page = front(window)
    assert page.filters.text is not None
    page.filters.text.setText("\u200b")
    settled()
    assert not page.banner.text


class Restyled(QObject):
    """Counts how often widgets are told that their style is another one: each time they are styled anew."""

    def __init__(self) -> None:
        super().__init__()
        self.times = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.times += event.type() is QEvent.Type.StyleChange
        return False


@pytest.mark.parametrize(
    "opens",
    [
        lambda window: window.open_record("item", ""),
        lambda window: window.new_document("delivery"),
        lambda window: window.open_list("sales_order"),
        lambda window: window.open_report("stock_card"),
        lambda window: window.open_tab("settings"),
        lambda window: window.open_entry(window._entry("settings", "print_forms")),
    ],
    ids=["record", "document", "list", "report", "settings", "print forms"],
)
def test_a_page_is_built_in_its_place(
    window: MainWindow, settled: Settled, qapp: QApplication, opens: Callable[[MainWindow], None]
) -> None:
    restyled = Restyled()
    qapp.installEventFilter(restyled)
    opens(window)
    settled()
    qapp.removeEventFilter(restyled)
    assert window.work.current is not None
    widgets = len(window.work.current.findChildren(QWidget))
    assert restyled.times < 4 * widgets, "what is built apart and then put in is styled at every move"


@pytest.mark.parametrize("kind", ["document", "record"])
def test_a_closed_page_leaves_little_to_be_collected(window: MainWindow, settled: Settled, kind: str) -> None:
    def open_and_close() -> None:
        if kind == "document":
            window.new_document("delivery")
        else:
            window.open_record("item", "")
        settled()
        window.work.close_current()
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        settled()

    open_and_close()
    gc.collect()
    pages = 3
    for _ in range(pages):
        open_and_close()
    assert gc.collect() < MOST_LEFT * pages


MOST_LEFT = 230
"""Objects of one page that only the search for garbage finds; there were 400, and more with each strip and field."""
