"""Counting by tags: what a reader hears while a count is open, each tag once, into the lines when it is done (F60).

    tagged ─▶ TagSession (each once, foreign ones apart) ─Read─▶ Tagged (goods, unknown) ─done─▶ lines of the document

Tags that are in the document already are not counted again, however often counting begins anew in this page: shelves
are counted one after the other, and a reader hears through walls. A count that was undone is forgotten.
"""

from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer

from app.core.text import N_, Message
from app.domain.documents.document import Document
from app.domain.documents.spec import DocType
from app.gui import devices
from app.gui.commands import Command
from app.gui.editors.document_form import DocumentForm
from app.gui.editors.draft import Draft
from app.gui.editors.tag_strip import TagStrip
from app.gui.errors import Notice
from app.gui.operations import Read
from app.gui.page import Page
from app.i18n.catalog import fill, tr
from app.services import documents
from app.services.documents import Tagged
from app.services.firm import Firm

if TYPE_CHECKING:
    from app.devices.tags.session import TagSession
    from app.devices.tags.tag import Tag

_LOOK_MS = 300


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


class Tagging(QObject):
    """Joins the tag readers of this computer to a document that counts."""

    def __init__(self, firm: Firm, host: Host, page: Page) -> None:
        super().__init__(page)
        self._firm = firm
        self._host = host
        self._page = page
        self._devices = devices.here()
        self._sessions: dict[str, TagSession] = {}
        self._counts: list[tuple[Document, frozenset[str]]] = []
        """Of each count the document before it, and the tags that went into it."""
        self._found: Tagged | None = None
        self._is_on = self._is_hearing = self._is_ending = False
        self.strip = TagStrip(self.take, self.stop)
        self._due = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._due.timeout.connect(self._look_up)
        self._devices.changed.connect(page.commands_changed)

    def commands(self) -> tuple[Command, ...]:
        """Return the command that begins to count, where there is a reader and the document counts."""
        if not self._host.type.compares or not self._devices.tag_readers:
            return ()
        return (Command("count.tags", N_("数标签"), self.start),)

    def start(self) -> None:
        """Begin to hear tags; the same key again takes them."""
        if self._is_on:
            self.take()
            return
        from app.devices.tags.profile import TagProfile  # noqa: PLC0415 - there is a reader, so it is loaded
        from app.devices.tags.session import TagSession  # noqa: PLC0415 - as above

        form = self._host.form
        if form is None or not form.commit():
            return
        before = [each for each, _ in self._counts]
        if self._host.document in before:  # undone
            del self._counts[before.index(self._host.document) :]
        self._sessions = {}
        for each in self._devices.tag_readers:
            how = each.options if isinstance(each.options, TagProfile) else TagProfile()
            self._sessions[each.key] = TagSession(how.ours, how.least_dbm)
        self._found, self._is_ending = None, False
        self._is_on = self._is_hearing = True
        self._devices.tagged.connect(self._on_tagged)
        self.strip.open()
        self._show()

    def stop(self) -> None:
        """Hear no more; what was not taken is forgotten."""
        self._hush()
        self._is_on = False
        if not self.strip.isHidden():
            self.strip.hide()
            if self._host.form is not None:
                self._host.form.lines.setFocus()

    def _hush(self) -> None:
        if self._is_hearing:
            self._is_hearing = False
            self._devices.tagged.disconnect(self._on_tagged)
        self._due.stop()

    def _on_tagged(self, key: str, tags: "list[Tag]") -> None:
        session = self._sessions.get(key)
        if session is None:
            return
        for tag in tags:
            session.hear(tag)
        if not self._due.isActive():
            self._due.start()

    @property
    def _ours(self) -> list[str]:
        """Tags of ours that are not in the document yet, each once whichever reader heard it."""
        heard = dict.fromkeys(epc for session in self._sessions.values() for epc in session.ours)
        counted = frozenset[str]().union(*(epcs for _, epcs in self._counts))
        return [epc for epc in heard if epc not in counted]

    @property
    def _foreign(self) -> list[str]:
        return list(dict.fromkeys(epc for session in self._sessions.values() for epc in session.foreign))

    def _look_up(self) -> None:
        """Ask what the tags are while they keep coming."""
        Read(self, partial(documents.tagged, self._firm, self._ours)).latest("tags").then(
            self._on_found
        ).run()

    def _on_found(self, found: Tagged) -> None:
        if not self._is_on:
            return
        self._found = found
        self._show()
        if self._is_ending:
            self._put()

    def _show(self) -> None:
        unknown = self._found.unknown if self._found is not None else ()
        known = sum(self._found.goods.values()) if self._found is not None else 0
        foreign = self._foreign
        says = N_("正在读标签：认得 {known} 个，不认得 {unknown} 个，别家的 {foreign} 个")
        text = Message.of(says, known=known, unknown=len(unknown), foreign=len(foreign))
        self.strip.show_count(fill(text), self._others())

    def _others(self) -> list[str]:
        unknown = self._found.unknown if self._found is not None else ()
        told = {epc: tr(N_("没有这个商品")) for epc in unknown} | {
            epc: tr(N_("别家的")) for epc in self._foreign
        }
        return [f"{epc}  {why}" for epc, why in told.items()]

    def take(self) -> None:
        """Put what was heard into the lines; the last tags are looked up first."""
        if self._is_on and not self._is_ending:
            self._is_ending = True
            self._hush()
            self._look_up()

    def _put(self) -> None:
        found, form, draft = self._found, self._host.form, self._host.draft
        if found is None or form is None or draft is None:
            return
        taken = frozenset(self._ours) - frozenset(found.unknown)
        if found.goods:
            form.lines.commit()
            before = self._host.document
            draft.take(documents.count_tags(self._firm, before, found.goods))
            self._counts.append((before, taken))
        others = self._others()
        self._is_on = False
        says = N_("数进去 {known} 个标签；没有数的 {others} 个")
        text = fill(Message.of(says, known=sum(found.goods.values()), others=len(others)))
        if others:
            self.strip.show_count(text, others)
            self.strip.stay_with_the_list(text)
        else:
            self.stop()
            self._page.show_notice(Notice(text, "good"))
