"""常用筛选: what is filtered for gets a name, comes back by one press, and goes by Del."""

from PySide6.QtWidgets import QPushButton

from app.gui.widgets import filter_memory
from tests.gui.clerk import Clerk
from tests.gui.clerk import clerk as clerk  # noqa: PLC0414 - a fixture handed on
from tests.gui.clerk import trade as trade  # noqa: PLC0414

A_HAND_MS = 80
"""Between two keys: a quicker one is a scanner."""


def chip(clerk: Clerk, name: str) -> QPushButton:
    """The button of a kept filter."""
    return next(each for each in clerk.list.kept.findChildren(QPushButton) if each.text() == name)


def test_a_filter_is_kept_pressed_and_deleted(clerk: Clerk) -> None:
    clerk.go("xsckd")
    page = clerk.list
    assert page.kept.isHidden()
    page.filters.set_values({"state": "posted"})
    page.reload()
    clerk.keys.settle()
    for letter in "434.84":
        clerk.keys.type(letter)
        clerk.keys.qtbot.wait(A_HAND_MS)
    clerk.keys.qtbot.waitUntil(lambda: page.card.view.rows.rowCount() == 3)  # first it might be a scanner
    assert page.card.view.rows.rowCount() == 3
    clerk.keys.press("Ctrl+D")
    clerk.keys.type("大单")
    clerk.keys.enter("")
    assert page.kept.names == ["大单"]
    assert filter_memory.load("list.delivery")[0].values == {"state": "posted"}  # the first day follows today
    page.filters.answer({}, "")
    clerk.keys.settle()
    everything = page.card.view.rows.rowCount()
    assert everything > 3
    chip(clerk, "大单").setFocus()
    clerk.keys.press("Return")
    assert page.filters.values()["state"] == "posted"
    assert page.card.view.rows.rowCount() == 3
    chip(clerk, "大单").setFocus()
    clerk.keys.press("Del")
    assert page.kept.names == []
    assert page.kept.isHidden()


def test_it_stands_in_the_next_window_of_that_list_only(clerk: Clerk) -> None:
    filter_memory.keep("list.delivery", filter_memory.Kept("本店", {}, "老周"))
    clerk.go("xsdd")
    assert clerk.list.kept.names == []
    clerk.go("xsckd")
    assert clerk.list.kept.names == ["本店"]
    assert not clerk.list.kept.isHidden()


def test_a_file_that_cannot_be_read_is_no_filter(clerk: Clerk) -> None:
    filter_memory.keep("list.item", filter_memory.Kept("甲"))
    filter_memory._path().write_text("[1, 2", encoding="utf-8")
    assert filter_memory.load("list.item") == ()
