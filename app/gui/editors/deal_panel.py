"""What goods went for before, beside the document: Enter takes a price into the line that was asked about."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.core.kinds import Kind
from app.core.text import N_, Message
from app.gui.operations import Read
from app.gui.theme import GAP_S
from app.gui.widgets.table_card import TableCard
from app.i18n.catalog import fill, tr
from app.i18n.show import show
from app.services.documents import Deals


class DealPanel(QWidget):
    """Reads `fetch` off the GUI thread. Signals: taken(price) with the price in the unit of the line."""

    taken = Signal(object)

    def __init__(self, fetch: Callable[[], Deals], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._deals: Deals | None = None
        self._says = QLabel()
        self._says.setProperty("role", "caption")
        self._says.setWordWrap(True)
        self.card = TableCard()
        self.card.view.arranged.name = "deals"
        self.card.say_when_empty(tr(N_("还没有成交过")), tr(N_("过账以后，这里会有最近十次的单价")))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_S)
        column.addWidget(self._says)
        column.addWidget(self.card, 1)
        self.setFocusProxy(self.card.view)
        self.card.opened.connect(self.take)
        Read(self, fetch).then(self._on_read).run()

    @property
    def says(self) -> str:
        """What it says of the cost, and of the prices to others."""
        return self._says.text()

    def take(self) -> None:
        """Hand over the price of the deal the cursor is on."""
        row = self.card.view.rows.number_at(self.card.view.current_row())
        if self._deals is not None and row >= 0:
            self.taken.emit(self._deals.prices[row])

    def _on_read(self, deals: Deals) -> None:
        self._deals = deals
        self._says.setText("\n".join(filter(None, (_sentence(deals), _range(deals)))))
        self._says.setVisible(bool(self._says.text()))
        self.card.show_table(deals.table)
        self.card.view.stand_on(0)
        self.card.view.setFocus(Qt.FocusReason.OtherFocusReason)


def _sentence(deals: Deals) -> str:
    """Say what the goods cost last, and what is left above it."""
    if deals.bought_at is None:
        return ""
    cost = show(deals.bought_at, Kind.PRICE)
    if deals.margin is None:
        return fill(Message.of(N_("最近进价 {cost}（不含税）"), cost=cost))
    margin = show(deals.margin, Kind.RATE)
    return fill(Message.of(N_("最近进价 {cost}（不含税），这一行毛利 {margin}"), cost=cost, margin=margin))


def _range(deals: Deals) -> str:
    """Say between which prices others dealt last."""
    if deals.others is None:
        return ""
    low, high = (show(each, Kind.PRICE) for each in deals.others)
    return fill(Message.of(N_("其他往来单位最近 {low} ～ {high}"), low=low, high=high))
