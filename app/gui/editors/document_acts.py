"""What can be done with a document as a whole: copy, print, take back, go to the next; its state decides."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject, QTimer

from app.core.errors import BusinessError
from app.core.text import N_, Label
from app.domain.documents.document import Document
from app.domain.documents.spec import Expects
from app.domain.documents.types import TYPES
from app.gui.commands import Command
from app.gui.editors import line_edits
from app.gui.editors.ask_strip import AskStrip
from app.gui.editors.document_work import DocumentWork
from app.gui.editors.following import Following
from app.gui.editors.labelling import Labelling
from app.gui.editors.printing import Printing, PrintJob
from app.gui.errors import Notice
from app.gui.navigation import Desk
from app.gui.page import Page
from app.i18n.catalog import tr
from app.services import documents, modules
from app.services.documents import State
from app.services.firm import Firm

if TYPE_CHECKING:
    from app.services.printing import Choice
    from app.services.printing.pages import Batch

_NO_MORE: Final = {-1: N_("前面没有了"), 1: N_("后面没有了")}


class Host(Protocol):
    """What the acts need of the page they belong to."""

    @property
    def document(self) -> Document:
        """Return the document as it stands."""

    @property
    def line_number(self) -> int:
        """Return the line with the cursor."""

    @property
    def state(self) -> State:
        """Return its state."""

    @property
    def was_posted_here(self) -> bool:
        """Say whether this page has done its work: the document was posted in it."""

    def draw(self) -> None:
        """Offer what it may be drawn from."""

    def save_now(self) -> None:
        """Keep the draft."""

    def post(self) -> None:
        """Post it."""

    def round_off(self) -> None:
        """Round its total off."""

    @property
    def odd(self) -> Sequence[BusinessError]:
        """Return what looks odd about lines."""

    def accept_hint(self) -> None:
        """Take what looks odd for right."""

    def undo(self) -> None:
        """Take the last step back."""

    def discard(self) -> None:
        """Throw the draft away."""

    def show_notice(self, notice: Notice) -> None:
        """Say something."""


class DocumentActs(QObject):
    """Answers with commands, and carries them out."""

    def __init__(self, desk: Desk, work: DocumentWork, question: AskStrip, host: Host, page: Page) -> None:
        super().__init__(page)
        self._desk = desk
        self._work = work
        self._question = question
        self._host = host
        self._page = page
        self._step = 1
        self.printing = Printing(desk.firm, page, self._print_job)
        self._following = Following(desk, page, self._uid)
        self._labelling = Labelling(desk, page)
        work.found.connect(self._on_neighbour)
        work.copied.connect(self._on_copied)
        work.ended.connect(self.close)

    def commands(self) -> tuple[Command, ...]:
        """What can be done now; the declaration and the state decide."""
        turning = (
            Command("document.previous", N_("上一张"), partial(self.turn, -1), in_bar=False),
            Command("document.next", N_("下一张"), partial(self.turn, 1), in_bar=False),
        )
        return (*(self._of_draft() if self._host.state is State.DRAFT else self._of_posted()), *turning)

    def _of_draft(self) -> tuple[Command, ...]:
        host = self._host
        draws = (Command("document.draw", N_("选单"), host.draw, button=True),)
        rounds = (Command("document.round_off", N_("抹零"), host.round_off),)
        accepts = (Command("line.accept", N_("没错"), host.accept_hint, in_bar=bool(host.odd)),)
        deals = (Command("line.deals", N_("成交价"), _nothing, hint=True),)
        begins = (
            Command("line.copy", N_("复制行"), _nothing, hint=True),
            Command("line.insert", N_("插入行"), _nothing, hint=True),
        )
        deletes = (Command("line.delete", N_("删除行"), _nothing, hint=True),)
        undoes = (Command("line.undo", N_("撤销"), host.undo, hint=True),)
        doc_type = TYPES[host.document.type]
        return (
            self.new_command(N_("新增")),
            *(draws if doc_type.source is not None and self._any_in_use(doc_type.source.types) else ()),
            Command("document.save", N_("保存"), host.save_now, button=True),
            *self.printing.commands(),
            *self._labels(is_posted=False),
            Command("document.post", N_("过账"), host.post, button=True, primary=True),
            *(rounds if doc_type.header_field("rounding") is not None and self._rounds() else ()),
            *(begins if doc_type.begins_lines else ()),
            *(deletes if doc_type.line else ()),
            *((*accepts, *deals) if documents.is_dealt(doc_type.key) else ()),
            *(undoes if doc_type.line else ()),
            Command("document.discard", N_("丢弃草稿"), host.discard, in_bar=False),
        )

    def _labels(self, *, is_posted: bool) -> tuple[Command, ...]:
        document = self._host.document
        return self._labelling.of_document(
            lambda: self._host.document,
            lambda: self._host.line_number,
            is_posted=is_posted,
            type_key=document.type,
        )

    def _any_in_use(self, types: tuple[str, ...]) -> bool:
        return any(modules.is_on(self._desk.firm, f"document:{key}") for key in types)

    def _rounds(self) -> bool:
        return modules.is_on(self._desk.firm, "header:rounding")

    def _of_posted(self) -> tuple[Command, ...]:
        host = self._host
        taking_back = (
            Command("document.void", N_("作废"), self.ask_void, button=True),
            Command("document.reverse", N_("红冲"), self.ask_reverse, button=True),
        )
        closing = (Command("document.close_order", N_("关闭订单"), self.ask_close, button=True),)
        promises = TYPES[host.document.type].expects is not Expects.NOTHING
        is_live = host.state is State.POSTED and not host.document.reverses
        return (
            self.new_command(N_("新增")),
            Command("document.copy", N_("复制"), partial(self._work.copy, host.document.uid), button=True),
            *(taking_back if is_live else ()),
            *(closing if is_live and promises else ()),
            *self.printing.commands(),
            *self._labels(is_posted=True),
            *self.following(button=True),
        )

    def following(self, *, button: bool = False) -> tuple[Command, ...]:
        """Return the command that begins what comes after this document, where anything does."""
        document, state = self._host.document, self._host.state
        is_live = state is State.POSTED and not document.reverses
        return self._following.commands(document.type, button=button) if is_live else ()

    def _uid(self) -> str:
        return self._host.document.uid

    def new_command(self, label: Label) -> Command:
        """Return the command that begins another document of the type."""
        return Command("document.new", label, self._begin_another)

    def _begin_another(self) -> None:
        """Begin the next one; one that was posted here makes room: a busy day would leave a hundred open."""
        self._desk.go.new_document(self._host.document.type)
        if self._host.was_posted_here:
            self.close()

    def ask_void(self) -> None:
        """Ask why, then take the document back in its open period."""
        self._question.ask(
            N_("为什么作废？"),
            N_("原因会留在单据上"),
            N_("作废"),
            partial(self._work.void, self._host.document.uid),
            tone="warn",
        )

    def ask_reverse(self) -> None:
        """Ask why, then take the document back by a mirror document."""
        self._question.ask(
            N_("为什么红冲？"),
            N_("会开一张方向相反的单据"),
            N_("红冲"),
            partial(self._work.reverse, self._host.document.uid),
            tone="warn",
        )

    def ask_close(self) -> None:
        """Ask why, then give up what is still open of the order."""
        self._question.ask(
            N_("为什么关闭？"),
            N_("没执行的部分不再执行"),
            N_("关闭订单"),
            partial(self._work.close_order, self._host.document.uid),
            tone="warn",
        )

    def _print_job(self) -> PrintJob | None:
        """Keep what is typed; it is printed as it stands. There is nothing to print of what nobody began to fill in."""
        document = self._host.document
        if self._host.state is State.DRAFT:
            if line_edits.is_empty(document):
                self._page.show_notice(Notice(tr(N_("还没有填写，没有可打印的")), "warn"))
                return None
            self._host.save_now()
        name = document.number or tr(TYPES[document.type].label)
        return PrintJob(document.type, document.party, name, partial(_lay_out, self._desk.firm, document.uid))

    def turn(self, step: int) -> None:
        """Go to the document of this type before or after this one."""
        self._step = step
        self._work.neighbour(self._host.document.type, self._host.document.uid, step)

    def close(self) -> None:
        """Close the page."""
        self._desk.go.close_page(self._page)

    def _on_copied(self, document: Document) -> None:
        self._desk.go.new_document(document.type, document)

    def _on_neighbour(self, uid: str) -> None:
        if not uid:
            self._host.show_notice(Notice(tr(_NO_MORE[self._step]), "calm"))
            return
        self._desk.go.open_document(uid)
        QTimer.singleShot(0, self._page, self.close)  # the next document is painted first


def _lay_out(firm: Firm, uid: str, choice: "Choice | None") -> "Batch":
    from app.services.printing import making  # noqa: PLC0415 - what draws is loaded with the first print

    return making.laid_out(firm, [uid], choice)


def _nothing() -> None:
    """A hint: the widget with the cursor does it."""
