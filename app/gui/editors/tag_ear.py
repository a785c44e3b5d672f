"""Hears tags for a document: each once whichever reader heard it, foreign ones apart, and asks what they hang on (F60).

tagged ─▶ TagSession of each reader ─every 0.3 s─▶ Read documents.tagged ─▶ found(Tagged)
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.text import N_
from app.domain.documents.document import Document, Line
from app.gui import devices
from app.gui.editors.document_form import DocumentForm
from app.gui.errors import Notice
from app.gui.keymap.in_force import told
from app.gui.operations import Read, Write
from app.gui.page import Page
from app.i18n.catalog import tr
from app.services import documents
from app.services.firm import Firm

if TYPE_CHECKING:
    from app.devices.tags.session import TagSession
    from app.devices.tags.tag import Tag

_LOOK_MS = 300


def line_in_front(form: DocumentForm | None, document: Document) -> Line | None:
    """Return the line that the cursor is on; None where it is on none."""
    number = form.lines.number if form is not None else 0
    return document.lines[number - 1] if 0 < number <= len(document.lines) else None


def learning() -> str:
    """Say how tags that nobody knows are learned."""
    return told(N_("不认得的是新货：光标放在它们的商品那一行，按 {scan_create} 记住"))


class TagEar(QObject):
    """Listens between `begin` and `hush`; `left_out` are tags that are not asked about. Signals: found(Tagged)."""

    found = Signal(object)

    def __init__(self, firm: Firm, page: Page, left_out: Callable[[], frozenset[str]] = frozenset) -> None:
        super().__init__(page)
        self._firm = firm
        self._page = page
        self._left_out = left_out
        self._devices = devices.here()
        self._sessions: dict[str, TagSession] = {}
        self._is_hearing = False
        self._due = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._due.timeout.connect(self.look_up)

    def begin(self) -> None:
        """Hear tags from now on; those before are forgotten."""
        from app.devices.tags.profile import TagProfile  # noqa: PLC0415 - there is a reader, so it is loaded
        from app.devices.tags.session import TagSession  # noqa: PLC0415 - as above

        self._sessions = {}
        for each in self._devices.tag_readers:
            how = each.options if isinstance(each.options, TagProfile) else TagProfile()
            self._sessions[each.key] = TagSession(how.ours, how.least_dbm)
        if not self._is_hearing:
            self._is_hearing = True
            self._devices.tagged.connect(self._on_tagged)

    def hush(self) -> None:
        """Hear no more; what was heard is kept."""
        if self._is_hearing:
            self._is_hearing = False
            self._devices.tagged.disconnect(self._on_tagged)
        self._due.stop()

    @property
    def ours(self) -> list[str]:
        """Tags of ours that are not left out, each once."""
        heard = dict.fromkeys(epc for session in self._sessions.values() for epc in session.ours)
        left_out = self._left_out()
        return [epc for epc in heard if epc not in left_out]

    @property
    def foreign(self) -> list[str]:
        """Tags of others."""
        return list(dict.fromkeys(epc for session in self._sessions.values() for epc in session.foreign))

    def look_up(self) -> None:
        """Ask what the tags are while they keep coming."""
        Read(self._page, partial(documents.tagged, self._firm, self.ours)).latest("tags").then(
            self.found.emit
        ).run()

    def learn(self, epcs: Sequence[str], line: Line | None) -> None:
        """Remember that tags hang on the goods of a line, then ask anew what was heard."""
        if line is None or not line.item:
            self._page.show_notice(Notice(tr(N_("先把光标放在这些标签的商品那一行")), "warn"))
            return
        batch = str(line.data.get("batch") or "")
        work = partial(documents.learn_tags, self._firm, epcs, item=line.item, unit=line.unit, batch=batch)
        Write(self._page, work).then(lambda _: self.look_up()).run()

    def _on_tagged(self, key: str, tags: "Sequence[Tag]") -> None:
        session = self._sessions.get(key)
        if session is None:
            return
        for tag in tags:
            session.hear(tag)
        if not self._due.isActive():
            self._due.start()
