"""The other side of what comes from files and goes to them: the least code that does the work, with the same libraries.

A workbook is strings put into a zip entry, an import is calamine, a look at every cell and an insert, a page is drawn
with the canvas of reportlab.
"""

import itertools
import secrets
import zipfile
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from python_calamine import load_workbook
from reportlab.pdfgen.canvas import Canvas

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
_RELATION = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/></Relationships>'
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_BOOK = (
    f'<workbook xmlns="{_MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_CATEGORY = (
    "INSERT INTO category (uid, code, code_key, name, name_key, is_active, data)"
    " VALUES (?, ?, ?, ?, ?, 1, '{}')"
)
_ITEM = (
    "INSERT INTO item (uid, code, code_key, name, name_key, spec, brand, category_id, base_unit, base_places, purchase,"
    " retail, lowest, tax_rate, track_batch, track_expiry, track_serial, weighed, is_service, is_active, data)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, 0, 0, 0, 0, 0, 1, '{}')"
)
_BARCODE = (
    "INSERT INTO item_barcode (code_key, item_id, position, code, unit, shared)"
    " VALUES (?, (SELECT id FROM item WHERE uid = ?), 0, ?, '', 0)"
)
_CHUNK = 1000
_MICRO = 1_000_000
Fault = tuple[int, str]
"""A row, from 1, and the letter of a column."""


def write_workbook(path: Path, rows: Iterable[Sequence[object]]) -> None:
    """Write a workbook: numbers as numbers, all else as text."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", _RELATION.format("officeDocument", "xl/workbook.xml"))
        package.writestr("xl/workbook.xml", _BOOK)
        package.writestr("xl/_rels/workbook.xml.rels", _RELATION.format("worksheet", "worksheets/sheet1.xml"))
        with package.open("xl/worksheets/sheet1.xml", "w") as part:
            part.write(f'<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
            walked = iter(rows)
            while chunk := list(itertools.islice(walked, _CHUNK)):
                part.write("".join(map(_row, chunk)).encode())
            part.write(b"</sheetData></worksheet>")


def _row(row: Sequence[object]) -> str:
    return "".join(["<row>", *map(_cell, row), "</row>"])


def _cell(value: object) -> str:
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f"<c><v>{value}</v></c>"


def write_by_openpyxl(path: Path, rows: Iterable[Sequence[Any]], formats: Sequence[str]) -> None:
    """Write a workbook with openpyxl, write-only, each cell in the number format of its column."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        cells = []
        for value, form in zip(row, formats, strict=True):
            cell = WriteOnlyCell(sheet, value)
            if form:
                cell.number_format = form
            cells.append(cell)
        sheet.append(cells)
    book.save(path)


class Item(NamedTuple):
    """A sound row of a list of items; `figures` are purchase, retail and lowest price and the tax rate."""

    code: str
    name: str
    spec: str
    unit: str
    barcode: str
    category: str
    brand: str
    figures: Sequence[int]
    remark: str


def read_items(path: Path) -> tuple[list[Item], list[Fault]]:
    """Read items with a look at every cell; return those that are sound, and row and column of each fault."""
    rows = load_workbook(path).get_sheet_by_index(0).to_python()
    items: list[Item] = []
    faults: list[Fault] = []
    for number, row in enumerate(rows[1:], 2):
        code, name, spec, unit, barcode, category, brand, purchase, retail, lowest, tax, remark = map(
            str, row
        )
        wrong = [letter for letter, text in (("B", name), ("D", unit)) if not text]
        figures = []
        for letter, text in (("H", purchase), ("I", retail), ("J", lowest), ("K", tax)):
            try:
                figures.append(int(Decimal(text) * _MICRO))
            except InvalidOperation:
                wrong.append(letter)
        if wrong:
            faults += [(number, letter) for letter in wrong]
        else:
            items.append(Item(code, name, spec, unit, barcode, category, brand, figures, remark))
    return items, faults


def import_items(connection: Any, path: Path) -> list[Fault]:
    """Read items and insert those that are sound, with nothing beside them; return row and column of each fault."""
    items, faults = read_items(path)
    connection.execute("BEGIN IMMEDIATE")
    rows, codes = [], []
    categories: dict[str, int] = {}
    for item in items:
        if item.category not in categories:
            uid = secrets.token_hex(16)
            categories[item.category] = connection.execute(_CATEGORY, (uid, *[item.category] * 4)).lastrowid
        uid, category = secrets.token_hex(16), categories[item.category]
        known = (uid, item.code, item.code.lower(), item.name, item.name.lower(), item.spec, item.brand)
        rows.append((*known, category, item.unit, *item.figures))
        codes.append((item.barcode, uid, item.barcode))
    connection.executemany(_ITEM, rows)
    connection.executemany(_BARCODE, codes)
    connection.execute("COMMIT")
    return faults


def draw_ledger(
    path: Path, head: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float], font: str
) -> None:
    """Draw a table on A4 pages: head, rows with a rule below each, the number of the page."""
    canvas = Canvas(str(path), pageCompression=1)
    y, page = 0.0, 0
    for row in rows:
        if y < 60:
            if page:
                canvas.drawCentredString(297, 36, f"第 {page} 页")
                canvas.showPage()
            page += 1
            canvas.setFont(font, 9)
            y = 800.0
            _draw_row(canvas, head, widths, y)
        y -= 16
        _draw_row(canvas, row, widths, y)
        canvas.line(36, y - 4, 559, y - 4)
    canvas.drawCentredString(297, 36, f"第 {page} 页")
    canvas.showPage()
    canvas.save()


def _draw_row(canvas: Canvas, row: Sequence[str], widths: Sequence[float], y: float) -> None:
    x = 36.0
    for place, (text, width) in enumerate(zip(row, widths, strict=True)):
        if place < 4:
            canvas.drawString(x + 2, y, text)
        else:
            canvas.drawRightString(x + width - 2, y, text)
        x += width


def draw_slip(
    path: Path,
    title: str,
    pairs: Sequence[str],
    rows: Sequence[Sequence[str]],
    foot: Sequence[str],
    font: str,
) -> None:
    """Draw one slip: a title, facts, a few lines with rules, sums and names below."""
    width, height = 683.0, 396.0
    canvas = Canvas(str(path), pagesize=(width, height), pageCompression=1)
    canvas.setFont(font, 15)
    canvas.drawCentredString(width / 2, height - 30, title)
    canvas.setFont(font, 10)
    for place, text in enumerate(pairs):
        canvas.drawString(45 + place % 3 * 200, height - 55 - place // 3 * 14, text)
    y = height - 110
    for row in rows:
        _draw_row(canvas, row, [70] * len(row), y)
        canvas.line(45, y - 4, width - 45, y - 4)
        y -= 16
    for place, text in enumerate(foot):
        canvas.drawString(45 + place % 4 * 150, y - 20 - place // 4 * 14, text)
    canvas.showPage()
    canvas.save()
