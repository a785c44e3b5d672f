"""Looking through an old xls before it is opened, for the same reason as an xlsx: cells that lie too far out.

The file is a small file system (OLE: sectors joined to chains) with one stream of records. Only what leads to the
places of the cells is read here; one byte turned over in a file is enough to move a cell to the last corner.
"""

import struct
from collections.abc import Iterator
from typing import Final

from app.formats.errors import FileBroken, FileEncrypted, FileTooLarge
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


def look_through(content: bytes, name: str) -> None:
    """Raise what is wrong with the file."""
    try:
        for rows, columns in _extents(_workbook(content), name):
            if columns > _MOST_COLUMNS:
                raise FileBroken(name=name)
            if rows * columns > MOST_CELLS:
                raise FileTooLarge(name=name)
    except (struct.error, ValueError, IndexError) as problem:
        raise FileBroken(name=name) from problem


def _extents(stream: bytes, name: str) -> Iterator[tuple[int, int]]:
    """Return rows and columns of each sheet."""
    rows = columns = place = 0
    while place + _RECORD.size <= len(stream):
        kind, length = _RECORD.unpack_from(stream, place)
        place += _RECORD.size
        if kind == _SHEET_BEGINS:
            yield rows, columns
            rows = columns = 0
        elif kind == _PASSWORD:
            raise FileEncrypted(name=name)
        elif kind in _CELLS:
            row, column = _PLACE.unpack_from(stream, place)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
        elif kind in _CELL_RUNS:
            row, first = _PLACE.unpack_from(stream, place)
            (last,) = struct.unpack_from("<H", stream, place + length - 2)
            rows, columns = max(rows, row + 1), max(columns, first + 1, last + 1)
        place += length
    yield rows, columns


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
