"""Who settles at once (现结) is taken to pay in full, until somebody says otherwise (F03)."""

import pytest

from app.core.numbers import quantity
from app.domain.documents.document import Document
from app.services import documents
from tests.builders import Shop, a_shop, line


@pytest.fixture
def shop() -> Shop:
    shop = a_shop()
    shop.customer("现结户", settlement="cash")
    shop.customer("月结户", settlement="month")
    return shop


def sale(shop: Shop, party: str, amount_of: str) -> Document:
    return documents.settle(shop.firm, shop.writes("delivery", line("苹果", amount_of, at=3), party=party))


def more(shop: Shop, document: Document, count: str) -> Document:
    """Type another quantity."""
    typed = document.with_line(1, document.lines[0].with_value("quantity", quantity(count)))
    return documents.paid_in_full(shop.firm, document, documents.settle(shop.firm, typed))


def begun(shop: Shop, party: str) -> Document:
    return documents.paid_in_full(shop.firm, sale(shop, party, "0"), sale(shop, party, "2"))


def test_what_is_paid_follows_the_total(shop: Shop) -> None:
    document = begun(shop, "现结户")
    assert document.header["paid"] == 600
    assert more(shop, document, "5").header["paid"] == 1500


def test_who_settles_by_month_pays_nothing_yet(shop: Shop) -> None:
    assert not begun(shop, "月结户").header.get("paid")


@pytest.mark.parametrize("typed", [400, None])
def test_an_amount_that_was_typed_or_emptied_stays(shop: Shop, typed: int | None) -> None:
    document = begun(shop, "现结户")
    changed = documents.paid_in_full(shop.firm, document, document.with_value("paid", typed))
    assert changed.header["paid"] == typed
    assert more(shop, changed, "5").header["paid"] == typed


def test_another_party_may_settle_otherwise(shop: Shop) -> None:
    document = begun(shop, "现结户")
    other = document.with_value("party", shop.customer("月结户"))
    assert documents.paid_in_full(shop.firm, document, other).header["paid"] is None


def test_a_customer_on_account_who_pays_it_all_has_paid(shop: Shop) -> None:
    document = sale(shop, "月结户", "2")
    typed = documents.paid_in_full(shop.firm, document, document.with_value("paid", document.total))
    assert typed.value("paid") == document.total
    for other in (
        typed.with_value("remark", "现付"),
        sale(shop, "月结户", "3").with_value("paid", document.total),
    ):
        after = documents.paid_in_full(shop.firm, typed, other)
        assert after.value("paid") == document.total, "what somebody typed stays"
