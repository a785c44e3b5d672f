"""A list says the same wherever it stands: behind an empty column, before empty ones, as a text file."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from app.domain.intake import headers, reading, tables
from app.domain.intake.headers import Rows
from app.domain.intake.reading import Reading
from app.domain.intake.rows import Merge
from app.formats.workbook import Sheet
from app.services.imports import lists
from app.services.imports.lists import vocabulary

FOLDER = Path(__file__).parent
EXPECTED = [
    *sorted(FOLDER.glob("workbooks/*.expected.json")),
    *sorted(FOLDER.glob("further/*.expected.json")),
]
BEHIND = 3
"""Empty columns that are put behind a list."""


def _opened(path: Path) -> tuple[Sheet, str, Path]:
    expected: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    file = path.parent / expected["file"]
    kind = expected.get("read_as", "")
    return lists.open_list(file, kind).sheet, kind, file


def _read(sheet: Sheet, rows: Rows, merged: tuple[Merge, ...], kind: str, file: Path) -> Reading:
    if kind:
        head = headers.find(rows, vocabulary(), (kind,), merged)
    else:
        found = tables.find(rows, (file.stem, sheet.name), vocabulary(), merged)
        head = found[1] if found else None
    assert head is not None
    return reading.read(rows, merged, head, vocabulary(), hidden=sheet.hidden_rows)


def _said(read: Reading) -> tuple[object, ...]:
    """Return what was read but for the columns it stands in."""
    findings = [(each.row, each.field, each.code, each.raw) for each in (*read.errors, *read.warnings)]
    return read.head.table, read.head.rows, read.totals(), list(read.records), list(read.skipped), findings


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.name.partition(".")[0])
def test_empty_columns_change_nothing(path: Path) -> None:
    sheet, kind, file = _opened(path)
    as_it_is = _said(_read(sheet, sheet.rows, sheet.merged, kind, file))
    later = tuple((top, left + 1, bottom, right + 1) for top, left, bottom, right in sheet.merged)
    assert _said(_read(sheet, [["", *row] for row in sheet.rows], later, kind, file)) == as_it_is
    longer = [[*row, *[""] * BEHIND] for row in sheet.rows]
    assert _said(_read(sheet, longer, sheet.merged, kind, file)) == as_it_is


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.name.partition(".")[0])
def test_a_text_file_of_the_same_cells_says_the_same(path: Path, tmp_path: Path) -> None:
    sheet, kind, file = _opened(path)
    as_it_is = _read(sheet, sheet.rows, (), kind, file)
    copy = tmp_path / f"{file.stem}.csv"
    with copy.open("w", encoding="gb18030", newline="") as target:
        csv.writer(target).writerows(sheet.rows)
    again = lists.open_list(copy, kind or as_it_is.head.table)
    assert list(again.read().reading.records) == list(as_it_is.records)
