"""The strip of open pages: documents and records side by side, each with a cross; hidden while none is open."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from app.core.text import N_
from app.gui import icons, theme
from app.gui.keymap.in_force import key_of
from app.gui.page import Page
from app.i18n.catalog import tr

_WIDEST = 260
_LEAST = 44
_COMFORT = 76
"""Room for a short title. Where there is less, a tab that is not in front does without its cross."""
_CROSS = 24
_ANY = 2_000
_AROUND = 52
"""What a tab needs besides its title: margins and the cross."""


@dataclass(frozen=True, slots=True)
class _Name:
    """One title in the strip."""

    page: Page
    button: QPushButton
    title: str
    close: QPushButton | None
    is_current: bool


class PageStrip(QFrame):
    """Many open pages share the width, their titles cut. Signals: chosen(Page), closing(Page)."""

    chosen = Signal(object)
    closing = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addStretch(1)
        self._names: list[_Name] = []
        self.hide()

    @property
    def titles(self) -> list[str]:
        """What stands in the strip."""
        return [name.title for name in self._names]

    def show_pages(self, base: Page | None, pages: Sequence[Page], current: Page | None) -> None:
        """Show the tab's own page first, then those that were opened."""
        shown = [base, *pages] if base is not None and pages else list(pages)
        if not self._say_titles(base, shown, current):
            self._stand(base, shown, current)
        self.setVisible(bool(shown))
        self._fit()

    def _say_titles(self, base: Page | None, shown: Sequence[Page], current: Page | None) -> bool:
        """Say what the same pages are called now; no when it is others, or another is in front."""
        wanted = [(page, page is current, page is not base) for page in shown]
        if wanted != [(name.page, name.is_current, name.close is not None) for name in self._names]:
            return False
        self._names = [replace(name, title=name.page.title) for name in self._names]
        for name in self._names:
            if name.close is not None:
                name.close.setToolTip(_closing())
        return True

    def _stand(self, base: Page | None, shown: Sequence[Page], current: Page | None) -> None:
        while self._row.count() > 1:
            item = self._row.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._names = []
        for number, page in enumerate(shown):
            self._row.insertWidget(
                number, self._tab(page, is_current=page is current, may_go=page is not base)
            )

    def minimumSizeHint(self) -> QSize:
        """Never make the window wider."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give the page in front the room it needs; the others share the rest, the ends of their titles seen."""
        if not self._names or self._have_room():
            return
        in_front = next((name for name in self._names if name.is_current), None)
        taken = self._cut(in_front, _WIDEST) if in_front is not None else 0
        others = [name for name in self._names if name is not in_front]
        room = (self.width() - taken) // max(len(others), 1) - _AROUND
        has_crosses = room >= theme.current().measures.px(_COMFORT)
        for name in others:
            more = 0 if has_crosses or name.close is None else _CROSS
            self._cut(name, min(max(room + more, _LEAST), _WIDEST), has_cross=has_crosses)

    def _have_room(self) -> bool:
        """Show every title whole, if there is room for all of them."""
        return sum(self._cut(name, _ANY) for name in self._names) <= self.width()

    def _cut(self, name: "_Name", room: int, *, has_cross: bool = True) -> int:
        """Cut a title to its room; return what its tab takes."""
        metrics = QFontMetrics(theme.font(bold=name.is_current))
        is_short = room < theme.current().measures.px(_COMFORT)
        mode = Qt.TextElideMode.ElideRight if is_short else Qt.TextElideMode.ElideMiddle
        text = metrics.elidedText(name.title, mode, room)
        name.button.setText(text)
        name.button.setToolTip(name.title if text != name.title else "")
        if name.close is not None and name.close.isHidden() == has_cross:
            name.close.setVisible(has_cross)
        return metrics.horizontalAdvance(text) + _AROUND

    def _tab(self, page: Page, *, is_current: bool, may_go: bool) -> QFrame:
        tab = QFrame()
        tab.setProperty("role", "strip_tab")
        tab.setProperty("current", "true" if is_current else "false")
        row = QHBoxLayout(tab)
        row.setContentsMargins(12, 0, 8 if may_go else 12, 0)
        row.setSpacing(4)
        name = QPushButton()
        name.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        name.clicked.connect(partial(self.chosen.emit, page))
        if not may_go:
            name.setIcon(icons.icon("list", "ink3"))
        row.addWidget(name)
        close = None
        if may_go:
            close = QPushButton()
            close.setIcon(icons.icon("close", "ink3"))
            close.setProperty("role", "close")
            close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            close.setToolTip(_closing())
            close.clicked.connect(partial(self.closing.emit, page))
            row.addWidget(close)
        self._names.append(_Name(page, name, page.title, close, is_current))
        return tab


def _closing() -> str:
    return " ".join((tr(N_("关闭")), key_of("page.close")))
