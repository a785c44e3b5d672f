"""The strip of open pages: documents and records side by side, each with a cross; hidden while none is open."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from app.core.text import N_
from app.gui import icons
from app.gui.page import Page
from app.i18n.catalog import tr


class PageStrip(QFrame):
    """Signals: chosen(Page), closing(Page)."""

    chosen = Signal(object)
    closing = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addStretch(1)
        self._titles: list[str] = []
        self.hide()

    def show_pages(self, base: Page | None, pages: Sequence[Page], current: Page | None) -> None:
        """Show the tab's own page first, then those that were opened."""
        while self._row.count() > 1:
            item = self._row.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        shown = [base, *pages] if base is not None and pages else list(pages)
        self._titles = [page.title for page in shown]
        self.setVisible(bool(shown))
        for number, page in enumerate(shown):
            self._row.insertWidget(
                number, self._tab(page, is_current=page is current, may_go=page is not base)
            )

    @property
    def titles(self) -> list[str]:
        """What stands in the strip."""
        return self._titles

    def _tab(self, page: Page, *, is_current: bool, may_go: bool) -> QFrame:
        tab = QFrame()
        tab.setProperty("role", "strip_tab")
        tab.setProperty("current", "true" if is_current else "false")
        row = QHBoxLayout(tab)
        row.setContentsMargins(12, 0, 8 if may_go else 12, 0)
        row.setSpacing(4)
        name = QPushButton(page.title)
        name.setObjectName("page")
        name.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        name.clicked.connect(partial(self.chosen.emit, page))
        row.addWidget(name)
        if may_go:
            close = QPushButton()
            close.setIcon(icons.icon("close", "ink3"))
            close.setProperty("role", "close")
            close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            close.setToolTip(f"{tr(N_('关闭'))} Ctrl+W")
            close.clicked.connect(partial(self.closing.emit, page))
            row.addWidget(close)
        return tab
