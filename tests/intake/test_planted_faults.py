"""Ten thousand items with 37 faults planted among them, and as many oddities that are none (F08)."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from app.cli import exit_codes, main
from app.services import imports, proof, records, references
from app.services.firm import Firm
from tests.unit.services.brought import a_firm, counted, operations
from tests.unit.services.small_shop import open_shop

ROWS, FAULTS = 10_000, 37
HEAD = (
    "商品编码",
    "商品名称",
    "规格",
    "单位",
    "条码",
    "类别",
    "进价",
    "零售价",
    "大单位",
    "换算率",
    "税率",
    "保质期天数",
)
LETTERS = "ABCDEFGHIJKL"
ERROR_FILL = "00FFC7CE"

Place = tuple[int, str]
"""A row from 1 and the letter of its column."""


class Fault(NamedTuple):
    """What is put into a column of a row, and the code by which it is to be told; `also` is put in, too."""

    column: str
    value: object
    code: str
    also: tuple[tuple[str, object], ...] = ()


def barcode(number: int) -> str:
    body = f"690100{number:06d}"
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(body))
    return f"{body}{-total % 10}"


KINDS = (
    Fault("B", None, "NAME_MISSING"),
    Fault("D", None, "UNIT_MISSING"),
    Fault("H", "面议", "NOT_A_NUMBER"),
    Fault("H", "10-12", "RANGE"),
    Fault("H", "#DIV/0!", "ERROR_VALUE"),
    Fault("B", "#N/A", "ERROR_VALUE"),
    Fault("G", "=H2*0.8", "FORMULA_UNSAVED"),
    Fault("J", None, "RATIO_MISSING", (("I", "箱"),)),
    Fault("L", "很久", "NOT_A_NUMBER"),
    Fault("A", "SP00007", "DUP_CONFLICT"),
    Fault("E", barcode(7), "DUP_BARCODE"),
    Fault("A", "6.90123{row}E+12", "MANGLED_CODE"),
    Fault("G", -3, "OUT_OF_RANGE"),
    Fault("G", 10**14, "WRONG_VALUE"),
    Fault("B", "名" * 130 + "{row}", "TOO_LONG"),
    Fault("D", "非常长的单位名称十一字", "TOO_LONG"),
    Fault("L", 0, "OUT_OF_RANGE"),
    Fault("K", "130%", "OUT_OF_RANGE"),
)
"""Each keeps its row out."""
ODDITIES: tuple[tuple[str, object, str, object], ...] = (
    ("H", "¥1,234.50", "retail", 1_234_500_000),
    ("H", "1,234.5元", "retail", 1_234_500_000),
    ("H", "１２．５", "retail", 12_500_000),
    ("G", " 3.20 ", "purchase", 3_200_000),
    ("A", "00123{row}", "code", "00123{row}"),
    ("K", "13%", "tax_rate", 130_000),
    ("K", 13, "tax_rate", 130_000),
    ("L", "12个月", "shelf_life_days", 360),
    ("B", "#5 螺丝{row}", "name", "#5 螺丝{row}"),
    ("C", "2025.3.1", "spec", "2025.3.1"),
)
"""What is put into a column, the field of the record, and what must stand there: none of it is a fault."""
WARNED = (("E", "6.90123E+12", "BARCODE_SCIENTIFIC"), ("E", "6901000000079", "BARCODE_CHECK"))
"""The row comes in, and the cell is told."""


class Listed(NamedTuple):
    path: Path
    faults: dict[Place, str]
    warnings: dict[Place, str]
    odd: dict[int, tuple[str, object]]


def row_of(number: int) -> list[object]:
    price = 100 + number % 900
    return [
        *(f"SP{number:05d}", f"测试商品{number:05d}", f"{number % 40 * 5 + 50}g", "瓶", int(barcode(number))),
        *(f"分类{number % 30:02d}", price / 100, price / 50, None, None, 0.13, 365),
    ]


@pytest.fixture(name="listed", scope="module")
def _listed(tmp_path_factory: pytest.TempPathFactory) -> Listed:
    """Write the list; every kind of fault and oddity stands in it at least twice, in places chosen by a seed."""
    listed = Listed(tmp_path_factory.mktemp("planted") / "商品.xlsx", {}, {}, {})
    chosen = random.Random(37).sample(range(100, ROWS), FAULTS + 2 * len(ODDITIES) + 2 * len(WARNED))
    rows = [row_of(number) for number in range(ROWS)]

    def put(number: int, column: str, value: object) -> None:
        text = value.replace("{row}", str(number)) if isinstance(value, str) else value
        rows[number][LETTERS.index(column)] = text

    for place in range(FAULTS):
        fault, number = KINDS[place % len(KINDS)], chosen.pop()
        put(number, fault.column, fault.value)
        for column, value in fault.also:
            put(number, column, value)
        listed.faults[number + 2, fault.column] = fault.code
    for column, value, field, stored in ODDITIES * 2:
        number = chosen.pop()
        put(number, column, value)
        listed.odd[number] = (
            field,
            stored.replace("{row}", str(number)) if isinstance(stored, str) else stored,
        )
    for column, value, code in WARNED * 2:
        number = chosen.pop()
        put(
            number,
            column,
            value if code == "BARCODE_SCIENTIFIC" else barcode(number)[:-1] + _wrong(barcode(number)),
        )
        listed.warnings[number + 2, column] = code
    _write(listed.path, rows)
    return listed


def _wrong(code: str) -> str:
    return str((int(code[-1]) + 5) % 10)


def _write(path: Path, rows: list[list[object]]) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(HEAD)
    for row in rows:
        sheet.append(row)
    book.save(path)


@pytest.fixture(name="firm")
def _firm() -> Iterator[Firm]:
    yield from a_firm()


def items(firm: Firm) -> int:
    return int(firm.database.execute("SELECT COUNT(*) FROM item").fetchone()[0])


def test_exactly_the_planted_faults_are_told_and_the_rest_comes_in(firm: Firm, listed: Listed) -> None:
    refused = imports.run(firm, listed.path)
    assert not refused.is_done
    found = imports.run(firm, listed.path, skip_errors=True)
    assert {(each.row, each.column): each.code for each in found.errors} == listed.faults
    assert len(found.errors) == found.rows_left_out == FAULTS
    assert {(each.row, each.column): each.code for each in found.warnings} == listed.warnings
    assert counted(found) == (ROWS - FAULTS, 0, 0)
    assert items(firm) == ROWS - FAULTS
    for number, (field, value) in listed.odd.items():
        code = str(value) if field == "code" else f"SP{number:05d}"
        stored = records.load(firm, "item", references.find(firm, "item", code))
        assert stored[field] == value, (number, field)

    before = operations(firm)
    again = imports.run(firm, listed.path, skip_errors=True)
    assert counted(again) == (0, 0, ROWS - FAULTS)
    assert operations(firm) == before, "the second time nothing is written"
    assert proof.verify(firm).findings == ()

    imports.undo(firm, found.batch)
    assert items(firm) == 0
    assert proof.verify(firm).findings == ()


def test_the_command_line_tells_the_same_and_colours_a_copy(
    listed: Listed, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shop, marked = tmp_path / "shop.zhanggui", tmp_path / "marked.xlsx"
    open_shop(shop).close()

    def run(*more: object, code: int = exit_codes.OK) -> Any:
        assert main(["import", str(listed.path), *map(str, more), "--firm", str(shop), "--json"]) == code
        return json.loads(capsys.readouterr().out)

    assert not run(code=exit_codes.REFUSED)["imported"]
    found = run("--skip-errors", "--marked", marked)
    told = [*found["errors"], *found["refused"]]
    assert {(each["row"], each["column"]): each["code"] for each in told} == listed.faults
    assert found["counts"]["new"] == ROWS - FAULTS
    counts = run("--skip-errors")["counts"]
    assert (counts["new"], counts["changed"], counts["unchanged"]) == (0, 0, ROWS - FAULTS)

    sheet = openpyxl.load_workbook(marked).worksheets[1]
    assert isinstance(sheet, Worksheet)
    coloured = {
        (cell.row, LETTERS[(cell.column or 1) - 1])
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.fgColor.rgb == ERROR_FILL
    }
    assert coloured == set(listed.faults)
    assert all(sheet[f"{letter}{row}"].comment for row, letter in listed.faults)
