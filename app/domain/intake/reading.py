"""A whole sheet: from rows of texts to records in plain form, with every row accounted for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final, NamedTuple

from app.core.letters import lettered
from app.core.progress import Progress, silent
from app.domain.intake import figures, guesses
from app.domain.intake.checks import Checks
from app.domain.intake.columns import COLOR, SIZE, STOCK, Column, Head
from app.domain.intake.doubles import Doubles
from app.domain.intake.findings import Finding
from app.domain.intake.lane import Lane, Row
from app.domain.intake.record import Record
from app.domain.intake.rows import Merge
from app.domain.intake.vocabulary import Vocabulary, squeezed

_AT_ONCE: Final = 250
"""Rows that are read together; one fault among them makes its column be read cell by cell."""
_BETWEEN_REPORTS: Final = 2_000
"""Rows between two reports of progress."""
_SAMPLE: Final = 200
"""Values of an unknown column that are looked at."""
_SUMMED: Final = frozenset(
    {
        *("qty", "book_qty", "amount"),
        *("opening_receivable", "opening_received", "opening_payable", "opening_prepaid"),
    }
)

_PRINTED: Final = frozenset({"print_info", "title"})
_IN_A_WAREHOUSE: Final = frozenset({"opening_stock", "stock_count"})

Cells = Sequence[str]


class Skipped(NamedTuple):
    """A row that is no record, from 1, and why."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sheet holds. `guesses` tells for each ignored column, by its place, what type its values have.

    `warehouses` are the rows of a printed sheet that name the warehouse of what stands below them, with its name.
    """

    head: Head
    ignored: tuple[Column, ...] = ()
    records: Sequence[Record] = ()
    skipped: Sequence[Skipped] = ()
    errors: Sequence[Finding] = ()
    warnings: Sequence[Finding] = ()
    guesses: Mapping[int, str] = field(default_factory=dict)
    warehouses: Sequence[tuple[int, str]] = ()

    def totals(self) -> dict[str, str]:
        """Sum quantities and amounts, so that a person can compare with the foot of the list."""
        summed = dict.fromkeys(
            "qty" if key.startswith((SIZE, COLOR)) else key
            for key in (column.field for column in self.head.columns)
            if key in _SUMMED or key.startswith((STOCK, SIZE, COLOR))
        )
        if self.head.table == "price_list":
            return {}
        return {key: figures.plain(self._total(key)) for key in summed}

    def _total(self, key: str) -> Decimal:
        found = (record.texts[record.fields.index(key)] for record in self.records if key in record.fields)
        return sum(map(Decimal, filter(None, found)), Decimal(0))

    def plain(self) -> dict[str, Any]:
        """Write it as plain data, rows from 1, columns by their letters."""
        return {
            "table": self.head.table,
            "header_rows": [place + 1 for place in self.head.rows],
            "columns": [
                {"column": lettered(column.place + 1), "header": column.header, "field": column.field}
                for column in self.head.columns
                if column.field
            ],
            "ignored_columns": [
                {"column": lettered(column.place + 1), "header": column.header} for column in self.ignored
            ],
            "counts": {
                "records": len(self.records),
                "skipped_rows": len(self.skipped),
                "error_rows": len({error.row for error in self.errors}),
                "warnings": len(self.warnings),
            },
            "totals": self.totals(),
            "skipped_rows": [{"row": row, "reason": reason} for row, reason in self.skipped],
            "errors": [_plain(error) for error in self.errors],
            "warnings": [_plain(warning) for warning in self.warnings],
            "records": [record.plain() for record in self.records],
        }


def _plain(finding: Finding) -> dict[str, Any]:
    written = {"row": finding.row, "field": finding.field, "code": finding.code, "raw": finding.raw}
    return {key: value for key, value in written.items() if value != ""}


def read(
    sheet: Sequence[Cells],
    merged: Sequence[Merge],
    head: Head,
    vocabulary: Vocabulary,
    *,
    hidden: frozenset[int] = frozenset(),
    progress: Progress = silent,
) -> Reading:
    """Read a sheet under its header; `hidden` are the places of rows that a person does not see."""
    return _Sheet(sheet, merged, head, vocabulary, hidden).read(progress)


class _Sheet:
    """One sheet on its way: its lists are read some rows at a time, and doubles are noticed."""

    def __init__(
        self,
        sheet: Sequence[Cells],
        merged: Sequence[Merge],
        head: Head,
        vocabulary: Vocabulary,
        hidden: frozenset[int],
    ) -> None:
        self._sheet = sheet
        self._head = head
        self._vocabulary = vocabulary
        self._hidden = hidden
        self._below = _below(sheet, merged, head)
        self._lanes = [Lane(block, sheet, merged, vocabulary) for block in head.blocks]
        self._checks = Checks(head)
        self._doubles = Doubles(head.table)
        self._records: list[Record] = []
        self._shared: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._skipped: list[Skipped] = []
        self._warehouses: list[tuple[int, str]] = []
        self._errors: list[Finding] = []
        self._warnings: list[Finding] = []

    def read(self, progress: Progress) -> Reading:
        first, whole = self._head.rows[-1] + 1, len(self._sheet)
        for place in range(self._head.rows[0]):
            self._skip(place)
        for start in range(first, whole, _AT_ONCE):
            if (start - first) % _BETWEEN_REPORTS == 0:
                progress(start, whole)
            self._some(range(start, min(start + _AT_ONCE, whole)))
        progress(whole, whole)
        self._end_last_page()
        ignored = tuple(column for column in self._head.columns if not column.field)
        return Reading(
            head=self._head,
            ignored=ignored,
            records=self._records,
            skipped=self._skipped,
            errors=self._errors,
            warnings=self._warnings,
            guesses={column.place: self._guess(column) for column in ignored},
            warehouses=self._warehouses,
        )

    def _skip(self, place: int) -> None:
        """Note why a row is no record: what any of the lists in it says, unless it is merely empty there."""
        reasons = [lane.reasons[place] for lane in self._lanes]
        reason = next((each for each in reasons if each != "blank"), "blank")
        self._skipped.append(Skipped(place + 1, reason))
        if reason in _PRINTED and self._head.table in _IN_A_WAREHOUSE:
            named = map(self._printed_warehouse, self._sheet[place])
            self._warehouses += [(place + 1, name) for name in named if name]

    def _printed_warehouse(self, cell: str) -> str:
        """Return what a printed line says of the warehouse; that it is about all of them says nothing."""
        label, _, rest = cell.replace("\uff1a", ":").partition(":")
        words = self._vocabulary.rows
        is_one = (
            squeezed(label) in words["warehouse_labels"] and squeezed(rest) not in words["all_warehouses"]
        )
        return rest.strip() if is_one else ""

    def _end_last_page(self) -> None:
        """Count the empty row that ends the last page as it ends the others: no file stores it, nothing follows."""
        reasons = dict(self._skipped)
        *before, last = [row for row, reason in self._skipped if reason == "footer"] or [0]
        is_paged = bool(before) and "repeated_header" in reasons.values()
        if is_paged and last == len(self._sheet) and all(reasons.get(row + 1) == "blank" for row in before):
            self._skipped.append(Skipped(len(self._sheet) + 1, "blank"))

    def _some(self, places: range) -> None:
        """Read some rows, list by list, and take them row by row."""
        cells = (
            [self._filled(place) for place in places]
            if self._below
            else self._sheet[places.start : places.stop]
        )
        read = [lane.read(places, cells) for lane in self._lanes]
        for place, *found in zip(places, *read, strict=True):
            for lane, row in zip(self._lanes, found, strict=True):
                if row:
                    self._take(place, lane, row)
            if not any(found):
                self._skip(place)

    def _filled(self, place: int) -> Cells:
        """Let a cell that is merged over several rows stand in each of them."""
        below = self._below.get(place)
        if not below:
            return self._sheet[place]
        return [cell or below.get(column, "") for column, cell in enumerate(self._sheet[place])]

    def _take(self, place: int, lane: Lane, read: Row) -> None:
        """Take one row: as a record, as one for each of its sizes, or not at all."""
        found, findings = read
        if not lane.is_crossed:
            self._record(place, lane, found, findings)
            return
        parts = lane.parts(found)
        if not parts:
            self._skipped.append(Skipped(place + 1, "NO_STOCK"))
        for number, part in enumerate(parts):
            self._record(place, lane, part, () if number else findings)

    def _record(self, place: int, lane: Lane, found: Mapping[str, str], findings: Sequence[Finding]) -> None:
        """Take one record, or say why it is none."""
        row = place + 1
        if self._head.table == "opening_stock" and not findings and not _holds_stock(found):
            self._skipped.append(Skipped(row, "NO_STOCK"))
            return
        key = self._doubles.key(found)
        errors = [finding for finding in findings if finding.is_error] if findings else []
        told = {
            finding.field for finding in errors
        }  # an empty cell, too, is empty because of what is wrong with it
        for field_key, code in self._checks.errors(found):
            if field_key not in told:
                errors.append(lane.finding(row, field_key, code))
        if not self._doubles.is_new(key, found):
            if not errors and self._doubles.is_same(key, found):
                self._skipped.append(Skipped(row, "DUP_EXACT"))
                return
            errors += [lane.finding(row, *each) for each in self._doubles.errors(key, found)]
        if errors:
            self._errors += errors
            return
        record = Record.of(row, found, lane.number, self._shared)
        self._doubles.learn(key, found, record)
        self._warnings += findings
        for field_key, code in self._checks.warnings(found):
            self._warnings.append(lane.finding(row, field_key, code, lane.written(place, field_key)))
        if place in self._hidden:
            self._warnings.append(Finding(row, "", "HIDDEN_ROW"))
        self._records.append(record)

    def _guess(self, column: Column) -> str:
        found = (self._sheet[record.row - 1][column.place] for record in self._records[:_SAMPLE])
        return guesses.guess(list(found), self._vocabulary)


def _below(sheet: Sequence[Cells], merged: Sequence[Merge], head: Head) -> dict[int, dict[int, str]]:
    """Return by row what merged cells let stand in it; a sum that is merged belongs to all its rows together."""
    summed = {column.place for column in head.columns if column.field in _SUMMED}
    below: dict[int, dict[int, str]] = {}
    for top, left, bottom, _ in merged:
        if top <= head.rows[-1] or bottom == top or left in summed or top >= len(sheet):
            continue
        text = sheet[top][left] if left < len(sheet[top]) else ""
        for place in range(top + 1, min(bottom + 1, len(sheet))) if text else ():
            below.setdefault(place, {})[left] = text
    return below


def _holds_stock(found: Mapping[str, str]) -> bool:
    return "qty" in found or any(key.startswith(STOCK) for key in found)
