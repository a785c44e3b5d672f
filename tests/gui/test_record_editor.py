"""A record is filled in by its declaration, saved, disabled, merged; what is wrong is marked where it stands."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.numbers import price
from app.domain.records.types import RECORDS
from app.gui.editors.record_editor import RecordEditor
from app.i18n import catalog
from app.services import records
from tests.gui.shop import Shop, settle_down

MANY = 8


def opened(qtbot: QtBot, shop: Shop, type_key: str, uid: str = "") -> RecordEditor:
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


def enter(qtbot: QtBot, text: str = "") -> None:
    QTest.keyClicks(focus(), text)
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    settle_down(qtbot)


def test_an_item_by_keyboard(qtbot: QtBot, shop: Shop) -> None:
    page = opened(qtbot, shop, "item")
    enter(qtbot, "Soap")
    form = page.form.form
    assert not form.editor("code").property("fault")
    form.focus("retail")
    enter(qtbot, "3.5+1")
    barcodes = next(part for part in page.form.parts if part.part.key == "barcodes")
    barcodes.grid.setFocus()
    barcodes.grid.begin()
    enter(qtbot, "6911111111113")
    page.form.save()
    settle_down(qtbot)
    settle_down(qtbot)
    found = records.search(shop.firm, "item", "Soap")
    assert len(found) == 1
    values = records.load(shop.firm, "item", found[0].uid)
    assert values["retail"] == price("4.5")
    assert values["barcodes"][0]["code"] == "6911111111113"
    assert page.title == "Soap"


def test_a_new_record_has_the_button_that_saves_it(qtbot: QtBot, shop: Shop) -> None:
    page = opened(qtbot, shop, "staff")
    button = page.top.findChild(QPushButton, "record.save")
    assert isinstance(button, QPushButton)
    QTest.keyClicks(focus(), "Wu Fang")
    button.click()
    settle_down(qtbot)
    settle_down(qtbot)
    assert page.title == "Wu Fang"


def test_what_is_missing_is_marked(qtbot: QtBot, shop: Shop) -> None:
    page = opened(qtbot, shop, "supplier")
    page.form.save()
    settle_down(qtbot)
    assert page.form.form.editor("name").property("fault")
    assert page.banner.text


def test_a_wrong_row_of_a_child_list_is_marked(qtbot: QtBot, shop: Shop) -> None:
    page = opened(qtbot, shop, "item", shop.uids["五常大米 5kg"])
    units = next(part for part in page.form.parts if part.part.key == "units")
    units.set_rows([*units.rows(), {**units.rows()[0], "numerator": 20}])
    page.form.save()
    settle_down(qtbot)
    assert units.grid.lines.mark_at(1, units.grid.lines.place_of("name"))


def test_disable_and_enable(qtbot: QtBot, shop: Shop) -> None:
    page = opened(qtbot, shop, "supplier", shop.uids["顺达物流"])
    keys = {command.key: command for command in page.commands()}
    keys["record.disable"].run()
    settle_down(qtbot)
    settle_down(qtbot)
    assert not records.search(shop.firm, "supplier", "顺达")
    assert "record.enable" in {command.key for command in page.commands()}


@pytest.mark.parametrize("ended", [True, False])
def test_disabling_loses_nothing_that_was_typed(qtbot: QtBot, shop: Shop, ended: bool) -> None:
    page = opened(qtbot, shop, "supplier", shop.uids["顺达物流"])
    page.form.form.focus("phone")
    QTest.keyClicks(focus(), "123")
    if ended:
        enter(qtbot)
    commands = {command.key: command for command in page.commands()}
    for key in ("record.disable", "record.merge"):
        commands[key].run()
        settle_down(qtbot)
        assert page.banner.text
        assert page.form.values()["phone"] == "123"
        assert not page.side.isVisible()
    assert records.search(shop.firm, "supplier", "顺达")


def test_closing_with_changes_asks_in_the_page(qtbot: QtBot, shop: Shop) -> None:
    page = opened(qtbot, shop, "supplier", shop.uids["顺达物流"])
    page.form.form.focus("phone")
    enter(qtbot, "123")
    assert not page.may_close()
    assert page.banner.text
    page.form.save()
    settle_down(qtbot)
    settle_down(qtbot)
    assert page.may_close()


@pytest.mark.parametrize(("field", "text"), [("phone", "123"), ("lead_days", "x")])
def test_what_no_enter_has_ended_is_not_lost(qtbot: QtBot, shop: Shop, field: str, text: str) -> None:
    page = opened(qtbot, shop, "supplier", shop.uids["顺达物流"])
    page.form.form.focus(field)
    QTest.keyClicks(page.form.form.editor(field), text)
    assert not page.may_close()
    assert page.banner.text
    page._lose()
    assert page.may_close()


def test_no_key_is_lost_while_child_lists_come(qtbot: QtBot, shop: Shop) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page = RecordEditor(shop.desk, "item", parent=window)
    page.show()
    page.form.form.focus("name")
    seen = []
    while len(page.form._parts) < len(page.type.parts):
        QTest.keyClicks(focus(), "x")
        seen.append(len(page.form._parts))
        QApplication.processEvents()
    assert {0, 1} <= set(seen), "they do not come all at once"
    settle_down(qtbot)
    assert focus() is page.form.form.editor("name")
    assert not page.may_close()
    assert page.form.values()["name"] == "x" * len(seen)


def test_what_is_filled_in_before_a_record_is_begun_stays(qtbot: QtBot, shop: Shop) -> None:
    page = RecordEditor(shop.desk, "item")
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.form.form.focus("name")
    enter(qtbot, "Soap")
    after = focus()
    page.form._show_begun(records.blank(shop.firm, "item"), is_proposed=True)
    assert page.form.values()["name"] == "Soap"
    assert focus() is after
    assert not page.may_close()


def test_rows_of_child_lists_are_there_as_soon_as_they_are_asked_for(qtbot: QtBot, shop: Shop) -> None:
    uid = shop.uids["五常大米 5kg"]
    page = RecordEditor(shop.desk, "item", uid)
    qtbot.addWidget(page)
    before = records.load(shop.firm, "item", uid)
    page.form.show_values(before)
    assert not page.form._parts
    values = page.form.values()
    assert [len(values[part.key]) for part in page.type.parts] == [
        len(before[part.key]) for part in page.type.parts
    ]
    assert any(values[part.key] for part in page.type.parts)


@pytest.mark.parametrize("type_key", RECORDS.keys())
def test_every_type_opens(qtbot: QtBot, shop: Shop, type_key: str) -> None:
    page = opened(qtbot, shop, type_key)
    assert set(page.form.form.keys()) <= {field.key for field in page.type.fields}
    assert [part.part for part in page.form.parts] == list(page.type.parts)


def test_a_proposed_name_is_in_the_language_of_the_window(
    qtbot: QtBot, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalog.Catalogue, "text", lambda _, label: f"en {label}")
    page = opened(qtbot, shop, "price")
    qtbot.waitUntil(lambda: page.form.form.values()["name"] == "en 价格表")


def test_enter_brings_what_it_comes_to_into_sight(qtbot: QtBot, shop: Shop) -> None:
    page = opened(qtbot, shop, "item")
    page.resize(1210, 360)
    settle_down(qtbot)
    place = page.form.viewport()
    enter(qtbot, "Soap")
    seen = set()
    while page.form.form.isAncestorOf(focus()):
        field = focus()
        assert place.rect().contains(field.mapTo(place, field.rect().center())), field.accessibleName()
        seen.add(field)
        enter(qtbot)
    assert len(seen) > MANY
    assert place.rect().contains(focus().mapTo(place, focus().rect().center())), (
        "the first cell of a list below"
    )


def test_what_units_are_divided_by_is_shown_where_it_says_something(qtbot: QtBot, shop: Shop) -> None:
    units = {
        "case": [{"name": "case", "numerator": 12, "denominator": 1}],
        "jin": [{"name": "jin", "numerator": 1, "denominator": 2}],
    }
    shown = {}
    for name, rows in units.items():
        uid, _ = records.save(shop.firm, "item", {"name": name, "unit": "kg", "units": rows})
        page = opened(qtbot, shop, "item", uid)
        grid = next(part.grid for part in page.form.parts if part.part.key == "units")
        shown[name] = not grid.isColumnHidden(grid.lines.place_of("denominator"))
    assert shown == {"case": False, "jin": True}
