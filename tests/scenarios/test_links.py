"""Documents drawn from each other: open quantities close and open exactly; nothing is drawn twice (F18, F29)."""

from dataclasses import replace

import pytest

from app.core.errors import BusinessError
from app.core.numbers import Quantity, quantity_text
from app.domain.documents.document import Document
from app.domain.posting.errors import (
    AlreadyTakenBack,
    BeforeSource,
    HasDependents,
    NoOrder,
    NotDrawnFrom,
    OrderClosed,
    SourceExceeded,
    SourceNotLive,
    SourceOtherItem,
    SourceOtherParty,
)
from app.services import documents, merging, proof
from tests.builders import Shop, Stock, a_shop, line


def still_open(shop: Shop, order: Document, drawing: str = "goods_receipt") -> list[str]:
    """Return what is open of each line, as a person sees it who draws from the order."""
    draft = documents.draw(shop.firm, drawing, [order.uid])
    return [quantity_text(each.base_quantity) for each in draft.lines]


def on_order(shop: Shop, item: str) -> str:
    """Return what is still to come of an item."""
    row = shop._one(
        "SELECT COALESCE(SUM(MAX(quantity, 0)), 0) FROM open_order_line WHERE item_id = ?",
        shop.firm.catalogue.item_id(shop.item(item)),
    )
    return quantity_text(Quantity(row[0]))


def receives_part(shop: Shop, order: Document, amount_of: str, on: str = "") -> Document:
    draft = shop.draws("goods_receipt", order, _1=amount_of)
    return shop.posts(replace(draft, business_date=on or draft.business_date))


def test_an_order_is_received_in_parts() -> None:
    shop = a_shop()
    order = shop.orders("苹果", 100, at=3)
    assert on_order(shop, "苹果") == "100"
    receives_part(shop, order, "60")
    assert (still_open(shop, order), on_order(shop, "苹果")) == (["40"], "40")
    receives_part(shop, order, "40")
    assert (still_open(shop, order), on_order(shop, "苹果")) == ([], "0")
    assert shop.stock("苹果") == Stock("100", "300.00")


def test_more_than_ordered_is_refused() -> None:
    shop = a_shop()
    order = shop.orders("苹果", 100, at=3)
    receives_part(shop, order, "60")
    with pytest.raises(SourceExceeded) as refusal:
        receives_part(shop, order, "41")
    problem = refusal.value
    assert (problem.line, problem.field, problem.open, problem.wanted) == (1, "quantity", "40", "41")
    assert problem.source == order.number


def test_the_firm_may_take_so_many_per_cent_more() -> None:
    shop = a_shop()
    shop.firm.write("setting", "", {"over_receipt_rate": 50_000})
    order = shop.orders("苹果", 100, at=3)
    with pytest.raises(SourceExceeded):
        receives_part(shop, order, "106")
    receives_part(shop, order, "105")
    assert (still_open(shop, order), on_order(shop, "苹果")) == ([], "0")


def test_two_lines_of_one_document_cannot_take_the_same_rest() -> None:
    shop = a_shop()
    order = shop.orders("苹果", 10, at=3)
    draft = shop.draws("goods_receipt", order, _1="6")
    with pytest.raises(SourceExceeded):
        shop.posts(replace(draft, lines=draft.lines * 2))


def test_an_order_closed_short_promises_nothing() -> None:
    shop = a_shop()
    order = shop.orders("苹果", 100, at=3)
    receives_part(shop, order, "60")
    documents.close_order(shop.firm, order.uid, "供应商断货")
    assert on_order(shop, "苹果") == "0"
    assert shop.is_proven()


def test_voiding_a_receipt_opens_the_order_again() -> None:
    shop = a_shop()
    order = shop.orders("苹果", 100, at=3)
    receipt = receives_part(shop, order, "60")
    shop.voids(receipt)
    assert (still_open(shop, order), on_order(shop, "苹果")) == (["100"], "100")
    receives_part(shop, order, "100")
    assert still_open(shop, order) == []


def test_an_order_with_a_receipt_cannot_be_voided_until_that_is() -> None:
    shop = a_shop()
    order = shop.orders("苹果", 100, at=3)
    receipt = receives_part(shop, order, "60")
    with pytest.raises(HasDependents) as refusal:
        shop.voids(order)
    assert refusal.value.dependents == (receipt.number,)
    shop.voids(receipt)
    shop.voids(order)
    assert on_order(shop, "苹果") == "0"


def test_a_voided_order_cannot_be_drawn_from() -> None:
    shop = a_shop()
    order = shop.orders("苹果", 100, at=3)
    draft = shop.draws("goods_receipt", order)
    shop.voids(order)
    with pytest.raises(SourceNotLive):
        shop.posts(draft)
    with pytest.raises(SourceNotLive):
        shop.draws("goods_receipt", order)


def test_an_order_of_another_supplier_cannot_be_drawn_from() -> None:
    shop = a_shop()
    order = shop.orders("苹果", 100, at=3, party="甲")
    draft = shop.draws("goods_receipt", order)
    with pytest.raises(SourceOtherParty):
        shop.posts(replace(draft, party=shop.supplier("乙")))


def test_only_what_a_type_is_drawn_from_can_be_its_source() -> None:
    shop = a_shop()
    receipt = shop.receives("苹果", 10, at=3)
    draft = shop.writes(
        "delivery", replace(line("苹果", 1, at=5), source=receipt.uid, source_line=1), party="客户"
    )
    with pytest.raises(NotDrawnFrom):
        shop.posts(draft)


def test_units_of_source_and_drawn_line_may_differ() -> None:
    shop = a_shop()
    shop.knows("可乐", "瓶", units={"箱": 24})
    order = shop.orders("可乐", 2, "箱", at=48)
    draft = shop.draws("goods_receipt", order, _1="1")
    by_the_bottle = replace(draft.lines[0], unit="瓶", quantity=line(amount_of=30).quantity, price=None)
    shop.posts(replace(draft, lines=(by_the_bottle,)))
    assert shop.stock("可乐") == Stock("30", "60.00")
    rest = documents.draw(shop.firm, "goods_receipt", [order.uid]).lines[0]
    assert (quantity_text(rest.quantity or Quantity(0)), rest.unit) == ("18", "瓶")
    assert quantity_text(rest.base_quantity) == "18"


# What comes back.


def test_no_more_comes_back_than_was_sold() -> None:
    shop = a_shop()
    shop.receives("苹果", 10, at=3)
    sale = shop.sells("苹果", 5, at=6)
    shop.takes_back(sale, _1=3)
    with pytest.raises(SourceExceeded) as refusal:
        shop.takes_back(sale, _1=3)
    assert refusal.value.code == "RETURN_EXCEEDS"
    shop.takes_back(sale, _1=2)


def test_nothing_comes_back_before_it_was_sold() -> None:
    shop = a_shop(today="2026-03-05")
    shop.receives("苹果", 10, at=3)
    sale = shop.sells("苹果", 5, at=6)
    with pytest.raises(BeforeSource) as refusal:
        shop.takes_back(sale, on="2026-03-04", _1=1)
    assert refusal.value.code == "RETURN_BEFORE_SALE"


def test_a_voided_return_may_come_back_again() -> None:
    shop = a_shop()
    shop.receives("苹果", 10, at=3)
    sale = shop.sells("苹果", 5, at=6)
    shop.voids(shop.takes_back(sale))
    shop.takes_back(sale)
    assert shop.stock("苹果") == Stock("10", "30.00")
    assert shop.owes("客户") == "0.00"


def test_a_return_in_a_later_month_leaves_the_month_of_the_sale_alone() -> None:
    """F40: 15 sold at 1000 that cost 800; one comes back a month later."""
    shop = a_shop(today="2026-07-01")
    shop.receives("电视", 20, at=800)
    sale = shop.sells("电视", 15, at=1000)
    shop.day("2026-08-03")
    shop.takes_back(sale, _1=1)
    assert [_profit(shop, month) for month in ("2026-07", "2026-08")] == [300_000, -20_000]


def _profit(shop: Shop, month: str) -> int:
    row = shop._one(
        "SELECT SUM(net - cost) FROM figure_entry WHERE kind = 'sales' AND business_date LIKE ? || '%'", month
    )
    return int(row[0])


def test_a_return_in_parts_refunds_the_last_fen() -> None:
    shop = a_shop()
    shop.receives("苹果", 3, at=1)
    sale = shop.does("delivery", line("苹果", 3, at="3.40"), party="客户", discount="0.20")
    backs = [shop.takes_back(sale, _1=1) for _ in range(3)]
    assert [back.total for back in backs] == [333, 333, 334]
    assert shop.owes("客户") == "0.00"


def test_a_return_may_be_agreed_at_another_price() -> None:
    shop = a_shop()
    shop.receives("苹果", 3, at=1)
    sale = shop.does("delivery", line("苹果", 2, at="10.00"), party="客户")
    draft = shop.draws("sales_return", sale, _1=1)
    cheaper = replace(draft.lines[0], price=line(at="5.00").price)
    assert shop.posts(replace(draft, lines=(cheaper,))).total == 500
    assert shop.takes_back(sale).total == 1000, "what was agreed on one does not raise the other"


def test_goods_given_free_come_back_for_nothing() -> None:
    shop = a_shop()
    shop.receives("苹果", 3, at=1)
    sale = shop.does("delivery", line("苹果", 1, at="10.00", gift=True), party="客户")
    assert sale.total == 0
    assert shop.takes_back(sale).total == 0


@pytest.mark.parametrize(
    ("method", "removed", "variance"), [("fifo", "20.00", "0.00"), ("moving_average", "20.00", "0.00")]
)
def test_goods_sent_back_leave_at_what_the_supplier_credits(method: str, removed: str, variance: str) -> None:
    """F24 books 22.00 and a variance of 2.00 under moving average; R14 removes the credit, so there is none."""
    shop = a_shop(method=method)
    first = shop.receives("苹果", 10, at=5)
    shop.receives("苹果", 10, at=6)
    back = shop.sends_back(first, _1=4)
    assert shop.cost_of(back) == removed
    assert shop.owes("供应商", "payable") == "90.00"
    assert shop.cost_of_sales() == variance
    assert shop.stock("苹果") == Stock("16", "90.00")


def test_an_order_with_a_typed_amount_is_received_in_parts_at_its_price() -> None:
    shop = a_shop()
    order = shop.does("purchase_order", line("苹果", 3, total="100.00"), party="供应商")
    first = shop.posts(shop.draws("goods_receipt", order, _1="1"))
    assert first.total == 3333


def test_the_discount_of_an_order_goes_with_its_goods() -> None:
    shop = a_shop()
    lines = (line("苹果", 3, at="10.00", tax="13%"), line("梨", 1, at="20.00", tax="13%"))
    order = shop.does("purchase_order", *lines, party="供应商", discount="0.50")
    assert order.total == 4950
    receipts = [shop.posts(shop.draws("goods_receipt", order, _1=1)) for _ in range(3)]
    assert [receipt.total for receipt in receipts] == [990, 990, 990]
    receipts.append(shop.posts(shop.draws("goods_receipt", order)))
    assert receipts[-1].total == 1980
    assert shop.owes("供应商", "payable") == "49.50"
    assert (sum(each.net for each in receipts), sum(each.tax for each in receipts)) == (order.net, order.tax)


def test_another_price_than_ordered_is_just_that_price() -> None:
    shop = a_shop()
    order = shop.does("purchase_order", line("苹果", 2, at="10.00"), party="供应商", discount="1.00")
    draft = shop.draws("goods_receipt", order)
    assert draft.total == 1900
    dearer = draft.with_line(1, draft.lines[0].with_value("price", line(at="11.00").price))
    assert shop.posts(dearer).total == 2200


def test_a_refusal_says_where() -> None:
    shop = a_shop()
    shop.receives("苹果", 1, at=3)
    draft = shop.writes("delivery", line("苹果", 1, at=3), line("苹果", 5, at=3), party="客户")
    with pytest.raises(BusinessError) as refusal:
        shop.posts(draft)
    problem = refusal.value
    assert problem.code == "NEGATIVE_STOCK"
    assert problem.document == draft.uid
    assert "苹果" in str(problem.facts()["item"])
    assert "主仓库" in str(problem.facts()["place"])


def test_only_the_same_goods_are_drawn_from_a_line() -> None:
    shop = a_shop()
    shop.receives("金", 10, at=1000)
    shop.receives("铁", 10, at=1)
    sale = shop.sells("铁", 5, at=2)
    draft = shop.draws("sales_return", sale)
    with pytest.raises(SourceOtherItem) as refusal:
        shop.posts(draft.with_line(1, draft.lines[0].with_value("item", shop.item("金"))))
    assert (refusal.value.line, refusal.value.field, refusal.value.source) == (1, "item", sale.number)
    order = shop.does("sales_order", line("铁", 5, at=2), party="客户")
    draft = shop.draws("delivery", order)
    with pytest.raises(SourceOtherItem):
        shop.posts(draft.with_line(1, draft.lines[0].with_value("item", shop.item("金"))))
    assert shop.stock("金") == Stock("10", "10000.00")


def test_goods_that_became_one_with_others_come_back_as_those() -> None:
    shop = a_shop()
    shop.receives("铁", 10, at=1)
    sale = shop.sells("铁", 5, at=2)
    merging.merge(shop.firm, "item", shop.item("铁"), shop.knows("生铁"))
    shop.posts(shop.draws("sales_return", sale))
    assert shop.stock("生铁").quantity == "10"


def test_a_supplier_reprices_only_its_own_receipts() -> None:
    shop = a_shop()
    receipt = shop.receives("苹果", 10, at=10)
    with pytest.raises(SourceOtherParty):
        shop.reprices(receipt, "30.00", party="别家")
    shop.pays_freight("20.00", receipt)
    assert shop.stock("苹果") == Stock("10", "120.00")


# Orders whose deliveries are taken back in a later period.


def reserved(shop: Shop, item: str) -> str:
    """Return what is promised of an item."""
    return on_order(shop, item)


def test_a_reversed_delivery_is_promised_again() -> None:
    shop = a_shop(today="2026-03-02")
    shop.receives("苹果", 100, at=1)
    order = shop.does("sales_order", line("苹果", 10, at=2), party="客户")
    delivery = shop.posts(shop.draws("delivery", order))
    shop.closes("2026-03-31")
    shop.day("2026-04-01")
    shop.reverses(delivery)
    assert (still_open(shop, order, "delivery"), reserved(shop, "苹果")) == (["10"], "10")
    shop.posts(shop.draws("delivery", order))
    assert (still_open(shop, order, "delivery"), reserved(shop, "苹果")) == ([], "0")
    assert shop.is_proven()


def test_a_reversed_order_promises_nothing() -> None:
    shop = a_shop(today="2026-03-02")
    order = shop.does("sales_order", line("苹果", 10, at=2), party="客户")
    shop.closes("2026-03-31")
    shop.day("2026-04-01")
    shop.reverses(order)
    assert shop._one("SELECT COUNT(*) FROM open_order_line") == (0,)
    assert shop.is_proven()


def test_what_is_still_promised_is_proven() -> None:
    shop = a_shop()
    order = shop.orders("苹果", 100, at=3)
    receives_part(shop, order, "60")
    shop.firm.books.connection().execute("UPDATE open_order_line SET quantity = quantity + 1")
    found = proof.verify(shop.firm, replay=False)
    assert [dict(each.facts)["table"] for each in found.findings] == ["open_order_line"]


def test_a_closed_order_cannot_be_drawn_from() -> None:
    shop = a_shop()
    order = shop.orders("苹果", 100, at=3)
    draft = shop.draws("goods_receipt", order, _1=40)
    receives_part(shop, order, "60")
    documents.close_order(shop.firm, order.uid, "供应商断货")
    with pytest.raises(OrderClosed):
        shop.posts(draft)
    with pytest.raises(OrderClosed):
        shop.draws("goods_receipt", order)
    with pytest.raises(OrderClosed):
        documents.close_order(shop.firm, order.uid, "再关一次")


def test_what_arrived_of_a_closed_order_may_still_be_taken_back() -> None:
    shop = a_shop()
    order = shop.orders("苹果", 100, at=3)
    receipt = receives_part(shop, order, "60")
    documents.close_order(shop.firm, order.uid, "供应商断货")
    shop.voids(receipt)
    assert on_order(shop, "苹果") == "0"
    assert documents.view(shop.firm, order.uid).state is documents.State.CLOSED
    with pytest.raises(OrderClosed):
        shop.voids(order)
    assert shop.is_proven()


def test_only_an_order_is_closed() -> None:
    shop = a_shop()
    receipt = shop.receives("苹果", 10, at=3)
    with pytest.raises(NoOrder):
        documents.close_order(shop.firm, receipt.uid, "为什么不行")
    order = shop.orders("苹果", 100, at=3)
    shop.voids(order)
    with pytest.raises(AlreadyTakenBack):
        documents.close_order(shop.firm, order.uid, "太晚了")
