"""The page of a document of any type: title and state, actions with their keys, the form, what stands beside it.

A draft saves itself a moment after each change. A problem marks the field or cell it is about, says its sentence in the
page and takes nothing away; there is no dialog anywhere.
"""

from collections.abc import Sequence
from functools import partial
from typing import Self

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.errors import BusinessError
from app.core.text import N_
from app.domain.documents.document import Document
from app.domain.documents.spec import DocType
from app.gui.commands import Command
from app.gui.editors import line_edits
from app.gui.editors.ask_strip import AskStrip
from app.gui.editors.customer_view import CustomerView
from app.gui.editors.document_acts import DocumentActs
from app.gui.editors.document_form import DocumentForm, is_inside
from app.gui.editors.document_head import DocumentHead, known_of
from app.gui.editors.document_hints import DocumentHints
from app.gui.editors.document_posting import DocumentPosting, told
from app.gui.editors.document_sides import DocumentSides
from app.gui.editors.document_work import DocumentWork
from app.gui.editors.draft import Draft
from app.gui.editors.draft_keeper import DraftKeeper
from app.gui.editors.field_factory import name_of
from app.gui.editors.label_keying import LabelKeying
from app.gui.editors.scanning import Scanning
from app.gui.editors.slip_acts import SlipActs
from app.gui.editors.tag_checking import TagChecking
from app.gui.editors.tagging import Tagging
from app.gui.editors.weighing import Weighing
from app.gui.errors import Notice
from app.gui.input.keys_ahead import KeysAhead
from app.gui.input.wedge_filter import WedgeFilter
from app.gui.models.titles import Titles
from app.gui.navigation import Desk
from app.gui.page import Page
from app.gui.theme import GAP_M
from app.gui.widgets.laying_out import laid_out_once
from app.i18n.catalog import tr
from app.services import documents
from app.services.documents import State, View
from app.services.firm import Firm

_WARN_MS = 600


class DocumentEditor(Page):
    """One document under work, or to be looked at. Make one with `of_new` or `of_saved`."""

    takes_scans = True

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._desk = desk
        self._firm = desk.firm
        self.work = DocumentWork(desk.firm, self, desk.slips)
        self.titles = Titles(partial(_title, desk.firm), self)
        self.scanner = WedgeFilter(self)
        self._ahead = KeysAhead()
        self.sides = DocumentSides(desk, self.titles, self)
        self.hints = DocumentHints(self.work, self)
        self.question = AskStrip()
        self.acts = DocumentActs(desk, self.work, self.question, self, self)
        self.slips = SlipActs(desk, self.question, self, self)
        self.draft: Draft | None = None
        self.form: DocumentForm | None = None
        self.customer = CustomerView(desk, self, self)
        self.weighing = Weighing(desk.firm, self, self)
        self.tagging = Tagging(desk.firm, self, self)
        self.checking = TagChecking(desk.firm, self, self)
        self.scanning = Scanning(desk, self, self)
        self.keying = LabelKeying(desk.firm, self, self)
        self._view: View | None = None
        self.keeper = DraftKeeper(self._draft_now, self.work.save, self)
        self._look = QTimer(self, singleShot=True, interval=_WARN_MS)
        self._about = DocumentHead(self.badge, self.head, desk.go.open_document)
        self.posting = DocumentPosting(desk.firm, self)
        self._middle = QHBoxLayout()
        self._middle.setSpacing(GAP_M)
        self._middle.addWidget(self.sides.panel)
        self.body.addWidget(self.question)
        self.body.addLayout(self._middle, 1)
        self._connect()

    @classmethod
    def of_saved(cls, desk: Desk, uid: str, parent: QWidget | None = None) -> Self:
        """Open a document that is saved, draft or posted."""
        page = cls(desk, parent)
        page.work.load(uid)
        return page

    @classmethod
    def of_new(
        cls, desk: Desk, type_key: str, document: Document | None = None, parent: QWidget | None = None
    ) -> Self:
        """Begin a document, or go on with a draft that is not saved yet."""
        page = cls(desk, parent)
        page.set_title(tr(documents.TYPES[type_key].label))
        if document is None:
            page.work.begin(type_key)
        else:
            page._on_began(document)
            page._on_typed()
        return page

    def _connect(self) -> None:
        self.work.began.connect(self._on_began)
        self.work.loaded.connect(self._on_loaded)
        self.work.saved.connect(self._on_saved)
        self.work.posted.connect(self._on_posted)
        self.work.drawn.connect(self._on_drawn)
        self.hints.changed.connect(self.commands_changed)
        self.sides.sources_taken.connect(self.draw_from)
        self.sides.closed.connect(self._on_side_closed)
        self._look.timeout.connect(self._warn)
        self.scanner.scanned.connect(self.on_scanned)

    def _build(self, document: Document) -> tuple[Draft, DocumentForm]:
        """Make the parts that the type declares, once."""
        if self.draft is None or self.form is None:
            doc_type = self._firm.shapes.document(document.type)
            self.shows = frozenset(
                {f"{kind}:{doc_type.key}" for kind in ("document", "print")} | {"stock", "party"}
            )
            settle, follow = (partial(act, self._firm) for act in (documents.settle, documents.paid_in_full))
            self.draft = Draft(document, settle, self, follow=follow)
            self.form = DocumentForm(self._firm, doc_type, self.draft, self.titles, self)
            self.hints.show_in(self.form)
            self._middle.insertWidget(0, self.form)
            self.draft.typed.connect(self._on_typed)
            self.form.noticed.connect(self.note)
            self.form.field_creation_asked.connect(self.sides.create_for_field)
            self.form.cell_creation_asked.connect(self._create_for_cell)
            self.form.lines.deals_asked.connect(self._show_deals)
        return self.draft, self.form

    # What it shows

    @property
    def document(self) -> Document:
        """The document as it stands."""
        assert self.draft is not None
        return self.draft.document

    @property
    def line_number(self) -> int:
        """The line with the cursor."""
        return self.form.lines.number if self.form is not None else 1

    @property
    def type(self) -> DocType:
        """The declaration of its type."""
        return self._firm.shapes.document(self.document.type)

    @property
    def state(self) -> State:
        """The state of the document."""
        return self._view.state if self._view is not None else State.DRAFT

    @property
    def is_draft(self) -> bool:
        """Say whether it may be typed."""
        return self.draft is not None and self.state is State.DRAFT

    @property
    def was_posted_here(self) -> bool:
        """Say whether it was posted in this page, not merely opened to be looked at."""
        return self.posting.is_done

    def holds(self, uid: str) -> bool:
        return self.draft is not None and self.document.uid == uid

    def reload(self) -> None:
        """A posted document is read again; of a draft only the stock, because it is being typed."""
        if self.posting.is_on:
            return  # it is told what comes of it
        if self.form is not None and self.is_draft:
            self.form.forget_stock()
        elif self.draft is not None:
            self.work.load(self.document.uid)

    def focus_first(self) -> None:
        """Go to where typing begins."""
        if self.form is not None and self.is_draft:
            self.form.focus_first()
        elif self.form is not None:
            self.form.rest()

    def _on_began(self, document: Document) -> None:
        self._build(document)
        self._show_state()
        self._begin_typing()

    def _begin_typing(self) -> None:
        """Put the cursor where typing begins, and type there what was pressed before."""
        if self.isVisible():
            self.focus_first()
            self._ahead.give()
        else:
            self._ahead.forget()

    def _on_loaded(self, view: View) -> None:
        is_first = self.draft is None
        draft, _ = self._build(view.document)
        self._view = view
        if view.state is not State.DRAFT:
            self.keeper.settle()
            draft.show(view.document)
        elif not self.keeper.is_dirty:
            draft.restart(view.document)
            self.keeper.settle()
        self._show_state()
        self._about.show_links(view)
        if is_first:
            self._begin_typing()

    def _show_state(self) -> None:
        assert self.form is not None
        self._about.show_state(self.state)
        self.weighing.show_weight()
        name, number = tr(self.type.label), self.document.number
        self.set_title(f"{name} {number}" if number else name)
        was_inside = is_inside(self.form)
        self.form.set_read_only(is_read_only=not self.is_draft)
        self.form.foot.show_known(known_of(self._view))
        if not self.is_draft:
            self.sides.close_panel()
            self.hints.clear()
            if was_inside:
                self.form.rest()
        self.commands_changed.emit()

    def note(self, text: str) -> None:
        """Say what needs a look; an empty text takes it away."""
        if text:
            self.show_notice(Notice(text, "warn"))
        else:
            self.clear_notice()

    # Typing, scanning, saving

    def _on_typed(self) -> None:
        self.posting.forget()
        self.customer.show_draft()
        self.keeper.touch()
        self._look.start()
        if self.form is not None:
            self.form.clear_marks()

    def on_scanned(self, code: str) -> None:
        """Do what a code asks for, wherever the cursor is; it stays there."""
        self.scanning.take(code)

    def create_scanned(self, code: str) -> None:
        """Ctrl+T: make goods of a bar code that nobody knew; saved, they are scanned again."""
        self.sides.create_for_cell("item", code, lambda *_: self.on_scanned(code))

    def undo(self) -> None:
        """Take the last step back, a scan as well as what was typed."""
        self.scanning.undo()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.scanner.start()
        self.weighing.start()
        self.customer.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep what is typed before the form is there."""
        if not self._ahead.keep(event):
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.scanner.stop()
        self.weighing.stop()
        self.customer.stop()
        self.tagging.stop()
        self.checking.stop()
        super().hideEvent(event)

    def _draft_now(self) -> Document | None:
        return self.document if self.is_draft else None

    def save_now(self) -> None:
        """F8: read what is being typed, then keep it; a record that is made beside the document comes first."""
        if not self.sides.save_record() and self.form is not None and self.form.commit():
            self.keeper.save()

    def _on_saved(self) -> None:
        if self.is_draft:
            self._about.say_saved()

    def may_close(self) -> bool:
        """Keep what was typed; stay only when something cannot be read."""
        if self.form is None or not self.is_draft:
            return True
        is_read = self.form.commit()
        if self.keeper.is_dirty:
            self.keeper.save()
        if not is_read:
            self.note(tr(N_("这一格看不懂，改好或清空再关闭；其余的已保存为草稿")))
        return is_read

    def _warn(self) -> None:
        if self.is_draft and not line_edits.is_empty(self.document):
            self.work.warn(self.document)

    @property
    def odd(self) -> Sequence[BusinessError]:
        """What looks odd about lines and may be accepted as right."""
        return self.hints.odd

    def accept_hint(self) -> None:
        """F3: what the hint of this line is about is right; it is not said again."""
        self.hints.accept(self.document)

    # Posting and taking back

    def post(self) -> None:
        """F9: post it, or say why not."""
        self.posting.post()

    def _on_posted(self, posted: documents.Posted, view: View) -> None:
        self.posting.end()
        self.keeper.settle()
        self.sides.close_panel()
        if posted.document.uid != self.document.uid:
            self._desk.go.open_document(posted.document.uid)
        says, tone = told(posted)
        with laid_out_once(self):
            self._on_loaded(view)
            self.show_notice(Notice(says, tone, self.acts.new_command(N_("再开一张"))))
        self.slips.on_posted(posted.document)
        self.customer.show_posted(posted.document)

    # Beside the document

    def draw(self) -> None:
        """F7: offer what the document may be drawn from."""
        if self.form is not None and self.form.commit():
            self.sides.show_sources(self.type, self.document)

    def draw_from(self, uids: Sequence[str]) -> None:
        """Take in what is still open of other documents; what was taken in already is left out."""
        have = {line.source for line in self.document.lines}
        self.work.draw(line_edits.compact(self.document), [uid for uid in uids if uid not in have])

    def _on_drawn(self, before: Document, uids: Sequence[str], after: Document) -> None:
        if self.draft is None or self.form is None:
            return
        if before != line_edits.compact(self.document):
            self.draw_from(uids)
            return
        self.draft.edit(after)
        self.form.lines.stand(len(before.lines) + 1)

    def _on_side_closed(self) -> None:
        if self.form is not None and self.is_draft and not is_inside(self.form):
            self.form.rest()

    def _create_for_cell(self, type_key: str, text: str) -> None:
        if self.form is not None:
            self.sides.create_for_cell(type_key, text, self.form.lines.awaiting())

    def _show_deals(self, number: int) -> None:
        if self.form is not None:
            take = self.form.lines.put_price if self.is_draft else None
            self.sides.show_deals(self.document, number, take)

    def round_off(self) -> None:
        """F5: round the total off the way the firm does it, as one step that can be taken back."""
        if self.is_draft and self.draft is not None and self.form is not None and self.form.commit():
            self.draft.edit(documents.round_off(self._firm, self.document))

    def discard(self) -> None:
        """Throw the draft away."""
        self.keeper.settle()
        self.work.discard(self.document.uid)

    def commands(self) -> tuple[Command, ...]:
        if self.draft is None or self.form is None:
            return ()
        weighs = self.is_draft and self.form.has_quantities
        return (
            *self.acts.commands(),
            *self.slips.commands(),
            *(self.weighing.commands() if weighs else ()),
            *self.tagging.commands(),
            *self.checking.commands(),
            *self.scanning.commands(),
            *self.keying.commands(),
        )


def _title(firm: Firm, kind: str, uid: str) -> str:
    """Name a record, or a document by its number."""
    return documents.view(firm, uid).document.number if kind == "document" else name_of(firm, kind, uid)
