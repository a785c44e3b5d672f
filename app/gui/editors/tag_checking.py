"""Checking by tags: what leaves or comes through the gate against what the document says, while it is heard (F60).

    TagEar ─found─▶ Tagged ──check_tags──▶ missing, too many ─▶ the strip, until Esc

A draft or a posted document is checked; nothing is written. Tags of others are nobody's business here.
"""

from PySide6.QtCore import QObject

from app.core.text import N_, Label, Message
from app.domain.catalog.tagged import Stack
from app.gui import devices
from app.gui.commands import Command
from app.gui.editors.tag_ear import TagEar, learning, line_in_front
from app.gui.editors.tag_strip import TagStrip
from app.gui.editors.tagging import Host
from app.gui.page import Page
from app.i18n.catalog import fill, tr
from app.services import documents
from app.services.documents import Tagged
from app.services.firm import Firm


class TagChecking(QObject):
    """Joins the tag readers of this computer to a document that moves goods."""

    def __init__(self, firm: Firm, host: Host, page: Page) -> None:
        super().__init__(page)
        self._firm = firm
        self._host = host
        self._page = page
        self._devices = devices.here()
        self._ear = TagEar(firm, page)
        self._found: Tagged | None = None
        self._is_on = False
        self.strip = TagStrip(self.stop)
        self._ear.found.connect(self._on_found)

    def commands(self) -> tuple[Command, ...]:
        """Return the commands that check, where there is a reader and the document moves goods."""
        moves = bool(self._host.type.moves) and not self._host.type.compares
        if not moves or not self._devices.tag_readers:
            return ()
        learn = Command("tags.learn", N_("记住不认得的标签"), self.learn)
        has_unknown = self._is_on and self._found is not None and bool(self._found.unknown)
        return (
            Command("tags.check", N_("按标签核对"), self.start, in_bar=False),
            *((learn,) if has_unknown else ()),
        )

    def start(self) -> None:
        """Begin to hear tags; the same key again ends it."""
        if self._is_on:
            self.stop()
            return
        form = self._host.form
        if form is None or (self._host.is_draft and not form.commit()):
            return
        self._found = None
        self._is_on = True
        self._ear.begin()
        self.strip.open()
        self._show(Tagged({}, ()))

    def stop(self) -> None:
        """Hear no more."""
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

    def _on_found(self, found: Tagged) -> None:
        if self._is_on:
            self._found = found
            self._show(found)
            self._page.commands_changed.emit()

    def _show(self, found: Tagged) -> None:
        missing, extra = documents.check_tags(self._firm, self._host.document, found.goods.values())
        says = N_("正在核对标签：听到 {heard} 个；少 {missing} 样，多 {extra} 样，不认得 {unknown} 个")
        if not (missing or extra or found.unknown):
            says = N_("核对标签：听到 {heard} 个，和单上一样")
        text = Message.of(
            says,
            heard=len(found.goods) + len(found.unknown),
            missing=len(missing),
            extra=len(extra),
            unknown=len(found.unknown),
        )
        lines = [*map(self._missing, missing), *map(self._extra, extra)]
        unknown = [f"{epc}  {tr(N_('没有这个商品'))}" for epc in found.unknown]
        hint = [learning()] if unknown else []
        self.strip.show_count(fill(text), [*lines, *unknown, *hint])

    def _missing(self, stack: Stack) -> str:
        says = N_("少：{item}，{quantity}")
        says = N_("少：{item}，批号 {batch}，{quantity}") if stack.batch else says
        return self._told(N_("少：{item}，序列号 {serial}") if stack.serial else says, stack)

    def _extra(self, stack: Stack) -> str:
        says = N_("多：{item}，{quantity}")
        says = N_("多：{item}，批号 {batch}，{quantity}") if stack.batch else says
        return self._told(N_("多：{item}，序列号 {serial}") if stack.serial else says, stack)

    def _told(self, says: Label, stack: Stack) -> str:
        item = self._firm.catalogue.item(stack.item)
        return fill(
            Message.of(
                says,
                item=item.name,
                quantity=item.in_units(stack.quantity),
                batch=stack.batch,
                serial=stack.serial,
            )
        )
