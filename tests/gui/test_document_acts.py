"""A document as a whole: rounded off, turned over, compared with what its party owes, drawn from others."""

import itertools
from dataclasses import replace

from pytestqt.qtbot import QtBot

from app.core.numbers import money, price, quantity
from app.domain.documents.document import Document, Line
from app.gui.editors.document_editor import DocumentEditor
from app.services import documents, records
from app.services.documents import State
from tests.gui.clerk import Clerk
from tests.gui.clerk import clerk as clerk  # noqa: PLC0414 - a fixture handed on
from tests.gui.clerk import trade as trade  # noqa: PLC0414
from tests.gui.editing import grid_of, new, opened, receipt
from tests.gui.shop import Shop, settle_down


def test_f5_rounds_the_total_off_and_can_be_taken_back(qtbot: QtBot, shop: Shop) -> None:
    page = new(qtbot, shop, "goods_receipt", receipt(shop, "散装瓜子", count="3", cost="5.19"))
    assert page.document.total == money("15.57")
    command = next(each for each in page.commands() if each.key == "document.round_off")
    assert command.shortcut == "F5"
    command.run()
    assert (page.document.rounding, page.document.total) == (money("0.07"), money("15.50"))
    assert page.draft is not None
    page.draft.undo()
    assert page.document.total == money("15.57")
    count = new(qtbot, shop, "stock_count")
    assert "document.round_off" not in {each.key for each in count.commands()}


def test_a_delivery_says_what_its_customer_owes(qtbot: QtBot, shop: Shop) -> None:
    customer = shop.uids["杭州佳惠餐饮管理有限公司"]
    records.save(
        shop.firm, "customer", {**records.load(shop.firm, "customer", customer), "credit_limit": money("120")}
    )
    documents.post(shop.firm, documents.settle(shop.firm, receipt(shop, "散装瓜子", count="50")))

    def sale(count: str) -> Document:
        line = Line(item=shop.uids["散装瓜子"], quantity=quantity(count), price=price("10"))
        blank = documents.blank(shop.firm, "delivery")
        return documents.settle(shop.firm, replace(blank, party=customer, lines=(line,)))

    page = new(qtbot, shop, "delivery", sale("1"))
    assert page.form is not None
    assert page.form.standing.texts == ("欠款 0.00 / 额度 120.00", "额度内")
    posted = documents.post(shop.firm, sale("10"))
    page.reload()
    settle_down(qtbot)
    assert page.form.standing.texts == ("欠款 100.00 / 额度 120.00", "额度内")
    grid_of(page).lines.setData(
        grid_of(page).lines.index(0, grid_of(page).lines.place_of("quantity")), quantity("3")
    )
    settle_down(qtbot)
    assert page.form.standing.texts[1] == "这张单会超出额度"
    seen = opened(qtbot, DocumentEditor.of_saved(shop.desk, posted.document.uid))
    assert seen.form is not None
    assert seen.form.standing.isHidden()


def test_documents_are_turned_over_in_the_order_of_their_days(qtbot: QtBot, shop: Shop) -> None:
    firm = shop.firm
    days = ("2026-11-20", "2026-11-18", "2026-11-20")
    middle, first, last = [
        documents.post(firm, documents.settle(firm, receipt(shop, "散装瓜子", day=day))).document.uid
        for day in days
    ]
    draft = receipt(shop, "散装瓜子")
    documents.save_draft(firm, draft)
    order = [first, middle, last, draft.uid]
    for before, after in itertools.pairwise(order):
        assert documents.neighbour(firm, "goods_receipt", before, 1) == after
        assert documents.neighbour(firm, "goods_receipt", after, -1) == before
    assert documents.neighbour(firm, "goods_receipt", first, -1) == ""
    assert documents.neighbour(firm, "goods_receipt", draft.uid, 1) == ""
    assert documents.neighbour(firm, "goods_receipt", "not saved yet", -1) == draft.uid
    page = opened(qtbot, DocumentEditor.of_saved(shop.desk, middle))
    page.acts.turn(-1)
    settle_down(qtbot)
    assert ("document", first) in shop.gone.calls


def test_a_source_is_read_once_however_many_lines_are_drawn_from_it(shop: Shop) -> None:
    bought = receipt(shop, *["散装瓜子", "金龙鱼调和油 5L"] * 20)
    posted = documents.post(shop.firm, documents.settle(shop.firm, bought)).document
    drawn = documents.draw(shop.firm, "purchase_return", (posted.uid,))
    unpriced = replace(drawn, lines=tuple(replace(line, price=None) for line in drawn.lines))
    asked: list[str] = []
    connection = shop.firm.books.connection()
    connection.set_trace_callback(asked.append)
    settled = documents.settle(shop.firm, unpriced)
    connection.set_trace_callback(None)
    assert all(line.price for line in settled.lines)
    assert len([question for question in asked if question.startswith("SELECT payload")]) <= 2


def test_what_was_posted_makes_room_for_the_next_one(clerk: Clerk) -> None:
    clerk.go("xsckd")
    for _ in range(3):
        clerk.keys.press("F2")
        clerk.keys.enter("lz", "10001", "1")
        clerk.keys.press("F9")
        assert clerk.document.state is State.POSTED, clerk.document.banner.text
        assert len(clerk.window.work.opened) == 1
    clerk.keys.press("F2", "Esc")
    assert clerk.list.title == "销售出库单"


def test_what_was_opened_to_be_looked_at_stays(clerk: Clerk) -> None:
    clerk.go("xsckd")
    clerk.keys.press("Ctrl+Home", "Down", "Return", "F2")
    assert len(clerk.window.work.opened) == 2
