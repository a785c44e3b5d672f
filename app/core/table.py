"""Table: what people read. Lists, reports, Excel, CSV, PDF and JSON all take the same Table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import overload

from app.core.kinds import Kind
from app.core.text import EMPTY, Label, Message


class Total(Enum):
    """How a column is summed in the last row."""

    NONE = "none"
    SUM = "sum"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `key` is stable, `label` is shown, `kind` decides alignment and format."""

    key: str
    label: Label
    kind: Kind
    total: Total = Total.NONE
    width: int = 0
    choices: tuple[tuple[str, Label], ...] = ()
    """Labels of a CHOICE column by stored key."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of the same figures: `x` and `y` are column keys."""

    form: str  # "bar" or "line"
    x: str
    y: tuple[str, ...]
    marks: tuple[tuple[str, str], ...] = ()
    """What needs a look, "warn" or "bad": a column of `y`, or a stored value of `x`."""


@dataclass(frozen=True, slots=True)
class Drill:
    """Where a figure leads: the report, document list or record, and the parameters to open it with."""

    target: str
    params: tuple[tuple[str, object], ...] = ()


class Drills(Sequence[Drill | None]):
    """What each row opens, made when it is asked for: of 20,000 rows a person opens a few."""

    def __init__(self, length: int, make: Callable[[int], Drill | None]) -> None:
        """`make` returns the drill of a row by its number."""
        self._length = length
        self._make = make

    def __len__(self) -> int:
        """Return the number of rows."""
        return self._length

    @overload
    def __getitem__(self, place: int) -> Drill | None: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Drill | None]: ...

    def __getitem__(self, place: int | slice) -> Drill | Sequence[Drill | None] | None:
        """Make the drill of a row, or those of a range of rows."""
        if isinstance(place, slice):
            return [self._make(number) for number in range(*place.indices(self._length))]
        return self._make(range(self._length)[place])


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows of stored values, with a title, the parameters it was made with, and totals.

    `rows` are tuples in the order of `columns`. `drills` (same length as `rows`, or empty) say what each row opens.
    """

    title: Label
    columns: tuple[Column, ...]
    rows: Sequence[tuple[object, ...]]
    subtitle: tuple[Message, ...] = ()
    drills: Sequence[Drill | None] = ()
    chart: Chart | None = None
    note: Label = EMPTY
    extra: dict[str, object] = field(default_factory=dict)

    def totals(self) -> tuple[object, ...] | None:
        """Sum the columns that ask for it; None when no column does or there is no row."""
        if not self.rows or all(column.total is Total.NONE for column in self.columns):
            return None
        return tuple(
            sum(value for row in self.rows if isinstance(value := row[index], int))
            if column.total is Total.SUM
            else None
            for index, column in enumerate(self.columns)
        )

    def keep(self, keys: Sequence[str]) -> "Table":
        """Return the same table with only these columns, in this order: export exactly what is seen (G56)."""
        index = {column.key: place for place, column in enumerate(self.columns)}
        places = [index[key] for key in keys]
        return replace(
            self,
            columns=tuple(self.columns[place] for place in places),
            rows=[tuple(row[place] for place in places) for row in self.rows],
        )
