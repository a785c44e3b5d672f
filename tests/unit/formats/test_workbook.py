import datetime
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from app.core.errors import Problem
from app.core.numbers import plain
from app.formats import excel, workbook, workbook_zip
from app.formats.errors import (
    FileBroken,
    FileEmpty,
    FileEncrypted,
    FileKindUnknown,
    FileTooLarge,
    FileUnreadable,
)
from app.formats.workbook import cell_text
from tests.unit.formats.examples import stock_table


def _book(path: Path, *rows: list[object]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def _changed(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """Rewrite one part of a workbook."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert change(parts[part]) != parts[part]
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "商品.xlsx"


SHEET = "xl/worksheets/sheet1.xml"


def test_cells_become_texts_that_a_person_would_type(path: Path) -> None:
    zone = datetime.UTC
    _book(
        path,
        ["  货号 ", 6901234567890.0, 0.1 + 0.2, 12.50, True, None],
        ["\u200b零食\ufeff", 2001.0, -0.05, 1e15, False, "6.90123E+12"],
        [datetime.datetime(2026, 11, 22, tzinfo=zone).replace(tzinfo=None), 1e-7, "13%", "=1", "'00123", "x"],
    )
    (sheet,) = workbook.read(path)
    assert sheet.rows == [
        ["货号", "6901234567890", "0.3", "12.5", "TRUE", ""],
        ["零食", "2001", "-0.05", "1000000000000000", "FALSE", "6.90123E+12"],
        ["2026-11-22", "0.0000001", "13%", "#=1", "'00123", "x"],
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (datetime.date(2026, 1, 2), "2026-01-02"),
        (
            datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.UTC).replace(tzinfo=None),
            "2026-01-02 03:04:05",
        ),
        (datetime.time(9, 30), "09:30:00"),
        (datetime.timedelta(hours=30), "1 day, 6:00:00"),
        (7, "7"),
        (1e22, "1E+22"),
        (123456.7, "123456.7"),
        ("\u3000全角空格\u3000", "全角空格"),
    ],
)
def test_every_kind_of_value_has_a_text(value: object, text: str) -> None:
    assert cell_text(value) == text


@given(st.integers(-(10**15) + 1, 10**15 - 1), st.integers(0, 6))
def test_no_figure_of_15_digits_changes_on_its_way_through_a_double(number: int, places: int) -> None:
    text = plain(number, places)
    assert cell_text(float(text)) == text.replace("-0", "-0" if number else "0")


def test_rows_and_columns_count_from_a1(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet["C3"] = "x"
    sheet.merge_cells("C3:D4")
    book.create_sheet("空")
    hidden = book.create_sheet("藏")
    hidden["A1"] = 1
    hidden.sheet_state = "hidden"
    book.save(path)
    first, second = workbook.read(path)
    assert (first.rows[2][2], len(first.rows[0])) == ("x", 3)
    assert first.merged == ((2, 2, 3, 3),)
    assert (first.hidden, second.name, second.hidden) == (False, "藏", True)


def test_cells_that_show_an_error_are_not_taken_for_empty(path: Path) -> None:
    _book(path, ["a", 1], ["b", 2])
    _changed(
        path,
        SHEET,
        lambda xml: xml.replace(b'<c r="B2" t="n"><v>2</v>', b'<c r="B2" t="e"><f>NA()</f><v>#N/A</v>'),
    )
    (sheet,) = workbook.read(path)
    assert sheet.rows == [["a", "1"], ["b", "#N/A"]]


def test_what_we_export_reads_back(path: Path) -> None:
    excel.write(stock_table(), path)
    (sheet,) = workbook.read(path)
    assert sheet.rows[5][:7] == ["6901234567892", "阿克苏苹果", "在售", "是", "2.35", "12.8", "30.08"]
    assert sheet.rows[4][0] == "00123"
    assert sheet.rows[8][6] == "100089.97"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", FileEmpty),
        (b" \r\n ,, \r\n", FileEmpty),
        (b"PK\x03\x04 and nothing more", FileBroken),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), FileBroken),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), FileEncrypted),
        (b"%PDF-1.4\n\x00\x01\xff\xff", FileKindUnknown),
        (b"\x89PNG\r\n\x1a\n\x00\x00", FileKindUnknown),
        (b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>", FileBroken),
    ],
)
def test_what_is_no_workbook_has_a_name(path: Path, content: bytes, problem: type[Problem]) -> None:
    path.write_bytes(content)
    with pytest.raises(problem) as caught:
        workbook.read(path)
    assert caught.value.facts()["name"] == "商品.xlsx"


def test_a_file_that_is_not_there(path: Path) -> None:
    with pytest.raises(FileUnreadable):
        workbook.read(path)


def test_a_file_that_is_too_large(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "LARGEST_MB", 0)
    path.write_text("a", encoding="utf-8")
    with pytest.raises(FileTooLarge):
        workbook.read(path)


def test_a_cell_in_the_last_corner_is_refused(path: Path) -> None:
    """The reader would ask for half a terabyte of memory and take the program with it."""
    _book(path, ["a"])
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    _changed(path, SHEET, lambda xml: xml.replace(b"</sheetData>", far))
    with pytest.raises(FileTooLarge):
        workbook.read(path)


@pytest.mark.parametrize(
    "far",
    [b'<row r="9"><c r="XFD9"><v>1</v></c></row>', b'<row r="900000"><c r="A900000"><v>1</v></c></row>'],
)
def test_a_cell_far_out_in_one_direction_may_be_honest(path: Path, far: bytes) -> None:
    _book(path, ["a"])
    _changed(path, SHEET, lambda xml: xml.replace(b"</sheetData>", far + b"</sheetData>"))
    (sheet,) = workbook.read(path)
    assert "1" in sheet.rows[-1]


def _package(path: Path, parts: dict[str, bytes]) -> Path:
    _book(path, ["a"])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        ({"xl/media/bomb.bin": bytes(30_000_000)}, FileTooLarge),
        ({f"xl/media/{number}": b"" for number in range(2_001)}, FileTooLarge),
        ({"../../outside": b""}, FileBroken),
        ({"/etc/passwd": b""}, FileBroken),
    ],
)
def test_packages_that_no_spreadsheet_writes_are_refused(
    path: Path, parts: dict[str, bytes], problem: type[Problem]
) -> None:
    with pytest.raises(problem):
        workbook.read(_package(path, parts))


def test_a_package_that_lies_about_its_size_is_counted(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_zip, "MOST_BYTES", 900_000)
    _package(path, {"xl/media/big.bin": bytes(1_000_000)})
    content = path.read_bytes().replace((1_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    path.write_bytes(content)
    with pytest.raises(FileTooLarge):
        workbook.read(path)


def test_a_package_that_is_no_workbook(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", "<a/>")
    with pytest.raises(FileKindUnknown):
        workbook.read(path)


@pytest.mark.parametrize("bomb", ['<!ENTITY a "b">', '<!ENTITY a SYSTEM "file:///etc/passwd">'])
def test_entities_are_refused(path: Path, bomb: str) -> None:
    _book(path, ["a"])
    with_entity = f"<!DOCTYPE workbook [{bomb}]><workbook".encode()
    _changed(path, "xl/workbook.xml", lambda xml: xml.replace(b"<workbook", with_entity, 1))
    with pytest.raises(FileBroken):
        workbook.read(path)


@given(place=st.integers(0, 10**6), value=st.integers(0, 255), cut=st.booleans())
def test_a_damaged_workbook_never_does_more_than_refuse(
    tmp_path_factory: pytest.TempPathFactory, place: int, value: int, cut: bool
) -> None:
    path = tmp_path_factory.getbasetemp() / "damaged.xlsx"
    if not (whole := path.with_name("whole.xlsx")).exists():
        excel.write(stock_table(), whole)
    content = bytearray(whole.read_bytes())
    content[place % len(content)] = value
    path.write_bytes(content[: place % len(content)] if cut else content)
    try:
        workbook.read(path)
    except (FileBroken, FileEncrypted, FileEmpty, FileKindUnknown, FileTooLarge):
        return
