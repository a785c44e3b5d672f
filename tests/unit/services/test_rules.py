"""Rules of the firm's own: the same bad row breaks the same rule by form, Excel, command line."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from app.core.errors import BusinessError
from app.domain.custom.errors import NamedInFormula, PatternRefused, ReasonAsked, RuleBroken, UnknownName
from app.domain.errors import MissingField, WrongValue
from app.i18n.messages import sentence
from app.services import document_form, documents, imports, proof, records
from app.services.firm import Firm
from tests.builders import Shop, a_shop
from tests.unit.services.brought import counted, operations
from tests.unit.services.test_custom_fields import add, book, uid_of


@pytest.fixture(name="shop")
def _shop(tmp_path: Path) -> Shop:
    return a_shop(path=tmp_path / "a.zhanggui")


def rule(firm: Firm, **values: Any) -> str:
    uid, _ = records.save(firm, "rule", {"name": "规则", **values})
    return str(records.load(firm, "rule", uid)["code"])


def test_the_same_row_breaks_the_same_rule_everywhere(
    shop: Shop, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    firm = shop.firm
    code = rule(
        firm, name="手机 11 位", belongs_to="party", check="pattern", field="电话", pattern=r"1\d{10}"
    )
    bad = {"name": "甲", "phone": "138"}
    before = operations(firm)
    by_form = records.problems(firm, "customer", bad)
    with pytest.raises(RuleBroken) as saved:
        records.save(firm, "customer", bad)
    file = book(tmp_path / "a.xlsx", ("客户名称", "电话"), ("甲", "138"))
    by_excel = imports.run(firm, file).errors
    assert main(["import", str(file), "--json", "--firm", str(tmp_path / "a.zhanggui")]) == 1
    by_command = json.loads(capsys.readouterr().out)["refused"]
    says = {sentence(by_form[0]), sentence(saved.value), by_excel[0].message, by_command[0]["message"]}
    assert len(says) == 1
    assert code in says.pop()
    assert (saved.value.rule, saved.value.field) == (code, "phone")
    assert (by_excel[0].row, by_excel[0].column, by_excel[0].code) == (2, "B", "RULE_BROKEN")
    assert operations(firm) == before


def a_delivery(shop: Shop, price: str, quantity: str = "10", **more: Any) -> dict[str, Any]:
    line = {"item": "苹果", "quantity": quantity, "price": price}
    return {"type": "delivery", "party": "小王", "warehouse": "主仓库", "lines": [line], **more}


@pytest.fixture(name="selling")
def _selling(shop: Shop) -> Shop:
    shop.receives("苹果", kg=100, at="4")
    records.save(shop.firm, "customer", {"name": "小王"})
    apple = records.search(shop.firm, "item", "苹果")[0].uid
    records.save(shop.firm, "item", {"uid": apple, "lowest": 5_000_000})
    return shop


def test_no_price_below_the_lowest(selling: Shop) -> None:
    code = rule(selling.firm, belongs_to="line", doc_type="delivery", condition="成交价 ≥ 最低售价")
    with pytest.raises(RuleBroken) as refused:
        document_form.post(selling.firm, a_delivery(selling, "4.99"))
    assert (refused.value.rule, refused.value.line, refused.value.field) == (code, 1, "price")
    draft = document_form.from_json(selling.firm, a_delivery(selling, "4.99"))
    assert [sentence(each) for each in documents.check(selling.firm, draft)] == [sentence(refused.value)]
    assert document_form.post(selling.firm, a_delivery(selling, "5")).number


def test_a_warning_is_told_and_does_not_stop(selling: Shop, tmp_path: Path) -> None:
    rule(selling.firm, belongs_to="line", check="required", field="行备注", level="warn")
    posted = document_form.post(selling.firm, a_delivery(selling, "5"))
    assert [each.code for each in posted.warnings] == ["RULE_BROKEN"]
    rule(selling.firm, belongs_to="customer", check="length", field="客户名称", most="3", level="warn")
    outcome = imports.run(selling.firm, book(tmp_path / "b.xlsx", ("客户名称", "电话"), ("很长的名字", "1")))
    assert outcome.is_done
    assert [issue.code for issue in outcome.warnings] == ["RULE_BROKEN"]
    uid = records.search(selling.firm, "customer", "很长的名字")[0].uid
    assert records.warnings(selling.firm, "customer", {"uid": uid})


def test_a_reason_is_asked_for_and_kept(selling: Shop, tmp_path: Path) -> None:
    firm = selling.firm
    rule(firm, belongs_to="head", doc_type="delivery", condition="总金额 ≤ 500", level="reason")
    with pytest.raises(ReasonAsked) as asked:
        document_form.post(firm, a_delivery(selling, "20", "30"))
    assert asked.value.field == "x_reason"
    posted = document_form.post(firm, a_delivery(selling, "20", "30", 例外原因="老客户"))
    assert posted.document.header["x_reason"] == "老客户"
    rule(firm, belongs_to="customer", check="range", field="信用额度", most="1000", level="reason")
    file = book(tmp_path / "c.xlsx", ("客户名称", "信用额度"), ("大户", 5000))
    assert [issue.code for issue in imports.run(firm, file).errors] == ["REASON_ASKED"]
    assert counted(imports.run(firm, file, reason="老板同意")) == (1, 0, 0)
    uid = records.search(firm, "customer", "大户")[0].uid
    assert records.load(firm, "customer", uid)["x_reason"] == "老板同意"
    records.save(firm, "customer", {"uid": uid, "credit_limit": 100})
    assert records.load(firm, "customer", uid)["x_reason"] == ""
    with pytest.raises(ReasonAsked):
        records.save(firm, "customer", {"uid": uid, "credit_limit": 500_000})
    assert proof.verify(firm).findings == ()


def test_nothing_twice(shop: Shop, tmp_path: Path) -> None:
    code = rule(shop.firm, belongs_to="customer", check="unique", field="简称")
    records.save(shop.firm, "customer", {"name": "甲", "short_name": "A"})
    with pytest.raises(RuleBroken) as refused:
        records.save(shop.firm, "customer", {"name": "乙", "short_name": "ａ"})
    assert refused.value.rule == code
    file = book(tmp_path / "d.xlsx", ("客户名称", "简称"), ("丙", "B"), ("丁", "b"))
    assert [(issue.row, issue.code) for issue in imports.run(shop.firm, file).errors] == [(3, "RULE_BROKEN")]


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"check": "pattern", "field": "规格", "pattern": "(a+)+b"}, PatternRefused),
        ({"check": "pattern", "field": "规格", "pattern": "(a"}, PatternRefused),
        ({"check": "range", "field": "进价", "least": "abc"}, WrongValue),
        ({"check": "required", "field": "没有"}, UnknownName),
        ({"condition": "没有 > 1"}, UnknownName),
        ({}, MissingField),
        ({"belongs_to": "line", "check": "unique", "field": "批号"}, WrongValue),
    ],
)
def test_what_is_no_rule_is_refused(shop: Shop, values: dict[str, str], problem: type[BusinessError]) -> None:
    with pytest.raises(problem):
        rule(shop.firm, **{"belongs_to": "item", **values})


def test_a_rule_follows_its_field_and_holds_it(shop: Shop) -> None:
    key = add(shop.firm, name="毛重", belongs_to="item", kind="number")
    rule(shop.firm, belongs_to="item", condition="毛重 > 0")
    with pytest.raises(NamedInFormula):
        records.disable(shop.firm, "custom_field", uid_of(shop.firm, key))
    records.save(shop.firm, "custom_field", {"uid": uid_of(shop.firm, key), "name": "总重"})
    with pytest.raises(RuleBroken):
        records.save(shop.firm, "item", {"name": "碗", key: -1_000_000})
    records.save(shop.firm, "item", {"name": "盘"})  # what is empty is not judged
