"""What can be done with a document as a whole: copy, print, take back, go to the next; its state decides."""

from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.core.text import N_, Label, Message
from app.domain.documents.document import Document
from app.domain.documents.types import TYPES
from app.gui.commands import Command
from app.gui.editors.ask_strip import AskStrip
from app.gui.editors.document_work import DocumentWork
from app.gui.errors import Notice
from app.gui.navigation import Desk
from app.i18n.catalog import fill, tr
from app.services.documents import State


class Host(Protocol):
    """What the acts need of the page they belong to."""

    @property
    def document(self) -> Document:
        """Return the document as it stands."""

    @property
    def state(self) -> State:
        """Return its state."""

    def draw(self) -> None:
        """Offer what it may be drawn from."""

    def save_now(self) -> None:
        """Keep the draft."""

    def post(self) -> None:
        """Post it."""

    def round_off(self) -> None:
        """Round its total off."""

    def discard(self) -> None:
        """Throw the draft away."""

    def show_notice(self, notice: Notice) -> None:
        """Say something."""


class DocumentActs(QObject):
    """Answers with commands, and carries them out."""

    def __init__(self, desk: Desk, work: DocumentWork, question: AskStrip, host: Host, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._work = work
        self._question = question
        self._host = host
        self._page = page
        work.found.connect(self._on_neighbour)
        work.printed.connect(self._on_printed)
        work.copied.connect(self._on_copied)
        work.ended.connect(self.close)

    def commands(self) -> tuple[Command, ...]:
        """What can be done now; the declaration and the state decide."""
        turning = (
            Command("document.previous", N_("上一张"), partial(self.turn, -1), "Alt+Left", in_bar=False),
            Command("document.next", N_("下一张"), partial(self.turn, 1), "Alt+Right", in_bar=False),
        )
        return (*(self._of_draft() if self._host.state is State.DRAFT else self._of_posted()), *turning)

    def _of_draft(self) -> tuple[Command, ...]:
        host = self._host
        draws = (Command("document.draw", N_("选单"), host.draw, "F7", button=True),)
        rounds = (Command("document.round_off", N_("抹零"), host.round_off, "F5"),)
        doc_type = TYPES[host.document.type]
        return (
            self.new_command(N_("新增")),
            *(draws if doc_type.source is not None else ()),
            Command("document.save", N_("保存"), host.save_now, "F8", button=True),
            Command("document.print", N_("打印"), self.print_pdf, "F10", button=True),
            Command("document.post", N_("过账"), host.post, "F9", button=True, primary=True),
            *(rounds if doc_type.header_field("rounding") is not None else ()),
            Command("line.copy", N_("复制行"), _nothing, "F6", hint=True),
            Command("line.insert", N_("插入行"), _nothing, "Insert", hint=True),
            Command("line.delete", N_("删除行"), _nothing, "Ctrl+Del", hint=True),
            Command("line.undo", N_("撤销"), _nothing, "Ctrl+Z", hint=True),
            Command("document.discard", N_("丢弃草稿"), host.discard, "Ctrl+Shift+Del", in_bar=False),
        )

    def _of_posted(self) -> tuple[Command, ...]:
        host = self._host
        taking_back = (
            Command("document.void", N_("作废"), self.ask_void, "Ctrl+Del", button=True, in_bar=False),
            Command("document.reverse", N_("红冲"), self.ask_reverse, "Ctrl+R", button=True, in_bar=False),
        )
        return (
            self.new_command(N_("新增")),
            Command(
                "document.copy", N_("复制"), partial(self._work.copy, host.document.uid), "F6", button=True
            ),
            *(taking_back if host.state is State.POSTED and not host.document.reverses else ()),
            Command("document.print", N_("打印"), self.print_pdf, "F10", button=True),
        )

    def new_command(self, label: Label) -> Command:
        """Return the command that begins another document of the type."""
        return Command(
            "document.new", label, partial(self._desk.go.new_document, self._host.document.type), "F2"
        )

    def ask_void(self) -> None:
        """Ask why, then take the document back in its open period."""
        self._question.ask(
            N_("为什么作废？"),
            N_("原因会留在单据上"),
            N_("作废"),
            partial(self._work.void, self._host.document.uid),
        )

    def ask_reverse(self) -> None:
        """Ask why, then take the document back by a mirror document."""
        self._question.ask(
            N_("为什么红冲？"),
            N_("会开一张方向相反的单据"),
            N_("红冲"),
            partial(self._work.reverse, self._host.document.uid),
        )

    def print_pdf(self) -> None:
        """F10: keep what is typed and write the PDF."""
        document = self._host.document
        if self._host.state is State.DRAFT:
            self._host.save_now()
        self._work.print_pdf(document.uid, document.number or tr(TYPES[document.type].label))

    def turn(self, step: int) -> None:
        """Go to the document of this type before or after this one."""
        self._work.neighbour(self._host.document.type, self._host.document.uid, step)

    def close(self) -> None:
        """Close the page."""
        self._desk.go.close_page(self._page)

    def _on_printed(self, path: Path) -> None:
        opens = Command("print.open", N_("打开"), partial(_open_file, path))
        self._host.show_notice(Notice(fill(Message.of(N_("已生成 {path}"), path=path)), "good", opens))

    def _on_copied(self, document: Document) -> None:
        self._desk.go.new_document(document.type, document)

    def _on_neighbour(self, uid: str) -> None:
        if not uid:
            self._host.show_notice(Notice(tr(N_("没有了")), "calm"))
            return
        self._desk.go.open_document(uid)
        self.close()


def _open_file(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _nothing() -> None:
    """A hint: the widget with the cursor does it."""
