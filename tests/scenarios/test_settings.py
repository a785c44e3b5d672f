"""What a firm decides: limits of credit, what may be begun with what, what is only told and not refused."""

from dataclasses import replace

import pytest

from app.core.errors import BusinessError
from app.core.numbers import money, price
from app.domain.documents.document import Document
from app.domain.documents.types import TYPES
from app.domain.posting.errors import CreditExceeded
from app.services import documents, records, settings
from tests.builders import Shop, a_shop, line


@pytest.fixture
def shop() -> Shop:
    shop = a_shop(today="2026-03-02")
    shop.opens_with("苹果", 100, total="100.00")
    return shop


def limits(shop: Shop, customer: str, limit: str) -> None:
    shop.customer(customer, credit_limit=money(limit))


def disables(shop: Shop, type_key: str, uid: str) -> None:
    records.save(shop.firm, type_key, {**records.load(shop.firm, type_key, uid), "is_active": False})


def told(shop: Shop, document: Document) -> list[str]:
    return [warning.code for warning in documents.post(shop.firm, document).warnings]


# Settings


def test_what_nobody_set_is_at_its_default(shop: Shop) -> None:
    found = settings.values(shop.firm)
    assert (found["credit"], found["tax_included"], found["default_warehouse"]) == ("refuse", True, None)


def test_a_setting_is_an_operation_and_stays(shop: Shop) -> None:
    settings.save(shop.firm, {"walk_in_may_owe": True, "over_delivery_rate": 50_000})
    assert settings.values(shop.firm)["over_delivery_rate"] == 50_000
    assert shop.is_proven()


def test_what_stays_as_it_was_is_not_written_again(shop: Shop) -> None:
    assert not settings.save(shop.firm, {"credit": "refuse"}).kinds
    assert settings.save(shop.firm, {"credit": "warn"}).kinds == {"setting"}


@pytest.mark.parametrize(
    ("key", "value"),
    [("credit", "never"), ("over_receipt_rate", -1), ("default_warehouse", "f" * 32), ("tax_included", 1)],
)
def test_a_wrong_value_is_refused_with_its_key(shop: Shop, key: str, value: object) -> None:
    with pytest.raises(BusinessError) as caught:
        settings.save(shop.firm, {key: value})
    assert caught.value.field == key


def test_new_documents_begin_as_the_firm_says(shop: Shop) -> None:
    second = shop.warehouse("二仓")
    settings.save(shop.firm, {"default_warehouse": second, "tax_included": False})
    blank = documents.blank(shop.firm, "delivery")
    assert (blank.header["warehouse"], blank.tax_included) == (second, False)


def test_more_than_ordered_may_come_as_far_as_the_firm_says(shop: Shop) -> None:
    settings.save(shop.firm, {"over_receipt_rate": 50_000})
    order = shop.orders("苹果", 100, at=1)
    shop.posts(shop.draws("goods_receipt", order, _1=105))
    with pytest.raises(BusinessError) as caught:
        shop.posts(shop.draws("goods_receipt", shop.orders("苹果", 100, at=1), _1=106))
    assert caught.value.code == "RETURN_EXCEEDS"


# Credit


def test_a_sale_beyond_the_limit_is_refused(shop: Shop) -> None:
    limits(shop, "小王", "10")
    shop.sells("苹果", 8, at=1, to="小王")
    with pytest.raises(BusinessError) as caught:
        shop.sells("苹果", 3, at=1, to="小王")
    assert (caught.value.code, caught.value.field) == ("CREDIT_EXCEEDED", "party")
    shop.collects(1, of="小王")
    shop.sells("苹果", 3, at=1, to="小王")


def owes(shop: Shop, name: str, total: object) -> None:
    shop.sells("苹果", 1, at=total, to=name)  # type: ignore[arg-type]


def ordered(shop: Shop, name: str, count: int, at: object) -> Document:
    return shop.does("sales_order", line("苹果", count, at=at), party=name)  # type: ignore[arg-type]


def test_orders_that_are_not_delivered_count_in_the_credit(shop: Shop) -> None:
    """GV19: limit 10,000, unpaid 8,000, undelivered 1,500, new 600: 10,100 is refused until 100 are paid."""
    limits(shop, "小王", "10000")
    owes(shop, "小王", 8000)
    ordered(shop, "小王", 15, 100)
    for type_key in ("delivery", "sales_order"):
        with pytest.raises(CreditExceeded) as caught:
            shop.does(type_key, line("苹果", 6, at=100), party="小王")
        assert caught.value.owed == "10100.00"
    shop.collects(100, of="小王")
    owes(shop, "小王", 600)


def test_what_is_delivered_on_an_order_counts_once(shop: Shop) -> None:
    limits(shop, "小王", "1000")
    order = ordered(shop, "小王", 10, 100)
    for _ in range(2):
        part = shop.draws("delivery", order, _1=5)
        assert list(documents.check(shop.firm, part)) == []
        shop.posts(part)
    with pytest.raises(CreditExceeded):
        owes(shop, "小王", "0.01")


def test_an_order_closed_short_frees_credit_and_one_by_one_does_not_get_around_it(shop: Shop) -> None:
    """Closing an order and writing another one does not get around the limit (erpnext#33967)."""
    limits(shop, "小王", "1000")
    first = ordered(shop, "小王", 10, 100)
    with pytest.raises(CreditExceeded):
        ordered(shop, "小王", 1, 1)
    documents.close_order(shop.firm, first.uid, "不要了")
    ordered(shop, "小王", 10, 100)
    with pytest.raises(CreditExceeded):
        owes(shop, "小王", "0.01")


def test_a_dearer_delivery_than_was_ordered_is_checked_for_the_difference(shop: Shop) -> None:
    limits(shop, "小王", "1000")
    order = ordered(shop, "小王", 10, 100)
    dearer = shop.draws("delivery", order)
    dearer = dearer.with_line(1, replace(dearer.lines[0], price=price("100.10"), typed_amount=False))
    with pytest.raises(CreditExceeded) as caught:
        shop.posts(dearer)
    assert caught.value.owed == "1001.00"


def test_orders_count_only_where_the_firm_says_so(shop: Shop) -> None:
    limits(shop, "小王", "1000")
    settings.save(shop.firm, {"credit_counts_orders": False})
    ordered(shop, "小王", 20, 100)
    owes(shop, "小王", 1000)
    settings.save(shop.firm, {"credit_counts_orders": True, "credit": "warn"})
    told_of = told(shop, shop.writes("sales_order", line("苹果", 1, at=1), party="小王"))
    assert told_of == ["CREDIT_EXCEEDED"]


def test_a_limit_of_zero_means_no_credit(shop: Shop) -> None:
    limits(shop, "小王", "0")
    with pytest.raises(BusinessError):
        shop.sells("苹果", 1, at=1, to="小王")
    shop.sells("苹果", 1, at=1, to="小王", account="现金", paid=1)


def test_without_a_limit_there_is_none(shop: Shop) -> None:
    shop.sells("苹果", 100, at=1_000_000, to="小王")


def test_the_firm_may_rather_be_told(shop: Shop) -> None:
    limits(shop, "小王", "10")
    settings.save(shop.firm, {"credit": "warn"})
    within = shop.writes("delivery", line("苹果", 10, at=1), party="小王")
    beyond = shop.writes("delivery", line("苹果", 1, at=1), party="小王")
    assert (told(shop, within), told(shop, beyond)) == ([], ["CREDIT_EXCEEDED"])


def test_or_not_at_all(shop: Shop) -> None:
    limits(shop, "小王", "0")
    settings.save(shop.firm, {"credit": "allow"})
    assert told(shop, shop.writes("delivery", line("苹果", 1, at=1), party="小王")) == []


# Negative stock


def test_a_warehouse_that_warns_tells_what_is_missing(shop: Shop) -> None:
    shop.warehouse("门店", negative="warn")
    draft = shop.writes("delivery", line("苹果", 3, at=1), party="客户", warehouse="门店")
    posted = documents.post(shop.firm, draft)
    assert [(each.code, each.line) for each in posted.warnings] == [("BELOW_ZERO", 1)]
    shop.warehouse("随便", negative="allow")
    assert told(shop, shop.writes("delivery", line("苹果", 4, at=1), party="客户", warehouse="随便")) == []


# What is out of use


@pytest.mark.parametrize("type_key", ["goods_receipt", "purchase_order", "delivery", "sales_order"])
def test_nothing_new_is_begun_with_what_is_disabled(shop: Shop, type_key: str) -> None:
    party = "供应商" if type_key in ("goods_receipt", "purchase_order") else "客户"
    shop.item("梨")
    disables(shop, "item", shop.item("苹果"))
    with pytest.raises(BusinessError) as caught:
        shop.does(type_key, line("梨", 1, at=1), line("苹果", 1, at=1), party=party)
    assert (caught.value.code, caught.value.line, caught.value.field) == ("DISABLED", 2, "item")
    kind = "supplier" if party == "供应商" else "customer"
    disables(shop, kind, getattr(shop, kind)(party))
    with pytest.raises(BusinessError) as caught:
        shop.does(type_key, line("梨", 1, at=1), party=party)
    assert (caught.value.code, caught.value.field) == ("DISABLED", "party")


def heads(type_key: str) -> list[tuple[str, str]]:
    """Return the fields of a head that name people or accounts."""
    return [(field.key, field.link) for field in TYPES[type_key].header if field.link in {"staff", "account"}]


@pytest.mark.parametrize("type_key", [doc_type.key for doc_type in TYPES if heads(doc_type.key)])
def test_no_document_names_people_or_accounts_that_are_out_of_use(shop: Shop, type_key: str) -> None:
    """Goods and debts are wound up after they are out of use; nothing is, through a person or an account."""
    made = {
        "staff": records.save(shop.firm, "staff", {"name": "李四", "is_active": False})[0],
        "account": records.save(shop.firm, "account", {"name": "旧账户", "is_active": False})[0],
    }
    for key, link in heads(type_key):
        document = documents.blank(shop.firm, type_key).with_value(key, made[link])
        found = [problem for problem in documents.check(shop.firm, document) if problem.field == key]
        assert [problem.code for problem in found] == ["DISABLED"], key


def test_what_is_disabled_is_still_returned_counted_and_paid(shop: Shop) -> None:
    order = shop.does("sales_order", line("苹果", 2, at=1), party="客户")
    sale = shop.sells("苹果", 5, at=1)
    disables(shop, "item", shop.item("苹果"))
    shop.posts(shop.draws("delivery", order))
    disables(shop, "customer", shop.customer("客户"))
    shop.takes_back(sale, _1=1)
    shop.counts("苹果", 90)
    shop.does("other_issue", line("苹果", 90), reason="damage")
    shop.collects(6)
    assert shop.stock("苹果").quantity == "0"


def test_goods_are_not_received_on_the_way(shop: Shop) -> None:
    with pytest.raises(BusinessError) as caught:
        shop.receives("苹果", 1, at=1, warehouse="在途")
    assert (caught.value.code, caught.value.field) == ("UNKNOWN_REFERENCE", "warehouse")
