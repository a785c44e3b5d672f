"""Two customers who turned out to be one: what either of them did belongs to the one who stays."""

import pytest

from app.core.numbers import Money
from app.domain.documents.spec import Side
from app.services import documents, merging
from app.services.documents import reading
from app.services.printing import Choice, choices
from app.storage import documents as stored
from app.storage import money
from tests.builders import Shop, a_shop, line


@pytest.fixture
def shop() -> Shop:
    """甲 bought for 100, ordered for 30 and has a draft; 乙 bought for 50; 甲 is merged into 乙."""
    shop = a_shop()
    shop.knows("苹果", is_service=True)
    shop.sells("苹果", 100, at=1, to="甲")
    shop.does("sales_order", line("苹果", 30, at=1), party="甲")
    shop.sells("苹果", 50, at=1, to="乙")
    documents.save_draft(shop.firm, shop.writes("delivery", party="甲"))
    merging.merge(shop.firm, "customer", shop.customer("甲"), shop.customer("乙"))
    return shop


def test_the_list_of_either_holds_what_both_bought(shop: Shop) -> None:
    shop.sells("苹果", 10, at=1, to="乙")
    shop.sells("苹果", 7, at=1, to="丙")
    for name in ("甲", "乙"):
        table = reading.listing(shop.firm, "delivery", party=shop.customer(name))
        assert [row[3] for row in table.rows] == [0, 10_00, 50_00, 100_00], name


def test_an_order_of_the_one_is_delivered_to_the_other(shop: Shop) -> None:
    (drill,) = reading.open_sources(shop.firm, "delivery", shop.customer("乙")).drills
    assert drill is not None
    drawn = documents.draw(shop.firm, "delivery", [str(dict(drill.params)["uid"])])
    shop.posts(drawn.with_value("party", shop.customer("乙")))
    assert shop.owes("乙") == "180.00"
    assert len(reading.open_sources(shop.firm, "delivery", shop.customer("乙")).rows) == 0


def test_what_is_printed_as_owed_is_what_both_owe(shop: Shop) -> None:
    sale = shop.sells("苹果", 10, at=1, to="乙")
    head = stored.head(shop.firm.books.connection(), sale.uid)
    assert head is not None
    party_id = shop.firm.catalogue.party_id(sale.party)
    around = money.balance_around(shop.firm.books.connection(), party_id, Side.RECEIVABLE.value, head.id)
    assert around == (Money(150_00), Money(160_00))


def test_how_the_forms_of_the_one_were_printed_holds_for_the_other() -> None:
    shop = a_shop()
    one, other = shop.customer("甲"), shop.customer("乙")
    choices.remember_for_party(shop.firm, "delivery", one, Choice("a5", "no_prices", 2))
    choices.remember_for_party(shop.firm, "statement", one, Choice("a4"))
    choices.remember_for_party(shop.firm, "statement", other, Choice("a5"))
    merging.merge(shop.firm, "customer", one, other)
    assert choices.chosen(shop.firm, "delivery", other) == Choice("a5", "no_prices", 2)
    assert choices.chosen(shop.firm, "statement", other) == Choice("a5"), "its own goes before"
    assert shop.is_proven()
