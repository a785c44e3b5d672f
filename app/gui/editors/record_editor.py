"""The page of a record of any type: its form, and what can be done to it as a whole."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.field import Field
from app.core.kinds import Kind
from app.core.text import N_, Message
from app.domain.records.types import RECORDS
from app.gui import theme
from app.gui.commands import Command
from app.gui.editors.field_factory import editor_for, name_of
from app.gui.editors.field_form import FieldForm
from app.gui.editors.labelling import Labelling
from app.gui.editors.record_form import RecordForm
from app.gui.editors.side_panel import SidePanel
from app.gui.errors import Notice
from app.gui.models.titles import Titles
from app.gui.navigation import Desk
from app.gui.operations import Read, Write
from app.gui.page import Page
from app.gui.theme import GAP_M
from app.i18n.catalog import fill, tr
from app.services import merging, records

_WIDEST = 890
"""Three fields beside each other, and the scroll bar."""
_DISABLES = N_("停用后不再出现在选择里，历史不变")
_MERGES = N_("两条其实是一个：合并到另一条")


class RecordEditor(Page):
    """One record; an empty uid begins a new one."""

    def __init__(self, desk: Desk, type_key: str, uid: str = "", parent: QWidget | None = None) -> None:
        self.type = RECORDS[type_key]
        super().__init__(tr(self.type.label), parent)
        self.shows = frozenset({f"record:{type_key}"})
        self._desk = desk
        self._uid = uid
        self._is_active = True
        self._is_dirty = False
        self._may_lose = False
        self.titles = Titles(partial(name_of, desk.firm), self)
        card = QFrame(self)
        self.form = RecordForm(desk.firm, type_key, titles=self.titles, is_wide=True, parent=card)
        self.side = SidePanel(self)
        self._labelling = Labelling(desk, self)
        self._lay_out_body(card)
        self._connect()
        if uid:
            self.form.load(uid)
        else:
            self.badge.say(tr(N_("新增")), "calm")
            self.form.begin()
            self.commands_changed.emit()

    def _lay_out_body(self, card: QFrame) -> None:
        card.setProperty("role", "card")
        card.setMaximumWidth(theme.current().measures.px(_WIDEST))
        inside = QVBoxLayout(card)
        inside.setContentsMargins(2, 4, 2, 4)
        inside.addWidget(self.form)
        across = QHBoxLayout()
        across.setSpacing(GAP_M)
        across.addWidget(card, 1)
        across.addWidget(self.side, 1)
        across.addStretch(0)
        self.body.addLayout(across, 1)

    def _connect(self) -> None:
        self.form.shown.connect(self._on_shown)
        self.form.changed.connect(self._on_typed)
        self.form.saved.connect(self._on_saved)
        self.form.form.creation_asked.connect(self._create)

    def focus_first(self) -> None:
        self.form.form.focus_first()

    def holds(self, uid: str) -> bool:
        return self._uid == uid

    def reload(self) -> None:
        """Read again what nobody is changing here."""
        if self._uid and not self._is_dirty:
            self.form.load(self._uid)

    def may_close(self) -> bool:
        """Stay when something was typed and not saved, also what no Enter has ended; offer both ways in the banner."""
        if self._may_lose:
            return True
        is_read = self.form.commit()
        if is_read and not self._is_dirty:
            return True
        self.show_notice(
            Notice(
                tr(N_("改动还没有保存")),
                "warn",
                Command("record.save_close", N_("保存"), self.form.save),
                (Command("record.lose", N_("不保存，关闭"), self._lose),),
            )
        )
        return False

    def commands(self) -> tuple[Command, ...]:
        save = Command("record.save", N_("保存"), self.form.save, button=True, primary=True)
        new = Command("record.new", N_("新增"), partial(self._desk.go.open_record, self.type.key, ""))
        if not self._uid:
            return (save,)
        state = (
            Command("record.disable", N_("停用"), self._disable, button=True, help=_DISABLES)
            if self._is_active
            else Command("record.enable", N_("重新启用"), self._enable, button=True)
        )
        merges = (
            (Command("record.merge", N_("合并…"), self._ask_merge, button=True, help=_MERGES),)
            if self.type.alike is not None
            else ()
        )
        labels = self._labelling.of_records(self.type.key, lambda: [self._uid])
        return (new, *labels, *merges, state, save)

    # What comes in

    def _on_shown(self, values: dict[str, Any]) -> None:
        self._is_dirty = False
        if not values.get("uid"):
            return
        self._uid = values["uid"]
        self._is_active = bool(values.get("is_active", True))
        self.set_title(str(values.get("name") or tr(self.type.label)))
        self.badge.say(*((tr(N_("在用")), "good") if self._is_active else (tr(N_("已停用")), "quiet")))
        self.commands_changed.emit()

    def _on_typed(self) -> None:
        self._is_dirty = True
        self._may_lose = False

    def _on_saved(self, uid: str, title: str) -> None:
        self._is_dirty = False
        self._uid = uid
        self.form.load(uid)
        self.show_notice(Notice(fill(Message.of(N_("已保存 {title}"), title=title)), "good"))
        Read(self, partial(records.warnings, self._desk.firm, self.type.key, {"uid": uid})).latest(
            "warnings"
        ).then(partial(self._warn, title)).run()

    def _warn(self, title: str, warnings: Sequence[Message]) -> None:
        """Say what to look at again in a record that was saved."""
        if warnings and not self._is_dirty:
            told = Message.of(
                N_("已保存 {title}。{warnings}"), title=title, warnings=" ".join(map(fill, warnings))
            )
            self.show_notice(Notice(fill(told), "warn"))

    def _lose(self) -> None:
        self._may_lose = True
        self._desk.go.close_page(self)

    # The record as a whole

    def _is_saved(self) -> bool:
        """Say whether nothing typed is lost when the record is read again; else offer to save it first."""
        if self.form.commit() and not self._is_dirty:
            return True
        save = Command("record.save_first", N_("保存"), self.form.save)
        self.show_notice(Notice(tr(N_("改动还没有保存")), "warn", save))
        return False

    def _disable(self) -> None:
        if not self._is_saved():
            return
        Write(self, partial(records.disable, self._desk.firm, self.type.key, self._uid)).then(
            self._on_changed
        ).run()

    def _enable(self) -> None:
        if not self._is_saved():
            return
        Write(self, partial(records.enable, self._desk.firm, self.type.key, self._uid)).then(
            self._on_changed
        ).run()

    def _on_changed(self, _changes: Changes) -> None:
        self.form.load(self._uid)

    def _ask_merge(self) -> None:
        if not self._is_saved():
            return
        survivor = Field("survivor", N_("合并到（留下的那条）"), Kind.LINK, required=True, link=self.type.key)
        form = FieldForm((survivor,), partial(editor_for, firm=self._desk.firm), widths={"survivor": 300})
        merge = Command("record.merge_now", N_("合并"), partial(self._merge, form), primary=True)
        self.side.open_panel(tr(N_("合并")), form, merge)
        form.focus_first()

    def _merge(self, form: FieldForm) -> None:
        if not form.commit() or form.missing():
            return
        winner = str(form.value("survivor"))
        Write(self, partial(merging.merge, self._desk.firm, self.type.key, self._uid, winner)).then(
            partial(self._on_merged, winner)
        ).run()

    def _on_merged(self, winner: str, _changes: Changes) -> None:
        self._is_dirty = False
        self._desk.go.open_record(self.type.key, winner)
        self._desk.go.close_page(self)

    def _create(self, key: str, text: str) -> None:
        """Make a record for a link on the way."""
        form = RecordForm(self._desk.firm, self.form.form.field(key).link, titles=self.titles)
        form.begin(text)
        form.saved.connect(partial(self._on_created, key))
        self.side.open_panel(
            fill(Message.of(N_("新建{what}"), what=Message.of(form.type.label))),
            form,
            Command("record.save_new", N_("保存"), form.save, primary=True),
        )

    def _on_created(self, key: str, uid: str, title: str) -> None:
        self.side.close_panel()
        self.form.form.give(key, uid, title)
