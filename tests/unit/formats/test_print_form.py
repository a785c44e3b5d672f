from dataclasses import replace

import pytest

from app.core.kinds import Kind
from app.core.numbers import Money, Quantity, Rate, money
from app.core.table import Column, Table, Total
from app.core.text import Label
from app.domain.documents.document import Document, Line
from app.domain.documents.spec import DocType
from app.domain.documents.types import TYPES
from app.domain.printing.templates import NO_PRICES, STANDARD, PrintTemplate, changed
from app.formats.print_form import Balance, Pair, PrintForm, document_form, statement_form
from app.services.printing import templates
from tests.unit.formats.examples import FIRM, LINES, a_delivery, names

DELIVERY = TYPES["delivery"]


def _template(type_key: str = "delivery", variant: str = STANDARD, **changes: object) -> PrintTemplate:
    return changed(templates.standard(type_key, "a4", variant), changes)


def _form(document: Document, **changes: object) -> PrintForm:
    template = changed(_template(document.type), changes)
    return document_form(document, template, names=names, firm=FIRM)


def _column(form: PrintForm, key: str) -> list[object]:
    place = [column.key for column in form.columns].index(key)
    return [row[place] for row in form.rows]


@pytest.mark.parametrize("doc_type", list(TYPES), ids=lambda doc_type: doc_type.key)
def test_every_type_of_document_can_be_printed(doc_type: DocType) -> None:
    document = replace(a_delivery(), type=doc_type.key)
    form = _form(document)
    assert form.title
    assert form.signatures
    assert len(form.rows) == len(LINES)
    assert bool(form.words) == bool(form.total) == (doc_type.amounts or doc_type.settles)


def test_the_head_says_when_whom_where() -> None:
    assert _form(a_delivery()).head == (
        Pair("单号", "XS-A-20261122-0001"),
        Pair("日期", "2026-11-22"),
        Pair("客户", "豫园便利店"),
        Pair("联系人", "李经理"),
        Pair("电话", "13800000000"),
        Pair("地址", "上海市豫园老街 88 号"),
        Pair("仓库", "主仓库"),
        Pair("业务员", "张三"),
        Pair("结算账户", "工商银行"),
    )


def test_the_address_of_the_document_goes_before_that_of_the_customer() -> None:
    head = _form(a_delivery().with_value("address", "店后门")).head
    assert Pair("送货地址", "店后门") in head
    assert "地址" not in {pair.label for pair in head}


def test_lines_name_the_goods_as_people_do() -> None:
    form = _form(a_delivery())
    assert [column.label for column in form.columns] == [
        "行号", "编码", "品名", "规格", "数量", "单位", "单价", "税率", "金额"
    ]  # fmt: skip
    assert form.rows[0] == (
        1, "6901234500001", "可口可乐", "330ml×24", 3_000_000, "箱", 52_800_000, 130_000, 15840
    )  # fmt: skip


def test_columns_in_which_nothing_stands_are_left_out() -> None:
    lines = tuple(replace(line, tax_rate=Rate(0)) for line in LINES[2:])
    keys = {column.key for column in _form(a_delivery(lines)).columns}
    assert not keys & {"item_spec", "tax_rate", "discount", "gift", "batch", "remark"}
    with_batch = tuple(line.with_value("batch", "B1") for line in LINES)
    assert "batch" in {column.key for column in _form(a_delivery(with_batch)).columns}


def test_prices_without_tax_bring_columns_for_tax_and_gross() -> None:
    lines = (replace(LINES[0], amount=money("100"), net=money("100"), tax=money("13"), gross=money("113")),)
    form = _form(replace(a_delivery(lines), tax_included=False))
    assert _column(form, "tax") == [1300]
    assert _column(form, "gross") == [11300]
    assert form.total == "￥113.00"


def test_the_foot_says_what_is_due_in_figures_and_words() -> None:
    document = replace(a_delivery(), discount=Money(1000))
    form = document_form(
        document,
        _template(),
        names=names,
        firm=FIRM,
        balance=Balance(Money(500_000), Money(540_000)),
        made_by="王芳",
    )
    assert (form.total_label, form.total) == ("本单应收", "￥563.15")
    assert form.words == "人民币伍佰陆拾叁元壹角伍分"
    assert form.foot == (
        Pair("整单优惠", "10.00"),
        Pair("本次收款", "200.00"),
        Pair("上次欠款", "5,000.00"),
        Pair("累计欠款", "5,400.00"),
    )
    assert form.remark == "送到后门"
    assert form.signatures[0] == Pair("制单", "王芳")


def test_the_copy_for_the_driver_shows_no_money() -> None:
    template = _template(variant=NO_PRICES)
    form = document_form(a_delivery(), template, names=names, firm=FIRM, balance=Balance(Money(1), Money(2)))
    kinds = {column.kind for column in form.columns}
    assert not kinds & {Kind.MONEY, Kind.PRICE, Kind.RATE}
    assert (form.words, form.total, form.foot) == ("", "", ())


def test_a_receipt_for_money_is_about_what_was_paid() -> None:
    document = Document(
        uid="1" * 32,
        type="money_received",
        business_date="2026-11-22",
        party="c1",
        number="SK-A-20261122-0001",
        header={"account": "a1", "paid": 100_000, "account_2": "a1", "paid_2": 40_950},
        lines=(Line(source="d1", amount=Money(140_950)),),
    )
    form = _form(document)
    assert form.title == "收款收据"
    assert (form.total_label, form.words) == ("实收金额", "人民币壹仟肆佰零玖元伍角整")
    assert form.rows == [(1, "XS-A-20261101-0007", 140_950)]


def test_a_count_that_found_nothing_is_printed_as_zero() -> None:
    lines = (Line(item="cola", unit="箱", quantity=Quantity(0)),)
    form = _form(replace(a_delivery(lines), type="stock_count"))
    assert _column(form, "quantity") == [0]
    assert form.words == ""


def test_an_assembly_says_what_is_part_and_what_is_product() -> None:
    lines = (replace(LINES[0], role="component"), replace(LINES[1], role="product"))
    document = replace(a_delivery(lines), type="assembly", header={"warehouse": "w1", "fee": 5000})
    form = _form(document)
    role = form.columns[1]
    assert dict(role.choices)["product"] == "成品"
    assert _column(form, "role") == ["component", "product"]
    assert form.foot == (Pair("加工费", "50.00"),)


def test_a_statement_asks_to_be_confirmed() -> None:
    columns = (
        Column("business_date", Label("日期"), Kind.DATE),
        Column("number", Label("单号"), Kind.CODE),
        Column("number__id", Label(""), Kind.TEXT),
        Column("increase", Label("应收增加"), Kind.MONEY, total=Total.SUM),
    )
    table = Table(Label("客户对账单"), columns, [("2026-11-01", "XS-1", "uid", 100_000)])
    form = statement_form(
        table,
        templates.standard("statement", "a4"),
        templates.form("statement"),
        firm=FIRM,
        facts={"party": "豫园便利店", "period": "2026-11-01 至 2026-11-30"},
        closing=money("1000"),
    )
    assert form.head == (Pair("客户", "豫园便利店"), Pair("期间", "2026-11-01 至 2026-11-30"))
    assert (form.total_label, form.total, form.words) == ("期末欠款", "￥1,000.00", "人民币壹仟元整")
    assert "7 日内" in form.note
    assert form.rows == [("2026-11-01", "XS-1", 100_000)]


def test_a_template_says_what_stands_where_and_how_it_is_called() -> None:
    form = _form(
        a_delivery(),
        title="送货单",
        head=["party", "number"],
        columns=["item", {"key": "quantity", "caption": "件数"}, {"key": "by_hand", "width": 200}],
        foot=["remark"],
        signatures=["收货人"],
        code=False,
    )
    assert form.title == "送货单"
    assert [pair.label for pair in form.head] == ["客户", "单号"]
    assert [column.label for column in form.columns] == ["品名", "件数", "手填"]
    assert form.rows[0] == ("可口可乐", 3_000_000, "")
    assert (form.words, form.foot, form.signatures, form.code) == ("", (), (), "")
    assert form.remark == "送到后门"
    assert all(column.total is Total.NONE for column in form.columns)


def test_bar_codes_and_whole_packs_stand_where_they_are_asked_for() -> None:
    def named(record: str, uid: str, part: str = "name") -> str:
        return "6901234567892" if part == "barcode" else names(record, uid, part)

    def packed(item: str, quantity: Quantity) -> str:
        return f"{item} {quantity}"

    template = _template(columns=["barcode", "pieces"])
    form = document_form(a_delivery(), template, names=named, firm=FIRM, pieces=packed)
    assert form.rows[0] == ("6901234567892", "cola 0")
