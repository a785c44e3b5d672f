"""边卖边盘: selling before counting, first counts that open the book, how far the firm has come (F10)."""

from dataclasses import replace

import pytest

from app.core.numbers import WHOLE, Money, quantity
from app.domain.documents.document import Document
from app.domain.posting.errors import NegativeStock
from app.services import calibration, documents, proof, reports, settings
from tests.builders import MAIN, Shop, a_shop, line


@pytest.fixture
def shop() -> Shop:
    made = a_shop(pool="item_warehouse")
    for item in ("苹果", "梨", "桃"):
        made.knows(item, reference_cost=2_000_000)
    calibration.start(made.firm)
    return made


def _sells(shop: Shop, *items: str, amount: int = 3) -> documents.Posted:
    draft = shop.writes("delivery", *(line(item, amount, at=5) for item in items), party="客户")
    return documents.post(shop.firm, draft)


def _against(shop: Shop, document: Document) -> dict[str, int]:
    """Return the value that a document's goods came with, by what stands on the other side."""
    rows = shop.firm.books.connection().execute(
        "SELECT s.against, SUM(s.value) FROM stock_entry s JOIN document d ON d.id = s.document_id"
        " WHERE d.uid = ? AND s.part = 'goods' GROUP BY s.against",
        (document.uid,),
    )
    return dict(rows.fetchall())


def test_what_was_not_counted_is_sold_and_flagged_and_its_first_count_opens_the_book(shop: Shop) -> None:
    posted = _sells(shop, "苹果", "梨", "桃")
    assert [(problem.code, problem.line) for problem in posted.warnings] == [
        ("NOT_COUNTED", 1),
        ("NOT_COUNTED", 2),
        ("NOT_COUNTED", 3),
    ]
    before = calibration.standing(shop.firm)
    assert (before.counted, before.spots, before.accuracy) == (0, 3, 0)
    assert [row[5] for row in before.waiting.rows] == ["negative"] * 3

    count = shop.does("stock_count", *(line(item, 10) for item in ("苹果", "梨", "桃")))
    assert _against(shop, count) == {"opening": 3 * 13 * 200}
    assert all(each.opens for each in count.lines)

    after = calibration.standing(shop.firm)
    assert (after.counted, after.spots, after.accuracy) == (3, 3, WHOLE)
    assert (after.found, after.missing, after.left) == (Money(7800), Money(0), 0)
    assert {row[1] for row in after.biggest.rows} == {count.number}
    assert dict(after.biggest.drills[0].params) == {"uid": count.uid}  # type: ignore[union-attr]
    assert proof.verify(shop.firm).ok


def test_when_it_ends_goods_that_nobody_counted_follow_the_rule_of_their_warehouse(shop: Shop) -> None:
    _sells(shop, "苹果")
    calibration.end(shop.firm)
    with pytest.raises(NegativeStock):
        _sells(shop, "苹果")


def test_later_counts_are_gain_and_loss(shop: Shop) -> None:
    shop.counts("苹果", 10)
    again = shop.counts("苹果", 8)
    assert _against(shop, again) == {"difference": -400}
    assert not again.lines[0].opens
    assert calibration.standing(shop.firm).right == 0
    shop.counts("苹果", 8)
    assert calibration.standing(shop.firm).right == 1


def test_a_first_count_that_is_taken_back_was_none(shop: Shop) -> None:
    count = shop.counts("苹果", 10)
    shop.voids(count)
    assert calibration.standing(shop.firm).counted == 0
    assert shop.counts("苹果", 7).lines[0].opens
    assert proof.verify(shop.firm).ok


def test_without_it_a_first_count_is_gain_and_loss(shop: Shop) -> None:
    calibration.end(shop.firm)
    assert _against(shop, shop.counts("苹果", 10)) == {"difference": 2000}


def test_what_was_counted_may_lack_as_much_as_the_tolerance(shop: Shop) -> None:
    shop.counts("苹果", 100)
    posted = _sells(shop, "苹果", amount=103)
    assert [problem.code for problem in posted.warnings] == ["BELOW_ZERO"]
    with pytest.raises(NegativeStock):
        _sells(shop, "苹果", amount=1)
    settings.save(shop.firm, {"migration_tolerance": WHOLE * 4 // 100})
    _sells(shop, "苹果", amount=1)
    assert proof.verify(shop.firm).ok


def test_goods_are_not_sent_to_another_warehouse_that_the_book_does_not_have(shop: Shop) -> None:
    shop.warehouse("分店")
    with pytest.raises(NegativeStock):
        shop.moves("苹果", 1, target="分店")


def test_a_sale_from_before_the_first_count_changes_the_opening(shop: Shop) -> None:
    counted = shop.counts("苹果", 10, at=shop.moment("12:00"))
    shop.moment("13:00")
    sale = replace(
        shop.writes("delivery", line("苹果", 2, at=5), party="客户"), happened_at=shop.moment("11:00")
    )
    shop.posts(sale)
    assert shop.stock("苹果").quantity == "10"
    assert _against(shop, counted) == {"opening": 2400}
    assert proof.verify(shop.firm).ok


def test_each_warehouse_is_counted_on_its_own(shop: Shop) -> None:
    shop.warehouse("分店")
    shop.receives("苹果", 5, at=2)
    shop.receives("苹果", 5, at=2, warehouse="分店")
    shop.counts("苹果", 5)
    standing = calibration.standing(shop.firm)
    assert (standing.counted, standing.spots) == (1, 4)
    assert _sells(shop, "苹果", amount=1).warnings == ()
    away = shop.writes("delivery", line("苹果", 2, at=5), party="客户", warehouse="分店")
    assert [problem.code for problem in documents.post(shop.firm, away).warnings] == ["NOT_COUNTED"]


def test_the_stock_beside_a_line_says_that_nobody_counted_it(shop: Shop) -> None:
    item, warehouse = shop.item("苹果"), shop.warehouse(MAIN)
    assert "未核" in documents.stock_of(shop.firm, item, warehouse)
    shop.counts("苹果", 5)
    assert documents.stock_of(shop.firm, item, warehouse) == "5个"


def test_a_sheet_has_the_goods_that_wait_and_no_quantities(shop: Shop) -> None:
    shop.counts("梨", 1)
    sheet = calibration.sheet(shop.firm)
    assert sheet is not None
    assert [(each.item, each.quantity) for each in sheet.lines] == [
        (shop.item("苹果"), None),
        (shop.item("桃"), None),
    ]
    one = calibration.sheet(shop.firm, shop.warehouse(MAIN), shop.item("桃"), size=1)
    assert one is not None
    assert [each.item for each in one.lines] == [shop.item("桃")]
    counted = replace(sheet, lines=tuple(replace(each, quantity=quantity("4")) for each in sheet.lines))
    shop.posts(counted)
    assert calibration.sheet(shop.firm) is None


def test_the_report_tells_deviations_by_cause(shop: Shop) -> None:
    shop.opens_with("梨", 10, total=20)
    _sells(shop, "苹果")
    shop.does("stock_count", line("苹果", 7), line("梨", 8))
    _sells(shop, "苹果", amount=7)
    shop.counts("梨", 9)
    found = reports.run(shop.firm, "count_deviations", {})
    by_cause = {row[0]: row[1:] for row in found.rows}
    assert by_cause == {
        "opening_missing": (1, 2000, 0, 2000),
        "opening_wrong": (1, 0, 400, -400),
        "recount": (1, 200, 0, 200),
        "not_counted": (1, 0, 600, -600),
    }
    rows = reports.run(shop.firm, "count_deviations", {"by": "document", "cause": "not_counted"}).rows
    assert [row[-2:] for row in rows] == [(quantity("-3"), -600)]
