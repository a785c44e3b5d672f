"""A whole sheet: from rows of texts to records in plain form, with every row accounted for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from app.domain.catalog import comparing
from app.domain.intake import rows, values
from app.domain.intake.findings import Finding
from app.domain.intake.headers import STOCK, Column, Head
from app.domain.intake.vocabulary import Vocabulary

_TOLERANCE: Final = Decimal("0.05")
"""Yuan that an amount may differ from quantity times price."""
_SUMMED: Final = ("qty", "amount")
_PRICE_OF_STOCK: Final = {"item": "buy_price", "opening_stock": "cost_price"}
_SAME_THING: Final = ("name", "name_spec", "spec", "model", "color", "size", "unit")
"""What tells two items apart that have no code."""
_SAME_STOCK: Final = ("warehouse", "batch")

Merge = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its row, from 1, and its values in plain form by field."""

    row: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is no record, from 1, and why."""

    row: int
    reason: str


@dataclass(slots=True)
class Reading:
    """What a sheet holds."""

    head: Head
    ignored: tuple[Column, ...]
    records: list[Record] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    errors: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)

    def totals(self) -> dict[str, str]:
        """Sum quantities and amounts, so that a person can compare with the foot of the list."""
        places = [column.field for column in self.head.columns]
        summed = [key for key in places if key in _SUMMED or key.startswith(STOCK)]
        return {
            key: values.plain(
                sum((Decimal(record.values.get(key, "0")) for record in self.records), Decimal(0))
            )
            for key in summed
        }


def read(
    sheet: Sequence[Sequence[str]], merged: Sequence[Merge], head: Head, vocabulary: Vocabulary
) -> Reading:
    """Read a sheet under its header."""
    known = tuple(column for column in head.columns if column.field)
    reading = Reading(head, ignored=tuple(column for column in head.columns if not column.field))
    first = head.rows[0]
    for place in range(first):
        reading.skipped.append(Skipped(place + 1, rows.above(sheet[place], vocabulary)))
    _Sheet(sheet, merged, head, known, vocabulary, reading).read()
    return reading


class _Sheet:
    """One sheet on its way: what stands above goes down into rows below, and doubles are noticed."""

    def __init__(
        self,
        sheet: Sequence[Sequence[str]],
        merged: Sequence[Merge],
        head: Head,
        known: Sequence[Column],
        vocabulary: Vocabulary,
        reading: Reading,
    ) -> None:
        self._sheet = sheet
        self._merged = {
            (top, left): last for top, left, last, right in merged if left == right and last > top
        }
        self._head = head
        self._known = known
        self._words = vocabulary.tables[head.table]
        self._vocabulary = vocabulary
        self._reading = reading
        self._below: dict[int, tuple[int, str]] = {}
        self._category = ""
        self._warehouse = ""
        self._seen: dict[tuple[str, ...], Mapping[str, str]] = {}
        self._barcodes: dict[str, tuple[str, ...]] = {}

    def read(self) -> None:
        header = self._sheet[self._head.rows[-1]]
        for place in range(self._head.rows[-1] + 1, len(self._sheet)):
            cells = self._sheet[place]
            reason = rows.below(cells, self._head, header, self._vocabulary)
            if reason == "category_heading":
                name = self._head.place("name")
                self._category = cells[name] if name is not None else ""
            if reason:
                self._reading.skipped.append(Skipped(place + 1, reason))
            else:
                self._row(place, self._with_merged(place, cells))

    def _with_merged(self, place: int, cells: Sequence[str]) -> Sequence[str]:
        """Let a cell that is merged over several rows stand in each of them."""
        filled = list(cells)
        for column, cell in enumerate(cells):
            if (place, column) in self._merged:
                self._below[column] = (self._merged[place, column], cell)
            last, text = self._below.get(column, (0, ""))
            if not cell and place <= last:
                filled[column] = text
        return filled

    def _row(self, place: int, cells: Sequence[str]) -> None:
        """Read one record, or say why it is none."""
        row = place + 1
        found, findings = self._values(row, cells)
        if self._head.table == "opening_stock" and not findings and not _holds_stock(found):
            self._reading.skipped.append(Skipped(row, "NO_STOCK"))
            return
        findings += _problems(self._head.table, row, found, has_unit=self._head.place("unit") is not None)
        key, label, raw = _key(self._head.table, found)
        before = self._seen.get(key) if key else None
        if before == found and not any(finding.is_error for finding in findings):
            self._reading.skipped.append(Skipped(row, "DUP_EXACT"))
            return
        if before is not None:
            findings.append(Finding(row, label, "DUP_CONFLICT", raw))
        code = found.get("barcode", "")
        if self._head.table == "item" and code and self._barcodes.get(code, key) != key:
            findings.append(Finding(row, "barcode", "DUP_BARCODE", code))
        errors = [finding for finding in findings if finding.is_error]
        if errors:
            self._reading.errors += errors
            return
        if key:
            self._seen.setdefault(key, found)
        if code:
            self._barcodes.setdefault(code, key)
        self._reading.warnings += findings
        self._reading.records.append(Record(row, found))

    def _values(self, row: int, cells: Sequence[str]) -> tuple[dict[str, str], list[Finding]]:
        """Read the cells of a row."""
        found: dict[str, str] = {}
        findings: list[Finding] = []
        for column in self._known:
            cell = cells[column.place]
            if not cell.strip():
                continue
            value = self._value(column, cell)
            if value.code:
                findings.append(Finding(row, column.field, value.code, cell, mild=value.kept))
            if value.text:
                found[_target(column.field)] = value.text
        if self._category and "category" not in found and self._head.table == "item":
            found["category"] = values.text(self._category, self._vocabulary).text
        if self._head.place("warehouse") is not None and self._head.table == "opening_stock":
            self._warehouse = found.get("warehouse", self._warehouse)
            if self._warehouse:
                found["warehouse"] = self._warehouse
        return found, findings

    def _value(self, column: Column, cell: str) -> values.Value:
        """Read one cell by the type of its field."""
        if column.field.startswith(STOCK):
            return values.number(cell, self._vocabulary)
        kind = _TYPES.get(column.field) or self._words[column.field].type
        reader = values.READERS.get(kind)
        found = reader(cell, self._vocabulary) if reader else values.Value()
        inverted = (
            column.field == "active" and self._vocabulary.header(column.header) in self._vocabulary.inverted
        )
        if inverted and found.text in _OPPOSITE:
            return found._replace(text=_OPPOSITE[found.text])
        return found


_TYPES: Final = {"ratio": "ratio_text", "active": "bool"}
"""How fields are read that may stand in a column declared otherwise."""
_OPPOSITE: Final = {"true": "false", "false": "true"}


def _target(key: str) -> str:
    """Return the key under which a field is kept: both ways to write a ratio mean one thing."""
    return "ratio" if key == "ratio_text" else key


def _holds_stock(found: Mapping[str, str]) -> bool:
    return "qty" in found or any(key.startswith(STOCK) for key in found)


def _key(table: str, found: Mapping[str, str]) -> tuple[tuple[str, ...], str, str]:
    """Return what may stand only once in a list, the field that says it, and how it is written there."""
    stock = tuple(found.get(key, "") for key in _SAME_STOCK) if table == "opening_stock" else ()
    code = found.get("code", "")
    if code:
        return ("code", comparing.key(code), *stock), "code", code
    name = found.get("name") or found.get("name_spec", "")
    if not name:
        return (), "", ""
    return ("name", *(comparing.key(found.get(key, "")) for key in _SAME_THING), *stock), "name", name


def _problems(table: str, row: int, found: Mapping[str, str], *, has_unit: bool) -> list[Finding]:
    """Walk what is wrong with a record as a whole."""
    return list(_missing(table, row, found, has_unit=has_unit)) + list(_doubtful(table, row, found))


def _missing(table: str, row: int, found: Mapping[str, str], *, has_unit: bool) -> Iterator[Finding]:
    is_named = found.get("name") or found.get("name_spec")
    if not is_named and not (table == "opening_stock" and found.get("code")):
        yield Finding(row, "name", "NAME_MISSING")
    if table == "item" and has_unit and not found.get("unit"):
        yield Finding(row, "unit", "UNIT_MISSING")
    if table == "item" and found.get("unit2") and not found.get("ratio"):
        yield Finding(row, "ratio", "RATIO_MISSING")


def _doubtful(table: str, row: int, found: Mapping[str, str]) -> Iterator[Finding]:
    quantity, amount = found.get("qty"), found.get("amount")
    price = found.get(_PRICE_OF_STOCK[table])
    if quantity and amount and price:
        difference = Decimal(quantity) * Decimal(price) - Decimal(amount)
        if abs(difference) > _TOLERANCE:
            yield Finding(row, "amount", "AMOUNT_MISMATCH", amount)
    if quantity and quantity.startswith("-"):
        yield Finding(row, "qty", "NEGATIVE_QTY", quantity)
    lowest, retail = found.get("min_price"), found.get("sale_price")
    if lowest and retail and Decimal(lowest) > Decimal(retail):
        yield Finding(row, "min_price", "PRICE_ORDER", lowest)
    if table == "opening_stock" and quantity and Decimal(quantity) > 0:
        cost = amount or price or found.get("buy_price")
        if not cost or Decimal(cost) == 0:
            yield Finding(row, "amount", "ZERO_COST", quantity)
