"""A report: its questions, table and chart, and what each figure is made of. Export writes exactly what is seen."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QFrame, QLabel, QProgressBar, QVBoxLayout, QWidget

from app.core.field import is_own
from app.core.table import Table
from app.core.text import N_, Message
from app.gui import theme
from app.gui.commands import Command
from app.gui.editors.field_factory import editor_for
from app.gui.editors.labelling import Labelling
from app.gui.models.table_model import EMPTY_TABLE
from app.gui.navigation import Desk
from app.gui.operations import Job, Read
from app.gui.page import Page
from app.gui.pages.exporting import Exporting
from app.gui.pages.gone_fields import tell
from app.gui.pages.kept_filters import KeptFilters
from app.gui.pages.statement_printing import StatementPrinting
from app.gui.widgets.chart_view import ChartView
from app.gui.widgets.filter_bar import TEXT_OF_A_LIST, FilterBar
from app.gui.widgets.table_card import TableCard
from app.i18n.catalog import fill, tr
from app.services import reports

_CHART_PX = 210
_ROOM_FOR_CHART_PX = 560


class ReportPage(Page):
    """Shows one report, run with `params` where given, else with the defaults of its questions."""

    shows = frozenset({"stock", "party", "cash", "sales", "document", "record:custom_field"})

    def __init__(
        self,
        desk: Desk,
        key: str,
        params: Mapping[str, object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self.report = reports.REPORTS[key]
        super().__init__(tr(self.report.label), parent)
        self.desk = desk
        self.filters = FilterBar(
            reports.questions(desk.firm, key, params),
            lambda field: editor_for(field, desk.firm),
            searches=TEXT_OF_A_LIST,
            parent=self,
        )
        gone = set(params or {}) - set(self.filters.values())
        assert all(map(is_own, gone)), f"{key} does not ask {params}"
        self.filters.set_values(params or {})
        self._job: Job | None = None
        self._note = QLabel()
        self._note.setProperty("role", "hint")
        self._note.setWordWrap(True)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.hide()
        self._chart_card = QFrame(self)
        self.chart = ChartView(self._chart_card)
        self._chart_card.setProperty("role", "card")
        self._chart_card.setFixedHeight(_CHART_PX)
        self._chart_card.hide()
        self._hides_chart: bool | None = None
        self.card = TableCard(self)
        self.card.view.arranged.name = f"report.{key}"
        self.kept = KeptFilters(f"report.{key}", self.filters, self, desk.firm)
        self._lay_out_body()
        self.exporting = Exporting(desk.firm, self, self.card.view.seen_table)
        self.printing = StatementPrinting(desk.firm, self, key, self.filters.values)
        self.labelling = Labelling(desk, self)
        self._connect()
        self.commands_changed.emit()
        tell(self, desk.firm, gone)

    def _lay_out_body(self) -> None:
        inside = QVBoxLayout(self._chart_card)
        inside.setContentsMargins(16, 6, 16, 6)
        inside.addWidget(self.chart)
        self.body.addWidget(self.filters)
        self.body.addWidget(self.kept)
        self.body.addWidget(self._progress)
        self.body.addWidget(self._chart_card)
        self.body.addWidget(self.card, 1)
        self.body.addWidget(self._note)
        self._note.hide()

    def _connect(self) -> None:
        self.filters.changed.connect(self.reload)
        self.filters.searched.connect(self.card.filter)
        self.filters.left.connect(self.card.view.setFocus)
        self.card.opened.connect(self._open)
        self.card.typed.connect(self.filters.type_text)

    def commands(self) -> tuple[Command, ...]:
        charts = (Command("report.chart", N_("图表"), self._toggle_chart),)
        shown = self.card.view.rows.table
        opens = (Command("report.open", N_("明细"), self._open_current, hint=True),)
        columns = (Command("list.columns", N_("选列"), self.card.view.arranged.offer),)
        return (
            Command("report.csv", N_("CSV"), partial(self.exporting.ask, "csv"), button=True, in_bar=False),
            Command("report.pdf", N_("PDF"), partial(self.exporting.ask, "pdf"), button=True),
            Command("report.excel", N_("导出 Excel"), partial(self.exporting.ask, "xlsx"), button=True),
            *self.printing.commands(),
            *self._labels(),
            *(opens if shown.drills else ()),
            *(charts if self.chart.picture.series else ()),
            Command("report.filter", N_("筛选"), self._to_filter),
            Command("page.reload", N_("刷新"), self.reload),
            *self.kept.commands(),
            *(columns if shown.columns else ()),
        )

    def _labels(self) -> tuple[Command, ...]:
        """Offer labels where rows are about one item each."""
        return self.labelling.of_records("item", self._chosen_items) if self._items([0]) else ()

    def _chosen_items(self) -> list[str]:
        return self._items(self.card.view.selected_rows())

    def _items(self, rows: Sequence[int]) -> list[str]:
        shown = self.card.view.rows
        drills = [shown.drill_at(row) for row in rows if row < shown.rowCount()]
        found = (dict(drill.params).get("item") for drill in drills if drill is not None)
        return [str(uid) for uid in found if uid]

    def reload(self) -> None:
        self._ask_anew()
        missing = self.filters.missing()
        if missing is not None:
            self.card.say_when_empty(
                fill(Message.of(N_("先选{what}"), what=tr(missing.label))),
                tr(N_("在上面输入名称、编码或拼音首字母，按 Enter 选定")),
            )
            self.card.show_table(EMPTY_TABLE)
            self.chart.show_table(EMPTY_TABLE)
            self._show_chart()
            self.commands_changed.emit()
            self.filters.ask(missing)
            return
        params = self.filters.values()
        firm, key = self.desk.firm, self.report.key
        self._job = (
            Read.followed(
                self, lambda progress: reports.run(firm, key, params, progress), self._show_progress
            )
            .latest("table")
            .label(N_("正在统计…"))
            .then(self._show)
            .afterwards(self._progress.hide)
            .run()
        )

    def _ask_anew(self) -> None:
        """Ask for the fields that the firm has now, and for those that are answered."""
        firm, values = self.desk.firm, self.filters.values()
        answered = {key: value for key, value in values.items() if value is not None and value != ""}
        tell(self, firm, self.filters.ask_for(reports.questions(firm, self.report.key, answered)))

    def focus_first(self) -> None:
        missing = self.filters.missing()
        if missing is None:
            self.card.view.setFocus()
        else:
            self.filters.ask(missing)

    def _show(self, table: Table) -> None:
        self._note.setText(tr(table.note or self.report.help))
        says_it_above = not table.rows and not self.filters.values()
        self._note.setVisible(bool(self._note.text()) and not says_it_above)
        if self.filters.values():
            self.card.say_when_empty(tr(N_("这段时间没有数据")), tr(N_("换一个日期或条件再看")))
        else:
            self.card.say_when_empty(tr(N_("没有数据")), tr(self.report.help))
        self.card.show_table(table)
        self.chart.show_table(table)
        self._show_chart()
        self.commands_changed.emit()

    def _show_chart(self) -> None:
        """Show it where there is one and a person wants it; unasked only where the table keeps room for its rows."""
        is_low = self.height() < theme.current().measures.px(_ROOM_FOR_CHART_PX)
        hides = is_low if self._hides_chart is None else self._hides_chart
        self._chart_card.setVisible(bool(self.chart.picture.series) and not hides)

    def _toggle_chart(self) -> None:
        self._hides_chart = not self._chart_card.isHidden()
        self._show_chart()

    def _show_progress(self, done: int, whole: int) -> None:
        self._progress.setRange(0, max(whole, 0))
        self._progress.setValue(done)
        self._progress.setVisible(done < whole)

    def _to_filter(self) -> None:
        if self.filters.text is not None:
            self.filters.text.setFocus()

    def _open_current(self) -> None:
        self._open(self.card.view.current_row())

    def _open(self, row: int) -> None:
        drill = self.card.view.rows.drill_at(row) if row >= 0 else None
        if drill is not None:
            self.desk.go.follow(drill)
