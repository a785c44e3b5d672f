"""The last price of a deal (G04): what it is learned from, and what is left of it when the deal is taken back."""

from dataclasses import replace

from app.core.numbers import price
from app.domain.documents.document import Line
from app.services import documents, merging
from tests.builders import Shop, a_shop


def stocked() -> Shop:
    """Return a shop with goods that have no price of their own."""
    shop = a_shop()
    shop.opens_with("苹果", 100, total="500.00", business_date="2026-02-01")
    return shop


def last(shop: Shop, party: str = "客户", type_key: str = "delivery") -> int | None:
    """Return what the editor proposes for a new line of that party."""
    whose = shop.customer(party) if type_key == "delivery" else shop.supplier(party)
    return documents.last_price(shop.firm, type_key, whose, shop.item("苹果"), "个")


def test_each_party_has_its_own_last_price() -> None:
    shop = stocked()
    shop.sells("苹果", 1, at="9.00", to="甲")
    shop.sells("苹果", 1, at="8.00", to="乙")
    shop.sells("苹果", 1, at="9.50", to="甲")
    assert (last(shop, "甲"), last(shop, "乙"), last(shop, "丙")) == (price("9.50"), price("8.00"), None)


def test_a_voided_deal_gives_way_to_the_one_before() -> None:
    shop = stocked()
    shop.sells("苹果", 1, at="9.00")
    shop.sells("苹果", 1, at="7.00", to="别人")
    second, third = shop.sells("苹果", 1, at="9.50"), shop.sells("苹果", 1, at="9.90")
    shop.voids(second)
    assert last(shop) == price("9.90")
    shop.voids(third)
    assert last(shop) == price("9.00")
    assert shop.is_proven()


def test_nothing_is_left_of_the_only_deal() -> None:
    shop = stocked()
    shop.voids(shop.sells("苹果", 1, at="9.00"))
    assert last(shop) is None


def test_a_reversed_deal_gives_way_and_teaches_nothing() -> None:
    shop = stocked()
    shop.sells("苹果", 1, at="9.00", business_date="2026-03-01")
    wrong = shop.sells("苹果", 1, at="90.00", business_date="2026-03-01")
    shop.closes("2026-03-01")
    shop.reverses(wrong, "2026-03-02")
    assert last(shop) == price("9.00")
    assert shop.is_proven()


def test_gifts_and_returns_teach_nothing() -> None:
    shop = stocked()
    bought = shop.receives("苹果", 10, at="5.00")
    shop.is_given("苹果", 2)
    shop.sends_back(bought, _1=3)
    assert last(shop, "供应商", "goods_receipt") == price("5.00")
    shop.voids(shop.receives("苹果", 10, at="6.00"))
    assert last(shop, "供应商", "goods_receipt") == price("5.00")


def test_a_late_document_of_an_earlier_day_does_not_win() -> None:
    shop = stocked()
    shop.sells("苹果", 1, at="9.50", business_date="2026-03-02")
    shop.sells("苹果", 1, at="8.00", business_date="2026-02-20")
    assert last(shop) == price("9.50")
    assert shop.is_proven()


def test_of_what_is_left_the_latest_day_counts() -> None:
    shop = stocked()
    shop.sells("苹果", 1, at="9.00", business_date="2026-02-25")
    shop.sells("苹果", 1, at="8.00", business_date="2026-02-20")
    shop.voids(shop.sells("苹果", 1, at="9.90", business_date="2026-03-01"))
    assert last(shop) == price("9.00")
    assert shop.is_proven()


def test_a_merged_party_keeps_its_prices() -> None:
    shop = stocked()
    shop.sells("苹果", 1, at="9.00", to="甲")
    shop.sells("苹果", 1, at="8.00", to="乙", business_date="2026-02-20")
    merging.merge(shop.firm, "customer", shop.customer("甲"), shop.customer("乙"))
    assert last(shop, "乙") == price("9.00")
    shop.voids(shop.sells("苹果", 1, at="7.00", to="乙"))
    assert last(shop, "乙") == price("9.00")
    assert shop.is_proven()


def test_merged_goods_keep_their_prices_and_their_deals() -> None:
    shop = stocked()
    shop.opens_with("红苹果", 100, total="500.00", business_date="2026-02-01")
    shop.sells("苹果", 1, at="8.00", business_date="2026-02-20")
    later = shop.sells("红苹果", 1, at="9.00")
    shop.sells("红苹果", 1, at="7.00", to="别人")
    merging.merge(shop.firm, "item", shop.item("红苹果"), shop.item("苹果"))
    assert (last(shop), last(shop, "别人")) == (price("9.00"), price("7.00"))
    draft = replace(documents.blank(shop.firm, "delivery"), party=shop.customer("客户"))
    asked = Line(item=shop.item("苹果"), unit="个")
    found = documents.deals(shop.firm, draft, asked)
    assert found.prices == (price("9.00"), price("8.00"), price("7.00"))
    shop.voids(shop.sells("苹果", 1, at="6.00"))
    assert last(shop) == price("9.00")
    shop.voids(later)
    assert last(shop) == price("8.00")
    assert shop.is_proven()
