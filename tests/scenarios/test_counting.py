"""Counting: differences against the book of the moment, evidence of what agreed, late papers (F48)."""

import pytest

from app.domain.documents.document import Document
from tests.builders import Shop, Stock, a_shop, line


@pytest.fixture
def shop() -> Shop:
    shop = a_shop(today="2026-03-01")
    shop.opens_with("苹果", 100, total="1000.00")
    shop.day("2026-03-02")
    return shop


def test_a_loss_and_a_gain(shop: Shop) -> None:
    shop.opens_with("梨", 10, total="50.00")
    count = shop.does("stock_count", line("苹果", 97), line("梨", 12))
    assert (shop.stock("苹果"), shop.stock("梨")) == (Stock("97", "970.00"), Stock("12", "60.00"))
    assert shop.count_difference() == "20.00"  # 30.00 lost, 10.00 found
    assert [each.data["book"] for each in count.lines] == [100_000_000, 10_000_000]


def test_what_agrees_stays_as_evidence(shop: Shop) -> None:
    count = shop.counts("苹果", 100)
    assert (count.lines[0].data["surplus"], count.lines[0].data["shortage"]) == (0, 0)
    assert shop.stock("苹果") == Stock("100", "1000.00")


def test_counted_as_none(shop: Shop) -> None:
    shop.counts("苹果", 0)
    assert shop.stock("苹果") == Stock("0", "0.00")
    assert shop.count_difference() == "1000.00"


def test_counted_in_boxes(shop: Shop) -> None:
    shop.knows("可乐", "瓶", units={"箱": 24})
    shop.opens_with("可乐", 50, total="100.00")
    shop.does("stock_count", line("可乐", 2, "箱"))
    assert shop.stock("可乐") == Stock("48", "96.00")


def test_each_warehouse_has_its_own_book(shop: Shop) -> None:
    shop.moves("苹果", 40, target="二仓")
    shop.counts("苹果", 39, warehouse="二仓")
    assert (shop.stock("苹果", "二仓").quantity, shop.stock("苹果", "主仓库").quantity) == ("39", "60")


@pytest.mark.parametrize("sold_first", [True, False])
def test_what_moves_after_the_moment_of_counting_does_not_matter(shop: Shop, sold_first: bool) -> None:
    counted_at = shop.moment("09:10")
    shop.moment("09:30")
    if sold_first:
        shop.sells("苹果", 7)
        shop.counts("苹果", 98, at=counted_at)
    else:
        shop.counts("苹果", 98, at=counted_at)
        shop.sells("苹果", 7)
    assert shop.stock("苹果").quantity == "91"
    assert shop.count_difference() == "20.00"


def test_a_late_receipt_from_before_the_count_makes_a_loss_larger(shop: Shop) -> None:
    count = _counts_98(shop)
    shop.receives("苹果", 5, at=10, happened_at=shop.moment("08:00"))
    assert shop.stock("苹果") == Stock("98", "980.00")
    assert shop.count_difference() == "70.00"
    shop.voids(count)
    assert shop.stock("苹果") == Stock("105", "1050.00")
    assert shop.is_proven()


def test_a_late_sale_larger_than_the_loss_becomes_a_gain(shop: Shop) -> None:
    _counts_98(shop)
    shop.sells("苹果", 5, happened_at=shop.moment("08:00"))
    assert shop.stock("苹果") == Stock("98", "980.00")
    assert shop.count_difference() == "-30.00"
    assert shop.is_proven()


def test_a_slip_of_an_earlier_day_is_before_the_count(shop: Shop) -> None:
    _counts_98(shop)
    shop.sells("苹果", 1, on="2026-03-01")
    assert shop.stock("苹果").quantity == "98"
    assert shop.count_difference() == "10.00"


def test_a_slip_of_the_day_without_a_time_is_after_the_count(shop: Shop) -> None:
    _counts_98(shop)
    shop.moment("11:00")
    shop.sells("苹果", 1)
    assert shop.stock("苹果").quantity == "97"
    assert shop.count_difference() == "20.00"


def test_the_first_count_after_the_slip_gives_way_and_no_other(shop: Shop) -> None:
    _counts_98(shop)
    shop.day("2026-03-03")
    shop.moment("09:00")
    second = shop.counts("苹果", 98)
    shop.day("2026-03-04")
    shop.sells("苹果", 1, on="2026-03-01")
    assert shop.stock("苹果").quantity == "98"
    assert shop.count_difference() == "10.00"
    assert shop.cost_of(second) == "0.00"
    assert shop.is_proven()


def _counts_98(shop: Shop) -> Document:
    shop.moment("09:10")
    count = shop.counts("苹果", 98)
    assert shop.count_difference() == "20.00"
    return count


def test_two_counts_give_way_to_one_transfer_each_on_its_own_day(shop: Shop) -> None:
    """Goods cost 10.00 until the third day, more afterwards: what a count gives way to costs what it did that day."""
    shop.moves("苹果", 20, target="二仓")
    shop.day("2026-03-03")
    shop.counts("苹果", 20, warehouse="二仓")
    shop.day("2026-03-04")
    shop.receives("苹果", 100, at=40)
    shop.day("2026-03-05")
    shop.counts("苹果", 180)
    shop.day("2026-03-06")
    shop.moves("苹果", 5, target="二仓", on="2026-03-02")
    assert (shop.stock("苹果", "主仓库").quantity, shop.stock("苹果", "二仓").quantity) == ("180", "20")
    rows = shop.firm.books.connection().execute(
        "SELECT business_date, quantity, value FROM stock_entry WHERE against = 'difference' ORDER BY business_date"
    )
    assert rows.fetchall() == [("2026-03-03", -5_000_000, -5_000), ("2026-03-05", 5_000_000, 12_692)]
    assert shop.is_proven()


# What is taken back after a count that had it in its book.


def a_receipt_and_a_count(found: int) -> tuple[Shop, Document]:
    """Opening 10, a receipt of 5 on the first day, a count on the second."""
    shop = a_shop(today="2026-03-01")
    shop.opens_with("苹果", 10, total="100.00")
    receipt = shop.receives("苹果", 5, at=10)
    shop.day("2026-03-02")
    shop.counts("苹果", found)
    shop.day("2026-03-03")
    return shop, receipt


@pytest.mark.parametrize(("found", "lost"), [(10, "0.00"), (15, "-50.00"), (12, "-20.00")])
def test_a_void_changes_the_difference_and_not_what_was_counted(found: int, lost: str) -> None:
    shop, receipt = a_receipt_and_a_count(found)
    shop.voids(receipt)
    assert shop.stock("苹果") == Stock(str(found), f"{found * 10}.00")
    assert shop.count_difference() == lost
    assert shop.owes("供应商", "payable") == "0.00"
    assert shop.is_proven()


def test_a_void_of_the_day_of_the_count_goes_by_the_moment() -> None:
    shop = a_shop(today="2026-03-02")
    shop.opens_with("苹果", 10, total="100.00")
    shop.moment("08:00")
    before = shop.sells("苹果", 1)
    shop.moment("09:00")
    shop.counts("苹果", 9)
    shop.moment("10:00")
    after = shop.sells("苹果", 1)
    shop.voids(before)
    assert (shop.stock("苹果").quantity, shop.count_difference()) == ("8", "10.00")
    shop.voids(after)
    assert (shop.stock("苹果").quantity, shop.count_difference()) == ("9", "10.00")
    assert shop.is_proven()


def test_a_late_slip_that_is_voided_leaves_no_trace_in_the_count() -> None:
    shop, _ = a_receipt_and_a_count(14)
    slip = shop.receives("苹果", 2, at=10, on="2026-03-01")
    assert (shop.stock("苹果").quantity, shop.count_difference()) == ("14", "30.00")
    shop.voids(slip)
    assert (shop.stock("苹果").quantity, shop.count_difference()) == ("14", "10.00")
    assert shop.is_proven()


def test_a_voided_count_leaves_the_next_one_as_it_was_counted() -> None:
    shop, receipt = a_receipt_and_a_count(14)
    first = shop.counts("苹果", 13)
    shop.day("2026-03-04")
    shop.counts("苹果", 13)
    shop.day("2026-03-05")
    shop.voids(first)
    assert shop.stock("苹果").quantity == "13"
    shop.voids(receipt)
    assert shop.stock("苹果").quantity == "13"
    assert shop.is_proven()


@pytest.mark.parametrize("counted_on", ["2026-03-02", "2026-04-01"])
@pytest.mark.parametrize(("found", "lost"), [(10, "0.00"), (3, "70.00"), (15, "-50.00")])
def test_a_reversal_changes_the_difference_and_not_what_was_counted(
    counted_on: str, found: int, lost: str
) -> None:
    shop = a_shop(today="2026-03-01")
    shop.opens_with("苹果", 10, total="100.00")
    receipt = shop.receives("苹果", 5, at=10)
    shop.day(counted_on)
    shop.counts("苹果", found)
    shop.closes("2026-03-31")
    shop.day("2026-04-02")
    shop.reverses(receipt)
    assert shop.stock("苹果") == Stock(str(found), f"{found * 10}.00")
    assert shop.count_difference() == lost
    assert shop.is_proven()


def test_a_reversal_dated_before_the_count_makes_the_count_give_way_once() -> None:
    shop = a_shop(today="2026-03-01")
    shop.opens_with("苹果", 10, total="100.00")
    sale = shop.sells("苹果", 4)
    shop.closes("2026-03-31")
    shop.day("2026-04-05")
    shop.counts("苹果", 6)
    shop.day("2026-04-06")
    shop.reverses(sale, on="2026-04-02")
    assert (shop.stock("苹果").quantity, shop.count_difference()) == ("6", "40.00")
    assert shop.is_proven()


def test_the_reversal_of_a_count_is_no_count() -> None:
    shop = a_shop(today="2026-03-01")
    shop.opens_with("苹果", 10, total="100.00")
    count = shop.counts("苹果", 8)
    shop.closes("2026-03-31")
    shop.day("2026-04-02")
    shop.reverses(count)
    assert (shop.stock("苹果").quantity, shop.count_difference()) == ("10", "0.00")
    shop.receives("苹果", 5, at=10, on="2026-04-01")
    assert (shop.stock("苹果").quantity, shop.count_difference()) == ("15", "0.00")
    assert shop.is_proven()
