"""Counting by tags: what a reader hears while a count is open, each tag once, into the lines when it is done (F60).

    TagEar ─found─▶ Tagged (goods, unknown) ─done─▶ lines of the document

Tags that are in the document already are not counted again, however often counting begins anew in this page: shelves
are counted one after the other, and a reader hears through walls. A count that was undone is forgotten.
"""

from app.core.text import N_, Message
from app.domain.documents.document import Document
from app.gui.commands import Command
from app.gui.editors.document_host import DocumentHost
from app.gui.editors.tag_ear import learning
from app.gui.editors.tag_listening import TagListening
from app.gui.editors.tag_strip import TagStrip
from app.gui.errors import Notice
from app.gui.page import Page
from app.i18n.catalog import fill, tr
from app.services import documents
from app.services.documents import Tagged
from app.services.firm import Firm


class Tagging(TagListening):
    """Joins the tag readers of this computer to a document that counts."""

    def __init__(self, firm: Firm, host: DocumentHost, page: Page) -> None:
        super().__init__(firm, host, page, self._counted)
        self._counts: list[tuple[Document, frozenset[str]]] = []
        """Of each count the document before it, and the tags that went into it."""
        self._is_ending = False

    def _made_strip(self) -> TagStrip:
        return TagStrip(self.stop, self.take)

    def commands(self) -> tuple[Command, ...]:
        """Return the commands that count, where there is a reader and the document counts."""
        if not (self._host.type.compares and self._host.is_draft):
            return ()
        return self._offered(Command("count.tags", N_("数标签"), self.start))

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
        self._is_ending = False
        self._begin()

    def _counted(self) -> frozenset[str]:
        return frozenset[str]().union(*(epcs for _, epcs in self._counts))

    def _on_found(self, found: Tagged) -> None:
        super()._on_found(found)
        if self._is_on and self._is_ending:
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
