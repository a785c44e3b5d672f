"""A table as an Excel workbook, written by our own streaming writer.

Measured with 100,000 rows of 12 columns: openpyxl write-only 8.0 s, XlsxWriter 6.2 s, both for the objects they make
of each cell; strings put straight into the zip 0.85 s and 12 MiB. A sheet is little XML, and of its format we need
only what stands here. Tests read the files back with openpyxl and calamine.

The sheet: title, what it was asked for, head (stays in sight, can be filtered), rows, totals that follow the filter,
and the chart beside them.
"""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final
from unicodedata import east_asian_width

from app.core.letters import lettered
from app.core.table import Column, Table, Total
from app.core.text import N_
from app.formats import excel_chart, excel_parts
from app.formats.errors import TooManyRows
from app.formats.excel_cells import fraction_unit, tail_of, text_tail, total_tail
from app.formats.excel_style import MAIN, Style, styles_xml
from app.formats.output import whole_file
from app.formats.visible import visible
from app.i18n.catalog import fill, tr
from app.i18n.show import show

MOST_ROWS: Final = 1_048_576
"""Rows of a sheet, in every Excel since 2007."""
_CHUNK: Final = 1_000
"""Rows made into text at a time."""
_SAMPLE: Final = 500
"""Rows that are looked at to find the widths."""
_NARROWEST, _WIDEST = 6, 60
"""Characters of a column."""
_AIR: Final = 3
_FILTER_BUTTON: Final = 2
_LANDSCAPE_FROM: Final = 90
"""Characters: a wider sheet is printed on landscape paper."""


def write(table: Table, path: Path) -> None:
    """Write the table to `path` (.xlsx)."""
    table = visible(table)
    sheet = _Sheet(table)
    if sheet.last_row > MOST_ROWS:
        raise TooManyRows(rows=f"{len(table.rows):,}", limit=f"{MOST_ROWS:,}")
    with (
        whole_file(path) as draft,
        zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package,
    ):
        for name, text in sheet.small_parts():
            _put(package, name, [text])
        _put(package, "xl/worksheets/sheet1.xml", sheet.xml())


def _put(package: zipfile.ZipFile, name: str, texts: Iterable[str]) -> None:
    """Add a part. Opened by name, an entry has no date, so equal tables make equal files."""
    with package.open(name, "w") as part:
        for text in texts:
            part.write(text.encode())


class _Sheet:
    """Where everything stands, and its XML piece by piece."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._totals = table.totals()
        self._letters = [lettered(number) for number in range(1, len(table.columns) + 1)]
        self._head_row = len(table.subtitle) + 2
        self._first_row = self._head_row + 1
        self._end_row = self._head_row + len(table.rows)
        self.last_row = self._end_row + (self._totals is not None) + (1 if table.note else 0)
        self._name = excel_parts.sheet_name(tr(table.title))
        self._widths = [self._width(index, column) for index, column in enumerate(table.columns)]
        self._chart = excel_chart.drawable(table)

    def small_parts(self) -> Iterator[tuple[str, str]]:
        """Everything but the sheet itself: name and text."""
        filtered = f"${self._letters[0]}${self._head_row}:${self._letters[-1]}${self._end_row}"
        head = f"${self._head_row}:${self._head_row}"
        yield from excel_parts.package_parts(
            self._name, filtered=filtered, head=head, has_chart=self._chart is not None
        )
        yield "xl/styles.xml", styles_xml()
        if self._chart is not None:
            place = (len(self._letters) + 1, self._head_row - 1)
            yield from excel_chart.parts(
                self._table, self._chart, self._name, first=self._first_row, last=self._end_row, place=place
            )

    def xml(self) -> Iterator[str]:
        """The sheet part."""
        yield self._before_the_rows()
        yield self._title_rows()
        yield self._head()
        yield from self._rows()
        if self._totals is not None:
            yield self._totals_row(self._totals)
        if self._table.note:
            note = text_tail(tr(self._table.note), Style.NOTE)
            yield f'<row r="{self.last_row}"><c r="A{self.last_row}"{note}</row>'
        yield self._after_the_rows()

    def _before_the_rows(self) -> str:
        columns = "".join(
            f'<col min="{index}" max="{index}" width="{width}" customWidth="1"/>'
            for index, width in enumerate(self._widths, 1)
        )
        return (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{MAIN}"'
            f' xmlns:r="{excel_parts.RELATIONS}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
            f'<dimension ref="A1:{self._letters[-1]}{self.last_row}"/>'
            '<sheetViews><sheetView showGridLines="0" workbookViewId="0">'
            f'<pane ySplit="{self._head_row}" topLeftCell="A{self._first_row}" activePane="bottomLeft"'
            f' state="frozen"/><selection pane="bottomLeft" activeCell="A{self._first_row}"'
            f' sqref="A{self._first_row}"/></sheetView></sheetViews>'
            f'<sheetFormatPr defaultRowHeight="16"/><cols>{columns}</cols><sheetData>'
        )

    def _title_rows(self) -> str:
        rows = [
            f'<row r="1" ht="24" customHeight="1"><c r="A1"{text_tail(tr(self._table.title), Style.TITLE)}</row>'
        ]
        for number, message in enumerate(self._table.subtitle, 2):
            rows.append(f'<row r="{number}"><c r="A{number}"{text_tail(fill(message), Style.NOTE)}</row>')
        return "".join(rows)

    def _head(self) -> str:
        row = self._head_row
        cells = "".join(
            f'<c r="{place}{row}"{text_tail(tr(column.label), Style.HEAD)}'
            for place, column in zip(self._letters, self._table.columns, strict=True)
        )
        return f'<row r="{row}" ht="20" customHeight="1">{cells}</row>'

    def _rows(self) -> Iterator[str]:
        """The rows, a thousand at a time: this is where the time goes, so it is done column by column."""
        writers = [
            (place, tail_of(column)) for place, column in zip(self._letters, self._table.columns, strict=True)
        ]
        number = self._first_row
        for chunk in _chunks(self._table.rows):
            numbers = [str(row) for row in range(number, number + len(chunk))]
            columns = [
                [
                    "" if value is None else f'<c r="{place}{row}"{tail(value)}'
                    for row, value in zip(numbers, values, strict=True)
                ]
                for (place, tail), values in zip(writers, zip(*chunk, strict=True), strict=True)
            ]
            cells = map("".join, zip(*columns, strict=True))
            yield "".join([f'<row r="{row}">{line}</row>' for row, line in zip(numbers, cells, strict=True)])
            number += len(chunk)

    def _totals_row(self, totals: Sequence[object]) -> str:
        row = self._end_row + 1
        cells = []
        for index, (place, column) in enumerate(zip(self._letters, self._table.columns, strict=True)):
            if column.total is Total.SUM:
                formula = f"SUBTOTAL(109,{place}{self._first_row}:{place}{self._end_row})"
                tail = total_tail(totals[index], column, formula=formula, is_whole=self._is_whole(index))
            elif index == 0:
                tail = text_tail(tr(N_("合计")), Style.TEXT_TOTAL)
            else:
                tail = f' s="{Style.TEXT_TOTAL:d}"/>'
            cells.append(f'<c r="{place}{row}"{tail}')
        return f'<row r="{row}">{"".join(cells)}</row>'

    def _is_whole(self, index: int) -> bool:
        unit = fraction_unit(self._table.columns[index].kind)
        return not any(isinstance(value := row[index], int) and value % unit for row in self._table.rows)

    def _after_the_rows(self) -> str:
        orientation = "landscape" if sum(self._widths) > _LANDSCAPE_FROM else "portrait"
        drawing = '<drawing r:id="rId1"/>' if self._chart is not None else ""
        return (
            f'</sheetData><autoFilter ref="A{self._head_row}:{self._letters[-1]}{self._end_row}"/>'
            '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
            f'<pageSetup paperSize="9" orientation="{orientation}" fitToHeight="0"/>'
            f"<headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter>{drawing}</worksheet>"
        )

    def _width(self, index: int, column: Column) -> int:
        """Fit a column to its head, its total and a sample of its rows, spread over the table."""
        step = max(1, len(self._table.rows) // _SAMPLE)
        values = [row[index] for row in islice(self._table.rows, 0, None, step)]
        if self._totals is not None:
            values.append(self._totals[index])
        widest = max((_characters(show(value, column.kind, column.choices)) for value in values), default=0)
        head = _characters(tr(column.label)) + _FILTER_BUTTON
        return min(max(widest, head, _NARROWEST), _WIDEST) + _AIR


def _chunks(rows: Sequence[tuple[object, ...]]) -> Iterator[Sequence[tuple[object, ...]]]:
    return (rows[start : start + _CHUNK] for start in range(0, len(rows), _CHUNK))


def _characters(text: str) -> int:
    """Count characters as they take room: a Chinese one counts double; the longest line counts."""
    return max(sum(2 if east_asian_width(one) in "WF" else 1 for one in line) for line in text.split("\n"))
