"""F10 on a list of documents: the selected ones, one after the other, in one PDF."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.core.text import N_, Message
from app.domain.documents.types import TYPES
from app.gui.commands import Command
from app.gui.page import Page
from app.i18n.catalog import fill, tr
from app.services.firm import Firm

if TYPE_CHECKING:
    from app.gui.editors.printing import Printing, PrintJob
    from app.services.printing import Choice
    from app.services.printing.pages import Batch


class ListPrinting(QObject):
    """Prints what `chosen` names; what it needs is loaded with the first print."""

    def __init__(self, firm: Firm, page: Page, type_key: str, chosen: Callable[[], Sequence[str]]) -> None:
        super().__init__(page)
        self._firm = firm
        self._page = page
        self._type_key = type_key
        self._chosen = chosen
        self._made: Printing | None = None

    def commands(self) -> tuple[Command, ...]:
        """Print now, or ask first; a list of records has nothing to print."""
        if self._type_key not in TYPES:
            return ()
        return (
            Command("list.print", self._made.label if self._made is not None else N_("打印"), self.print),
            Command("list.print_as", N_("换纸打印"), self.ask, in_bar=False),
        )

    def print(self) -> None:
        """Print as last time."""
        self._printing().print()

    def ask(self) -> None:
        """Ask for paper and variant, then print."""
        self._printing().ask()

    def _printing(self) -> "Printing":
        from app.gui.editors.printing import Printing  # noqa: PLC0415 - see the class

        if self._made is None:
            self._made = Printing(self._firm, self._page, self._job)
        return self._made

    def _job(self) -> "PrintJob | None":
        from app.gui.editors.printing import PrintJob  # noqa: PLC0415 - see the class

        uids = list(self._chosen())
        if not uids:
            return None
        name = tr(TYPES[self._type_key].label)
        if len(uids) > 1:
            name = fill(Message.of(N_("{what} {count} 张"), what=name, count=len(uids)))
        return PrintJob(
            self._type_key,
            "",
            name,
            partial(_lay_out, self._firm, self._type_key, uids),
            has_several=len(uids) > 1,
        )


def _lay_out(firm: Firm, type_key: str, uids: Sequence[str], choice: "Choice | None") -> "Batch":
    from app.services.printing import choices, making  # noqa: PLC0415 - see the class

    skips = len(uids) > 1 and choices.skips_printed(firm, type_key)
    return making.laid_out(firm, uids, choice, skips_printed=skips)
