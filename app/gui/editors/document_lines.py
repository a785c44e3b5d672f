"""The lines of a document on the screen: a grid for each group of lines, and what typing in them does to the draft."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from app.core.errors import BusinessError, Problem
from app.core.text import EMPTY, N_, Label, Message
from app.domain.documents.document import Document, Line
from app.domain.documents.fields import PRICE_SOURCE
from app.domain.documents.spec import DocType
from app.domain.settings import STOPS_AT_PRICE
from app.gui import errors
from app.gui.editors import line_edits, pasting
from app.gui.editors.coded import coded_goods, found_of, tells_more
from app.gui.editors.draft import Draft
from app.gui.editors.field_factory import Found, find
from app.gui.editors.line_grid import LineGrid
from app.gui.editors.proposals import propose, tracked_of, units_of
from app.gui.models.line_model import LineModel
from app.gui.models.titles import Titles
from app.gui.operations import Read
from app.i18n.catalog import fill, tr
from app.i18n.messages import sentence
from app.services import documents, modules
from app.services.firm import Firm
from app.services.scanning import Goods

_FIRST_HINT = N_("输入品名、拼音或扫码…")
_MOST_TOLD = 5
"""So many texts that could not be pasted are told."""
_HINT = N_("按 {draw} 选单，从来源单据带入明细")


class DocumentLines(QFrame):
    """Built from `DocType.line` and, where declared, `DocType.roles`.

    Signals: left(step) when Enter leaves the lines; noticed(text) when something could not be read,
    with an empty text when that is over;
    creation_asked(record type, text) when a person wants a new record to put into a cell;
    deals_asked(number) when a person wants to know what the goods of a line went for before.
    """

    left = Signal(int)
    noticed = Signal(str)
    creation_asked = Signal(str, str)
    deals_asked = Signal(int)

    def __init__(
        self, firm: Firm, doc_type: DocType, draft: Draft, titles: Titles, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._firm = firm
        self._type = doc_type
        self._draft = draft
        self._titles = titles
        self._stocks = Titles(partial(_stock, firm), self)
        self._coded: Goods | None = None
        """What the text last typed into a cell for goods means as a code."""
        self._models = [self._model(role) for role, _ in doc_type.roles or (("", EMPTY),)]
        self.grids = [self._grid(model) for model in self._models]
        self._lay_out()
        self._connect()
        self._show()

    def _model(self, role: str) -> LineModel:
        model = LineModel(
            self._type,
            role=role,
            title_of=self._titles.of,
            stock_of=self._stock_of,
            units_of=partial(units_of, self._firm),
            tracked_of=partial(tracked_of, self._firm),
            find_goods=self._find_goods,
            stops_at_price=bool(self._firm.books.chosen(STOPS_AT_PRICE)),
            is_on=modules.asks(self._firm),
            parent=self,
        )
        model.hint = tr(_FIRST_HINT)
        return model

    def _grid(self, model: LineModel) -> LineGrid:
        grid = LineGrid(model, self._firm, self._titles, self)
        grid.hint = _HINT
        return grid

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 4, 1, 5)
        column.setSpacing(0)
        labels: tuple[Label, ...] = tuple(label for _, label in self._type.roles)
        for place, grid in enumerate(self.grids):
            if labels:
                caption = QLabel(tr(labels[place]))
                caption.setProperty("role", "section")
                caption.setContentsMargins(12, 8, 12, 2)
                column.addWidget(caption)
            column.addWidget(grid, 1)
        self.setFocusProxy(self.grids[0])

    def _connect(self) -> None:
        self._draft.changed.connect(self._show)
        self._titles.arrived.connect(self._refresh)
        self._stocks.arrived.connect(self._refresh)
        for place, grid in enumerate(self.grids):
            role = self._models[place].role
            grid.lines.typed.connect(partial(self._on_typed, role))
            grid.left.connect(partial(self._on_left, place))
            grid.deleted.connect(partial(self._act, line_edits.without_line, 0))
            grid.inserted.connect(partial(self._act, partial(_with_blank, role), 0))
            grid.copied.connect(partial(self._act, line_edits.with_copied, 1))
            grid.pasted.connect(partial(self._on_pasted, grid, role))
            grid.looked_up.connect(self.deals_asked)
            grid.undone.connect(self._draft.undo)
            grid.redone.connect(self._draft.redo)
            grid.creation_asked.connect(self.creation_asked)
            grid.marked.connect(self.noticed)

    # What the page asks for

    def set_read_only(self, *, is_read_only: bool) -> None:
        """Show without letting anybody type."""
        for grid in self.grids:
            grid.lines.set_read_only(is_read_only=is_read_only)

    @property
    def is_read_only(self) -> bool:
        """Say whether nobody may type."""
        return self.grids[0].lines.is_read_only

    def commit(self) -> bool:
        """Read what is being typed; False when it cannot be read."""
        return all(grid.close_editor() for grid in self.grids)

    @property
    def is_open(self) -> bool:
        """Say whether a cell is being typed into."""
        return any(grid.is_open for grid in self.grids)

    def begin(self) -> None:
        """Go where typing begins."""
        self.grids[0].begin()

    def end(self) -> None:
        """Go to the last cell."""
        self.grids[-1].end()

    def stand(self, number: int, key: str = "") -> None:
        """Put the cursor on a line's cell."""
        next((grid for grid in self.grids if grid.stand(number, key)), None)

    def point(self, number: int) -> None:
        """Show a line without taking the cursor from where it is."""
        for grid in self.grids:
            grid.point(number)

    def mark(self, problems: Iterable[Problem]) -> None:
        """Mark the cells that problems are about."""
        marks = {(problem.line, problem.field): sentence(problem) for problem in problems if problem.line}
        for grid in self.grids:
            here = {
                (number, key if grid.lines.place_of(key) >= 0 else ""): text
                for (number, key), text in marks.items()
            }
            grid.lines.set_marks(here)

    def hint(self, hints: Iterable[Problem]) -> None:
        """Tint the cells that look odd; a mark of what is wrong goes over it."""
        says = {(each.line, each.field): sentence(each) for each in hints if each.line}
        for grid in self.grids:
            grid.lines.set_hints(says)

    @property
    def number(self) -> int:
        """The number of the line the cursor is on; 0 when it is on none."""
        return next((grid.number() for grid in self.grids if grid.number()), 0)

    def forget_stock(self) -> None:
        """Ask anew how much there is."""
        self._stocks.forget([self._warehouse()])

    def awaiting(self) -> Callable[[str, str], None]:
        """Return what puts a record that is being made into the cell under the cursor, wherever that is by then."""
        grid = next((each for each in self.grids if each.currentIndex().isValid()), self.grids[0])
        index, model = grid.currentIndex(), grid.lines
        row, place = max(index.row(), 0), max(index.column(), 0)
        before = model.value_at(row, place) if model.is_row(row) else None
        return partial(self._put_in, grid, model.number_of(row), model.columns[place].key, before)

    def _put_in(self, grid: LineGrid, number: int, key: str, before: object, uid: str, _title: str) -> None:
        """Put it into the line where it was wanted, or into a new one; never over what came there meanwhile."""
        model = grid.lines
        row = model.row_of(number)
        is_there = row >= 0 and model.value_at(row, model.place_of(key)) == before
        if not is_there and not before:
            number, is_there = model.number_of(model.rowCount() - 1), True
        if is_there and grid.stand(number, key):
            grid.put(uid)

    def put_price(self, number: int, price: object) -> None:
        """Put a price into a line as if it had been typed, and go on."""
        for grid in self.grids:
            if grid.stand(number, "price"):
                grid.put(price)

    def put_quantity(self, number: int, quantity: object) -> None:
        """Put a quantity into a line as if it had been typed, and go on."""
        for grid in self.grids:
            if grid.stand(number, "quantity"):
                grid.put(quantity)

    # What typing does

    def _show(self) -> None:
        for model in self._models:
            model.show(self._draft.document)

    def _refresh(self) -> None:
        for model in self._models:
            model.repaint()

    def _warehouse(self) -> str:
        return str(self._draft.document.value("warehouse") or "")

    def _stock_of(self, item: str) -> str:
        return self._stocks.of(self._warehouse(), item)

    def _find_goods(self, text: str) -> list[Found]:
        """Look for goods, each with its stock; called off the GUI thread."""
        warehouse = self._warehouse()
        self._coded = coded = coded_goods(self._firm, text)
        finds = find(self._firm, "item", text)
        if coded is not None:
            finds = [found_of(self._firm, coded), *(found for found in finds if found.uid != coded.item)]
        return [
            replace(
                found,
                detail="   ".join(filter(None, (found.detail, _stock(self._firm, warehouse, found.uid)))),
            )
            for found in finds
        ]

    def _on_typed(self, role: str, number: int, key: str, value: object) -> None:
        coded, self._coded = (self._coded, None) if key == "item" else (None, self._coded)
        is_told = coded is not None and coded.item == value and tells_more(self._firm, coded)
        if coded is not None and is_told and self._take_coded(role, number, coded):
            return
        self._draft.edit(line_edits.with_cell(self._draft.document, number, key, value, role=role))
        if key in {"item", "unit"} and value:
            self._ask_proposal(number, str(value) if key == "unit" else "")
        elif key == "quantity" and value:
            self._ask_price(number)

    def _take_coded(self, role: str, number: int, goods: Goods) -> bool:
        """Write what a typed code tells into a line; False, with the reason, where it cannot be had."""
        before = line_edits.with_cell(self._draft.document, number, "item", goods.item, role=role)
        try:
            document = documents.with_goods(self._firm, before, number, goods)
        except BusinessError as problem:
            self.noticed.emit(errors.words(problem))
            return False
        self._draft.take(document)
        return True

    def _ask_proposal(self, number: int, unit: str = "", said: frozenset[str] = frozenset()) -> None:
        """Ask for the unit, price and tax rate that a line of these goods usually has; what was `said` stays."""
        document = self._draft.document
        line = document.lines[number - 1]
        Read(self, partial(propose, self._firm, document, line.item, unit)).then(
            partial(self._on_proposal, number, line, said)
        ).run()

    def _on_proposal(self, number: int, asked: Line, said: frozenset[str], proposed: Line) -> None:
        """Fill in what nobody typed meanwhile."""
        lines = self._draft.document.lines
        line = lines[number - 1] if number <= len(lines) else None
        if line is None or (line.item, line.unit) != (asked.item, asked.unit):
            return
        for key in ("unit", "price", PRICE_SOURCE.key, "tax_rate"):
            if (
                key not in said
                and self._type.line_field(key) is not None
                and line.value(key) == asked.value(key)
            ):
                line = line.with_value(key, proposed.value(key))
        self._draft.amend(self._draft.document.with_line(number, line))

    def _ask_price(self, number: int) -> None:
        """Ask whether so many have another price: more goods may be cheaper."""
        document = self._draft.document
        line = document.lines[number - 1]
        Read(self, partial(documents.priced, self._firm, document, line)).then(
            partial(self._on_price, number, line)
        ).run()

    def _on_price(self, number: int, asked: Line, priced: Line) -> None:
        """Fill in the price of the quantity, unless the line has become another one meanwhile."""
        lines = self._draft.document.lines
        if priced != asked and number <= len(lines) and lines[number - 1] == asked:
            self._draft.amend(self._draft.document.with_line(number, priced))

    def ask_prices(self) -> None:
        """Ask what all goods cost this party on this day."""
        document = self._draft.document
        if document.lines:
            Read(self, partial(documents.repriced, self._firm, document)).then(
                partial(self._on_prices, document)
            ).run()

    def _on_prices(self, asked: Document, repriced: Document) -> None:
        """Fill in other prices, unless the document has become another one meanwhile."""
        if repriced != asked and self._draft.document == asked:
            self._draft.amend(repriced)

    def _on_left(self, place: int, step: int) -> None:
        other = place + step
        if 0 <= other < len(self.grids):
            self.grids[other].begin() if step > 0 else self.grids[other].end()
        else:
            self.left.emit(step)

    def _act(self, act: Callable[[Document, int], Document], ahead: int, number: int) -> None:
        self._draft.edit(act(self._draft.document, number))
        self.stand(number + ahead)

    def _on_pasted(self, grid: LineGrid, role: str, number: int, text: str) -> None:
        columns = [grid.lines.columns[place] for place in grid.columns_from_here()]
        fields = [column.field for column in columns if column.field is not None]
        Read(self, partial(pasting.read_rows, self._firm, self._type, fields, text)).then(
            partial(self._on_rows, role, number)
        ).run()

    def _on_rows(self, role: str, number: int, pasted: pasting.Pasted) -> None:
        for uid, title in pasted.titles:
            self._titles.learn("item", uid, title)
        before = self._draft.document
        after = line_edits.with_pasted(before, number, pasted.rows, role=role)
        self._draft.edit(after)
        for place, row in enumerate(pasted.rows, number):
            line = self._draft.document.lines[place - 1] if place <= len(self._draft.document.lines) else None
            if line is not None and line.item:
                self._ask_proposal(place, line.unit, frozenset(key for key, _ in row))
        if pasted.unread or pasted.left_out:
            self.noticed.emit(_told(pasted))


def _stock(firm: Firm, warehouse: str, item: str) -> str:
    return documents.stock_of(firm, item, warehouse) if warehouse else ""


def _told(pasted: pasting.Pasted) -> str:
    """Say row by row what of a paste was not taken."""
    says = [
        fill(Message.of(N_("第 {row} 行{label}“{word}”"), row=each.row, label=each.label, word=each.word))
        for each in pasted.unread[:_MOST_TOLD]
    ]
    if len(pasted.unread) > _MOST_TOLD:
        says.append(fill(Message.of(N_("还有 {count} 处"), count=len(pasted.unread) - _MOST_TOLD)))
    if pasted.left_out:
        says.append(fill(Message.of(N_("最后 {count} 行太多，没有贴进来"), count=pasted.left_out)))
    return fill(Message.of(N_("有些内容没有认出来：{words}"), words=tr(N_("、")).join(says)))


def _with_blank(role: str, document: Document, number: int) -> Document:
    return line_edits.with_inserted(document, number, Line(role=role))
