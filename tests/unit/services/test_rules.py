"""Rules of the firm's own: the same bad row breaks the same rule by form, Excel, command line."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from app.core.errors import BusinessError
from app.domain.custom.errors import (
    NamedInFormula,
    NotLookedFor,
    PatternRefused,
    ReasonAsked,
    RuleBroken,
    UnknownName,
)
from app.domain.errors import MissingField, WrongValue
from app.i18n.catalog import fill
from app.i18n.messages import sentence
from app.services import document_form, documents, imports, merging, proof, records
from app.services.firm import Firm
from tests.builders import Shop, a_shop, line
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
        ({"belongs_to": "line", "check": "unique", "field": "批号"}, NotLookedFor),
        ({"belongs_to": "head", "check": "unique", "field": "对方单号", "within": "备注"}, NotLookedFor),
        ({"check": "unique", "field": "规格", "within": "品牌"}, WrongValue),
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


def a_receipt(shop: Shop, number: str, supplier: str = "果园", **more: Any) -> documents.Posted:
    draft = shop.writes("goods_receipt", line("苹果", 1, at=2, **more), party=supplier, their_number=number)
    return documents.post(shop.firm, draft)


def test_a_suppliers_number_stands_once_with_that_supplier(shop: Shop) -> None:
    rule(shop.firm, name="送货单号重复", belongs_to="head", check="unique", field="对方单号", within="供应商")
    first = a_receipt(shop, "SH 001")
    with pytest.raises(RuleBroken) as refused:
        a_receipt(shop, "ｓｈ001")
    assert (refused.value.field, refused.value.line) == ("their_number", 0)
    assert f"送货单号重复（{first.number}）" in sentence(refused.value)
    a_receipt(shop, "SH 001", "农场")
    a_receipt(shop, "")
    a_receipt(shop, "")
    documents.void(shop.firm, first.document.uid, "错")
    a_receipt(shop, "SH001")
    shop.does("purchase_order", line("苹果", 1, at=2), party="果园", their_number="SH001")  # another type
    assert proof.verify(shop.firm).findings == ()


def test_who_was_merged_counts_as_the_same_supplier(shop: Shop) -> None:
    rule(shop.firm, belongs_to="head", check="unique", field="对方单号", within="供应商")
    a_receipt(shop, "A1", "老果园")
    merging.merge(shop.firm, "supplier", shop.supplier("老果园"), shop.supplier("果园"))
    with pytest.raises(RuleBroken):
        a_receipt(shop, "A1")


def test_without_a_field_it_stands_once_at_all(shop: Shop) -> None:
    rule(shop.firm, belongs_to="head", doc_type="goods_receipt", check="unique", field="对方单号")
    a_receipt(shop, "A1")
    with pytest.raises(RuleBroken):
        a_receipt(shop, "A1", "农场")


def test_a_line_stands_once_in_its_document_and_in_all(shop: Shop) -> None:
    box = add(shop.firm, name="箱号", belongs_to="line")
    shift = add(shop.firm, name="班次", belongs_to="head")
    rule(shop.firm, belongs_to="line", check="unique", field="箱号", within="班次")
    twice = shop.writes(
        "goods_receipt",
        line("苹果", 1, at=2, **{box: "B1"}),
        line("梨", 1, at=2, **{box: "b 1"}),
        party="果园",
    )
    with pytest.raises(RuleBroken) as refused:
        documents.post(shop.firm, twice)
    assert (refused.value.line, refused.value.field) == (2, box)
    assert "（第 1 行）" in sentence(refused.value)

    def receives(which: str) -> None:
        shop.does("goods_receipt", line("苹果", 1, at=2, **{box: "B1"}), party="果园", **{shift: which})

    receives("早")
    receives("晚")
    with pytest.raises(RuleBroken):
        receives("早")
    records.save(shop.firm, "custom_field", {"uid": uid_of(shop.firm, shift), "name": "轮班"})
    with pytest.raises(RuleBroken):  # the rule follows its field
        receives("晚")
    with pytest.raises(NamedInFormula):
        records.disable(shop.firm, "custom_field", uid_of(shop.firm, shift))


def test_a_draft_that_names_nobody_is_looked_at_all_the_same(shop: Shop) -> None:
    rule(shop.firm, belongs_to="head", check="unique", field="对方单号", within="供应商")
    a_receipt(shop, "A1")
    draft = shop.writes("goods_receipt", line("苹果", 1, at=2), party="果园", their_number="A1")
    for party in ("", "0" * 32):
        codes = {each.code for each in documents.check(shop.firm, replace(draft, party=party))}
        assert codes <= {"MISSING_FIELD", "UNKNOWN_REFERENCE"}
        assert codes


def test_a_record_that_is_named_may_have_to_be(shop: Shop) -> None:
    """What links to another record can be asked for, too."""
    add(shop.firm, name="介绍人", belongs_to="customer", kind="customer")
    rule(shop.firm, belongs_to="customer", check="required", field="介绍人")
    with pytest.raises(RuleBroken):
        records.save(shop.firm, "customer", {"name": "甲"})
    key = shop.firm.shapes.definitions[0].key
    records.save(shop.firm, "customer", {"name": "甲", key: shop.firm.catalogue.walk_in_uid()})


def test_a_warning_about_two_alike_is_told_with_the_other(shop: Shop) -> None:
    rule(shop.firm, belongs_to="customer", check="unique", field="简称", level="warn")
    records.save(shop.firm, "customer", {"name": "甲", "short_name": "A"})
    uid, _ = records.save(shop.firm, "customer", {"name": "乙", "short_name": "a"})
    told = [fill(each) for each in records.warnings(shop.firm, "customer", {"uid": uid})]
    assert any("甲" in each for each in told)


def test_a_reason_goes_when_what_it_was_for_is_gone(shop: Shop) -> None:
    firm = shop.firm
    rule(firm, belongs_to="customer", check="unique", field="简称", level="reason")
    records.save(firm, "customer", {"name": "甲", "short_name": "A"})
    with pytest.raises(ReasonAsked):
        records.save(firm, "customer", {"name": "乙", "short_name": "a"})
    uid, _ = records.save(firm, "customer", {"name": "乙", "short_name": "a", "x_reason": "分店"})
    records.save(firm, "customer", {"uid": uid, "remark": "x"})
    assert records.load(firm, "customer", uid)["x_reason"] == "分店"
    records.save(firm, "customer", {"uid": uid, "short_name": "B"})
    assert records.load(firm, "customer", uid)["x_reason"] == ""
    assert proof.verify(firm).findings == ()


def test_a_rule_follows_a_field_that_only_some_types_have(shop: Shop) -> None:
    key = add(shop.firm, name="车牌", belongs_to="head", doc_type="delivery")
    rule(shop.firm, belongs_to="head", condition="字数(车牌) < 9")
    records.save(shop.firm, "custom_field", {"uid": uid_of(shop.firm, key), "name": "牌照"})
    assert shop.firm.shapes.rules[0]["condition"] == "字数([牌照]) < 9"


def test_the_reason_of_an_import_goes_to_what_needs_one_alone(selling: Shop, tmp_path: Path) -> None:
    firm = selling.firm
    rule(
        firm, belongs_to="line", doc_type="sales_order", check="range", field="数量", most="5", level="reason"
    )
    item = records.load(firm, "item", selling.item("苹果"))["code"]
    head: tuple[str | int, ...] = ("单号", "客户", "商品编码", "数量")
    rows = [head, ("A1", "小王", item, 3), ("A2", "小王", item, 30)]
    file = book(tmp_path / "销售订单.xlsx", *rows)
    trial = imports.run(firm, file, kind="sales_order", dry_run=True)
    assert [(issue.row, issue.code) for issue in trial.asking] == [(3, "REASON_ASKED")]
    done = imports.run(firm, file, kind="sales_order", reason="大客户")
    assert done.is_done
    assert [issue.row for issue in done.excused] == [3]
    drafts = [documents.view(firm, uid).document for uid in done.drafts]
    assert [draft.header.get("x_reason") for draft in drafts] == [None, "大客户"]
