"""导入 Excel: a file is chosen or dropped, a trial says what would happen, F9 imports, and it can be taken back."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from app.core.errors import Problem
from app.core.field import Choice, Field
from app.core.kinds import Kind
from app.core.rule import REASON
from app.core.table import Table
from app.core.text import N_, Message, own
from app.domain.documents.types import TYPES
from app.domain.intake.columns import Column
from app.gui.commands import Command
from app.gui.editors.ask_strip import AskStrip
from app.gui.editors.field_factory import editor_for
from app.gui.errors import Notice
from app.gui.input.typed_path import typed_path
from app.gui.keymap.in_force import told
from app.gui.navigation import Desk
from app.gui.page import Page
from app.gui.pages.importing import tables
from app.gui.pages.importing.strips import ColumnStrip, OutcomeStrip
from app.gui.pages.importing.work import ImportWork
from app.gui.widgets.filter_bar import FilterBar
from app.gui.widgets.opening import open_path
from app.gui.widgets.table_card import TableCard
from app.i18n.catalog import fill, tr
from app.i18n.messages import sentence
from app.services import modules
from app.services.imports import Batch, Outcome, Undone
from app.services.imports.naming import KIND_LABELS, choices_for, goes_nowhere
from app.services.imports.own_fields import name_in, new_source

_KIND: Final = Field(
    "kind",
    N_("内容"),
    Kind.CHOICE,
    choices=tuple(Choice(key, label) for key, label in KIND_LABELS.items()),
    required=True,
)
_VIEW: Final = Field(
    "view", N_("显示"), Kind.CHOICE, choices=tables.VIEW_CHOICES, required=True, default="problems"
)


class ImportPage(Page):
    """Without a file it shows what was imported so far; with one, what the file would do."""

    shows = frozenset({"import"})
    topic = "import"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr(N_("导入 Excel")), parent)
        self.desk = desk
        self._path: Path | None = None
        self._mapping: dict[int, str] = {}
        self._reason = ""
        self._asked_why = False
        self._outcome: Outcome | None = None
        self._batches: list[Batch] = []
        self.work = ImportWork(desk.firm, self)
        self.question = AskStrip()
        is_on = modules.asks(desk.firm)
        kinds = tuple(
            each
            for each in _KIND.choices
            if is_on(f"list:{each.key}") and (each.key not in TYPES or is_on(f"document:{each.key}"))
        )
        self._kinds = {each.key for each in kinds}
        self.filters = FilterBar(
            (replace(_KIND, choices=kinds), _VIEW), lambda field: editor_for(field, desk.firm), parent=self
        )
        self._about = OutcomeStrip()
        self._choice = ColumnStrip()
        self.column_field = self._choice.field
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self.card = TableCard(self)
        self.card.view.arranged.name = "import"
        self.card.view.gives_way = False
        self._lay_out_body()
        self.setAcceptDrops(True)
        self._connect()
        self._show_state()

    def _lay_out_body(self) -> None:
        self.body.addWidget(self.question)
        self.body.addWidget(self._about)
        self.body.addWidget(self.filters)
        self.body.addWidget(self._choice)
        self.body.addWidget(self._progress)
        self.body.addWidget(self.card, 1)
        self._progress.hide()

    def _connect(self) -> None:
        self.filters.changed.connect(self._on_filters)
        self.card.opened.connect(self._on_opened)
        self.card.view.selectionModel().currentRowChanged.connect(self._show_choice)
        self._choice.chosen.connect(self._on_column)
        self.work.tried.connect(self._show_outcome)
        self.work.brought.connect(self._show_done)
        self.work.refused.connect(self._refuse)
        self.work.began.connect(self._show_begun)
        self.work.progressed.connect(self._show_progress)
        self.work.ended.connect(self._progress.hide)
        self.work.marked.connect(self._on_marked)
        self.work.listed.connect(self._show_history)
        self.work.undone.connect(self._on_undone)

    def commands(self) -> tuple[Command, ...]:
        choose = Command("import.choose", N_("选文件"), self.choose, button=True, primary=not self._path)
        if self._outcome is None:
            undo = Command("import.undo", N_("撤销这次导入"), self.undo_current, button=True)
            return (choose, *((undo,) if self._batches else ()))
        marks = Command("import.mark", N_("把问题标在表上"), self.ask_and_mark, button=True)
        bring = N_("导入没有错误的行") if self._outcome.errors else N_("导入")
        bring = N_("写明原因") if self._wants_a_reason() else bring
        return (
            choose,
            *((marks,) if self._outcome.remarks else ()),
            Command("import.bring", bring, self.bring, button=True, primary=True),
            Command("page.reload", N_("重新读取"), self.try_out),
            Command("import.leave", N_("换一个"), self.put_away, hint=True),
        )

    # The file

    def choose(self) -> None:
        """Ask for a file."""
        self.question.ask(
            N_("要导入的表"),
            N_("文件的完整路径，或把文件拖到这里"),
            N_("读取"),
            lambda path: self.open(typed_path(path)),
            proposal=str(self._path or ""),
            browse=self._browse,
        )

    def _browse(self, path: str) -> str:
        kinds = f"{tr(N_('表格'))} (*.xlsx *.xlsm *.xls *.csv *.txt *.html *.xml);;{tr(N_('所有文件'))} (*)"
        return QFileDialog.getOpenFileName(self, tr(N_("要导入的表")), path, kinds)[0]

    def open(self, path: Path) -> None:
        """Read a file and say what it would do."""
        self._let_go()
        self._path = path
        self.try_out(kind="")

    def try_out(self, kind: str | None = None) -> None:
        """Try the import and take it back: as `kind`, as was chosen, or as the headers say."""
        if self._path is None:
            return
        wanted = str(self.filters.values()["kind"] or "") if kind is None else kind
        self.clear_notice()
        self.work.try_out(self._path, wanted, self._mapping, self._reason)

    def bring(self) -> None:
        """Import what was shown; faulty rows stay out. Where a rule takes a reason, it is asked for first, once."""
        if self._outcome is None or self._path is None:
            return
        if self._wants_a_reason():
            self._ask_why(self._outcome)
        else:
            self.work.bring(self._path, self._outcome.brought.kind, self._mapping, self._reason)

    # Why rows are to stand that break a rule

    def _wants_a_reason(self) -> bool:
        return self._outcome is not None and bool(self._outcome.asking) and not self._asked_why

    def _ask_why(self, outcome: Outcome) -> None:
        """Ask for the one reason; who gives none imports without these rows."""
        self._asked_why = True
        rows = outcome.counts()["asking_rows"]
        question = fill(Message.of(N_("{rows} 行不符合规则，为什么可以例外？"), rows=rows))
        hint = told(N_("和这些行一起保存；不写原因，再按 {import_bring} 导入其余的行"))
        self.question.ask(own(question), own(hint), N_("试算"), self._give_reason, tone="warn")
        self.commands_changed.emit()

    def _give_reason(self, reason: str) -> None:
        self._reason = reason[: REASON.longest]
        self.try_out()

    def _show_begun(self) -> None:
        self._progress.setRange(0, 0)
        self._progress.show()

    def _show_progress(self, done: int, whole: int) -> None:
        self._progress.setRange(0, max(whole, 0))
        self._progress.setValue(done)

    def _refuse(self, problem: Problem) -> None:
        self.show_notice(Notice(sentence(problem), "bad"))
        self._outcome = None
        self._show_state()

    # What it would do

    def _show_outcome(self, outcome: Outcome) -> None:
        row = self.card.view.current_row() if self._shows_columns() else 0
        if self._outcome is None:
            self.filters.set_values({"view": _most_urgent(outcome)})
        self._outcome = outcome
        self._know(outcome.brought.kind)
        self.filters.set_values({"kind": outcome.brought.kind})
        self._show_state()
        self.card.view.stand_on(row)
        self.card.view.setFocus()

    def _know(self, kind: str) -> None:
        """Offer what a file turned out to be, though the firm does not use it."""
        if kind not in self._kinds:
            self._kinds.add(kind)
            self.filters.offer("kind", next(each for each in _KIND.choices if each.key == kind))

    def _show_done(self, outcome: Outcome) -> None:
        self.put_away()
        told = fill(
            Message.of(
                N_("已导入 {file}：新增 {new}，变更 {changed}，不变 {unchanged}，没有导入 {refused} 行"),
                file=outcome.brought.file,
                new=outcome.new,
                changed=outcome.changed,
                unchanged=outcome.unchanged,
                refused=outcome.rows_left_out,
            )
        )
        undo = Command("import.undo_it", N_("撤销这次导入"), partial(self.undo, outcome.batch))
        self.show_notice(Notice(told, "good", undo if outcome.batch else None))

    def put_away(self) -> None:
        """Let go of the file."""
        self._let_go()
        self.reload()

    def _let_go(self) -> None:
        self._path = self._outcome = None
        self._mapping = {}
        self._reason = ""
        self._asked_why = False
        self.question.give_up()

    def _show_state(self) -> None:
        outcome = self._outcome
        self._about.setVisible(outcome is not None)
        self.filters.setVisible(self._path is not None)
        if outcome is None:
            self._show_table(tables.history(self._batches))
        else:
            self._about.show_outcome(outcome)
            self._show_table(tables.VIEWS[str(self.filters.values()["view"])](outcome))
        self._show_choice()
        self.commands_changed.emit()

    def _show_table(self, table: Table) -> None:
        if self._outcome is None:
            self.card.say_when_empty(
                told(N_("把 Excel 表拖到这里，或按 {import_choose} 选文件")),
                tr(
                    N_(
                        "商品、客户、供应商、价格、期初库存、盘点表、单据明细都认得；先试算，再导入，导入了也能撤销"
                    )
                ),
                Command("import.choose", N_("选文件"), self.choose),
            )
        else:
            self.card.say_when_empty(tr(N_("这里没有内容")), told(N_("按 {import_bring} 导入")))
        self.card.show_table(table)

    def _on_filters(self) -> None:
        if self._path is None:
            return
        if self._outcome is None or self.filters.values()["kind"] != self._outcome.brought.kind:
            self._mapping = {}
            self.try_out()
        else:
            self._show_state()

    # Which column holds what

    def _shows_columns(self) -> bool:
        return self._outcome is not None and self.filters.values()["view"] == "columns"

    def _show_choice(self, *_: object) -> None:
        """Offer the fields for the column that is chosen in the list of columns."""
        row = self.card.view.current_row()
        self._choice.setVisible(self._shows_columns() and row >= 0)
        if self._outcome is None or self._choice.isHidden():
            return
        column = self._outcome.brought.reading.head.columns[self.card.view.rows.number_at(row)]
        self._choice.show_field(self._offered(column), column.field)

    def _offered(self, column: Column) -> tuple[Choice, ...]:
        """Return what a column can hold; one that nothing is seen in can become a field of the firm's own."""
        assert self._outcome is not None
        kind, reading = self._outcome.brought.kind, self._outcome.brought.reading
        becomes = column.field if name_in(column.field) else ""
        if goes_nowhere(kind, column) and modules.is_on(self.desk.firm, "record:custom_field"):
            becomes = new_source(column, reading.guesses.get(column.place, "text"))
        return choices_for(kind, self._outcome.own, becomes)

    def _on_opened(self, _row: int) -> None:
        if self._shows_columns():
            self.column_field.setFocus()

    def _on_column(self, field: str) -> None:
        row = self.card.view.current_row()
        if self._outcome is None or row < 0:
            return
        column = self._outcome.brought.reading.head.columns[self.card.view.rows.number_at(row)]
        self._mapping[column.place] = field
        self.try_out()

    # The marked copy

    def ask_and_mark(self) -> None:
        """Ask where the copy with the faults in colour goes."""
        if self._path is None:
            return
        proposal = self._path.with_name(f"{self._path.stem}-{tr(N_('问题'))}.xlsx")
        self.question.ask(
            N_("标好的表存到"),
            N_("文件的完整路径"),
            N_("保存"),
            lambda path: self.mark(typed_path(path)),
            proposal=str(proposal),
        )

    def mark(self, target: Path) -> None:
        """Write the copy and offer to open it."""
        if self._outcome is not None and self._path is not None:
            self.work.mark(self._outcome, self._path, target)

    def _on_marked(self, path: Path) -> None:
        opens = Command("import.open_marked", N_("打开文件"), partial(open_path, path))
        told = fill(Message.of(N_("有问题的单元格已涂色并写了说明：{path}"), path=path))
        self.show_notice(Notice(told, "good", opens))

    # Taking back

    def reload(self) -> None:
        if self._path is None:
            self.work.list()

    def _show_history(self, batches: list[Batch]) -> None:
        self._batches = batches
        if self._outcome is None:
            self._show_state()

    def undo_current(self) -> None:
        """Take back the import that is chosen in the history."""
        row = self.card.view.current_row()
        if self._outcome is None and row >= 0:
            self.undo(self._batches[self.card.view.rows.number_at(row)].uid)

    def undo(self, batch: str) -> None:
        """Take an import back and say what stayed."""
        self.work.undo(batch)

    def _on_undone(self, undone: Undone) -> None:
        tone = "warn" if undone.kept else "good"
        self.show_notice(Notice("\n".join(undone.lines()), tone))

    # Keys and the mouse

    def focus_first(self) -> None:
        self.card.view.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stops what is under way, then puts the file away."""
        is_busy = not self._progress.isHidden()
        if event.key() == Qt.Key.Key_Escape and not self.banner.text and (is_busy or self._path):
            if is_busy:
                self.work.cancel()
            self.put_away()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may come in."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """The first file that was dropped is read."""
        self.open(next(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()))


def _most_urgent(outcome: Outcome) -> str:
    """Say what a person should look at first."""
    if outcome.remarks:
        return "problems"
    return "changes" if outcome.changes else "records"
