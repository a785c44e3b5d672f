"""Many cells of one column at once: nearly all of them are written plainly and need no reading at all."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from app.domain.intake.cell import UNSAVED_FORMULA, Reader, Value
from app.domain.intake.columns import COLOR, SIZE, STOCK, Column
from app.domain.intake.values import PLAIN, READERS, SURELY_PLAIN, plain_text
from app.domain.intake.vocabulary import Vocabulary, squeezed

EXTRA: Final = "extra:"
"""Prefix of fields that the table does not have; a person has named them, and after it stands their type."""
_TYPES: Final = {"ratio": "ratio_text", "active": "bool"}
"""How fields are read that may stand in a column declared otherwise."""
_ERROR_SIGN: Final = UNSAVED_FORMULA[0]
"""What a spreadsheet shows instead of a result begins so."""
_REMEMBERED: Final = 10_000
"""Different cells of a column that are remembered."""
_BARE: Final = re.compile(r"[^\d\w]*\d[\d,.]*(?:e[+-]?\d+)?[^\d\w]*")
"""A figure that names no measure of its own."""
_NOTHING: Final[Mapping[int, Value]] = {}


def type_of(column: Column, table: str, vocabulary: Vocabulary) -> str:
    """Return how the cells of a column are read."""
    field = column.field
    if field.startswith((STOCK, SIZE, COLOR)):
        return "number"
    if field.startswith(EXTRA):
        return field.removeprefix(EXTRA).partition(":")[0]
    if field == "active" and vocabulary.header(column.header) in vocabulary.inverted:
        return "no_bool"
    words = vocabulary.tables[table].fields
    return _TYPES.get(field) or (words[field].type if field in words else "text")


class ColumnReader:
    """Reads the cells of one column; what it has read before, it knows."""

    def __init__(self, column: Column, table: str, vocabulary: Vocabulary) -> None:
        self.column = column
        self.key = "ratio" if column.field == "ratio_text" else column.field
        kind = type_of(column, table, vocabulary)
        self._known = _Known(
            READERS.get(kind, _ignore), vocabulary, is_negative=column.is_negative, measure=column.measure
        )
        one = plain_text(vocabulary.values["nothing"]) if kind == "text" else PLAIN.get(kind, "")
        is_kept = one and not column.is_negative and not column.measure
        self._is_plain = SURELY_PLAIN.get(kind)
        self._are_plain = re.compile(f"(?:(?:(?!{_ERROR_SIGN}){one})?\n)*+") if is_kept else None

    def read(self, cells: Sequence[str]) -> tuple[Sequence[str], Mapping[int, Value]]:
        """Return the values of cells, and by their places those that say more or are in doubt."""
        if self._are_plain:
            joined = "\n".join(cells) + "\n"
            if joined.count("\n") == len(cells) and self._are_plain.fullmatch(joined):
                return cells, _NOTHING
        if self._is_plain and all(map(self._is_plain, filter(None, cells))):
            return cells, _NOTHING
        known = self._known
        texts = [known[cell] for cell in cells]
        if known.notable.keys().isdisjoint(cells):
            return texts, _NOTHING
        return texts, {
            place: known.notable[cell] for place, cell in enumerate(cells) if cell in known.notable
        }


def _ignore(_: str, __: Vocabulary) -> Value:
    return Value()


def _failed_formula(cell: str, vocabulary: Vocabulary) -> str:
    """Return the code of what a formula shows that has no result; an item called #N/A is none of anybody's goods."""
    if not cell.startswith(_ERROR_SIGN):
        return ""
    if cell.startswith(UNSAVED_FORMULA):
        return "FORMULA_UNSAVED"
    return "ERROR_VALUE" if squeezed(cell) in vocabulary.values["errors"] else ""


class _Known(dict[str, str]):
    """What cells mean; a cell that is met for the first time is read."""

    def __init__(self, reader: Reader, vocabulary: Vocabulary, *, is_negative: bool, measure: str) -> None:
        super().__init__({"": ""})
        self.notable: dict[str, Value] = {}
        self._reader = reader
        self._vocabulary = vocabulary
        self._is_negative = is_negative
        self._measure = measure

    def __missing__(self, cell: str) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
            self[""] = ""
        failed = "" if self._reader is _ignore else _failed_formula(cell, self._vocabulary)
        measured = cell + self._measure if self._measure and _BARE.fullmatch(squeezed(cell)) else cell
        value = Value("", failed) if failed else self._reader(measured, self._vocabulary)
        text = _turned(value.text) if self._is_negative else value.text
        if value.code or value.also:
            self.notable[cell] = value
        self[cell] = text
        return text


def _turned(number: str) -> str:
    """Return a number on the other side of nothing; nothing itself says nothing there."""
    if number in {"", "0"}:
        return ""
    return number.removeprefix("-") if number.startswith("-") else f"-{number}"
