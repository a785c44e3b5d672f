"""Batches, expiry and serial numbers go where the goods go (F50, F51)."""

from dataclasses import replace

import pytest

from app.core.numbers import Quantity
from app.domain.documents.document import Document
from app.domain.posting.errors import SerialMistake
from app.services import documents
from tests.builders import Shop, a_shop, line


def a_phone_shop() -> Shop:
    shop = a_shop()
    shop.knows("手机", "台", track_serial=True, places=0)
    return shop


def receives(shop: Shop, *serials: str, count: int = 0) -> Document:
    return shop.does(
        "goods_receipt",
        line("手机", count or len(serials), at=1000, serials="\n".join(serials)),
        party="供应商",
    )


def sells(shop: Shop, *serials: str) -> Document:
    return shop.does(
        "delivery", line("手机", len(serials), at=1500, serials="\n".join(serials)), party="客户"
    )


def in_stock(shop: Shop) -> list[str]:
    """Return the serial numbers that are here."""
    rows = shop.firm.books.connection().execute(
        "SELECT serial FROM stock_serial GROUP BY serial HAVING SUM(sign) > 0 ORDER BY serial"
    )
    return [row[0] for row in rows]


def life_of(shop: Shop, serial: str) -> list[int]:
    rows = shop.firm.books.connection().execute(
        "SELECT sign FROM stock_serial WHERE serial = ? ORDER BY id", (serial,)
    )
    return [row[0] for row in rows]


def test_serial_numbers_come_and_go() -> None:
    shop = a_phone_shop()
    receives(shop, "SN1", "SN2", "SN3")
    sells(shop, "SN2")
    assert in_stock(shop) == ["SN1", "SN3"]
    assert shop.stock("手机").quantity == "2"


def test_in_out_in_out_in_keeps_the_whole_life() -> None:
    shop = a_phone_shop()
    receives(shop, "SN1")
    receives(shop, "SN2")
    for _ in range(2):
        sale = sells(shop, "SN1")
        draft = shop.draws("sales_return", sale)
        shop.posts(draft.with_line(1, draft.lines[0].with_value("serials", "SN1")))
    assert life_of(shop, "SN1") == [1, -1, 1, -1, 1]
    assert in_stock(shop) == ["SN1", "SN2"]
    sells(shop, "SN1")
    with pytest.raises(SerialMistake) as refusal:
        sells(shop, "SN1")
    assert refusal.value.serial == "SN1"


@pytest.mark.parametrize("serials", [(), ("SN1",), ("SN1", "SN1"), ("SN1", "SN2", "SN3")])
def test_as_many_serial_numbers_as_goods_and_none_twice(serials: tuple[str, ...]) -> None:
    shop = a_phone_shop()
    with pytest.raises(SerialMistake):
        receives(shop, *serials, count=2)
    assert shop.stock("手机").quantity == "0"


def test_what_is_not_here_cannot_be_sold() -> None:
    shop = a_phone_shop()
    receives(shop, "SN1")
    with pytest.raises(SerialMistake) as refusal:
        sells(shop, "SN9")
    assert refusal.value.serial == "SN9"
    assert shop.stock("手机").quantity == "1"


def test_what_is_here_cannot_come_in_again() -> None:
    shop = a_phone_shop()
    receives(shop, "SN1")
    with pytest.raises(SerialMistake):
        receives(shop, "SN1")
    assert shop.stock("手机").quantity == "1"


def test_a_void_puts_the_serial_number_back() -> None:
    shop = a_phone_shop()
    receives(shop, "SN1")
    sale = sells(shop, "SN1")
    shop.voids(sale)
    assert in_stock(shop) == ["SN1"]
    sells(shop, "SN1")
    assert shop.is_proven()


def test_a_serial_number_moves_with_its_goods() -> None:
    shop = a_phone_shop()
    receives(shop, "SN1", "SN2")
    shop.does("transfer", line("手机", 1, serials="SN1"), warehouse="主仓库", to_warehouse="二仓")
    with pytest.raises(SerialMistake):
        sells(shop, "SN1")  # it is in the other warehouse
    shop.does("delivery", line("手机", 1, at=1, serials="SN1"), party="客户", warehouse="二仓")
    assert in_stock(shop) == ["SN2"]


def test_batches_are_carried_by_the_moves() -> None:
    shop = a_shop()
    shop.knows("牛奶", "盒", track_batch=True, track_expiry=True)
    milk = {"batch": "B0301", "produced_on": "2026-03-01", "expires_on": "2026-09-01"}
    receipt = shop.does("goods_receipt", line("牛奶", 10, at=3, **milk), party="供应商")
    shop.does("delivery", line("牛奶", 4, at=5, **milk), party="客户")
    rows = shop.firm.books.connection().execute(
        "SELECT batch, SUM(quantity) FROM stock_entry WHERE quantity <> 0 GROUP BY batch"
    )
    assert rows.fetchall() == [("B0301", 6_000_000)]
    back = shop.draws("purchase_return", receipt, _1=1)
    assert back.lines[0].data["batch"] == "B0301"
    shop.posts(back)
    assert shop.is_proven()


def test_a_tracked_item_asks_for_its_batch() -> None:
    shop = a_shop()
    shop.knows("牛奶", "盒", track_batch=True)
    with pytest.raises(Exception) as refusal:  # noqa: PT011
        shop.receives("牛奶", 10, at=3)
    assert (getattr(refusal.value, "code", ""), getattr(refusal.value, "field", "")) == (
        "MISSING_FIELD",
        "batch",
    )


# Taking back, counting, losing.


def test_a_receipt_is_not_taken_back_while_its_goods_are_gone(shop_of_two: Shop) -> None:
    sells(shop_of_two, "SN1")
    first = _receipt_of(shop_of_two, "SN1")
    with pytest.raises(SerialMistake) as refusal:
        documents.void(shop_of_two.firm, first)
    assert (refusal.value.serial, in_stock(shop_of_two)) == ("SN1", ["SN2"])
    shop_of_two.closes("2026-03-31")
    shop_of_two.day("2026-04-01")
    with pytest.raises(SerialMistake):
        documents.reverse(shop_of_two.firm, first)
    assert in_stock(shop_of_two) == ["SN2"]


def test_a_sale_is_not_taken_back_when_its_goods_came_in_again(shop_of_two: Shop) -> None:
    sale = sells(shop_of_two, "SN1")
    receives(shop_of_two, "SN1")
    with pytest.raises(SerialMistake):
        shop_of_two.voids(sale)
    assert in_stock(shop_of_two) == ["SN1", "SN2"]


def test_a_transfer_is_taken_back_with_its_numbers(shop_of_two: Shop) -> None:
    shop = shop_of_two
    moved = shop.does("transfer", line("手机", 1, serials="SN1"), to_warehouse="二仓")
    shop.closes("2026-03-31")
    shop.day("2026-04-01")
    shop.reverses(moved)
    sells(shop, "SN1", "SN2")
    assert in_stock(shop) == []
    assert shop.is_proven()


def test_a_difference_of_a_count_names_its_numbers(shop_of_two: Shop) -> None:
    shop = shop_of_two
    with pytest.raises(SerialMistake):
        shop.counts("手机", 1)
    shop.does("stock_count", line("手机", 1, serials="SN1"))
    assert (shop.stock("手机").quantity, in_stock(shop)) == ("1", ["SN2"])
    with pytest.raises(SerialMistake) as refusal:
        shop.does("stock_count", line("手机", 2, serials="SN2"))
    assert refusal.value.serial == "SN2", "it is here already: it cannot be found"
    shop.does("stock_count", line("手机", 2, serials="SN1"))
    assert in_stock(shop) == ["SN1", "SN2"]
    shop.counts("手机", 2)
    assert shop.is_proven()


def test_a_slip_found_after_the_count_explains_what_was_found(shop_of_two: Shop) -> None:
    shop = shop_of_two
    shop.day("2026-03-05")
    shop.does("stock_count", line("手机", 3, serials="SN3"))
    shop.day("2026-03-06")
    slip = shop.does(
        "goods_receipt", line("手机", 1, at=1000, serials="SN3"), party="供应商", on="2026-03-03"
    )
    assert (shop.stock("手机").quantity, in_stock(shop)) == ("3", ["SN1", "SN2", "SN3"])
    shop.voids(slip)
    assert (shop.stock("手机").quantity, in_stock(shop)) == ("3", ["SN1", "SN2", "SN3"])
    assert shop.is_proven()


def test_what_came_before_the_count_and_was_not_counted_is_lost_by_its_number(shop_of_two: Shop) -> None:
    shop = shop_of_two
    shop.day("2026-03-05")
    shop.counts("手机", 2)
    shop.day("2026-03-06")
    shop.does("goods_receipt", line("手机", 1, at=1000, serials="SN3"), party="供应商", on="2026-03-03")
    assert (shop.stock("手机").quantity, in_stock(shop)) == ("2", ["SN1", "SN2"])
    assert life_of(shop, "SN3") == [1, -1]
    assert shop.is_proven()


def test_goods_counted_stay_when_their_receipt_is_taken_back(shop_of_two: Shop) -> None:
    shop = shop_of_two
    shop.day("2026-03-05")
    shop.counts("手机", 2)
    documents.void(shop.firm, _receipt_of(shop, "SN1"))
    assert (shop.stock("手机").quantity, in_stock(shop)) == ("2", ["SN1", "SN2"])
    sells(shop, "SN1", "SN2")
    assert shop.is_proven()


def test_what_is_lost_on_the_way_is_a_line_of_its_own_with_its_numbers(shop_of_two: Shop) -> None:
    shop = shop_of_two
    sent = shop.does("transfer_dispatch", line("手机", 2, serials="SN1 SN2"), to_warehouse="二仓")
    drawn = shop.draws("transfer_receipt", sent, _1=1)
    arrived = drawn.lines[0].with_value("serials", "SN1")
    lost = replace(arrived, quantity=Quantity(0), data={"lost": 1_000_000, "serials": "SN2"})
    shop.posts(replace(drawn, lines=(arrived, lost)))
    assert (shop.stock("手机", "在途").quantity, in_stock(shop)) == ("0", ["SN1"])
    assert shop.is_proven()


@pytest.fixture
def shop_of_two() -> Shop:
    shop = a_phone_shop()
    receives(shop, "SN1")
    receives(shop, "SN2")
    return shop


def _receipt_of(shop: Shop, serial: str) -> str:
    row = shop._one(
        "SELECT d.uid FROM stock_serial s JOIN stock_entry e ON e.id = s.entry_id"
        " JOIN document d ON d.id = e.document_id WHERE s.serial = ? ORDER BY s.id LIMIT 1",
        serial,
    )
    return str(row[0])
