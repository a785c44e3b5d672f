"""What customers owe and suppliers are owed: allocation, advances, taking back, the till (F44, G36, INV7)."""

from dataclasses import replace

import pytest

from app.domain.documents.document import Document
from app.domain.errors import MissingField
from app.domain.posting.errors import (
    MayNotOwe,
    NotDrawnFrom,
    PaidTooMuch,
    RefundExceeds,
    SettledTooMuch,
    SettledUnevenly,
    SourceMissing,
    SourceOtherParty,
)
from app.services import documents
from tests.builders import Shop, a_shop, line


@pytest.fixture
def shop() -> Shop:
    shop = a_shop(today="2026-03-02")
    shop.receives("苹果", 1000, at=1)
    return shop


def sells_on(shop: Shop, day: str, total: str) -> Document:
    return shop.does("delivery", line("苹果", 1, at=total), party="客户", on=day)


def test_the_oldest_is_paid_first(shop: Shop) -> None:
    shop.day("2026-03-09")
    late, early, middle = (
        sells_on(shop, day, "100.00") for day in ("2026-03-07", "2026-03-03", "2026-03-05")
    )
    shop.collects("150.00")
    assert [shop.open_of(sale) for sale in (early, middle, late)] == ["0.00", "50.00", "100.00"]
    assert shop.owes("客户") == "150.00"
    assert shop.till() == "150.00"


def test_the_oldest_is_the_one_due_first(shop: Shop) -> None:
    shop.customer("月结客户", payment_days=30)
    monthly = shop.does("delivery", line("苹果", 1, at=100), party="月结客户", on="2026-03-02")
    at_once = shop.does(
        "delivery", line("苹果", 1, at=100), party="月结客户", on="2026-03-03", due_on="2026-03-03"
    )
    shop.collects("100.00", of="月结客户")
    assert (shop.open_of(monthly), shop.open_of(at_once)) == ("100.00", "0.00")


def test_a_document_is_paid_in_parts(shop: Shop) -> None:
    sale = shop.sells("苹果", 1, at=100)
    shop.collects("30.00", sale, parts={0: "30.00"})
    shop.collects("20.00", sale, parts={0: "20.00"})
    assert shop.open_of(sale) == "50.00"
    with pytest.raises(SettledTooMuch) as refusal:
        shop.collects("60.00", sale, parts={0: "60.00"})
    assert (refusal.value.line, refusal.value.open) == (1, "50.00")


def test_one_payment_settles_the_documents_named(shop: Shop) -> None:
    first, second, third = (shop.sells("苹果", 1, at=100) for _ in range(3))
    shop.collects("150.00", second, third, parts={1: "50.00"})
    assert [shop.open_of(sale) for sale in (first, second, third)] == ["100.00", "0.00", "50.00"]


def test_what_is_left_of_a_payment_is_an_advance(shop: Shop) -> None:
    sale = shop.sells("苹果", 1, at=100)
    payment = shop.collects("130.00")
    assert (shop.open_of(sale), shop.open_of(payment)) == ("0.00", "-30.00")
    assert shop.owes("客户") == "-30.00"


def test_an_advance_settles_a_later_document(shop: Shop) -> None:
    advance = shop.collects("100.00", advance=True)
    sale = shop.sells("苹果", 1, at="80.00")
    assert shop.open_of(sale) == "80.00"
    shop.collects("0.00", sale, advance, parts={1: "-80.00"})
    assert (shop.open_of(sale), shop.open_of(advance)) == ("0.00", "-20.00")
    assert (shop.owes("客户"), shop.till()) == ("-20.00", "100.00")
    assert shop.is_proven()


def test_a_settlement_by_advance_falls_with_either_side(shop: Shop) -> None:
    advance = shop.collects("50.00", advance=True)
    sale = shop.sells("苹果", 1, at="80.00")
    payment = shop.collects("30.00", sale, advance)
    assert (shop.open_of(sale), shop.open_of(advance), shop.open_of(payment)) == ("0.00", "0.00", "0.00")
    linked = {link.uid for link in documents.view(shop.firm, payment.uid).links}
    assert linked == {sale.uid, advance.uid}
    shop.voids(advance)
    assert (shop.open_of(sale), shop.open_of(payment)) == ("50.00", "0.00")
    shop.voids(payment)
    assert (shop.open_of(sale), shop.owes("客户"), shop.till()) == ("80.00", "80.00", "0.00")
    assert shop.is_proven()


def test_a_voided_settlement_opens_sale_and_advance_again(shop: Shop) -> None:
    advance = shop.collects("50.00", advance=True)
    sale = shop.sells("苹果", 1, at="80.00")
    shop.voids(shop.collects("30.00", sale, advance))
    assert (shop.open_of(sale), shop.open_of(advance)) == ("80.00", "-50.00")


def test_small_change_may_be_waived(shop: Shop) -> None:
    sale = shop.sells("苹果", 1, at="100.30")
    shop.collects("100.00", written_off="0.30")
    assert (shop.open_of(sale), shop.owes("客户"), shop.till()) == ("0.00", "0.00", "100.00")


def test_a_return_is_set_off(shop: Shop) -> None:
    sale = shop.sells("苹果", 2, at=50)
    back = shop.takes_back(sale, _1=1)
    assert (shop.open_of(sale), shop.open_of(back)) == ("100.00", "-50.00")
    shop.collects("50.00", sale, back)
    assert (shop.open_of(sale), shop.open_of(back), shop.owes("客户")) == ("0.00", "0.00", "0.00")


def test_more_cannot_be_settled_than_money_is_there(shop: Shop) -> None:
    sale = shop.sells("苹果", 1, at=100)
    with pytest.raises(SettledUnevenly) as refusal:
        shop.collects("60.00", sale)
    problem = refusal.value
    assert (problem.field, problem.settled, problem.paid) == ("paid", "100.00", "60.00")
    assert shop.open_of(sale) == "100.00"


def test_an_advance_cannot_be_poured_into_another_payment(shop: Shop) -> None:
    advance = shop.collects("100.00", advance=True)
    for paid in ("5.00", "0.00"):
        with pytest.raises(SettledUnevenly):
            shop.collects(paid, advance)
    assert shop.open_of(advance) == "-100.00"


def test_an_advance_is_given_back(shop: Shop) -> None:
    advance = shop.collects("100.00", advance=True)
    refund = shop.refunds("30.00")
    assert (shop.open_of(advance), shop.open_of(refund)) == ("-70.00", "0.00")
    assert (shop.owes("客户"), shop.till()) == ("-70.00", "70.00")
    shop.refunds("70.00", advance)
    assert (shop.open_of(advance), shop.owes("客户"), shop.till()) == ("0.00", "0.00", "0.00")
    shop.voids(refund)
    assert (shop.open_of(advance), shop.owes("客户"), shop.till()) == ("-30.00", "-30.00", "30.00")
    shop.voids(advance)
    assert shop.owes("客户") == "70.00", "what was given back of an advance that never came is owed"
    assert shop.is_proven()


def test_what_a_return_left_open_is_given_back(shop: Shop) -> None:
    sale = shop.sells("苹果", 2, at=50, account="现金", paid="100.00")
    back = shop.takes_back(sale, _1=1)
    shop.refunds("50.00", back)
    assert (shop.open_of(back), shop.owes("客户"), shop.till()) == ("0.00", "0.00", "50.00")


def test_no_more_is_given_back_than_there_is(shop: Shop) -> None:
    advance = shop.collects("100.00", advance=True)
    for sources in ((), (advance,)):
        with pytest.raises(RefundExceeds) as refusal:
            shop.refunds("100.01", *sources)
        assert (refusal.value.field, refusal.value.open, refusal.value.paid) == ("paid", "100.00", "100.01")
    shop.sells("苹果", 1, at=50)
    with pytest.raises(RefundExceeds):
        shop.refunds("10.00", of="小王")
    assert (shop.open_of(advance), shop.till()) == ("-100.00", "100.00")


def test_a_debt_is_not_paid_by_a_refund(shop: Shop) -> None:
    sale = shop.sells("苹果", 1, at=100)
    with pytest.raises(NotDrawnFrom):
        shop.posts(
            replace(
                shop.writes("customer_refund", party="客户", account="现金", paid="100.00"),
                lines=(replace(line(total="100.00"), source=sale.uid),),
            )
        )


def test_a_supplier_gives_an_advance_back(shop: Shop) -> None:
    advance = shop.pays("80.00", advance=True)
    refund = shop.gets_back("80.00")
    assert (shop.open_of(advance), shop.open_of(refund), shop.till()) == ("0.00", "0.00", "0.00")
    with pytest.raises(RefundExceeds):
        shop.gets_back("0.01")
    assert shop.is_proven()


def test_a_voided_document_gives_its_payment_back_as_an_advance(shop: Shop) -> None:
    sale = shop.sells("苹果", 1, at=100)
    payment = shop.collects("100.00")
    shop.voids(sale)
    assert (shop.open_of(sale), shop.open_of(payment)) == ("0.00", "-100.00")
    assert (shop.owes("客户"), shop.till()) == ("-100.00", "100.00")
    again = shop.sells("苹果", 1, at=100)
    shop.collects("0.00", again, payment)
    assert shop.owes("客户") == "0.00"
    assert shop.is_proven()


def test_a_voided_payment_opens_what_it_settled(shop: Shop) -> None:
    sale = shop.sells("苹果", 1, at=100)
    payment = shop.collects("100.00")
    shop.voids(payment)
    assert (shop.open_of(sale), shop.owes("客户"), shop.till()) == ("100.00", "100.00", "0.00")
    shop.collects("100.00")
    assert shop.open_of(sale) == "0.00"
    assert shop.is_proven()


def test_a_reversed_document_gives_its_payment_back_too(shop: Shop) -> None:
    sale = shop.sells("苹果", 1, at=100)
    payment = shop.collects("100.00")
    shop.closes("2026-03-31")
    shop.day("2026-04-01")
    shop.reverses(sale)
    assert (shop.open_of(sale), shop.open_of(payment), shop.owes("客户")) == ("0.00", "-100.00", "-100.00")
    assert shop.is_proven()


def test_another_ones_document_cannot_be_settled(shop: Shop) -> None:
    sale = shop.does("delivery", line("苹果", 1, at=100), party="甲")
    with pytest.raises(SourceOtherParty):
        shop.collects("100.00", sale, of="乙")


def test_a_supplier_is_paid_alike(shop: Shop) -> None:
    receipt = shop.receives("梨", 10, at=5, party="果园")
    shop.pays("20.00", receipt, to="果园", parts={0: "20.00"})
    assert (shop.open_of(receipt), shop.owes("果园", "payable"), shop.till()) == ("30.00", "30.00", "-20.00")


# the till


def test_paid_on_the_spot(shop: Shop) -> None:
    sale = shop.sells("苹果", 1, at=100, account="现金", paid="40.00")
    assert (shop.open_of(sale), shop.owes("客户"), shop.till()) == ("60.00", "60.00", "40.00")


def test_cash_above_the_total_is_change(shop: Shop) -> None:
    sale = shop.sells("苹果", 1, at="85.50", account="现金", paid="100.00")
    assert (sale.header["change"], sale.header["paid"]) == (1450, 8550)
    assert (shop.open_of(sale), shop.owes("客户"), shop.till()) == ("0.00", "0.00", "85.50")


def test_no_change_is_given_for_a_card(shop: Shop) -> None:
    shop.account("微信", "wechat")
    with pytest.raises(PaidTooMuch):
        shop.sells("苹果", 1, at="85.50", account="微信", paid="100.00")
    assert shop.till("微信") == "0.00"


def test_who_just_walks_in_may_not_owe(shop: Shop) -> None:
    with pytest.raises(MayNotOwe) as refusal:
        shop.sells("苹果", 1, at=100, to="散客", account="现金", paid="40.00")
    assert refusal.value.open == "60.00"
    with pytest.raises(MayNotOwe):
        shop.sells("苹果", 1, at=100, to="散客")
    shop.sells("苹果", 1, at=100, to="散客", account="现金", paid="100.00")


def test_unless_the_firm_lets_him(shop: Shop) -> None:
    shop.firm.write("setting", "", {"walk_in_may_owe": True})
    shop.sells("苹果", 1, at=100, to="散客")
    assert shop.owes("散客") == "100.00"


def test_a_void_opens_the_till_again(shop: Shop) -> None:
    sale = shop.sells("苹果", 1, at="85.50", account="现金", paid="100.00")
    shop.voids(sale)
    assert (shop.owes("客户"), shop.till()) == ("0.00", "0.00")


def test_a_refund_on_the_spot(shop: Shop) -> None:
    sale = shop.sells("苹果", 2, at=50, account="现金", paid="100.00")
    draft = shop.draws("sales_return", sale, _1=1)
    draft = draft.with_value("account", shop.account()).with_value("paid", 5000)
    back = shop.posts(replace(draft))
    assert (shop.open_of(back), shop.owes("客户"), shop.till()) == ("0.00", "0.00", "50.00")


def test_an_advance_set_off_without_money_is_taken_back_too(shop: Shop) -> None:
    sale = sells_on(shop, "2026-03-02", "100.00")
    advance = shop.collects("100.00", advance=True)
    settled = shop.collects(0, sale, advance)
    assert (shop.open_of(sale), shop.open_of(advance)) == ("0.00", "0.00")
    shop.closes("2026-03-31")
    shop.day("2026-04-01")
    shop.reverses(settled)
    assert (shop.open_of(sale), shop.open_of(advance)) == ("100.00", "-100.00")
    assert shop.is_proven()


def test_a_line_that_names_no_document_pays_off_nothing_and_is_refused(shop: Shop) -> None:
    sale = sells_on(shop, "2026-03-02", "100.00")
    nameless = replace(
        shop.writes("money_received", party="客户", account="现金", paid=100), lines=(line(total=100),)
    )
    with pytest.raises(SourceMissing) as refusal:
        shop.posts(nameless)
    assert refusal.value.line == 1
    assert shop.open_of(sale) == "100.00"


@pytest.mark.parametrize("type_key", ["money_received", "money_paid"])
def test_no_money_and_nothing_settled_is_no_document(shop: Shop, type_key: str) -> None:
    party = {"money_received": "客户", "money_paid": "供应商"}[type_key]
    with pytest.raises(MissingField) as refusal:
        shop.does(type_key, party=party, account="现金", paid=0)
    assert refusal.value.field == "paid"
