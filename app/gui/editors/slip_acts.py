"""The slip of a posted document and the drawer of the till, as a page offers them where this computer has a printer."""

from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from app.core.changes import Changes
from app.core.text import N_, Message
from app.domain.documents.document import Document
from app.gui.commands import Command
from app.gui.editors.ask_strip import AskStrip
from app.gui.errors import Notice
from app.gui.navigation import Desk
from app.gui.operations import Write
from app.gui.page import Page
from app.i18n.catalog import fill
from app.services.firm import Firm

if TYPE_CHECKING:
    from app.devices.printers.profile import PrinterProfile


class Host(Protocol):
    """What slips need of the page of a document."""

    @property
    def document(self) -> Document:
        """Return the document as it stands."""

    @property
    def is_draft(self) -> bool:
        """Say whether it may be typed."""


class DrawerAct(QObject):
    """Opens the drawer without a sale: asks why, notes it, and only then sends the pulse."""

    def __init__(self, desk: Desk, question: AskStrip, page: Page) -> None:
        super().__init__(page)
        self._desk = desk
        self._question = question
        self._page = page
        if desk.slips is not None:
            desk.slips.changed.connect(page.commands_changed)

    def commands(self) -> tuple[Command, ...]:
        """Return the command that opens the drawer, where there is one and the firm lets it."""
        if self._desk.slips is None or not self._desk.slips.has_drawer:
            return ()
        from app.services.printing import drawer  # noqa: PLC0415 - there is a printer

        may_open = drawer.may_open(self._desk.firm)
        return (Command("drawer.open", N_("开钱箱"), self.ask, in_bar=False),) if may_open else ()

    def ask(self) -> None:
        """Ask why the drawer is to be opened."""
        self._question.ask(
            N_("为什么开钱箱？"),
            N_("原因会记在钱箱记录里，如：换零钱"),
            N_("开钱箱"),
            self._open,
            tone="warn",
        )

    def _open(self, reason: str) -> None:
        from app.services.printing import drawer  # noqa: PLC0415 - there is a printer

        Write(self._page, partial(drawer.open_for, self._desk.firm, reason)).then(self._on_noted).run()

    def _on_noted(self, _changes: Changes) -> None:
        if self._desk.slips is not None:
            self._desk.slips.open_drawer()


class SlipActs(QObject):
    """Prints the slip of the document of a page, and opens the drawer when it brought cash."""

    def __init__(self, desk: Desk, question: AskStrip, host: Host, page: Page) -> None:
        super().__init__(page)
        self._desk = desk
        self._host = host
        self._page = page
        self._drawer = DrawerAct(desk, question, page)

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done with the printer of this computer; nothing where it has none."""
        slips = self._desk.slips
        if slips is None or slips.printer is None:
            return ()
        prints = (Command("document.slip", N_("打小票"), self.print, button=True),)
        return (*(() if self._host.is_draft else prints), *self._drawer.commands())

    def print(self) -> None:
        """F11: let the slip of this document wait for the printer; from the second paper on it says so (补打)."""
        from app.services.printing import slip_queue  # noqa: PLC0415 - there is a printer

        slips = self._desk.slips
        if slips is not None and slips.printer is not None:
            verb = partial(slip_queue.add, self._desk.firm, self._host.document.uid, slips.printer.key)
            Write(self._page, verb).then(self._on_added).run()

    def _on_added(self, _uid: str) -> None:
        slips = self._desk.slips
        if slips is not None and slips.printer is not None:
            says = Message.of(N_("小票已交给“{printer}”"), printer=slips.printer.name)
            self._page.show_notice(Notice(fill(says), "good"))
            slips.look()

    def on_posted(self, document: Document) -> None:
        """See to the slip that was put into the queue with posting; without one the drawer opens by itself."""
        slips = self._desk.slips
        profile = slips.profile if slips is not None else None
        if slips is None or profile is None or document.reverses:
            return
        slips.look()
        if slips.has_drawer:
            verb = partial(_drawer_alone, self._desk.firm, document, profile, has_slips=bool(slips.unasked))
            Write(self._page, verb).then(self._on_sale_noted).run()

    def _on_sale_noted(self, changes: Changes) -> None:
        if changes.kinds and self._desk.slips is not None:
            self._desk.slips.open_drawer()


def _drawer_alone(firm: Firm, document: Document, profile: "PrinterProfile", *, has_slips: bool) -> Changes:
    """Note that the drawer opens for a sale that has no slip to open it."""
    from app.services.printing import drawer, slips  # noqa: PLC0415 - there is a printer

    if has_slips and slips.is_wanted(firm, document):
        return Changes()
    return drawer.open_for_sale(firm, document.uid, profile)
