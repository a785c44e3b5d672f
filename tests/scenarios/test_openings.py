"""What a firm starts with besides goods: debts of both sides and money in its accounts (F09)."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from app.domain.posting.errors import PeriodClosed
from app.services import reports
from tests.builders import Shop, a_shop


@pytest.fixture(name="shop")
def _shop() -> Iterator[Shop]:
    shop = a_shop(today="2026-03-02")
    yield shop
    assert shop.is_proven()
    shop.firm.close()


def opens(shop: Shop, side: str, amount: str, **head: Any) -> Any:
    party = "客户" if side == "receivable" else "供应商"
    return shop.does(f"opening_{side}", party=party, amount=amount, **head)


def balance(shop: Shop, side: str) -> list[tuple[int, ...]]:
    """Return balance and advances of the report."""
    table = reports.run(shop.firm, f"{side}s", {"as_of": shop.firm.today()})
    places = [[column.key for column in table.columns].index(key) for key in ("balance", "advances")]
    return [tuple(row[place] or 0 for place in places) for row in table.rows]  # type: ignore[misc]  # figures


HEADS: dict[str, dict[str, Any]] = {
    "opening_receivable": {"party": "客户", "amount": "1"},
    "opening_payable": {"party": "供应商", "amount": "1"},
    "opening_money": {"account": "现金", "paid": "1"},
}

every_side = pytest.mark.parametrize("side", ["receivable", "payable"])


@every_side
def test_an_opening_debt_stands_in_the_report_and_is_paid_like_any(shop: Shop, side: str) -> None:
    opens(shop, side, "100.00")
    assert balance(shop, side) == [(10_000, 0)]
    pay: Callable[..., Any] = shop.collects if side == "receivable" else shop.pays
    pay("30.00")
    assert balance(shop, side) == [(7_000, 0)]


@every_side
def test_an_opening_debt_can_be_paid_by_name(shop: Shop, side: str) -> None:
    debt = opens(shop, side, "100.00")
    pay: Callable[..., Any] = shop.collects if side == "receivable" else shop.pays
    pay("100.00", debt)
    assert balance(shop, side) == []


@every_side
def test_below_zero_it_is_paid_ahead(shop: Shop, side: str) -> None:
    opens(shop, side, "-50.00")
    assert balance(shop, side) == [(-5_000, -5_000)]


def test_an_opening_prepayment_settles_a_sale(shop: Shop) -> None:
    paid_ahead = opens(shop, "receivable", "-5.00")
    shop.receives("苹果", 10, at=1)
    sale = shop.sells("苹果", 2, at=4)
    shop.collects("3.00", sale, paid_ahead)
    assert balance(shop, "receivable") == []


@every_side
def test_the_days_of_payment_count_from_the_opening(shop: Shop, side: str) -> None:
    shop.customer("客户", payment_days=30)
    shop.supplier("供应商", payment_days=30)
    debt = opens(shop, side, "1.00", on="2026-03-01")
    due = shop._one("SELECT due_on FROM party_entry WHERE document_id > 0 ORDER BY id DESC LIMIT 1")[0]
    assert (debt.total, due) == (0, "2026-03-31")


def test_money_is_in_the_account_from_the_start(shop: Shop) -> None:
    shop.does("opening_money", account="现金", paid="500.00")
    shop.does("opening_money", account="银行", paid="-20.00")
    rows = shop.firm.database.execute("SELECT amount FROM cash_balance ORDER BY amount").fetchall()
    assert rows == [(-2_000,), (50_000,)]


def test_an_opening_is_taken_back_or_reversed(shop: Shop) -> None:
    shop.voids(opens(shop, "receivable", "10.00"))
    money = shop.does("opening_money", account="现金", paid="5.00")
    debt = opens(shop, "payable", "20.00")
    shop.closes("2026-03-31")
    shop.day("2026-04-01")
    shop.reverses(debt)
    shop.reverses(money)
    assert balance(shop, "receivable") == balance(shop, "payable") == []
    assert shop._one("SELECT SUM(amount) FROM cash_entry")[0] == 0


@pytest.mark.parametrize("type_key", HEADS)
def test_after_the_first_close_nothing_opens_the_closed_days(shop: Shop, type_key: str) -> None:
    head = HEADS[type_key]
    shop.closes("2026-02-28")
    with pytest.raises(PeriodClosed):
        shop.does(type_key, on="2026-02-28", **head)
    assert shop.does(type_key, on="2026-03-01", **head).number


def test_a_statement_begins_with_the_opening(shop: Shop) -> None:
    opens(shop, "receivable", "88.00")
    party = shop.customer("客户")
    table = reports.run(shop.firm, "statement", {"customer": party})
    assert any(8_800 in row for row in table.rows)
