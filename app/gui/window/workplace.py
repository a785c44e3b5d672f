"""The pages that are open: one stack, the page in front, and which of the others read again when they come up."""

import weakref
from collections.abc import Callable, Hashable
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QStackedLayout, QVBoxLayout, QWidget
from shiboken6 import delete

from app.core.changes import Changes
from app.gui import refresh
from app.gui.keymap.in_force import KEYS
from app.gui.page import Page
from app.gui.window.page_strip import PageStrip


class _Stack(QStackedLayout):
    """Asks only the page in front how much room it needs: to ask sixty of them took 15 ms at every turn."""

    def sizeHint(self) -> QSize:
        page = self.currentWidget()
        return page.sizeHint() if page is not None else QSize()

    def minimumSize(self) -> QSize:
        page = self.currentWidget()
        return page.minimumSizeHint() if page is not None else QSize()

    def hasHeightForWidth(self) -> bool:
        return False


class Workplace(QWidget):
    """Holds pages by key. Base pages belong to a tab and stay; the others stand in the strip and can be closed.

    Signals: turned(Page) when another page is in front or it changed its commands or title.
    """

    turned = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: dict[Hashable, Page] = {}
        self._opened: list[Page] = []
        self._base: Page | None = None
        self._stale: set[Page] = set()
        self._seen: weakref.WeakSet[Page] = weakref.WeakSet()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._forgotten: list[Page] = []
        self._burying = QTimer(self, interval=0)
        self.strip = PageStrip()
        self._stack = _Stack()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addLayout(self._stack, 1)
        self._connect()

    def _connect(self) -> None:
        self.strip.chosen.connect(self.bring)
        self.strip.closing.connect(self.close_page)
        refresh.hub().changed.connect(self._on_changed)
        self._soon.timeout.connect(self._tell)
        self._burying.timeout.connect(self._bury)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    @property
    def current(self) -> Page | None:
        """The page in front."""
        page = self._stack.currentWidget()
        return page if isinstance(page, Page) else None

    @property
    def opened(self) -> tuple[Page, ...]:
        """The pages that can be closed."""
        return tuple(self._opened)

    def show_base(self, key: Hashable, make: Callable[[], Page]) -> Page:
        """Bring a page of a tab to the front; it is made when first asked for."""
        page = self._get(key, make)
        self._base = page
        self.bring(page)
        return page

    def open(self, key: Hashable, make: Callable[[], Page], *, is_beside: bool = False) -> Page:
        """Bring a page that can be closed to the front; an open one of that key does not open twice.

        One that stands beside another has its place right behind the page in front, which comes back when it closes.
        """
        is_new = key not in self._pages
        page = self._get(key, make)
        if is_beside and page is not self.current:
            self._put_beside(page)
        elif is_new:
            self._opened.append(page)
        self.bring(page)
        return page

    def _put_beside(self, page: Page) -> None:
        """Give a page its place behind the one in front."""
        if page in self._opened:
            self._opened.remove(page)
        before = self.current
        self._opened.insert(self._opened.index(before) + 1 if before in self._opened else 0, page)

    def rename(self, page: Page, key: Hashable) -> None:
        """Know a page by another key: a new document has been saved and has a name now."""
        self._forget(page)
        self._pages[key] = page

    def bring(self, page: Page) -> None:
        """Bring an open page to the front and let it read again if something changed meanwhile.

        Before the window shows, only the page that is in front then is read.
        """
        if page not in self._opened:
            self._base = page
        self._stack.setCurrentWidget(page)
        if self.isVisible():
            self._read_in_front()
        else:
            QTimer.singleShot(0, self, self._read_in_front)
        self._show_strip()
        self._soon.stop()
        self.turned.emit(page)
        self._focus(page)

    def _read_in_front(self) -> None:
        page = self.current
        if page in self._stale:
            self._stale.discard(page)
            page.reload()

    def close_page(self, page: Page) -> bool:
        """Close a page unless it refuses; what stood before it comes to the front."""
        if page not in self._opened:
            return False
        if not page.may_close():
            self.bring(page)
            return False
        place = self._opened.index(page)
        self._opened.remove(page)
        self._stale.discard(page)
        self._forget(page)
        was_current = page is self.current
        next_page = self._opened[place - 1] if place > 0 else self._base
        if was_current and next_page is not None:
            self.bring(next_page)
        self._stack.removeWidget(page)
        page.hide()
        page.deleteLater()
        self._show_strip()
        return True

    def close_current(self) -> None:
        """Close the page in front, if it is one that closes."""
        if self.current is not None:
            self.close_page(self.current)

    def cycle(self, step: int) -> None:
        """Go to the next or the previous open page."""
        pages = [*([self._base] if self._base is not None else []), *self._opened]
        if self.current in pages and len(pages) > 1:
            self.bring(pages[(pages.index(self.current) + step) % len(pages)])

    def refusing(self) -> Page | None:
        """Return the first page that may not go now."""
        return next((page for page in tuple(self._pages.values()) if not page.may_close()), None)

    def say_keys(self) -> None:
        """Say on every page, and in the strip, which keys work now."""
        for page in self._pages.values():
            page.commands_changed.emit()
        self._show_strip()

    def forget_bases(self) -> None:
        """Let pages of tabs be made anew when next wanted, but the one in front and what holds unsaved work."""
        for page in [*self._pages.values()]:
            if page not in self._opened and page is not self._base and page.may_close():
                self._forget(page)
                self._stale.discard(page)
                self._stack.removeWidget(page)
                page.hide()
                self._forgotten.append(page)
        self._burying.start()

    def shed(self) -> bool:
        """Take one page apart that is behind and may go; say whether there was one."""
        behind = (page for page in self._pages.values() if page is not self.current and page.may_close())
        page = next(behind, None)
        if page is not None:
            self._shed(page)
        return page is not None

    def shed_all(self) -> None:
        """Take every page apart; what may not go was asked for before."""
        for page in [*self._pages.values()]:
            self._shed(page)

    def _shed(self, page: Page) -> None:
        self._forget(page)
        self._stale.discard(page)
        if page in self._opened:
            self._opened.remove(page)
        if page is self._base:
            self._base = None
        self._stack.removeWidget(page)
        delete(page)

    def _bury(self) -> None:
        """Take one forgotten page apart at a turn of the event loop: sixty at once took 70 ms."""
        if self._forgotten:
            self._forgotten.pop().deleteLater()
        else:
            self._burying.stop()

    def _get(self, key: Hashable, make: Callable[[], Page]) -> Page:
        if key not in self._pages:
            page = make()
            self._pages[key] = page
            self._stale.add(page)
            self._stack.addWidget(page)
            page.title_changed.connect(partial(self._on_title, page))
            page.commands_changed.connect(partial(self._on_commands, page))
            page.left.connect(partial(self._leave, page), Qt.ConnectionType.QueuedConnection)
            page.destroyed.connect(page.__dict__.clear)  # most of what it held goes now, not as garbage later
        return self._pages[key]

    def _forget(self, page: Page) -> None:
        for key in [key for key, other in self._pages.items() if other is page]:
            del self._pages[key]

    def _leave(self, page: Page) -> None:
        self.close_page(page)

    def _on_commands(self, page: Page) -> None:
        if page is self.current:
            self._soon.start()

    def _tell(self) -> None:
        """Tell once of all that changed at one go: a document that is posted changes its title and its commands."""
        if self.current is not None:
            self.turned.emit(self.current)

    def _on_changed(self, changes: Changes) -> None:
        for page in self._pages.values():
            if not refresh.concerns(changes, page.shows | {KEYS}):
                continue
            if page is self.current and self.isVisible():
                page.reload()
            else:
                self._stale.add(page)

    def _on_title(self, page: Page, _title: str) -> None:
        self._show_strip()
        self._on_commands(page)

    def _focus(self, page: Page) -> None:
        """Put the cursor back where it was, or where work begins; what is hidden by now would swallow the keys."""
        before: QWidget | None = page.focusWidget()  # the stubs do not know that there may be none
        if page in self._seen and before is not None and before.isVisible():
            before.setFocus()
        else:
            self._seen.add(page)
            page.focus_first()

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        """Give the keys back when a late answer sent the cursor into a page that is behind by now: it has it later."""
        page = self.current
        if (
            page is None
            or now is None
            or now.isVisible()
            or not self.isAncestorOf(now)
            or page.isAncestorOf(now)
        ):
            return
        if before is not None and before.isVisible():
            before.setFocus()
        else:
            self._focus(page)

    def _show_strip(self) -> None:
        self.strip.show_pages(self._base, self._opened, self.current)
