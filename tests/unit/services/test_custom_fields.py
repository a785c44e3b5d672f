"""Fields of the firm's own: filled in, listed, filtered, found, imported, exported, printed, replayed, taken back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.core.errors import BusinessError
from app.core.numbers import quantity
from app.domain.custom.errors import CircularFormula, FieldNameTaken, NamedInFormula, UnknownName
from app.domain.errors import InUse, TooManyPlaces
from app.domain.printing.errors import PrintTemplateBroken
from app.gui.editors.pasting import read_rows
from app.i18n import catalog
from app.services import (
    code_rules,
    document_form,
    document_schema,
    documents,
    exports,
    imports,
    merging,
    modules,
    proof,
    records,
    reports,
)
from app.services.firm import Firm
from app.services.labels import wanted as labels
from app.services.printing import making, templates
from app.services.printing.making import documents_pdf
from tests.builders import Shop, a_shop, line
from tests.unit.services.brought import a_firm, counted

ORIGIN = "景德镇 · No.7（老厂）"


@pytest.fixture(name="firm")
def _firm() -> Iterator[Firm]:
    yield from a_firm()


@pytest.fixture(name="shop")
def _shop() -> Shop:
    return a_shop()


def add(firm: Firm, **values: Any) -> str:
    """Make a field; return the key of its values."""
    uid, _ = records.save(firm, "custom_field", values)
    return next(each.key for each in firm.shapes.definitions if each.uid == uid)


def uid_of(firm: Firm, key: str) -> str:
    return next(each.uid for each in firm.shapes.definitions if each.key == key)


def book(path: Path, *rows: tuple[str | int, ...]) -> Path:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    workbook.save(path)
    return path


def test_a_value_goes_all_the_way_round(firm: Firm, tmp_path: Path) -> None:
    """F05: add 产地, import a file with that column, filter the list by it, export it: byte for byte the same."""
    key = add(firm, name="产地", belongs_to="party", filtered=True)
    source = book(tmp_path / "a.xlsx", ("客户名称", "电话", "产地"), ("甲", "1", ORIGIN), ("乙", "2", "宜兴"))
    assert counted(imports.run(firm, source)) == (2, 0, 0)
    table = records.listing(firm, "customer", where={key: "景德镇"})
    assert [row[1] for row in table.rows] == ["甲"]
    assert table.rows[0][-1] == ORIGIN
    assert [hit.name for hit in records.search(firm, "customer", "老厂")] == ["甲"]
    out = reports.export(exports.table(firm, "customer"), tmp_path / "b.xlsx", firm)
    assert ORIGIN in {cell for row in openpyxl.load_workbook(out).active.values for cell in row}  # type: ignore[union-attr]
    assert counted(imports.run(firm, out)) == (0, 0, 2)
    assert proof.verify(firm).findings == ()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_its_name_is_shown_as_it_is(firm: Firm, language: str) -> None:
    key = add(firm, name="{客户} 编号", belongs_to="customer")
    catalog.use(language)
    try:
        label = firm.shapes.record("customer").field(key).label
        assert catalog.tr(label) == "{客户} 编号"
    finally:
        catalog.use("zh_CN")


def test_out_of_use_it_is_hidden_and_what_was_filled_in_stays(firm: Firm) -> None:
    key = add(firm, name="原料", belongs_to="item")
    uid, _ = records.save(firm, "item", {"name": "碗", key: "瓷土"})
    records.disable(firm, "custom_field", uid_of(firm, key))
    assert key not in records.load(firm, "item", uid)
    assert key not in {column.key for column in records.listing(firm, "item").columns}
    assert not records.search(firm, "item", "瓷土")
    records.save(firm, "item", {"uid": uid, "brand": "老厂"})
    records.enable(firm, "custom_field", uid_of(firm, key))
    assert records.load(firm, "item", uid)[key] == "瓷土"
    assert records.search(firm, "item", "瓷土")
    assert proof.verify(firm).findings == ()


def test_one_in_use_keeps_its_kind_and_may_be_renamed(firm: Firm) -> None:
    key = add(firm, name="等级", belongs_to="item", kind="one_of", options="甲\n乙")
    uid = uid_of(firm, key)
    records.save(firm, "custom_field", {"uid": uid, "options": "甲\n丙"})
    records.save(firm, "item", {"name": "碗", key: "甲"})
    for change in ({"kind": "text"}, {"belongs_to": "party"}, {"options": "丙\n丁"}):
        with pytest.raises(InUse):
            records.save(firm, "custom_field", {"uid": uid, **change})
    records.save(firm, "custom_field", {"uid": uid, "name": "品级", "options": "甲\n丙\n丁"})
    assert records.listing(firm, "item").columns[-1].label == "品级"


def test_numbers_keep_their_places(firm: Firm) -> None:
    key = add(firm, name="毛重", belongs_to="item", kind="number", places=1)
    with pytest.raises(TooManyPlaces):
        records.save(firm, "item", {"name": "碗", key: quantity("1.25")})
    uid, _ = records.save(firm, "item", {"name": "碗", key: quantity("1.2")})
    assert records.load(firm, "item", uid)[key] == quantity("1.2")


def test_formulas_follow_their_row(firm: Firm) -> None:
    length = add(firm, name="长", belongs_to="item", kind="number")
    volume = add(firm, name="体积", belongs_to="item", kind="formula", formula="长×长×长", places=1)
    double = add(firm, name="两个", belongs_to="item", kind="formula", formula="体积*2", places=1)
    uid, _ = records.save(firm, "item", {"name": "箱", length: quantity("1.5")})
    values = records.load(firm, "item", uid)
    assert (values[volume], values[double]) == (quantity("3.4"), quantity("6.8"))
    assert records.listing(firm, "item").rows[0][-2:] == (quantity("3.4"), quantity("6.8"))
    records.save(firm, "item", {"uid": uid, length: None})
    assert records.load(firm, "item", uid)[volume] is None
    with pytest.raises(CircularFormula):
        records.save(firm, "custom_field", {"uid": uid_of(firm, volume), "formula": "两个+1"})
    with pytest.raises(UnknownName):
        add(firm, name="错", belongs_to="item", kind="formula", formula="宽*2")
    with pytest.raises(NamedInFormula):
        records.disable(firm, "custom_field", uid_of(firm, length))
    records.save(firm, "custom_field", {"uid": uid_of(firm, length), "name": "边长"})
    records.save(firm, "item", {"uid": uid, length: quantity("2")})
    assert records.load(firm, "item", uid)[volume] == quantity("8")
    assert proof.verify(firm).findings == ()


@pytest.mark.parametrize(("name", "where"), [("产地", "item"), ("备注", "head"), ("数量", "line")])
def test_a_name_that_is_there_is_refused(firm: Firm, name: str, where: str) -> None:
    with pytest.raises(FieldNameTaken):
        add(firm, name=name, belongs_to=where)


def test_links_follow_a_merge(firm: Firm) -> None:
    key = add(firm, name="介绍人", belongs_to="customer", kind="customer")
    loser, _ = records.save(firm, "customer", {"name": "老李"})
    winner, _ = records.save(firm, "customer", {"name": "李记", key: loser})
    records.save(firm, "customer", {"name": "新客", key: loser})
    merging.merge(firm, "customer", loser, winner)
    assert {row[1]: row[-1] for row in records.listing(firm, "customer").rows}["新客"] == "李记"
    assert proof.verify(firm).findings == ()


# Columns that become fields


def test_a_column_becomes_a_field_and_goes_with_its_import(firm: Firm, tmp_path: Path) -> None:
    source = book(
        tmp_path / "items.xlsx",
        ("序号", "编码", "品名", "单位", "货架号", "到货日期", "易碎"),
        *(
            (n, f"A{n}", f"货{n}", "个", f"B-{n}", f"2026-01-0{n}", "是" if n % 2 else "否")
            for n in range(1, 6)
        ),
    )
    trial = imports.run(firm, source, dry_run=True, new_fields=True)
    assert not trial.errors
    assert not firm.shapes.definitions
    done = imports.run(firm, source, new_fields=True)
    assert counted(done) == (5, 0, 0)
    kinds = {str(each.field.label): each.field.kind.value for each in firm.shapes.definitions}
    assert kinds == {"货架号": "text", "到货日期": "date", "易碎": "bool"}
    assert records.listing(firm, "item").rows[0][-3:] == ("B-1", "2026-01-01", True)
    assert counted(imports.run(firm, source)) == (0, 0, 5)  # it is remembered
    imports.undo(firm, done.batch)
    assert not records.listing(firm, "item").rows
    assert not any(each.is_active for each in firm.shapes.definitions)
    assert proof.verify(firm).findings == ()


def test_one_column_is_named_or_new(firm: Firm, tmp_path: Path) -> None:
    key = add(firm, name="窑口", belongs_to="item")
    source = book(tmp_path / "a.xlsx", ("品名", "单位", "甲列", "乙列"), ("碗", "个", "汝窑", "3"))
    imports.run(firm, source, mapping={2: "窑口", 3: "new"})
    assert records.listing(firm, "item").rows[0][-2:] == ("汝窑", 3_000_000)
    again = book(tmp_path / "b.xlsx", ("品名", "单位", "甲列", "乙列"), ("碗", "个", "官窑", "4"))
    assert counted(imports.run(firm, again)) == (0, 1, 0)
    assert records.listing(firm, "item").rows[0][-2:] == ("官窑", 4_000_000)
    assert imports.undo(firm).restored == 1
    found, _ = records.listing(firm, "item", where={key: "汝窑"}).rows, None
    assert len(found) == 1


def test_what_does_not_fit_is_told_by_row_and_column(firm: Firm, tmp_path: Path) -> None:
    add(firm, name="等级", belongs_to="item", kind="one_of", options="甲\n乙")
    source = book(tmp_path / "a.xlsx", ("品名", "单位", "等级"), ("碗", "个", "丙"), ("盘", "个", "乙"))
    outcome = imports.run(firm, source)
    assert [(issue.row, issue.column, issue.code) for issue in outcome.errors] == [(2, "C", "WRONG_VALUE")]
    assert not records.listing(firm, "item").rows


# Documents


def delivery(shop: Shop, **more: Any) -> dict[str, Any]:
    shop.receives("苹果", kg=100, at="4")
    records.save(shop.firm, "customer", {"name": "小王"})
    line = {"item": "苹果", "quantity": "10", "price": "6", "件数": "3"}
    return {
        "type": "delivery",
        "uid": "a" * 32,
        "party": "小王",
        "warehouse": "主仓库",
        "lines": [line],
        **more,
    }


def test_documents_carry_them(shop: Shop, tmp_path: Path) -> None:
    firm = shop.firm
    plate = add(firm, name="车牌号", belongs_to="head", filtered=True)
    pieces = add(firm, name="件数", belongs_to="line", kind="number", places=0)
    each = add(firm, name="每件", belongs_to="line", kind="formula", formula="数量÷件数")
    plain = delivery(shop, 车牌号="粤B12345")
    posted = document_form.post(firm, plain)
    assert posted.document.header[plate] == "粤B12345"
    assert posted.document.lines[0].data[each] == quantity("3.33")
    assert document_form.post(firm, plain).is_known
    assert posted.document.lines[0].data[pieces] == quantity("3")
    assert plate in document_schema.schema(firm.shapes)["$defs"]["delivery"]["properties"]
    assert documents.listing(firm, "delivery", where={plate: "b123"}).rows[0][-1] == "粤B12345"
    assert not documents.listing(firm, "delivery", where={plate: "沪"}).rows
    asked = {"type": "delivery", "level": "lines", "since": "2026-01-01", "until": "2026-12-31"}
    assert reports.run(firm, "document_list", asked).rows[0][-2:] == (quantity("3"), quantity("3.33"))
    assert documents_pdf(firm, ["a" * 32], tmp_path / "x.pdf").path.stat().st_size > 1000
    copy = documents.copy(firm, "a" * 32)
    assert copy.header[plate] == "粤B12345"
    assert copy.lines[0].data[pieces] == quantity("3")
    documents.save_draft(firm, copy)
    records.disable(firm, "custom_field", uid_of(firm, plate))
    assert documents.post(firm, copy).document.header[plate] == "粤B12345"
    assert plate not in {column.key for column in documents.listing(firm, "delivery").columns}
    with pytest.raises(BusinessError):
        document_form.post(firm, {**plain, "uid": "b" * 32})
    assert proof.verify(firm).findings == ()


def test_drafts_and_documents_are_found_by_them(shop: Shop) -> None:
    firm = shop.firm
    plate = add(firm, name="车牌号", belongs_to="head")
    color = add(firm, name="色号", belongs_to="line")
    add(firm, name="无关", belongs_to="item")
    draft = shop.writes(
        "goods_receipt", line("苹果", 1, at=2, **{color: "红 03"}), party="果园", **{plate: "粤B1"}
    )
    documents.save_draft(firm, draft)

    def found(text: str) -> list[str]:
        drills = documents.listing(firm, "goods_receipt", text=text).drills
        return [str(dict(drill.params)["uid"]) for drill in drills if drill is not None]

    for text in ("b1", "红", "果"):
        assert found(text) == [draft.uid], text
    assert not found("x_zd")
    assert not found("蓝")
    posted = documents.post(firm, draft.with_value("their_number", "SH-77")).document
    for text in ("b1", "红", "sh-7"):
        assert found(text) == [posted.uid], text


def test_a_statement_on_paper_is_whole_and_may_say_fields_of_its_party(shop: Shop) -> None:
    firm = shop.firm
    plate = add(firm, name="车牌号", belongs_to="head")
    region = add(firm, name="大区", belongs_to="customer")
    party = shop.customer("张三", **{region: "东"})
    shop.receives("苹果", 10, at=4)
    for which in ("粤B1", "粤B2"):
        shop.does("delivery", line("苹果", 1, at=6), party="张三", **{plate: which})
    asked: dict[str, object] = {"customer": party, plate: "B1"}
    assert len(reports.run(firm, "statement", asked).rows) == 3  # opening, one of two, closing
    form = templates.form("statement", firm)
    assert region in dict(form.head)
    template = templates.template(firm, "statement", "a4")
    shown = tuple(replace(part, shown=True) for part in template.head)
    templates.save(firm, template.with_value("head", shown))
    made, _ = making._statement(firm, "statement", asked, None)
    assert len(made.rows) == 4
    assert ("大区", "东") in [(pair.label, pair.value) for pair in made.head]


def test_a_label_says_the_record_that_a_field_names(shop: Shop) -> None:
    key = add(shop.firm, name="窑主", belongs_to="item", kind="supplier")
    uid = shop.knows("碗", **{key: shop.supplier("老厂")})
    wanted = labels.of_items(shop.firm, [uid]).read()
    assert wanted[0].facts[key] == "老厂"


def test_a_document_taken_back_keeps_them(shop: Shop) -> None:
    plate = add(shop.firm, name="车牌号", belongs_to="head")
    document_form.post(
        shop.firm, delivery(shop, 车牌号="粤B1", lines=[{"item": "苹果", "quantity": "1", "price": "6"}])
    )
    documents.void(shop.firm, "a" * 32, "错")
    assert documents.view(shop.firm, "a" * 32).document.header[plate] == "粤B1"
    assert proof.verify(shop.firm).findings == ()


def test_a_template_outlives_its_field(shop: Shop) -> None:
    plate = add(shop.firm, name="车牌号", belongs_to="head")
    made = templates.template(shop.firm, "delivery", "a4")
    assert plate in {part.key for part in made.head}
    templates.save(shop.firm, made.with_value("title", "送货单"))
    records.disable(shop.firm, "custom_field", uid_of(shop.firm, plate))
    kept = templates.template(shop.firm, "delivery", "a4")
    assert kept.title == "送货单"
    assert plate not in {part.key for part in kept.head}
    assert issubclass(PrintTemplateBroken, BusinessError)


def test_a_formula_has_a_place_only_where_its_fields_are(shop: Shop) -> None:
    key = add(shop.firm, name="双倍", belongs_to="line", kind="formula", formula="数量*2")
    assert shop.firm.shapes.document("delivery").line_field(key) is not None
    assert shop.firm.shapes.document("money_received").line_field(key) is None


def test_a_list_of_lines_fills_those_of_lines(shop: Shop, tmp_path: Path) -> None:
    firm = shop.firm
    color = add(firm, name="色号", belongs_to="line", doc_type="sales_order")
    pieces = add(firm, name="件数", belongs_to="line", kind="number", places=0)
    item = records.load(firm, "item", shop.item("瓷杯"))
    source = book(
        tmp_path / "销售订单.xlsx",
        ("单号", "商品编码", "数量", "色号", "件数"),
        ("A1", item["code"], 3, "红 03", 2),
        ("A1", item["code"], 4, "", "两件"),
    )
    found = imports.run(firm, source, kind="sales_order", skip_errors=True)
    assert [(each.row, each.column) for each in found.errors] == [(3, "E")]
    lines = documents.view(firm, found.drafts[0]).document.lines
    assert [(line.quantity, line.data.get(color), line.data.get(pieces)) for line in lines] == [
        (quantity("3"), "红 03", quantity("2"))
    ]


def test_a_header_that_was_copied_names_them(shop: Shop) -> None:
    firm = shop.firm
    color = add(firm, name="色号", belongs_to="line")
    swatch = add(firm, name="要色卡", belongs_to="line", kind="yes_no")
    doc_type = firm.shapes.document("delivery")
    item = records.load(firm, "item", shop.item("瓷杯"))
    text = f"商品编码\t要色卡\t数量\t色号\n{item['code']}\t是\t3\t红 03\n{item['code']}\t也许\t4\t"
    pasted = read_rows(firm, doc_type, (), text)
    assert dict(pasted.rows[0]) == {
        "item": item["uid"],
        swatch: True,
        "quantity": quantity("3"),
        color: "红 03",
    }
    assert [(each.row, each.word) for each in pasted.unread] == [(3, "也许")]


def test_values_hang_on_a_code_that_no_rule_changes(firm: Firm) -> None:
    code_rules.save(firm, "custom_field", {"prefix": "A.B", "digits": 3})
    assert add(firm, name="釉色").startswith("x_zd")


def test_switching_modules_off_hides_none_of_them(firm: Firm) -> None:
    key = add(firm, name="釉色")
    modules.switch(firm, dict.fromkeys(modules.MODULES.keys(), False))
    assert not modules.is_on(firm, "record:custom_field")
    assert records.listing(firm, "item").columns[-1].key == key
    assert key in records.blank(firm, "item")


def test_who_is_customer_and_supplier_is_found_by_the_fields_of_both(firm: Firm) -> None:
    key = add(firm, name="会员号", belongs_to="customer")
    uid, _ = records.save(firm, "customer", {"name": "甲", "is_supplier": True, key: "VIP777"})
    records.save(firm, "supplier", {"uid": uid, "name": "甲乙"})
    assert [hit.name for hit in records.search(firm, "customer", "VIP777")] == ["甲乙"]
    assert records.load(firm, "customer", uid)[key] == "VIP777"
