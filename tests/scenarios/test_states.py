"""Draft, posted, voided, reversed: each step exactly once, whatever is asked twice (G28)."""

from dataclasses import replace

import pytest

from app.domain.documents.document import Document
from app.domain.posting.errors import (
    AlreadyTakenBack,
    HasDependents,
    NegativeStock,
    PeriodClosed,
    StillOpen,
    UnknownDocument,
)
from app.services import documents
from app.services.documents import State
from tests.builders import Shop, Stock, a_shop, line


def state_of(shop: Shop, document: Document) -> State:
    return documents.view(shop.firm, document.uid).state


def test_a_draft_touches_nothing_and_has_no_number() -> None:
    shop = a_shop()
    shop.receives("苹果", 10, at=3)
    draft = shop.writes("delivery", line("苹果", 4, at=6), party="客户")
    documents.save_draft(shop.firm, draft)
    assert state_of(shop, draft) is State.DRAFT
    assert documents.view(shop.firm, draft.uid).document.number == ""
    assert shop.stock("苹果") == Stock("10", "30.00")
    assert shop.owes("客户") == "0.00"


def test_a_posted_draft_is_no_draft_any_more() -> None:
    shop = a_shop()
    shop.receives("苹果", 10, at=3)
    draft = shop.writes("delivery", line("苹果", 4, at=6), party="客户")
    documents.save_draft(shop.firm, draft)
    shop.posts(draft)
    assert state_of(shop, draft) is State.POSTED
    assert shop._one("SELECT COUNT(*) FROM draft")[0] == 0


def test_posting_the_same_document_twice_gives_one() -> None:
    shop = a_shop()
    draft = shop.writes("goods_receipt", line("苹果", 10, at=3), party="供应商")
    first, second = shop.posts(draft), shop.posts(draft)
    assert first == second
    assert shop.stock("苹果") == Stock("10", "30.00")
    assert shop.owes("供应商", "payable") == "30.00"


def test_a_void_takes_everything_back_and_keeps_the_number() -> None:
    shop = a_shop()
    shop.receives("苹果", 10, at=3)
    sale = shop.sells("苹果", 4, at=6, account="现金", paid="10.00")
    shop.voids(sale)
    assert state_of(shop, sale) is State.VOIDED
    assert documents.view(shop.firm, sale.uid).document.number == sale.number
    assert shop.stock("苹果") == Stock("10", "30.00")
    assert (shop.owes("客户"), shop.till(), shop.cost_of_sales()) == ("0.00", "0.00", "0.00")
    assert shop.is_proven()


def test_a_second_void_is_refused() -> None:
    shop = a_shop()
    receipt = shop.receives("苹果", 10, at=3)
    shop.voids(receipt)
    with pytest.raises(AlreadyTakenBack):
        shop.voids(receipt)
    assert shop.stock("苹果") == Stock("0", "0.00")


def test_a_document_of_the_open_period_is_voided_not_reversed() -> None:
    shop = a_shop()
    receipt = shop.receives("苹果", 10, at=3)
    with pytest.raises(StillOpen):
        shop.reverses(receipt)


def test_a_document_of_a_closed_period_is_reversed_not_voided() -> None:
    shop = a_shop(today="2026-03-02")
    shop.receives("苹果", 10, at=3)
    sale = shop.sells("苹果", 4, at=6)
    shop.closes("2026-03-31")
    shop.day("2026-04-02")
    with pytest.raises(PeriodClosed):
        shop.voids(sale)
    mirror = shop.reverses(sale)
    assert mirror.business_date == "2026-04-02"
    assert shop.stock("苹果") == Stock("10", "30.00")
    assert shop.owes("客户") == "0.00"
    assert state_of(shop, sale) is State.REVERSED
    assert shop.is_proven()


def test_original_and_reversal_are_linked_both_ways() -> None:
    shop = a_shop(today="2026-03-02")
    receipt = shop.receives("苹果", 10, at=3)
    shop.closes("2026-03-31")
    shop.day("2026-04-02")
    mirror = shop.reverses(receipt)
    there = [link.uid for link in documents.view(shop.firm, receipt.uid).links]
    back = [link.uid for link in documents.view(shop.firm, mirror.uid).links]
    assert (there, back) == ([mirror.uid], [receipt.uid])


def test_a_reversal_is_made_once_and_is_final() -> None:
    shop = a_shop(today="2026-03-02")
    receipt = shop.receives("苹果", 10, at=3)
    shop.closes("2026-03-31")
    shop.day("2026-04-02")
    mirror = shop.reverses(receipt)
    with pytest.raises(AlreadyTakenBack):
        shop.reverses(receipt)
    with pytest.raises(AlreadyTakenBack):
        shop.voids(mirror)
    assert shop.stock("苹果") == Stock("0", "0.00")


def test_what_has_dependents_is_taken_back_after_them() -> None:
    shop = a_shop(today="2026-03-02")
    shop.receives("苹果", 10, at=3)
    sale = shop.sells("苹果", 4, at=6)
    back = shop.takes_back(sale, _1=1)
    with pytest.raises(HasDependents) as refusal:
        shop.voids(sale)
    assert refusal.value.dependents == (back.number,)
    shop.closes("2026-03-31")
    shop.day("2026-04-02")
    with pytest.raises(HasDependents):
        shop.reverses(sale)
    shop.reverses(back)
    shop.reverses(sale)
    assert shop.stock("苹果") == Stock("10", "30.00")


def test_nobody_passes_a_document_of_his_own_off_as_a_reversal() -> None:
    shop = a_shop()
    receipt = shop.receives("苹果", 10, at=3)
    forged = replace(
        shop.writes("goods_receipt", line("苹果", 99, at=0), party="供应商"), reverses=receipt.uid
    )
    with pytest.raises(StillOpen):
        shop.posts(forged)
    shop.closes("2026-03-31")
    shop.day("2026-04-02")
    posted = shop.posts(replace(forged, business_date="2026-04-02"))
    assert posted.lines[0].base_quantity == -receipt.lines[0].base_quantity
    assert shop.stock("苹果") == Stock("0", "0.00")


def test_an_unknown_document_is_told() -> None:
    shop = a_shop()
    with pytest.raises(UnknownDocument):
        documents.void(shop.firm, "0" * 32)
    with pytest.raises(UnknownDocument):
        documents.reverse(shop.firm, "0" * 32)
    with pytest.raises(UnknownDocument):
        documents.view(shop.firm, "0" * 32)


def test_goods_that_are_gone_cannot_be_taken_back() -> None:
    shop = a_shop()
    receipt = shop.receives("苹果", 10, at=3)
    shop.sells("苹果", 4, at=6)
    with pytest.raises(NegativeStock):
        shop.voids(receipt)
    assert shop.stock("苹果") == Stock("6", "18.00")
