"""A price sheet in a spreadsheet: prices for customers, levels and everyone, known again when it comes once more."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from app.services import imports, records
from app.services.firm import Firm
from app.services.imports import Wish
from tests.unit.services.brought import a_firm, brought, counted

HEAD = ("商品编码", "品名", "单位", "客户", "价格等级", "起订量", "活动价", "开始日期", "结束日期")
ROWS = (
    ("A1", "铁钉", "斤", "老周", "", "", "5.20", "", ""),
    ("A1", "铁钉", "箱", "老周", "", "10", "98", "2026-05-01", "2026-06-30"),
    ("A2", "垫片", "", "", "会员价", "", "0.9", "", ""),
    ("A2", "垫片", "", "", "", "100", "0.85", "2026-05-01", "2026-05-31"),
)


@pytest.fixture(name="firm")
def _firm() -> Iterator[Firm]:
    for firm in a_firm():
        nails = {"code": "A1", "name": "铁钉", "unit": "斤", "unit2": "箱", "ratio": "20"}
        imports.bring(firm, brought("item", nails, {"code": "A2", "name": "垫片", "unit": "个"}))
        imports.bring(firm, brought("customer", {"name": "老周"}))
        yield firm


def written(folder: Path, rows: tuple[tuple[str, ...], ...] = ROWS) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEAD, *rows):
        sheet.append(row)
    book.save(folder / "价格.xlsx")
    return folder / "价格.xlsx"


def prices(firm: Firm) -> list[tuple[object, ...]]:
    table = records.listing(firm, "price", active=None)
    place = [column.key for column in table.columns].index
    keys = ("item", "unit", "customer", "level", "source", "from_quantity", "price", "since", "until")
    return [tuple(row[place(key)] for key in keys) for row in table.rows]


def test_a_sheet_is_told_from_a_price_list_by_its_columns(firm: Firm, tmp_path: Path) -> None:
    found = imports.run(firm, written(tmp_path))
    assert (found.brought.kind, found.errors, counted(found)) == ("price", [], (4, 0, 0))
    assert prices(firm) == [
        ("铁钉", "斤", "老周", "", "own", None, 5_200_000, "", ""),
        ("铁钉", "箱", "老周", "", "own", 10_000_000, 98_000_000, "2026-05-01", "2026-06-30"),
        ("垫片", "", "", "member", "level", None, 900_000, "", ""),
        ("垫片", "", "", "", "promotion", 100_000_000, 850_000, "2026-05-01", "2026-05-31"),
    ]


def test_the_same_sheet_again_changes_nothing_and_a_new_price_one(firm: Firm, tmp_path: Path) -> None:
    imports.run(firm, written(tmp_path))
    assert counted(imports.run(firm, written(tmp_path))) == (0, 0, 4)
    dearer = ((*ROWS[0][:6], "5.50", "", ""), *ROWS[1:])
    assert counted(imports.run(firm, written(tmp_path, dearer))) == (0, 1, 3)
    assert prices(firm)[0][6] == 5_500_000
    imports.undo(firm)
    assert prices(firm)[0][6] == 5_200_000


def test_who_and_what_is_not_known_is_an_error_at_its_cell(firm: Firm) -> None:
    rows = (
        {"code": "A9", "sale_price": "1"},
        {"code": "A1", "sale_price": "1", "customer": "老王"},
        {"code": "A1", "sale_price": "1", "level": "钻石价"},
        {"code": "A1", "sale_price": "1", "unit": "吨"},
        {"code": "A1", "sale_price": "0"},
        {"code": "A1", "sale_price": "1.5"},
    )
    found = imports.bring(firm, brought("price", *rows), Wish(skip_errors=True))
    assert [(each.row, each.code) for each in found.errors] == [
        (2, "UNKNOWN_REFERENCE"),
        (3, "UNKNOWN_REFERENCE"),
        (4, "WRONG_VALUE"),
        (5, "UNKNOWN_UNIT"),
        (6, "OUT_OF_RANGE"),
    ]
    assert len(prices(firm)) == 1
