"""Ctrl+B: labels of what a page shows; Ctrl+Shift+B: labels for the boxes of a document. What is needed loads then."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.core.text import N_
from app.domain.documents.document import Document
from app.domain.documents.types import TYPES
from app.gui.commands import Command
from app.gui.errors import Notice
from app.gui.navigation import Desk
from app.gui.page import Page
from app.i18n.catalog import tr

if TYPE_CHECKING:
    from app.services.labels.wanted import Asked

_ITEM, _WAREHOUSE = "item", "warehouse"
_LABELLED = frozenset({_ITEM, _WAREHOUSE})
"""Types of record that can have labels."""


class Labelling(QObject):
    """Offers labels on one page; each way takes what the page says is chosen now, and says so where nothing is."""

    def __init__(self, desk: Desk, page: Page) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page

    def of_records(self, type_key: str, chosen: Callable[[], Sequence[str]]) -> tuple[Command, ...]:
        """Return the command for records of a type; most have no labels."""
        if type_key not in _LABELLED:
            return ()
        return (self._command(partial(self._records, type_key, chosen)),)

    def of_documents(self, type_key: str, chosen: Callable[[], Sequence[str]]) -> tuple[Command, ...]:
        """Return the commands for documents of a type: their goods, and they themselves."""
        goods = (self._command(partial(self._lines_of, chosen)),) if _has_goods(type_key) else ()
        return (*goods, self._box(partial(self._documents, chosen)))

    def of_document(
        self,
        document: Callable[[], Document | None],
        number: Callable[[], int],
        *,
        is_posted: bool,
        type_key: str,
    ) -> tuple[Command, ...]:
        """Return the commands for the document in front; only a posted one has a number to stand on a box."""
        goods = (self._command(partial(self._lines, document, number)),) if _has_goods(type_key) else ()
        boxes = (self._box(partial(self._documents, partial(_uid_of, document))),) if is_posted else ()
        return (*goods, *boxes)

    def _command(self, run: Callable[[], None]) -> Command:
        return Command("labels.make", N_("打标签"), run)

    def _box(self, run: Callable[[], None]) -> Command:
        return Command("labels.box", N_("单据标签"), run, in_bar=False)

    def _records(self, type_key: str, chosen: Callable[[], Sequence[str]]) -> None:
        from app.services.labels import wanted  # noqa: PLC0415 - see the module

        uids = chosen()
        ask = wanted.of_items if type_key == _ITEM else wanted.of_places
        self._open(ask(self._desk.firm, uids) if uids else None)

    def _lines_of(self, chosen: Callable[[], Sequence[str]]) -> None:
        from app.services.labels import wanted  # noqa: PLC0415 - see the module

        uids = chosen()
        self._open(wanted.of_lines_of(self._desk.firm, uids) if uids else None)

    def _lines(self, document: Callable[[], Document | None], number: Callable[[], int]) -> None:
        from app.services.labels import wanted  # noqa: PLC0415 - see the module

        now = document()
        if now is not None:
            has_any = any(line.item for line in now.lines)
            self._open(wanted.of_lines(self._desk.firm, now, number()) if has_any else None)

    def _documents(self, chosen: Callable[[], Sequence[str]]) -> None:
        from app.services.labels import wanted  # noqa: PLC0415 - see the module

        uids = chosen()
        self._open(wanted.of_documents(self._desk.firm, uids) if uids else None)

    def _open(self, asked: "Asked | None") -> None:
        if asked is None:
            self._page.show_notice(Notice(tr(N_("这里还没有可以打标签的东西：先选几行，或者先填商品"))))
        else:
            self._desk.go.open_labels(asked)


def _has_goods(type_key: str) -> bool:
    return any(field.link == _ITEM for field in TYPES[type_key].line)


def _uid_of(document: Callable[[], Document | None]) -> list[str]:
    now = document()
    return [now.uid] if now is not None else []
