"""What the editing grid shows: rows of declared fields, whatever they belong to. It asks and shows, no more."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.core.field import Field
from app.core.kinds import NUMBERS, Kind
from app.core.text import Label
from app.i18n.catalog import tr

Index = QModelIndex | QPersistentModelIndex
NOWHERE: Final = QModelIndex()
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
CENTRE: Final = Qt.AlignmentFlag.AlignCenter
NUMBER: Final = "__number"
"""The column of row numbers; a mark there is about the whole row."""


class Find(Protocol):
    """One record that was found, as a drop list shows it."""

    @property
    def uid(self) -> str:
        """Return its uid."""

    @property
    def title(self) -> str:
        """Return its name."""

    @property
    def detail(self) -> str:
        """Return what tells it from others of that name."""

    @property
    def code(self) -> str:
        """Return its code."""


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One column of the grid; without a `field` it is something that the program says about the row."""

    key: str
    label: Label
    kind: Kind
    field: Field | None = None
    is_walked: bool = False
    """Enter stops here."""
    is_optional: bool = False
    """Hidden until it holds something or a person asks for it."""
    is_away: bool = False
    """Nobody may ask for it: the firm does not use it."""

    @property
    def may_be_typed(self) -> bool:
        """Say whether people ever type here."""
        return self.field is not None and not self.field.read_only


class GridModel(QAbstractTableModel):
    """What the grid and its cells ask of a model. A subclass holds the rows.

    Signals: typed(number, key, value) when a person typed into a cell; rows are numbered from 1 by their owner.
    """

    typed = Signal(int, str, object)

    def __init__(
        self, columns: tuple[GridColumn, ...], *, begins_with: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = columns
        self.begins_with = begins_with
        """The column in which a new row begins; empty when rows cannot be begun by typing."""
        self.hint = ""
        """What the empty row says there."""
        self._is_read_only = False
        self._marks: Mapping[tuple[int, str], str] = {}
        self._hints: Mapping[tuple[int, str], str] = {}

    # What a subclass says

    def rows(self) -> int:
        """Return how many rows there are, without the empty one."""
        raise NotImplementedError

    def number_of(self, row: int) -> int:
        """Return the number of a row for its owner; of the empty row, the next one."""
        raise NotImplementedError

    def row_of(self, number: int) -> int:
        """Return where the row of a number stands, or -1."""
        raise NotImplementedError

    def text_at(self, row: int, place: int) -> str:
        """Return what a cell says."""
        raise NotImplementedError

    def value_at(self, row: int, place: int) -> Any:
        """Return the stored value of a cell; None where the cell says nothing."""
        raise NotImplementedError

    def search_at(self, row: int, place: int) -> Callable[[str], Sequence[Find]] | None:
        """Return how a cell finds what it may link to; None for the usual way."""
        return None

    def choices_at(self, row: int, place: int) -> tuple[str, ...] | None:
        """Return the texts that a cell may hold; None when any may be typed."""
        return None

    def is_walked(self, row: int, place: int) -> bool:
        """Say whether Enter stops at a cell."""
        return self.columns[place].is_walked and self.is_typed(row, place)

    def is_fixed(self, row: int, place: int) -> bool:
        """Say whether this row forbids what the column allows."""
        return False

    # What follows from it

    def set_read_only(self, *, is_read_only: bool) -> None:
        """Show without letting anybody type."""
        if is_read_only != self._is_read_only:
            self.beginResetModel()
            self._is_read_only = is_read_only
            self.endResetModel()

    def set_marks(self, marks: Mapping[tuple[int, str], str]) -> None:
        """Mark cells by (number, key) with the sentence of their problem; key "" marks the whole row."""
        if marks != self._marks:
            self._marks = marks
            self.repaint()

    def set_hints(self, hints: Mapping[tuple[int, str], str]) -> None:
        """Tint cells by (number, key) with the sentence that says what looks odd there."""
        if hints != self._hints:
            self._hints = hints
            self.repaint()

    @property
    def is_read_only(self) -> bool:
        """Say whether nobody may type."""
        return self._is_read_only

    @property
    def has_empty_row(self) -> bool:
        """Say whether there is a row to begin in."""
        return bool(self.begins_with) and not self._is_read_only

    def is_row(self, row: int) -> bool:
        """Say whether this is a row, and not the empty one behind them."""
        return 0 <= row < self.rows()

    def place_of(self, key: str) -> int:
        """Return the number of a column, or -1."""
        return next((place for place, column in enumerate(self.columns) if column.key == key), -1)

    def mark_at(self, row: int, place: int) -> str:
        """Return the sentence of the problem that a cell is about."""
        key = self.columns[place].key
        return self._marks.get((self.number_of(row), "" if key == NUMBER else key), "") if self._marks else ""

    def hint_at(self, row: int, place: int) -> str:
        """Return the sentence of what looks odd in a cell."""
        return self._hints.get((self.number_of(row), self.columns[place].key), "") if self._hints else ""

    def marked_keys(self) -> frozenset[str]:
        """Return the keys of all columns with a mark."""
        return frozenset(key for _, key in self._marks if key)

    def needs(self, key: str) -> bool:
        """Say whether a column must be in sight: some row has something in it."""
        place = self.place_of(key)
        return any(self.text_at(row, place) for row in range(self.rows()))

    def is_typed(self, row: int, place: int) -> bool:
        """Say whether a person may type here."""
        column = self.columns[place]
        if self._is_read_only or not column.may_be_typed:
            return False
        return not self.is_fixed(row, place) if self.is_row(row) else column.key == self.begins_with

    def repaint(self) -> None:
        """Show what may have become another."""
        rows, places = self.rowCount(), self.columnCount()
        if rows:
            self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, places - 1))

    def replace_rows(self, old: Sequence[object], new: Sequence[object], take: Callable[[], None]) -> None:
        """Let `take` put new rows in place of old ones, disturbing only the rows that came or went."""
        same = _common_head(old, new)
        if len(new) > len(old):
            # A row begun in the empty row takes its place; the cursor stays with it, a new empty row comes below.
            first = same + 1 if same == len(old) and self.has_empty_row else same
            self.beginInsertRows(NOWHERE, first, first + len(new) - len(old) - 1)
            take()
            self.endInsertRows()
        elif len(new) < len(old):
            self.beginRemoveRows(NOWHERE, same, same + len(old) - len(new) - 1)
            take()
            self.endRemoveRows()
        else:
            take()
        self.repaint()

    # What Qt asks

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else self.rows() + self.has_empty_row

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, place = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text_at(row, place)
        if role == Qt.ItemDataRole.EditRole:
            return self.value_at(row, place)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(alignment(self.columns[place]))
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.mark_at(row, place) or self.hint_at(row, place) or None
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(column.label)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(alignment(column))
        if role == Qt.ItemDataRole.ToolTipRole and column.field is not None:
            return tr(column.field.help) or None
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _TYPED if self.is_typed(index.row(), index.column()) else _SHOWN

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole:
            return False
        self.typed.emit(self.number_of(index.row()), self.columns[index.column()].key, value)
        return True


_SHOWN: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_TYPED: Final = _SHOWN | Qt.ItemFlag.ItemIsEditable


def alignment(column: GridColumn) -> Qt.AlignmentFlag:
    """Figures stand to the right, ticks and row numbers in the middle, all else to the left."""
    if column.key == NUMBER or column.kind is Kind.BOOL:
        return CENTRE
    return RIGHT if column.kind in NUMBERS else LEFT


def _common_head(old: Sequence[object], new: Sequence[object]) -> int:
    shorter = min(len(old), len(new))
    return next((place for place in range(shorter) if old[place] != new[place]), shorter)
