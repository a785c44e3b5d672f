"""What goods are sold for: price book, last price, the item's own prices, in the owner's order (G03, G04)."""

from functools import partial
from typing import Any

import pytest

from app.core.errors import BusinessError
from app.core.numbers import price, quantity
from app.domain.documents.document import Document
from app.services import documents, records, settings
from tests.builders import Shop, a_shop, line
from tests.timing import least_processor_s


@pytest.fixture
def shop() -> Shop:
    """Apples by the piece and by the box of ten, with prices of their own."""
    shop = a_shop()
    shop.knows("苹果", retail=price("12"), wholesale=price("11"), units={"箱": 10})
    shop.opens_with("苹果", 1000, total="5000.00", business_date="2026-02-01")
    return shop


def book(shop: Shop, source: str, each: str, customer: str = "", **values: Any) -> str:
    """Write a price down."""
    if customer:
        values["customer"] = shop.customer(customer)
    given = {"source": source, "item": shop.item("苹果"), "price": price(each), **values}
    return records.save(shop.firm, "price", given)[0]


def found(
    shop: Shop, party: str = "客户", unit: str = "个", many: str = "1", date: str = ""
) -> tuple[str, str]:
    """Return the price of so many, and where it comes from."""
    document = documents.blank(shop.firm, "delivery").with_value("party", shop.customer(party))
    if date:
        document = document.with_value("business_date", date)
    quoted = documents.quote(shop.firm, document, shop.item("苹果"), unit, quantity(many))
    assert quoted is not None
    return f"{quoted.price / 1_000_000:.2f}", quoted.source


def test_each_source_gives_way_to_the_one_before_it(shop: Shop) -> None:
    shop.customer("客户", price_level="wholesale_2")
    assert found(shop) == ("11.00", "wholesale")
    book(shop, "level", "10.80", level="wholesale_2")
    assert found(shop) == ("10.80", "level")
    book(shop, "promotion", "10.50")
    assert found(shop) == ("10.50", "promotion")
    shop.sells("苹果", 1, at="10.60")
    assert found(shop) == ("10.60", "last")
    book(shop, "own", "10.00", "客户")
    assert found(shop) == ("10.00", "own")
    assert found(shop, "别人") == ("10.50", "promotion")
    assert shop.is_proven()


def test_the_owner_puts_a_source_first(shop: Shop) -> None:
    shop.sells("苹果", 1, at="10.60")
    book(shop, "promotion", "10.50")
    settings.save(shop.firm, {"price_order_1": "promotion"})
    assert found(shop) == ("10.50", "promotion")
    settings.save(shop.firm, {"price_order_1": "retail", "price_order_2": "promotion"})
    assert found(shop) == ("12.00", "retail")


def test_a_box_has_its_own_price_and_quantities_their_steps(shop: Shop) -> None:
    book(shop, "promotion", "11.50", from_quantity=quantity("5"))
    book(shop, "promotion", "10.50", from_quantity=quantity("20"))
    book(shop, "promotion", "99", unit="箱")
    assert [found(shop, many=many)[0] for many in ("4", "5", "19", "20")] == [
        "12.00",
        "11.50",
        "11.50",
        "10.50",
    ]
    assert found(shop, unit="箱") == ("99.00", "promotion")
    assert found(shop, "客户", "箱", "50") == ("99.00", "promotion")


def test_a_price_holds_in_its_days(shop: Shop) -> None:
    uid = book(shop, "promotion", "10", since="2026-03-01", until="2026-03-05")
    days = ("2026-02-28", "2026-03-01", "2026-03-05", "2026-03-06")
    assert [found(shop, date=day)[0] for day in days] == ["12.00", "10.00", "10.00", "12.00"]
    records.disable(shop.firm, "price", uid)
    assert found(shop, date="2026-03-03") == ("12.00", "retail")


def test_nothing_found_is_nothing_and_not_zero() -> None:
    shop = a_shop()
    shop.knows("无价", retail=price("0"))
    document = documents.blank(shop.firm, "delivery").with_value("party", shop.customer("客户"))
    assert documents.quote(shop.firm, document, shop.item("无价"), "") is None
    assert documents.new_line(shop.firm, document, shop.item("无价")).price is None


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"source": "own"}, "customer"),
        ({"source": "level"}, "level"),
        ({"source": "promotion", "since": "2026-03-02", "until": "2026-03-01"}, "until"),
        ({"source": "promotion", "unit": "吨"}, "unit"),
        ({"source": "promotion", "price": 0}, "price"),
    ],
)
def test_a_price_that_means_nothing_is_refused(shop: Shop, values: dict[str, Any], field: str) -> None:
    with pytest.raises(BusinessError) as problem:
        records.save(shop.firm, "price", {"item": shop.item("苹果"), "price": price("1"), **values})
    assert problem.value.field == field


def sources(document: Document) -> list[str]:
    return [str(each.data.get("price_source")) for each in document.lines]


def test_a_posted_line_keeps_where_its_price_comes_from(shop: Shop) -> None:
    book(shop, "promotion", "10.50")
    sale = shop.does(
        "delivery",
        line("苹果", 1, at="10.50"),
        line("苹果", 1, at="9.99"),
        line("苹果", 1, total="9.00"),
        party="客户",
    )
    assert sources(documents.view(shop.firm, sale.uid).document) == ["promotion", "typed", "typed"]
    order = shop.does("sales_order", line("苹果", 2, at="9.10"), party="客户")
    drawn = documents.draw(shop.firm, "delivery", [order.uid])
    assert sources(drawn) == ["drawn"]
    assert sources(shop.posts(drawn)) == ["drawn"]
    assert shop.is_proven()


def test_more_scanned_goods_may_be_cheaper(shop: Shop) -> None:
    records.save(
        shop.firm,
        "item",
        {"uid": shop.item("苹果"), "barcodes": [{"code": "690001", "unit": "", "shared": False}]},
    )
    book(shop, "promotion", "10.50", from_quantity=quantity("3"))
    document = documents.blank(shop.firm, "delivery").with_value("party", shop.customer("客户"))
    seen = []
    for _ in range(3):
        document, _ = documents.scan(shop.firm, document, "690001")
        seen.append((document.lines[0].price, *sources(document)))
    assert seen == [(price("12"), "retail"), (price("12"), "retail"), (price("10.50"), "promotion")]


def test_only_a_deal_of_its_own_is_remembered(shop: Shop) -> None:
    """Sell at 10.00, then the promotion at 8.00, then take back a 9.00: the next line begins with 10.00."""
    shop.sells("苹果", 1, at="10.00")
    promotion = book(shop, "promotion", "8.00")
    shop.sells("苹果", 1, at="8.00")
    shop.voids(shop.sells("苹果", 1, at="9.00"))
    assert found(shop) == ("10.00", "last")
    records.disable(shop.firm, "price", promotion)
    assert found(shop) == ("10.00", "last")
    assert shop.is_proven()


def test_nothing_is_remembered_while_that_is_switched_off(shop: Shop) -> None:
    shop.sells("苹果", 1, at="10.00")
    settings.save(shop.firm, {"learns_prices": False})
    shop.sells("苹果", 1, at="9.00")
    assert found(shop) == ("10.00", "last")
    settings.save(shop.firm, {"learns_prices": True})
    shop.voids(shop.sells("苹果", 1, at="9.50"))
    assert found(shop) == ("10.00", "last")
    assert shop.is_proven()


def test_a_merged_customer_brings_its_prices(shop: Shop) -> None:
    book(shop, "own", "9.00", "甲")
    records.merge(shop.firm, "customer", shop.customer("甲"), shop.customer("乙"))
    assert found(shop, "乙") == ("9.00", "own")


def test_a_hundred_thousand_prices_do_not_slow_it_down(shop: Shop) -> None:
    item_id = shop.firm.catalogue.item_id(shop.item("苹果"))
    with shop.firm.transaction():
        shop.firm.books.connection().executemany(
            "INSERT INTO price (uid, code, code_key, name, name_key, source, customer_id, level, item_id, unit,"
            " from_quantity, price, since, until, is_active, data)"
            " VALUES (?, '', '', '', '', 'own', ?, '', ?, '', NULL, 9000000, '', '', 1, '{}')",
            [(f"{n:032x}", 1000 + n // 100, item_id + n % 100) for n in range(100_000)],
        )
    document = documents.blank(shop.firm, "delivery").with_value("party", shop.customer("客户"))
    quote = partial(documents.quote, shop.firm, document, shop.item("苹果"), "个")
    assert least_processor_s(quote, tries=20) < 0.001
