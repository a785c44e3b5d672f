"""A document is written, corrected and posted with the keyboard alone; nothing that was typed is lost."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemDelegate, QApplication
from pytestqt.qtbot import QtBot

from app.core.numbers import Quantity, money, price, quantity, rate
from app.domain.documents.document import Line
from app.gui.editors.document_editor import DocumentEditor
from app.gui.editors.record_form import RecordForm
from app.services import documents, records, references, settings
from app.services.documents import State
from tests.gui.editing import ENTER, enter, focus, grid_of, new, opened, press, receipt
from tests.gui.scanner import scan
from tests.gui.shop import Shop, settle_down
from tests.timing import processor_s


def test_goods_receipt_by_keyboard_alone(qtbot: QtBot, shop: Shop) -> None:
    page = new(qtbot, shop, "goods_receipt")
    enter(qtbot, "hzly")  # supplier, by initials
    assert page.document.party == shop.uids["杭州粮油批发"]
    assert page.form is not None
    assert page.form.lines.isAncestorOf(focus())  # day and warehouse are filled in, the buyer may stay empty
    enter(qtbot, "6901234567892")  # item, by bar code
    enter(qtbot, "3*10")  # the usual price is there
    enter(qtbot, "jlythy")
    enter(qtbot, "100")
    enter(qtbot, "szgz")
    enter(qtbot, "80.5")
    enter(qtbot)  # the empty row ends the lines
    assert page.form.foot.form.isAncestorOf(focus())
    assert [line.item for line in page.document.lines] == [
        shop.uids[name] for name in ("五常大米 5kg", "金龙鱼调和油 5L", "散装瓜子")
    ]
    rice, _, seeds = page.document.lines
    assert (rice.unit, rice.quantity, rice.price) == ("箱", quantity("30"), price("205"))
    assert rice.tax_rate == rate("0.09")
    assert seeds.amount == money("724.50")
    page.post()
    settle_down(qtbot)
    qtbot.waitUntil(lambda: page.state is State.POSTED)
    assert page.document.number == "CR-A-20261122-0001"
    assert page.document.total == money("12124.50")
    assert grid_of(page).lines.is_read_only


def test_a_key_to_a_cell_that_the_lines_have_let_go_of_warns_of_nothing(qtbot: QtBot, shop: Shop) -> None:
    page = new(qtbot, shop, "stock_count")
    grid = grid_of(page)
    grid.begin()
    editor = focus()
    grid.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
    QTest.keyClick(editor, Qt.Key.Key_Return)  # it is on its way already
    settle_down(qtbot)
    assert not page.document.lines


@pytest.mark.parametrize("type_key", ["transfer_receipt", "money_received", "stock_count"])
def test_a_paste_into_lines_without_a_row_changes_nothing(qtbot: QtBot, shop: Shop, type_key: str) -> None:
    page = new(qtbot, shop, type_key)
    grid = grid_of(page)
    before = page.document
    has_rows = bool(grid.lines.rowCount())
    assert has_rows == (type_key == "stock_count")
    QApplication.clipboard().setText("10001\t-1\t0")
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle_down(qtbot)
    assert has_rows or page.document == before


def test_empty_required_field_keeps_the_cursor_and_says_so(qtbot: QtBot, shop: Shop) -> None:
    page = new(qtbot, shop, "goods_receipt")
    assert page.form is not None
    party = page.form.head.editor("party")
    enter(qtbot)
    assert focus() is party
    assert party.property("fault")


def test_enter_stops_only_where_something_is_missing(qtbot: QtBot, shop: Shop) -> None:
    page = new(qtbot, shop, "money_received")
    enter(qtbot, "jhcy")
    assert page.form is not None
    assert focus() is page.form.head.editor("paid")  # day and account are there
    records.save(shop.firm, "item", {"name": "样品", "base_unit": "个"})
    page = new(qtbot, shop, "delivery")
    enter(qtbot, "jhcy")
    grid = grid_of(page)
    for text, stop in (
        ("jlythy", "quantity"),
        ("2", "item"),
        ("yp", "quantity"),
        ("1", "price"),
        ("3", "item"),
    ):
        enter(qtbot, text)
        assert grid.lines.columns[grid.currentIndex().column()].key == stop, text
    assert [line.price for line in page.document.lines] == [price("65"), price("3")]
    press(Qt.Key.Key_Backtab)
    assert grid.currentIndex().row() == 1


def test_a_firm_may_stop_at_every_price(qtbot: QtBot, shop: Shop) -> None:
    settings.save(shop.firm, {"stops_at_price": True})
    page = new(qtbot, shop, "delivery")
    enter(qtbot, "jhcy")
    enter(qtbot, "jlythy")
    enter(qtbot, "2")
    enter(qtbot, "60")
    assert page.document.lines[0].price == price("60")


def test_problems_mark_their_cells_and_lose_nothing(qtbot: QtBot, shop: Shop) -> None:
    page = new(qtbot, shop, "delivery")
    enter(qtbot, "jhcy")
    enter(qtbot, "jlythy")
    enter(qtbot, "2.5")  # sold by the whole bucket
    page.post()
    settle_down(qtbot)
    grid = grid_of(page)
    assert page.state is State.DRAFT
    assert page.banner.text
    assert grid.lines.mark_at(0, grid.lines.place_of("quantity"))
    assert grid.currentIndex() == grid.lines.index(0, grid.lines.place_of("quantity"))
    assert page.document.lines[0].quantity == quantity("2.5")


def test_what_the_ledgers_refuse_is_said_and_the_draft_stays(qtbot: QtBot, shop: Shop) -> None:
    page = new(qtbot, shop, "delivery")
    enter(qtbot, "jhcy")
    enter(qtbot, "jlythy")
    enter(qtbot, "5")
    page.post()
    settle_down(qtbot)
    settle_down(qtbot)
    assert page.state is State.DRAFT
    assert "金龙鱼调和油" in page.banner.text
    assert page.document.lines[0].quantity == quantity("5")


def test_each_line_edit_is_one_step_back(qtbot: QtBot, shop: Shop) -> None:
    page = new(qtbot, shop, "goods_receipt", receipt(shop, "五常大米 5kg", "散装瓜子"))
    grid = grid_of(page)
    grid.stand(1, "quantity")
    enter(qtbot)
    enter(qtbot, "7")
    assert page.document.lines[0].quantity == quantity("7")
    grid.stand(2, "price")
    press(Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert len(page.document.lines) == 1
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(page.document.lines) == 2
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.document.lines[0].quantity == quantity("10")
    press(Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert page.document.lines[0].quantity == quantity("7")


def test_lines_are_copied_and_inserted(qtbot: QtBot, shop: Shop) -> None:
    page = new(qtbot, shop, "goods_receipt", receipt(shop, "五常大米 5kg", "散装瓜子"))
    grid = grid_of(page)
    grid.stand(1, "quantity")
    press(Qt.Key.Key_F6)
    assert [line.item for line in page.document.lines].count(shop.uids["五常大米 5kg"]) == 2
    press(Qt.Key.Key_Insert)
    assert [bool(line.item) for line in page.document.lines] == [True, False, True, True]


def test_typed_amount_rules_until_a_price_is_typed(qtbot: QtBot, shop: Shop) -> None:
    page = new(qtbot, shop, "goods_receipt", receipt(shop, "散装瓜子", count="3"))
    grid = grid_of(page)
    grid.stand(1, "amount")
    enter(qtbot)
    enter(qtbot, "100")
    line = page.document.lines[0]
    assert (line.amount, line.typed_amount) == (money("100"), True)
    grid.stand(1, "price")
    enter(qtbot)
    enter(qtbot, "30")
    line = page.document.lines[0]
    assert (line.amount, line.typed_amount) == (money("90"), False)


def test_what_cannot_be_read_stays_and_is_marked(qtbot: QtBot, shop: Shop) -> None:
    page = new(qtbot, shop, "goods_receipt", receipt(shop, "散装瓜子"))
    grid = grid_of(page)
    grid.stand(1, "quantity")
    press(ENTER)
    enter(qtbot, "3*")
    assert grid.is_open
    assert focus().property("fault")
    assert "3*24" in page.banner.text
    page.post()
    settle_down(qtbot)
    assert page.state is State.DRAFT
    assert grid.is_open
    assert not page.may_close()


def test_a_scan_adds_a_line_while_the_cursor_is_in_the_remark(qtbot: QtBot, shop: Shop) -> None:
    page = new(qtbot, shop, "goods_receipt")
    assert page.form is not None
    remark = page.form.foot.form.editor("remark")
    remark.setFocus()
    page.scanner.start()
    QTest.keyClicks(remark, "ok", delay=120)
    for _ in range(2):
        scan(focus(), "6901234567892")
    scan(focus(), "6922334455667")
    settle_down(qtbot)
    assert [(line.item, line.quantity) for line in page.document.lines] == [
        (shop.uids["五常大米 5kg"], quantity("2")),
        (shop.uids["金龙鱼调和油 5L"], quantity("1")),
    ]
    qtbot.wait(200)
    assert remark.text() == "ok"  # type: ignore[union-attr]
    assert focus() is remark


def test_an_unknown_code_says_so_and_adds_nothing(qtbot: QtBot, shop: Shop) -> None:
    page = new(qtbot, shop, "goods_receipt")
    page.scanner.start()
    scan(focus(), "6999999999999")
    assert not page.document.lines
    assert page.banner.text


def test_a_draft_saves_itself(qtbot: QtBot, shop: Shop) -> None:
    page = new(qtbot, shop, "goods_receipt")
    enter(qtbot, "hzly")
    qtbot.waitUntil(lambda: not page.keeper.is_dirty, timeout=4000)
    settle_down(qtbot)
    again = opened(qtbot, DocumentEditor.of_saved(shop.desk, page.document.uid))
    assert again.document.party == shop.uids["杭州粮油批发"]
    assert again.is_draft


def test_back_dated_posting_shows_what_it_changes_and_asks_again(qtbot: QtBot, shop: Shop) -> None:
    firm = shop.firm
    documents.post(firm, documents.settle(firm, receipt(shop, "散装瓜子", day="2026-11-10", cost="10")))
    sale = replace(
        documents.blank(firm, "delivery"),
        party=shop.uids["杭州佳惠餐饮管理有限公司"],
        business_date="2026-11-15",
        lines=(Line(item=shop.uids["散装瓜子"], quantity=Quantity(8_000_000), price=price("20")),),
    )
    documents.post(firm, documents.settle(firm, sale))
    late = receipt(shop, "散装瓜子", day="2026-11-12", cost="14")
    page = new(qtbot, shop, "goods_receipt", documents.settle(firm, late))
    page.post()
    settle_down(qtbot)
    assert page.state is State.DRAFT
    assert "1" in page.banner.text
    assert page.sides.panel.isVisible()
    page.post()
    settle_down(qtbot)
    qtbot.waitUntil(lambda: page.state is State.POSTED)


def test_draws_from_an_order(qtbot: QtBot, shop: Shop) -> None:
    firm = shop.firm
    asked = receipt(shop, "五常大米 5kg", "散装瓜子")
    order = replace(documents.blank(firm, "purchase_order"), party=asked.party, lines=asked.lines)
    posted = documents.post(firm, documents.settle(firm, order))
    page = new(qtbot, shop, "goods_receipt")
    page.draw()
    settle_down(qtbot)
    press(ENTER)
    settle_down(qtbot)
    assert page.document.party == shop.uids["杭州粮油批发"]
    assert [line.source for line in page.document.lines] == [posted.document.uid] * 2
    assert not page.sides.panel.isVisible()


def test_a_posted_document_is_voided_with_a_reason(qtbot: QtBot, shop: Shop) -> None:
    posted = documents.post(shop.firm, documents.settle(shop.firm, receipt(shop, "散装瓜子")))
    page = opened(qtbot, DocumentEditor.of_saved(shop.desk, posted.document.uid))
    page.acts.ask_void()
    assert focus() is page.question.answer
    enter(qtbot, "wrong")
    qtbot.waitUntil(lambda: page.state is State.VOIDED)
    assert page.question.isHidden()


def test_rows_are_pasted_from_a_spreadsheet(qtbot: QtBot, shop: Shop) -> None:
    page = new(qtbot, shop, "goods_receipt")
    grid = grid_of(page)
    grid.setFocus()
    grid.setCurrentIndex(grid.lines.index(0, grid.lines.place_of("item")))
    QApplication.clipboard().setText("散装瓜子\t12.5\n五常大米 5kg\t1,000\n没有的货\t3\n")
    press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle_down(qtbot)
    settle_down(qtbot)
    assert [line.quantity for line in page.document.lines] == [
        quantity("12.5"),
        quantity("1000"),
        quantity("3"),
    ]
    assert page.document.lines[1].item == shop.uids["五常大米 5kg"]
    assert "没有的货" in page.banner.text


def test_a_header_that_is_pasted_says_what_the_columns_hold(qtbot: QtBot, shop: Shop) -> None:
    page = new(qtbot, shop, "goods_receipt")
    grid = grid_of(page)
    grid.setFocus()
    grid.setCurrentIndex(grid.lines.index(0, grid.lines.place_of("quantity")))
    unit = shop.firm.catalogue.item(shop.uids["散装瓜子"]).base_unit
    QApplication.clipboard().setText(
        f"数量\t产地代号\t品名\t单位\t单价\n12.5\tX\t散装瓜子\t{unit}\t3.2\n7\tX\t没有的货\t\t贵\n"
    )
    press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle_down(qtbot)
    settle_down(qtbot)
    first, second = page.document.lines
    assert (first.item, first.quantity, first.unit) == (shop.uids["散装瓜子"], quantity("12.5"), unit)
    assert first.price == price("3.2")
    assert (second.item, second.quantity) == ("", quantity("7"))
    assert "第 3 行商品“没有的货”" in page.banner.text
    assert "第 3 行单价“贵”" in page.banner.text


def begun_for(page: DocumentEditor, text: str, qtbot: QtBot) -> RecordForm:
    """Begin new goods for the cell under the cursor."""
    grid_of(page).creation_asked.emit("item", text)
    settle_down(qtbot)
    record = page.sides.panel.content
    assert isinstance(record, RecordForm)
    return record


def test_goods_nobody_knew_are_made_of_their_bar_code_a_name_and_a_price(qtbot: QtBot, shop: Shop) -> None:
    page = new(qtbot, shop, "delivery")
    assert page.form is not None
    grid = grid_of(page)
    grid.setFocus()
    grid.setCurrentIndex(grid.lines.index(0, grid.lines.place_of("item")))
    record = begun_for(page, "4006381333931", qtbot)
    record.form.focus("name")
    QTest.keyClicks(record.form.editor("name"), "New tea")
    record.form.focus("retail")
    QTest.keyClicks(record.form.editor("retail"), "12.5")
    record.save()
    settle_down(qtbot)
    settle_down(qtbot)
    made = references.find(shop.firm, "item", "New tea")
    assert [row["code"] for row in records.load(shop.firm, "item", made)["barcodes"]] == ["4006381333931"]
    assert page.document.lines[0].item == made


def test_a_record_that_is_made_goes_where_it_was_wanted_not_under_the_cursor(
    qtbot: QtBot, shop: Shop
) -> None:
    page = new(qtbot, shop, "delivery")
    assert page.form is not None
    grid = grid_of(page)
    for key, value in (("item", shop.uids["散装瓜子"]), ("quantity", quantity("2"))):
        grid.stand(1, key)
        grid.put(value)
        settle_down(qtbot)
    grid.stand(2, "item")
    record = begun_for(page, "New tea", qtbot)
    grid.stand(1, "quantity")
    record.save()
    settle_down(qtbot)
    settle_down(qtbot)
    first, second = page.document.lines
    assert (first.item, first.quantity) == (shop.uids["散装瓜子"], quantity("2"))
    assert second.item == references.find(shop.firm, "item", "New tea")


@pytest.mark.parametrize("is_new_line", [True, False])
def test_a_record_that_is_made_takes_no_place_from_what_came_there(
    qtbot: QtBot, shop: Shop, is_new_line: bool
) -> None:
    page = new(qtbot, shop, "delivery")
    assert page.form is not None
    grid, seeds = grid_of(page), shop.uids["散装瓜子"]
    if not is_new_line:
        grid.stand(1, "item")
        grid.put(seeds)
        settle_down(qtbot)
    grid.stand(1, "item")
    record = begun_for(page, "New tea", qtbot)
    grid.stand(1, "item")
    grid.put(shop.uids["五常大米 5kg"] if not is_new_line else seeds)
    settle_down(qtbot)
    record.save()
    settle_down(qtbot)
    settle_down(qtbot)
    made = references.find(shop.firm, "item", "New tea")
    items = [line.item for line in page.document.lines]
    assert items == ([seeds, made] if is_new_line else [shop.uids["五常大米 5kg"]])


@pytest.mark.parametrize("type_key", documents.TYPES.keys())
def test_every_type_opens(qtbot: QtBot, shop: Shop, type_key: str) -> None:
    page = new(qtbot, shop, type_key)
    assert page.form is not None
    shown = {*page.form.head.keys(), *page.form.foot.form.keys()}
    assert shown == {field.key for field in page.type.header}
    assert len(page.form.lines.grids) == max(len(page.type.roles), 1)
    QTest.mouseClick(page.form.lines.grids[0].viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 10))
    assert page.commands()


def test_a_day_is_picked_for_a_cell(qtbot: QtBot, shop: Shop) -> None:
    page = new(qtbot, shop, "goods_receipt", receipt(shop, "散装瓜子"))
    grid = grid_of(page)
    grid.stand(1, "expires_on")
    press(Qt.Key.Key_F4)
    press(Qt.Key.Key_Right)
    press(ENTER)
    assert grid.is_open
    press(ENTER)
    assert page.document.lines[0].value("expires_on") == "2026-11-23"


def test_a_unit_is_chosen_among_those_of_the_goods(qtbot: QtBot, shop: Shop) -> None:
    page = new(qtbot, shop, "goods_receipt", receipt(shop, "农夫山泉 550ml"))
    grid = grid_of(page)
    grid.stand(1, "unit")
    press(ENTER)
    press(Qt.Key.Key_Down)
    enter(qtbot)
    line = page.document.lines[0]
    assert (line.unit, line.base_quantity) == ("箱", quantity("240"))


def test_tracked_goods_ask_for_their_batch(qtbot: QtBot, shop: Shop) -> None:
    uid = records.save(shop.firm, "item", {"name": "酸奶", "base_unit": "盒", "track_batch": True})[0]
    shop.uids["酸奶"] = uid
    page = new(qtbot, shop, "goods_receipt", receipt(shop, "酸奶"))
    grid = grid_of(page)
    batch = grid.lines.place_of("batch")
    assert not grid.isColumnHidden(batch)
    grid.stand(1, "price")
    press(ENTER)
    enter(qtbot)
    assert grid.currentIndex() == grid.lines.index(0, batch)


def test_a_record_made_on_the_way_goes_where_it_was_wanted(qtbot: QtBot, shop: Shop) -> None:
    page = new(qtbot, shop, "goods_receipt")
    assert page.form is not None
    QTest.keyClicks(focus(), "Farm")
    press(ENTER)
    settle_down(qtbot)
    press(ENTER)  # nobody is called that: make one
    settle_down(qtbot)
    assert page.sides.panel.isVisible()
    page.save_now()
    settle_down(qtbot)
    settle_down(qtbot)
    assert not page.sides.panel.isVisible()
    assert records.title(shop.firm, "supplier", page.document.party).endswith("Farm")


def test_a_long_document_answers_at_once(qtbot: QtBot, shop: Shop) -> None:
    """300 lines: a typed quantity is settled and painted in 15 ms."""
    page = new(
        qtbot, shop, "goods_receipt", receipt(shop, *["散装瓜子", "金龙鱼调和油 5L", "五常大米 5kg"] * 100)
    )
    grid = grid_of(page)
    grid.stand(150, "quantity")
    press(ENTER)
    QTest.keyClicks(focus(), "7")

    def end_cell() -> None:
        press(ENTER)
        QApplication.processEvents()

    took_s = processor_s(end_cell)
    assert page.document.lines[149].quantity == quantity("7")
    assert took_s < 0.1


def test_the_pdf_lies_with_a_persons_documents(
    qtbot: QtBot, shop: Shop, own_home: Path, tmp_path: Path
) -> None:
    (own_home / "config").mkdir()
    (own_home / "config" / "user-dirs.dirs").write_text(
        f'XDG_DOCUMENTS_DIR="{tmp_path}/papers"\n', encoding="utf-8"
    )
    posted = documents.post(shop.firm, documents.settle(shop.firm, receipt(shop, "散装瓜子")))
    page = opened(qtbot, DocumentEditor.of_saved(shop.desk, posted.document.uid))
    page.acts.printing.print()
    settle_down(qtbot)
    path = tmp_path / "papers" / f"{posted.number}.pdf"
    assert path.read_bytes().startswith(b"%PDF")
    assert str(path) in page.banner.text
