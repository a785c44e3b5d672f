"""边卖边盘: how far counting has come, what waits to be counted, and the switch (F10, N13)."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.kinds import Kind
from app.core.numbers import Money
from app.core.text import N_, Label, Message
from app.domain.documents.document import Document
from app.domain.documents.types.stock_count import STOCK_COUNT
from app.gui import theme
from app.gui.commands import Command
from app.gui.errors import Notice
from app.gui.navigation import Desk
from app.gui.operations import Read, Write
from app.gui.page import Page
from app.gui.theme import GAP_M, GAP_S
from app.gui.widgets.card import Card, caption
from app.gui.widgets.chart_view import ChartView
from app.gui.widgets.figure_card import FigureCard
from app.gui.widgets.progress_ring import ProgressRing
from app.gui.widgets.table_card import TableCard
from app.i18n.catalog import fill, tr
from app.i18n.show import show
from app.services import calibration
from app.services.calibration import Standing

_RING_PX = 210
_FIGURES_PX = 260


class CalibrationPage(Page):
    """One page whether it is on or off: what was counted stays counted."""

    shows = frozenset({"stock", "setting", "record:item"})
    topic = "calibration"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr(N_("边卖边盘")), parent)
        self.desk = desk
        self._is_on = False
        self.ring = ProgressRing()
        self.counted = QLabel()
        self.counted.setProperty("role", "strong")
        self.accuracy = FigureCard(tr(N_("准确率")))
        self.difference = FigureCard(tr(N_("期初差异金额")))
        self.chart = ChartView()
        self.advice = caption()
        self.waiting_head, self.biggest_head = QLabel(), QLabel(tr(N_("差异最大的商品")))
        self.waiting, self.biggest = TableCard(), TableCard()
        self.waiting.view.arranged.name, self.biggest.view.arranged.name = (
            "calibration.waiting",
            "calibration.biggest",
        )
        self._lay_out_body()
        self._connect()
        self.commands_changed.emit()

    def _lay_out_body(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(GAP_M)
        top.addWidget(self._ring_card())
        figures = QVBoxLayout()
        figures.setSpacing(GAP_S)
        for card in (self.accuracy, self.difference):
            card.setFixedWidth(theme.current().measures.px(_FIGURES_PX))
            figures.addWidget(card, 1)
        top.addLayout(figures)
        top.addWidget(self._chart_card(), 1)
        below = QHBoxLayout()
        below.setSpacing(GAP_M)
        below.addLayout(_under(self.waiting_head, self.waiting), 1)
        below.addLayout(_under(self.biggest_head, self.biggest), 1)
        for table in (self.waiting, self.biggest):
            table.foot.hide()
        self.body.addWidget(self.advice)
        self.body.addLayout(top)
        self.body.addLayout(below, 1)

    def _ring_card(self) -> Card:
        card = Card(tr(N_("已核")))
        card.setFixedWidth(theme.current().measures.px(_RING_PX))
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self.ring)
        across.addStretch(1)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self.counted)
        below.addStretch(1)
        card.inside.addLayout(across)
        card.inside.addLayout(below)
        return card

    def _chart_card(self) -> Card:
        card = Card(tr(N_("盘点进度")))
        card.inside.setContentsMargins(18, 12, 18, 8)
        card.inside.setSpacing(0)
        card.inside.addWidget(self.chart, 1)
        return card

    def _connect(self) -> None:
        self.accuracy.opened.connect(self.show_causes)
        self.difference.opened.connect(self.show_causes)
        for card in (self.waiting, self.biggest):
            card.opened.connect(partial(self._open, card))

    def commands(self) -> tuple[Command, ...]:
        switch = (
            Command("calibration.end", N_("结束边卖边盘"), self.end, button=True)
            if self._is_on
            else Command("calibration.start", N_("开始边卖边盘"), self.start, button=True, primary=True)
        )
        return (
            Command("calibration.causes", N_("差异原因"), self.show_causes, button=True),
            switch,
            Command(
                "calibration.sheet",
                N_("做盘点表"),
                self.make_sheet,
                button=True,
                primary=self._is_on,
                help=N_("从选中的行起，把没盘的商品放进一张盘点单，可以打印"),
            ),
            Command("calibration.open", N_("打开"), self._open_current, hint=True),
            Command("page.reload", N_("刷新"), self.reload),
        )

    def reload(self) -> None:
        Read(self, partial(calibration.standing, self.desk.firm)).latest("standing").then(self._show).run()

    def focus_first(self) -> None:
        self.waiting.view.setFocus()

    def _show(self, standing: Standing) -> None:
        self._is_on = standing.is_on
        self.badge.say(*((tr(N_("进行中")), "calm") if standing.is_on else (tr(N_("没有开启")), "quiet")))
        self.advice.setText(
            tr(
                N_(
                    "没盘过的货账面不够也能卖，会提醒“未核”。第一次盘点把账面改成实际数，差异算期初，不算盈亏。"
                    "都盘过了就结束：从此按仓库自己的负库存规则。"
                )
                if standing.is_on
                else N_("没有期初库存也能马上开始卖：开启后没盘过的货账面不够也能卖，盘一种准一种。")
            )
        )
        self.ring.show_part(standing.counted, standing.spots)
        self.counted.setText(
            fill(Message.of(N_("已核 {counted}/{spots}"), counted=standing.counted, spots=standing.spots))
        )
        self.accuracy.show_figure(show(standing.accuracy, Kind.RATE), *_judged(standing))
        total = Money(standing.found - standing.missing)
        self.difference.show_figure(
            show(total, Kind.MONEY),
            fill(
                Message.of(
                    N_("多 {found} · 少 {missing}"),
                    found=show(standing.found, Kind.MONEY),
                    missing=show(standing.missing, Kind.MONEY),
                )
            ),
            "quiet",
        )
        self.chart.show_table(standing.by_day)
        self.waiting_head.setText(fill(Message.of(N_("未核的商品 {count} 种"), count=standing.left)))
        self.waiting.say_when_empty(tr(N_("都盘过了")), tr(N_("可以按 F8 结束边卖边盘")))
        self.waiting.show_table(standing.waiting)
        self.biggest.say_when_empty(tr(N_("还没有差异")), tr(N_("第一次盘点和账面不一样的商品会列在这里")))
        self.biggest.show_table(standing.biggest)
        self.commands_changed.emit()

    # What a person does

    def start(self) -> None:
        """F8: let goods be sold that nobody has counted."""
        Write(self, partial(calibration.start, self.desk.firm)).then(
            partial(self._on_switched, N_("已开启：没盘过的货账面不够也能卖"))
        ).run()

    def end(self) -> None:
        """F8: from now on the usual rules."""
        Write(self, partial(calibration.end, self.desk.firm)).then(
            partial(self._on_switched, N_("已结束：负库存按各仓库自己的规则；偏差见“账实偏差”"))
        ).run()

    def _on_switched(self, says: Label, _changes: Changes) -> None:
        self.show_notice(Notice(tr(says), "good"))
        self.reload()

    def make_sheet(self) -> None:
        """F2: open a count of what waits, from the row under the cursor on."""
        row = self.waiting.view.current_row()
        drill = self.waiting.view.rows.drill_at(row) if row >= 0 else None
        chosen = dict(drill.params) if drill is not None else {}
        spot = str(chosen.get("warehouse", "")), str(chosen.get("item", ""))
        Read(self, partial(calibration.sheet, self.desk.firm, *spot)).then(self._on_sheet).run()

    def _on_sheet(self, sheet: Document | None) -> None:
        if sheet is None:
            self.show_notice(Notice(tr(N_("都盘过了，没有要盘的商品")), "good"))
        else:
            self.desk.go.new_document(STOCK_COUNT.key, sheet)

    def show_causes(self) -> None:
        """F7: open the report of why book and goods differ, from the first day on."""
        firm = self.desk.firm
        self.desk.go.open_report(
            "count_deviations", {"since": firm.profile.started_on or firm.today()[:8] + "01"}
        )

    def _open_current(self) -> None:
        card = self.biggest if self.biggest.view.hasFocus() else self.waiting
        self._open(card, card.view.current_row())

    def _open(self, card: TableCard, row: int) -> None:
        drill = card.view.rows.drill_at(row) if row >= 0 else None
        if drill is not None:
            self.desk.go.follow(drill)


def _under(head: QLabel, card: TableCard) -> QVBoxLayout:
    head.setProperty("role", "section")
    column = QVBoxLayout()
    column.setSpacing(GAP_S)
    column.addWidget(head)
    column.addWidget(card, 1)
    return column


def _judged(standing: Standing) -> tuple[str, str]:
    wrong = standing.counted - standing.right
    if not standing.counted:
        return tr(N_("盘过并且对得上的占全部")), "quiet"
    if wrong:
        return fill(Message.of(N_("盘过的里面 {count} 种对不上"), count=wrong)), "warn"
    return tr(N_("盘过的都对得上")), "good"
