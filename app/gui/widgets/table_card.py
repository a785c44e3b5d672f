"""A card with a table in it: the view, its foot with sums, and what is said when there are no rows."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedLayout, QVBoxLayout, QWidget

from app.core.table import Drill, Table
from app.core.text import N_, Message
from app.gui.commands import Command
from app.gui.widgets.empty_state import EmptyState
from app.gui.widgets.table_foot import TableFoot
from app.gui.widgets.table_view import TableView
from app.i18n.catalog import fill, tr


class TableCard(QFrame):
    """Shows a Table or an empty state. Signals: opened(row), typed(text)."""

    opened = Signal(int)
    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        filled = QWidget(self)
        self.view = TableView(filled)
        self.foot = TableFoot(self.view)
        self.empty = EmptyState(self)
        column = QVBoxLayout(filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(self.foot)
        self.empty.setFocusProxy(self.view)
        around = QVBoxLayout(self)
        around.setContentsMargins(1, 6, 1, 5)
        self._stack = QStackedLayout()
        around.addLayout(self._stack)
        # The view stays below the empty state, so that keys go to it all the same.
        self._stack.setStackingMode(QStackedLayout.StackingMode.StackAll)
        self._stack.addWidget(filled)
        self._stack.addWidget(self.empty)
        self._when_empty: tuple[str, str, Command | None] = ("", "", None)
        self._connect()

    def _connect(self) -> None:
        self.view.opened.connect(self.opened)
        self.view.typed.connect(self.typed)

    def show_table(self, table: Table, *, is_all: bool = True) -> None:
        """Show a table; with no rows, the empty state. The foot is silent while there is more to come."""
        self.foot.is_silent = not is_all
        self.view.show_table(table)
        self._show_what_is_there()

    def say_when_empty(self, says: str, advises: str = "", command: Command | None = None) -> None:
        """Prepare what an empty table says."""
        self._when_empty = (says, advises, command)

    def _show_what_is_there(self) -> None:
        rows = self.view.rows
        if rows.table.rows and not rows.rowCount():
            text = fill(Message.of(N_("没有含“{text}”的行"), text=rows.needle))
            self.empty.say(text, tr(N_("按 Esc 清除筛选")), icon="search")
        elif not rows.table.rows:
            self.empty.say(*self._when_empty)
        had_keys = self.view.hasFocus()
        self._stack.setCurrentIndex(0 if rows.rowCount() else 1)
        if had_keys:  # the empty state hands its keys to the view, so to put it away takes them from the view
            self.view.setFocus()

    @property
    def is_empty(self) -> bool:
        """Say whether the empty state shows."""
        return self._stack.currentIndex() == 1

    def filter(self, text: str) -> None:
        """Keep the rows that hold this text, and stand on the first; say so when none does."""
        self.view.rows.filter(text)
        self.view.stand_on(0)
        if self.view.rows.table.rows:
            self._show_what_is_there()

    def keep_also(self, known: frozenset[Drill | None]) -> None:
        """Keep besides the rows that open one of these."""
        kept = self.view.rows.drill_at(self.view.current_row()) if self.view.current_row() >= 0 else None
        self.view.rows.keep_also(known)
        self.view.stand_on(max(self.view.rows.row_of(kept), 0) if kept is not None else 0)
        if self.view.rows.table.rows:
            self._show_what_is_there()
