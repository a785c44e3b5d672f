"""Ctrl+G: the document that comes after a posted one, drawn and ready; where several may come, a strip asks."""

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import Final

from PySide6.QtCore import QObject

from app.core.text import N_, Label, Message
from app.domain.documents.document import Document
from app.domain.documents.following import followers
from app.domain.documents.types import TYPES
from app.gui.commands import Command
from app.gui.editors.pick_strip import PickStrip
from app.gui.editors.strip import placed
from app.gui.errors import Notice
from app.gui.navigation import Desk
from app.gui.operations import Read
from app.gui.page import Page
from app.i18n.catalog import fill, tr
from app.services import documents, modules

_SEVERAL: Final = N_("生成下一张")


class Following(QObject):
    """Opens what follows the posted document that `chosen` names; an empty name is none."""

    def __init__(self, desk: Desk, page: Page, chosen: Callable[[], str]) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._chosen = chosen

    @cached_property
    def strip(self) -> PickStrip:
        """The strip that asks which; made with the first question."""
        return placed(self._page, PickStrip())

    def commands(self, type_key: str, *, button: bool = False) -> tuple[Command, ...]:
        """Return the one command, named after what comes; nothing where no type follows this one."""
        types = [key for key in followers(type_key) if modules.is_on(self._desk.firm, f"document:{key}")]
        if not types:
            return ()
        label = _named(types[0]) if len(types) == 1 else _SEVERAL
        return (Command("document.follow", label, self.follow, button=button, primary=button),)

    def follow(self) -> None:
        """Draw what may come, then open it or ask which."""
        uid = self._chosen()
        if uid:
            Read(self._page, partial(documents.follow, self._desk.firm, uid)).latest("follow").then(
                self._on_drawn
            ).run()
        else:
            self._page.show_notice(Notice(tr(N_("先选一张已过账的单据"))))

    def _on_drawn(self, drafts: Sequence[Document]) -> None:
        if not drafts:
            self._page.show_notice(Notice(tr(N_("已全部转完，没有可以生成的了"))))
        elif len(drafts) == 1:
            self._open(drafts[0])
        else:
            self._ask(drafts)

    def _ask(self, drafts: Sequence[Document]) -> None:
        answers = [
            Command("document.follow_one", TYPES[draft.type].label, partial(self._open, draft))
            for draft in drafts
        ]
        self.strip.ask(N_("生成哪一种？"), answers)

    def _open(self, draft: Document) -> None:
        self._desk.go.new_document(draft.type, draft)


def _named(type_key: str) -> Label:
    """Return the words of the command for one type, in the language of the window."""
    return Label(fill(Message.of(N_("生成{what}"), what=Message.of(TYPES[type_key].label))))
