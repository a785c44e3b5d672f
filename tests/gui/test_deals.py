"""F4 on a line: what its goods went for before, with this party and with others; Enter takes the price."""

from app.core.numbers import price
from app.gui.editors.deal_panel import DealPanel
from app.services import documents
from tests.gui.clerk import Clerk
from tests.gui.clerk import clerk as clerk  # noqa: PLC0414 - a fixture handed on
from tests.gui.clerk import trade as trade  # noqa: PLC0414


def sell(clerk: Clerk, party: str, each: str, count: str = "2") -> str:
    trade = clerk.trade
    return trade.post(trade.document("delivery", trade.customers[party], [("10006", count, each)]))


def panel(clerk: Clerk) -> DealPanel:
    """The deals beside the document in front."""
    content = clerk.document.sides.panel.content
    assert isinstance(content, DealPanel)
    return content


def test_the_last_deals_stand_beside_and_enter_takes_one(clerk: Clerk) -> None:
    own, other = "老周便利店", "桥头早餐铺"
    sell(clerk, own, "15.10")
    sell(clerk, other, "14.90")
    sell(clerk, own, "15.20")
    documents.void(clerk.trade.firm, sell(clerk, own, "1.00"))
    clerk.go("xsckd")
    clerk.keys.press("F2")
    clerk.keys.enter("lzbld", "htsc", "3")
    clerk.keys.press("Shift+Return", "F4")  # back to the quantity
    rows = panel(clerk).card.view.rows
    shown = [(rows.value_of(row, "party"), rows.value_of(row, "price")) for row in range(3)]
    assert shown[:2] == [(own, price("15.20")), (own, price("15.10"))]
    assert other in {rows.value_of(row, "party") for row in range(rows.rowCount())}
    assert price("1.00") not in {rows.value_of(row, "price") for row in range(rows.rowCount())}
    cost, others = panel(clerk).says.split("\n")
    assert cost == "最近进价 10.177（不含税），这一行毛利 24.3%"  # 11.50 with 13% in it, 15.20
    assert others == "其他往来单位最近 14.90 ～ 15.90"
    clerk.keys.press("Down", "Return")
    assert clerk.document.sides.panel.isHidden()
    assert clerk.document.document.lines[0].price == price("15.10")
    form = clerk.document.form
    assert form is not None
    assert form.lines.isAncestorOf(clerk.keys.focus)


def test_f4_while_a_figure_is_typed_and_esc_goes_back(clerk: Clerk) -> None:
    clerk.go("cgrkd")
    clerk.keys.press("F2")
    clerk.keys.enter("yhjl", "htsc")
    clerk.keys.type("7")
    clerk.keys.press("F4")
    rows = panel(clerk).card.view.rows
    assert rows.value_of(0, "price") == price("11.50")
    assert panel(clerk).says == "其他往来单位最近 11.50 ～ 11.50"
    clerk.keys.press("Esc")
    assert clerk.document.sides.panel.isHidden()
    assert clerk.document.document.lines[0].quantity == 7_000_000


def test_on_a_posted_document_it_only_shows(clerk: Clerk) -> None:
    clerk.go("xsdd")
    clerk.keys.press("Return", "Ctrl+Home", "F4")
    before = clerk.document.document
    clerk.keys.press("Return")
    assert clerk.document.document == before
    assert panel(clerk).card.is_empty or panel(clerk).card.view.rows.rowCount()


def test_a_price_is_in_the_unit_of_the_line(clerk: Clerk) -> None:
    firm = clerk.trade.firm
    order = clerk.trade.document("delivery", clerk.trade.customers["老周便利店"], [("10006", "1", "15.90")])
    sell(clerk, "老周便利店", "15.00")
    boxed = documents.settle(firm, order.with_line(1, order.lines[0]))
    line = boxed.lines[0].with_value("numerator", 6)
    found = documents.deals(firm, boxed, line)
    assert found.prices[0] == price("90")
