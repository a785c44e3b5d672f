"""What posting asks the books: as much for a document of many lines as for a short one, and always what holds now."""

from pathlib import Path

import pytest

from app.core.errors import BusinessError
from app.core.numbers import price
from app.services import documents, merging, records
from app.services.firm import Firm
from tests.builders import Shop, a_shop, line

MANY = [f"商品{number:02d}" for number in range(12)]


@pytest.fixture(params=["fifo", "moving_average"])
def shop(request: pytest.FixtureRequest) -> Shop:
    shop = a_shop(method=request.param)
    for name in MANY:
        shop.knows(name, retail=price("10"), lowest=price("8"))
        shop.opens_with(name, 1000, total="5000.00", business_date="2026-02-01")
    return shop


def questions(shop: Shop, goods: list[str], *, is_known: bool) -> list[str]:
    """Return what posting a sale asks; `is_known`: its goods and its customer are at hand."""
    sale = shop.writes("delivery", *(line(name, 2, at="10") for name in goods), party="客户")
    if not is_known:
        shop.firm.books.forget()
    connection, told = shop.firm.database.connection(), list[str]()
    connection.set_trace_callback(told.append)
    documents.post(shop.firm, sale)
    connection.set_trace_callback(None)
    return [sql for sql in told if sql.startswith("SELECT")]


@pytest.mark.parametrize("is_known", [True, False])
def test_many_lines_ask_no_more_than_two(shop: Shop, is_known: bool) -> None:
    questions(shop, MANY, is_known=True)
    few, many = (questions(shop, goods, is_known=is_known) for goods in (MANY[:2], MANY))
    assert len(many) == len(few)


def test_goods_that_went_out_of_use_meanwhile_are_not_sold(shop: Shop) -> None:
    sale = [line(name, 2, at="10") for name in MANY[:3]]
    shop.does("delivery", *sale, party="客户")
    records.save(shop.firm, "item", {"uid": shop.item(MANY[1]), "is_active": False})
    with pytest.raises(BusinessError) as refused:
        shop.does("delivery", *sale, party="客户")
    assert (refused.value.code, refused.value.line) == ("DISABLED", 2)


def test_goods_that_were_merged_are_found_among_others(tmp_path: Path) -> None:
    shop = a_shop(path=tmp_path / "店.zhanggui")
    for name in MANY[:3]:
        shop.knows(name, retail=price("10"))
        shop.opens_with(name, 10, total="50.00", business_date="2026-02-01")
    sale = shop.writes("delivery", *(line(name, 2, at="10") for name in MANY[:3]), party="客户")
    merging.merge(shop.firm, "item", shop.item(MANY[0]), shop.item(MANY[2]))
    again = Firm.open(shop.firm.path, clock=shop.firm.clock)
    posted = documents.post(again, sale)
    assert [each.item for each in posted.document.lines] == [each.item for each in sale.lines]
    there = again.database.execute(
        "SELECT i.name, SUM(s.quantity) / 1000000 FROM stock_entry s JOIN item i ON i.id = s.item_id"
        " WHERE s.against = 'customer' GROUP BY i.name ORDER BY i.name"
    ).fetchall()
    assert there == [(MANY[1], -2), (MANY[2], -4)]
    again.close()
