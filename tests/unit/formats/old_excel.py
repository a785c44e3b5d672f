"""Writes the smallest xls that a reader takes: one sheet of numbers, in the file system that holds it (OLE)."""

import struct

SECTOR, SMALL_SECTOR, CUTOFF = 512, 64, 4_096
END_OF_CHAIN, FREE, FAT_SECTOR = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
FILE_PASSWORD = struct.pack("<HHHHH", 0x002F, 6, 1, 0, 0)


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _begin(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 0, 0, 0))


def number(row: int, column: int, value: float) -> bytes:
    """Write the record of a cell."""
    return _record(0x0203, struct.pack("<HHHd", row, column, 0, value))


def numbers(row: int, first: int, values: list[int]) -> bytes:
    """Write the record of several cells of whole numbers."""
    cells = b"".join(struct.pack("<HI", 0, value << 2 | 2) for value in values)
    return _record(
        0x00BD, struct.pack("<HH", row, first) + cells + struct.pack("<H", first + len(values) - 1)
    )


def stream(*cells: bytes, more: bytes = b"") -> bytes:
    """Write a workbook of one sheet with these cells; `more` stands before the sheet."""
    end = _record(0x000A, b"")
    name = "表".encode("utf-16-le")
    place = len(_begin(5)) + len(more) + 4 + 8 + len(name) + len(end)
    sheet = struct.pack("<IBBBB", place, 0, 0, len(name) // 2, 1) + name
    return _begin(5) + more + _record(0x0085, sheet) + end + _begin(16) + b"".join(cells) + end


def _padded(content: bytes, unit: int) -> bytes:
    return content + bytes(-len(content) % unit)


def _chain(first: int, length: int) -> list[int]:
    return [*range(first + 1, first + length), END_OF_CHAIN] if length else []


def _entry(name: str, kind: int, first: int, size: int, child: int = FREE) -> bytes:
    title = (name + "\0").encode("utf-16-le")
    links = struct.pack("<III", FREE, FREE, child)
    middle = struct.pack("<HBB", len(title), kind, 1) + links + bytes(36)
    return title.ljust(64, b"\0") + middle + struct.pack("<III", first, size, 0)


def xls(content: bytes, *, small: bool = False) -> bytes:
    """Put a stream into a file; `small` leaves it in the small sectors that are for streams below 4 KiB."""
    if not small:
        content = content.ljust(CUTOFF, b"\0")
    body = _padded(content, SECTOR)
    length = len(body) // SECTOR
    # Sectors: FAT, directory, FAT of small sectors, the stream
    fat = [FAT_SECTOR, END_OF_CHAIN, END_OF_CHAIN, *_chain(3, length)]
    small_fat = _chain(0, -(-len(content) // SMALL_SECTOR)) if small else []
    root = _entry("Root Entry", 5, 3 if small else END_OF_CHAIN, len(content) if small else 0, child=1)
    book = _entry("Workbook", 2, 0 if small else 3, len(content))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, CUTOFF, 2, 1, END_OF_CHAIN, 0
    )
    header += struct.pack("<109I", 0, *[FREE] * 108)
    return b"".join(
        (
            header,
            struct.pack("<128I", *fat, *[FREE] * (128 - len(fat))),
            _padded(root + book, SECTOR),
            struct.pack("<128I", *small_fat, *[FREE] * (128 - len(small_fat))),
            body,
        )
    )
