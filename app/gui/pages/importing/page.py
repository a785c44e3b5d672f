"""导入 Excel: a file is chosen or dropped, a trial says what would happen, F9 imports, and it can be taken back."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QProgressBar, QWidget

from app.core.changes import Changes
from app.core.errors import Problem
from app.core.field import Choice, Field
from app.core.kinds import Kind
from app.core.progress import Progress
from app.core.table import Table
from app.core.text import N_, Label, Message
from app.domain.documents.types import TYPES
from app.domain.records.types import RECORDS
from app.gui.commands import Command
from app.gui.editors.ask_strip import AskStrip
from app.gui.editors.field_factory import editor_for
from app.gui.errors import Notice
from app.gui.keymap.in_force import told
from app.gui.navigation import Desk
from app.gui.operations import Job, Read, Write
from app.gui.page import Page
from app.gui.pages.importing import tables
from app.gui.theme import GAP_S
from app.gui.widgets.choice_field import ChoiceField
from app.gui.widgets.filter_bar import FilterBar
from app.gui.widgets.opening import open_path
from app.gui.widgets.status_badge import StatusBadge
from app.gui.widgets.table_card import TableCard
from app.i18n.catalog import fill, tr
from app.i18n.messages import sentence
from app.services import imports
from app.services.imports import Batch, Outcome, Undone, Wish
from app.services.imports.naming import KIND_LABELS, fields_of

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
_TOUCHED: Final = Changes.of(
    "import", "stock", "party", "cash", *(f"record:{each.key}" for each in RECORDS),
    *(f"document:{each.key}" for each in TYPES),
)  # fmt: skip
"""What an import may have written: an import is seldom, and whoever shows any of it reads again."""


class ImportPage(Page):
    """Without a file it shows what was imported so far; with one, what the file would do."""

    shows = frozenset({"import"})
    topic = "import"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr(N_("导入 Excel")), parent)
        self.desk = desk
        self._path: Path | None = None
        self._mapping: dict[int, str] = {}
        self._outcome: Outcome | None = None
        self._batches: list[Batch] = []
        self._job: Job | None = None
        self.question = AskStrip()
        self.filters = FilterBar((_KIND, _VIEW), lambda field: editor_for(field, desk.firm))
        self._file = QLabel()
        self._file.setProperty("role", "strong")
        self._counts = [StatusBadge() for _ in range(5)]
        self._holds = QLabel(tr(N_("这一列是")))
        self._holds.setProperty("role", "caption")
        self.column_field = ChoiceField((), may_be_empty=False)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self.card = TableCard()
        self.card.view.arranged.name = "import"
        self._lay_out_body()
        self.setAcceptDrops(True)
        self._connect()
        self._show_state()

    def _lay_out_body(self) -> None:
        self._about = QWidget()
        row = QHBoxLayout(self._about)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP_S)
        row.addWidget(self._file)
        for badge in self._counts:
            row.addWidget(badge)
        row.addStretch(1)
        self._choice = QWidget()
        column = QHBoxLayout(self._choice)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_S)
        column.addWidget(self._holds)
        column.addWidget(self.column_field)
        column.addStretch(1)
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
        self.column_field.changed.connect(self._on_column)

    def commands(self) -> tuple[Command, ...]:
        choose = Command("import.choose", N_("选文件"), self.choose, button=True, primary=not self._path)
        if self._outcome is None:
            undo = Command("import.undo", N_("撤销这次导入"), self.undo_current, button=True)
            return (choose, *((undo,) if self._batches else ()))
        marks = Command("import.mark", N_("把问题标在表上"), self.ask_and_mark, button=True)
        bring = N_("导入没有错误的行") if self._outcome.errors else N_("导入")
        return (
            choose,
            *((marks,) if self._outcome.errors or self._outcome.warnings else ()),
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
            lambda path: self.open(Path(path).expanduser()),
            proposal=str(self._path or ""),
            browse=self._browse,
        )

    def _browse(self, path: str) -> str:
        kinds = f"{tr(N_('表格'))} (*.xlsx *.xlsm *.xls *.csv *.txt *.html *.xml);;{tr(N_('所有文件'))} (*)"
        return QFileDialog.getOpenFileName(self, tr(N_("要导入的表")), path, kinds)[0]

    def open(self, path: Path) -> None:
        """Read a file and say what it would do."""
        self._path = path
        self._outcome = None
        self._mapping = {}
        self.try_out(kind="")

    def try_out(self, kind: str | None = None) -> None:
        """Try the import and take it back: as `kind`, as was chosen, or as the headers say."""
        if self._path is None:
            return
        wanted = str(self.filters.values()["kind"] or "") if kind is None else kind
        self.clear_notice()
        self._run(N_("正在读取…"), Wish(is_dry=True), wanted, self._show_outcome)

    def bring(self) -> None:
        """Import what was shown; faulty rows stay out."""
        if self._outcome is not None:
            self._run(N_("正在导入…"), Wish(skip_errors=True), self._outcome.brought.kind, self._show_done)

    def _run(self, label: Label, wish: Wish, kind: str, then: object) -> None:
        firm, path, mapping = self.desk.firm, self._path, dict(self._mapping)
        assert path is not None
        assert callable(then)

        def work(progress: Progress) -> tuple[Outcome, Changes]:
            outcome = imports.run(
                firm,
                path,
                kind=kind,
                mapping=mapping or None,
                dry_run=wish.is_dry,
                skip_errors=wish.skip_errors,
                progress=progress,
            )
            return outcome, _TOUCHED if outcome.is_done else Changes()

        self._follow(label, work, lambda found: then(found[0]))

    def _follow(self, label: Label, work: Callable[[Progress], Any], then: Callable[[Any], None]) -> None:
        """Do long work, in the place of what was under way; Esc stops it."""
        if self._job is not None:
            self._job.cancel()
        self._progress.setRange(0, 0)
        self._progress.show()
        self._job = (
            Write.followed(self, work, self._show_progress)
            .label(label)
            .then(then)
            .otherwise(self._refuse)
            .afterwards(self._progress.hide)
            .run()
        )

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
        self.filters.set_values({"kind": outcome.brought.kind})
        self._show_state()
        self.card.view.stand_on(row)
        self.card.view.setFocus()

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
        self._path = None
        self._outcome = None
        self._mapping = {}
        self.reload()

    def _show_state(self) -> None:
        outcome = self._outcome
        for part in (self._about, self.filters):
            part.setVisible(outcome is not None)
        if outcome is None:
            self._show_table(tables.history(self._batches))
        else:
            self._file.setText(f"{outcome.brought.file} · {outcome.brought.sheet}")
            self._show_counts(outcome)
            self._show_table(tables.VIEWS[str(self.filters.values()["view"])](outcome))
        self._show_choice()
        self.commands_changed.emit()

    def _show_counts(self, outcome: Outcome) -> None:
        counts = {**outcome.counts(), "error_rows": outcome.rows_left_out}
        told: tuple[tuple[Label, str, str], ...] = (
            (N_("新增 {count}"), "new", "good"),
            (N_("变更 {count}"), "changed", "warn"),
            (N_("不变 {count}"), "unchanged", "quiet"),
            (N_("错误 {count} 行"), "error_rows", "bad"),
            (N_("提醒 {count}"), "warnings", "warn"),
        )
        for badge, (label, key, tone) in zip(self._counts, told, strict=True):
            badge.say(fill(Message.of(label, count=counts[key])) if counts[key] else "", tone)

    def _show_table(self, table: Table) -> None:
        if self._outcome is None:
            self.card.say_when_empty(
                told(N_("把 Excel 表拖到这里，或按 {import_choose} 选文件")),
                tr(N_("商品、客户、供应商、价格、期初库存、盘点表都认得；先试算，再导入，导入了也能撤销")),
                Command("import.choose", N_("选文件"), self.choose),
            )
        else:
            self.card.say_when_empty(tr(N_("这里没有内容")), told(N_("按 {import_bring} 导入")))
        self.card.show_table(table)

    def _on_filters(self) -> None:
        if self._outcome is None:
            return
        if self.filters.values()["kind"] != self._outcome.brought.kind:
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
        self.column_field.clear()
        self.column_field.offer(fields_of(self._outcome.brought.kind))
        self.column_field.set_value(column.field)

    def _on_opened(self, _row: int) -> None:
        if self._shows_columns():
            self.column_field.setFocus()

    def _on_column(self) -> None:
        row = self.card.view.current_row()
        if self._outcome is None or row < 0:
            return
        column = self._outcome.brought.reading.head.columns[self.card.view.rows.number_at(row)]
        self._mapping[column.place] = str(self.column_field.value() or "")
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
            lambda path: self.mark(Path(path).expanduser()),
            proposal=str(proposal),
        )

    def mark(self, target: Path) -> None:
        """Write the copy and offer to open it."""
        if self._outcome is not None and self._path is not None:
            Read(self, partial(imports.mark, self._outcome, self._path, target)).label(N_("正在保存…")).then(
                self._on_marked
            ).run()

    def _on_marked(self, path: Path) -> None:
        opens = Command("import.open_marked", N_("打开文件"), partial(open_path, path))
        told = fill(Message.of(N_("有问题的单元格已涂色并写了说明：{path}"), path=path))
        self.show_notice(Notice(told, "good", opens))

    # Taking back

    def reload(self) -> None:
        if self._path is None:
            Read(self, partial(imports.listed, self.desk.firm)).latest("history").then(
                self._show_history
            ).run()

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
        firm = self.desk.firm

        def work(progress: Progress) -> tuple[Undone, Changes]:
            return imports.undo(firm, batch, progress), _TOUCHED

        self._follow(N_("正在撤销…"), work, self._on_undone)

    def _on_undone(self, found: tuple[Undone, Changes]) -> None:
        undone, _ = found
        tone = "warn" if undone.kept else "good"
        self.show_notice(Notice("\n".join(undone.lines()), tone))

    # Keys and the mouse

    def focus_first(self) -> None:
        self.card.view.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stops what is under way, then puts the file away."""
        is_busy = self._job is not None and not self._progress.isHidden()
        if event.key() == Qt.Key.Key_Escape and not self.banner.text and (is_busy or self._path):
            if is_busy and self._job is not None:
                self._job.cancel()
                self._progress.hide()
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
    if outcome.errors or outcome.warnings:
        return "problems"
    return "changes" if outcome.changes else "records"
