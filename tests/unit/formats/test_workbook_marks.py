"""A copy of the user's own workbook shows what is wrong with it."""

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from app.formats import workbook, workbook_marks
from app.formats.errors import FileTooLarge, FileUnreadable
from app.formats.workbook_marks import Mark
from app.services.imports import lists

MARKS = [
    Mark(3, "C", "“面议”不是数字", is_error=True),
    Mark(3, "B", "=1+1 条码的校验位不对", is_error=False),
    Mark(4, "", "这一行重复了", is_error=True),
]


def _source(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "商品"
    for row in (["商品表"], ["名称", "条码", "零售价"], ["水", "690", "面议"], ["茶", "691", "=1+2"]):
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet["A3"].font = Font(bold=True)
    sheet.column_dimensions["A"].width = 33
    book.create_sheet("别的")["A1"] = "留着"
    book.save(path)
    return path


def _marked(tmp_path: Path, source: Path, sheet: str = "商品") -> Path:
    target = tmp_path / "问题.xlsx"
    workbook_marks.mark(source, target, sheet, MARKS)
    return target


def test_faulty_cells_are_coloured_and_say_why(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(_marked(tmp_path, _source(tmp_path / "a.xlsx")))
    sheet = book["商品"]
    assert sheet["C3"].fill.fgColor.rgb.endswith("FFC7CE")
    assert sheet["B3"].fill.fgColor.rgb.endswith("FFEB9C")
    assert sheet["A4"].comment.text == "这一行重复了"
    assert (sheet["A3"].font.b, sheet["C4"].value, sheet.column_dimensions["A"].width) == (True, "=1+2", 33)
    assert (sheet.merged_cells.ranges.pop().coord, book["别的"]["A1"].value) == ("A1:C1", "留着")


def test_the_first_sheet_lists_the_problems_with_links(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(_marked(tmp_path, _source(tmp_path / "a.xlsx")))
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[2]] == [3, "C", "错误", "“面议”不是数字"]
    assert sheet["A2"].hyperlink.location == "'商品'!C3"
    assert (sheet["D3"].value, sheet["D3"].data_type) == ("=1+1 条码的校验位不对", "s")


def test_the_marked_copy_can_be_imported_again(tmp_path: Path) -> None:
    source = _source(tmp_path / "a.xlsx")
    before, after = lists.read(source), lists.read(_marked(tmp_path, source))
    assert (after.sheet, after.reading.records) == ("商品", before.reading.records)


@pytest.mark.parametrize("name", ["商品.xls", "商品.csv", "商品"])
def test_a_workbook_may_be_called_anything(tmp_path: Path, name: str) -> None:
    source = _source(tmp_path / "a.xlsx").rename(tmp_path / name)
    book = openpyxl.load_workbook(_marked(tmp_path, source))
    assert (book["商品"]["A4"].comment.text, book["别的"]["A1"].value) == ("这一行重复了", "留着")


def test_of_a_text_file_a_workbook_is_made(tmp_path: Path) -> None:
    source = tmp_path / "客户.csv"
    source.write_text("表,,\n名称,条码,零售价\n水,00690,面议\n茶,=1+1,3\n", encoding="gb18030")
    (_, sheet) = workbook.read(_marked(tmp_path, source, "客户"))
    assert sheet.rows[2:] == [["水", "00690", "面议"], ["茶", "=1+1", "3"]]


def test_an_old_note_stays(tmp_path: Path) -> None:
    source = _marked(tmp_path, _source(tmp_path / "a.xlsx"))
    twice = tmp_path / "b.xlsx"
    workbook_marks.mark(source, twice, "商品", [Mark(3, "C", "又错了", is_error=True)])
    book = openpyxl.load_workbook(twice)
    assert book["商品"]["C3"].comment.text == "“面议”不是数字\n又错了"
    assert book.sheetnames[:2] == ["导入问题 2", "导入问题"]


def test_what_is_no_honest_workbook_is_not_marked_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = _source(tmp_path / "a.xlsx")
    monkeypatch.setattr("app.formats.workbook_zip.MOST_BYTES", 10)
    with pytest.raises(FileTooLarge):
        _marked(tmp_path, source)
    with pytest.raises(FileUnreadable):
        _marked(tmp_path, tmp_path / "gone.xlsx")
    assert not (tmp_path / "问题.xlsx").exists()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_an_office_program_opens_it(tmp_path: Path) -> None:
    target = _marked(tmp_path, _source(tmp_path / "a.xlsx"))
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(target)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert target.with_suffix(".pdf").stat().st_size > 0
