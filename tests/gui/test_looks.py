"""Other looks: language, theme and size are in force at once, and nobody waits while the window is made anew."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.gui import application, preferences, theme
from app.gui.application import Application
from app.gui.editors.document_editor import DocumentEditor
from app.gui.pages.cards.looks_card import LooksCard
from app.gui.pages.list_page import ListPage
from app.gui.pages.settings_page import SettingsPage
from app.gui.practice import practice_window
from app.i18n import catalog
from tests.gui.keyboard import Keyboard
from tests.gui.trading import Trade
from tests.gui.trading import trade as trade  # noqa: PLC0414 - a fixture handed on

Settled = Callable[[], None]


@pytest.fixture
def program(trade: Trade, qtbot: QtBot) -> Iterator[Application]:
    qt = QApplication.instance()
    assert isinstance(qt, QApplication)
    made = application.Application(qt)
    yield made
    if made.window is not None:
        made.window.close()
        made.window.deleteLater()
    made.put_on(preferences.Preferences())
    made.deleteLater()


_AROUND_PAGES = 12
"""Widgets of the place where pages stand that are no pages: the strip, what scrolls it."""


def choose(program: Application, name: str, qtbot: QtBot, settled: Settled, *, by_key: str = "") -> None:
    """Press a segment, or go to it with an arrow key from the one before."""
    before = program.window
    assert before is not None
    before.open_tab("settings")
    settled()
    button = before.findChild(QPushButton, by_key or name)
    assert isinstance(button, QPushButton)
    if by_key:
        before.activateWindow()
        qtbot.waitUntil(before.isActiveWindow)
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Right)
    else:
        button.click()
    qtbot.waitUntil(lambda: program.window is not before)
    assert program.window is not None
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    settled()


def test_language_theme_and_size_are_in_force_at_once(
    program: Application, trade: Trade, qtbot: QtBot, settled: Settled
) -> None:
    program.show_firm(trade.firm)
    choose(program, "language.en", qtbot, settled)
    assert catalog.language() == "en"
    choose(program, "dark.True", qtbot, settled)
    assert theme.current().is_dark
    choose(program, "big.True", qtbot, settled)
    assert theme.current().measures.base == 18
    kept = preferences.load()
    assert (kept.language, kept.dark, kept.big) == ("en", True, True)
    assert program.window is not None
    assert program.window.work.current is not None
    assert isinstance(program.window.work.current, SettingsPage)


def test_other_looks_style_no_page_that_goes_away(
    program: Application, trade: Trade, qtbot: QtBot, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Qt styles each widget anew that is there; sixty pages of them held the window up for a second and a half."""
    styled: list[int] = []
    apply = theme.apply

    def counted(qt: QApplication, chosen: theme.Theme) -> None:
        styled.append(sum(widget.window() is before for widget in qt.allWidgets()))
        apply(qt, chosen)

    monkeypatch.setattr(theme, "apply", counted)
    before = program.show_firm(trade.firm)
    for type_key in ("delivery", "goods_receipt"):
        before.open_list(type_key)
        before.new_document(type_key)
        settled()
    frame = sum(not before.work.isAncestorOf(widget) for widget in before.findChildren(QWidget))
    choose(program, "dark.True", qtbot, settled)
    assert styled[0] <= frame + _AROUND_PAGES


def test_the_cursor_stays_on_what_was_chosen(
    program: Application, trade: Trade, qtbot: QtBot, settled: Settled
) -> None:
    """Who changes the size by keys may want to change it back."""
    program.show_firm(trade.firm)
    choose(program, "big.True", qtbot, settled, by_key="big.False")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "big.True"
    assert focus.window() is program.window
    QTest.keyClick(focus, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: theme.current().measures.base != 18)


def test_a_page_that_cannot_be_read_keeps_the_looks(
    program: Application, trade: Trade, qtbot: QtBot, settled: Settled
) -> None:
    window = program.show_firm(trade.firm)
    window.new_document("delivery")
    settled()
    page = window.work.current
    assert isinstance(page, DocumentEditor)
    assert page.form is not None
    day = page.form.head.editor("business_date")
    day.setFocus()
    QTest.keyClicks(day, "x")
    window.open_tab("settings")
    settled()
    button = window.findChild(QPushButton, "dark.True")
    assert isinstance(button, QPushButton)
    button.click()
    qtbot.waitUntil(lambda: bool(page.banner.text))
    assert window.work.current is page
    assert not theme.current().is_dark
    assert not program.is_renewing
    page.work.discard(page.document.uid)


def test_a_practice_keeps_its_window_through_other_looks(
    program: Application, trade: Trade, qtbot: QtBot, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(practice_window, "_ITEMS", 8)
    monkeypatch.setattr(practice_window, "_DAYS", 2)
    program.show_firm(trade.firm)
    program.practise()
    settled()
    practice = program.practice
    assert practice is not None
    practice.open_list("delivery")
    practice.new_document("delivery")
    settled()
    choose(program, "dark.True", qtbot, settled)
    qtbot.waitUntil(lambda: not program.is_renewing)
    assert program.practice is practice
    assert practice.isEnabled()
    page = practice.work.current
    assert isinstance(page, ListPage)
    assert practice.topic == "delivery"
    practice.activateWindow()
    qtbot.waitUntil(practice.isActiveWindow)
    keys = Keyboard(qtbot, practice)
    assert page.isAncestorOf(keys.focus)
    keys.press("F2")
    assert isinstance(practice.work.current, DocumentEditor)
    keys.press("Ctrl+W", "Ctrl+1")
    assert practice.topic == "home"
    practice.new_document("delivery")
    settled()
    practice.close()
    settled()


def test_a_picture_marks_the_looks_it_is_drawn_in(qtbot: QtBot, looks: QApplication) -> None:
    """The pictures of the manual are drawn in looks that nobody chose on this computer."""
    before = catalog.language()
    catalog.use("en")
    theme.apply(looks, theme.choose(dark=True))
    card = LooksCard()
    qtbot.addWidget(card)
    catalog.use(before)
    theme.apply(looks, theme.choose())
    marked = {each.objectName() for each in card.findChildren(QPushButton) if each.isChecked()}
    assert marked == {"language.en", "dark.True", "big.False"}
