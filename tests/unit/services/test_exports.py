"""A list that is exported, edited and imported again: exactly what was edited changes, in every file and language."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.i18n import catalog
from app.services import exports, imports, records, reports
from app.services.firm import Firm
from app.services.imports import Wish
from app.services.imports.kinds import KINDS
from tests.unit.services.brought import a_firm, brought, counted, operations

ITEMS = [
    {"code": f"0{n:03d}", "name": f"货{n}（{n}号）", "spec": f"{n}ml", "model": f"M-{n}", "brand": "清泉", "unit": "瓶",
     "unit2": "箱", "ratio": "24" if n % 2 else "2.5", "barcode": f"69012345{n:05d}", "barcode2": f"169012345{n:05d}",
     "category": "饮料", "buy_price": "0.123456", "sale_price": f"{n}.5", "wholesale_price": "1", "min_price": "0.9",
     "cost_price": "0.8", "tax_rate": "0.13", "tax_code": "1030307010000000000", "supplier": "水厂", "origin": "义乌",
     "shelf_life_days": "365", "mnemonic": f"HH{n}", "active": "false" if n == 7 else "true", "remark": "轻放"}
    for n in range(12)
]  # fmt: skip
PARTIES = [
    {"code": f"K{n}", "name": f"客户{n}店", "short_name": f"客{n}", "category": "餐饮", "contact": "单英",
     "phone": f"1590000{n:04d}", "phone2": "0579-80725149", "tel": "0571-87420927", "fax": "0571-1", "wechat": "w_1",
     "email": "a@example.cn", "address": "江东路 81 号", "area": "城东", "tax_id": "91410105MA1U6J8CX3",
     "bank_name": "中国银行", "bank_account": "3391306838837370149", "credit_days": "30", "salesman": "李梅",
     "active": "true", "created": "2020-04-19", "remark": "要开专票"}
    for n in range(12)
]  # fmt: skip
PRICES = [
    {"code": f"0{n:03d}", "name": f"货{n}（{n}号）", "sale_price": f"{n + 1}.25", "unit": "箱" if n % 2 else "瓶",
     "sheet": "秋季活动", "since": "2026-05-01", "until": "2026-06-30", "remark": "不含运费"}
    | ({"customer_code": f"K{n}"}, {"level": "会员价", "from_qty": "12"}, {"source": "活动价", "from_qty": "2"})[n % 3]
    for n in range(12)
]  # fmt: skip
LISTS = {
    "item": ITEMS,
    "customer": [row | {"credit_limit": "500", "price_level": "批发价"} for row in PARTIES],
    "supplier": PARTIES,
    "price": PRICES,
}

every_list = pytest.mark.parametrize("kind", LISTS)


@pytest.fixture(name="firm")
def _firm() -> Iterator[Firm]:
    for firm in a_firm():
        for kind, rows in LISTS.items():
            imports.bring(firm, brought(kind, *rows), Wish(openings=False))
        yield firm


@pytest.fixture(name="language", params=["zh_CN", "en"])
def _language(request: pytest.FixtureRequest) -> Iterator[str]:
    before = catalog.language()
    catalog.use(request.param)
    yield request.param
    catalog.use(before)


def rows_of(firm: Firm, kind: str) -> Any:
    return exports.table(firm, kind).rows


def test_every_kind_that_makes_records_is_exported() -> None:
    assert {kind.key for kind in KINDS if kind.makes} == {*LISTS}


@every_list
@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_as_it_is_it_changes_nothing(
    firm: Firm, tmp_path: Path, kind: str, suffix: str, language: str
) -> None:
    path = reports.export(exports.table(firm, kind), tmp_path / f"list{suffix}", firm)
    before = operations(firm)
    found = imports.run(firm, path, kind=kind)
    assert found.errors == []
    assert counted(found) == (0, 0, len(rows_of(firm, kind))), found.changes
    assert operations(firm) == before


@every_list
def test_every_column_is_read_back_as_what_it_was(
    firm: Firm, tmp_path: Path, kind: str, language: str
) -> None:
    table = exports.table(firm, kind)
    path = reports.export(table, tmp_path / "list.xlsx", firm)
    read = imports.read(firm, path, kind).reading
    assert [column.field for column in read.head.columns] == [column.key for column in table.columns]


@every_list
def test_ten_cells_edited_are_ten_changes(firm: Firm, tmp_path: Path, kind: str) -> None:
    path = reports.export(exports.table(firm, kind), tmp_path / "list.xlsx", firm)
    book = openpyxl.load_workbook(path)
    sheet: Any = book.active
    titles = {"品名", "客户名称", "供应商名称"}
    head = next(
        row for row in range(1, 15) if any(sheet.cell(row, place).value in titles for place in (2, 3))
    )
    columns = {sheet.cell(head, place).value: place for place in range(1, sheet.max_column + 1)}
    for step in range(10):
        sheet.cell(head + 1 + step, columns["备注"]).value = f"改过{step}"
    book.save(path)
    found = imports.run(firm, path, kind=kind)
    assert (found.new, found.changed) == (0, 10)
    assert [each.field for each in found.changes] == ["remark"] * 10


@every_list
def test_the_list_that_the_window_shows_comes_back_unchanged_too(
    firm: Firm, tmp_path: Path, kind: str
) -> None:
    path = reports.export(records.listing(firm, kind, active=None), tmp_path / "list.xlsx", firm)
    found = imports.run(firm, path, kind=kind, skip_errors=True)
    assert found.errors == []
    assert (found.new, found.changed) == (0, 0), found.changes
