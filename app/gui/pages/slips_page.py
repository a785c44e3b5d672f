"""小票: the slips that wait for the printer of this computer and those of late; try again, give up, print anew."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from app.core.changes import Changes
from app.core.kinds import Kind
from app.core.table import Column, Drill, Table
from app.core.text import N_, Label
from app.domain.documents.types import TYPES
from app.gui import devices
from app.gui.commands import Command
from app.gui.editors.ask_strip import AskStrip
from app.gui.editors.slip_acts import DrawerAct
from app.gui.errors import Notice
from app.gui.navigation import Desk
from app.gui.operations import Read, Write
from app.gui.page import Page
from app.gui.slip_printing import CHANGED
from app.gui.widgets.table_card import TableCard
from app.i18n.catalog import tr
from app.services.printing import slip_queue
from app.services.printing.slip_queue import Listed

_STATES: Final = {
    "waiting": N_("等着打"),
    "sending": N_("正在打"),
    "printed": N_("打好了"),
    "unknown": N_("请看一眼"),
    "failed": N_("没有打"),
}
_COLUMNS: Final = (
    Column("made_at", N_("时间"), Kind.INSTANT),
    Column("type", N_("单据类型"), Kind.TEXT),
    Column("number", N_("单号"), Kind.CODE),
    Column("state", N_("状态"), Kind.TEXT),
    Column("reason", N_("原因"), Kind.TEXT),
    Column("tries", N_("试了几次"), Kind.INTEGER),
    Column("printer", N_("打印机"), Kind.TEXT),
)
_OPEN: Final = frozenset({"waiting", "sending"})


class SlipsPage(Page):
    """A table of the slips of late, the newest first."""

    topic = "slips"
    shows = frozenset({CHANGED})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr(N_("小票")), parent)
        self._desk = desk
        self._found: Sequence[Listed] = ()
        self.question = AskStrip()
        self.drawer = DrawerAct(desk, self.question, self)
        self.card = TableCard()
        self.card.view.arranged.name = "slips"
        self.card.say_when_empty(
            tr(N_("还没有小票")), tr(N_("在“设备”里添加小票打印机，销售单过账后小票就打出来"))
        )
        self.body.addWidget(self.question)
        self.body.addWidget(self.card, 1)
        self.card.opened.connect(self._open_at)
        self.card.view.selected.connect(self._on_selected)
        self.commands_changed.emit()

    def commands(self) -> tuple[Command, ...]:
        listed = self._listed()
        acts: tuple[Command, ...] = ()
        if listed is not None and self._has_printer:
            does = N_("马上再试") if listed.job.state == "waiting" else N_("再打一张")
            acts = (Command("slips.again", does, self.again, button=True, primary=True),)
        if listed is not None and listed.job.state in _OPEN:
            acts = (*acts, Command("slips.give_up", N_("不打了"), self.give_up, button=True))
        opens = (Command("slips.open", N_("打开单据"), _nothing, hint=True),) if listed is not None else ()
        return (*acts, *opens, *self.drawer.commands())

    @property
    def _has_printer(self) -> bool:
        return self._desk.slips is not None and self._desk.slips.printer is not None

    def focus_first(self) -> None:
        self.card.view.setFocus()

    def reload(self) -> None:
        Read(self, partial(slip_queue.overview, self._desk.firm)).latest("slips").then(self._show).run()

    def _show(self, found: Sequence[Listed]) -> None:
        self._found = found
        names = {setup.key: setup.name for setup in devices.here().setups}
        rows = [
            (
                each.job.made_at,
                tr(TYPES[each.type].label),
                each.number,
                tr(_STATES[each.job.state]),
                tr(_reason(each)),
                each.job.tries,
                names.get(each.job.printer, each.job.printer),
            )
            for each in found
        ]
        drills = tuple(Drill("document", (("uid", each.job.document),)) for each in found)
        self.card.show_table(Table(N_("小票"), _COLUMNS, rows, drills=drills))
        self.commands_changed.emit()

    def _on_selected(self) -> None:
        self.commands_changed.emit()

    def _listed(self) -> Listed | None:
        row = self.card.view.current_row()
        number = self.card.view.rows.number_at(row) if row >= 0 else -1
        return self._found[number] if 0 <= number < len(self._found) else None

    def _open_at(self, row: int) -> None:
        number = self.card.view.rows.number_at(row)
        self._desk.go.open_document(self._found[number].job.document)

    def again(self) -> None:
        """F11: try the slip in front now, or print it once more."""
        listed, slips = self._listed(), self._desk.slips
        if listed is None or slips is None or slips.printer is None:
            return
        verb = partial(slip_queue.try_now, self._desk.firm, listed.job.uid, slips.printer.key)
        self._change(verb, N_("已交给打印机"))

    def give_up(self) -> None:
        """Ctrl+Del: try the slip in front no more."""
        listed = self._listed()
        if listed is not None:
            verb = partial(slip_queue.give_up, self._desk.firm, listed.job.uid)
            self._change(verb, N_("这张小票不打了；要打随时再打"))

    def _change(self, verb: "partial[Changes]", says: Label) -> None:
        Write(self, verb).then(lambda _: self.show_notice(Notice(tr(says), "good"))).run()


def _reason(listed: Listed) -> Label:
    reason = listed.job.reason
    return slip_queue.REASONS.get(reason, N_("小票做不出来")) if reason else Label("")


def _nothing() -> None:
    """A hint: the widget with the cursor does it."""
