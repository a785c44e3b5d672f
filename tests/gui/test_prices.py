"""Where the price of a line comes from stands beside it; more goods may be cheaper; a typed price stays."""

from app.core.numbers import price, quantity
from app.services import records
from tests.gui.clerk import Clerk
from tests.gui.clerk import clerk as clerk  # noqa: PLC0414 - a fixture handed on
from tests.gui.clerk import trade as trade  # noqa: PLC0414

OWN = "老周便利店"


def shown(clerk: Clerk) -> tuple[object, str]:
    """The price of the first line, and what its row says of it."""
    form = clerk.document.form
    assert form is not None
    model = form.lines.grids[0].lines
    place = model.place_of("price_source")
    assert not form.lines.grids[0].isColumnHidden(place)
    return clerk.document.document.lines[0].price, model.text_at(0, place)


def test_the_row_says_where_its_price_comes_from(clerk: Clerk) -> None:
    trade = clerk.trade
    item = trade.items["10006"]
    for each, since in (("14.80", "24"), ("14.00", "60")):
        values = {"source": "promotion", "item": item, "price": price(each), "from_quantity": quantity(since)}
        records.save(trade.firm, "price", values)
    clerk.go("xsckd")
    clerk.keys.press("F2")
    clerk.keys.enter("qtzcp", "htsc")  # 桥头早餐铺 has not bought it
    retail = (price("15.90"), "零售价")
    assert shown(clerk) == retail
    clerk.keys.enter("24")
    clerk.keys.settle()
    assert shown(clerk) == (price("14.80"), "活动价")
    clerk.document.form.lines.stand(1, "quantity")  # type: ignore[union-attr]
    clerk.keys.type("60")
    clerk.keys.press("Return")
    clerk.keys.settle()
    assert shown(clerk) == (price("14.00"), "活动价")
    clerk.document.form.lines.put_price(1, price("13.50"))  # type: ignore[union-attr]
    clerk.keys.settle()
    assert shown(clerk) == (price("13.50"), "手改")
    clerk.document.form.lines.stand(1, "quantity")  # type: ignore[union-attr]
    clerk.keys.type("30")
    clerk.keys.press("Return", "F9")
    clerk.keys.settle()
    assert shown(clerk) == (price("13.50"), "手改")
    assert clerk.document.document.number


def test_another_customer_or_day_brings_other_prices_and_leaves_typed_ones(clerk: Clerk) -> None:
    trade = clerk.trade
    item = trade.items["10006"]
    values = {"source": "own", "item": item, "price": price("12.30"), "customer": trade.customers[OWN]}
    records.save(trade.firm, "price", values)
    clerk.go("xsckd")
    clerk.keys.press("F2")
    clerk.keys.enter("qtzcp", "htsc", "2")
    clerk.keys.settle()
    assert shown(clerk) == (price("15.90"), "零售价")
    form = clerk.document.form
    assert form is not None
    form.lines.stand(2, "item")
    clerk.keys.enter("htsc", "1")
    form.lines.put_price(2, price("11.11"))
    clerk.keys.settle()
    form.head.focus("party")
    clerk.keys.enter("lzbld")
    clerk.keys.settle()
    assert [line.price for line in clerk.document.document.lines] == [price("12.30"), price("11.11")]
    clerk.keys.press("Ctrl+Z")
    clerk.keys.settle()
    assert [line.price for line in clerk.document.document.lines] == [price("15.90"), price("11.11")]
