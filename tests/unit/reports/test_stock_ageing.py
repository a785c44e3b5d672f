"""Ages of stock: counted from the day on which goods came to us, whatever moved since; buckets sum to the value."""

import pytest

from app.services import reports
from tests.builders import Shop, a_shop
from tests.reading import picked, stored, total

BUCKETS = ("d0_30", "d31_90", "d91_180", "d181_365", "over_365", "negative")


def ages(shop: Shop, **params: object) -> list[tuple[str, ...]]:
    return picked(reports.run(shop.firm, "stock_ageing", params), "quantity", "value", *BUCKETS)


@pytest.mark.parametrize("pool", ["item", "item_warehouse"])
def test_a_transfer_does_not_make_goods_young(pool: str) -> None:
    """F76: received on 10 January, moved on 10 August: 223 days old on 20 August, not 10."""
    shop = a_shop(today="2024-01-10", pool=pool)
    shop.receives("苹果", 10, at=5)
    shop.day("2024-08-10")
    shop.moves("苹果", 10, target="二号")
    shop.day("2024-08-20")
    assert ages(shop) == [("10", "50.00", "", "", "", "50.00", "", "")]


def bought_in_parts(method: str) -> Shop:
    shop = a_shop(today="2025-01-01", method=method)
    for day, price in (("2025-01-01", 10), ("2025-11-01", 20), ("2026-01-15", 40)):
        shop.day(day)
        shop.receives("苹果", 10, at=price)
    shop.sells("苹果", 5)
    shop.day("2026-01-31")
    return shop


def test_under_fifo_layers_have_their_own_value() -> None:
    shop = bought_in_parts("fifo")
    assert ages(shop) == [("25", "650.00", "400.00", "", "200.00", "", "50.00", "")]
    assert ages(shop, figure="quantity") == [("25", "650.00", "10", "", "10", "", "5", "")]


def test_under_moving_average_the_value_is_shared_by_quantity_to_the_fen() -> None:
    shop = bought_in_parts("moving_average")
    assert ages(shop) == [("25", "583.33", "233.33", "", "233.33", "", "116.67", "")]


@pytest.mark.parametrize(("today", "bucket"), [
    ("2026-01-31", "d0_30"), ("2026-02-01", "d31_90"), ("2026-04-01", "d31_90"), ("2026-04-02", "d91_180"),
    ("2026-06-30", "d91_180"), ("2026-07-01", "d181_365"), ("2027-01-01", "d181_365"), ("2027-01-02", "over_365"),
])  # fmt: skip
def test_the_day_on_which_a_bucket_ends(today: str, bucket: str) -> None:
    shop = a_shop(today="2026-01-01")
    shop.receives("苹果", 1, at=1)
    shop.day(today)
    row = stored(reports.run(shop.firm, "stock_ageing", {}))[0]
    assert [key for key in BUCKETS if row[key]] == [bucket]


@pytest.mark.parametrize("method", ["moving_average", "fifo"])
def test_what_is_below_zero_has_a_bucket_of_its_own(method: str) -> None:
    shop = a_shop(method=method)
    shop.warehouse("门店", negative="allow")
    shop.knows("苹果", reference_cost=2_000_000)
    shop.sells("苹果", 3, warehouse="门店")
    shop.receives("梨", 1, at=7)
    rows = picked(reports.run(shop.firm, "stock_ageing", {}), "item", "value", "negative", "d0_30")
    assert rows == [("梨", "7.00", "", "7.00"), ("苹果", "-6.00", "-6.00", "")]


@pytest.mark.parametrize("by", ["item", "warehouse", "category", "bucket"])
def test_every_layout_sums_to_the_stock_value(by: str) -> None:
    shop = a_shop(pool="item_warehouse")
    shop.receives("苹果", 10, at=10)
    shop.receives("梨", 10, at=20, warehouse="二号")
    table = reports.run(shop.firm, "stock_ageing", {"by": by})
    assert total(table, "value") == total(reports.run(shop.firm, "stock_on_hand", {}), "value") == 30_000
    assert table.chart is not None
    if by == "warehouse":
        assert picked(table, "warehouse", "d0_30") == [("二号", "200.00"), ("主仓库", "100.00")]
