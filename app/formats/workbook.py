"""Reading what people bring: xlsx, xls, csv and the web pages and XML that call themselves xls, as rows of plain texts.

What a file is, its first bytes say, not its name. Cells become texts: trimmed, numbers as plain decimals with the
15 digits that a spreadsheet shows, days as ISO. Nothing is interpreted: headers, units, amounts are for the import to
find. What comes from strangers is looked through before it is opened (`workbook_zip`, `workbook_ole`).
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from app.formats import workbook_markup, workbook_ole, workbook_text, workbook_zip
from app.formats.errors import FileBroken, FileEmpty, FileEncrypted, FileTooLarge, FileUnreadable

LARGEST_MB: Final = 100
_BYTES_PER_MB: Final = 1_000_000
_LOOK: Final = 2_048
"""Bytes in which a file says what it is."""
_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE: Final = "EncryptedPackage".encode("utf-16-le")
_INVISIBLE: Final = "\u200b\u200c\u200d\u2060\ufeff"
_EXACT_INTEGER: Final = 2**53
"""Below it a double holds every whole number."""
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


def read(path: Path) -> list[Sheet]:
    """Read the sheets that have anything in them."""
    try:
        if path.stat().st_size > LARGEST_MB * _BYTES_PER_MB:
            raise FileTooLarge(name=path.name)
        content = path.read_bytes()
    except OSError as problem:
        raise FileUnreadable(name=path.name) from problem
    sheets = [sheet for sheet in _sheets(content, path) if any(map(any, sheet.rows))]
    if not sheets:
        raise FileEmpty(name=path.name)
    return sheets


def _sheets(content: bytes, path: Path) -> list[Sheet]:
    name = path.name
    if content.startswith(_ZIP):
        errors = workbook_zip.look_through(content, name)
        return _calamine(content, name, errors)
    if content.startswith(_OLE):
        if _ENCRYPTED_PACKAGE in content:
            raise FileEncrypted(name=name)
        workbook_ole.look_through(content, name)
        return _calamine(content, name, {})
    text = workbook_text.decode(content, name)
    start = text[:_LOOK].lstrip().lower()
    if "urn:schemas-microsoft-com:office:spreadsheet" in start:
        return [Sheet(title, _even(rows)) for title, rows in workbook_markup.read_xml(text, name)]
    if start.startswith("<"):
        return [Sheet(title, _even(rows)) for title, rows in workbook_markup.read_html(text)]
    return [Sheet(path.stem, _even(workbook_text.rows(text, name)))]


def _calamine(content: bytes, name: str, errors: workbook_zip.Errors) -> list[Sheet]:
    """Let calamine read; it knows hundreds of ways to fail, and panics are not even exceptions of the usual kind."""
    import python_calamine as calamine  # noqa: PLC0415 - loaded with the first import of a workbook, not at start

    try:
        book = calamine.CalamineWorkbook.from_filelike(BytesIO(content))
        sheets = []
        for about in book.sheets_metadata:
            if about.typ is not calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(about.name)
            rows = _even(_row(row) for row in sheet.to_python(skip_empty_area=False))
            for row, column, text in errors.get(about.name, ()):
                if row < len(rows) and column < len(rows[row]):
                    rows[row][column] = text
            merged = tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ())
            hidden = about.visible is not calamine.SheetVisibleEnum.Visible
            sheets.append(Sheet(about.name, rows, hidden, merged))
    except calamine.PasswordError as problem:
        raise FileEncrypted(name=name) from problem
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as problem:
        raise FileBroken(name=name) from problem
    return sheets


def _text(value: object) -> str:
    text = str(value).strip()
    return text if text.isascii() else text.strip(_INVISIBLE)


def _number(value: float) -> str:
    """Write a double: whole ones exactly, others with 15 digits, which drops the noise of binary fractions."""
    if value.is_integer() and abs(value) < _EXACT_INTEGER:
        return str(int(value))
    text = f"{value:.15g}"
    return f"{Decimal(text):f}" if "e" in text else text


def _truth(value: bool) -> str:  # noqa: FBT001 - it is the cell's value
    return "TRUE" if value else "FALSE"


def _day(value: datetime.date) -> str:
    return value.isoformat()


def _moment(value: datetime.datetime) -> str:
    return value.date().isoformat() if value.time() == _MIDNIGHT else value.isoformat(" ", "seconds")


_WRITERS: Final[dict[type, Callable[[Any], str]]] = {
    str: _text, float: _number, bool: _truth, datetime.date: _day, datetime.datetime: _moment,
}  # fmt: skip
"""By type of value; everything else as Python writes it."""


def cell_text(value: object) -> str:
    """Write a value that a spreadsheet holds as the text that a person would type for it."""
    return _WRITERS.get(type(value), _text)(value)


def _row(values: Iterable[object]) -> list[str]:
    return [_WRITERS.get(type(value), _text)(value) for value in values]


def _even(rows: Iterable[list[str]]) -> list[list[str]]:
    """Make all rows as long as the longest."""
    even = list(rows)
    width = max(map(len, even), default=0)
    return [row if len(row) == width else row + [""] * (width - len(row)) for row in even]
