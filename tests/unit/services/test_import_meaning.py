"""Records as they are meant: an item for each colour and size, figures in the unit that a head names; what is left."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services import imports, records
from app.services.firm import Firm
from app.services.imports import Outcome
from tests.intake.sheets import Rows, book
from tests.unit.services.brought import a_firm, counted

STYLES: Rows = [
    ["款号", "品名", "颜色", "尺码", "单位", "零售价", "库存数量", "库存金额"],
    ["K1", "衬衫", "白", "S", "件", 99, 3, 150],
    ["K1", "衬衫", "白", "M", "件", 99, 4, 200],
    ["K2", "裤子", "蓝", "30", "条", 199, 1, 80],
]


@pytest.fixture(name="firm")
def _firm() -> Iterator[Firm]:
    yield from a_firm()


def bring(firm: Firm, path: Path, rows: Rows, kind: str = "") -> Outcome:
    return imports.run(firm, book(path / "list.xlsx", rows), kind=kind, skip_errors=True)


def items(firm: Firm) -> dict[str, str]:
    table = records.listing(firm, "item", active=None)
    place = [column.key for column in table.columns].index
    return {str(row[place("code")]): str(row[place("spec")]) for row in table.rows}


def stock(firm: Firm) -> list[tuple[str, int, int]]:
    """The code, quantity and value of what is held."""
    found = firm.database.execute(
        "SELECT i.code, SUM(e.quantity), SUM(e.value) FROM stock_entry e JOIN item i ON i.id = e.item_id"
        " GROUP BY i.id ORDER BY i.code"
    )
    return [(str(code), int(quantity), int(value)) for code, quantity, value in found]


def prices(firm: Firm, name: str) -> dict[str, int | None]:
    """The retail price of each unit of an item."""
    uid = firm.catalogue.item(_uid(firm, name)).units
    return {unit.name: unit.retail for unit in uid}


def _uid(firm: Firm, name: str) -> str:
    found = firm.database.execute("SELECT uid FROM item WHERE name = ?", (name,)).fetchone()
    return str(found[0])


def test_each_colour_and_size_of_a_style_is_an_item_of_its_own(firm: Firm, tmp_path: Path) -> None:
    first = bring(firm, tmp_path, STYLES)
    assert (first.errors, counted(first)) == ([], (3, 0, 0))
    assert items(firm) == {"K1-白-S": "白 S", "K1-白-M": "白 M", "K2-蓝-30": "蓝 30"}
    assert stock(firm) == [
        ("K1-白-M", 4_000_000, 20_000),
        ("K1-白-S", 3_000_000, 15_000),
        ("K2-蓝-30", 1_000_000, 8_000),
    ]
    assert counted(bring(firm, tmp_path, STYLES)) == (0, 0, 3)


def test_a_code_that_each_size_has_of_its_own_stays(firm: Firm, tmp_path: Path) -> None:
    rows = [STYLES[0], ["K1-01", *STYLES[1][1:]], ["K1-02", *STYLES[2][1:]]]
    assert bring(firm, tmp_path, rows).errors == []
    assert items(firm) == {"K1-01": "白 S", "K1-02": "白 M"}


def test_a_firm_that_tells_sizes_not_apart_finds_the_style(firm: Firm, tmp_path: Path) -> None:
    bring(firm, tmp_path, [["商品编码", "商品名称", "单位"], ["K1", "衬衫", "件"]])
    rows: Rows = [["期初库存表"], ["款号", "品名", "颜色", "S", "M"], ["K1", "衬衫", "白", 1, 2]]
    assert bring(firm, tmp_path, rows).errors == []
    assert stock(firm) == [("K1", 3_000_000, 0)]


@pytest.mark.parametrize(
    ("cost", "value"), [("进价", 24 * 10 * 50), ("进价(元/箱)", 10 * 50)], ids=["of the piece", "of the box"]
)
def test_stock_in_boxes_counts_their_pieces(firm: Firm, tmp_path: Path, cost: str, value: int) -> None:
    rows: Rows = [
        ["货号", "品名", "单位", "大单位", "装箱数", cost, "库存(箱)"],
        ["H1", "水", "瓶", "箱", 24, "0.5", 10],
    ]
    assert bring(firm, tmp_path, rows).errors == []
    assert stock(firm) == [("H1", 240_000_000, value)]
    assert counted(bring(firm, tmp_path, rows)) == (0, 0, 1)


def test_stock_in_pieces_at_the_price_of_a_box_costs_its_share_to_the_fen(firm: Firm, tmp_path: Path) -> None:
    head = ["货号", "品名", "单位", "大单位", "装箱数", "进价(元/箱)", "库存(瓶)"]
    assert bring(firm, tmp_path, [head, ["H1", "水", "瓶", "箱", 24, 10, 7]]).errors == []
    assert stock(firm) == [("H1", 7_000_000, 292)]


def test_a_price_of_the_box_is_none_of_the_piece(firm: Firm, tmp_path: Path) -> None:
    head = ["货号", "品名", "单位", "大单位", "装箱数", "零售价(元/箱)"]
    assert bring(firm, tmp_path, [head, ["H1", "水", "瓶", "箱", 24, 40]]).errors == []
    assert prices(firm, "水") == {"瓶": None, "箱": 40_000_000}
    listed: Rows = [["价目表"], ["品名", "单位", "零售价（元/箱）"], ["水", "瓶", 42]]
    assert counted(bring(firm, tmp_path, listed, "price_list")) == (0, 1, 0)
    assert prices(firm, "水") == {"瓶": None, "箱": 42_000_000}


def test_a_head_gives_the_unit_that_no_column_names(firm: Firm, tmp_path: Path) -> None:
    assert bring(firm, tmp_path, [["品名", "零售价(元/瓶)", "库存(瓶)"], ["水", 2, 3]]).errors == []
    assert prices(firm, "水") == {"瓶": 2_000_000}


def test_boxes_of_goods_that_have_none_are_refused(firm: Firm, tmp_path: Path) -> None:
    rows: Rows = [["期初库存表"], ["货号", "品名", "单位", "期初数量(箱)"], ["H1", "水", "瓶", 10]]
    refused = bring(firm, tmp_path, rows).refusals
    assert [(issue.row, issue.code) for issue in refused] == [(3, "UNKNOWN_UNIT")]
    assert stock(firm) == []


def test_a_price_of_a_unit_that_goods_lack_leaves_the_other_prices_alone(firm: Firm, tmp_path: Path) -> None:
    bring(firm, tmp_path, [["商品名称", "单位", "零售价"], ["水", "瓶", 2]])
    found = bring(firm, tmp_path, [["价目表"], ["品名", "单位", "零售价"], ["水", "箱", 40]], "price_list")
    assert [(issue.row, issue.code) for issue in found.refusals] == [(3, "UNKNOWN_UNIT")]
    assert prices(firm, "水") == {"瓶": 2_000_000}


def test_a_level_that_there_is_not_is_told_and_the_customer_comes_in(firm: Firm, tmp_path: Path) -> None:
    rows: Rows = [["客户名称", "客户级别", "预收款"], ["甲", "一级", 5], ["乙", "批发价", ""]]
    found = bring(firm, tmp_path, rows)
    assert [(each.row, each.column, each.code, each.raw) for each in found.unused] == [
        (2, "B", "VALUE_UNUSED", "一级")
    ]
    assert (counted(found), found.plain()["counts"]["unused"], found.warnings) == ((2, 0, 0), 1, [])
    assert any("一级" in line for line in found.lines())


def test_a_price_that_goods_do_not_have_is_told(firm: Firm, tmp_path: Path) -> None:
    found = bring(firm, tmp_path, [["商品名称", "单位", "零售价", "会员价"], ["水", "瓶", 2, 1]])
    assert [(each.row, each.column, each.code) for each in found.unused] == [(1, "D", "COLUMN_UNUSED")]


def held(firm: Firm) -> dict[str, int]:
    """What lies in each warehouse."""
    found = firm.database.execute(
        "SELECT p.name, SUM(e.quantity) FROM stock_entry e JOIN place p ON p.id = e.place_id GROUP BY p.id"
    )
    return {str(name): int(quantity) for name, quantity in found}


def test_the_warehouse_that_is_printed_above_is_that_of_the_rows(firm: Firm, tmp_path: Path) -> None:
    head = ["货号", "品名", "单位", "期初数量"]
    rows: Rows = [["期初库存表"], ["仓库：二号库", "", "日期：2026-05-01"], head, ["H1", "水", "瓶", 3]]
    found = bring(firm, tmp_path, rows)
    assert "warehouse" not in found.brought.reading.records[0].values, "the list itself has no such column"
    assert held(firm) == {"二号库": 3_000_000}
    assert counted(bring(firm, tmp_path, rows)) == (0, 0, 1)


def test_a_sheet_of_all_warehouses_names_none(firm: Firm, tmp_path: Path) -> None:
    first = firm.database.execute("SELECT name FROM place WHERE kind = 'warehouse' ORDER BY id").fetchone()[0]
    rows: Rows = [["期初库存表"], ["仓库：全部"], ["货号", "品名", "单位", "期初数量"], ["H1", "水", "瓶", 3]]
    bring(firm, tmp_path, rows)
    assert held(firm) == {str(first): 3_000_000}


def test_each_page_of_a_count_is_of_the_warehouse_printed_on_it(firm: Firm, tmp_path: Path) -> None:
    records.save(firm, "warehouse", {"code": "W2", "name": "二号库"})
    bring(firm, tmp_path, [["商品编码", "商品名称", "单位"], ["A1", "水", "瓶"], ["A2", "茶", "瓶"]])
    head = ["货号", "品名", "单位", "账面数", "实盘数"]
    rows: Rows = [
        ["盘点表"],
        ["盘点仓库：没有的库", "", "第1页"],
        head,
        ["A1", "水", "瓶", 0, 5],
        ["盘点人：", "", "监盘人："],
        ["盘点表"],
        ["盘点仓库：W2 二号库", "", "第2页"],
        head,
        ["A2", "茶", "瓶", 0, 7],
    ]
    path = book(tmp_path / "count.xlsx", rows)
    done = imports.run(firm, path, kind="stock_count", post=True)
    assert (done.errors, len(done.documents)) == ([], 2)
    assert sorted(held(firm).values()) == [5_000_000, 7_000_000]
    assert held(firm)["二号库"] == 7_000_000
