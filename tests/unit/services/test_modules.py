"""Modules of a firm: switched through the log, asked by every reader, and by the command line too."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli import main
from app.core.clock import FixedClock
from app.domain.modules.catalogue import MODULES
from app.domain.modules.templates import TEMPLATES
from app.services import founding, modules, proof, records, reports, settings
from app.services.firm import Firm, Profile
from tests.builders import a_shop, line


@pytest.fixture
def firm() -> Iterator[Firm]:
    made = founding.create(":memory:", Profile(name="小店"), clock=FixedClock("2026-11-22"))
    yield made
    made.close()


def test_everything_is_on_until_somebody_switches(firm: Firm) -> None:
    assert modules.states(firm) == dict.fromkeys(MODULES.keys(), True)
    assert modules.hidden(firm) == frozenset()
    assert modules.switch(firm, {"tax": True}).kinds == frozenset()


def test_a_switch_is_an_operation_and_is_replayed(firm: Firm) -> None:
    assert modules.switch(firm, {"tax": False}).kinds == {"setting"}
    assert not modules.is_on(firm, "line:tax_rate")
    assert proof.verify(firm).ok
    modules.switch(firm, {"tax": True})
    assert modules.is_on(firm, "line:tax_rate")


@pytest.mark.parametrize("key", TEMPLATES.keys())
def test_a_template_begins_a_sound_firm(key: str) -> None:
    template = TEMPLATES[key]
    firm = founding.create(
        ":memory:", Profile(name="小店"), template=template, clock=FixedClock("2026-11-22")
    )
    assert {each for each, is_on in modules.states(firm).items() if not is_on} == template.off
    assert len(records.listing(firm, "category").rows) == len(template.categories)
    assert {each: settings.values(firm)[each] for each, _ in template.settings} == dict(template.settings)
    assert proof.verify(firm).ok
    firm.close()


def test_readers_leave_out_what_is_off(firm: Firm) -> None:
    modules.switch(firm, {"credit": False, "sales": False, "staff": False})
    assert "sales_profit" not in {each.key for each in reports.offered(firm)}
    assert "credit" not in {field.key for field in settings.offered(firm)}
    columns = {column.key for column in records.listing(firm, "customer").columns}
    assert not columns & {"credit_limit", "salesperson"}
    assert "staff" not in {field.key for field in reports.questions(firm, "purchases")}
    assert "staff" in {field.key for field in reports.questions(firm, "purchases", {"staff": "x"})}


def test_a_column_of_what_is_off_stays_while_it_says_something() -> None:
    shop = a_shop()
    shop.does("goods_receipt", line("货", 10, at=3), party="供应商")
    modules.switch(shop.firm, {"orders": False, "units": False})

    def columns() -> set[str]:
        return {column.key for column in reports.run(shop.firm, "stock_on_hand", {}).columns}

    assert not columns() & {"incoming", "reserved"}
    shop.does("sales_order", line("货", 2, at=9), party="客户")
    assert "reserved" in columns()
    assert "incoming" not in columns()


def test_without_stock_new_items_are_services(firm: Firm) -> None:
    goods = records.save(firm, "item", {"name": "货"})[0]
    modules.switch(firm, {"stock": False})
    service = records.save(firm, "item", {"name": "修理"})[0]
    records.save(firm, "item", {"uid": goods, "spec": "大"})
    assert not records.load(firm, "item", goods)["is_service"]
    assert records.load(firm, "item", service)["is_service"]
    assert proof.verify(firm).ok


def test_new_items_are_counted_in_the_usual_unit(firm: Firm) -> None:
    settings.save(firm, {"item_unit": "袋"})
    uid = records.save(firm, "item", {"name": "米"})[0]
    assert records.load(firm, "item", uid)["base_unit"] == "袋"


def test_the_command_line_begins_shows_and_switches(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(tmp_path / "books.zhanggui")
    assert main(["firm", "new", path, "--name", "店", "--template", "register", "--json"]) == 0
    capsys.readouterr()
    assert main(["modules", "--firm", path, "--json"]) == 0
    states = json.loads(capsys.readouterr().out)
    assert states["stock"] is True
    assert states["sales"] is False
    assert main(["modules", "sales=on", "stock=off", "--firm", path]) == 0
    told = capsys.readouterr().out
    assert "on  sales" in told
    assert "off stock" in told
    assert main(["report", "--firm", path, "--json"]) == 0
    listed = {each["key"] for each in json.loads(capsys.readouterr().out)}
    assert "sales_profit" in listed
    assert "stock_on_hand" not in listed
    assert main(["modules", "sale=on", "--firm", path]) == 1
    assert main(["modules", "sales=perhaps", "--firm", path]) == 2
    capsys.readouterr()
