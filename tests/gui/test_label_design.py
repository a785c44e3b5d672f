"""设置 → 标签模板, by keys alone: what is ticked, moved, measured and named stands in the picture, and on labels."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.labels.templates import standard
from app.gui import theme
from app.gui.pages.designing.part_list import NAME
from app.gui.pages.label_design.page import LabelDesignPage
from app.gui.pages.label_design.parts import LabelPartsView
from app.i18n import catalog
from app.services.labels import templates
from tests.gui.clerk import Clerk
from tests.gui.clerk import clerk as clerk  # noqa: PLC0414 - a fixture handed on
from tests.gui.clerk import trade as trade  # noqa: PLC0414


def until(clerk: Clerk, is_so: Callable[[], bool]) -> None:
    clerk.keys.qtbot.waitUntil(is_so, timeout=10_000)
    clerk.keys.settle()


@pytest.fixture
def page(clerk: Clerk) -> LabelDesignPage:
    """The designer, with the cursor in the list of parts of the first label."""
    clerk.go("bqmb")
    made = clerk.window.work.current
    assert isinstance(made, LabelDesignPage)
    until(clerk, lambda: made.picture.has_picture)
    clerk.keys.press("F6")
    assert made.options.view.hasFocus()
    return made


def shown(page: LabelDesignPage) -> list[str]:
    assert page.template is not None
    return [part.key for part in page.template.parts if part.shown]


def picture(page: LabelDesignPage) -> bytes:
    image = page.picture.picture.pixmap().toImage()
    return bytes(image.constBits())


def test_parts_are_ticked_moved_said_and_measured(clerk: Clerk, page: LabelDesignPage) -> None:
    keys, firm = clerk.keys, clerk.trade.firm
    assert shown(page) == ["name", "spec", "unit", "price", "bar"]
    before = picture(page)
    keys.press("Down", "Space")
    assert shown(page) == ["name", "unit", "price", "bar"]
    keys.press("Down", "Down", "Alt+Up", "Alt+Up")
    assert shown(page) == ["name", "price", "unit", "bar"]
    keys.press("Right")
    keys.type("特价")
    keys.press("Return", "Right")
    keys.type("5.5")
    keys.press("Return")
    assert page.template is not None
    part = next(part for part in page.template.parts if part.key == "price")
    assert (part.caption, part.size) == ("特价", 55)
    assert picture(page) != before
    keys.press("Ctrl+Z", "Ctrl+Z", "Ctrl+Y", "Ctrl+Y", "F8")
    assert page.banner.text == "已保存，以后打标签就用它"
    assert templates.template(firm, "item", "40×30") == page.template
    keys.press("Ctrl+Del", "F8")
    assert templates.template(firm, "item", "40×30") == standard("item", "40×30")


def test_size_and_bar_code_are_changed_and_kept_under_another_name(
    clerk: Clerk, page: LabelDesignPage
) -> None:
    keys, firm = clerk.keys, clerk.trade.firm
    keys.press("F6")
    keys.enter("50", "", "3")
    assert page.template is not None
    assert (page.template.width, page.template.gap) == (500, 30)
    until(clerk, lambda: page.picture.says.text().startswith("50×30 毫米"))
    keys.press("F2")
    keys.type("冷柜")
    keys.press("Return")
    until(clerk, lambda: "冷柜" in templates.variants(firm, "item"))
    assert page.template is not None
    assert (page.template.variant, page.template.width) == ("冷柜", 500)
    assert templates.template(firm, "item", "40×30").width == 400
    keys.press("F2")
    keys.type("冷柜")
    keys.press("Return")
    assert page.banner.text == "已经有叫“冷柜”的式样，请换一个名称"
    keys.press("Ctrl+Del")
    until(clerk, lambda: "冷柜" not in templates.variants(firm, "item"))
    assert page.template.variant == "40×30"


def test_what_cannot_be_is_said_and_nothing_is_lost(clerk: Clerk, page: LabelDesignPage) -> None:
    keys = clerk.keys
    keys.press("F6")
    keys.enter("900")
    assert page.options.form.editor("width").property("fault")
    keys.press("Ctrl+A")
    keys.enter("40")
    keys.press("Tab")
    page.options.view.setFocus()
    for row in range(5):
        page.options.view.stand_on(row)
        keys.press("Space")
    assert shown(page) == []
    keys.press("F8")
    assert page.banner.text.startswith("标签“40×30”上什么也没有勾")
    keys.press("Ctrl+Z", "F8")
    assert page.banner.text == "已保存，以后打标签就用它"


def test_a_part_too_large_is_said_in_place_of_the_picture(clerk: Clerk, page: LabelDesignPage) -> None:
    page.options.view.stand_on(4)
    clerk.keys.press("Right", "Right")
    clerk.keys.type("45")
    clerk.keys.press("Return")
    assert not page.picture.has_picture
    assert "放不下" in page.picture.says.text()


def test_every_kind_and_template_has_a_picture(clerk: Clerk, page: LabelDesignPage) -> None:
    page.choices.kinds.setFocus()
    for kind in range(page.choices.kinds.count()):
        page.choices.kinds.setCurrentRow(kind)
        clerk.keys.settle()
        for variant in range(page.choices.variants.count()):
            page.choices.variants.setCurrentRow(variant)
            clerk.keys.settle()
            assert page.template is not None
            assert page.template.key == f"{page.choices.kind}/{page.choices.variant}"
            assert page.picture.has_picture
            for button in page.names.findChildren(type(page.names._buttons["long"])):
                button.setFocus(Qt.FocusReason.TabFocusReason)
                button.click()
                clerk.keys.settle()
                assert page.picture.has_picture


def test_unsaved_designs_are_asked_about(clerk: Clerk, page: LabelDesignPage) -> None:
    clerk.keys.press("Down", "Space")
    assert not page.may_close()
    assert page.banner.text == "有 1 个模板改了还没有保存"
    clerk.go("sp")
    clerk.go("bqmb")
    assert shown(page) == ["name", "unit", "price", "bar"]
    page._forget_all()
    clerk.keys.settle()
    assert page.may_close()


def test_the_heads_of_the_parts_are_whole_before_there_is_a_part(looks: QApplication, qtbot: QtBot) -> None:
    before = catalog.language()
    catalog.use("en")
    try:
        view = LabelPartsView()
        qtbot.addWidget(view)
        view.resize(480, 300)
        view.show()
        head = view.model().headerData(NAME, Qt.Orientation.Horizontal)
        words = QFontMetrics(theme.font(theme.current().measures.caption)).horizontalAdvance(head)
        assert view.columnWidth(NAME) >= words + 2 * theme.CELL_PADDING
    finally:
        catalog.use(before)
