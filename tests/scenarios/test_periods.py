"""Closing: nothing dated into a closed period is accepted, and its figures never change (G31, R20, INV10)."""

from collections.abc import Callable
from typing import Any

import pytest

from app.domain.documents.document import Document
from app.domain.errors import OutOfRange
from app.domain.posting.errors import PeriodClosed
from app.services import documents, periods
from app.services.posting.periods import AlreadyClosed, NothingClosed
from tests.builders import Shop, Stock, a_shop, line

WRITES: dict[str, Callable[[Shop, Document], Any]] = {
    "goods_receipt": lambda shop, _: shop.receives("苹果", 1, at=1, on="2026-03-15"),
    "delivery": lambda shop, _: shop.sells("苹果", 1, on="2026-03-15"),
    "on the last closed day": lambda shop, _: shop.sells("苹果", 1, on="2026-03-31"),
    "stock_count": lambda shop, _: shop.counts("苹果", 1, on="2026-03-15"),
    "transfer": lambda shop, _: shop.moves("苹果", 1, target="二仓", on="2026-03-15"),
    "money": lambda shop, _: shop.collects("1.00", on="2026-03-15"),
    "order": lambda shop, _: shop.orders("苹果", 1, at=1, on="2026-03-15"),
    "price": lambda shop, receipt: shop.reprices(receipt, "1.00", on="2026-03-15"),
    "freight": lambda shop, receipt: shop.pays_freight("1.00", receipt, on="2026-03-15"),
    "void": lambda shop, receipt: shop.voids(receipt),
}


def a_closed_march() -> tuple[Shop, Document]:
    shop = a_shop(today="2026-03-02")
    receipt = shop.receives("苹果", 10, at=3)
    shop.sells("苹果", 4, at=6)
    shop.day("2026-04-01")
    shop.closes("2026-03-31")
    return shop, receipt


def closed_figures(shop: Shop) -> list[Any]:
    """Return all rows of the ledgers in the closed period, and the month sums of it."""
    connection = shop.firm.books.connection()
    found: list[Any] = []
    for table in ("stock_entry", "party_entry", "cash_entry", "figure_entry"):
        found += connection.execute(
            f"SELECT * FROM {table} WHERE business_date <= '2026-03-31' ORDER BY id"
        ).fetchall()
    found += connection.execute("SELECT * FROM stock_month WHERE month = '2026-03'").fetchall()
    return found


@pytest.mark.parametrize("what", WRITES)
def test_a_closed_period_refuses(what: str) -> None:
    shop, receipt = a_closed_march()
    before = closed_figures(shop)
    with pytest.raises(PeriodClosed):
        WRITES[what](shop, receipt)
    assert closed_figures(shop) == before


def test_the_first_open_day_is_accepted() -> None:
    shop, _ = a_closed_march()
    shop.sells("苹果", 1, on="2026-04-01")
    assert shop.stock("苹果") == Stock("5", "15.00")


def test_a_draft_may_stay_dated_into_it_but_is_told() -> None:
    shop, _ = a_closed_march()
    draft = shop.writes("delivery", line("苹果", 1, at=6), party="客户", on="2026-03-15")
    documents.save_draft(shop.firm, draft)
    assert "PERIOD_CLOSED" in [problem.code for problem in documents.check(shop.firm, draft)]


def test_closed_figures_stay_to_the_last_bit() -> None:
    shop, receipt = a_closed_march()
    before = closed_figures(shop)
    shop.reprices(receipt, "10.00")
    shop.pays_freight("5.00", receipt)
    shop.sends_back(receipt, _1=1)
    shop.receives("苹果", 10, at=9)
    shop.sells("苹果", 2, at=6)
    assert closed_figures(shop) == before
    assert shop.is_proven()


def test_only_what_comes_later_can_be_closed_next() -> None:
    shop, _ = a_closed_march()
    for day in ("2026-03-31", "2026-02-28"):
        with pytest.raises(AlreadyClosed):
            shop.closes(day)
    shop.closes("2026-04-30")
    assert periods.closed_through(shop.firm) == "2026-04-30"


def test_only_the_last_closed_period_is_reopened() -> None:
    shop, _ = a_closed_march()
    shop.closes("2026-04-30")
    shop.reopens()
    assert periods.closed_through(shop.firm) == "2026-03-31"
    shop.reopens()
    assert periods.closed_through(shop.firm) == ""
    with pytest.raises(NothingClosed):
        shop.reopens()


def test_nothing_is_closed_beyond_this_month() -> None:
    shop, _ = a_closed_march()
    for day in ("2026-05-01", "2062-03-31"):
        with pytest.raises(OutOfRange) as refusal:
            shop.closes(day)
        assert (refusal.value.field, refusal.value.most) == ("through", "2026-04-30")
    assert periods.closed_through(shop.firm) == "2026-03-31"
    shop.closes("2026-04-30")


def test_close_reopen_close_changes_nothing() -> None:
    shop, _ = a_closed_march()
    before = closed_figures(shop)
    shop.reopens()
    shop.closes("2026-03-31")
    assert closed_figures(shop) == before
    assert shop.is_proven()


def test_a_reopened_period_takes_documents_again() -> None:
    shop, receipt = a_closed_march()
    shop.reopens()
    shop.receives("苹果", 10, at=5, on="2026-03-01")
    assert shop.stock("苹果") == Stock("16", "64.00")
    shop.closes("2026-03-31")
    with pytest.raises(PeriodClosed):
        shop.voids(receipt)
    assert shop.is_proven()


PRICES: dict[str, Callable[[Shop, Document], Document]] = {
    "price": lambda shop, receipt: shop.reprices(receipt, "10.00"),
    "freight": lambda shop, receipt: shop.pays_freight("10.00", receipt),
}


@pytest.mark.parametrize("what", PRICES)
@pytest.mark.parametrize("method", ["moving_average", "fifo"])
def test_a_price_goes_off_a_receipt_that_was_closed_since_on_its_own_day(what: str, method: str) -> None:
    """It changed the receipt in place; now 4 of 10 are sold, and the closed month keeps what it said (R17)."""
    shop = a_shop(today="2026-03-02", method=method)
    receipt = shop.receives("苹果", 10, at=3)
    shop.sells("苹果", 4, at=6)
    shop.day("2026-04-01")
    price = PRICES[what](shop, receipt)
    assert (shop.stock("苹果"), shop.cost_of_sales()) == (Stock("6", "24.00"), "16.00")
    shop.closes("2026-03-31")
    before = closed_figures(shop)
    shop.voids(price)
    assert closed_figures(shop) == before
    assert (shop.stock("苹果"), shop.cost_of_sales()) == (Stock("6", "18.00"), "12.00")
    assert shop.owes("货运站", "payable") == "0.00"
    assert shop.owes("供应商", "payable") == "30.00"
    assert shop.is_proven()


@pytest.mark.parametrize("what", PRICES)
@pytest.mark.parametrize("method", ["moving_average", "fifo"])
def test_a_reversed_price_goes_off_the_goods_and_not_only_off_the_debt(what: str, method: str) -> None:
    shop = a_shop(today="2026-03-02", method=method)
    receipt = shop.receives("苹果", 10, at=3)
    price = PRICES[what](shop, receipt)
    shop.sells("苹果", 4, at=6)
    shop.closes("2026-03-31")
    shop.day("2026-04-01")
    before = closed_figures(shop)
    shop.reverses(price)
    assert closed_figures(shop) == before
    assert (shop.stock("苹果"), shop.cost_of_sales()) == (Stock("6", "18.00"), "12.00")
    assert shop.owes("货运站", "payable") == "0.00"
    assert shop.owes("供应商", "payable") == "30.00"
    assert shop.is_proven()


def test_a_bill_older_than_its_goods_is_reversed_on_the_open_receipt() -> None:
    shop = a_shop(today="2026-04-02")
    receipt = shop.receives("苹果", 10, at=3)
    freight = shop.pays_freight("10.00", receipt, on="2026-03-30")
    shop.closes("2026-03-31")
    shop.reverses(freight)
    assert shop.cost_of(receipt) == "-30.00", "the receipt itself has its old price again"
    assert shop.is_proven()


def test_freight_over_a_receipt_with_services_is_taken_back() -> None:
    shop = a_shop(today="2026-03-02")
    shop.knows("安装", "次", is_service=True)
    receipt = shop.does("goods_receipt", line("苹果", 10, at=3), line("安装", 1, at=5), party="供应商")
    freight = shop.pays_freight("10.00", receipt)
    shop.voids(freight)
    assert shop.stock("苹果") == Stock("10", "30.00")


@pytest.mark.parametrize("day", ["", "2026-13-01", "gestern", "2026-3-1"])
def test_only_a_day_can_be_closed(day: str) -> None:
    shop, _ = a_closed_march()
    with pytest.raises(Exception) as refusal:  # noqa: PT011
        shop.closes(day)
    assert getattr(refusal.value, "code", "") in {"WRONG_VALUE", "MISSING_FIELD"}
    assert periods.closed_through(shop.firm) == "2026-03-31"
