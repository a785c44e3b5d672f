"""The list of a type: filter as you type, Enter opens, F2 begins a new one. The same page for documents and records."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from app.core.table import Drill, Table
from app.core.text import N_, Message
from app.domain.documents.types import TYPES
from app.domain.records.types import RECORDS
from app.gui.commands import Command
from app.gui.editors.field_factory import editor_for
from app.gui.editors.labelling import Labelling
from app.gui.navigation import Desk
from app.gui.operations import Read
from app.gui.page import Page
from app.gui.pages.kept_filters import KeptFilters
from app.gui.pages.list_acts import ListActs
from app.gui.pages.list_printing import ListPrinting
from app.gui.pages.subjects import Subject
from app.gui.widgets.filter_bar import TEXT_OF_A_LIST, FilterBar
from app.gui.widgets.table_card import TableCard
from app.i18n.catalog import fill, tr

if TYPE_CHECKING:
    from app.gui.pages.tag_finding import TagFinding


class ListPage(Page):
    """Shows what a subject reads."""

    def __init__(self, desk: Desk, subject: Subject, parent: QWidget | None = None) -> None:
        super().__init__(tr(subject.label), parent)
        self.desk = desk
        self.subject = subject
        self.shows = subject.shows
        self.filters = FilterBar(
            subject.fields,
            lambda field: editor_for(field, desk.firm),
            searches=TEXT_OF_A_LIST,
            parent=self,
        )
        self.card = TableCard(self)
        self.card.view.arranged.name = f"list.{subject.key}"
        self.kept = KeptFilters(f"list.{subject.key}", self.filters, self, desk.firm)
        self.body.addWidget(self.filters)
        self.body.addWidget(self.kept)
        self.body.addWidget(self.card, 1)
        self.printing = ListPrinting(desk.firm, self, subject.key, self.chosen_uids)
        self.labelling = Labelling(desk, self)
        self.finding = _finding_of(desk, self)
        self.acts = ListActs(desk, self, subject.key, self.card.view)
        self._connect()
        self.commands_changed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        if self.finding is not None:
            self.finding.stop()
        super().hideEvent(event)

    def _connect(self) -> None:
        self.filters.changed.connect(self.reload)
        self.filters.searched.connect(self._filter)
        self.filters.left.connect(self._to_list)
        self.card.opened.connect(self._open)
        self.card.typed.connect(self.filters.type_text)

    def commands(self) -> tuple[Command, ...]:
        return (
            Command("list.new", N_("新增"), self.subject.begin, button=True, primary=True),
            Command("list.open", N_("打开"), self._open_current, hint=True),
            Command("list.filter", N_("筛选"), self._to_filter),
            Command("page.reload", N_("刷新"), self.reload),
            *self.kept.commands(),
            *self.acts.commands(),
            *self.printing.commands(),
            *self._labels(),
            *(self.finding.commands() if self.finding is not None else ()),
            Command("list.columns", N_("选列"), self.card.view.arranged.offer),
        )

    def _labels(self) -> tuple[Command, ...]:
        key, labelling = self.subject.key, self.labelling
        of = labelling.of_documents if key in TYPES else labelling.of_records
        return of(key, self.chosen_uids)

    def chosen_uids(self) -> list[str]:
        """Return the documents or records of the selected rows."""
        view = self.card.view
        drills = [view.rows.drill_at(row) for row in view.selected_rows()]
        return [str(dict(drill.params)["uid"]) for drill in drills if drill is not None]

    def reload(self) -> None:
        gone = self.filters.ask_for(self.subject.fields)
        if gone:
            from app.gui.pages.gone_fields import tell  # noqa: PLC0415 - seldom wanted

            tell(self, self.desk.firm, gone)
        if self.card.view.rows.columns:
            self._read_all()
            return
        Read(self, partial(self.subject.begin_to_read, self.filters.values())).latest("rows").label(
            N_("正在读取…")
        ).then(self._begin_to_show).run()

    def _read_all(self) -> None:
        Read(self, partial(self.subject.read, self.filters.values())).latest("rows").label(
            N_("正在读取…")
        ).then(self._show).run()

    def focus_first(self) -> None:
        self.card.view.setFocus()

    def _begin_to_show(self, found: tuple[Table, bool]) -> None:
        table, is_all = found
        self._show(table, is_all=is_all)
        if not is_all:
            QTimer.singleShot(0, self, self._read_all)

    def _show(self, table: Table, *, is_all: bool = True) -> None:
        self.card.say_when_empty(
            fill(Message.of(N_("这里还没有{what}"), what=tr(self.subject.label))),
            tr(self.subject.help),
            Command("list.new", N_("新增"), self.subject.begin),
        )
        self.card.show_table(table, is_all=is_all)

    def _filter(self, text: str) -> None:
        self.card.filter(text)
        Read(self, partial(self.subject.find, text)).latest("find").then(partial(self._keep, text)).run()

    def _keep(self, text: str, found: frozenset[Drill | None]) -> None:
        if self.filters.text is not None and text == self.filters.text.text():
            self.card.keep_also(found)

    def _to_list(self) -> None:
        if self.card.is_empty:
            return
        self.card.view.setFocus()
        if self.card.view.current_row() < 0:
            self.card.view.stand_on(0)

    def _to_filter(self) -> None:
        if self.filters.text is not None:
            self.filters.text.setFocus()
            self.filters.text.selectAll()

    def _open_current(self) -> None:
        self._open(self.card.view.current_row())

    def _open(self, row: int) -> None:
        drill = self.card.view.rows.drill_at(row) if row >= 0 else None
        if drill is not None:
            self.subject.open(drill)


def _finding_of(desk: Desk, page: ListPage) -> "TagFinding | None":
    """Return what finds the records of a list by their tags, for those that hang on such."""
    key = page.subject.key
    if key not in RECORDS or not RECORDS[key].heard_as:
        return None
    from app.gui.pages.tag_finding import TagFinding  # noqa: PLC0415 - loaded with the first list of tags

    return TagFinding(desk.firm, page, key, page.chosen_uids)
