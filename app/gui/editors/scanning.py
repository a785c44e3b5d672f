"""What a scan does in a document, wherever the cursor is: goods make a line, orders are carried out, papers open.

What the code means is asked of services. Each scan of goods is one step of the draft: scanning 撤销 takes it back.
"""

from collections.abc import Sequence
from typing import Final, Protocol

from PySide6.QtCore import QObject

from app.core.errors import BusinessError
from app.core.text import N_, Label, Message
from app.domain.scan_orders import ScanOrder
from app.gui import errors, sounds
from app.gui.commands import Command
from app.gui.editors.document_host import DocumentHost
from app.gui.errors import Notice
from app.gui.keymap.in_force import told
from app.gui.navigation import Desk
from app.gui.orders import obey
from app.gui.page import Page
from app.i18n.catalog import fill, tr
from app.services import documents, modules, scanning
from app.services.scanning import Goods, Paper, Person, UnknownBarcode
from app.services.scanning.errors import ScanMisread

_MOST_TIMES = 10_000
_NOT_ASKED: Final[dict[str, Label]] = {
    "staff": N_("扫到的是员工，这里没有要填的员工"),
    "customer": N_("扫到的是客户，这里没有要填的客户"),
}


class Host(DocumentHost, Protocol):
    """What scanning needs of the page it belongs to."""

    def create_scanned(self, code: str) -> None:
        """Begin new goods with a bar code that nobody knows."""

    def draw_from(self, uids: Sequence[str]) -> None:
        """Take in what is still open of other documents."""


class Scanning(QObject):
    """Takes the codes of one document."""

    def __init__(self, desk: Desk, host: Host, page: Page) -> None:
        super().__init__(page)
        self._desk = desk
        self._host = host
        self._page = page
        self._times = 1
        """How many the next goods are."""
        self._is_refused = False
        """What an order asked for could not be done."""
        self._unknown = ""
        """The code that nobody knows, while a person may make goods of it."""

    def commands(self) -> tuple[Command, ...]:
        """Return the command that makes goods of the code just scanned, where nobody knew it."""
        if not self._unknown or not self._host.is_draft:
            return ()
        return (Command("scan.create", N_("新建商品"), self._create),)

    def take(self, code: str) -> None:
        """Do what a code asks for; the cursor stays where it is."""
        if self._host.draft is None:
            return
        self._know("")
        self._is_refused = False
        try:
            found = scanning.meaning(self._desk.firm, code)
            notice = self._do(found)
        except BusinessError as problem:
            self._refuse(problem, code)
            return
        if self._is_refused or (notice is not None and notice.tone != "calm"):
            sounds.bad()
        else:
            sounds.good()
        if notice is not None:
            self._page.show_notice(notice)

    def undo(self) -> None:
        """Take the last step of the draft back, or the ×10 that waits for goods."""
        draft = self._host.draft
        if self._times > 1:
            self._times = 1
            self._page.clear_notice()
        elif draft is None or not self._host.is_draft or not draft.undo():
            self._is_refused = True
            self._page.show_notice(Notice(tr(N_("没有可以撤销的了")), "warn"))

    def _do(self, found: scanning.Meaning) -> Notice | None:
        """Do what a code means; return what a person should hear of it."""
        match found:
            case Goods():
                return self._add(found)
            case Paper() if self._is_source(found):
                self._host.draw_from((found.uid,))
                return None
            case Paper():
                self._desk.go.open_document(found.uid)
                return None
            case Person():
                return self._name(found)
            case ScanOrder() if found.times:
                self._times = min(self._times * found.times, _MOST_TIMES)
                return self._tell_times()
            case ScanOrder():
                return obey(found, self._page.commands(), self._desk.go)

    def _add(self, goods: Goods) -> Notice | None:
        form, draft = self._host.form, self._host.draft
        if form is None or draft is None or not self._host.is_draft:
            return Notice(told(N_("单据已经过账，不能再加商品；再开一张按 {new}")), "warn")
        form.lines.commit()
        document, number = documents.add_goods(self._desk.firm, self._host.document, goods, times=self._times)
        self._times = 1
        self._page.clear_notice()
        draft.take(document)
        form.lines.point(number)
        if goods.is_separator_lost:
            return Notice(tr(N_("标签少了分隔符，批号可能连着后面的字，请核对这一行的批号")), "warn")
        return _belongs(goods)

    def _is_source(self, paper: Paper) -> bool:
        """Say whether the draft in front is drawn from documents of this type: an order is received, not looked at."""
        source = self._host.type.source
        return self._host.is_draft and source is not None and paper.type in source.types

    def _name(self, person: Person) -> Notice | None:
        """Write who showed a card into the field for such people: staff who serve, the customer who buys."""
        fields = (field for field in self._host.type.header if field.link == person.type_key)
        field = next((each for each in fields if modules.is_on(self._desk.firm, f"header:{each.key}")), None)
        draft, form = self._host.draft, self._host.form
        if draft is None or form is None or not self._host.is_draft or field is None:
            return Notice(tr(_NOT_ASKED[person.type_key]), "warn")
        draft.edit(self._host.document.with_value(field.key, person.uid))
        if field.key == "party":
            form.lines.ask_prices()
        return None

    def _tell_times(self) -> Notice:
        says = Message.of(N_("下一件商品按 ×{times} 算；不要了就扫“撤销”"), times=self._times)
        return Notice(fill(says), "calm")

    def _refuse(self, problem: BusinessError, code: str) -> None:
        """Say why nothing was taken, with the way to new goods where nobody knows the code."""
        sounds.bad()
        notice = errors.notice_of(problem)
        if isinstance(problem, UnknownBarcode | ScanMisread) and self._host.is_draft:
            self._know(code)
            notice = Notice(notice.text, notice.tone, next(iter(self.commands()), None))
        if self._times > 1:  # it still waits, and must not be forgotten behind what went wrong
            text = f"{notice.text} {self._tell_times().text}"
            notice = Notice(text, notice.tone, notice.command)
        self._page.show_notice(notice)

    def _know(self, unknown: str) -> None:
        if unknown != self._unknown:
            self._unknown = unknown
            self._page.commands_changed.emit()

    def _create(self) -> None:
        self._host.create_scanned(self._unknown)


def _belongs(goods: Goods) -> Notice | None:
    """Say of a label of ours that it was verified, and what it says; of others there is nothing to say."""
    said = "  ".join(filter(None, (goods.batch, goods.serial, goods.order))) if goods.is_own else ""
    return Notice(fill(Message.of(N_("标签对得上：{said}"), said=said)), "calm") if said else None
