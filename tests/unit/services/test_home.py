"""The first page reads what a role shows of what the firm uses."""

import pytest

from app.domain.modules.templates import TEMPLATES
from app.domain.roles import MOST_ACTS, MOST_FIGURES, ROLES
from app.services import home, modules, records
from tests.builders import a_shop, line


@pytest.mark.parametrize("template", TEMPLATES.keys())
def test_every_firm_has_a_role_and_no_role_too_much(template: str) -> None:
    firm = a_shop().firm
    modules.apply(firm, TEMPLATES[template])
    hidden = modules.hidden(firm)
    assert home.roles(firm)[0].key == "owner"
    for role in home.roles(firm):
        assert 1 < len(home.acts(firm, role)) <= MOST_ACTS
        assert not hidden & set(home.acts(firm, role))
        assert len(home.figures(firm, role)) <= MOST_FIGURES
        today = home.today(firm, role)
        assert [*today.readings] == [each.key for each in home.figures(firm, role)]


def test_a_firm_that_uses_nothing_has_an_owner() -> None:
    firm = a_shop().firm
    modules.switch(firm, dict.fromkeys(modules.MODULES.keys(), False))
    assert [role.key for role in home.roles(firm)] == ["owner"]
    assert home.acts(firm, ROLES["owner"]) == ("record:item",)
    assert home.today(firm, ROLES["owner"]).readings == {}


def test_where_goods_are_only_noted_nobody_is_a_cashier() -> None:
    firm = a_shop().firm
    modules.apply(firm, TEMPLATES["register"])
    assert [role.key for role in home.roles(firm)] == ["owner", "keeper"]
    assert "document:other_receipt" in home.acts(firm, ROLES["owner"])


def test_the_figures_of_a_day() -> None:
    shop = a_shop()
    shop.does("purchase_order", line("货", 10, at=3), party="供应商", expected_on="2026-03-02")
    shop.does("sales_order", line("货", 2, at=9), party="客户")
    shop.does("goods_receipt", line("货", 10, at=3), party="供应商")
    shop.does(
        "delivery", line("货", 4, at=5), party="客户", account=shop.account(), paid="5", due_on="2026-03-02"
    )
    readings = {
        key: reading.value for role in ROLES for key, reading in home.today(shop.firm, role).readings.items()
    }
    assert readings == {
        "sales": 2000,
        "profit": 800,
        "stock_value": 1800,
        "overdue": 0,
        "receivable": 1500,
        "payable": 3000,
        "cash": 500,
        "received": 500,
        "purchases": 3000,
        "to_receive": 1,
        "to_deliver": 1,
        "short": 0,
    }


def test_money_is_overdue_when_its_day_has_passed() -> None:
    shop = a_shop()
    shop.does("other_receipt", line("货", 10, at=3), reason="found")
    shop.does("delivery", line("货", 4, at=5), party="客户", due_on="2026-03-03")
    shop.day("2026-03-03")
    assert home.today(shop.firm, ROLES["owner"]).readings["overdue"].value == 0
    shop.day("2026-03-05")
    reading = home.today(shop.firm, ROLES["owner"]).readings["overdue"]
    assert (reading.value, reading.tone, dict(reading.note.facts if reading.note else ())) == (
        2000,
        "bad",
        {"count": 1, "days": 2},
    )


def test_what_waits_is_of_the_role() -> None:
    shop = a_shop()
    shop.does("purchase_order", line("货", 10, at=3), party="供应商", expected_on="2026-03-02")
    shop.does("goods_receipt", line("货", 10, at=3), party="供应商", due_on="2026-03-02")
    shop.does("delivery", line("货", 4, at=5), party="客户", due_on="2026-03-02")
    shop.day("2026-03-09")
    limits = [{"warehouse": shop.warehouse("主仓库"), "safety": 100_000_000}]
    records.save(shop.firm, "item", {"uid": shop.item("货"), "limits": limits})

    def kinds(role: str) -> list[object]:
        return [row[0] for row in home.today(shop.firm, ROLES[role]).todos.rows]

    assert kinds("owner") == ["short", "late", "overdue", "payable"]
    assert kinds("buyer") == ["short", "late"]
    assert kinds("cashier") == []
    assert kinds("accountant") == ["overdue", "payable"]
    modules.switch(shop.firm, {"purchases": False, "orders": False})
    assert kinds("owner") == ["short", "overdue"]
