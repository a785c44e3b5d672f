import datetime
import re
import shutil
import subprocess
import warnings
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from app.core.kinds import Kind
from app.core.table import Column, Table, Total
from app.core.text import Label
from app.formats import excel
from app.formats.errors import FileNotWritten, TooManyRows
from tests.unit.formats.examples import empty_table, stock_table

HEAD_ROW = 4


def _sheet(path: Path, *, values: bool = False) -> Worksheet:
    """Open with openpyxl; a warning is a failure."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        sheet = openpyxl.load_workbook(path, data_only=values).active
    assert isinstance(sheet, Worksheet)
    return sheet


def _calamine(path: Path) -> list[list[Any]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "table.xlsx"


def _one_column(kind: Kind, *values: object, total: Total = Total.NONE) -> Table:
    return Table(Label("表"), (Column("x", Label("列"), kind, total=total),), [(value,) for value in values])


def test_the_sheet_says_what_was_asked_and_hides_what_nobody_sees(path: Path) -> None:
    excel.write(stock_table(), path)
    sheet = _sheet(path)
    assert [sheet.cell(row, 1).value for row in (1, 2, 3)] == ["库存余额表", "截至 2026-11-22", "仓库：全部"]
    heads = [cell.value for cell in sheet[HEAD_ROW]]
    assert heads == [
        "编码",
        "商品",
        "状态",
        "称重",
        "数量",
        "单价",
        "金额",
        "税率",
        "库龄",
        "入库日期",
        "备注",
    ]


def test_head_stays_in_sight_is_bold_and_can_be_filtered(path: Path) -> None:
    excel.write(stock_table(), path)
    sheet = _sheet(path)
    assert sheet.freeze_panes == "A5"
    assert sheet.auto_filter.ref == "A4:K8"
    assert sheet["A4"].font.bold
    assert sheet.print_title_rows == "$4:$4"


def test_figures_are_numbers_in_the_format_of_their_kind(path: Path) -> None:
    excel.write(stock_table(), path)
    sheet = _sheet(path)
    cells = {str(sheet.cell(HEAD_ROW, column).value): sheet.cell(6, column) for column in range(1, 12)}
    assert (cells["数量"].value, cells["数量"].number_format) == (2.35, "#,##0.######")
    assert (cells["单价"].value, cells["单价"].number_format) == (12.8, "#,##0.00####")
    assert (cells["金额"].value, cells["金额"].number_format) == (30.08, "#,##0.00")
    assert (cells["税率"].value, cells["税率"].number_format) == (0.13, "0%")
    assert cells["入库日期"].value == datetime.datetime(2026, 11, 22)  # noqa: DTZ001 - a cell has no zone
    assert cells["入库日期"].number_format == "yyyy\\-mm\\-dd"
    assert cells["状态"].value == "在售"
    assert cells["称重"].value == "是"


def test_a_whole_quantity_shows_no_point(path: Path) -> None:
    """Excel shows 5 as “5.” under the format of fractions."""
    excel.write(_one_column(Kind.QUANTITY, 5_000_000, 2_500_000), path)
    sheet = _sheet(path)
    assert sheet["A3"].number_format == "#,##0"
    assert sheet["A4"].number_format == "#,##0.######"


def test_codes_stay_texts(path: Path) -> None:
    excel.write(_one_column(Kind.CODE, "00123", "6901234567892", "1E5"), path)
    sheet = _sheet(path)
    assert [sheet.cell(row, 1).value for row in (3, 4, 5)] == ["00123", "6901234567892", "1E5"]
    assert {sheet.cell(row, 1).number_format for row in (3, 4, 5)} == {"@"}


@pytest.mark.parametrize("text", ["=1+1", "+86 138", "-5", "@cmd", '=HYPERLINK("x")', "\tx"])
def test_a_text_is_never_a_formula(path: Path, text: str) -> None:
    excel.write(_one_column(Kind.TEXT, text), path)
    cell = _sheet(path)["A3"]
    assert cell.data_type in {"s", "inlineStr"}
    assert cell.value == text


def test_the_file_holds_the_decimal_text_of_a_number(path: Path) -> None:
    excel.write(_one_column(Kind.MONEY, 10, 1, -5, 123_456_789_012_345), path)
    with zipfile.ZipFile(path) as package:
        xml = package.read("xl/worksheets/sheet1.xml").decode()
    assert re.findall("<v>(.*?)</v>", xml) == ["0.1", "0.01", "-0.05", "1234567890123.45"]


def test_what_xml_cannot_hold_is_left_out(path: Path) -> None:
    excel.write(
        _one_column(Kind.TEXT, "a\x00b\x1fc\ud800d", "<&>\"'", " 空 格 ", "两\n行", "长" * 40_000), path
    )
    sheet = _sheet(path)
    assert [sheet.cell(row, 1).value for row in range(3, 7)] == ["abcd", "<&>\"'", " 空 格 ", "两\n行"]
    assert sheet["A7"].value == "长" * 32_767


def test_what_is_unknown_stays_empty(path: Path) -> None:
    excel.write(_one_column(Kind.MONEY, None, 100, None, total=Total.SUM), path)
    assert [row[0] for row in _calamine(path)] == ["表", "列", "", 1.0, "", 1.0]


def test_a_figure_that_may_not_be_seen_is_a_text(path: Path) -> None:
    excel.write(_one_column(Kind.MONEY, "***"), path)
    assert _sheet(path)["A3"].value == "***"


def test_dates_that_are_none_or_too_old_for_excel_stay_texts(path: Path) -> None:
    excel.write(_one_column(Kind.DATE, "2026-02-30", "1899-12-31", "1900-03-01"), path)
    sheet = _sheet(path)
    assert [sheet.cell(row, 1).value for row in (3, 4, 5)] == [
        "2026-02-30", "1899-12-31", datetime.datetime(1900, 3, 1)  # noqa: DTZ001
    ]  # fmt: skip


def test_an_instant_is_local_time(path: Path) -> None:
    local = datetime.datetime(2026, 11, 22, 9, 30, 59).astimezone()
    excel.write(_one_column(Kind.INSTANT, int(local.timestamp()) * 1000, 0, "—"), path)
    sheet = _sheet(path)
    assert sheet["A3"].value == local.replace(tzinfo=None)
    assert sheet["A4"].value is None
    assert sheet["A5"].value == "—"


def test_totals_follow_the_filter_and_hold_their_value(path: Path) -> None:
    excel.write(stock_table(), path)
    assert _sheet(path)["G9"].value == "=SUBTOTAL(109,G5:G8)"
    shown = _sheet(path, values=True)
    assert (shown["A9"].value, shown["E9"].value, shown["G9"].value) == ("合计", 1000023.35, 100089.97)
    assert shown["E9"].number_format == "#,##0.######"
    assert shown["A10"].value == "金额按移动加权平均。"


def test_a_table_without_rows_has_no_total(path: Path) -> None:
    excel.write(empty_table(), path)
    assert _calamine(path)[1][0] == "编码"
    assert len(_calamine(path)) == 2


def test_columns_are_as_wide_as_what_stands_in_them(path: Path) -> None:
    excel.write(stock_table(), path)
    widths = _sheet(path).column_dimensions
    assert widths["A"].width >= len("6901234567892")
    assert widths["B"].width >= 2 * len("可口可乐") + len(" 330ml")
    assert widths["C"].width < widths["B"].width


def test_the_chart_stands_beside_the_table(path: Path) -> None:
    excel.write(stock_table(), path)
    (chart,) = _sheet(path)._charts  # type: ignore[attr-defined]
    assert chart.ser[0].val.numRef.f == "'库存余额表'!$G$5:$G$8"
    assert chart.anchor._from.col == 12


@pytest.mark.parametrize("form", ["bar", "line"])
def test_both_forms_of_chart_can_be_read(path: Path, form: str) -> None:
    table = stock_table()
    assert table.chart is not None
    excel.write(replace(table, chart=replace(table.chart, form=form, y=("amount", "quantity"))), path)
    (chart,) = _sheet(path)._charts  # type: ignore[attr-defined]
    assert len(chart.ser) == 2


def test_a_chart_of_a_hidden_column_is_left_out(path: Path) -> None:
    excel.write(stock_table().keep(["code", "item"]), path)
    assert not _sheet(path)._charts  # type: ignore[attr-defined]


def test_equal_tables_make_equal_files(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        excel.write(stock_table(), tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("毛利[按月]:一/二", "毛利 按月  一 二"),
        ("'引号'", "引号"),
        ("长" * 40, "长" * 31),
        ("???", "1"),
        ('a"b', 'a"b'),
    ],
)
def test_the_sheet_gets_a_name_that_excel_takes(path: Path, title: str, name: str) -> None:
    excel.write(replace(stock_table(), title=Label(title)), path)
    assert _sheet(path).title == name


def test_more_rows_than_a_sheet_holds_are_refused(path: Path) -> None:
    table = replace(_one_column(Kind.INTEGER), rows=[(1,)] * 1_048_576)
    with pytest.raises(TooManyRows):
        excel.write(table, path)
    assert not path.exists()


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotWritten) as problem:
        excel.write(stock_table(), tmp_path / "gone" / "table.xlsx")
    assert problem.value.name == "table.xlsx"


NUMBERS = {Kind.MONEY: 2, Kind.PRICE: 6, Kind.QUANTITY: 6, Kind.RATE: 6, Kind.INTEGER: 0}
VISIBLE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=30)


@given(
    numbers=st.lists(st.integers(-(10**15) + 1, 10**15 - 1), min_size=len(NUMBERS), max_size=len(NUMBERS)),
    text=VISIBLE,
)
def test_every_cell_reads_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, numbers: list[int], text: str
) -> None:
    """15 digits are what a spreadsheet keeps."""
    columns = [Column(kind.value, Label(kind.value), kind) for kind in NUMBERS]
    columns.append(Column("text", Label("text"), Kind.TEXT))
    path = tmp_path_factory.mktemp("excel") / "x.xlsx"
    excel.write(Table(Label("t"), tuple(columns), [(*numbers, text)]), path)
    expected = [
        float(f"{number}e-{places}") for number, places in zip(numbers, NUMBERS.values(), strict=True)
    ]
    read = [cell.value for cell in _sheet(path)[3]]
    assert [float(str(value)) for value in read[:-1]] == expected
    assert read[-1] == text
    assert _calamine(path)[2] == [*expected, text]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this computer")
def test_libreoffice_reads_it(path: Path, tmp_path: Path) -> None:
    excel.write(stock_table(), path)
    out = tmp_path / "out"
    options = [f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    subprocess.run(
        ["soffice", *options, "--convert-to", "xlsx", "--outdir", out, path],
        check=True,
        capture_output=True,
        timeout=120,
    )
    assert _calamine(out / path.name) == _calamine(path)
    assert _sheet(out / path.name)["G9"].value == "=SUBTOTAL(109,G5:G8)"
