"""A table as CSV (RFC 4180) for other programs: head and rows, no title and no totals, which they would count twice.

In UTF-8 with a byte order mark, without which Excel on a Chinese Windows reads GBK. A text that a spreadsheet would
take for a formula gets an apostrophe in front; `app.formats.workbook` takes it off again.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from app.core.kinds import NUMBERS
from app.core.table import Column, Table
from app.formats.output import whole_file
from app.formats.visible import visible
from app.i18n.catalog import tr
from app.i18n.show import show_plain

ENCODING: Final = "utf-8-sig"
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a text must not begin with (reliability 5.8)."""


def write(table: Table, path: Path) -> None:
    """Write the table to `path` (.csv)."""
    table = visible(table)
    with whole_file(path) as draft, draft.open("w", encoding=ENCODING, newline="") as file:
        writer = csv.writer(file)
        writer.writerow(guarded(tr(column.label)) for column in table.columns)
        writer.writerows(_rows(table))


def guarded(text: str) -> str:
    """Keep a text from being taken for a formula."""
    return "'" + text if text.startswith(FORMULA_STARTS) else text


def _rows(table: Table) -> Iterator[list[str]]:
    for row in table.rows:
        yield [_cell(value, column) for value, column in zip(row, table.columns, strict=True)]


def _cell(value: object, column: Column) -> str:
    text = show_plain(value, column.kind, column.choices)
    is_number = column.kind in NUMBERS and isinstance(value, int)
    return text if is_number else guarded(text)
