"""F1: every key that works on the page a person came from, and those that work everywhere."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.core.kinds import Kind
from app.core.table import Column, Table
from app.core.text import N_
from app.gui.commands import Command
from app.gui.page import Page
from app.gui.widgets.table_card import TableCard
from app.i18n.catalog import tr

_COLUMNS = (
    Column("key", N_("键"), Kind.CODE, width=140),
    Column("what", N_("作用"), Kind.TEXT, width=180),
    Column("help", N_("说明"), Kind.TEXT),
)


class KeysPage(Page):
    """A table of keys."""

    def __init__(self, commands: Sequence[Command], parent: QWidget | None = None) -> None:
        super().__init__(tr(N_("快捷键")), parent)
        self.card = TableCard()
        self.card.foot.hide()
        self.body.addWidget(self.card, 1)
        rows = [(each.shortcut, tr(each.label), tr(each.help)) for each in commands if each.shortcut]
        self.card.show_table(Table(N_("快捷键"), _COLUMNS, rows))

    def focus_first(self) -> None:
        self.card.view.setFocus()
