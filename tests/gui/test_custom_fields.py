"""Fields and rules of the firm's own at the window: made, filled in, asked for a reason, 200 of them at once."""

from pathlib import Path

import openpyxl
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.core.numbers import quantity
from app.gui.editors.record_editor import RecordEditor
from app.gui.pages.importing.page import ImportPage
from app.gui.pages.list_page import ListPage
from app.gui.pages.report_page import ReportPage
from app.gui.pages.subjects import RecordSubject
from app.gui.widgets import filter_memory
from app.services import documents, imports, records
from app.services.documents import State
from tests.gui.clerk import Clerk
from tests.gui.clerk import clerk as clerk  # noqa: PLC0414 - a fixture handed on
from tests.gui.clerk import trade as trade  # noqa: PLC0414 - a fixture handed on
from tests.gui.editing import new, receipt
from tests.gui.shop import Shop, settle_down
from tests.gui.shop import shop as shop  # noqa: PLC0414 - a fixture handed on


def editor(qtbot: QtBot, shop: Shop, type_key: str, uid: str = "") -> RecordEditor:
    page = RecordEditor(shop.desk, type_key, uid)
    qtbot.addWidget(page)
    page.resize(1210, 690)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    settle_down(qtbot)
    page.focus_first()
    return page


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def save(qtbot: QtBot, page: RecordEditor) -> None:
    page.form.save()
    settle_down(qtbot)
    settle_down(qtbot)


def test_a_field_is_made_by_keyboard_and_filled_in(qtbot: QtBot, shop: Shop) -> None:
    making = editor(qtbot, shop, "custom_field")
    QTest.keyClicks(focus(), "Kiln")
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    save(qtbot, making)
    key = shop.firm.shapes.definitions[0].key
    page = editor(qtbot, shop, "item", shop.uids["五常大米 5kg"])
    page.form.form.focus(key)
    QTest.keyClicks(focus(), "Ru ware")
    save(qtbot, page)
    assert records.load(shop.firm, "item", shop.uids["五常大米 5kg"])[key] == "Ru ware"


def test_a_formula_is_shown_and_cannot_be_typed(qtbot: QtBot, shop: Shop) -> None:
    records.save(shop.firm, "custom_field", {"name": "长", "kind": "number"})
    records.save(shop.firm, "custom_field", {"name": "两倍", "kind": "formula", "formula": "长*2"})
    length, double = (each.key for each in shop.firm.shapes.definitions)
    uid, _ = records.save(shop.firm, "item", {"name": "箱", length: quantity("2")})
    page = editor(qtbot, shop, "item", uid)
    assert page.form.form.value(double) == quantity("4")
    page.form.form.focus(double)
    QTest.keyClicks(focus(), "9")
    save(qtbot, page)
    assert records.load(shop.firm, "item", uid)[double] == quantity("4")


def test_a_broken_rule_marks_its_field_and_one_with_a_reason_asks_for_it(qtbot: QtBot, shop: Shop) -> None:
    rule = {
        "name": "大额",
        "belongs_to": "customer",
        "check": "range",
        "field": "信用额度",
        "most": "1000",
        "level": "reason",
    }
    records.save(shop.firm, "rule", rule)
    page = editor(qtbot, shop, "customer")
    QTest.keyClicks(focus(), "Big")
    page.form.form.focus("credit_limit")
    QTest.keyClicks(focus(), "5000")
    save(qtbot, page)
    assert page.form.form.editor("x_reason").property("fault")
    assert not records.search(shop.firm, "customer", "Big")
    QTest.keyClicks(focus(), "old friend")
    save(qtbot, page)
    uid = records.search(shop.firm, "customer", "Big")[0].uid
    assert records.load(shop.firm, "customer", uid)["x_reason"] == "old friend"


def test_a_warning_is_told_after_saving(qtbot: QtBot, shop: Shop) -> None:
    rule = {"name": "简称", "belongs_to": "customer", "check": "required", "field": "简称", "level": "warn"}
    records.save(shop.firm, "rule", rule)
    page = editor(qtbot, shop, "customer")
    QTest.keyClicks(focus(), "Short")
    save(qtbot, page)
    settle_down(qtbot)
    assert "GZ00001" in page.banner.text


def test_two_hundred_fields_come_while_nobody_waits(qtbot: QtBot, shop: Shop) -> None:
    rows = [{"name": f"栏目{number}", "listed": False} for number in range(200)]
    for row in rows:
        records.save(shop.firm, "custom_field", row)
    page = editor(qtbot, shop, "item", shop.uids["五常大米 5kg"])
    last = shop.firm.shapes.definitions[-1].key
    assert last in page.form.form
    page.form.form.focus(last)
    QTest.keyClicks(focus(), "last")
    save(qtbot, page)
    assert records.load(shop.firm, "item", shop.uids["五常大米 5kg"])[last] == "last"


def test_a_document_asks_for_its_reason_in_the_head(clerk: Clerk) -> None:
    rule = {
        "name": "要说明",
        "belongs_to": "line",
        "doc_type": "delivery",
        "condition": "数量 < 1",
        "level": "reason",
    }
    records.save(clerk.trade.firm, "rule", rule)
    clerk.window.new_document("delivery")
    clerk.keys.settle()
    form = clerk.document.form
    assert form is not None
    assert "x_reason" in form.head


def test_a_column_becomes_a_field_by_one_choice(clerk: Clerk, tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(("品名", "单位", "零售价", "窑口"))
    sheet.append(("茶碗", "个", 3, "汝窑"))
    workbook.save(tmp_path / "items.xlsx")
    clerk.go("drexcel")
    clerk.keys.settle()
    page = clerk.window.work.current
    assert isinstance(page, ImportPage)
    page.open(tmp_path / "items.xlsx")
    clerk.keys.settle()
    page.filters.set_values({"view": "columns"})
    page.filters.changed.emit()
    clerk.keys.settle()
    page.card.view.stand_on(3)
    clerk.keys.settle()
    page.column_field.set_value("extra:text:=窑口")
    page.column_field.changed.emit()
    clerk.keys.settle()
    page.bring()
    clerk.keys.settle()
    firm = clerk.trade.firm
    assert [str(each.field.label) for each in firm.shapes.definitions] == ["窑口"]
    uid = records.search(firm, "item", "茶碗")[0].uid
    assert records.load(firm, "item", uid)[firm.shapes.definitions[0].key] == "汝窑"


# A field goes out of use, or is called otherwise, while somebody works with it


def an_own_field(shop: Shop, **values: str) -> tuple[str, str]:
    """Make a field; return its key and uid."""
    uid, _ = records.save(shop.firm, "custom_field", {"name": "窑口", "filtered": True, **values})
    return shop.firm.shapes.definitions[-1].key, uid


def test_a_report_says_that_nothing_is_filtered_by_it_any_more(qtbot: QtBot, shop: Shop) -> None:
    key, uid = an_own_field(shop)
    page = ReportPage(shop.desk, "stock_on_hand", {key: "汝", "show": "all"})
    qtbot.addWidget(page)
    page.show()
    page.reload()
    settle_down(qtbot)
    assert not page.card.view.rows.rowCount()
    records.save(shop.firm, "custom_field", {"uid": uid, "name": "产窑"})
    page.reload()
    settle_down(qtbot)
    assert page.filters.values()[key] == "汝"
    assert "产窑" in {label.text() for label in page.filters.findChildren(QLabel)}
    records.disable(shop.firm, "custom_field", uid)
    page.reload()
    settle_down(qtbot)
    assert "产窑" in page.banner.text
    assert key not in page.filters.values()
    assert page.card.view.rows.rowCount() == 4
    again = ReportPage(
        shop.desk, "stock_on_hand", {key: "汝"}
    )  # a row opened it from a page that was there before
    qtbot.addWidget(again)
    assert "产窑" in again.banner.text


def test_a_list_and_a_kept_filter_say_so_too(qtbot: QtBot, shop: Shop) -> None:
    key, uid = an_own_field(shop)
    page = ListPage(shop.desk, RecordSubject(shop.desk, "item"))
    qtbot.addWidget(page)
    page.show()
    page.filters.set_values({key: "汝"})
    page.reload()
    settle_down(qtbot)
    page.kept._keep("kiln")
    page.filters.set_values({key: ""})
    records.disable(shop.firm, "custom_field", uid)
    page.reload()
    settle_down(qtbot)
    assert not page.banner.text  # nothing was asked for
    page.kept.apply(filter_memory.load("list.item")[0])
    settle_down(qtbot)
    assert "窑口" in page.banner.text
    assert page.card.view.rows.rowCount() == 4


def test_an_editor_that_is_open_keeps_what_is_typed(qtbot: QtBot, shop: Shop) -> None:
    key, uid = an_own_field(shop)
    page = editor(qtbot, shop, "item", shop.uids["散装瓜子"])
    page.form.form.focus(key)
    QTest.keyClicks(focus(), "Ru ware")
    page.form.form.focus("brand")
    QTest.keyClicks(focus(), "Old")
    records.disable(shop.firm, "custom_field", uid)
    save(qtbot, page)
    records.enable(shop.firm, "custom_field", uid)
    found = records.load(shop.firm, "item", shop.uids["散装瓜子"])
    assert (found["brand"], found[key]) in {("Old", "Ru ware"), ("Old", "")}


def test_a_document_that_is_open_keeps_what_is_typed(qtbot: QtBot, shop: Shop) -> None:
    key, uid = an_own_field(shop, belongs_to="head")
    page = new(qtbot, shop, "goods_receipt", receipt(shop, "散装瓜子"))
    assert page.form is not None
    page.form.head.focus(key)
    QTest.keyClicks(focus(), "Ru ware")
    QTest.keyClick(focus(), Qt.Key.Key_Tab)
    settle_down(qtbot)
    records.disable(shop.firm, "custom_field", uid)
    page.post()
    settle_down(qtbot)
    qtbot.waitUntil(lambda: page.state is State.POSTED)
    assert documents.view(shop.firm, page.document.uid).document.header[key] == "Ru ware"


def test_a_column_that_is_remembered_for_it_is_told(qtbot: QtBot, shop: Shop, tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(("品名", "单位", "某列"))
    sheet.append(("茶碗", "个", "汝窑"))
    workbook.save(tmp_path / "items.xlsx")
    _, uid = an_own_field(shop)
    assert imports.run(shop.firm, tmp_path / "items.xlsx", mapping={2: "窑口"}).is_done
    records.disable(shop.firm, "custom_field", uid)
    found = imports.run(shop.firm, tmp_path / "items.xlsx")
    assert found.is_done
    assert [each["header"] for each in found.plain()["ignored_columns"]] == ["某列"]
    records.enable(shop.firm, "custom_field", uid)
    assert not imports.run(shop.firm, tmp_path / "items.xlsx").plain()["ignored_columns"]
