"""Every check of a rule at every level, by window, import and command line: one sentence, one outcome."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.cli import main
from app.domain.records.types.rule import CHECK, LEVEL
from app.gui.editors.record_editor import RecordEditor
from app.i18n.messages import sentence
from app.services import document_form, documents, imports, proof, records
from tests.builders import Shop, a_shop, line
from tests.gui.shop import Shop as Window
from tests.gui.shop import settle_down
from tests.gui.shop import shop as shop  # noqa: PLC0414 - a fixture handed on
from tests.intake.sheets import book
from tests.unit.services.brought import operations


class Case(NamedTuple):
    """A rule, and what breaks it: of a customer by field, header and text."""

    rule: dict[str, str]
    field: str = "short_name"
    header: str = "简称"
    text: str = "ABC"


CASES: Final = {
    "required": Case({"field": "简称"}, text=""),
    "unique": Case({"field": "简称"}, text="TAKEN"),
    "length": Case({"field": "简称", "most": "2"}),
    "range": Case({"field": "信用额度", "most": "1000"}, "credit_limit", "信用额度", "5000"),
    "pattern": Case({"field": "简称", "pattern": "[a-z]+"}),
    "listed": Case({"field": "简称", "options": "DEF\nGHI"}),
    "compared": Case({"condition": "简称 <> 'ABC'"}),
}
LEVELS: Final = [choice.key for choice in LEVEL.choices]


def test_every_check_has_its_case() -> None:
    assert set(CASES) == {choice.key for choice in CHECK.choices}


def make(firm: Any, check: str, level: str, **more: str) -> None:
    values = {"name": "规则", "belongs_to": "customer", "check": check, "level": level, **CASES[check].rule}
    records.save(firm, "rule", {**values, **more})


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("check", CASES)
def test_a_record(
    qtbot: QtBot,
    shop: Window,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    check: str,
    level: str,
) -> None:
    firm, case = shop.firm, CASES[check]
    records.save(firm, "customer", {"name": "First", "short_name": "taken"})
    make(firm, check, level)
    code = "REASON_ASKED" if level == "reason" else "RULE_BROKEN"
    began = operations(firm)

    page = by_window(qtbot, shop, case)
    says = page.banner.text if level == "warn" else page.form.form.editor(_at(case, level)).toolTip()
    found = records.search(firm, "customer", "Window")
    assert bool(found) == (level == "warn")
    if level == "reason":
        assert page.form.form.editor("x_reason").property("fault")
        page.form.form.focus("x_reason")
        QTest.keyClicks(page.form.form.editor("x_reason"), "old friend")
        page.form.save()
        settle_down(qtbot)
        settle_down(qtbot)
        uid = records.search(firm, "customer", "Window")[0].uid
        assert records.load(firm, "customer", uid)["x_reason"] == "old friend"
    assert "GZ00001" in says
    if check == "unique":  # or the next ways meet it, not the first one
        clear(firm)

    file = book(tmp_path / "a.xlsx", [("客户名称", case.header), ("Import", case.text or None)])
    told = imports.run(firm, file)
    issues = told.warnings if level == "warn" else told.errors
    assert [(issue.row, issue.code) for issue in issues] == [(2, code)]
    assert told.is_done == (level == "warn")
    assert issues[0].message.rstrip("。") in says.replace("\n", "") or says.rstrip("。") in issues[0].message

    run = ["import", str(file), "--as", "customer", "--json", "--firm", str(firm.path)]
    assert main(run) == (0 if level == "warn" else 1)
    plain = json.loads(capsys.readouterr().out)
    by_command = plain["warnings" if level == "warn" else "refused"]
    assert [each["message"] for each in by_command] == [issues[0].message]
    if level == "reason":
        assert main([*run, "--reason", "boss agrees"]) == 0
        plain = json.loads(capsys.readouterr().out)
        assert [each["row"] for each in plain["excused"]] == [2]
        uid = records.search(firm, "customer", "Import")[0].uid
        assert records.load(firm, "customer", uid)["x_reason"] == "boss agrees"
    if level == "block":
        assert operations(firm) == began
    assert proof.verify(firm).findings == ()


def _at(case: Case, level: str) -> str:
    return "x_reason" if level == "reason" else case.field


def clear(firm: Any) -> None:
    for hit in records.search(firm, "customer", "Window"):
        records.save(firm, "customer", {"uid": hit.uid, "short_name": ""})


def by_window(qtbot: QtBot, shop: Window, case: Case) -> RecordEditor:
    page = RecordEditor(shop.desk, "customer", "")
    qtbot.addWidget(page)
    page.resize(1210, 690)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    settle_down(qtbot)
    page.form.form.focus("name")
    QTest.keyClicks(page.form.form.editor("name"), "Window")
    page.form.form.focus(case.field)
    QTest.keyClicks(page.form.form.editor(case.field), case.text)
    page.form.save()
    for _ in range(3):
        settle_down(qtbot)
    return page


# Documents


HEADS: Final = {
    "required": {"field": "备注"},
    "unique": {"field": "对方单号", "within": "供应商"},
    "length": {"field": "对方单号", "least": "9"},
    "range": {"field": "总金额", "most": "1"},
    "pattern": {"field": "对方单号", "pattern": "[a-z]+"},
    "listed": {"field": "对方单号", "options": "A1\nA2"},
    "compared": {"condition": "总金额 < 1"},
}
ROWS: Final = {
    "required": {"field": "行备注"},
    "unique": {"field": "箱号", "within": "供应商"},
    "length": {"field": "箱号", "least": "9"},
    "range": {"field": "数量", "most": "1"},
    "pattern": {"field": "箱号", "pattern": "[a-z]+"},
    "listed": {"field": "箱号", "options": "A1\nA2"},
    "compared": {"condition": "数量 < 1"},
}
Way = Callable[[Shop], None]


def a_receipt(shop: Shop, key: str, **more: Any) -> dict[str, Any]:
    remark = {} if more.pop("bare", False) else {"remark": "x"}
    lines = [{"item": "苹果", "quantity": "3", "price": "2", key: "B 1"}]
    return {
        "type": "goods_receipt", "party": "果园", "warehouse": "主仓库", "their_number": "S 1", "lines": lines,
        **remark, **more,
    }  # fmt: skip


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("check", CASES)
@pytest.mark.parametrize("where", ["head", "line"])
def test_a_document(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], where: str, check: str, level: str
) -> None:
    shop = a_shop(path=tmp_path / "a.zhanggui")
    firm = shop.firm
    records.save(firm, "custom_field", {"name": "箱号", "belongs_to": "line"})
    key = firm.shapes.definitions[0].key
    shop.does("goods_receipt", line("苹果", 1, at=2, **{key: "b1"}), party="果园", their_number="s1")
    values = {
        "name": "规则",
        "belongs_to": where,
        "doc_type": "goods_receipt",
        "check": check,
        "level": level,
    }
    records.save(firm, "rule", {**values, **(HEADS if where == "head" else ROWS)[check]})
    code = "REASON_ASKED" if level == "reason" else "RULE_BROKEN"
    at = 1 if where == "line" else 0
    plain = a_receipt(shop, key, bare=True)
    began = operations(firm)

    draft = document_form.from_json(firm, plain)  # what the editor checks, and what it posts
    by_check = [each for each in documents.check(firm, draft) if each.code == code]
    assert bool(by_check) == (level != "warn")
    assert all(each.line == at for each in by_check)
    file = tmp_path / "a.json"
    file.write_text(json.dumps(plain), encoding="utf-8")
    post = ["post", str(file), "--json", "--firm", str(firm.path)]
    assert main(post) == (0 if level == "warn" else 1)
    told = json.loads(capsys.readouterr().out)
    problem = told["warnings"][0] if level == "warn" else told
    assert (problem["code"], problem["line"]) == (code, at or None)
    assert "GZ00001" in problem["message"]
    if level == "warn":
        return
    assert problem["message"] == sentence(by_check[0])
    assert operations(firm) == began

    item = records.load(firm, "item", shop.item("苹果"))["code"]
    header = ("单号", "供应商", "仓库", "商品编码", "数量", "单价", "箱号")
    sheet = book(tmp_path / "采购入库单.xlsx", [header, ("S 1", "果园", "主仓库", item, 3, 2, "B 1")])
    outcome = imports.run(firm, sheet, kind="goods_receipt", post=True)
    assert not outcome.is_done
    assert [(issue.row, issue.code, issue.message) for issue in outcome.errors] == [
        (2, code, problem["message"])
    ]
    if level == "reason":
        outcome = imports.run(firm, sheet, kind="goods_receipt", post=True, reason="老板同意")
        assert outcome.is_done
        assert [issue.row for issue in outcome.excused] == [2]
        assert main([*post, "--reason", "老板同意"]) == 0
        capsys.readouterr()
        for row in documents.listing(firm, "goods_receipt").drills[:2]:
            assert row is not None
            found = documents.view(firm, str(dict(row.params)["uid"])).document
            assert found.header["x_reason"] == "老板同意"
    assert proof.verify(firm).findings == ()
