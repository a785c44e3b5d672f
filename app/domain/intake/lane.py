"""One of the lists of a sheet, usually its only one: rows become values, and what stands above goes down into them."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from app.domain.intake import figures, matrix, rows, sides, values
from app.domain.intake.cell import Value
from app.domain.intake.column_reader import ColumnReader
from app.domain.intake.columns import COLOR, SIZE, STOCK, Column, Head
from app.domain.intake.findings import Finding
from app.domain.intake.rows import Merge
from app.domain.intake.vocabulary import Vocabulary, squeezed

_HAVE_CATEGORIES: Final = frozenset({"item", "price_list"})
_HAVE_WAREHOUSES: Final = frozenset({"opening_stock", "stock_count"})
_COLON: Final = ":"
_HEADING: Final = "category_heading"

Cells = Sequence[str]
Row = tuple[dict[str, str], Sequence[Finding]]
"""The values of a row by field, and what was found in its cells."""


class Lane:
    """Reads the rows of one list some at a time, in their order."""

    def __init__(
        self, head: Head, sheet: Sequence[Cells], merged: Sequence[Merge], vocabulary: Vocabulary
    ) -> None:
        self.number = head.columns[0].block if head.columns else 0
        self._head = head
        self._vocabulary = vocabulary
        self._sheet = _only(sheet, head) if self.number else sheet
        self.reasons = rows.reasons(self._sheet, merged, head, vocabulary)
        self._readers = [
            ColumnReader(column, head.table, vocabulary) for column in head.columns if column.field
        ]
        self._keys = [reader.key for reader in self._readers]
        self._width = 1 + max((column.place for column in head.columns), default=0)
        self.is_crossed = any(key.startswith((SIZE, COLOR)) for key in self._keys)
        are_parts = self.is_crossed or sum(1 for key in self._keys if key.startswith(STOCK)) > 1
        self._row_sum = _row_sum(head, vocabulary) if are_parts else None
        self._against = sides.against(head.table, vocabulary)
        self._has_warehouses = head.table in _HAVE_WAREHOUSES
        self._category = ""
        self._warehouse = ""

    def read(self, places: range, cells: Sequence[Cells]) -> list[Row | None]:
        """Read the rows at these places, filled up already; None stands for a row that is no record."""
        reasons = self.reasons[places.start : places.stop]
        wanted = [number for number, reason in enumerate(reasons) if not reason]
        read = self._values([places[number] for number in wanted], [cells[number] for number in wanted])
        found: list[Row | None] = []
        for reason, row in zip(reasons, cells, strict=True):
            if reason == _HEADING:
                self._head_of_group(row)
            record = None if reason else next(read)
            if record:
                self._carry(record[0])
            found.append(record)
        return found

    def _values(self, places: Sequence[int], cells: Sequence[Cells]) -> Iterator[Row]:
        """Read the cells column by column, and give them back row by row."""
        columns: list[Sequence[str]] = []
        notable: dict[int, list[tuple[Column, Value]]] = {}
        written = [*zip(*cells, strict=True)] or [()] * self._width
        for reader in self._readers:
            column = reader.column
            texts, said = reader.read(written[column.place])
            if column.side is not None:
                texts = [
                    self._on_its_side(text, row[column.side]) for text, row in zip(texts, cells, strict=True)
                ]
            columns.append(texts)
            for number, value in said.items():
                notable.setdefault(number, []).append((column, value))
        for number, texts in enumerate(zip(*columns, strict=True)):
            found = {key: text for key, text in zip(self._keys, texts, strict=True) if text}
            if number in notable or self._row_sum is not None:
                said_here = notable.get(number, ())
                yield found, [*self._said(places[number], found, said_here, cells[number])]
            else:
                yield found, ()

    def _on_its_side(self, figure: str, side: str) -> str:
        """Return a figure as it counts on the side that a cell beside it names."""
        if figure in {"", "0"} or squeezed(side) not in self._against:
            return figure
        return figure.removeprefix("-") if figure.startswith("-") else f"-{figure}"

    def _said(
        self, place: int, found: dict[str, str], said: Sequence[tuple[Column, Value]], cells: Cells
    ) -> Iterator[Finding]:
        """Take what cells say besides, and walk what is doubtful in them."""
        for column, value in said:
            for field, text in value.also:
                found.setdefault(field, text)
            if value.code:
                raw = cells[column.place]
                yield Finding(place + 1, column.field, value.code, raw, mild=value.kept, place=column.place)
        if self._row_sum is not None:
            written = cells[self._row_sum]
            total = figures.number(written, self._vocabulary).text if written else ""
            if total and matrix.whole(found) != Decimal(total):
                yield Finding(place + 1, "qty", "ROW_SUM_MISMATCH", written, place=self._row_sum)

    def _carry(self, found: dict[str, str]) -> None:
        """Let what stands at the head of a group be said of each of its rows."""
        if self._category:
            found.setdefault("category", self._category)
        if self._has_warehouses:
            self._warehouse = found.get("warehouse", self._warehouse)
            if self._warehouse:
                found["warehouse"] = self._warehouse

    def _head_of_group(self, cells: Cells) -> None:
        """Remember the category, or the warehouse, of what follows."""
        places = (self._head.place(field) for field in ("name", "name_spec"))
        written = next((cells[place] for place in places if place is not None and cells[place]), "")
        heading = values.text(written or next(filter(None, cells), ""), self._vocabulary).text
        label, colon, rest = heading.replace("\uff1a", _COLON).partition(_COLON)
        is_labelled = bool(colon) and squeezed(label) in self._vocabulary.rows["group"]
        if self._has_warehouses:
            place = self._head.place("warehouse")
            is_in_place = place is not None and cells[place] != ""
            tails = tuple(self._vocabulary.rows["warehouse_tails"])
            is_called_so = is_in_place or heading.endswith(tails)
            named = rest.strip() if is_labelled else heading if is_called_so else ""
            self._warehouse = named or self._warehouse
        elif self._head.table in _HAVE_CATEGORIES and (is_labelled or not rest.strip()):
            self._category = rest.strip() if is_labelled else label

    def parts(self, found: dict[str, str]) -> Sequence[dict[str, str]]:
        """Return the records of a row of sizes: one for each that is filled."""
        return list(matrix.records(found))

    def finding(self, row: int, field: str, code: str, raw: str = "") -> Finding:
        """Return a finding about a field, at its column in this list."""
        return Finding(row, field, code, raw, place=self._head.place(field))

    def written(self, place: int, field: str) -> str:
        """Return a figure as it is written, without separators of thousands."""
        column = self._head.place(field)
        return self._sheet[place][column].replace(",", "") if column is not None else ""


def _only(sheet: Sequence[Cells], head: Head) -> list[Cells]:
    """Return a sheet on which nothing stands but one of its lists."""
    own = {column.place for column in head.columns}
    return [[cell if place in own else "" for place, cell in enumerate(cells)] for cells in sheet]


def _row_sum(head: Head, vocabulary: Vocabulary) -> int | None:
    """Return the column that sums up the sizes or the warehouses of a row."""
    total = vocabulary.rows["total"]
    return next(
        (
            column.place
            for column in head.columns
            if column.field == "qty" or (not column.field and squeezed(column.header) in total)
        ),
        None,
    )
