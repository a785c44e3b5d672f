"""Files that are not what they should be: refused in a sentence, or read for what is sound in them."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.errors import Problem
from app.formats import workbook
from app.formats.errors import FileEmpty, FileInUse, FileKindUnknown
from app.i18n.messages import words
from app.services.imports.lists import HeaderNotFound
from tests.intake.sheets import Rows, book, errors, read, values

ROWS: Rows = [
    ["编码", "名称", "单位", "库存数量", "库存金额"],
    ["A1", "水", "瓶", 3, 6],
    ["A2", "茶", "瓶", 4, 8],
]
SHEET = "xl/worksheets/sheet1.xml"


def _changed(
    path: Path, change: Callable[[str], str], part: str = SHEET, more: dict[str, str] | None = None
) -> Path:
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in {**parts, **(more or {})}.items():
            package.writestr(name, content)
    return path


def test_a_file_that_another_program_keeps_to_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def taken(_: Path) -> bytes:
        problem = PermissionError(13, "Permission denied")
        problem.winerror = 32  # type: ignore[attr-defined]  # what Windows says
        raise problem

    path = book(tmp_path / "x.xlsx", ROWS)
    monkeypatch.setattr(Path, "read_bytes", taken)
    with pytest.raises(FileInUse) as caught:
        read(path)
    assert words(caught.value) == "文件“x.xlsx”正由其他程序打开。请在 Excel 或 WPS 里关闭它，然后再试。"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("名称,单位\0\n水,瓶".encode(), FileKindUnknown),
        (b"", FileEmpty),
        ("你好\n1,2".encode(), HeaderNotFound),
    ],
)
def test_what_cannot_be_read_has_a_name(tmp_path: Path, content: bytes, problem: type[Problem]) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    with pytest.raises(problem):
        read(path)


def test_formulas_are_read_by_the_results_that_are_stored(tmp_path: Path) -> None:
    path = book(tmp_path / "x.xlsx", ROWS)
    _changed(
        path,
        lambda xml: xml.replace('<c r="E2" t="n"><v>6</v>', '<c r="E2"><f>D2*2</f><v>6</v>').replace(
            '<c r="E3" t="n"><v>8</v>', '<c r="E3" t="e"><f>D3/0</f><v>#DIV/0!</v>'
        ),
    )
    found = read(path)
    assert values(found)[0]["amount"] == "6"
    assert errors(found) == [(3, "amount", "ERROR_VALUE", "#DIV/0!")]


def test_cells_that_are_only_coloured_down_to_the_last_row_are_no_burden(tmp_path: Path) -> None:
    coloured = '<row r="1048576" s="1"><c r="A1048576" s="1"/><c r="XFD1048576" s="1"/></row></sheetData>'
    path = _changed(book(tmp_path / "x.xlsx", ROWS), lambda xml: xml.replace("</sheetData>", coloured))
    assert len(read(path).reading.records) == 2


def test_macros_and_links_to_elsewhere_are_left_alone(tmp_path: Path) -> None:
    more = {
        "xl/vbaProject.bin": "macro",
        "xl/externalLinks/externalLink1.xml": '<externalLink xmlns="x"><externalBook r:id="r"/></externalLink>',
    }
    path = _changed(book(tmp_path / "x.xlsm", ROWS), str, more=more)
    assert len(read(path).reading.records) == 2


def test_a_sum_that_is_merged_is_not_taken_twice(tmp_path: Path) -> None:
    rows: Rows = [
        ["仓库", "编码", "名称", "单位", "库存数量", "成本价"],
        ["一仓", "A1", "水", "瓶", 5, 1],
        [None, "A2", "茶", "瓶", None, None],
    ]
    found = read(book(tmp_path / "x.xlsx", rows, merged=["A2:A3", "E2:E3", "F2:F3"]), "opening_stock")
    assert found.reading.totals()["qty"] == "5"
    assert [tuple(each) for each in found.reading.skipped] == [(3, "NO_STOCK")]


def test_hidden_rows_of_an_excel_2003_workbook(tmp_path: Path) -> None:
    path = tmp_path / "x.xls"
    path.write_text(
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="a"><Table>'
        '<Row><Cell ss:MergeDown="1"><Data ss:Type="String">x</Data></Cell></Row>'
        '<Row ss:Hidden="1"><Cell ss:Index="2"><Data ss:Type="String">y</Data></Cell></Row>'
        "</Table></Worksheet></Workbook>",
        encoding="utf-8",
    )
    (sheet,) = workbook.read(path)
    assert (sheet.rows, sheet.merged, sheet.hidden_rows) == (
        [["x", ""], ["", "y"]],
        ((0, 0, 1, 0),),
        frozenset({1}),
    )


def test_hidden_rows_and_errors_of_an_old_workbook() -> None:
    """Made by LibreOffice; the library that reads such files tells of neither."""
    found = read(Path(__file__).parent / "files" / "hidden_and_errors.xls")
    assert [(each.row, each.code) for each in found.reading.warnings] == [(2, "HIDDEN_ROW")]
    assert errors(found) == [
        (3, "sale_price", "ERROR_VALUE", "#DIV/0!"),
        (4, "sale_price", "ERROR_VALUE", "#N/A"),
    ]
