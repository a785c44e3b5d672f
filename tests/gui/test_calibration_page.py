"""A shop that begins by counting: the clerk switches it on, counts from the sheet and ends it, by keys alone."""

from typing import cast

from app.core.numbers import quantity
from app.gui.pages.calibration_page import CalibrationPage
from app.gui.pages.home_page import HomePage
from app.services import calibration, home
from tests.gui.clerk import Clerk
from tests.gui.clerk import clerk as clerk  # noqa: PLC0414 - a fixture handed on
from tests.gui.trading import trade as trade  # noqa: PLC0414 - a fixture handed on


def _page(clerk: Clerk) -> CalibrationPage:
    page = clerk.window.work.current
    assert isinstance(page, CalibrationPage), page
    return page


def test_the_switch_the_sheet_and_the_ring(clerk: Clerk) -> None:
    clerk.go("bmbp")
    page = _page(clerk)
    assert page.ring.text == "0%"
    waiting = page.waiting.view.rows.rowCount()
    clerk.keys.press("F8")
    assert calibration.is_on(clerk.trade.firm)
    assert page.badge.text() == "进行中"

    clerk.keys.press("F2")
    sheet = clerk.document
    assert sheet.type.key == "stock_count"
    assert len(sheet.document.lines) == waiting
    assert sheet.draft is not None
    for number, line in enumerate(sheet.document.lines, 1):
        sheet.draft.edit(sheet.document.with_line(number, line.with_value("quantity", quantity("7"))))
    clerk.keys.press("F9")
    clerk.keys.press("F9")
    assert "已过账" in sheet.banner.text

    clerk.go("bmbp")
    assert page.ring.text == "100%"
    assert page.counted.text() == f"已核 {waiting}/{waiting}"
    assert page.waiting.is_empty
    clerk.keys.press("F2")
    assert "都盘过了" in page.banner.text
    clerk.keys.press("F8")
    assert not calibration.is_on(clerk.trade.firm)


def test_the_first_page_leads_to_it_while_it_is_on(clerk: Clerk) -> None:
    kinds = [row[0] for row in home.today(clerk.trade.firm, home.ROLES["owner"]).todos.rows]
    assert "uncounted" not in kinds
    calibration.start(clerk.trade.firm)
    clerk.keys.press("Ctrl+1")
    clerk.keys.press("F5")
    page = cast(HomePage, clerk.window.work.current)
    assert page.todos.view.rows.text_at(0, 0) == "未核"
    page.todos.view.stand_on(0)
    clerk.keys.press("Enter")
    assert _page(clerk).badge.text() == "进行中"


def test_a_key_leads_to_the_causes(clerk: Clerk) -> None:
    clerk.go("bmbp")
    clerk.keys.press("F7")
    assert clerk.window.work.current is not None
    assert clerk.window.work.current.title == "账实偏差"
