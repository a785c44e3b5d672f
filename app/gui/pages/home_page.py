"""首页: what the role of this person does, its figures and charts, what waits to be done.

Every figure opens what it is made of. The role is declared (`app.domain.roles`); the page only lays it out.
"""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.core.table import Table
from app.core.text import N_, Label, Message
from app.domain.documents.types import TYPES
from app.domain.records.types import RECORDS
from app.domain.roles import OPENS
from app.gui import preferences, theme
from app.gui.commands import Command
from app.gui.navigation import Desk
from app.gui.operations import Read
from app.gui.page import Page
from app.gui.theme import GAP_M
from app.gui.widgets.act_tile import ActTile, TileRow
from app.gui.widgets.card import Card
from app.gui.widgets.chart_view import ChartView
from app.gui.widgets.figure_card import FigureCard
from app.gui.widgets.segments import Segments
from app.gui.widgets.table_card import TableCard
from app.i18n.catalog import fill, tr
from app.i18n.show import show
from app.services import home
from app.services.home import Role

_CHART_PX, _OTHERS_PX, _LEAST_CHART_PX = 196, 420, 170
"""How high a chart is, what the rest of the page needs, and below what a chart would be cut."""
_CHARTS: Final = {"sales": N_("近 14 天销售"), "ages": N_("库龄")}
_WEEKDAYS: Final = (
    N_("星期一"),
    N_("星期二"),
    N_("星期三"),
    N_("星期四"),
    N_("星期五"),
    N_("星期六"),
    N_("星期日"),
)
_AGES_AFTER_MS = 400
"""The stock by age is read when everything else is there."""


class HomePage(Page):
    """The first page of the day."""

    shows = frozenset({"stock", "party", "cash", "sales", "document", "setting"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr(N_("首页")), parent)
        self.desk = desk
        self._known = home.roles(desk.firm)
        self.role = _remembered(self._known)
        self.figures: dict[str, FigureCard] = {}
        self.charts: dict[str, ChartView] = {}
        self.tiles: list[ActTile] = []
        self.roles = Segments("role", [(role.key, role.label) for role in self._known])
        self._day = QLabel()
        self._day.setProperty("role", "section")
        self._todo_head = QLabel(tr(N_("今天要做的事")))
        self.todos = TableCard()
        self._ages_later = QTimer(self, singleShot=True, interval=_AGES_AFTER_MS)
        self._lay_out_body()
        self._connect()
        self._show_role()

    def _lay_out_body(self) -> None:
        self.top.hide()
        self.todos.foot.hide()
        above = QHBoxLayout()
        above.addWidget(self._day)
        above.addStretch(1)
        above.addWidget(self.roles)
        self._middle = QVBoxLayout()
        self._middle.setSpacing(GAP_M)
        self._todo_head.setProperty("role", "section")
        self.body.addLayout(above)
        self.body.addLayout(self._middle)
        self.body.addWidget(self._todo_head)
        self.body.addWidget(self.todos, 1)

    def _connect(self) -> None:
        self.roles.chosen.connect(self.choose_role)
        self.todos.opened.connect(self._open)
        self._ages_later.timeout.connect(self._read_ages)

    # The role

    def choose_role(self, key: str) -> None:
        """Show the page of another role, and remember it on this computer."""
        if key == self.role.key:
            return
        self.role = home.ROLES[key]
        preferences.save(preferences.changed(preferences.load(), role=key))
        self._show_role()
        self.reload()

    def next_role(self) -> None:
        """Go on to the next role, after the last to the first."""
        keys = [role.key for role in self._known]
        self.choose_role(keys[(keys.index(self.role.key) + 1) % len(keys)])

    def _show_role(self) -> None:
        """Lay out what the role shows of what the firm uses."""
        self.roles.mark(self.role.key)
        while (item := self._middle.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.tiles = [ActTile(command) for command in self._acts()]
        self._middle.addWidget(TileRow(self.tiles))
        shown = home.figures(self.desk.firm, self.role)
        self.figures = {each.key: FigureCard(tr(each.label)) for each in shown}
        for each in shown:
            self.figures[each.key].opened.connect(partial(self._go, each.opens, of_today=each.is_of_today))
        self._middle.addWidget(_row([*self.figures.values()], GAP_M))
        self.charts = {key: ChartView() for key in home.charts(self.desk.firm, self.role)}
        self._pictures = _row([_chart_card(key, chart) for key, chart in self.charts.items()], GAP_M)
        self._middle.addWidget(self._pictures)
        for row, holds in zip(self._rows(), (self.tiles, self.figures, self.charts), strict=True):
            row.setProperty("holds", bool(holds))
        self._fit()
        self.commands_changed.emit()

    def _rows(self) -> list[QWidget]:
        items = (self._middle.itemAt(place) for place in range(self._middle.count()))
        return [widget for item in items if item is not None and (widget := item.widget()) is not None]

    def _fit(self) -> None:
        """Show what there is; charts only where they leave room for the to-dos."""
        measures = theme.current().measures
        room = min(measures.px(_CHART_PX), self.height() - measures.px(_OTHERS_PX))
        least = measures.px(_LEAST_CHART_PX)
        self._pictures.setFixedHeight(max(room, least))
        for row in self._rows():
            row.setVisible(bool(row.property("holds")) and (row is not self._pictures or room >= least))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _acts(self) -> tuple[Command, ...]:
        return tuple(
            Command(
                f"home.act.{place}", _label(act), partial(self._begin, act), primary=place == 1, in_bar=False
            )
            for place, act in enumerate(home.acts(self.desk.firm, self.role), 1)
        )

    def _begin(self, act: str) -> None:
        """Begin a document or record, or open a report."""
        sort, _, key = act.partition(":")
        if sort == "document":
            self.desk.go.new_document(key)
        elif sort == "record":
            self.desk.go.open_record(key, "")
        else:
            self.desk.go.open_report(key)

    def _go(self, thing: str, *, of_today: bool) -> None:
        """Open what a figure is made of."""
        sort, _, key = thing.partition(":")
        day = self.desk.firm.today()
        if sort == "document":
            self.desk.go.open_list(key)
        elif sort == "record":
            self.desk.go.open_records(key)
        else:
            self.desk.go.open_report(key, {"since": day, "until": day} if of_today else None)

    def commands(self) -> tuple[Command, ...]:
        return (
            *self._acts(),
            Command("home.open", N_("处理"), self._open_current, hint=True),
            Command("home.role", N_("换岗位"), self.next_role),
            Command("page.reload", N_("刷新"), self.reload),
        )

    # What it shows

    def reload(self) -> None:
        Read(self, partial(home.today, self.desk.firm, self.role)).latest("today").then(
            partial(self._show, self.role)
        ).run()

    def focus_first(self) -> None:
        self.todos.view.setFocus()

    def _show(self, role: Role, today: home.Today) -> None:
        if role is not self.role:
            return
        for key, reading in today.readings.items():
            if key in self.figures:
                note = fill(reading.note) if reading.note is not None else ""
                self.figures[key].show_figure(show(reading.value, reading.kind), note, reading.tone)
        if today.recent is not None and "sales" in self.charts:
            self.charts["sales"].show_table(today.recent)
        if "ages" in self.charts:
            self._ages_later.start()
        self._day.setText(_day(self.desk.firm.today()))
        count = len(today.todos.rows)
        self._todo_head.setText(fill(Message.of(N_("今天要做的 {count} 件事"), count=count)))
        self.todos.say_when_empty(tr(N_("没有要做的事")), tr(N_("缺货、超期和没过完的单据会列在这里")))
        self.todos.show_table(today.todos)

    def _read_ages(self) -> None:
        Read(self, partial(home.ages, self.desk.firm)).latest("ages").then(self._show_ages).run()

    def _show_ages(self, table: Table) -> None:
        if "ages" in self.charts:
            self.charts["ages"].show_table(table)

    def _open_current(self) -> None:
        self._open(self.todos.view.current_row())

    def _open(self, row: int) -> None:
        drill = self.todos.view.rows.drill_at(row) if row >= 0 else None
        if drill is not None:
            self.desk.go.follow(drill)


def _remembered(known: Sequence[Role]) -> Role:
    """Return the role of this computer's person, if the firm has it; else the first."""
    role = preferences.load().role
    return next((each for each in known if each.key == role), known[0])


def _label(act: str) -> Label:
    """Return what a button says: what it begins or opens."""
    sort, _, key = act.partition(":")
    if sort == "document":
        return TYPES[key].label
    if sort == "record":
        return Label(fill(Message.of(N_("新增{what}"), what=Message.of(RECORDS[key].label))))
    return OPENS[key]


def _day(today: str) -> str:
    weekday = tr(_WEEKDAYS[date.fromisoformat(today).weekday()])
    return fill(Message.of(N_("{day} {weekday}"), day=today, weekday=weekday))


def _row(widgets: Sequence[QWidget], gap: int) -> QWidget:
    """Put widgets side by side, each as wide as the others."""
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(gap)
    for widget in widgets:
        line.addWidget(widget, 1)
    return row


def _chart_card(key: str, chart: ChartView) -> Card:
    card = Card(tr(_CHARTS[key]))
    card.inside.setContentsMargins(18, 10, 18, 8)
    card.inside.setSpacing(0)
    card.inside.addWidget(chart, 1)
    return card
