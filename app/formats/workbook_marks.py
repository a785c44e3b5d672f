"""What is wrong with a list, written into a copy of the user's own workbook: coloured cells with a note, and a list.

An xlsx keeps its sheets, formulas and formats (charts and drawings are beyond the library); of any other file the cells
are copied into an xlsx. The list of problems is the first sheet, each with a link to its cell; none of its words is a
header, so that the corrected copy can be imported as it is.
"""

import warnings
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.core.text import N_
from app.formats import workbook, workbook_zip
from app.formats.errors import FileUnreadable
from app.formats.output import whole_file
from app.i18n.catalog import tr

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_ZIP: Final = b"PK\x03\x04"
_WITH_MACROS: Final = ".xlsm"
_ERROR: Final = "FFC7CE"
_WARNING: Final = "FFEB9C"
_AUTHOR: Final = "Zhanggui"
_NOTE_WIDTH, _NOTE_LINE_HEIGHT = 260, 22
"""Points."""
_NOTE_LINE: Final = 20
"""Characters of a note that stand in one line."""
_LONGEST_TITLE: Final = 31
"""Characters that Excel allows the name of a sheet."""
_NOT_IN_TITLES: Final = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))
_WIDTHS: Final = (8, 8, 8, 70)
_USUAL_SHEET: Final = "Sheet1"


@dataclass(frozen=True, slots=True)
class Mark:
    """What is to be said of a cell: its row from 1, the letters of its column, "" for the whole row."""

    row: int
    column: str
    text: str
    is_error: bool


def mark(source: Path, target: Path, sheet: str, marks: Sequence[Mark]) -> None:
    """Write a copy of `source` to `target` (.xlsx) with the marks on one of its sheets."""
    book = _opened(source, target)
    marked = book[sheet] if sheet in book.sheetnames else book.worksheets[0]
    places = [(_cell(marked, each), each) for each in marks]
    _colour(marked, places)
    _list(book, marked, places)
    with whole_file(target) as draft:
        book.save(draft)


def _opened(source: Path, target: Path) -> "Workbook":
    """Open the user's workbook, or make one of the cells of a file that is none."""
    import openpyxl  # noqa: PLC0415 - loaded with the first workbook that is marked, not at start

    try:
        content = source.read_bytes()
    except OSError as problem:
        raise FileUnreadable(name=source.name) from problem
    if not content.startswith(_ZIP):
        return _copied(source)
    workbook_zip.look_through(content, source.name)
    keeps_macros = target.suffix.lower() == _WITH_MACROS
    try:
        with warnings.catch_warnings():
            # It tells of extensions that it does not keep; there is nobody to tell.
            warnings.simplefilter("ignore")
            # Not by its name, which the library would go by: a workbook may be called anything.
            return openpyxl.load_workbook(BytesIO(content), keep_vba=keeps_macros, rich_text=True)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError, zipfile.BadZipFile):
        # What other programs write is not always what the library expects; the cells can be read all the same.
        return _copied(source)


def _copied(source: Path) -> "Workbook":
    """Make a workbook of the cells of a file, every one of them a text, so that codes keep their zeros."""
    import openpyxl  # noqa: PLC0415 - see above

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for sheet in workbook.read(source):
        copy = book.create_sheet(_title(sheet.name, book))
        for row, cells in enumerate(sheet.rows, 1):
            for column, text in enumerate(cells, 1):
                if text:
                    _write(copy.cell(row, column), text)
        for top, left, bottom, right in sheet.merged:
            copy.merge_cells(None, top + 1, left + 1, bottom + 1, right + 1)
        for place in sheet.hidden_rows:
            copy.row_dimensions[place + 1].hidden = True
        copy.sheet_state = "hidden" if sheet.hidden else "visible"
    return book


def _title(name: str, book: "Workbook") -> str:
    """Return a name that a sheet may have, and no other has."""
    plain = name.translate(_NOT_IN_TITLES).strip("'")[:_LONGEST_TITLE] or _USUAL_SHEET
    title, number = plain, 1
    while title.casefold() in {each.casefold() for each in book.sheetnames}:
        number += 1
        title = f"{plain[: _LONGEST_TITLE - len(str(number)) - 1]} {number}"
    return title


def _write(cell: "Cell", text: str) -> None:
    """Write a text as a text, though it may look like a formula, and without what no workbook may hold."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415 - see above

    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    cell.data_type = "s"


def _cell(sheet: "Worksheet", each: Mark) -> "Cell":
    """Return the cell that is meant: of the whole row its first filled one, of merged cells the one that shows."""
    from openpyxl.cell import Cell  # noqa: PLC0415 - see above
    from openpyxl.utils import column_index_from_string  # noqa: PLC0415 - see above

    column = column_index_from_string(each.column) if each.column else _first_filled(sheet, each.row)
    cell = sheet.cell(each.row, column)
    if isinstance(cell, Cell):
        return cell
    area = next(area for area in sheet.merged_cells.ranges if cell.coordinate in area)
    shown = sheet.cell(area.min_row, area.min_col)
    assert isinstance(shown, Cell), "the first of merged cells is a cell"
    return shown


def _first_filled(sheet: "Worksheet", row: int) -> int:
    values = next(sheet.iter_rows(row, row, values_only=True), ())
    return next((place for place, value in enumerate(values, 1) if value not in {None, ""}), 1)


def _colour(sheet: "Worksheet", places: Iterable[tuple["Cell", Mark]]) -> None:
    """Colour the cells and say in a note what is wrong; an error outshines a warning, an old note stays."""
    from openpyxl.comments import Comment  # noqa: PLC0415 - see above
    from openpyxl.styles import PatternFill  # noqa: PLC0415 - see above

    by_cell: Mapping[str, list[Mark]] = defaultdict(list)
    for cell, each in places:
        by_cell[cell.coordinate].append(each)
    for coordinate, marks in by_cell.items():
        cell = sheet[coordinate]
        color = _ERROR if any(each.is_error for each in marks) else _WARNING
        cell.fill = PatternFill("solid", fgColor=color)
        lines = [cell.comment.text] if cell.comment else []
        lines += dict.fromkeys(each.text for each in marks)
        note = Comment("\n".join(lines), _AUTHOR)
        height = sum(1 + len(line) // _NOTE_LINE for line in lines)
        note.width, note.height = _NOTE_WIDTH, _NOTE_LINE_HEIGHT * (height + 1)
        cell.comment = note


def _list(book: "Workbook", marked: "Worksheet", places: Sequence[tuple["Cell", Mark]]) -> None:
    """Put the list of problems in front, each with a link to its cell."""
    from openpyxl.styles import Font, PatternFill  # noqa: PLC0415 - see above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - see above
    from openpyxl.worksheet.hyperlink import Hyperlink  # noqa: PLC0415 - see above

    sheet = book.create_sheet(_title(tr(N_("导入问题")), book), 0)
    for column, label in enumerate((N_("行"), N_("列号"), N_("轻重"), N_("问题")), 1):
        head = sheet.cell(1, column, tr(label))
        head.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS[column - 1]
    quoted = marked.title.replace("'", "''")
    for row, (cell, each) in enumerate(places, 2):
        link = sheet.cell(row, 1, each.row)
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{quoted}'!{cell.coordinate}")
        link.style = "Hyperlink"
        _write(sheet.cell(row, 2), each.column)
        weight = sheet.cell(row, 3, tr(N_("错误")) if each.is_error else tr(N_("提醒")))
        weight.fill = PatternFill("solid", fgColor=_ERROR if each.is_error else _WARNING)
        _write(sheet.cell(row, 4), each.text)
    sheet.freeze_panes = "A2"
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet
    book.active = 0
