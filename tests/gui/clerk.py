"""A clerk at the window of a shop that trades: keys, and what is in front."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from pytestqt.qtbot import QtBot

from app.gui.editors.document_editor import DocumentEditor
from app.gui.editors.document_form import DocumentForm
from app.gui.editors.side_panel import SidePanel
from app.gui.main_window import MainWindow
from app.gui.pages.list_page import ListPage
from app.services import documents
from tests.gui.keyboard import Keyboard
from tests.gui.trading import Trade
from tests.gui.trading import trade as trade  # noqa: PLC0414 - a fixture handed on


@dataclass(frozen=True)
class Clerk:
    """The window, and the hands."""

    window: MainWindow
    keys: Keyboard
    trade: Trade

    def go(self, initials: str) -> None:
        """Go somewhere by its initials."""
        self.keys.press("Ctrl+K")
        self.keys.enter(initials)

    @property
    def list(self) -> ListPage:
        """The list in front."""
        page = self.window.work.current
        assert isinstance(page, ListPage), page
        return page

    @property
    def document(self) -> DocumentEditor:
        """The document in front."""
        page = self.window.work.current
        assert isinstance(page, DocumentEditor), page
        return page

    def with_deals(self) -> DocumentForm:
        """Open a sale of long figures with the prices of before beside it."""
        made = self.trade.document(
            "delivery",
            next(iter(self.trade.customers.values())),
            [("10001", "3", "154600"), ("10001", "2", "1137")],
        )
        documents.save_draft(self.trade.firm, made)
        self.window.open_document(made.uid)
        self.keys.settle()
        form = self.document.form
        assert form is not None
        form.lines.grids[0].stand(1, "price")
        self.keys.press("F4")
        self.keys.settle()
        panel = self.document.findChild(SidePanel)
        assert isinstance(panel, SidePanel)
        assert panel.isVisible()
        return form


@pytest.fixture
def clerk(trade: Trade, qtbot: QtBot) -> Iterator[Clerk]:
    window = MainWindow(trade.firm, proves=False)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    keys = Keyboard(qtbot, window)
    keys.settle()
    yield Clerk(window, keys, trade)
    for page in window.work.opened:
        window.work.close_page(page)
    keys.settle()
