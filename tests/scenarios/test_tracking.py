"""Batches, expiry and serial numbers go where the goods go (F50, F51)."""

import pytest

from app.domain.documents.document import Document
from app.domain.posting.errors import SerialMistake
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
