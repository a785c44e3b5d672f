"""An item that changes its category takes its sales with it: month sums and figures tell one story."""

import pytest

from app.core.ids import new_uid
from app.services import merging, records, reports
from app.services.record_saving import Saving
from app.storage.withdrawing import WITHDRAW
from tests.builders import Shop, a_shop
from tests.reading import picked


@pytest.fixture
def shop() -> Shop:
    """Two months of sales: apples of no category, pears and a delivery service among the fruit."""
    shop = a_shop(today="2026-03-01")
    fruit = _category(shop, "水果")
    shop.knows("苹果")
    shop.knows("梨", category=fruit)
    shop.knows("送货", category=fruit, is_service=True)
    shop.receives("苹果", 100, at=3)
    shop.receives("梨", 100, at=4)
    for day in ("2026-03-10", "2026-03-31", "2026-04-02"):
        shop.day(day)
        for item in ("苹果", "梨", "送货"):
            shop.sells(item, 2, at=10)
    return shop


def _category(shop: Shop, name: str) -> str:
    return shop._record("category", name, {})


def _figures(shop: Shop, since: str, until: str) -> list[tuple[str, ...]]:
    table = reports.run(shop.firm, "sales_profit", {"since": since, "until": until, "by": "category"})
    return picked(table, "category", "net", "cost", "late_cost")


def _sales(shop: Shop) -> dict[str, str]:
    """Return net sales by category."""
    return {category: net for category, net, *_ in _figures(shop, "2026-03-01", "2026-04-30")}


def _is_one_story(shop: Shop) -> bool:
    """Say whether the sums of two months are the figures of their days; nothing was sold on the first and the last."""
    whole, days = (
        _figures(shop, "2026-03-01", "2026-04-30"),
        _figures(shop, "2026-03-02", "2026-04-29"),
    )
    return whole == days and shop.is_proven()


def test_sales_follow_an_item_into_its_category(shop: Shop) -> None:
    assert _sales(shop) == {"水果": "120.00", "（无）": "60.00"}
    records.save(shop.firm, "item", {"uid": shop.item("苹果"), "category": _category(shop, "水果")})
    assert _sales(shop) == {"水果": "180.00"}
    assert _is_one_story(shop)
    shop.sells("苹果", 1, at=10)
    records.save(shop.firm, "item", {"uid": shop.item("送货"), "category": ""})
    assert _sales(shop) == {"水果": "130.00", "（无）": "60.00"}
    assert _is_one_story(shop)


def test_a_cost_that_comes_to_be_known_later_follows_too(shop: Shop) -> None:
    receipt = shop.receives("苹果", 10, at=3, on="2026-03-02")
    records.save(shop.firm, "item", {"uid": shop.item("苹果"), "category": _category(shop, "水果")})
    shop.pays_freight(20, receipt)
    records.save(shop.firm, "item", {"uid": shop.item("苹果"), "category": _category(shop, "好水果")})
    assert _is_one_story(shop)


def test_sales_follow_a_category_into_another_one(shop: Shop) -> None:
    fresh = _category(shop, "生鲜")
    records.merge(shop.firm, "category", _category(shop, "水果"), fresh)
    assert _sales(shop) == {"生鲜": "120.00", "（无）": "60.00"}
    assert _is_one_story(shop)


def test_sales_of_a_merged_item_stay_in_its_category(shop: Shop) -> None:
    merging.merge(shop.firm, "item", shop.item("苹果"), shop.item("梨"))
    assert _sales(shop) == {"水果": "120.00", "（无）": "60.00"}
    assert _is_one_story(shop)


def test_sales_follow_many_items_at_once(shop: Shop) -> None:
    """As a list that is imported does it."""
    with shop.firm.transaction():
        saving = Saving(shop.firm, "item")
        for name, category in (("苹果", "红"), ("梨", "黄"), ("送货", "红")):
            uid = shop.item(name)
            saving.save({"uid": uid, "category": _category(shop, category)}, saving.stored([uid])[uid])
        saving.flush()
    assert _sales(shop) == {"红": "120.00", "黄": "60.00"}
    assert _is_one_story(shop)


def test_sales_leave_the_category_with_an_item_that_is_withdrawn(shop: Shop) -> None:
    shop.firm.write(WITHDRAW, new_uid(), {"records": [["item", [shop.item("梨")]]]})
    assert _sales(shop) == {"水果": "60.00", "（无）": "120.00"}
    assert _is_one_story(shop)
