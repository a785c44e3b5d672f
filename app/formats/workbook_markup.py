"""Tables in HTML and in the XML of Excel 2003, which web programs like to save under the name of xls."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from html.parser import HTMLParser
from typing import Final
from xml.etree.ElementTree import Element

from app.formats.errors import FileBroken, FileTooLarge

Rows = list[list[str]]
_EXCEL: Final = "{urn:schemas-microsoft-com:office:spreadsheet}"
_MIDNIGHT: Final = "00:00:00"
_MOST_SPAN: Final = 1_000
_MOST_ROWS: Final = 1_048_576


def read_html(text: str) -> Iterator[tuple[str, Rows]]:
    """Read the tables of a page; a cell over several columns stands in the first of them."""
    reader = _Tables()
    reader.feed(text)
    reader.close()
    for number, rows in enumerate(reader.tables, 1):
        yield str(number), rows


class _Tables(HTMLParser):
    """Collects rows; tables inside cells give their text to the cell."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[Rows] = []
        self._depth = 0
        self._cell: list[str] | None = None
        self._span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append([])
        elif self._depth == 1 and tag == "tr":
            self._end_cell()
            self.tables[-1].append([])
        elif self._depth == 1 and tag in {"td", "th"}:
            self._end_cell()
            self._cell = []
            span = dict(attrs).get("colspan") or "1"
            self._span = min(int(span), _MOST_SPAN) if span.isdecimal() else 1
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and self._depth:
            if self._depth == 1:
                self._end_cell()
            self._depth -= 1
        elif self._depth == 1 and tag in {"td", "th", "tr"}:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        rows = self.tables[-1]
        if not rows:
            rows.append([])
        rows[-1] += ["".join(self._cell).strip(), *[""] * (self._span - 1)]
        self._cell = None


def read_xml(text: str, name: str) -> Iterator[tuple[str, Rows]]:
    """Read the sheets of an XML workbook of Excel 2003."""
    from defusedxml import ElementTree  # noqa: PLC0415 - loaded with the first import of a workbook, not at start
    from defusedxml.common import DefusedXmlException  # noqa: PLC0415

    try:
        book = ElementTree.fromstring(text, forbid_dtd=True)
    except (ElementTree.ParseError, DefusedXmlException) as problem:
        raise FileBroken(name=name) from problem
    for sheet in book.iter(f"{_EXCEL}Worksheet"):
        rows: Rows = []
        for row in sheet.iter(f"{_EXCEL}Row"):
            place = _place(row.get(f"{_EXCEL}Index"), len(rows))
            if place > _MOST_ROWS:
                raise FileTooLarge(name=name)
            rows += [[] for _ in range(place - len(rows))]
            cells: list[str] = []
            for cell in row.iter(f"{_EXCEL}Cell"):
                column = min(_place(cell.get(f"{_EXCEL}Index"), len(cells)), _MOST_SPAN)
                cells += [""] * (column - len(cells))
                across = cell.get(f"{_EXCEL}MergeAcross") or "0"
                cells += [_data(cell), *[""] * (min(int(across), _MOST_SPAN) if across.isdecimal() else 0)]
            rows.append(cells)
        yield sheet.get(f"{_EXCEL}Name", ""), rows


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
    """Write 6.9E12 as digits."""
    try:
        return f"{Decimal(text).normalize():f}"
    except InvalidOperation:
        return text
