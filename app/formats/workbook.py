"""Reading what people bring: xlsx, xls, csv and the web pages and XML that call themselves xls, as rows of plain texts.

What a file is, its first bytes say, not its name. Cells become texts: trimmed, numbers as plain decimals with the
15 digits that a spreadsheet shows, days as ISO. Nothing is interpreted: headers, units, amounts are for the import to
find. What comes from strangers is looked through before it is opened (`workbook_zip`, `workbook_ole`).
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from app.core.progress import Cancelled, Progress, silent
from app.formats import workbook_markup, workbook_ole, workbook_text, workbook_zip
from app.formats.errors import FileBroken, FileEmpty, FileEncrypted, FileInUse, FileTooLarge, FileUnreadable
from app.formats.workbook_lost import Lost
from app.formats.workbook_markup import MarkedUp
from app.formats.workbook_numbers import number_text

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

LARGEST_MB: Final = 100
_BYTES_PER_MB: Final = 1_000_000
_LOOK: Final = 2_048
"""Bytes in which a file says what it is."""
_TAKEN: Final = frozenset({32, 33})
"""What Windows says of a file that another program keeps to itself: sharing and lock violation."""
_OWNED: Final = "~$"
"""So begins the name of the file that lies beside a workbook while somebody has it open."""
_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE: Final = "EncryptedPackage".encode("utf-16-le")
_INVISIBLE: Final = "\u200b\u200c\u200d\u2060\ufeff"
_REMEMBERED: Final = 20_000
"""Values of a sheet whose texts are remembered."""
_BETWEEN_REPORTS: Final = 2_000
"""Rows between two reports of progress."""
_MIDNIGHT: Final = datetime.time()

Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column of merged cells, from 0; the value stands in the first cell.

The range may reach beyond the rows, where nothing stands.
"""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of one sheet from A1 on; all rows are equally long."""

    name: str
    rows: list[list[str]]
    hidden: bool = False
    merged: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()


def read(path: Path, progress: Progress = silent) -> list[Sheet]:
    """Read the sheets that have anything in them."""
    if path.name.startswith(_OWNED):
        raise FileInUse(name=path.name.removeprefix(_OWNED))
    try:
        if path.stat().st_size > LARGEST_MB * _BYTES_PER_MB:
            raise FileTooLarge(name=path.name)
        content = path.read_bytes()
    except OSError as problem:
        is_taken = getattr(problem, "winerror", 0) in _TAKEN
        raise (FileInUse if is_taken else FileUnreadable)(name=path.name) from problem
    sheets = [sheet for sheet in _sheets(content, path, progress) if any(map(any, sheet.rows))]
    if not sheets:
        raise FileEmpty(name=path.name)
    return sheets


def _sheets(content: bytes, path: Path, progress: Progress) -> list[Sheet]:
    name = path.name
    if content.startswith(_ZIP):
        return _calamine(content, name, workbook_zip.look_through(content, name), progress)
    if content.startswith(_OLE):
        if _ENCRYPTED_PACKAGE in content:
            raise FileEncrypted(name=name)
        return _calamine(content, name, workbook_ole.look_through(content, name), progress)
    text = workbook_text.decode(content, name)
    start = text[:_LOOK].lstrip().lower()
    if "urn:schemas-microsoft-com:office:spreadsheet" in start:
        return [_marked_up(table, name) for table in workbook_markup.read_xml(text, name)]
    if start.startswith("<"):
        return [_marked_up(table, name) for table in workbook_markup.read_html(text, name)]
    return [Sheet(path.stem, _even(workbook_text.rows(text, name), name))]


def _marked_up(table: MarkedUp, name: str) -> Sheet:
    return Sheet(
        table.name, _even(table.rows, name), table.hidden, tuple(table.merged), frozenset(table.hidden_rows)
    )


def _calamine(content: bytes, name: str, lost: Mapping[str, Lost], progress: Progress) -> list[Sheet]:
    """Let calamine read; it knows hundreds of ways to fail, and panics are not even exceptions of the usual kind."""
    import python_calamine as calamine  # noqa: PLC0415 - loaded with the first import of a workbook, not at start

    try:
        book = calamine.CalamineWorkbook.from_filelike(BytesIO(content))
        sheets: list[Sheet] = []
        for about in book.sheets_metadata:
            progress(0, 0)
            if about.typ is not calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(about.name)
            more = lost.get(about.name, Lost())
            rows = _even(_rows(sheet, progress), name)
            for row, column, text in more.errors:
                if row < len(rows) and column < len(rows[row]):
                    rows[row][column] = text
            merged = tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ())
            hidden = about.visible is not calamine.SheetVisibleEnum.Visible
            sheets.append(Sheet(about.name, rows, hidden, merged, frozenset(more.hidden_rows)))
    except calamine.PasswordError as problem:
        raise FileEncrypted(name=name) from problem
    except (KeyboardInterrupt, SystemExit, MemoryError, Cancelled, FileTooLarge):
        raise
    except BaseException as problem:
        raise FileBroken(name=name) from problem
    return sheets


def _rows(sheet: "CalamineSheet", progress: Progress) -> Iterator[list[str]]:
    """Walk the rows from A1 on, each only as long as it is looked at: a sheet is held once, not twice."""
    if sheet.start is None:
        return
    before = [""] * sheet.start[1]
    numbers, texts = _Remembered(number_text), _Remembered(_text)
    for place, row in enumerate(sheet.iter_rows()):
        if place % _BETWEEN_REPORTS == 0:
            progress(place, sheet.total_height)
        yield before + [
            numbers[value]
            if type(value) is float
            else texts[value]
            if type(value) is str
            else cell_text(value)
            for value in row
        ]


class _Remembered(dict[Any, str]):
    """What values are written as: prices, units and brands come again and again, and each is kept once."""

    def __init__(self, write: Callable[[Any], str]) -> None:
        super().__init__()
        self._write = write

    def __missing__(self, value: Any) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        text = self[value] = self._write(value)
        return text


def _text(value: object) -> str:
    return str(value).strip().strip(_INVISIBLE)


def _truth(value: bool) -> str:  # noqa: FBT001 - it is the cell's value
    return "TRUE" if value else "FALSE"


def _day(value: datetime.date) -> str:
    return value.isoformat()


def _moment(value: datetime.datetime) -> str:
    return value.date().isoformat() if value.time() == _MIDNIGHT else value.isoformat(" ", "seconds")


_WRITERS: Final[dict[type, Callable[[Any], str]]] = {
    str: _text, float: number_text, bool: _truth, datetime.date: _day, datetime.datetime: _moment,
}  # fmt: skip
"""By type of value; everything else as Python writes it."""


def cell_text(value: object) -> str:
    """Write a value that a spreadsheet holds as the text that a person would type for it."""
    return _WRITERS.get(type(value), _text)(value)


def _even(rows: Iterable[list[str]], name: str) -> list[list[str]]:
    """Make all rows as long as the longest; refuse more cells than any sheet is read with."""
    even: list[list[str]] = []
    width = 0
    for row in rows:
        even.append(row)
        width = max(width, len(row))
        if len(even) * width > workbook_zip.MOST_CELLS:
            raise FileTooLarge(name=name)
    return [row if len(row) == width else row + [""] * (width - len(row)) for row in even]
