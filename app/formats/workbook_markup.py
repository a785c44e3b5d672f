"""Tables in HTML and in the XML of Excel 2003, which web programs like to save under the name of xls."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final
from xml.etree.ElementTree import Element

from app.formats.errors import FileBroken, FileTooLarge
from app.formats.workbook_numbers import number_text
from app.formats.workbook_zip import MOST_CELLS

Rows = list[list[str]]


@dataclass(slots=True)
class MarkedUp:
    """One table while it is read: what stands in it, what is merged and what is hidden, places from 0."""

    name: str
    rows: Rows = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden: bool = False


_EXCEL: Final = "{urn:schemas-microsoft-com:office:spreadsheet}"
_MIDNIGHT: Final = "00:00:00"
_MOST_SPAN: Final = 1_000
_MOST_ROWS: Final = 1_048_576
_MOST_COLUMNS: Final = 16_384
_MOST_NESTED: Final = 5
"""Tables that lie in each other and are looked into."""


def read_html(text: str, name: str) -> Iterator[MarkedUp]:
    """Read the tables of a page; a cell over several columns or rows stands in the first of them.

    A table inside a cell gives its text to the cell, and is a table itself when it has rows and columns: pages like to
    lay out their parts by tables.
    """
    reader = _Tables(name)
    reader.feed(text)
    reader.close()
    yield from reader.found()


@dataclass(slots=True)
class _Open:
    """A table on its way: the cell that is being read, over how much it reaches.

    `taken` says for each column down to which row a cell above reaches.
    """

    table: MarkedUp
    depth: int
    cell: list[str] | None = None
    across: int = 1
    down: int = 1
    taken: dict[int, int] = field(default_factory=dict)

    def begin_row(self, attrs: list[tuple[str, str | None]]) -> None:
        if _is_hidden(attrs):
            self.table.hidden_rows.append(len(self.table.rows))
        self.table.rows.append([])

    def begin_cell(self, attrs: list[tuple[str, str | None]]) -> None:
        self.cell = []
        named = dict(attrs)
        self.across, self.down = _span(named.get("colspan")), _span(named.get("rowspan"))

    def end_cell(self) -> int:
        """Put the cell where the cells above leave room for it; return how many places its row got by that."""
        if self.cell is None:
            return 0
        table = self.table
        if not table.rows:
            table.rows.append([])
        row, place = table.rows[-1], len(table.rows) - 1
        before = len(row)
        while self.taken.get(len(row), -1) >= place:
            row.append("")
        left = len(row)
        row += ["".join(self.cell).strip(), *[""] * (self.across - 1)]
        if self.across > 1 or self.down > 1:
            bottom, right = place + self.down - 1, left + self.across - 1
            table.merged.append((place, left, bottom, right))
            self.taken |= dict.fromkeys(range(left, right + 1), bottom)
        self.cell = None
        return len(row) - before


class _Tables(HTMLParser):
    """Collects rows, as many cells as a sheet is read with."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._left = MOST_CELLS
        self._all: list[_Open] = []
        self._open: list[_Open] = []
        self._deeper = 0

    def found(self) -> Iterator[MarkedUp]:
        """Walk the tables: those on the page itself, and inside others those that hold more than a line."""
        named = 0
        for each in self._all:
            is_list = len(each.table.rows) > 1 and max(map(len, each.table.rows)) > 1
            if each.depth == 0 or is_list:
                named += 1
                each.table.name = str(named)
                yield each.table

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            if len(self._open) < _MOST_NESTED:
                self._open.append(_Open(MarkedUp(""), len(self._open)))
                self._all.append(self._open[-1])
            else:
                self._deeper += 1
        elif not self._open or self._deeper:
            return
        elif tag == "tr":
            self._end_cell(self._open[-1])
            self._open[-1].begin_row(attrs)
        elif tag in {"td", "th"}:
            self._end_cell(self._open[-1])
            self._open[-1].begin_cell(attrs)
        elif tag == "br":
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and self._deeper:
            self._deeper -= 1
        elif tag == "table" and self._open:
            self._end_cell(self._open.pop())
        elif tag in {"td", "th", "tr"} and self._open and not self._deeper:
            self._end_cell(self._open[-1])

    def handle_data(self, data: str) -> None:
        for each in self._open:
            if each.cell is not None:
                each.cell.append(data)

    def close(self) -> None:
        super().close()
        while self._open:
            self._end_cell(self._open.pop())

    def _end_cell(self, table: _Open) -> None:
        self._left -= table.end_cell()
        if self._left < 0:
            raise FileTooLarge(name=self._name)


def _span(written: str | None) -> int:
    """Return over how many columns or rows a cell reaches."""
    return max(1, min(int(written), _MOST_SPAN)) if written and written.isdecimal() else 1


def _is_hidden(attrs: list[tuple[str, str | None]]) -> bool:
    style = (dict(attrs).get("style") or "").replace(" ", "").lower()
    return "display:none" in style


def read_xml(text: str, name: str) -> Iterator[MarkedUp]:
    """Read the sheets of an XML workbook of Excel 2003."""
    from defusedxml import ElementTree  # noqa: PLC0415 - loaded with the first import of a workbook, not at start
    from defusedxml.common import DefusedXmlException  # noqa: PLC0415 - see above

    try:
        book = ElementTree.fromstring(text, forbid_dtd=True)
    except (ElementTree.ParseError, DefusedXmlException) as problem:
        raise FileBroken(name=name) from problem
    for element in book.iter(f"{_EXCEL}Worksheet"):
        visible = element.find(f"{_EXCEL}WorksheetOptions/{_EXCEL}Visible")
        sheet = MarkedUp(element.get(f"{_EXCEL}Name", ""), hidden=visible is not None)
        left = MOST_CELLS
        for row in element.iter(f"{_EXCEL}Row"):
            _read_row(row, sheet, name)
            left -= len(sheet.rows[-1])
            if left < 0:
                raise FileTooLarge(name=name)
        yield sheet


def _read_row(row: Element, sheet: MarkedUp, name: str) -> None:
    place = _place(row.get(f"{_EXCEL}Index"), len(sheet.rows))
    if place > _MOST_ROWS:
        raise FileTooLarge(name=name)
    sheet.rows += [[] for _ in range(place - len(sheet.rows))]
    if row.get(f"{_EXCEL}Hidden") == "1":
        sheet.hidden_rows.append(place)
    cells: list[str] = []
    for cell in row.iter(f"{_EXCEL}Cell"):
        column = min(_place(cell.get(f"{_EXCEL}Index"), len(cells)), _MOST_SPAN)
        cells += [""] * (column - len(cells))
        across, down = (_more(cell.get(f"{_EXCEL}Merge{way}")) for way in ("Across", "Down"))
        if across or down:
            sheet.merged.append((place, len(cells), place + down, len(cells) + across))
        cells += [_data(cell), *[""] * across]
        if len(cells) > _MOST_COLUMNS:
            raise FileTooLarge(name=name)
    sheet.rows.append(cells)


def _more(written: str | None) -> int:
    """Return over how many more columns or rows a cell reaches."""
    return min(int(written), _MOST_SPAN) if written and written.isdecimal() else 0


def _place(index: str | None, usual: int) -> int:
    """Return the place of a row or cell from 0: the one it names, which counts from 1, else the next."""
    return int(index) - 1 if index and index.isdecimal() else usual


def _data(cell: Element) -> str:
    data = cell.find(f"{_EXCEL}Data")
    if data is None:
        return ""
    text = "".join(data.itertext()).strip()
    match data.get(f"{_EXCEL}Type"):
        case "Number":
            return _plain_number(text)
        case "DateTime":
            return (
                text.partition("T")[0]
                if text.partition("T")[2].startswith(_MIDNIGHT)
                else text[:19].replace("T", " ")
            )
        case "Boolean":
            return "TRUE" if text == "1" else "FALSE"
        case _:
            return text


def _plain_number(text: str) -> str:
    """Write 6.9E12 as digits, and 1.1000000000000001 as 1.1; a whole number keeps the digits it is written with."""
    if text.isdecimal():
        return text
    try:
        value = float(text)
    except ValueError:
        return text
    return number_text(value) if math.isfinite(value) else text
