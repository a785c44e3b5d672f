"""What can be done from a list: with the selected documents, and with the table as it is seen."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.core.text import N_, Label, Message
from app.domain.documents.types import TYPES
from app.gui import errors
from app.gui.commands import Command
from app.gui.editors.following import Following
from app.gui.errors import Notice
from app.gui.keymap.in_force import told
from app.gui.navigation import Desk
from app.gui.operations import Write
from app.gui.page import Page
from app.gui.pages.exporting import Exporting
from app.gui.widgets.table_view import TableView
from app.i18n.catalog import fill, tr
from app.services import documents

if TYPE_CHECKING:
    from app.services.documents import Batch

_DRAFT = "draft"
_POSTED = "posted"


class ListActs(QObject):
    """Acts for one list page; what is done to several drafts is asked for twice by the same key."""

    def __init__(self, desk: Desk, page: Page, type_key: str, view: TableView) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._type_key = type_key
        self._view = view
        self._asked: tuple[str, tuple[str, ...]] = ("", ())
        self.exporting = Exporting(desk.firm, page, view.seen_table)
        self._following = Following(desk, page, self._posted)

    def commands(self) -> tuple[Command, ...]:
        """Say what can be done; records are only written to a file."""
        export = Command("list.export", N_("导出 Excel"), partial(self.exporting.ask, "xlsx"), button=True)
        if self._type_key not in TYPES:
            return (export,)
        return (
            *self._following.commands(self._type_key),
            Command("list.post", N_("过账所选"), self.post),
            Command("list.discard", N_("丢弃所选草稿"), self.discard, in_bar=False),
            export,
        )

    def post(self) -> None:
        """Post the selected drafts, each for itself."""
        self._do("post", N_("{count} 张草稿将逐张过账。确认请再按 {post}"), documents.post_drafts)

    def discard(self) -> None:
        """Throw the selected drafts away."""
        asks = N_("{count} 张草稿将被丢弃，不能找回。确认请再按 {discard}")
        self._do("discard", asks, documents.discard_drafts)

    def _do(self, act_key: str, question: Label, act: Callable[..., "Batch"]) -> None:
        drafts = tuple(self._chosen(_DRAFT))
        if not drafts:
            self._page.show_notice(Notice(tr(N_("先选草稿：Ctrl 或 Shift 加方向键可以选几张"))))
        elif self._asked != (act_key, drafts):
            self._asked = act_key, drafts
            self._page.show_notice(Notice(told(question, count=len(drafts)), "warn"))
        else:
            self._asked = "", ()
            Write(self._page, partial(act, self._desk.firm, drafts)).label(N_("正在处理…")).then(
                self._on_done
            ).run()

    def _on_done(self, batch: "Batch") -> None:
        """Say how many were done, and of the first that was not, why and where it is."""
        says = fill(Message.of(N_("{count} 张已处理"), count=batch.done))
        if not batch.refused:
            self._page.show_notice(Notice(says, "good"))
            return
        first = batch.refused[0]
        template = N_("{done}，{others} 张没有：{first}")
        self._page.show_notice(
            Notice(
                fill(
                    Message.of(
                        template, done=says, others=len(batch.refused), first=errors.words(first.problem)
                    )
                ),
                "warn",
                Command("list.refused", N_("打开"), partial(self._desk.go.open_document, first.uid)),
            )
        )

    def _posted(self) -> str:
        """Return the posted document a person stands on; nothing where it is none."""
        row = self._view.current_row()
        return next(iter(self._uids([row], _POSTED)), "") if row >= 0 else ""

    def _chosen(self, state: str) -> list[str]:
        return self._uids(self._view.selected_rows(), state)

    def _uids(self, rows: Sequence[int], state: str) -> list[str]:
        shown = self._view.rows
        drills = [shown.drill_at(row) for row in rows if shown.state_at(row) == state]
        return [str(dict(drill.params)["uid"]) for drill in drills if drill is not None]
