"""Looking through an xlsx before it is opened: refuse what no honest spreadsheet is, note what the reader would lose.

The reader makes a full rectangle of each sheet: one cell in the last corner (16,384 × 1,048,576) ends the whole
program for want of memory. A zip of 0.3 MB can hold 300 MB. And the reader gives cells with errors (#N/A) as empty, and
numbers without the leading zeros that they are shown with.
"""

import html
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath
from typing import Final

from app.core.letters import number_of
from app.domain.intake.cell import UNSAVED_FORMULA
from app.formats.errors import FileBroken, FileEncrypted, FileKindUnknown, FileTooLarge
from app.formats.workbook_lost import Lost

MOST_PARTS: Final = 2_000
MOST_BYTES: Final = 200_000_000
MOST_RATIO: Final = 200
MOST_CELLS: Final = 5_000_000
_SMALL: Final = 1_000_000
"""Bytes: a part that is no larger may be packed as tightly as it likes."""
_ENCRYPTED_FLAG: Final = 1
_SIGNATURE: Final = b"PK\x03\x04"
_LOCAL_HEADER: Final = struct.Struct("<4s22xHH")
_WORKBOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_STYLES: Final = "xl/styles.xml"
_FAR: Final = re.compile(rb"""r\s*=\s*["'](?:[A-Za-z]{2}|[A-Za-z]?[0-9]{6})""")
"""A cell beyond column Z or beyond row 99,999, or such a row."""
_EMPTY: Final = re.compile(rb"<(?:\w+:)?(?:c|row)\b[^<>]*/>|<(?:\w+:)?c\b[^<>]*></(?:\w+:)?c>")
_EMPTY_ROW: Final = re.compile(rb"<(?:\w+:)?row\b[^<>]*>\s*</(?:\w+:)?row>")
"""What is merely coloured; the reader passes over it."""
_REFERENCE: Final = re.compile(rb"""r\s*=\s*["']([A-Za-z]{0,3})([0-9]+)["']""")
"""The place of a cell, or the number of a row."""
_ROW: Final = re.compile(rb'r="[A-Z]*([0-9]+)"')
_NEAR_CELLS: Final = 26 * 99_999
"""Cells of the rectangle that `_FAR` does not see beyond."""
_ERROR_CELL: Final = re.compile(rb'<(?:\w+:)?c\b([^>]*\bt="e"[^>]*)>(.*?)</(?:\w+:)?c>', re.DOTALL)
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f\b")
_UNSAVED: Final = re.compile(
    rb'<(?:\w+:)?c\b((?:(?!\bt="str")[^<>])*)>\s*<(?:\w+:)?f\b[^<>]*?(?:/>|>([^<]*)</(?:\w+:)?f>)\s*'
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
"""A formula without its result; one that gives an empty text says that it is a text."""
_HIDDEN_ROW: Final = re.compile(rb'<(?:\w+:)?row\b[^>]*\bhidden="(?:1|true)"[^>]*>')
_PLACE: Final = re.compile(rb'\br="([A-Z]+)([0-9]+)"')
_TYPE: Final = re.compile(rb'\bt="(?!n")')
_ZEROS: Final = re.compile(rb"<(?:\w+:)?numFmt\b[^>]*>")
_ZEROS_ID: Final = re.compile(rb'\bnumFmtId="([0-9]+)"')
_ZEROS_CODE: Final = re.compile(rb'\bformatCode="(0{2,30})"')
_CELL_STYLES: Final = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_CELL_STYLE: Final = re.compile(rb"<(?:\w+:)?xf\b[^>]*>")
_VALUE: Final = re.compile(rb"<(?:\w+:)?v>([^<]*)</")


def look_through(content: bytes, name: str) -> dict[str, Lost]:
    """Return by sheet what the reader does not tell; raise what is wrong with the file."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = package.infolist()
            _check_directory(parts, name)
            found = {part.filename: part for part in parts}
            if _WORKBOOK not in found:
                raise FileKindUnknown(name=name)
            sheets = _sheet_names(package) if _RELATIONS in found else {}
            zeros = _leading_zeros(package.read(_STYLES)) if _STYLES in found else {}
        return _read_parts(content, parts, sheets, zeros, name)
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        NotImplementedError,
        ValueError,
        KeyError,
    ) as problem:
        raise FileBroken(name=name) from problem


def _check_directory(parts: list[zipfile.ZipInfo], name: str) -> None:
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        raise FileTooLarge(name=name)
    for part in parts:
        if part.flag_bits & _ENCRYPTED_FLAG:
            raise FileEncrypted(name=name)
        if part.file_size > _SMALL and part.file_size > MOST_RATIO * part.compress_size:
            raise FileTooLarge(name=name)
        path = PurePosixPath(part.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts:
            raise FileBroken(name=name)


def _sheet_names(package: zipfile.ZipFile) -> dict[str, str]:
    """Return the names of the sheets by their parts."""
    from defusedxml import ElementTree  # noqa: PLC0415 - loaded with the first import of a workbook, not at start
    from defusedxml.common import DefusedXmlException  # noqa: PLC0415 - see above

    try:
        relations = ElementTree.fromstring(package.read(_RELATIONS))
        workbook = ElementTree.fromstring(package.read(_WORKBOOK))
    except (ElementTree.ParseError, DefusedXmlException) as problem:
        raise ValueError from problem
    targets = {link.get("Id"): link.get("Target", "") for link in relations}
    names = {}
    for sheet in workbook.iter():
        link = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), None)
        if sheet.tag.endswith("}sheet") and link in targets:
            target = targets[link]
            part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
            names[part] = sheet.get("name", "")
    return names


def _read_parts(
    content: bytes, parts: list[zipfile.ZipInfo], sheets: dict[str, str], zeros: dict[bytes, int], name: str
) -> dict[str, Lost]:
    """Unpack every part, counting what really comes out, for the directory may lie; look into the sheets."""
    lost: dict[str, Lost] = {}
    left = MOST_BYTES
    for part in parts:
        unpacked = _unpack(content, part, left + 1)
        left -= len(unpacked)
        if left < 0:
            raise FileTooLarge(name=name)
        if part.filename in sheets or part.filename.startswith("xl/worksheets/"):
            if _cells(unpacked) > MOST_CELLS:
                raise FileTooLarge(name=name)
            texts = [*_errors(unpacked), *_shown_with_zeros(unpacked, zeros)]
            lost[sheets.get(part.filename, "")] = Lost(texts, list(_hidden(unpacked)))
    return lost


def _unpack(content: bytes, part: zipfile.ZipInfo, most: int) -> bytes:
    signature, name_length, extra_length = _LOCAL_HEADER.unpack_from(content, part.header_offset)
    if signature != _SIGNATURE:
        raise ValueError(part.filename)
    start = part.header_offset + _LOCAL_HEADER.size + name_length + extra_length
    packed = memoryview(content)[start : start + part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        return bytes(packed)
    if part.compress_type != zipfile.ZIP_DEFLATED:
        raise NotImplementedError(part.compress_type)
    return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, most)


def _cells(sheet: bytes) -> int:
    """Count the cells of the rectangle from A1 to the farthest filled cell; exactly only where it matters."""
    if not _FAR.search(sheet):
        return _NEAR_CELLS
    places = _REFERENCE.findall(_EMPTY_ROW.sub(b"", _EMPTY.sub(b"", sheet)))
    rows = max((int(row) for _, row in places), default=0)
    columns = max(map(_column, {letters for letters, _ in places}), default=0) + 1
    return rows * columns


def _errors(sheet: bytes) -> Iterator[tuple[int, int, str]]:
    for head, body in _ERROR_CELL.findall(sheet) if b't="e"' in sheet else ():
        place, value = _PLACE.search(head), _VALUE.search(body)
        if place and value:
            yield int(place[2]) - 1, _column(place[1]), value[1].decode("utf-8", "replace")
    may_calculate = b"<f" in sheet or b":f" in sheet  # a tenth of the time of looking for the element
    for head, formula in _UNSAVED.findall(sheet) if may_calculate and _FORMULA.search(sheet) else ():
        place = _PLACE.search(head)
        if place:
            text = html.unescape(formula.decode("utf-8", "replace"))
            yield int(place[2]) - 1, _column(place[1]), UNSAVED_FORMULA + text


def _leading_zeros(styles: bytes) -> dict[bytes, int]:
    """Return the styles of cells that show whole numbers with leading zeros, as 000000 does, each with its digits."""
    digits = {
        number[1]: len(code[1])
        for each in _ZEROS.findall(styles)
        if (number := _ZEROS_ID.search(each)) and (code := _ZEROS_CODE.search(each))
    }
    found = _CELL_STYLES.search(styles) if digits else None
    uses = _CELL_STYLE.findall(found[0]) if found else []
    return {
        str(place).encode(): digits[number[1]]
        for place, use in enumerate(uses)
        if (number := _ZEROS_ID.search(use)) and number[1] in digits
    }


def _shown_with_zeros(sheet: bytes, zeros: dict[bytes, int]) -> Iterator[tuple[int, int, str]]:
    """Walk the numbers that are shown with leading zeros, which are what a person means by them: codes."""
    if not zeros:
        return
    styles = b"|".join(zeros)
    cells = re.compile(
        rb'<(?:\w+:)?c\b([^>]*\bs="(' + styles + rb')"[^>]*)>(?:<(?:\w+:)?f\b[^>]*>[^<]*</(?:\w+:)?f>)?'
        rb"<(?:\w+:)?v>([0-9]+)</"
    )
    for head, style, digits in cells.findall(sheet):
        place = _PLACE.search(head)
        if place and not _TYPE.search(head) and len(digits) < zeros[style]:
            yield int(place[2]) - 1, _column(place[1]), digits.decode().zfill(zeros[style])


def _hidden(sheet: bytes) -> Iterator[int]:
    if b"hidden=" not in sheet:
        return
    for head in _HIDDEN_ROW.findall(sheet):
        place = _ROW.search(head)
        if place:
            yield int(place[1]) - 1


def _column(letters: bytes) -> int:
    """Return the place of a column from 0."""
    return number_of(letters.decode()) - 1
