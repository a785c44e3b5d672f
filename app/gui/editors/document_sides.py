"""What may stand beside a document: the sources to draw from, the costs it would change, a record made on the way."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.core.text import N_, Message
from app.domain.documents.document import Document
from app.domain.documents.spec import DocType
from app.domain.records.types import RECORDS
from app.gui.commands import Command
from app.gui.editors.cost_panel import cost_table
from app.gui.editors.deal_panel import DealPanel
from app.gui.editors.field_form import FieldForm
from app.gui.editors.record_form import RecordForm
from app.gui.editors.side_panel import MORE, SidePanel
from app.gui.editors.source_panel import SourcePanel
from app.gui.models.titles import Titles
from app.gui.navigation import Desk
from app.gui.widgets.table_card import TableCard
from app.i18n.catalog import fill, tr
from app.services import documents


class DocumentSides(QObject):
    """Fills the side panel of one editor. Signals: sources_taken(uids), closed()."""

    sources_taken = Signal(list)
    closed = Signal()

    def __init__(self, desk: Desk, titles: Titles, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._titles = titles
        self.panel = SidePanel()
        self.panel.closed.connect(self.closed)

    def close_panel(self) -> None:
        """Take away what stands there."""
        self.panel.close_panel()

    def show_sources(self, doc_type: DocType, document: Document) -> None:
        """Offer what the document may be drawn from."""
        assert doc_type.source is not None
        sources = SourcePanel(partial(documents.open_sources, self._desk.firm, doc_type.key, document.party))
        sources.taken.connect(self._on_taken)
        labels = tuple(Message.of(documents.TYPES[key].label) for key in doc_type.source.types)
        title = fill(Message.of(N_("选单：{types}"), types=labels))
        take = Command("draw.take", N_("带入"), sources.take)
        self.panel.open_panel(title, sources, take, stretch=MORE)

    def show_costs(self, costs: Sequence[documents.CostChange]) -> None:
        """Show what posting would change in the past."""
        card = TableCard()
        card.opened.connect(lambda row: self._desk.go.open_document(costs[row].document))
        show = partial(self._show_costs, card, costs)
        self._titles.arrived.connect(show)
        show()
        self.panel.open_panel(tr(N_("成本变化")), card)

    def _show_costs(self, card: TableCard, costs: Sequence[documents.CostChange]) -> None:
        """Show them, and again with the names that arrived; the panel may hold something else by then."""
        if isValid(card):
            card.show_table(cost_table(costs, self._titles))

    def show_deals(self, document: Document, number: int, take: Callable[[int, object], None] | None) -> None:
        """Show what the goods of a line went for before; `take` is given the number and the price that is taken."""
        line = document.lines[number - 1] if number <= len(document.lines) else None
        if line is None or not line.item or not documents.is_dealt(document.type):
            return
        panel = DealPanel(partial(documents.deals, self._desk.firm, document, line))
        title = fill(Message.of(N_("成交价：{item}"), item=self._titles.of("item", line.item)))
        if take is None:
            self.panel.open_panel(title, panel)
            return
        panel.taken.connect(partial(self._on_price, partial(take, number)))
        self.panel.open_panel(title, panel, Command("deals.take", N_("用这个单价"), panel.take))

    def save_record(self) -> bool:
        """Save the record that is being made here, if one is; say whether that was so."""
        form = self.panel.content
        if not isinstance(form, RecordForm):
            return False
        form.save()
        return True

    def create_for_field(self, form: FieldForm, key: str, text: str) -> None:
        """Make a record for a field of a form."""
        self._create(form.field(key).link, text, partial(form.give, key))

    def create_for_cell(self, type_key: str, text: str, then: Callable[[str, str], None]) -> None:
        """Make a record for a cell of the lines."""
        self._create(type_key, text, then)

    def _create(self, type_key: str, text: str, then: Callable[[str, str], None]) -> None:
        form = RecordForm(self._desk.firm, type_key, titles=self._titles)
        form.begin(text)
        form.saved.connect(partial(self._on_made, type_key, then))
        title = fill(Message.of(N_("新建{what}"), what=Message.of(RECORDS[type_key].label)))
        self.panel.open_panel(title, form, Command("record.save", N_("保存"), form.save))

    def _on_made(self, type_key: str, then: Callable[[str, str], None], uid: str, title: str) -> None:
        self._titles.learn(type_key, uid, title)
        self.panel.close_panel()
        then(uid, title)

    def _on_price(self, take: Callable[[object], None], price: object) -> None:
        self.panel.close_panel()
        take(price)

    def _on_taken(self, uids: list[str]) -> None:
        self.panel.close_panel()
        self.sources_taken.emit(uids)
