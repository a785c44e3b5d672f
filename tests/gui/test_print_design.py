"""设置 → 打印模板, by keys alone; and F10, which prints without a dialog."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.printing.templates import NO_PRICES, STANDARD
from app.gui.editors.document_editor import DocumentEditor
from app.gui.main_window import MainWindow
from app.gui.pages.list_page import ListPage
from app.gui.pages.print_design.page import PrintDesignPage
from app.gui.pages.print_design.parts import PartsModel, PartsView
from app.gui.pages.report_page import ReportPage
from app.services import documents
from app.services.printing import Choice, choices, templates
from tests.gui.keyboard import Keyboard
from tests.gui.trading import Trade
from tests.gui.trading import trade as trade  # noqa: PLC0414 - a fixture handed on
from tests.unit.formats.pdf_text import sizes_mm, texts


@pytest.fixture
def window(papers: Path, trade: Trade, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(trade.firm, proves=False)
    made.resize(1366, 768)
    made.show()
    qtbot.waitUntil(made.isVisible)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def keys(window: MainWindow, qtbot: QtBot) -> Keyboard:
    made = Keyboard(qtbot, window)
    made.settle()
    return made


@pytest.fixture
def page(window: MainWindow, keys: Keyboard) -> PrintDesignPage:
    """The designer, with the cursor in the list of forms."""
    keys.press("Ctrl+7")
    window.side.setFocus()
    keys.press("Down", "Return")
    made = window.work.current
    assert isinstance(made, PrintDesignPage)
    made.focus_first()
    keys.qtbot.waitUntil(lambda: bool(made.preview.pages))
    keys.settle()
    return made


def shown(page: PrintDesignPage, group: str = "columns") -> list[str]:
    assert page.template is not None
    return [part.key for part in getattr(page.template, group) if part.shown]


def test_columns_are_ticked_moved_named_and_measured_by_key(
    page: PrintDesignPage, keys: Keyboard, trade: Trade
) -> None:
    assert page.template is not None
    assert page.template.key == "delivery/slip_half/standard"
    page.options.show_section(0)
    keys.press("Down")
    assert shown(page)[:3] == ["line_number", "item_code", "item"]
    keys.press("Space")
    assert "item_code" not in shown(page)
    assert page.badge.text() == "未保存"
    keys.press("Down", "Down", "Alt+Up", "Alt+Up", "Alt+Up")
    assert shown(page)[:2] == ["item", "line_number"]
    keys.press("Right")
    keys.type("货品名称")
    keys.press("Return", "Right")
    keys.type("60.5")
    keys.press("Return")
    first = page.template.columns[0]
    assert (first.key, first.caption, first.width) == ("item", "货品名称", 605)
    keys.press("F8")
    assert page.badge.text() == "已改动"
    assert templates.template(trade.firm, "delivery", "slip_half") == page.template


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_key_without_a_part_under_the_cursor_changes_none(page: PrintDesignPage, key: Qt.Key) -> None:
    view = page.findChild(PartsView)
    assert view is not None
    view.setCurrentIndex(QModelIndex())
    before = page.template
    QTest.keyClick(view, key)
    assert page.template == before
    assert view.state() != QAbstractItemView.State.EditingState


def test_a_form_without_parts_of_a_kind_is_shown_again(page: PrintDesignPage) -> None:
    """As one is that was saved: the table of it has no rows then, and none that changed."""
    template = page.template
    assert template is not None
    form = templates.form(template.form, page._firm)
    model = PartsModel("foot")
    changed: list[object] = []
    model.dataChanged.connect(lambda *where: changed.append(where))
    for _ in range(2):
        model.show(form, ())
    assert not changed
    model.show(form, template.foot)
    model.show(form, template.foot)
    assert len(changed) == 1


def test_every_step_can_be_undone(page: PrintDesignPage, keys: Keyboard) -> None:
    shipped = page.template
    page.options.show_section(0)
    keys.press("Space", "Down", "Space", "Alt+Down")
    changed = page.template
    keys.press("Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
    assert page.template == shipped
    assert page.badge.text() == "默认"
    keys.press("Ctrl+Y", "Ctrl+Y", "Ctrl+Y")
    assert page.template == changed
    keys.press("Ctrl+Del")
    assert page.template == shipped


def test_head_foot_and_texts_have_their_own_sections(
    page: PrintDesignPage, keys: Keyboard, trade: Trade
) -> None:
    page.options.show_section(0)
    keys.press("F6", "Space")
    assert "number" not in shown(page, "head")
    keys.press("F6", "Space")
    assert "sums" not in shown(page, "foot")
    keys.press("F6")
    keys.type("供货单")
    keys.press("Return")
    keys.type("制单、送货、司机")
    keys.press("Return")
    assert page.template is not None
    assert page.template.title == "供货单"
    assert page.template.signatures == ("made_by", "delivered", "司机")
    page.options.form.focus("shift_x")
    keys.type("1.5")
    keys.press("Return", "F8")
    assert templates.template(trade.firm, "delivery", "slip_half").shift_x == 15


def test_what_no_paper_takes_is_said_and_not_kept(
    page: PrintDesignPage, keys: Keyboard, trade: Trade
) -> None:
    page.options.show_section(0)
    keys.press("Right", "Right")
    keys.type("200")
    keys.press("Return", "F8")
    assert "超过" in page.banner.text
    assert not templates.is_changed(trade.firm, "delivery", "slip_half", STANDARD)


def test_a_variant_of_its_own_is_saved_under_its_name(
    page: PrintDesignPage, keys: Keyboard, trade: Trade
) -> None:
    keys.press("F2")
    keys.type("大超市")
    keys.press("Return")
    assert templates.variants(trade.firm, "delivery") == (STANDARD, NO_PRICES, "大超市")
    assert page.template is not None
    assert page.template.variant == "大超市"


def test_a_variant_is_never_written_over_by_another_of_its_name(
    page: PrintDesignPage, keys: Keyboard, trade: Trade
) -> None:
    keys.press("F2")
    keys.type("大超市")
    keys.press("Return")
    kept = templates.template(trade.firm, "delivery", "slip_half", "大超市")
    page.options.show_section(0)
    keys.press("Space", "F2")
    keys.type("大超市")
    keys.press("Return")
    assert page.banner.text == "已经有叫“大超市”的式样，请换一个名称"
    assert templates.template(trade.firm, "delivery", "slip_half", "大超市") == kept
    assert page.template != kept


def test_another_form_shows_its_own_parts_and_nothing_typed_is_lost(
    page: PrintDesignPage, keys: Keyboard, window: MainWindow
) -> None:
    page.options.show_section(0)
    keys.press("Space")
    page.focus_first()
    keys.press("Down")
    assert page.form_key == "sales_return"
    keys.press("Up")
    assert "line_number" not in shown(page)
    assert not page.may_close()
    assert "1 个模板" in page.banner.text


@pytest.mark.parametrize("answer", ["design.save_all", "design.forget"])
def test_the_window_stays_open_for_a_form_that_is_not_saved(
    page: PrintDesignPage, keys: Keyboard, window: MainWindow, answer: str
) -> None:
    page.options.show_section(0)
    keys.press("Space")
    window.open_tab("home")
    keys.settle()
    window.close()
    assert window.isVisible()
    assert window.work.current is page
    button = page.findChild(QPushButton, answer)
    assert isinstance(button, QPushButton)
    button.click()
    keys.settle()
    assert ("line_number" in shown(page)) is (answer == "design.forget")
    assert window.work.refusing() is None


def test_the_picture_follows_the_choices(page: PrintDesignPage, keys: Keyboard) -> None:
    before = page.preview.pages[0].pixmap().toImage()
    page.options.show_section(0)
    keys.press("Space")
    assert page.preview.pages[0].pixmap().toImage() != before
    paper = page.preview.pages[0].pixmap()
    assert abs(paper.width() / paper.height() - 241 / 139.7) < 0.01


def test_f10_prints_and_shift_f10_asks_for_the_paper(
    window: MainWindow, keys: Keyboard, trade: Trade, papers: Path
) -> None:
    window.open_list("delivery")
    keys.settle()
    lists = window.work.current
    assert isinstance(lists, ListPage)
    lists.card.view.stand_on(1)
    keys.press("Return")
    page = window.work.current
    assert isinstance(page, DocumentEditor)
    name = f"{page.document.number}.pdf"
    keys.press("F10")
    keys.settle()
    assert str(papers / name) in page.banner.text
    assert sizes_mm(papers / name) == [(210.0, 297.0)]
    keys.press("Shift+F10")
    assert page.acts.printing.strip.isVisible()
    keys.press("Down", "Down", "Return")
    keys.settle()
    assert page.acts.printing.strip.isHidden()
    assert sizes_mm(papers / name)[0] == (241.0, 139.7)
    assert choices.chosen(trade.firm, "delivery") == Choice("slip_half")
    keys.press("Shift+F10", "Escape")
    assert page.acts.printing.strip.isHidden()
    assert window.work.current is page


def test_a_list_prints_what_is_selected_into_one_file(
    window: MainWindow, keys: Keyboard, papers: Path
) -> None:
    window.open_list("delivery")
    keys.settle()
    lists = window.work.current
    assert isinstance(lists, ListPage)
    lists.focus_first()
    lists.card.view.stand_on(1)
    keys.press("Shift+Down", "Shift+Down", "F10")
    keys.settle()
    (path,) = papers.glob("*.pdf")
    assert path.name == "销售出库单 3 张.pdf"
    assert len(texts(path)) == 3
    assert not any("补打" in page for page in texts(path))


def test_a_list_finds_what_is_not_printed_and_leaves_out_what_is(
    window: MainWindow, keys: Keyboard, trade: Trade, papers: Path
) -> None:
    window.open_list("delivery")
    keys.settle()
    lists = window.work.current
    assert isinstance(lists, ListPage)
    lists.focus_first()
    posted = documents.listing(trade.firm, "delivery", states=["posted"])
    lists.card.view.stand_on(1)
    (uid,) = lists.chosen_uids()
    keys.press("F10")
    keys.settle()
    lists.filters.answer({**lists.filters.values(), "printed": "no"}, "")
    keys.settle()
    assert lists.card.view.rows.rowCount() == len(posted.rows) - 1
    lists.filters.answer({**lists.filters.values(), "printed": ""}, "")
    keys.settle()
    lists.focus_first()
    lists.card.view.stand_on(1)
    keys.press("Shift+Down", "Shift+F10")
    strip = lists.printing._printing().strip
    assert strip.skips_printed.isVisible()
    strip.copies.setFocus()
    keys.type("2")
    strip.skips_printed.setFocus()
    keys.press("Space", "Return")
    keys.settle()
    assert "打印过的 1 张没有再打" in lists.banner.text
    assert documents.view(trade.firm, uid).prints == 1
    (path,) = papers.glob("* 2 张.pdf")
    assert len(texts(path)) == 2, "two copies of the other one"
    keys.press("Up", "F10")
    keys.settle()
    window.open_document(uid)
    keys.settle()
    page = window.work.current
    assert isinstance(page, DocumentEditor)
    assert page.form is not None
    assert "已打印 2 次" in page.form.foot._known.text()


def test_a_part_of_the_foot_is_given_a_condition(page: PrintDesignPage, keys: Keyboard, trade: Trade) -> None:
    page.options.show_section(2)
    keys.press("Right", "Return", "Down", "Down", "Return")
    assert page.template is not None
    assert page.template.foot[0].when == "settled"
    assert page.options.parts["foot"].hasFocus()
    keys.press("F8")
    assert templates.template(trade.firm, "delivery", "slip_half").foot[0].when == "settled"
    keys.press("Return", "Home", "Return")
    assert page.template.foot[0].when == ""


def test_a_statement_is_printed_as_a_form_and_as_a_picture(
    window: MainWindow, keys: Keyboard, trade: Trade, papers: Path
) -> None:
    customer = next(iter(trade.customers.values()))
    window.open_report("statement", {"customer": customer, "since": "2026-11-01", "until": "2026-11-30"})
    keys.settle()
    page = window.work.current
    assert isinstance(page, ReportPage)
    keys.press("F10")
    keys.settle()
    assert "客户确认（盖章）" in texts(papers / "客户对账单 2026-11-30.pdf")[-1]
    keys.press("Ctrl+Shift+P")
    keys.settle()
    assert (papers / "客户对账单 2026-11-30.png").read_bytes().startswith(b"\x89PNG")


def test_a_letter_in_the_list_of_parts_does_not_tick(page: PrintDesignPage, keys: Keyboard) -> None:
    page.options.show_section(0)
    before = page.template
    QTest.keyClick(keys.focus, Qt.Key.Key_X)
    assert page.template == before
