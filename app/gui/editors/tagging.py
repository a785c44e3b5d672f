"""Counting by tags: what a reader hears while a count is open, each tag once, into the lines when it is done (F60).

    TagEar ─found─▶ Tagged (goods, unknown) ─done─▶ lines of the document

Tags that are in the document already are not counted again, however often counting begins anew in this page: shelves
are counted one after the other, and a reader hears through walls. A count that was undone is forgotten.
"""

from typing import Protocol

from PySide6.QtCore import QObject

from app.core.text import N_, Message
from app.domain.documents.document import Document
from app.domain.documents.spec import DocType
from app.gui import devices
from app.gui.commands import Command
from app.gui.editors.document_form import DocumentForm
from app.gui.editors.draft import Draft
from app.gui.editors.tag_ear import TagEar, learning, line_in_front
from app.gui.editors.tag_strip import TagStrip
from app.gui.errors import Notice
from app.gui.page import Page
from app.i18n.catalog import fill, tr
from app.services import documents
from app.services.documents import Tagged
from app.services.firm import Firm


class Host(Protocol):
    """What counting needs of the page it belongs to."""

    form: DocumentForm | None
    draft: Draft | None

    @property
    def document(self) -> Document:
        """Return the document as it stands."""

    @property
    def type(self) -> DocType:
        """Return the declaration of its type."""

    @property
    def is_draft(self) -> bool:
        """Say whether it may be typed."""


class Tagging(QObject):
    """Joins the tag readers of this computer to a document that counts."""

    def __init__(self, firm: Firm, host: Host, page: Page) -> None:
        super().__init__(page)
        self._firm = firm
        self._host = host
        self._page = page
        self._devices = devices.here()
        self._ear = TagEar(firm, page, self._counted)
        self._counts: list[tuple[Document, frozenset[str]]] = []
        """Of each count the document before it, and the tags that went into it."""
        self._found: Tagged | None = None
        self._is_on = self._is_ending = False
        self.strip = TagStrip(self.stop, self.take)
        self._ear.found.connect(self._on_found)
        self._devices.changed.connect(page.commands_changed)

    def commands(self) -> tuple[Command, ...]:
        """Return the commands that count, where there is a reader and the document counts."""
        is_here = self._host.type.compares and self._host.is_draft
        if not is_here or not self._devices.tag_readers:
            return ()
        learn = Command("tags.learn", N_("记住不认得的标签"), self.learn)
        has_unknown = self._is_on and self._found is not None and bool(self._found.unknown)
        return (Command("count.tags", N_("数标签"), self.start), *((learn,) if has_unknown else ()))

    def start(self) -> None:
        """Begin to hear tags; the same key again takes them."""
        if self._is_on:
            self.take()
            return
        form = self._host.form
        if form is None or not form.commit():
            return
        before = [each for each, _ in self._counts]
        if self._host.document in before:  # undone
            del self._counts[before.index(self._host.document) :]
        self._found, self._is_ending = None, False
        self._is_on = True
        self._ear.begin()
        self.strip.open()
        self._show()

    def stop(self) -> None:
        """Hear no more; what was not taken is forgotten."""
        self._ear.hush()
        self._is_on = False
        if not self.strip.isHidden():
            self.strip.hide()
            if self._host.form is not None:
                self._host.form.lines.setFocus()
        self._page.commands_changed.emit()

    def learn(self) -> None:
        """Ctrl+T: the tags that nobody knows hang on the goods of the line in front."""
        if self._found is not None and self._found.unknown:
            self._ear.learn(self._found.unknown, line_in_front(self._host.form, self._host.document))

    def _counted(self) -> frozenset[str]:
        return frozenset[str]().union(*(epcs for _, epcs in self._counts))

    def _on_found(self, found: Tagged) -> None:
        if not self._is_on:
            return
        self._found = found
        self._show()
        self._page.commands_changed.emit()
        if self._is_ending:
            self._put()

    def _show(self) -> None:
        unknown = self._found.unknown if self._found is not None else ()
        known = len(self._found.goods) if self._found is not None else 0
        foreign = self._ear.foreign
        says = N_("正在读标签：认得 {known} 个，不认得 {unknown} 个，别家的 {foreign} 个")
        text = Message.of(says, known=known, unknown=len(unknown), foreign=len(foreign))
        self.strip.show_count(fill(text), self._others())

    def _others(self) -> list[str]:
        unknown = self._found.unknown if self._found is not None else ()
        told = {epc: tr(N_("没有这个商品")) for epc in unknown} | {
            epc: tr(N_("别家的")) for epc in self._ear.foreign
        }
        hint = [learning()] if unknown and self._is_on and not self._is_ending else []
        return [*hint, *(f"{epc}  {why}" for epc, why in told.items())]

    def take(self) -> None:
        """Put what was heard into the lines; the last tags are looked up first."""
        if self._is_on and not self._is_ending:
            self._is_ending = True
            self._ear.hush()
            self._ear.look_up()

    def _put(self) -> None:
        found, form, draft = self._found, self._host.form, self._host.draft
        if found is None or form is None or draft is None:
            return
        if found.goods:
            form.lines.commit()
            before = self._host.document
            draft.take(documents.count_tags(self._firm, before, found.goods.values()))
            self._counts.append((before, frozenset(found.goods)))
        self._is_on = False
        others = self._others()
        says = N_("数进去 {known} 个标签；没有数的 {others} 个")
        text = fill(Message.of(says, known=len(found.goods), others=len(others)))
        if others:
            self.strip.show_count(text, others)
            self.strip.stay_with_the_list(text)
        else:
            self.stop()
            self._page.show_notice(Notice(text, "good"))
