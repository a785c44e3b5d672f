"""What all acts with tags on the page of a document share: a strip, an ear, and tags that nobody knows yet (F60)."""

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QObject

from app.core.text import N_
from app.gui import devices
from app.gui.commands import Command
from app.gui.editors.document_host import DocumentHost
from app.gui.editors.strip import placed
from app.gui.editors.tag_ear import TagEar, line_in_front
from app.gui.editors.tag_strip import TagStrip
from app.gui.page import Page
from app.services.documents import Tagged
from app.services.firm import Firm


class TagListening(QObject):
    """Hears tags from a key until the next one; `left_out` are tags that are not asked about."""

    def __init__(
        self,
        firm: Firm,
        host: DocumentHost,
        page: Page,
        left_out: Callable[[], frozenset[str]] = frozenset,
    ) -> None:
        super().__init__(page)
        self._firm = firm
        self._host = host
        self._page = page
        self._devices = devices.here()
        self._ear = TagEar(firm, page, left_out)
        self._found: Tagged | None = None
        self._is_on = False
        self._ear.found.connect(self._on_found)
        self._devices.changed.connect(page.commands_changed)

    @cached_property
    def strip(self) -> TagStrip:
        """The strip that tells what is heard; made when tags are first heard."""
        return placed(self._page, self._made_strip())

    def _made_strip(self) -> TagStrip:
        """Make the strip."""
        raise NotImplementedError

    def _offered(self, command: Command) -> tuple[Command, ...]:
        """Return a command where there is a reader, and with it the one that learns what nobody knows."""
        if not self._devices.tag_readers:
            return ()
        has_unknown = self._is_on and self._found is not None and bool(self._found.unknown)
        learn = Command("tags.learn", N_("记住不认得的标签"), self.learn)
        return (command, *((learn,) if has_unknown else ()))

    def _begin(self) -> None:
        self._found = None
        self._is_on = True
        self._ear.begin()
        self.strip.open()
        self._show()

    def stop(self) -> None:
        """Hear no more; what was not taken is forgotten."""
        self._ear.hush()
        self._is_on = False
        if "strip" in self.__dict__ and not self.strip.isHidden():  # else tags were never heard
            self.strip.hide()
            if self._host.form is not None:
                self._host.form.lines.setFocus()
        self._page.commands_changed.emit()

    def learn(self) -> None:
        """Ctrl+T: the tags that nobody knows hang on the goods of the line in front."""
        if self._found is not None and self._found.unknown:
            self._ear.learn(self._found.unknown, line_in_front(self._host.form, self._host.document))

    def _on_found(self, found: Tagged) -> None:
        if self._is_on:
            self._found = found
            self._show()
            self._page.commands_changed.emit()

    def _show(self) -> None:
        """Tell what is heard."""
        raise NotImplementedError
