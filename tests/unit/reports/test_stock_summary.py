"""进销存汇总: opening + in − out = closing, over any days, split by what happened."""

import pytest

from app.services import records, reports
from tests.builders import MAIN, Shop, a_shop, line
from tests.reading import picked, stored, total

JANUARY, FEBRUARY = ("2026-01-01", "2026-01-31"), ("2026-02-01", "2026-02-28")
FIGURES = (
    "opening_quantity", "opening_value", "in_quantity", "in_value", "out_quantity", "out_value", "closing_quantity",
    "closing_value",
)  # fmt: skip


def summary(shop: Shop, days: tuple[str, str], *keys: str, **params: object) -> list[tuple[str, ...]]:
    table = reports.run(shop.firm, "stock_summary", {"since": days[0], "until": days[1], **params})
    return picked(table, *(keys or FIGURES))


@pytest.fixture
def shop() -> Shop:
    shop = a_shop(today="2026-01-05")
    shop.receives("苹果", 10, at=100)
    shop.day("2026-01-20")
    shop.sells("苹果", 4)
    shop.day("2026-02-10")
    shop.receives("苹果", 20, at=120)
    shop.day("2026-02-20")
    shop.sells("苹果", 13)
    return shop


def test_whole_months(shop: Shop) -> None:
    assert summary(shop, JANUARY) == [("0", "0.00", "10", "1000.00", "4", "400.00", "6", "600.00")]
    assert summary(shop, FEBRUARY) == [("6", "600.00", "20", "2400.00", "13", "1500.00", "13", "1500.00")]


def test_single_days_and_parts_of_months(shop: Shop) -> None:
    assert summary(shop, ("2026-01-06", "2026-02-10")) == [
        ("10", "1000.00", "20", "2400.00", "4", "400.00", "26", "3000.00")
    ]
    assert summary(shop, ("2026-02-20", "2026-02-20")) == [
        ("26", "3000.00", "0", "0.00", "13", "1500.00", "13", "1500.00")
    ]
    assert summary(shop, ("2026-02-21", "2026-02-28")) == [
        ("13", "1500.00", "0", "0.00", "0", "0.00", "13", "1500.00")
    ]


def test_a_closed_month_stays_what_it_was(shop: Shop) -> None:
    """INV10: late freight, a reversal and new trade change nothing before them."""
    first = shop.firm.books.connection().execute("SELECT uid FROM document ORDER BY id").fetchone()[0]
    before = summary(shop, JANUARY)
    shop.closes("2026-01-31")
    shop.day("2026-03-03")
    receipt = reports.run(shop.firm, "document_list", {"since": "2026-01-01", "type": "goods_receipt"})
    assert receipt.rows
    freight = shop.writes("landed_cost", line(), party="货运站", cost=50, basis="amount")
    from dataclasses import replace

    shop.posts(replace(freight, lines=(replace(freight.lines[0], source=first, source_line=1),)))
    assert summary(shop, JANUARY) == before
    assert summary(shop, FEBRUARY)[0][:2] == before[0][-2:]


def test_the_split_names_what_happened() -> None:
    shop = a_shop(today="2026-01-05")
    shop.opens_with("苹果", 10, "100")
    receipt = shop.receives("苹果", 10, at=10)
    shop.sends_back(receipt, _1=1)
    sale = shop.sells("苹果", 5)
    shop.takes_back(sale, _1=2)
    shop.counts("苹果", 15)
    shop.moves("苹果", 3, target="二号")
    shop.does("other_issue", line("苹果", 2), reason="own_use")
    shop.does("assembly", line("苹果", 4, role="component"), line("果篮", 1, role="product"), fee=5)
    table = reports.run(shop.firm, "stock_summary", {"split": True})
    split = {key: value for key, value in stored(table)[0].items() if key.startswith(("in_", "out_"))}
    quantities = {
        key: value // 1_000_000
        for key, value in split.items()
        if key.endswith("quantity") and isinstance(value, int)
    }
    assert quantities == {
        "in_purchase_quantity": 10, "in_return_quantity": 2, "in_other_quantity": 10, "in_production_quantity": 0,
        "in_quantity": 22, "out_sale_quantity": 5, "out_return_quantity": 1, "out_count_quantity": 1,
        "out_production_quantity": 4, "out_other_quantity": 2, "out_quantity": 13,
    }  # fmt: skip
    assert picked(table, "item", "in_production_value", "in_other_value", "closing_value")[1] == (
        "果篮", "40.00", "5.00", "45.00",
    )  # fmt: skip


def test_between_warehouses_goods_move_and_nothing_is_lost() -> None:
    shop = a_shop(today="2026-01-05")
    shop.receives("苹果", 10, at=10)
    shop.moves("苹果", 4, target="二号")
    shop.receives("苹果", 10, at=40)
    keys = (
        "warehouse",
        "in_quantity",
        "in_value",
        "out_quantity",
        "moved_value",
        "closing_quantity",
        "closing_value",
    )
    assert summary(shop, JANUARY, *keys, by="warehouse") == [
        (MAIN, "20", "500.00", "4", "-100.00", "16", "400.00"),
        ("二号", "4", "0.00", "0", "100.00", "4", "100.00"),
    ]
    assert summary(shop, JANUARY, "warehouse", "closing_value", by="item_warehouse") == [
        (MAIN, "400.00"),
        ("二号", "100.00"),
    ]
    assert summary(shop, JANUARY, "in_quantity", "closing_value", warehouse=shop.warehouse("二号")) == [
        ("4", "100.00")
    ]
    assert summary(shop, JANUARY, "in_quantity", "out_quantity") == [("20", "0")]


def test_warehouses_with_pools_of_their_own_carry_cost_along() -> None:
    shop = a_shop(today="2026-01-05", pool="item_warehouse")
    shop.receives("苹果", 10, at=10)
    shop.moves("苹果", 4, target="二号")
    keys = ("warehouse", "in_value", "out_value", "closing_value")
    assert summary(shop, JANUARY, *keys, by="warehouse") == [
        (MAIN, "100.00", "40.00", "60.00"),
        ("二号", "40.00", "0.00", "40.00"),
    ]


def test_by_category_items_are_summed() -> None:
    shop = a_shop(today="2026-01-05")
    fruit, _ = records.save(shop.firm, "category", {"name": "水果"})
    shop.knows("苹果", category=fruit)
    shop.knows("梨", category=fruit)
    for item in ("苹果", "梨", "锤子"):
        shop.receives(item, 10, at=10)
    table = reports.run(shop.firm, "stock_summary", {"by": "category"})
    assert picked(table, "category", "closing_value") == [("水果", "200.00"), ("（未分类）", "100.00")]
    assert total(table, "closing_value") == 30_000
    drill = table.drills[0]
    assert drill is not None
    assert total(reports.run(shop.firm, drill.target, dict(drill.params)), "closing_value") == 20_000
    assert table.drills[1] is None
