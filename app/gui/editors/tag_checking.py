"""Checking by tags: what leaves or comes through the gate against what the document says, while it is heard (F60).

    TagEar ─found─▶ Tagged ──check_tags──▶ missing, too many ─▶ the strip, until Esc

A draft or a posted document is checked; nothing is written. Tags of others are nobody's business here.
"""

from app.core.text import N_, Label, Message
from app.domain.catalog.tagged import Stack
from app.gui.commands import Command
from app.gui.editors.tag_ear import learning
from app.gui.editors.tag_listening import TagListening
from app.gui.editors.tag_strip import TagStrip
from app.i18n.catalog import fill, tr
from app.services import documents
from app.services.documents import Tagged


class TagChecking(TagListening):
    """Joins the tag readers of this computer to a document that moves goods."""

    def _made_strip(self) -> TagStrip:
        return TagStrip(self.stop)

    def commands(self) -> tuple[Command, ...]:
        """Return the commands that check, where there is a reader and the document moves goods."""
        if self._host.type.compares or not self._host.type.moves:
            return ()
        return self._offered(Command("tags.check", N_("按标签核对"), self.start, in_bar=False))

    def start(self) -> None:
        """Begin to hear tags; the same key again ends it."""
        if self._is_on:
            self.stop()
            return
        form = self._host.form
        if form is not None and (not self._host.is_draft or form.commit()):
            self._begin()

    def _show(self) -> None:
        found = self._found or Tagged({}, ())
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
