"""首页: four figures of today, the last two weeks, what to do next. Every figure opens what it is made of."""

from functools import partial

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from app.core.kinds import Kind
from app.core.numbers import WHOLE, divide
from app.core.text import N_, Message
from app.domain.documents.types import TYPES
from app.gui.commands import Command
from app.gui.navigation import Desk
from app.gui.operations import Read
from app.gui.page import Page
from app.gui.theme import GAP_M, GAP_S
from app.gui.widgets.card import Card
from app.gui.widgets.chart_view import ChartView
from app.gui.widgets.figure_card import FigureCard
from app.gui.widgets.table_card import TableCard
from app.i18n.catalog import fill, tr
from app.i18n.show import show
from app.services import home

_CHART_PX = 230
_THOUSAND = 1000
_BEGIN = ("delivery", "goods_receipt", "money_received", "money_paid", "stock_count", "sales_return")
"""What a shop begins most often."""


class HomePage(Page):
    """The first page of the day."""

    shows = frozenset({"stock", "party", "cash", "sales", "document", "setting"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr(N_("首页")), parent)
        self.desk = desk
        self.sales = FigureCard(tr(N_("今日销售")))
        self.profit = FigureCard(tr(N_("今日毛利")))
        self.stock = FigureCard(tr(N_("库存金额")))
        self.overdue = FigureCard(tr(N_("应收超期")))
        self.chart = ChartView()
        self._todo_head = QLabel(tr(N_("今天要做的事")))
        self.todos = TableCard()
        self._lay_out_body()
        self._connect()
        self.commands_changed.emit()

    def _lay_out_body(self) -> None:
        self.top.hide()
        self.todos.foot.hide()
        figures = QHBoxLayout()
        figures.setSpacing(GAP_M)
        for card in (self.sales, self.profit, self.stock, self.overdue):
            figures.addWidget(card, 1)
        middle = QHBoxLayout()
        middle.setSpacing(GAP_M)
        middle.addWidget(self._chart_card(), 1)
        middle.addWidget(self._begin_card())
        self._todo_head.setProperty("role", "section")
        self.body.addLayout(figures)
        self.body.addLayout(middle)
        self.body.addWidget(self._todo_head)
        self.body.addWidget(self.todos, 1)

    def _chart_card(self) -> Card:
        card = Card(tr(N_("近 14 天销售")))
        card.setFixedHeight(_CHART_PX)
        card.inside.setContentsMargins(18, 12, 18, 8)
        card.inside.setSpacing(0)
        card.inside.addWidget(self.chart, 1)
        return card

    def _begin_card(self) -> Card:
        card = Card(tr(N_("开单")))
        grid = QGridLayout()
        grid.setSpacing(GAP_S)
        for number, key in enumerate(_BEGIN):
            button = QPushButton(tr(TYPES[key].label))
            button.clicked.connect(partial(self.desk.go.new_document, key))
            grid.addWidget(button, number // 2, number % 2)
        card.inside.addLayout(grid)
        card.inside.addStretch(1)
        return card

    def _connect(self) -> None:
        self.todos.opened.connect(self._open)
        self.sales.opened.connect(self._sales_of_today)
        self.profit.opened.connect(self._sales_of_today)
        self.stock.opened.connect(partial(self.desk.go.open_report, "stock_on_hand"))
        self.overdue.opened.connect(partial(self.desk.go.open_report, "receivables"))

    def commands(self) -> tuple[Command, ...]:
        return (
            Command("home.open", N_("处理"), self._open_current, hint=True),
            Command("page.reload", N_("刷新"), self.reload),
        )

    def reload(self) -> None:
        Read(self, partial(home.today, self.desk.firm)).latest("today").then(self._show).run()

    def focus_first(self) -> None:
        self.todos.view.setFocus()

    def _show(self, today: home.Today) -> None:
        self.sales.show_figure(show(today.sales, Kind.MONEY), *self._compared(today))
        self.profit.show_figure(show(today.gross_profit, Kind.MONEY), *self._margin(today))
        self.stock.show_figure(show(today.stock_value, Kind.MONEY))
        overdue = (
            fill(
                Message.of(
                    N_("{count} 家 · 最长 {days} 天"), count=today.overdue_parties, days=today.overdue_days
                )
            )
            if today.overdue
            else ""
        )
        self.overdue.show_figure(
            show(today.overdue, Kind.MONEY), overdue or tr(N_("没有超期")), "bad" if overdue else "good"
        )
        self.chart.show_table(today.recent)
        count = len(today.todos.rows)
        self._todo_head.setText(fill(Message.of(N_("今天要做的 {count} 件事"), count=count)))
        self.todos.say_when_empty(tr(N_("没有要做的事")), tr(N_("缺货、超期、临期和没过完的单据会列在这里")))
        self.todos.show_table(today.todos)

    def _compared(self, today: home.Today) -> tuple[str, str]:
        if not today.before:
            return "", "quiet"
        rate = _per_mille(today.sales - today.before, today.before)
        sign = "+" if rate > 0 else ""
        text = fill(Message.of(N_("较上周同日 {rate}"), rate=f"{sign}{show(rate, Kind.RATE)}"))
        # The day is not over: less than a whole day is no fault.
        return text, "good" if rate >= 0 else "quiet"

    def _margin(self, today: home.Today) -> tuple[str, str]:
        if not today.sales_net:
            return "", "quiet"
        rate = _per_mille(today.gross_profit, today.sales_net)
        text = fill(Message.of(N_("毛利率 {rate}"), rate=show(rate, Kind.RATE)))
        return text, "good" if rate >= 0 else "bad"

    def _sales_of_today(self) -> None:
        day = self.desk.firm.today()
        self.desk.go.open_report("sales_profit", {"since": day, "until": day})

    def _open_current(self) -> None:
        self._open(self.todos.view.current_row())

    def _open(self, row: int) -> None:
        drill = self.todos.view.rows.drill_at(row) if row >= 0 else None
        if drill is not None:
            self.desk.go.follow(drill)


def _per_mille(part: int, whole: int) -> int:
    """Return a rate to a tenth of a per cent."""
    return divide(part * _THOUSAND, whole) * (WHOLE // _THOUSAND)
