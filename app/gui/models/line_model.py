"""The lines of a frozen document as rows of the grid; the document is replaced, never changed."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject

from app.core.kinds import Kind
from app.core.text import EMPTY, N_, Label
from app.domain.documents.document import Document, Line
from app.domain.documents.fields import TRACKING
from app.domain.documents.spec import DocType
from app.gui.models.grid_model import NUMBER, Find, GridColumn, GridModel
from app.i18n.show import decimals_of, show
from app.services.modules import IsOn

SOURCE: Final = "__source"
STOCK: Final = "__stock"
_ITEM: Final = "item"
_UNIT: Final = "unit"
_QUANTITY: Final = "quantity"
_DOCUMENT: Final = "document"
_ZERO_SAYS_SOMETHING: Final = frozenset({Kind.MONEY, Kind.PRICE})
_TRACKED: Final = frozenset(field.key for field in TRACKING)

TitleOf = Callable[[str, str], str]
"""Names what a uid of some kind stands for."""


def line_columns(doc_type: DocType, is_on: IsOn) -> tuple[GridColumn, ...]:
    """Return the columns of a type: its declared fields, with number, source and stock where they mean something.

    What the firm does not use stands there only where it holds something.
    """
    columns = [GridColumn(NUMBER, EMPTY, Kind.INTEGER)]
    if doc_type.source is not None:
        always = doc_type.source.compulsory or doc_type.source.settles
        columns.append(GridColumn(SOURCE, N_("来源单据"), Kind.LINK, is_optional=not always))
    for field in doc_type.line:
        walked = not field.read_only and (
            field.required or field.kind is Kind.PRICE or field.key == _QUANTITY
        )
        columns.append(
            GridColumn(
                field.key,
                field.label,
                field.kind,
                field,
                is_walked=walked,
                is_optional=field.folded or field.key in _TRACKED or not is_on(f"line:{field.key}"),
                is_away=not is_on(f"line:{field.key}"),
            )
        )
    if doc_type.line_field(_ITEM) and doc_type.header_field("warehouse"):
        columns.append(GridColumn(STOCK, N_("库存"), Kind.QUANTITY, is_away=not is_on("line:stock")))
    return tuple(columns)


class LineModel(GridModel):
    """Shows the lines of one role, and while they can be typed one empty row behind them."""

    def __init__(
        self,
        doc_type: DocType,
        *,
        role: str,
        title_of: TitleOf,
        stock_of: Callable[[str], str],
        units_of: Callable[[str], tuple[str, ...]],
        tracked_of: Callable[[str], frozenset[str]],
        find_goods: Callable[[str], Sequence[Find]],
        is_on: IsOn,
        stops_at_price: bool = False,
        parent: QObject | None = None,
    ) -> None:
        begins_with = _ITEM if doc_type.begins_lines else ""
        super().__init__(line_columns(doc_type, is_on), begins_with=begins_with, parent=parent)
        self.role = role
        self._title_of = title_of
        self._stock_of = stock_of
        self._units_of = units_of
        self._tracked_of = tracked_of
        self._find_goods = find_goods
        self._stops_at_price = stops_at_price
        self._lines: tuple[tuple[int, Line], ...] = ()
        self._decimals: dict[str, int] = {}
        """By column, so that figures stand under each other."""
        self._asked_for: frozenset[str] | None = None
        """What the goods of all lines ask for; None until somebody wants to know."""
        self._next = 1

    def show(self, document: Document) -> None:
        """Show another state of the document, disturbing only the rows that came or went."""
        lines = tuple(
            (number, line) for number, line in enumerate(document.lines, start=1) if line.role == self.role
        )
        self._next = len(document.lines) + 1
        self.replace_rows(
            [line for _, line in self._lines], [line for _, line in lines], partial(self._take, lines)
        )

    def _take(self, lines: tuple[tuple[int, Line], ...]) -> None:
        self._lines = lines
        self._decimals = {
            column.key: decimals_of((line.value(column.key) for _, line in lines), column.kind)
            for column in self.columns
        }
        self._asked_for = None

    def rows(self) -> int:
        return len(self._lines)

    def number_of(self, row: int) -> int:
        return self._lines[row][0] if row < len(self._lines) else self._next

    def row_of(self, number: int) -> int:
        return next((row for row, (each, _) in enumerate(self._lines) if each == number), -1)

    def search_at(self, row: int, place: int) -> Callable[[str], Sequence[Find]] | None:
        """Goods are shown with their stock."""
        return self._find_goods if self.columns[place].key == _ITEM else None

    def choices_at(self, row: int, place: int) -> tuple[str, ...] | None:
        """A line's unit is one of its goods'."""
        return self._units_of(self._lines[row][1].item) if self.columns[place].key == _UNIT else None

    def is_walked(self, row: int, place: int) -> bool:
        """Enter stops besides at what the goods of a line ask for: batch, expiry; and not at a price that is there."""
        if not self.is_row(row):
            return super().is_walked(row, place)
        column, line = self.columns[place], self._lines[row][1]
        if column.kind is Kind.PRICE and not self._stops_at_price and (line.price or line.typed_amount):
            return False
        return super().is_walked(row, place) or (
            column.key in self._tracked(row) and self.is_typed(row, place)
        )

    def needs(self, key: str) -> bool:
        if key == SOURCE:
            return len({line.source for _, line in self._lines}) > 1
        return key in self._tracked_anywhere() or any(line.value(key) for _, line in self._lines)

    def _tracked(self, row: int) -> frozenset[str]:
        item = self._lines[row][1].item
        return self._tracked_of(item) if item else frozenset()

    def _tracked_anywhere(self) -> frozenset[str]:
        """Ask once, not once a column: with 300 lines that took 4 of the 11 ms of a scan."""
        if self._asked_for is None:
            items = {line.item for _, line in self._lines if line.item}
            self._asked_for = frozenset[str]().union(*map(self._tracked_of, items))
        return self._asked_for

    def is_fixed(self, row: int, place: int) -> bool:
        """What a line was drawn from says once and for all which goods it is about."""
        line, key = self._lines[row][1], self.columns[place].key
        return (bool(line.source) and key == _ITEM) or (not line.item and key == _UNIT)

    def text_at(self, row: int, place: int) -> str:
        column = self.columns[place]
        if column.key == NUMBER:
            return str(row + 1)
        if not self.is_row(row):
            return ""
        line = self._lines[row][1]
        if column.key == SOURCE:
            return self._title_of(_DOCUMENT, line.source)
        if column.key == STOCK:
            return self._stock_of(line.item) if line.item and not self.is_read_only else ""
        return self._value_text(line, column)

    def value_at(self, row: int, place: int) -> Any:
        return self._lines[row][1].value(self.columns[place].key) if self.text_at(row, place) else None

    def _value_text(self, line: Line, column: GridColumn) -> str:
        value = line.value(column.key)
        if column.kind is Kind.LINK:
            return self._title_of(column.field.link if column.field else "", str(value or ""))
        if column.kind is Kind.BOOL:
            return "✓" if value else ""
        if not value and not _zero_says_something(line, column, value):
            return ""
        choices: Iterable[tuple[str, Label]] = ()
        if column.kind is Kind.CHOICE and column.field is not None:
            choices = ((choice.key, choice.label) for choice in column.field.choices)
        return " ".join(show(value, column.kind, choices, self._decimals[column.key]).split("\n"))


def _zero_says_something(line: Line, column: GridColumn, value: object) -> bool:
    """A quantity of 0 was typed, a price of 0.00 on a line with goods is a fact; a discount of 0 is none."""
    if value is None or isinstance(value, str):
        return False
    if not column.may_be_typed:
        return True
    return column.kind is Kind.QUANTITY or (column.kind in _ZERO_SAYS_SOMETHING and bool(line.quantity))
