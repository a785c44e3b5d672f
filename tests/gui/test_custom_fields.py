"""Fields and rules of the firm's own at the window: made, filled in, asked for a reason, 200 of them at once."""

from pathlib import Path

import openpyxl
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.core.numbers import quantity
from app.gui.editors.record_editor import RecordEditor
from app.gui.pages.importing.page import ImportPage
from app.services import records
from tests.gui.clerk import Clerk
from tests.gui.clerk import clerk as clerk  # noqa: PLC0414 - a fixture handed on
from tests.gui.clerk import trade as trade  # noqa: PLC0414 - a fixture handed on
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
