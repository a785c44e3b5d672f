"""Closing: nothing dated into a closed period is accepted, and its figures never change (G31, R20, INV10)."""

from collections.abc import Callable
from typing import Any

import pytest

from app.domain.documents.document import Document
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


def test_a_price_that_changed_a_receipt_in_place_stays_when_the_receipt_is_closed() -> None:
    shop = a_shop(today="2026-03-02")
    receipt = shop.receives("苹果", 10, at=3)
    shop.day("2026-04-01")
    price = shop.reprices(receipt, "10.00")
    assert shop.stock("苹果") == Stock("10", "40.00")
    shop.closes("2026-03-31")
    with pytest.raises(PeriodClosed):
        shop.voids(price)
    assert shop.stock("苹果") == Stock("10", "40.00")


@pytest.mark.parametrize("day", ["", "2026-13-01", "gestern", "2026-3-1"])
def test_only_a_day_can_be_closed(day: str) -> None:
    shop, _ = a_closed_march()
    with pytest.raises(Exception) as refusal:  # noqa: PT011
        shop.closes(day)
    assert getattr(refusal.value, "code", "") in {"WRONG_VALUE", "MISSING_FIELD"}
    assert periods.closed_through(shop.firm) == "2026-03-31"
