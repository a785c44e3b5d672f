"""Ctrl+G: what comes after a posted document is drawn from it, from the document itself and from its list."""

import pytest

from app.core.numbers import money, quantity
from app.domain.documents.following import followers
from app.domain.documents.types import TYPES
from app.services import documents
from app.services.documents import State
from tests.gui.clerk import Clerk
from tests.gui.clerk import clerk as clerk  # noqa: PLC0414 - a fixture handed on
from tests.gui.clerk import trade as trade  # noqa: PLC0414


@pytest.mark.parametrize(
    ("type_key", "wanted"),
    [
        ("sales_order", ("delivery",)),
        ("purchase_order", ("goods_receipt",)),
        ("transfer_dispatch", ("transfer_receipt",)),
        ("delivery", ("sales_return", "money_received")),
        ("money_received", ("customer_refund",)),
        ("money_paid", ("supplier_refund",)),
    ],
)
def test_what_follows_is_what_may_be_drawn(type_key: str, wanted: tuple[str, ...]) -> None:
    assert followers(type_key) == wanted


def test_nothing_follows_that_is_not_drawn_from_it() -> None:
    for doc_type in TYPES:
        for key in followers(doc_type.key):
            source = TYPES[key].source
            assert source is not None
            assert doc_type.key in source.types


def test_an_order_is_closed_by_key_with_its_reason(clerk: Clerk) -> None:
    clerk.go("xsdd")
    clerk.keys.press("Return", "Ctrl+Shift+Del")
    clerk.keys.type("客户不要了")
    clerk.keys.press("Return")
    clerk.keys.settle()
    assert clerk.document.state is State.CLOSED, clerk.document.banner.text
    assert "document.close_order" not in {each.key for each in clerk.document.commands()}
    view = documents.view(clerk.trade.firm, clerk.document.document.uid)
    assert view.reason == "客户不要了"


def test_an_order_becomes_a_delivery_and_the_delivery_a_payment(clerk: Clerk) -> None:
    clerk.go("xsdd")
    clerk.keys.press("Return", "Ctrl+G")
    assert clerk.document.type.key == "delivery"
    assert clerk.document.title == "销售出库单"
    line = clerk.document.document.lines[0]
    assert (line.quantity, clerk.document.document.party) == (
        quantity("6"),
        clerk.trade.customers["老周便利店"],
    )
    clerk.keys.press("F9")
    delivery = clerk.document
    assert delivery.state is State.POSTED, delivery.banner.text
    clerk.keys.press("Ctrl+G", "Down", "Return")  # of return and payment the second
    paid = clerk.document
    assert paid.type.key == "money_received"
    assert paid.document.value("paid") == money("352.80")
    clerk.keys.press("F9")
    assert paid.state is State.POSTED, paid.banner.text
    clerk.window.work.bring(delivery)
    clerk.keys.settle()
    clerk.keys.press("Ctrl+G")  # paid off: only a return is left
    assert clerk.document.type.key == "sales_return"


def test_the_list_does_it_too_and_says_when_nothing_is_left(clerk: Clerk) -> None:
    clerk.go("xsdd")
    clerk.keys.press("Ctrl+G")
    assert clerk.document.type.key == "delivery"
    clerk.keys.press("F9")
    clerk.go("xsdd")
    clerk.keys.press("Ctrl+G")
    assert "已全部转完" in clerk.list.banner.text
    clerk.go("xsckd")
    clerk.keys.press("Home")
    clerk.list.card.view.stand_on(0)
    assert clerk.list.card.view.rows.state_at(0) == "draft"
    clerk.keys.press("Ctrl+G")
    assert "已过账" in clerk.list.banner.text


def test_what_was_taken_back_is_followed_by_nothing(clerk: Clerk) -> None:
    firm = clerk.trade.firm
    drill = documents.listing(firm, "sales_order", states=("posted",)).drills[0]
    assert drill is not None
    documents.void(firm, str(dict(drill.params)["uid"]))
    clerk.window.follow(drill)
    clerk.keys.settle()
    assert "Ctrl+G" not in {command.shortcut for command in clerk.document.commands()}
