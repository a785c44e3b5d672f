"""What comes late, prices, freight, documents: what it does to cost, and that the preview says so (G30, G32, G33)."""

from dataclasses import replace

import pytest

from app.core.numbers import money_text
from app.domain.documents.document import Document
from app.domain.errors import FractionOfUnit
from app.domain.posting.errors import NegativeValue, SourceExceeded, SourceMissing
from app.services import documents
from tests.builders import Shop, Stock, a_shop, line

METHODS = ("moving_average", "fifo")


def seen(shop: Shop, draft: Document) -> dict[str, tuple[str, str]]:
    """Return what the preview says, by number: value before and after."""
    return {
        change.number: (money_text(change.before), money_text(change.after))
        for change in documents.preview(shop.firm, draft)
    }


def ledger(shop: Shop) -> dict[str, int]:
    """Return what every document is worth in the stock ledger, by number."""
    rows = shop.firm.books.connection().execute(
        "SELECT d.number, SUM(s.value) FROM stock_entry s JOIN document d ON d.id = s.document_id GROUP BY d.id"
    )
    return dict(rows.fetchall())


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("pool", ["item", "item_warehouse"])
def test_the_preview_is_exactly_what_posting_does(method: str, pool: str) -> None:
    shop = a_shop(method=method, pool=pool, today="2026-03-02")
    receipt = shop.receives("苹果", 10, at=10)
    shop.day("2026-03-05")
    shop.moves("苹果", 6, target="二仓")
    sale = shop.sells("苹果", 5, at=30, warehouse="二仓")
    shop.takes_back(sale, _1=1)
    shop.sells("苹果", 3, at=30)
    drafts = (
        shop.writes("goods_receipt", line("苹果", 10, at=20), party="供应商", on="2026-03-01"),
        shop.writes("delivery", line("苹果", 4, at=20), party="客户", on="2026-03-03"),
        replace(
            shop.writes("price_adjustment", party="供应商", tax_included=False),
            lines=(replace(line(total="13.00"), source=receipt.uid, source_line=1),),
        ),
    )
    for draft in drafts:
        before, said = ledger(shop), seen(shop, draft)
        assert ledger(shop) == before, "a preview writes nothing"
        posted = shop.posts(draft)
        after = ledger(shop)
        after.pop(posted.number, None)
        done = {
            number: (money_text(before[number]), money_text(value))  # type: ignore[arg-type]
            for number, value in after.items()
            if before[number] != value
        }
        assert said == done
        assert said or draft.type == "delivery", "a receipt or price before others changes something"
    assert shop.is_proven()


@pytest.mark.parametrize("method", METHODS)
def test_an_estimate_is_replaced_by_the_bill(method: str) -> None:
    """G33: 100 received at an estimate of 10, 40 sold, billed at 15."""
    shop = a_shop(method=method)
    receipt = shop.receives("苹果", 100, at=10)
    sale = shop.sells("苹果", 40)
    shop.reprices(receipt, "500.00")
    assert shop.stock("苹果") == Stock("60", "900.00")
    assert shop.cost_of(sale) == "600.00"
    assert shop.owes("供应商", "payable") == "1500.00"


@pytest.mark.parametrize("method", METHODS)
def test_the_bill_of_a_closed_receipt_splits_into_stock_and_cost_of_sales(method: str) -> None:
    shop = a_shop(method=method, today="2026-03-02")
    receipt = shop.receives("苹果", 100, at=10)
    sale = shop.sells("苹果", 40)
    shop.closes("2026-03-31")
    shop.day("2026-04-01")
    bill = shop.reprices(receipt, "500.00")
    assert shop.cost_of(sale) == "400.00"
    assert shop.stock("苹果") == Stock("60", "900.00")
    assert shop.cost_of_sales() == "600.00"
    shop.voids(bill)
    assert (shop.stock("苹果"), shop.cost_of_sales()) == (Stock("60", "600.00"), "400.00")
    assert shop.is_proven()


@pytest.mark.parametrize("method", METHODS)
def test_goods_go_back_at_the_price_of_the_bill(method: str) -> None:
    shop = a_shop(method=method)
    receipt = shop.receives("苹果", 10, at=10)
    shop.reprices(receipt, "20.00")
    shop.pays_freight("5.00", receipt)
    back = shop.sends_back(receipt, _1=5)
    assert money_text(back.total) == "60.00"
    assert shop.owes("供应商", "payable") == "60.00"
    shop.sends_back(receipt)
    assert shop.owes("供应商", "payable") == "0.00"
    assert shop.cost_of_sales() == "5.00", "the freight is lost: the carrier was paid all the same"
    assert shop.stock("苹果") == Stock("0", "0.00")


@pytest.mark.parametrize("method", METHODS)
def test_freight_of_a_closed_receipt_splits_like_a_bill(method: str) -> None:
    shop = a_shop(method=method, today="2026-03-02")
    receipt = shop.receives("苹果", 10, at=10)
    shop.sells("苹果", 4)
    shop.closes("2026-03-31")
    shop.day("2026-04-01")
    freight = shop.pays_freight("10.00", receipt)
    assert (shop.stock("苹果"), shop.cost_of_sales()) == (Stock("6", "66.00"), "44.00")
    shop.voids(freight)
    assert (shop.stock("苹果"), shop.cost_of_sales()) == (Stock("6", "60.00"), "40.00")


def test_a_voided_bill_leaves_the_estimate() -> None:
    shop = a_shop()
    receipt = shop.receives("苹果", 100, at=10)
    sale = shop.sells("苹果", 40)
    bill = shop.reprices(receipt, "500.00")
    shop.voids(bill)
    assert (shop.stock("苹果"), shop.cost_of(sale)) == (Stock("60", "600.00"), "400.00")
    assert shop.owes("供应商", "payable") == "1000.00"


def test_freight_is_shared_to_the_last_fen() -> None:
    shop = a_shop()
    receipts = [
        shop.receives(item, 1, total=total) for item, total in (("甲", 333), ("乙", 333), ("丙", 334))
    ]
    freight = shop.pays_freight("100.00", *receipts)
    assert [money_text(each.net) for each in freight.lines] == ["33.30", "33.30", "33.40"]
    assert [shop.stock(item).value for item in ("甲", "乙", "丙")] == ["366.30", "366.30", "367.40"]


def test_freight_may_go_by_quantity() -> None:
    shop = a_shop()
    receipts = [shop.receives(item, count, total=100) for item, count in (("甲", 1), ("乙", 3))]
    shop.pays_freight("10.00", *receipts, basis="quantity")
    assert [shop.stock(item).value for item in ("甲", "乙")] == ["102.50", "107.50"]


def test_several_bills_add_up() -> None:
    shop = a_shop()
    receipt = shop.receives("苹果", 10, at=10)
    first = shop.pays_freight("10.00", receipt)
    shop.pays_freight("20.00", receipt)
    assert shop.stock("苹果").value == "130.00"
    shop.voids(first)
    assert shop.stock("苹果").value == "120.00"


def test_freight_of_no_receipt_is_refused() -> None:
    shop = a_shop()
    with pytest.raises(SourceMissing):
        shop.does("landed_cost", line("苹果"), party="货运站", cost="10.00", basis="amount")


def test_a_price_below_nothing_is_refused() -> None:
    shop = a_shop()
    receipt = shop.receives("苹果", 10, at=10)
    with pytest.raises(NegativeValue) as refusal:
        shop.reprices(receipt, "-100.01")
    assert "苹果" in str(refusal.value.item)
    shop.reprices(receipt, "-100.00")
    assert shop.stock("苹果") == Stock("10", "0.00")


def test_a_slip_below_nothing_is_refused() -> None:
    """G34: −30.00 on a value of 20.00."""
    shop = a_shop()
    shop.receives("苹果", 2, at=10)
    with pytest.raises(NegativeValue):
        shop.does("cost_adjustment", line("苹果", total="-30.00"), remark="降价")
    assert shop.stock("苹果") == Stock("2", "20.00")


def test_two_steps_of_a_transfer_lose_a_piece_on_the_way() -> None:
    """F49: 10 out, 9 in, 1 lost."""
    shop = a_shop(pool="item_warehouse")
    shop.receives("苹果", 10, total="100.00")
    sent = shop.does("transfer_dispatch", line("苹果", 10), warehouse="主仓库", to_warehouse="二仓")
    assert shop.stock("苹果", "在途") == Stock("10", "100.00")
    draft = shop.draws("transfer_receipt", sent, _1=9)
    shop.posts(replace(draft, lines=(draft.lines[0].with_value("lost", 1_000_000),)))
    assert shop.stock("苹果", "在途") == Stock("0", "0.00")
    assert shop.stock("苹果", "二仓") == Stock("9", "90.00")
    assert shop.count_difference() == "10.00"
    assert shop.is_proven()


def test_what_is_lost_on_the_way_is_lost_in_the_unit_of_its_line() -> None:
    shop = a_shop(pool="item_warehouse")
    shop.knows("可乐", "瓶", units={"箱": 24}, places=0)
    shop.opens_with("可乐", 72, total="72.00")
    sent = shop.does("transfer_dispatch", line("可乐", 3, "箱"), to_warehouse="二仓")
    draft = shop.draws("transfer_receipt", sent, _1=1)
    lost = draft.with_line(1, draft.lines[0].with_value("lost", 1_000_000))
    first = shop.posts(lost)
    assert shop.stock("可乐", "在途") == Stock("24", "24.00")
    assert shop.stock("可乐", "二仓") == Stock("24", "24.00")
    rest = shop.draws("transfer_receipt", sent)
    assert [each.base_quantity for each in rest.lines] == [24_000_000]
    shop.voids(first)
    assert shop.stock("可乐", "在途").quantity == "72"
    assert shop.is_proven()


def test_no_part_of_a_piece_is_lost_and_no_more_than_was_sent() -> None:
    shop = a_shop()
    shop.knows("可乐", "瓶", units={"箱": 24}, places=0)
    shop.opens_with("可乐", 48, total="48.00")
    sent = shop.does("transfer_dispatch", line("可乐", 2, "箱"), to_warehouse="二仓")
    draft = shop.draws("transfer_receipt", sent, _1=1)
    with pytest.raises(FractionOfUnit) as refusal:
        shop.posts(draft.with_line(1, draft.lines[0].with_value("lost", 30_000)))
    assert (refusal.value.line, refusal.value.field) == (1, "lost")
    with pytest.raises(SourceExceeded):
        shop.posts(draft.with_line(1, draft.lines[0].with_value("lost", 2_000_000)))


def test_what_was_lost_on_the_way_comes_back_when_the_receipt_is_reversed() -> None:
    shop = a_shop(today="2026-03-02", pool="item_warehouse")
    shop.knows("可乐", "瓶", units={"箱": 24}, places=0)
    shop.opens_with("可乐", 48, total="48.00")
    sent = shop.does("transfer_dispatch", line("可乐", 2, "箱"), to_warehouse="二仓")
    draft = shop.draws("transfer_receipt", sent, _1=1)
    received = shop.posts(draft.with_line(1, draft.lines[0].with_value("lost", 1_000_000)))
    shop.closes("2026-03-31")
    shop.day("2026-04-01")
    shop.reverses(received)
    assert shop.stock("可乐", "在途") == Stock("48", "48.00")
    assert shop.count_difference() == "0.00"
    assert [each.base_quantity for each in shop.draws("transfer_receipt", sent).lines] == [48_000_000]
    assert shop.is_proven()


def test_a_late_sale_keeps_its_own_age_in_a_transfer() -> None:
    """F49: goods are as old in the second warehouse as in the first, also when layers change afterwards."""
    shop = a_shop(method="fifo", pool="item_warehouse", today="2026-03-01")
    shop.receives("苹果", 2, total="4.00")
    shop.day("2026-03-03")
    shop.receives("苹果", 2, total="4.00")
    shop.day("2026-03-04")
    shop.moves("苹果", 2, target="二仓")
    assert _ages(shop, "二仓") == ["2026-03-01"]
    shop.sells("苹果", 1, on="2026-03-02")
    assert _ages(shop, "二仓") == ["2026-03-01", "2026-03-03"]


def _ages(shop: Shop, warehouse: str) -> list[str]:
    place = shop.firm.catalogue.place_id(shop.warehouse(warehouse))
    rows = shop.firm.books.connection().execute(
        "SELECT since FROM cost_layer WHERE place_id = ? ORDER BY ordinal", (place,)
    )
    return [row[0] for row in rows]
