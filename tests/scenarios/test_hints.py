"""What looks odd before posting (N14, F34): said at the line, never refused, silent once it was said to be right."""

from typing import Any

import pytest

from app.core.numbers import price
from app.domain.documents.document import Document, Line
from app.i18n.messages import sentence
from app.services import documents, merging, records, settings
from tests.builders import Shop, a_shop, line


@pytest.fixture
def shop() -> Shop:
    """Apples by the piece for about 10, six times a few of them, and by the box of twelve."""
    shop = a_shop()
    shop.knows("苹果", retail=price("10"), units={"箱": 12})
    shop.opens_with("苹果", 10_000, total="50000.00", business_date="2026-02-01")
    for many in (5, 6, 4, 5, 6, 5):
        shop.sells("苹果", many, at="10.10")
    settings.save(shop.firm, {"same_again_hours": 0})
    return shop


def draft(shop: Shop, *lines: Line, party: str = "客户", **head: Any) -> Document:
    return shop.writes("delivery", *lines, party=party, **head)


def odd(shop: Shop, document: Document) -> list[str]:
    return [f"{each.line} {each.code} {each.field}" for each in documents.hints(shop.firm, document)]


@pytest.mark.parametrize(
    ("given", "hint", "says"),
    [
        (line("苹果", 5, at="10.50"), "", ""),
        (line("苹果", 5, at="120"), "WRONG_UNIT unit", "第 1 行：单位是个，看着像按箱算的。"),
        (line("苹果", 5, "箱", at="121"), "WRONG_UNIT unit", "第 1 行：单位是箱，看着像按个算的。"),
        (line("苹果", 5, at="101"), "WRONG_POINT price", "第 1 行：单价看着错了小数点，平时是 10.10。"),
        (line("苹果", 5, at="30"), "UNUSUAL_PRICE price", "第 1 行：单价和平时差得远，平时是 10.10。"),
        (
            line("苹果", 60, at="10.10"),
            "UNUSUAL_QUANTITY quantity",
            "第 1 行：数量比平时多得多，平时是 5 个。",
        ),
        (line("苹果", 5), "NO_PRICE_KNOWN price", ""),
        (line("苹果", 5, gift=True), "", ""),
    ],
)
def test_each_slip_is_said_in_one_sentence(shop: Shop, given: Line, hint: str, says: str) -> None:
    document = draft(shop, given)
    assert odd(shop, document) == ([f"1 {hint}"] if hint else [])
    if says:
        assert sentence(documents.hints(shop.firm, document)[0]) == says
        assert documents.check(shop.firm, document) == []
        assert documents.post(shop.firm, document).number


def test_what_is_right_is_not_said_again(shop: Shop) -> None:
    document = draft(shop, line("苹果", 60, at="10.10"), line("苹果", 5, at="30"))
    (first, second) = documents.hints(shop.firm, document)
    documents.accept(shop.firm, document, first)
    assert odd(shop, document) == [f"2 {second.code} price"]
    other = draft(shop, line("苹果", 70, at="10.10"), party="别人")
    assert odd(shop, other) == ["1 UNUSUAL_QUANTITY quantity"]
    assert shop.is_proven()


def test_a_price_that_is_written_down_is_no_slip(shop: Shop) -> None:
    document = draft(shop, line("苹果", 5, at="3.00"))
    assert odd(shop, document) == ["1 BELOW_COST price", "1 UNUSUAL_PRICE price"]
    values = {"source": "promotion", "item": shop.item("苹果"), "price": price("3")}
    records.save(shop.firm, "price", values)
    assert odd(shop, document) == ["1 BELOW_COST price"]


def test_deals_that_were_taken_back_say_nothing(shop: Shop) -> None:
    large = shop.sells("苹果", 60, at="10.10")
    assert odd(shop, draft(shop, line("苹果", 60, at="10.10"))) == []
    shop.voids(large)
    assert odd(shop, draft(shop, line("苹果", 60, at="10.10"))) == ["1 UNUSUAL_QUANTITY quantity"]
    merging.merge(shop.firm, "customer", shop.customer("客户"), shop.customer("新店"))
    assert odd(shop, draft(shop, line("苹果", 60, at="10.10"), party="新店")) == [
        "1 UNUSUAL_QUANTITY quantity"
    ]
    assert shop.is_proven()


def test_a_day_far_away_and_a_purchase_dearer_than_the_sale(shop: Shop) -> None:
    assert odd(shop, draft(shop, line("苹果", 5, at="10"), on="2026-12-01")) == ["0 FAR_DAY business_date"]
    bought = shop.writes("goods_receipt", line("苹果", 5, at="10.50"), party="供应商")
    assert odd(shop, bought) == ["1 ABOVE_RETAIL price"]


def test_the_radar_may_be_switched_off(shop: Shop) -> None:
    settings.save(shop.firm, {"radar": False})
    assert odd(shop, draft(shop, line("苹果", 60, at="100"), on="2026-12-01")) == []


def test_the_same_order_within_the_hour_names_the_first(shop: Shop) -> None:
    settings.save(shop.firm, {"same_again_hours": 2})
    lines = (line("苹果", 5, at="10"), line("苹果", 2, "箱", at="118"))
    first = documents.post(shop.firm, shop.writes("sales_order", *lines, party="客户"))
    again = shop.writes("sales_order", *reversed(lines), party="客户")
    (hint,) = (each for each in documents.hints(shop.firm, again) if each.code == "SAME_AGAIN")
    assert sentence(hint) == f"0 分钟前的 {first.number} 客户、商品、数量都一样，是不是重复了？"
    told = documents.post(shop.firm, again).warnings
    assert "SAME_AGAIN" in [each.code for each in told]
    for other in (
        shop.writes("sales_order", *lines, party="别人"),
        shop.writes("sales_order", lines[0], party="客户"),
        shop.writes("delivery", *lines, party="客户"),
    ):
        assert "SAME_AGAIN" not in {each.code for each in documents.hints(shop.firm, other)}
    shop.day("2026-03-03")
    assert "SAME_AGAIN" not in {each.code for each in documents.hints(shop.firm, again)}


def test_whoever_just_walks_in_may_buy_the_same(shop: Shop) -> None:
    settings.save(shop.firm, {"same_again_hours": 1})
    walk_in = shop.firm.catalogue.walk_in_uid()
    given = shop.writes("sales_order", line("苹果", 5, at="10")).with_value("party", walk_in)
    documents.post(shop.firm, given)
    again = shop.writes("sales_order", line("苹果", 5, at="10")).with_value("party", walk_in)
    assert odd(shop, again) == []
