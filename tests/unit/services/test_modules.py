"""Modules of a firm: switched through the log, asked by every reader, and by the command line too."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli import main
from app.core.clock import FixedClock
from app.domain.modules.catalogue import MODULES
from app.domain.modules.errors import NotInUse
from app.domain.modules.templates import TEMPLATES
from app.services import document_form, documents, founding, modules, proof, records, reports, settings
from app.services.firm import Firm, Profile
from tests.builders import a_shop, line
from tests.unit.services.test_custom_fields import book


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


def _an_order(uid: str = "") -> dict[str, object]:
    lines = [{"item": "货", "quantity": "1", "price": "2"}]
    more = {"uid": uid} if uid else {}
    return {"type": "purchase_order", "party": "供应商", "warehouse": "主仓库", "lines": lines, **more}


def test_nothing_new_of_what_is_put_away_is_begun(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The window offers no purchase order; the command line and an import say why, and what brings it back."""
    path = tmp_path / "a.zhanggui"
    shop = a_shop(path=path)
    shop.does("goods_receipt", line("货", 10, at=3), party="供应商")
    modules.switch(shop.firm, {"orders": False})
    (tmp_path / "order.json").write_text(json.dumps(_an_order()), encoding="utf-8")
    post = ["post", str(tmp_path / "order.json"), "--firm", str(path)]
    before = proof.verify(shop.firm).operations
    assert main(post) == 1
    told = capsys.readouterr().err
    assert "这个账套收起了“订单”，不开新的采购订单。" in told
    assert "zhanggui modules orders=on" in told
    assert main([*post, "--json"]) == 1
    assert json.loads(capsys.readouterr().out) | {"message": ""} == {
        "code": "NOT_IN_USE", "message": "", "document": None, "line": None, "field": "type",
    }  # fmt: skip
    rows: list[tuple[str | int, ...]] = [
        ("商品编码", "数量"),
        (records.load(shop.firm, "item", shop.item("货"))["code"], 3),
    ]
    file = book(tmp_path / "采购订单.xlsx", *rows)
    assert main(["import", str(file), "--as", "purchase_order", "--firm", str(path)]) == 1
    assert "zhanggui modules orders=on" in capsys.readouterr().err
    assert proof.verify(shop.firm).operations == before
    assert main(["modules", "orders=on", "--firm", str(path)]) == 0
    assert main(post) == 0
    capsys.readouterr()


def test_what_was_begun_is_finished_and_what_is_posted_answers(firm: Firm) -> None:
    shop = a_shop()
    shop.does("goods_receipt", line("货", 10, at=3), party="供应商")
    draft = document_form.from_json(shop.firm, _an_order("a" * 32))
    documents.save_draft(shop.firm, draft)
    modules.switch(shop.firm, {"orders": False, "purchases": False})
    with pytest.raises(NotInUse) as refused:
        document_form.post(shop.firm, _an_order("b" * 32))
    assert refused.value.switches == "purchases=on orders=on"
    assert refused.value.document == "b" * 32
    assert document_form.post(shop.firm, _an_order("a" * 32)).number
    assert document_form.post(shop.firm, _an_order("a" * 32)).is_known


def test_a_module_that_another_one_needs_is_named_with_it(firm: Firm) -> None:
    modules.switch(firm, {"stock": False, "assembly": False})
    with pytest.raises(NotInUse) as refused:
        modules.refuse_to_begin(firm, "assembly")
    assert refused.value.switches == "stock=on assembly=on"
    modules.switch(firm, {"assembly": True, "stock": True})
    modules.refuse_to_begin(firm, "assembly")
