"""The card: every movement with its document, and what came to be known later in rows of its own."""

import pytest

from app.services import reports
from tests.builders import MAIN, Shop, a_shop
from tests.reading import picked, said

METHODS = ("moving_average", "fifo")


def card(shop: Shop, *keys: str, **params: object) -> list[tuple[str, ...]]:
    given = {"item": shop.item("苹果"), "since": "2026-03-01", "until": "2026-03-31", **params}
    return picked(reports.run(shop.firm, "stock_card", given), *keys)


def test_movements_run_from_the_opening_to_the_closing() -> None:
    shop = a_shop(today="2026-02-27")
    shop.receives("苹果", 10, at=100)
    shop.day("2026-03-02")
    shop.receives("苹果", 20, at=120)
    shop.day("2026-03-03")
    sale = shop.sells("苹果", 15, to="小王")
    shop.day("2026-03-04")
    shop.takes_back(sale, _1=5)
    movement = ("business_date", "kind", "party", "in_quantity", "in_value", "out_quantity", "out_value")
    assert card(shop, *movement, "quantity", "value") == [
        ("2026-03-01", "期初结存", "", "", "", "", "", "10", "1000.00"),
        ("2026-03-02", "采购入库单", "供应商", "20", "2400.00", "", "", "30", "3400.00"),
        ("2026-03-03", "销售出库单", "小王", "", "", "15", "1700.00", "15", "1700.00"),
        ("2026-03-04", "销售退货单", "小王", "5", "566.67", "", "", "20", "2266.67"),
    ]  # fmt: skip
    assert card(shop, "cost")[1:] == [("120.00",), ("113.3333",), ("113.334",)]


@pytest.mark.parametrize("method", METHODS)
def test_late_freight_is_a_row_of_its_own_that_names_the_bill(method: str) -> None:
    """GV7, N1."""
    shop = a_shop(method=method)
    receipt = shop.receives("苹果", 10, at=100)
    sale = shop.sells("苹果", 4)
    shop.day("2026-03-09")
    freight = shop.pays_freight(100, receipt)
    rows = card(shop, "kind", "number", "in_value", "out_value", "quantity", "value", "cause")
    assert sorted(rows[1:]) == sorted([
        ("采购入库单", receipt.number, "1000.00", "", "10", "1000.00", ""),
        ("成本补差", receipt.number, "100.00", "", "10", "1100.00", freight.number),
        ("销售出库单", sale.number, "", "400.00", "6", "700.00", ""),
        ("成本补差", sale.number, "", "40.00", "6", "660.00", freight.number),
    ])  # fmt: skip


def test_a_late_cost_opens_the_document_that_brought_it_about() -> None:
    shop = a_shop(today="2026-03-01")
    shop.receives("苹果", 10, at=10)
    shop.day("2026-03-03")
    sale = shop.sells("苹果", 5)
    late = shop.receives("苹果", 10, at=20, on="2026-03-02")
    table = reports.run(shop.firm, "stock_card", {"item": shop.item("苹果")})
    rows = said(table)
    place = next(number for number, row in enumerate(rows) if row["kind"] == "成本补差")
    assert (rows[place]["number"], rows[place]["out_value"]) == (sale.number, "25.00")
    assert rows[place]["cause"] == late.number
    drill = table.drills[place]
    assert drill is not None
    assert dict(drill.params) == {"uid": late.uid}
    assert rows[-1]["value"] == "225.00"
    assert table.drills[0] is None


def test_voided_documents_leave_no_rows() -> None:
    shop = a_shop()
    shop.receives("苹果", 10, at=10)
    wrong = shop.sells("苹果", 3)
    receipt = shop.receives("苹果", 10, at=30)
    shop.voids(wrong)
    shop.voids(receipt)
    assert card(shop, "kind", "quantity", "value") == [
        ("期初结存", "0", "0.00"),
        ("采购入库单", "10", "100.00"),
    ]


def test_a_gap_that_is_filled_settles_on_the_receipt() -> None:
    """GV5: provisional cost 5.00, then 10 at 1.20; what was too little leaves with the receipt."""
    shop = a_shop()
    shop.warehouse("门店", negative="allow")
    shop.knows("苹果", reference_cost=1_000_000)
    shop.sells("苹果", 5, warehouse="门店")
    shop.receives("苹果", 10, at="1.20", warehouse="门店")
    assert card(shop, "in_value", "out_value", "quantity", "value")[1:] == [
        ("", "5.00", "-5", "-5.00"),
        ("12.00", "1.00", "5", "6.00"),
    ]


def test_the_card_of_a_warehouse_has_no_value_where_it_has_no_pool() -> None:
    shop = a_shop()
    shop.receives("苹果", 10, at=10)
    shop.moves("苹果", 4, target="二号")
    second = shop.warehouse("二号")
    assert card(shop, "in_quantity", "quantity", "value", warehouse=second) == [("", "0", ""), ("4", "4", "")]
    assert reports.run(shop.firm, "stock_card", {"item": shop.item("苹果"), "warehouse": second}).note
    assert card(shop, "warehouse", "quantity", "value")[1:] == [
        (MAIN, "10", "100.00"),
        (MAIN, "6", "100.00"),
        ("二号", "10", "100.00"),
    ]


def test_the_card_of_a_warehouse_with_a_pool_has_its_value() -> None:
    shop = a_shop(pool="item_warehouse")
    shop.receives("苹果", 10, at=10)
    shop.moves("苹果", 4, target="二号")
    assert card(shop, "in_value", "value", warehouse=shop.warehouse("二号"))[1:] == [("40.00", "40.00")]
