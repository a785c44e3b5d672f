"""快捷键: every key there is, by where it works; Enter on one, and the next key pressed takes its place.

What a person changes is in force at once, in every window; it belongs to the computer, not to the firm.
"""

from functools import partial
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.changes import Changes
from app.core.kinds import Kind
from app.core.table import Column, Table
from app.core.text import N_, Message
from app.gui import preferences, refresh, theme
from app.gui.commands import Command
from app.gui.errors import Notice
from app.gui.keymap import in_force, rules
from app.gui.keymap.acts import ACTS, Act
from app.gui.keymap.in_force import KEYS
from app.gui.keymap.presets import OWN, PRESETS
from app.gui.page import Page
from app.gui.theme import GAP_S
from app.gui.widgets.card import name_of
from app.gui.widgets.filter_bar import SearchLine
from app.gui.widgets.key_strip import KeyStrip
from app.gui.widgets.segments import Segments
from app.gui.widgets.table_card import TableCard
from app.i18n.catalog import fill, tr

_SEARCH_PX = 300
_COLUMNS: Final = (
    Column("group", N_("用在"), Kind.TEXT),
    Column("act", N_("做什么"), Kind.TEXT),
    Column("key", N_("键"), Kind.TEXT),
    Column("own", N_("原来的键"), Kind.TEXT),
)


class KeysPage(Page):
    """A table of the acts, a line that waits for the new key, and whole sets of keys to choose from."""

    topic = "keys"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr(N_("快捷键")), parent)
        self._changing: Act | None = None
        self.strip = KeyStrip()
        self.presets = Segments("keys", [(each.key, each.label) for each in PRESETS])
        self.search = SearchLine(tr(N_("输入文字或键名筛选")))
        self.card = TableCard()
        self.card.view.arranged.name = "keys"
        self._lay_out_body()
        self._connect()
        self.commands_changed.emit()

    def _lay_out_body(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(GAP_S)
        self.search.setFixedWidth(theme.current().measures.px(_SEARCH_PX))
        row.addWidget(self.search)
        row.addStretch(1)
        row.addWidget(name_of(tr(N_("整套换成"))))
        row.addWidget(self.presets)
        self.body.addLayout(row)
        self.body.addWidget(self.strip)
        self.body.addWidget(self.card, 1)

    def _connect(self) -> None:
        self.search.textChanged.connect(self.card.filter)
        self.search.left.connect(self.focus_first)
        self.card.typed.connect(self._on_typed)
        self.card.opened.connect(self._ask)
        self.strip.pressed.connect(self._on_pressed)
        self.strip.given_up.connect(self._put_away)
        self.presets.chosen.connect(self._take_preset)

    def commands(self) -> tuple[Command, ...]:
        return (
            Command("keys.change", N_("换一个键"), self._ask_current, hint=True),
            Command("keys.reset", N_("恢复这个键"), self.reset),
            Command("list.filter", N_("筛选"), self._to_search),
            Command("keys.reset_all", N_("全部恢复"), partial(self._take_preset, OWN.key), button=True),
        )

    def focus_first(self) -> None:
        self.card.view.setFocus()

    def reload(self) -> None:
        changed = in_force.changed()
        rows = [
            (
                tr(act.group),
                tr(act.label),
                in_force.key_of_act(act),
                act.default if act.key in changed else "",
            )
            for act in ACTS
        ]
        self.card.show_table(Table(N_("快捷键"), _COLUMNS, rows))
        self.presets.mark(next((each.key for each in PRESETS if dict(each.keys) == changed), None))

    # One key

    def _act_at(self, row: int) -> Act | None:
        number = self.card.view.rows.number_at(row) if row >= 0 else -1
        return ACTS[ACTS.keys()[number]] if number >= 0 else None

    def _ask_current(self) -> None:
        self._ask(self.card.view.current_row())

    def _ask(self, row: int) -> None:
        act = self._act_at(row)
        if act is None:
            return
        key = in_force.key_of_act(act)
        if act.fixed:
            told = Message.of(N_("{key} 到处都一样，不能改"), key=key)
            self.show_notice(Notice(fill(told), "calm"))
            return
        self.clear_notice()
        self._changing = act
        ask = Message.of(
            N_("按下“{act}”的新键。现在是 {key}；按 Esc 不改"), act=Message.of(act.label), key=key
        )
        self.strip.ask(fill(ask))

    def _on_pressed(self, key: str) -> None:
        act = self._changing
        if act is None:
            return
        why = rules.refusal(key)
        if why is None and (holder := in_force.holder(act, key)) is not None:
            taken = N_("{key} 已经是“{act}”的键，先给它换一个")
            why = Message.of(taken, key=key, act=Message.of(holder.label))
        if why is None:
            self._put_away()
            self._give(act, key)
        else:
            self.strip.ask(fill(Message.of(N_("{why}。请按别的键；按 Esc 不改"), why=why)))

    def _put_away(self) -> None:
        self._changing = None
        self.strip.hide()
        self.focus_first()

    def _give(self, act: Act, key: str) -> None:
        """Give an act a key and say so."""
        self._use({**in_force.changed(), act.key: key})
        says = Message.of(N_("{act}：{key}"), act=Message.of(act.label), key=in_force.key_of_act(act))
        self.show_notice(Notice(fill(says), "good"))

    def reset(self) -> None:
        """Give the act in front its own key again, unless another one has that now."""
        act = self._act_at(self.card.view.current_row())
        if act is None or act.key not in in_force.changed():
            return
        holder = in_force.holder(act, act.default)
        if holder is None:
            self._give(act, act.default)
        else:
            taken = N_("{key} 已经是“{act}”的键，先给它换一个")
            says = Message.of(taken, key=act.default, act=Message.of(holder.label))
            self.show_notice(Notice(fill(says), "warn"))

    # All of them

    def _take_preset(self, key: str) -> None:
        self._use(dict(PRESETS[key].keys))
        self.show_notice(Notice(tr(N_("已换，所有窗口都照此办理")), "good"))

    def _use(self, chosen: dict[str, str]) -> None:
        in_force.use(chosen)
        preferences.save(preferences.changed(preferences.load(), keys=in_force.changed()))
        refresh.announce(Changes.of(KEYS))
        self.reload()

    # Finding one

    def _on_typed(self, text: str) -> None:
        self.search.setFocus()
        self.search.setText(text)

    def _to_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()
