"""What the tests of the document editor share: a page with the cursor in it, keys, a receipt to begin with."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.core.numbers import price, quantity, rate
from app.domain.documents.document import Document, Line
from app.gui.editors.document_editor import DocumentEditor
from app.gui.editors.line_grid import LineGrid
from app.services import documents
from tests.gui.shop import TODAY, Shop, settle_down

ENTER = Qt.Key.Key_Return


def opened(qtbot: QtBot, page: DocumentEditor) -> DocumentEditor:
    page.scanner.stop()
    qtbot.addWidget(page)
    page.resize(1210, 690)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(lambda: page.isActiveWindow() and page.form is not None)
    settle_down(qtbot)
    page.scanner.stop()
    page.focus_first()
    return page


def new(qtbot: QtBot, shop: Shop, type_key: str, document: Document | None = None) -> DocumentEditor:
    return opened(qtbot, DocumentEditor.of_new(shop.desk, type_key, document))


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def enter(qtbot: QtBot, text: str = "") -> None:
    """Type into whatever has the cursor, then Enter; wait for what it asked for."""
    if text:
        QTest.keyClicks(focus(), text)
    QTest.keyClick(focus(), ENTER)
    settle_down(qtbot)


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focus(), key, modifiers)


def grid_of(page: DocumentEditor, place: int = 0) -> LineGrid:
    assert page.form is not None
    return page.form.lines.grids[place]


def receipt(shop: Shop, *names: str, day: str = TODAY, count: str = "10", cost: str = "5") -> Document:
    lines = tuple(
        Line(item=shop.uids[name], quantity=quantity(count), price=price(cost), tax_rate=rate("0.09"))
        for name in names
    )
    return replace(
        documents.blank(shop.firm, "goods_receipt"),
        party=shop.uids["杭州粮油批发"],
        business_date=day,
        lines=lines,
    )
