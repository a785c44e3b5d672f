"""A small shop to post documents into: two items, one with a box of 24, a supplier, a customer, two warehouses."""

from pathlib import Path
from typing import Any

from app.core.clock import FixedClock
from app.services import founding, records
from app.services.firm import Firm, Profile

TODAY = "2026-05-20"


def open_shop(path: Path | str = ":memory:", **profile: str) -> Firm:
    """Make the firm and its records."""
    firm = founding.create(path, Profile(name="小店", **profile), clock=FixedClock(TODAY))
    records.save(firm, "warehouse", {"name": "门店", "code": "MD"})
    records.save(firm, "supplier", {"name": "甲供应商", "code": "G1", "payment_days": 30})
    records.save(firm, "customer", {"name": "乙客户", "code": "K1"})
    records.save(firm, "staff", {"name": "张三", "code": "Y1"})
    cola = {
        "code": "A1",
        "name": "可乐",
        "base_unit": "瓶",
        "retail": 3_000_000,
        "units": [{"name": "箱", "numerator": 24, "retail": 60_000_000}],
        "barcodes": [{"code": "6901"}, {"code": "6902", "unit": "箱"}],
    }
    records.save(firm, "item", cola)
    records.save(firm, "item", {"code": "A2", "name": "茶叶", "base_unit": "千克", "base_places": 3})
    return firm


def receipt(**changes: Any) -> dict[str, Any]:
    """Return a goods receipt of ten boxes of cola and two kilograms of tea."""
    lines = [
        {"item": "A1", "unit": "箱", "quantity": "10", "price": "48"},
        {"item": "茶叶", "quantity": "2", "price": "100.5"},
    ]
    return {"type": "goods_receipt", "party": "G1", "warehouse": "主仓库", "lines": lines} | changes


def delivery(**changes: Any) -> dict[str, Any]:
    """Return a delivery of a box and five bottles."""
    lines = [{"item": "6902", "quantity": 1, "price": "60"}, {"item": "可乐", "quantity": "5", "price": "3"}]
    return {"type": "delivery", "party": "乙客户", "warehouse": "主仓库", "lines": lines} | changes
