"""Who knows the way types on before the page is there: no key is lost."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.gui.input.keys_ahead import KeysAhead
from tests.gui.clerk import Clerk
from tests.gui.clerk import clerk as clerk  # noqa: PLC0414 - a fixture handed on
from tests.gui.trading import trade as trade  # noqa: PLC0414 - a fixture handed on

RETURN = "\r"


def _key(text: str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> QKeyEvent:
    key = Qt.Key.Key_Return if text == RETURN else Qt.Key(ord(text.upper()))
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text)


def _press_at_once(text: str) -> None:
    """Press keys that are under way already: the event loop has no turn between them."""
    for letter in text:
        focus = QApplication.focusWidget()
        assert focus is not None
        QApplication.sendEvent(focus, _key(letter))


@pytest.mark.parametrize("hears_scanners", [True, False])
def test_what_is_typed_before_a_document_is_there_goes_into_it(clerk: Clerk, hears_scanners: bool) -> None:
    clerk.window.new_document("delivery")
    page = clerk.document
    assert page.form is None, "it is still being read"
    if not hears_scanners:
        page.scanner.stop()
    _press_at_once("lzbl")
    clerk.keys.settle()
    clerk.keys.qtbot.waitUntil(lambda: getattr(clerk.keys.focus, "text", str)() == "lzbl")
    assert page.form is not None
    assert page.form.head.isAncestorOf(clerk.keys.focus)
    clerk.keys.press("Return")
    assert page.document.party == clerk.trade.customers["老周便利店"]


def test_enter_goes_on_from_where_the_key_before_it_led(clerk: Clerk) -> None:
    clerk.window.new_document("delivery")
    page = clerk.document
    page.scanner.stop()
    _press_at_once(f"lzbl{RETURN}")
    clerk.keys.settle()
    clerk.keys.settle()
    assert page.document.party == clerk.trade.customers["老周便利店"]
    assert page.form is not None
    assert page.form.lines.isAncestorOf(clerk.keys.focus)


def test_a_page_that_is_left_before_it_is_there_types_nothing_elsewhere(clerk: Clerk) -> None:
    clerk.window.new_document("delivery")
    page = clerk.document
    page.scanner.stop()
    _press_at_once("lz")
    clerk.window.open_list("delivery")
    clerk.keys.settle()
    assert clerk.list.filters.text is not None
    assert not clerk.list.filters.text.text()
    clerk.window.work.bring(page)
    clerk.keys.settle()
    assert page.form is not None
    assert page.document.party == ""


def test_commands_are_no_typing(qtbot: QtBot) -> None:
    ahead = KeysAhead()
    assert ahead.keep(_key("a"))
    assert not ahead.keep(_key("a", Qt.KeyboardModifier.ControlModifier))
    assert not ahead.keep(
        QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier, "\x1b")
    )
    ahead.give()
    assert not ahead.keep(_key("a"))
