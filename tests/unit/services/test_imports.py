"""Lists that firms bring: what is new, changed and as it was; errors by row and column; nothing half-written."""

import csv
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.clock import FixedClock
from app.core.errors import Problem
from app.core.progress import Cancelled
from app.services import founding, imports, periods, proof, records, references
from app.services.firm import Firm, Profile
from app.services.imports import Outcome
from tests.unit.services.small_shop import TODAY

Rows = Sequence[Sequence[object]]
ITEMS: Rows = [
    ["商品资料表"],
    ["商品编码", "商品名称", "规格", "单位", "大单位", "换算率", "条码", "进价", "零售价", "类别"],
    ["A1", "矿泉水", "550ml", "瓶", "箱", "1箱=24瓶", "6901234567892", "0.9", "¥2.00", "饮料"],
    ["A2", "绿豆", "散装", "千克", "", "", "", "9.123456789", "12元", "粮油"],
    ["合计", "", "", "", "", "", "", "", "", ""],
]
STOCK: Rows = [
    ["仓库", "商品编码", "商品名称", "单位", "数量", "成本单价", "金额"],
    ["主仓库", "A1", "矿泉水", "瓶", "1,200", "0.9", "1080.00"],
    ["", "A2", "绿豆", "千克", "2.5", "9", "22.50"],
    ["二号库", "A1", "矿泉水", "瓶", "24", "0.9", "21.60"],
]


@pytest.fixture(name="firm")
def _firm() -> Iterator[Firm]:
    firm = founding.create(":memory:", Profile(name="小店", started_on="2026-05-01"), clock=FixedClock(TODAY))
    yield firm
    firm.close()


@pytest.fixture(name="write")
def _write(tmp_path: Path) -> "Writer":
    return Writer(tmp_path)


class Writer:
    """Writes rows as the file that a firm brings."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, rows: Rows, name: str = "list.csv", encoding: str = "utf-8") -> Path:
        path = self._folder / name
        if path.suffix == ".xlsx":
            book = openpyxl.Workbook()
            assert book.active is not None
            for row in rows:
                book.active.append(list(row))
            book.save(path)
        else:
            with path.open("w", encoding=encoding, newline="") as file:
                csv.writer(file).writerows(rows)
        return path


def operations(firm: Firm) -> int:
    return int(firm.database.execute("SELECT COUNT(*) FROM operation").fetchone()[0])


def counted(found: Outcome) -> tuple[int, int, int]:
    return found.new, found.changed, found.unchanged


def held(firm: Firm) -> dict[tuple[str, str], tuple[int, int]]:
    rows = firm.database.execute(
        "SELECT i.code, p.name, SUM(s.quantity), SUM(s.value) FROM stock_entry s JOIN item i ON i.id = s.item_id"
        " JOIN place p ON p.id = s.place_id GROUP BY i.code, p.name HAVING SUM(s.quantity) <> 0"
    )
    return {(code, place): (quantity, value) for code, place, quantity, value in rows}


# Items


@pytest.mark.parametrize("name", ["list.xlsx", "list.csv", "gbk.csv"])
def test_items_come_in_from_every_kind_of_file(firm: Firm, write: Writer, name: str) -> None:
    found = imports.run(firm, write(ITEMS, name, "gb18030" if name == "gbk.csv" else "utf-8-sig"))
    assert found.is_done
    assert counted(found) == (2, 0, 0)
    water = records.load(firm, "item", references.find(firm, "item", "A1"))
    assert (water["purchase"], water["retail"]) == (900_000, 2_000_000)
    assert [(unit["name"], unit["numerator"]) for unit in water["units"]] == [("箱", 24)]
    assert [row["code"] for row in water["barcodes"]] == ["6901234567892"]
    assert records.title(firm, "category", water["category"]).endswith("饮料")


def test_computed_prices_are_rounded_and_measured_goods_have_decimals(firm: Firm, write: Writer) -> None:
    imports.run(firm, write(ITEMS))
    beans = records.load(firm, "item", references.find(firm, "item", "A2"))
    assert beans["purchase"] == 9_123_457
    assert beans["base_places"] == 3


def test_the_same_file_again_changes_nothing(firm: Firm, write: Writer) -> None:
    path = write(ITEMS)
    imports.run(firm, path)
    before = operations(firm)
    found = imports.run(firm, path)
    assert counted(found) == (0, 0, 2)
    assert operations(firm) == before


def test_what_changes_is_shown_old_and_new(firm: Firm, write: Writer) -> None:
    imports.run(firm, write(ITEMS))
    dearer = [*ITEMS[:2], [*ITEMS[2][:8], "2.50", ITEMS[2][9]], ITEMS[3]]
    found = imports.run(firm, write(dearer))
    assert counted(found) == (0, 1, 1)
    change = found.changes[0]
    assert (change.row, change.key, change.field, change.old, change.new) == (
        3,
        "A1 矿泉水",
        "sale_price",
        "2.00",
        "2.50",
    )


def test_an_empty_cell_wipes_nothing_out(firm: Firm, write: Writer) -> None:
    imports.run(firm, write(ITEMS))
    found = imports.run(firm, write([["商品编码", "商品名称", "单位", "零售价"], ["A1", "矿泉水", "瓶", ""]]))
    assert counted(found) == (0, 0, 1)


def test_without_a_code_an_item_is_known_by_bar_code_or_name(firm: Firm, write: Writer) -> None:
    imports.run(firm, write(ITEMS))
    rows = [
        ["名称", "规格", "单位", "条码", "零售价"],
        ["矿泉水（新装）", "550ml", "瓶", "6901234567892", "2"],
        ["绿豆", "散装", "千克", "", "13"],
    ]
    found = imports.run(firm, write(rows))
    assert counted(found) == (0, 2, 0)
    assert {change.field for change in found.changes} == {"name", "sale_price"}


def test_a_list_in_boxes_prices_the_box(firm: Firm, write: Writer) -> None:
    imports.run(firm, write(ITEMS))
    found = imports.run(
        firm, write([["商品编码", "商品名称", "单位", "零售价"], ["A1", "矿泉水", "箱", "45"]])
    )
    assert counted(found) == (0, 1, 0)
    water = records.load(firm, "item", references.find(firm, "item", "A1"))
    assert (water["base_unit"], water["retail"]) == ("瓶", 2_000_000)
    assert [(unit["numerator"], unit["retail"]) for unit in water["units"]] == [(24, 45_000_000)]


def test_a_trial_writes_nothing(firm: Firm, write: Writer) -> None:
    before = operations(firm)
    found = imports.run(firm, write(ITEMS), dry_run=True)
    assert counted(found) == (2, 0, 0)
    assert not found.is_done
    assert operations(firm) == before
    assert not references.find(firm, "category", "饮料")
    assert not references.find(firm, "item", "A1")


def test_a_list_with_errors_comes_in_only_when_told_to(firm: Firm, write: Writer) -> None:
    path = write(
        [
            *ITEMS[:3],
            ["A1", "另一种", "", "瓶"],
            ["A3", "", "", "瓶"],
            ["A4", "茶", "", "瓶", "", "", "", "面议"],
        ]
    )
    before = operations(firm)
    found = imports.run(firm, path)
    assert [(error.row, error.column, error.code) for error in found.errors] == [
        (4, "A", "DUP_CONFLICT"),
        (5, "B", "NAME_MISSING"),
        (6, "H", "NOT_A_NUMBER"),
    ]
    assert not found.is_done
    assert operations(firm) == before
    assert imports.run(firm, path, skip_errors=True).is_done
    assert len(records.listing(firm, "item").rows) == 1


def test_what_the_services_refuse_has_row_and_column(firm: Firm, write: Writer) -> None:
    imports.run(firm, write(ITEMS))
    imports.run(firm, write(STOCK), kind="opening_stock")
    twelve = [
        ITEMS[1],
        ["A1", "矿泉水", "550ml", "瓶", "箱", "12", "", "", "", ""],
        ["A5", "名" * 200, "", "瓶"],
    ]
    found = imports.run(firm, write(twelve))
    assert [(error.row, error.column, error.code) for error in found.errors] == [
        (2, "E", "RATIO_FROZEN"),
        (3, "B", "TOO_LONG"),
    ]


def test_a_name_without_end_is_refused(firm: Firm, write: Writer) -> None:
    found = imports.run(firm, write([ITEMS[1], ["A1", "名" * 100_000, "", "瓶"]]))
    assert [error.code for error in found.errors] == ["TOO_LONG"]
    with pytest.raises(Problem):
        imports.run(firm, write([ITEMS[1], ["A1", "名" * 10_000_000, "", "瓶"]]))


def test_a_person_may_stop_it(firm: Firm, write: Writer) -> None:
    def stop(done: int, whole: int) -> None:
        raise Cancelled

    before = operations(firm)
    with pytest.raises(Cancelled):
        imports.run(firm, write(ITEMS), progress=stop)
    assert operations(firm) == before


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", "你好\n再见\n".encode(), b"PK\x03\x04broken"])
def test_what_is_no_list_is_refused(firm: Firm, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(content)
    with pytest.raises(Problem):
        imports.run(firm, path)


# Opening stock


def test_opening_stock_is_one_document_a_warehouse(firm: Firm, write: Writer) -> None:
    imports.run(firm, write(ITEMS))
    found = imports.run(firm, write(STOCK))
    assert found.brought.kind == "opening_stock"
    assert counted(found) == (3, 0, 0)
    assert len(found.documents) == 2
    assert found.created == {"warehouse": 1}
    assert held(firm) == {
        ("A1", "主仓库"): (1_200_000_000, 108_000),
        ("A2", "主仓库"): (2_500_000, 2_250),
        ("A1", "二号库"): (24_000_000, 2_160),
    }
    assert found.plain()["totals"] == {"qty": "1226.5", "amount": "1124.1"}


def test_items_that_are_not_known_yet_are_made(firm: Firm, write: Writer) -> None:
    found = imports.run(firm, write(STOCK))
    assert found.created == {"item": 2, "warehouse": 1}
    assert held(firm)["A2", "主仓库"] == (2_500_000, 2_250)


def test_opening_stock_again_changes_nothing(firm: Firm, write: Writer) -> None:
    path = write(STOCK)
    imports.run(firm, path)
    before = operations(firm)
    found = imports.run(firm, path)
    assert counted(found) == (0, 0, 3)
    assert found.documents == []
    assert operations(firm) == before


def test_changed_opening_stock_takes_the_place_of_the_old(firm: Firm, write: Writer) -> None:
    imports.run(firm, write(STOCK))
    more = [
        STOCK[0],
        ["主仓库", "A1", "矿泉水", "瓶", "1,000", "0.9", "900"],
        ["主仓库", "A3", "茶", "盒", "2", "5", ""],
    ]
    found = imports.run(firm, write(more))
    assert counted(found) == (1, 1, 0)
    assert [(change.field, change.old, change.new) for change in found.changes] == [
        ("qty", "1200", "1000"),
        ("amount", "1080.00", "900.00"),
    ]
    assert held(firm) == {
        ("A1", "主仓库"): (1_000_000_000, 90_000),
        ("A2", "主仓库"): (2_500_000, 2_250),
        ("A3", "主仓库"): (2_000_000, 1_000),
        ("A1", "二号库"): (24_000_000, 2_160),
    }
    assert proof.verify(firm).ok


def test_after_the_first_close_opening_stock_stays(firm: Firm, write: Writer) -> None:
    imports.run(firm, write(STOCK))
    periods.close(firm, "2026-05-10")
    before = operations(firm)
    with pytest.raises(Problem) as caught:
        imports.run(firm, write([STOCK[0], ["主仓库", "A1", "矿泉水", "瓶", "1", "1", "1"]]))
    assert caught.value.code == "PERIOD_CLOSED"
    assert operations(firm) == before


def test_a_column_for_each_warehouse(firm: Firm, write: Writer) -> None:
    rows = [
        ["名称", "单位", "进价", "主仓库", "门店"],
        ["水", "瓶", "2", "10", "5"],
        ["茶", "盒", "3", "0", ""],
    ]
    found = imports.run(firm, write(rows), kind="opening_stock")
    assert counted(found) == (1, 0, 1)
    assert sorted(held(firm).values()) == [(5_000_000, 1_000), (10_000_000, 2_000)]


def test_stock_below_zero_is_told_and_left_out(firm: Firm, write: Writer) -> None:
    found = imports.run(firm, write([*STOCK, ["二号库", "A2", "绿豆", "千克", "-3", "9", "-27"]]))
    assert found.is_done
    assert found.left_out == 1
    assert "NEGATIVE_QTY" in {warning.code for warning in found.warnings}


def test_half_a_bottle_is_an_error_with_its_row(firm: Firm, write: Writer) -> None:
    found = imports.run(firm, write([*STOCK[:2], ["", "A9", "茶杯", "只", "1.5", "2", "3"]]))
    assert [(error.row, error.column, error.code) for error in found.errors] == [(3, "E", "FRACTION_OF_UNIT")]
    assert held(firm) == {}


def test_batches_and_their_days_are_kept(firm: Firm, write: Writer) -> None:
    rows = [
        ["编码", "名称", "单位", "数量", "金额", "批号", "有效期至"],
        ["A1", "水", "瓶", "3", "6", "B1", "2027年1月1日"],
        ["A1", "水", "瓶", "2", "4", "B2", "2027.2.1"],
    ]
    found = imports.run(firm, write(rows), kind="opening_stock")
    assert counted(found) == (2, 0, 0)
    batches = firm.database.execute("SELECT batch, quantity FROM stock_entry ORDER BY id").fetchall()
    assert batches == [("B1", 3_000_000), ("B2", 2_000_000)]


# Anything

HEADERS = [
    "商品编码", "商品名称", "规格", "单位", "副单位", "比例", "条码", "进价", "零售价", "数量", "金额",
    "仓库", "批号", "有效期至", "税率", "保质期", "状态", "类别", "供应商", "安全库存",
    "联系人", "电话", "期初应收", "账期", "开户行及账号", "业务员", "??",
]  # fmt: skip
ODD = [
    "A1", "A2", "水", "瓶", "箱", "24", "-1", "0", "1.5", "99999999999999999", "1e10", "¥3", "13%",
    "2026-01-01", "是", "合计", "#N/A", "6901234567892", "6.9E+12", "主仓库", "0.0000001", "=1+1", "'x",
    "\u200b", "🍵", "月结30天", "1380000000013900000000",
]  # fmt: skip
CELLS = st.sampled_from(["", "名" * 300, *ODD]) | st.text(max_size=8)


@given(
    header=st.lists(st.sampled_from(HEADERS), min_size=2, max_size=12, unique=True),
    body=st.lists(st.lists(CELLS, min_size=1, max_size=12), max_size=6),
    kind=st.sampled_from(["", *imports.KINDS]),
)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_list_comes_in_or_is_refused_clearly(
    stocked: Firm, tmp_path: Path, header: list[str], body: list[list[str]], kind: str
) -> None:
    path = tmp_path / "any.csv"
    with path.open("w", encoding="utf-8", newline="", errors="replace") as file:
        csv.writer(file).writerows([header, *body])
    found = None
    with suppress(Problem):
        found = imports.run(stocked, path, kind=kind, skip_errors=True)
    if found is not None:
        read = found.brought.reading
        # Of two lists side by side one part of a row may be a record and the other its double.
        rows = {each.row for told in (read.records, read.skipped, read.errors) for each in told}
        assert len(rows) + len(read.head.rows) <= len(body) + 1
        refused = {issue.row for issue in found.errors}
        assert len(found.fates) >= sum(each.row not in refused for each in read.records)
        assert found.plain(records=True)


@pytest.fixture(name="stocked", scope="module")
def _stocked() -> Iterator[Firm]:
    firm = founding.create(":memory:", Profile(name="小店"), clock=FixedClock(TODAY))
    yield firm
    firm.close()


def test_after_all_that_the_books_are_sound(stocked: Firm) -> None:
    assert proof.verify(stocked).findings == ()
