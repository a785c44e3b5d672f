"""Numbers: given at posting, without gaps in a series, station and day, in posting order (G27, INV8)."""

import pytest

from app.core.errors import BusinessError
from app.domain.posting.errors import NegativeStock
from app.services import documents
from app.services.documents.posting import post_many
from tests.builders import a_shop, line


def test_numbers_follow_each_other_by_series_and_day() -> None:
    shop = a_shop(today="2026-03-02")
    numbers = [shop.receives("苹果", 10, at=3).number for _ in range(2)]
    numbers.append(shop.sells("苹果", 1).number)
    shop.day("2026-03-03")
    numbers += [shop.receives("苹果", 10, at=3).number, shop.sells("苹果", 1).number]
    assert numbers == [
        "CR-A-20260302-0001",
        "CR-A-20260302-0002",
        "XS-A-20260302-0001",
        "CR-A-20260303-0001",
        "XS-A-20260303-0001",
    ]


def test_a_refused_document_uses_up_no_number() -> None:
    shop = a_shop()
    shop.receives("苹果", 1, at=3)
    first = shop.sells("苹果", 1)
    with pytest.raises(NegativeStock):
        shop.sells("苹果", 1)
    shop.receives("苹果", 1, at=3)
    assert shop.sells("苹果", 1).number[-4:] == "0002"
    assert first.number[-4:] == "0001"


def test_a_preview_uses_up_no_number() -> None:
    shop = a_shop()
    draft = shop.writes("goods_receipt", line("苹果", 10, at=3), party="供应商")
    documents.preview(shop.firm, draft)
    assert shop.posts(draft).number[-4:] == "0001"


def test_a_voided_number_stays_taken() -> None:
    shop = a_shop()
    receipt = shop.receives("苹果", 10, at=3)
    shop.voids(receipt)
    assert shop.receives("苹果", 10, at=3).number[-4:] == "0002"


def test_after_9999_numbers_widen_and_go_on() -> None:
    shop = a_shop(today="2026-03-02")
    shop.receives("苹果", 10, at=3)
    with shop.firm.transaction():
        shop.firm.books.connection().execute(
            "UPDATE number_counter SET last = 9998 WHERE series = 'CR-A-20260302'"
        )
    numbers = [shop.receives("苹果", 10, at=3).number for _ in range(3)]
    assert numbers == ["CR-A-20260302-9999", "CR-A-20260302-10000", "CR-A-20260302-10001"]


def test_a_batch_that_fails_in_the_middle_uses_up_no_number() -> None:
    shop = a_shop()
    good = [shop.writes("goods_receipt", line("苹果", 1, at=3), party="供应商") for _ in range(3)]
    bad = shop.writes("delivery", line("苹果", 99, at=3), party="客户")
    with pytest.raises(BusinessError):
        post_many(shop.firm, [*good[:2], bad, good[2]])
    assert shop.stock("苹果").quantity == "0"
    assert post_many(shop.firm, good) == [f"CR-A-20260302-000{n}" for n in (1, 2, 3)]
