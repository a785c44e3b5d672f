"""Workbooks written by hand, as small as what they show."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from app.services.imports import lists
from app.services.imports.lists import BroughtList

Rows = Sequence[Sequence[object]]


def book(path: Path, rows: Rows, *, merged: Iterable[str] = (), hidden: Iterable[int] = ()) -> Path:
    """Write a workbook of one sheet; what begins like a formula is a text."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(list(row))
    for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
        cell.data_type = "s"
    for area in merged:
        sheet.merge_cells(area)
    for number in hidden:
        sheet.row_dimensions[number].hidden = True
    workbook.save(path)
    return path


def fields(brought: BroughtList) -> dict[str, str]:
    """What each column holds, by its letter."""
    return {each["column"]: each["field"] for each in brought.plain()["columns"]}


def skipped(brought: BroughtList) -> list[tuple[int, str]]:
    return [(each.row, each.reason) for each in brought.reading.skipped]


def errors(brought: BroughtList) -> list[tuple[int, str, str, str]]:
    return [(each.row, each.field, each.code, each.raw) for each in brought.reading.errors]


def warnings(brought: BroughtList) -> list[tuple[int, str, str]]:
    return [(each.row, each.field, each.code) for each in brought.reading.warnings]


def values(brought: BroughtList) -> list[dict[str, str]]:
    return [dict(record.values) for record in brought.reading.records]


read = lists.read
