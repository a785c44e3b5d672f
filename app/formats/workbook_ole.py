"""Looking through an old xls before it is opened, for the same reasons as an xlsx.

The file is a small file system (OLE: sectors joined to chains) with one stream of records. Only what leads to the
places of the cells is read here: one byte turned over in a file is enough to move a cell to the last corner. And what
the reader does not tell: hidden rows, cells that show errors.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from app.formats.errors import FileBroken, FileEncrypted, FileTooLarge
from app.formats.workbook_lost import Lost
from app.formats.workbook_zip import MOST_CELLS

_FAT_IN_HEADER: Final = slice(76, 512)
_NO_SECTOR: Final = 0xFFFFFFFA
"""From here on a number is a mark, not a sector."""
_SHIFTS: Final = frozenset({(9, 6), (12, 6)})
"""Sectors of 512 or 4096 bytes, small ones of 64."""
_ENTRY_BYTES: Final = 128
_STREAMS: Final = frozenset({"workbook", "book"})
_RECORD: Final = struct.Struct("<HH")
_PLACE: Final = struct.Struct("<HH")
_SHEET_BEGINS: Final = 0x0809
_PASSWORD: Final = 0x002F
_CELLS: Final = frozenset({0x0006, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x00D6, 0x00FD})
"""FORMULA, BLANK, NUMBER, LABEL, BOOLERR, RK, RSTRING, LABELSST: row, column, …"""
_CELL_RUNS: Final = frozenset({0x00BD, 0x00BE})
"""MULRK, MULBLANK: row, first column, …, last column."""
_MOST_COLUMNS: Final = 256
_BOUND_SHEET: Final = 0x0085
_ROW: Final = 0x0208
_ROW_BYTES: Final = 16
_IS_HIDDEN: Final = 0x20
_BOOL_OR_ERROR: Final = 0x0205
_FORMULA: Final = 0x0006
_IS_ERROR: Final = 2
_ERRORS: Final = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


def look_through(content: bytes, name: str) -> dict[str, Lost]:
    """Return by sheet what the reader does not tell; raise what is wrong with the file."""
    try:
        stream = _workbook(content)
        names = _sheet_names(stream)
        found: dict[str, Lost] = {}
        for begin, sheet in _sheets(stream, name):
            if sheet.columns > _MOST_COLUMNS:
                raise FileBroken(name=name)
            if sheet.rows * sheet.columns > MOST_CELLS:
                raise FileTooLarge(name=name)
            found[names.get(begin, "")] = Lost(sheet.errors, sheet.hidden)
    except (struct.error, ValueError, IndexError) as problem:
        raise FileBroken(name=name) from problem
    return found


@dataclass(slots=True)
class _Sheet:
    """What is seen of one sheet while its records pass by."""

    rows: int = 0
    columns: int = 0
    errors: list[tuple[int, int, str]] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)

    def reaches(self, row: int, column: int) -> None:
        self.rows, self.columns = max(self.rows, row + 1), max(self.columns, column + 1)


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Walk the records: their kind, where their content begins, how long it is."""
    place = 0
    while place + _RECORD.size <= len(stream):
        kind, length = _RECORD.unpack_from(stream, place)
        place += _RECORD.size
        yield kind, place, length
        place += length


def _sheet_names(stream: bytes) -> dict[int, str]:
    """Return the names of the sheets by where they begin."""
    names = {}
    for kind, place, _ in _records(stream):
        if kind == _BOUND_SHEET:
            begin, _, length, is_wide = struct.unpack_from("<IHBB", stream, place)
            text = stream[place + 8 : place + 8 + length * (2 if is_wide & 1 else 1)]
            names[begin] = text.decode("utf-16-le" if is_wide & 1 else "latin-1", "replace")
    return names


def _sheets(stream: bytes, name: str) -> Iterator[tuple[int, _Sheet]]:
    """Walk the sheets by where they begin."""
    begin, sheet = 0, _Sheet()
    for kind, place, length in _records(stream):
        if kind == _SHEET_BEGINS:
            yield begin, sheet
            begin, sheet = place - _RECORD.size, _Sheet()
        elif kind == _PASSWORD:
            raise FileEncrypted(name=name)
        elif kind in _CELLS:
            row, column = _PLACE.unpack_from(stream, place)
            sheet.reaches(row, column)
            error = _error(stream, kind, place)
            if error:
                sheet.errors.append((row, column, error))
        elif kind in _CELL_RUNS:
            row, first = _PLACE.unpack_from(stream, place)
            (last,) = struct.unpack_from("<H", stream, place + length - 2)
            sheet.reaches(row, max(first, last))
        elif kind == _ROW and length >= _ROW_BYTES and stream[place + 12] & _IS_HIDDEN:
            sheet.hidden.append(_PLACE.unpack_from(stream, place)[0])
    yield begin, sheet


def _error(stream: bytes, kind: int, place: int) -> str:
    """Return the error that a cell shows, or a formula has come to; empty when there is none."""
    if kind == _BOOL_OR_ERROR and stream[place + 7]:
        return _ERRORS.get(stream[place + 6], "")
    if kind == _FORMULA and stream[place + 12 : place + 14] == b"\xff\xff" and stream[place + 6] == _IS_ERROR:
        return _ERRORS.get(stream[place + 8], "")
    return ""


def _workbook(content: bytes) -> bytes:
    """Return the stream of records."""
    file = _File(content)
    for name, first, size in file.entries():
        if name.lower() in _STREAMS:
            return file.stream(first, size)
    raise ValueError


class _File:
    """The sectors of a file and the chains they form."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        shift, small_shift = struct.unpack_from("<HH", content, 30)
        _, self._directory, _, self._cutoff, small_fat, _, more_fat = struct.unpack_from("<7I", content, 44)
        if (shift, small_shift) not in _SHIFTS:
            raise ValueError
        self._sector, self._small_sector = 1 << shift, 1 << small_shift
        self._fat = self._read_fat(more_fat)
        self._small_fat = _integers(b"".join(self._chain(small_fat)))
        _, self._small_first, self._small_size = next(self.entries(), ("", 0, 0))

    def entries(self) -> Iterator[tuple[str, int, int]]:
        """Return name, first sector and size of everything in the directory; the first is the root."""
        directory = b"".join(self._chain(self._directory))
        for start in range(0, len(directory) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
            entry = directory[start : start + _ENTRY_BYTES]
            length = struct.unpack_from("<H", entry, 64)[0]
            first, size = struct.unpack_from("<II", entry, 116)
            yield entry[: max(length - 2, 0)].decode("utf-16-le", "replace"), first, size

    def stream(self, first: int, size: int) -> bytes:
        """Return a stream; short ones stand in the small sectors inside the root's stream."""
        if size >= self._cutoff:
            return b"".join(self._chain(first))[:size]
        small = b"".join(self._chain(self._small_first))[: self._small_size]
        places = _follow(self._small_fat, first)
        return b"".join(
            small[place * self._small_sector : (place + 1) * self._small_sector] for place in places
        )[:size]

    def _read_fat(self, more: int) -> list[int]:
        sectors = _integers(self._content[_FAT_IN_HEADER])
        seen: set[int] = set()
        while more < _NO_SECTOR and more not in seen:
            seen.add(more)
            *listed, more = _integers(self._sector_at(more))
            sectors += listed
        return _integers(b"".join(self._sector_at(sector) for sector in sectors if sector < _NO_SECTOR))

    def _chain(self, first: int) -> Iterator[bytes]:
        return map(self._sector_at, _follow(self._fat, first))

    def _sector_at(self, place: int) -> bytes:
        start = (place + 1) * self._sector
        if start >= len(self._content):
            raise ValueError(place)
        return self._content[start : start + self._sector]


def _follow(links: list[int], first: int) -> Iterator[int]:
    """Follow a chain; one that runs in a circle is broken."""
    left = len(links)
    while first < _NO_SECTOR:
        if left == 0:
            raise ValueError
        left -= 1
        yield first
        first = links[first]


def _integers(content: bytes) -> list[int]:
    count = len(content) // 4
    return list(struct.unpack(f"<{count}I", content[: count * 4]))
