"""What a document may not say: every gap and every figure out of bounds is refused, with its line and field."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.core.errors import BusinessError
from app.domain.documents.document import Document, Line
from app.i18n.messages import sentence
from app.services import documents
from tests.builders import Shop, Stock, a_shop, line


@pytest.fixture
def shop() -> Shop:
    shop = a_shop(today="2026-03-02")
    shop.opens_with("苹果", 10, total="100.00")
    shop.opens_with("梨", 10, total="50.00")
    return shop


def refused(act: Callable[[], object]) -> tuple[str, int, str]:
    """Return code, line and field of what is refused."""
    with pytest.raises(BusinessError) as caught:
        act()
    return caught.value.code, caught.value.line, caught.value.field


# Prices


@pytest.mark.parametrize(
    ("type_key", "head"),
    [
        ("goods_receipt", {"party": "供应商"}),
        ("delivery", {"party": "客户"}),
        ("sales_return", {"party": "客户"}),
        ("purchase_return", {"party": "供应商"}),
        ("opening_stock", {}),
        ("other_receipt", {"reason": "found"}),
    ],
)
def test_goods_without_price_and_amount_are_not_free(shop: Shop, type_key: str, head: dict[str, str]) -> None:
    lines = line("苹果", 1, at=2), line("梨", 1)
    assert refused(lambda: shop.does(type_key, *lines, **head)) == ("MISSING_FIELD", 2, "price")


def test_free_goods_are_a_gift_or_cost_zero(shop: Shop) -> None:
    lines = line("苹果", 1, gift=True), line("梨", 1, at=0), line("梨", 1, total=0)
    assert shop.does("goods_receipt", *lines, party="供应商").total == 0


def test_an_order_may_leave_the_price_open_but_its_receipt_may_not(shop: Shop) -> None:
    order = shop.does("purchase_order", line("苹果", 5), party="供应商")
    drawn = shop.draws("goods_receipt", order)
    assert refused(lambda: shop.posts(drawn)) == ("MISSING_FIELD", 1, "price")
    priced = replace(drawn, lines=(drawn.lines[0].with_value("price", 2_000_000),))
    assert shop.posts(priced).total == 1000


# Counting


def test_what_was_counted_of_an_item_on_two_shelves_is_compared_once(shop: Shop) -> None:
    shop.does("stock_count", line("苹果", 6, batch="A"), line("梨", 9), line("苹果", 4, batch="B"))
    assert (shop.stock("苹果"), shop.stock("梨")) == (Stock("10", "100.00"), Stock("9", "45.00"))
    count = shop.does("stock_count", line("苹果", 6), line("苹果", 3))
    assert shop.stock("苹果") == Stock("9", "90.00")
    assert [each.data.get("shortage") for each in count.lines] == [None, 1_000_000]
    assert shop.is_proven()


def test_a_late_paper_changes_the_count_of_two_shelves_once(shop: Shop) -> None:
    shop.day("2026-03-03")
    shop.does("stock_count", line("苹果", 6), line("苹果", 4))
    shop.receives("苹果", 5, at=10, on="2026-03-02")
    assert shop.stock("苹果").quantity == "10"
    assert shop.is_proven()


def test_what_nobody_counted_is_not_zero(shop: Shop) -> None:
    uid = shop.item("苹果")
    draft = replace(shop.writes("stock_count"), lines=(Line(item=uid),))
    assert refused(lambda: shop.posts(draft)) == ("MISSING_FIELD", 1, "quantity")
    assert [problem.field for problem in documents.check(shop.firm, draft)] == ["quantity"]


def test_counted_as_none_says_zero(shop: Shop) -> None:
    shop.does("stock_count", line("苹果", 0))
    assert shop.stock("苹果").quantity == "0"


def test_a_known_difference_needs_no_quantity_and_takes_none(shop: Shop) -> None:
    only = Line(item=shop.item("苹果"), data={"difference": -2_000_000})
    shop.posts(replace(shop.writes("stock_count"), lines=(only,)))
    assert shop.stock("苹果").quantity == "8"
    both = line("苹果", 6, difference=-1_000_000)
    assert refused(lambda: shop.does("stock_count", both)) == ("ONE_OR_THE_OTHER", 1, "difference")


# Bounds


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ({"discount": "10.01"}, "discount"),
        ({"rounding": "10.01"}, "rounding"),
        ({"rounding": "-10.01"}, "rounding"),
        ({"discount": "9", "rounding": "1.01"}, "rounding"),
    ],
)
def test_what_is_taken_off_is_at_most_what_is_there(shop: Shop, head: dict[str, str], field: str) -> None:
    def sell() -> Document:
        return shop.does("delivery", line("苹果", 1, at=10), party="客户", **head)

    assert refused(sell) == ("OUT_OF_RANGE", 0, field)


def test_all_of_it_may_be_taken_off(shop: Shop) -> None:
    assert shop.does("delivery", line("苹果", 1, at=10), party="客户", discount="10").total == 0
    assert shop.does("delivery", line("苹果", 1, at=10), party="客户", discount="4", rounding="6").total == 0


@pytest.mark.parametrize("type_key", ["delivery", "sales_return"])
def test_goods_have_no_amount_below_zero(shop: Shop, type_key: str) -> None:
    assert refused(lambda: shop.does(type_key, line("苹果", 1, total="-5"), party="客户")) == (
        "OUT_OF_RANGE",
        1,
        "amount",
    )


@pytest.mark.parametrize("account", ["现金", "银行"])
def test_nothing_is_paid_for_what_is_free(shop: Shop, account: str) -> None:
    def receive() -> Document:
        return shop.does(
            "goods_receipt", line("苹果", 1, gift=True), party="供应商", account=account, paid="100"
        )

    assert refused(receive) == ("PAID_TOO_MUCH", 0, "paid")


def test_change_goes_back_to_who_pays_cash_for_nothing(shop: Shop) -> None:
    sale = shop.does("delivery", line("苹果", 1, at=0), party="客户", account="现金", paid="100")
    assert (sale.header["change"], shop.till()) == (10_000, "0.00")
    free = shop.writes("delivery", line("苹果", 1, at=0), party="客户", account="银行", paid="100")
    assert refused(lambda: shop.posts(free)) == ("PAID_TOO_MUCH", 0, "paid")


# Days


def test_a_count_is_dated_on_the_day_it_was_counted(shop: Shop) -> None:
    counted = shop.moment("09:00")
    shop.day("2026-03-04")
    assert refused(lambda: shop.counts("苹果", 9, at=counted)) == ("ANOTHER_DAY", 1, "counted_at")
    shop.counts("苹果", 9, at=counted, on="2026-03-02")
    shop.counts("梨", 9, on="2026-03-03")  # without a moment it is as of its day
    assert (shop.stock("苹果").quantity, shop.stock("梨").quantity) == ("9", "9")


def test_what_follows_is_not_earlier(shop: Shop) -> None:
    assert refused(lambda: shop.receives("苹果", 1, at=1, due_on="2026-03-01")) == ("TOO_EARLY", 0, "due_on")
    dates = {"produced_on": "2026-03-01", "expires_on": "2026-02-28"}
    draft = line("苹果", 1, at=1, **dates)
    assert refused(lambda: shop.does("goods_receipt", draft, party="供应商")) == (
        "TOO_EARLY",
        1,
        "expires_on",
    )


def test_a_closed_period_tells_the_first_open_day(shop: Shop) -> None:
    shop.closes("2026-02-28")
    with pytest.raises(BusinessError) as caught:
        shop.receives("苹果", 1, at=1, on="2026-02-10")
    assert caught.value.facts()["open_from"] == "2026-03-01"


def test_a_reversal_is_dated_in_the_open_period(shop: Shop) -> None:
    receipt = shop.receives("苹果", 1, at=1)
    shop.closes("2026-03-31")
    assert shop.reverses(receipt).business_date == "2026-04-01"


# Words


def test_a_missing_group_of_lines_is_called_by_its_name(shop: Shop) -> None:
    with pytest.raises(BusinessError) as caught:
        shop.does("assembly", line("苹果", 1, role="component"))
    assert sentence(caught.value) == "缺少“成品”的明细行。"


# What begins anew


def test_a_copy_begins_without_what_belonged_to_one_document(shop: Shop) -> None:
    sale = shop.does(
        "delivery", line("苹果", 1, at=7), party="客户", account="现金", paid="10", remark="送到后门"
    )
    assert sale.header["change"] == 300
    copy = documents.copy(shop.firm, sale.uid)
    assert not {"change", "paid", "due_on"} & copy.header.keys()
    assert (copy.header["remark"], copy.lines[0].price) == ("送到后门", 7_000_000)
    count = shop.counts("苹果", 9)
    assert not {"book", "counted_at", "surplus"} & documents.copy(shop.firm, count.uid).lines[0].data.keys()


def test_what_the_program_works_out_cannot_be_sent(shop: Shop) -> None:
    sale = shop.writes("delivery", line("苹果", 1, at=7), party="客户", change=999)
    assert "change" not in shop.posts(sale).header
