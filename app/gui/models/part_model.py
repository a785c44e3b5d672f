"""A child list of a record (units, bar codes, limits) as rows of the grid."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from app.core.kinds import Kind
from app.core.text import EMPTY
from app.domain.records.spec import Part
from app.gui.models.grid_model import NUMBER, GridColumn, GridModel
from app.gui.models.line_model import TitleOf
from app.i18n.show import show
from app.services.modules import IsOn

Row = Mapping[str, Any]


def part_columns(part: Part, is_on: IsOn) -> tuple[GridColumn, ...]:
    """Return the columns of a child list; `is_on` says which keys the firm uses."""
    fields = (
        GridColumn(
            field.key,
            field.label,
            field.kind,
            field,
            is_walked=not field.folded,
            is_optional=field.folded or not is_on(field.key),
            is_away=not is_on(field.key),
        )
        for field in part.fields
    )
    return (GridColumn(NUMBER, EMPTY, Kind.INTEGER), *fields)


class PartModel(GridModel):
    """Shows rows; whoever owns them takes what is typed and shows the rows anew."""

    def __init__(self, part: Part, *, title_of: TitleOf, is_on: IsOn, parent: QObject | None = None) -> None:
        super().__init__(part_columns(part, is_on), begins_with=part.fields[0].key, parent=parent)
        self._title_of = title_of
        self._rows: Sequence[Row] = ()

    def show(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.replace_rows(self._rows, rows, partial(self._take, rows))

    def _take(self, rows: Sequence[Row]) -> None:
        self._rows = rows

    def needs(self, key: str) -> bool:
        """Say whether a column must be in sight: some row holds something that new ones do not."""
        place = self.place_of(key)
        field = self.columns[place].field
        usual = field.default if field is not None else None
        return any(self.text_at(row, place) and each.get(key) != usual for row, each in enumerate(self._rows))

    def rows(self) -> int:
        return len(self._rows)

    def number_of(self, row: int) -> int:
        return row + 1

    def row_of(self, number: int) -> int:
        return number - 1 if 0 < number <= len(self._rows) else -1

    def text_at(self, row: int, place: int) -> str:
        column = self.columns[place]
        if column.key == NUMBER:
            return str(row + 1)
        if not self.is_row(row) or column.field is None:
            return ""
        value = self._rows[row].get(column.key)
        if column.kind is Kind.LINK:
            return self._title_of(column.field.link, str(value or ""))
        if column.kind is Kind.BOOL:
            return "✓" if value else ""
        choices = tuple((choice.key, choice.label) for choice in column.field.choices)
        return " ".join(show(value, column.kind, choices).split("\n")) if value not in {None, ""} else ""

    def value_at(self, row: int, place: int) -> Any:
        return self._rows[row].get(self.columns[place].key) if self.text_at(row, place) else None
