"""Files that are not what they should be: refused in a sentence, or read for what is sound in them."""

import datetime
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.errors import Problem
from app.formats import workbook
from app.formats.errors import FileEmpty, FileInUse, FileKindUnknown, FileTooLarge
from app.i18n.messages import words
from app.services.imports.lists import HeaderNotFound
from tests.intake.sheets import Rows, book, errors, read, values, warnings

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


def test_the_file_that_lies_beside_an_open_workbook_is_told_as_that(tmp_path: Path) -> None:
    path = tmp_path / "~$商品.xlsx"
    path.write_bytes(b"\x04shop" + bytes(160))
    with pytest.raises(FileInUse) as caught:
        read(path)
    assert caught.value.facts()["name"] == "商品.xlsx"


def test_two_hundred_megabytes_are_not_even_looked_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.xlsx"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read"))
    with pytest.raises(FileTooLarge) as caught:
        read(path)
    assert "拆成几个文件" in words(caught.value)


_LAST_ROW = (
    '<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>A3</t></is></c>'
    '<c r="B1048576" t="inlineStr"><is><t>酒</t></is></c><c r="C1048576" t="inlineStr"><is><t>瓶</t></is></c></row>'
)


def test_a_list_that_goes_on_in_the_last_row_there_is(tmp_path: Path) -> None:
    path = book(tmp_path / "x.xlsx", [row[:3] for row in ROWS])
    _changed(path, lambda xml: xml.replace("</sheetData>", f"{_LAST_ROW}</sheetData>"))
    reports: list[int] = []
    found = read(path, progress=lambda done, _: reports.append(done))
    assert [record.row for record in found.reading.records] == [2, 3, 1_048_576]
    assert len(reports) > 500, "who waits may stop it"


def test_a_sheet_too_large_for_the_memory_is_refused(tmp_path: Path) -> None:
    """Five columns of it: 5.2 million cells, though hardly one is filled."""
    path = _changed(
        book(tmp_path / "x.xlsx", ROWS), lambda xml: xml.replace("</sheetData>", f"{_LAST_ROW}</sheetData>")
    )
    with pytest.raises(FileTooLarge):
        read(path)


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


@pytest.mark.parametrize("unsaved", ["<f>D3*2</f><v/>", "<f>D3*2</f>", "<f>D3*2</f><v></v>"])
def test_a_formula_without_its_result_is_an_error_and_no_empty_cell(tmp_path: Path, unsaved: str) -> None:
    path = book(tmp_path / "x.xlsx", ROWS)
    _changed(
        path,
        lambda xml: xml.replace(
            '<c r="E2" t="n"><v>6</v>', '<c r="E2" t="str"><f>IF(1,"")</f><v></v>'
        ).replace('<c r="E3" t="n"><v>8</v>', f'<c r="E3">{unsaved}'),
    )
    found = read(path)
    assert "amount" not in values(found)[0], "an empty text is a result"
    assert errors(found) == [(3, "amount", "FORMULA_UNSAVED", "#=D3*2")]


@pytest.mark.parametrize("shown", ["#N/A", "#REF!", "#NAME?"])
def test_what_a_formula_shows_instead_of_a_name_is_no_name(tmp_path: Path, shown: str) -> None:
    rows: Rows = [
        ["编码", "名称", "单位"],
        ["A1", shown, "瓶"],
        ["A2", "#5 螺丝", shown],
        [shown, "茶", "瓶"],
    ]
    assert errors(read(book(tmp_path / "x.xlsx", rows))) == [
        (2, "name", "ERROR_VALUE", shown),
        (3, "unit", "ERROR_VALUE", shown),
        (4, "code", "ERROR_VALUE", shown),
    ]


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (datetime.date(2025, 3, 1), "2025-03-01"),
        (datetime.datetime(2025, 3, 1, 8, 30), "2025-03-01"),  # noqa: DTZ001 - a cell knows no zone
        (45717, "2025-03-01"),
        ("2025.3.1", "2025-03-01"),
        ("2025/3/1", "2025-03-01"),
        ("2025-03-01", "2025-03-01"),
        ("2025年3月1日", "2025-03-01"),
        ("20250301", "2025-03-01"),
        ("25-3-1", "2025-03-01"),
        ("2025-3-1 08:30:00", "2025-03-01"),
        ("2025/3/1  8:30", "2025-03-01"),
        ("2025-03-01T08:30", "2025-03-01"),
        ("2025年3月1日08:30", "2025-03-01"),
    ],
)
def test_a_day_is_read_however_it_is_written(tmp_path: Path, cell: object, day: str) -> None:
    rows: Rows = [["客户名称", "联系电话", "建档日期"], ["甲店", "13800000000", cell]]
    found = read(book(tmp_path / "客户.xlsx", rows), "customer")
    assert (values(found)[0]["created"], errors(found)) == (day, [])


def test_numbers_that_are_texts_and_texts_that_are_numbers(tmp_path: Path) -> None:
    rows: Rows = [
        ["编码", "名称", "单位", "条码", "零售价"],
        [2001.0, 7, "瓶", 6901234567892, "¥1,234.50"],
        ["02001", "'007", "瓶", "6901234567885", " 12.50 "],
        ["A3", "茶", "瓶", "6.90123E+12", 3],
    ]
    found = read(book(tmp_path / "x.xlsx", rows))
    assert [(each["code"], each["name"], each["sale_price"]) for each in values(found)] == [
        ("2001", "7", "1234.5"),
        ("02001", "'007", "12.5"),
        ("A3", "茶", "3"),
    ]
    assert [each.get("barcode") for each in values(found)] == ["6901234567892", "6901234567885", None]
    assert (4, "barcode", "BARCODE_SCIENTIFIC") in warnings(found)


def test_what_a_formula_has_fetched_from_another_file_is_read_as_it_was_saved(tmp_path: Path) -> None:
    path = book(tmp_path / "x.xlsx", ROWS)
    fetched = '<c r="E2"><f>[1]Sheet1!A1</f><v>6</v>'
    _changed(path, lambda xml: xml.replace('<c r="E2" t="n"><v>6</v>', fetched))
    assert values(read(path))[0]["amount"] == "6"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be"])
def test_a_text_in_any_encoding_becomes_records(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "x.csv"
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    path.write_bytes(f'{mark}编码,名称,单位\r\n="00123",镕记酱油,瓶\r\n'.encode(encoding))
    assert values(read(path)) == [{"code": "00123", "name": "镕记酱油", "unit": "瓶"}]


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


_XML = (
    '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="a"><Table>{}</Table>'
    "</Worksheet></Workbook>"
)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tall.xls", "<table>" + "<tr><td colspan=1000 rowspan=1000>x</td></tr>" * 6_000 + "</table>"),
        ("wide.xls", "<table><tr>" + "<td colspan=1000>x</td>" * 6_000 + "</table>"),
        ("row.xls", _XML.format("<Row>" + '<Cell ss:MergeAcross="1000"/>' * 20 + "</Row>")),
        (
            "rows.xls",
            _XML.format(("<Row>" + '<Cell ss:MergeAcross="1000"/>' * 15 + "</Row>") * 400),
        ),
        ("commas.csv", "编码,名称,单位\n" + "," * 100_000 + "\n" + "a\n" * 60),
    ],
)
def test_a_small_file_that_makes_a_sheet_without_end_is_refused(
    tmp_path: Path, name: str, content: str
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(FileTooLarge):
        read(path)


def test_brackets_and_signs_without_end_are_no_number(tmp_path: Path) -> None:
    path = tmp_path / "客户.csv"
    path.write_text(
        f"客户名称,电话,期初欠款\n甲,1,{'(' * 30_000}1{')' * 30_000}\n乙,1,{'-' * 50_000}\n", encoding="utf-8"
    )
    assert [(row, code) for row, _, code, _ in errors(read(path))] == [
        (2, "NOT_A_NUMBER"),
        (3, "NOT_A_NUMBER"),
    ]
