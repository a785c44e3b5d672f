"""A lazy model over a core `Table`: rows stay the plain tuples they are, order and filter are a list of row numbers.

Own sorting by stored values and own filtering: through QSortFilterProxyModel both ask `data` twice a comparison
(measured: 94 and 20 times slower on 20,000 rows). Nothing here takes longer than 50 ms with 100,000 rows: what can be
known beforehand, the texts to look in, is made ready in slices (`read_ahead`) while nobody asks for anything.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.core.kinds import NUMBERS, PLACES, Kind
from app.core.numbers import parse
from app.core.table import Column, Drill, Table, Total
from app.core.text import EMPTY
from app.i18n.catalog import tr
from app.i18n.show import decimals_of, show

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_HIDDEN = "__id"
"""Columns with this ending carry what a figure opens; nobody sees them."""
_STATE = "state"
_SLICE = 5_000
"""Rows whose texts are made ready at one go: 5 ms (measured)."""
_WORDS = frozenset({Kind.TEXT, Kind.NOTE, Kind.LINK})

RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

_DISPLAY: Final = Qt.ItemDataRole.DisplayRole
_ALIGNMENT: Final = Qt.ItemDataRole.TextAlignmentRole

EMPTY_TABLE: Final = Table(EMPTY, (), ())


class TableModel(QAbstractTableModel):
    """Shows a Table; keeps order and filter when the table is replaced by a newer one of the same columns."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = EMPTY_TABLE
        self._columns: tuple[Column, ...] = ()
        self._places: tuple[int, ...] = ()
        self._decimals: tuple[int, ...] = ()
        self._rows: Sequence[tuple[object, ...]] = ()
        self._order: list[int] = []
        self._sorted_by = ""
        self._descending = False
        self._needle = ""
        self._known: frozenset[Drill | None] = frozenset()
        self._kept: list[int] = []
        self._totals: tuple[int | None, ...] | None = None
        self._haystacks: list[str] = []
        self._gathering: Iterator[list[str]] = iter(())
        self._state_place = -1

    # What it shows

    @property
    def table(self) -> Table:
        """The whole table, unsorted and unfiltered."""
        return self._table

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that people see."""
        return self._columns

    @property
    def needle(self) -> str:
        """What is filtered for."""
        return self._needle

    def set_table(self, table: Table) -> None:
        """Show another table."""
        self.beginResetModel()
        self._table = table
        seen = [
            (place, column) for place, column in enumerate(table.columns) if not column.key.endswith(_HIDDEN)
        ]
        self._places = tuple(place for place, _ in seen)
        self._columns = tuple(column for _, column in seen)
        self._rows = table.rows
        self._decimals = tuple(
            decimals_of((row[place] for row in table.rows), column.kind) for place, column in seen
        )
        self._haystacks, self._gathering = [], self._gather()
        keys = [column.key for column in table.columns]
        self._state_place = keys.index(_STATE) if _STATE in keys else -1
        self._keep()
        self.endResetModel()

    def seen_table(self) -> Table:
        """Return the table as it stands here: filtered, in this order, to be exported exactly as seen."""
        rows = self._rows
        drills = self._table.drills
        return Table(
            title=self._table.title,
            columns=self._table.columns,
            rows=[rows[number] for number in self._order],
            subtitle=self._table.subtitle,
            drills=[drills[number] for number in self._order] if drills else (),
            chart=self._table.chart,
            note=self._table.note,
            extra=self._table.extra,
        )

    def value_at(self, row: int, column: int) -> object:
        """Return the stored value of a cell."""
        return self._rows[self._order[row]][self._places[column]]

    def text_at(self, row: int, column: int) -> str:
        """Return what a cell says."""
        shown = self._columns[column]
        value = self._rows[self._order[row]][self._places[column]]
        return show(value, shown.kind, shown.choices, self._decimals[column])

    def value_of(self, row: int, key: str) -> object:
        """Return a value of a row by column key, hidden columns included; None if there is no such column."""
        place = next((place for place, column in enumerate(self._table.columns) if column.key == key), None)
        return None if place is None else self._rows[self._order[row]][place]

    def state_at(self, row: int) -> object:
        """Return the state of the document in this row; None in tables of other things."""
        return None if self._state_place < 0 else self._rows[self._order[row]][self._state_place]

    def drill_at(self, row: int) -> Drill | None:
        """Return what a row opens."""
        drills = self._table.drills
        return drills[self._order[row]] if drills else None

    def number_at(self, row: int) -> int:
        """Return the place of a shown row in the table itself, or -1."""
        return self._order[row] if 0 <= row < len(self._order) else -1

    def row_of_number(self, number: int) -> int:
        """Return where a row of the table stands now, or -1."""
        return self._order.index(number) if number in self._order else -1

    def row_of(self, drill: Drill) -> int:
        """Return where the row that opens this stands now, or -1."""
        drills, params = self._table.drills, drill.params
        near = (
            (row, found)
            for row, number in enumerate(self._order)
            if drills and (found := drills[number]) is not None and found.params == params
        )
        return next((row for row, found in near if found == drill), -1)

    def place_of(self, key: str) -> int:
        """Return the number of the seen column of this key, or -1."""
        return next((place for place, column in enumerate(self._columns) if column.key == key), -1)

    # Sums

    def sums(self, rows: Iterable[int] | None = None) -> tuple[int | None, ...]:
        """Sum each column that asks for it over the given rows, or over all that are shown."""
        if rows is not None:
            return self._sums([self._order[row] for row in rows])
        if self._totals is None:
            self._totals = self._sums(self._kept)
        return self._totals

    def _sums(self, numbers: Sequence[int]) -> tuple[int | None, ...]:
        return tuple(
            self._sum(place, numbers) if column.total is Total.SUM else None
            for place, column in zip(self._places, self._columns, strict=True)
        )

    def _sum(self, place: int, numbers: Sequence[int]) -> int:
        rows = self._rows
        values: list[Any] = [rows[number][place] for number in numbers]
        try:
            return sum(values)
        except TypeError:  # some say nothing
            return sum(value for value in values if isinstance(value, int))

    # Order and filter

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 brings back the order of the table."""
        self.beginResetModel()
        self._sorted_by = self._columns[column].key if 0 <= column < len(self._columns) else ""
        self._descending = order == Qt.SortOrder.DescendingOrder
        self._arrange()
        self.endResetModel()

    def filter(self, text: str) -> None:
        """Keep the rows in which every word occurs in some text, or equals some number."""
        needle = text.strip().lower()
        if needle == self._needle:
            return
        self.beginResetModel()
        self._needle = needle
        self._known = frozenset()
        self._keep()
        self.endResetModel()

    def keep_also(self, known: frozenset[Drill | None]) -> None:
        """Keep besides the rows that open one of these: found by what the table does not show, as initials."""
        if self._needle and known and known != self._known:
            self.beginResetModel()
            self._known = known
            self._keep()
            self.endResetModel()

    def _keep(self) -> None:
        """Find the rows that fit, and put them in order."""
        self._kept = self._fitting()
        self._totals = None
        self._arrange()

    def _arrange(self) -> None:
        self._order = list(self._kept)
        place = self.place_of(self._sorted_by)
        if place >= 0:
            values = _sort_values([row[self._places[place]] for row in self._rows], self._columns[place])
            self._order.sort(key=values.__getitem__, reverse=self._descending)

    def _fitting(self) -> list[int]:
        every = range(len(self._rows))
        if not self._needle:
            return list(every)
        kept: Sequence[int] = every
        while len(self._haystacks) < len(self._rows):
            self.read_ahead()
        haystacks = self._haystacks
        for word in self._needle.split():
            equal = self._equal(word)
            kept = [number for number in kept if word in haystacks[number] or number in equal]
        if not self._known:
            return list(kept)
        drills, said = self._table.drills, set(kept)
        return [number for number in every if number in said or drills[number] in self._known]

    def read_ahead(self) -> bool:
        """Make the texts of some more rows ready to be looked in; say whether there are more."""
        self._haystacks += next(self._gathering, ())
        return len(self._haystacks) < len(self._rows)

    def _gather(self) -> Iterator[list[str]]:
        """Join all texts of each row, slice by slice."""
        places = [p for p, c in zip(self._places, self._columns, strict=True) if c.kind not in NUMBERS]
        labels = {
            place: {key: tr(label) for key, label in column.choices}
            for place, column in zip(self._places, self._columns, strict=True)
            if column.choices
        } | {
            place: {str(each): show(each, Kind.BOOL) for each in (True, False)}
            for place, column in zip(self._places, self._columns, strict=True)
            if column.kind is Kind.BOOL
        }
        rows = self._rows
        for first in range(0, len(rows), _SLICE):
            yield [
                "\n".join(
                    [labels[p].get(str(row[p]), "") if p in labels else str(row[p]) for p in places]
                ).lower()
                for row in rows[first : first + _SLICE]
            ]

    def _equal(self, word: str) -> set[int]:
        """Return the rows with a figure that is typed exactly, or whose whole part is."""
        found: set[int] = set()
        if word[:1].isdigit() or word[:1] == "-":
            for place, column in zip(self._places, self._columns, strict=True):
                span = _span(word, column.kind) if column.kind in NUMBERS else None
                if span is not None:
                    found |= _within(self._rows, place, *span)
        return found

    # What Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role == _DISPLAY:
            return self.text_at(index.row(), index.column())
        if role == _ALIGNMENT:
            return int(alignment(self._columns[index.column()]))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation == Qt.Orientation.Horizontal and section < len(self._columns):
            if role == _DISPLAY:
                return tr(self._columns[section].label)
            if role == _ALIGNMENT:
                return int(alignment(self._columns[section]))
        return None


def alignment(column: Column) -> Qt.AlignmentFlag:
    """Figures stand to the right, all else to the left."""
    return RIGHT if column.kind in NUMBERS else LEFT


def _sort_values(values: list[object], column: Column) -> Sequence[Any]:
    if column.kind in NUMBERS or column.kind in {Kind.INSTANT, Kind.BOOL}:
        least = -(10**30)
        return [value if isinstance(value, int) else least for value in values]
    if column.choices:
        rank = {key: number for number, (key, _) in enumerate(column.choices)}
        return [rank.get(str(value), -1) for value in values]
    # GB 18030 lists the 3,755 common characters by their reading, as people expect of a list of names.
    key = _reading if column.kind in _WORDS else _text
    each = set(values)
    if 2 * len(each) > len(values):
        return [key(value) for value in values]
    rank_of = {value: number for number, value in enumerate(sorted(each, key=key))}
    return [rank_of[value] for value in values]


def _reading(value: object) -> Any:
    return str(value or "").encode("gb18030", "replace")


def _text(value: object) -> Any:
    return str(value or "")


def _span(word: str, kind: Kind) -> tuple[int, int] | None:
    """Return the least and the greatest figure that a word means; None when it is no figure of this kind."""
    places = PLACES[kind] - 2 if kind is Kind.RATE else PLACES[kind]
    try:
        wanted = parse(word, places)
    except ValueError:
        return None
    one = 10**places
    return (wanted, wanted) if wanted % one else (wanted, wanted + one - 1)


def _within(rows: Sequence[tuple[Any, ...]], place: int, least: int, most: int) -> set[int]:
    return {
        number
        for number, row in enumerate(rows)
        if isinstance(value := row[place], int) and least <= value <= most
    }
