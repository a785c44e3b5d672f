"""选单: the open documents that this one may be drawn from; several may be taken at once."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.table import Table
from app.core.text import N_
from app.gui.operations import Read
from app.gui.theme import GAP_S
from app.gui.widgets.filter_bar import SearchLine
from app.gui.widgets.table_card import TableCard
from app.i18n.catalog import tr


class SourcePanel(QWidget):
    """Reads `fetch` off the GUI thread. Signals: taken(uids) with the chosen documents, in the order of the list."""

    taken = Signal(list)

    def __init__(self, fetch: Callable[[], Table], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filter = SearchLine(tr(N_("筛选单号、往来单位…")))
        self._card = TableCard()
        self._card.say_when_empty(tr(N_("没有可选的来源单据")), tr(N_("已全部转完，或往来单位、日期不符")))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_S)
        column.addWidget(self._filter)
        column.addWidget(self._card, 1)
        self.setFocusProxy(self._card.view)
        self._filter.textChanged.connect(self._card.filter)
        self._filter.left.connect(self._to_table)
        self._card.typed.connect(self._to_filter)
        self._card.opened.connect(self.take)
        Read(self, fetch).then(self._on_read).run()

    def take(self) -> None:
        """Hand over the selected documents, or the one the cursor is on."""
        view = self._card.view
        rows = view.selected_rows() or ([view.current_row()] if view.current_row() >= 0 else [])
        drills = [view.rows.drill_at(row) for row in rows]
        uids = [str(dict(drill.params)["uid"]) for drill in drills if drill is not None]
        if uids:
            self.taken.emit(uids)

    def _on_read(self, table: Table) -> None:
        self._card.show_table(table)
        self._card.view.stand_on(0)

    def _to_filter(self, text: str) -> None:
        self._filter.setText(text)
        self._filter.setFocus(Qt.FocusReason.OtherFocusReason)
        self._filter.setCursorPosition(len(text))

    def _to_table(self) -> None:
        self._card.view.setFocus(Qt.FocusReason.OtherFocusReason)
