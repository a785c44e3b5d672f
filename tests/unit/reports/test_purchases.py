"""Purchases: receipts less returns, by whom and what."""

from app.services import reports
from tests.builders import a_shop, line
from tests.reading import picked, total


def test_receipts_less_returns_by_supplier_and_item() -> None:
    shop = a_shop()
    first = shop.receives("苹果", 10, at=10, party="甲")
    shop.receives("苹果", 10, at=20, party="乙")
    shop.does("goods_receipt", line("梨", 1, at=113, tax="0.13"), party="乙", tax_included=True)
    shop.sends_back(first, _1=4)
    by_supplier = reports.run(shop.firm, "purchases", {})
    assert picked(by_supplier, "supplier", "net", "tax", "gross") == [
        ("乙", "300.00", "13.00", "313.00"),
        ("甲", "60.00", "0.00", "60.00"),
    ]
    by_item = reports.run(shop.firm, "purchases", {"by": "item", "then_by": "supplier"})
    assert picked(by_item, "item", "supplier", "quantity", "price", "net") == [
        ("苹果", "乙", "10", "20.00", "200.00"),
        ("梨", "乙", "1", "100.00", "100.00"),
        ("苹果", "甲", "6", "10.00", "60.00"),
    ]
    assert total(by_item, "gross") == total(by_supplier, "gross")
    drill = by_supplier.drills[0]
    assert drill is not None
    assert total(reports.run(shop.firm, drill.target, dict(drill.params)), "net") == 30_000
