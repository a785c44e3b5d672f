"""Tables and documents that the tests of this folder and of tests/golden share."""

from collections.abc import Sequence
from pathlib import Path

from app.core.kinds import Kind
from app.core.numbers import (
    Money,
    Price,
    Quantity,
    Rate,
    amount_of,
    money,
    net_of_gross,
    price,
    quantity,
    rate,
)
from app.core.table import Chart, Column, Table, Total
from app.core.text import Label, Message
from app.domain.documents.document import Document, Line
from app.domain.printing.papers import Paper
from app.domain.printing.templates import PrintTemplate
from app.formats import document_pdf
from app.formats.print_form import Letterhead, PrintForm

STATES = (("on", Label("在售")), ("off", Label("停售")))
COLUMNS = (
    Column("code", Label("编码"), Kind.CODE),
    Column("item", Label("商品"), Kind.LINK),
    Column("item__id", Label(""), Kind.TEXT),
    Column("state", Label("状态"), Kind.CHOICE, choices=STATES),
    Column("weighed", Label("称重"), Kind.BOOL),
    Column("quantity", Label("数量"), Kind.QUANTITY, total=Total.SUM),
    Column("price", Label("单价"), Kind.PRICE),
    Column("amount", Label("金额"), Kind.MONEY, total=Total.SUM),
    Column("tax_rate", Label("税率"), Kind.RATE),
    Column("days", Label("库龄"), Kind.INTEGER),
    Column("day", Label("入库日期"), Kind.DATE),
    Column("remark", Label("备注"), Kind.NOTE),
)


def a_row(
    code: str, item: str, *, qty: str, at: str, amount: str, remark: str | None = None, state: str = "on"
) -> tuple[object, ...]:
    """Write one row of `COLUMNS`."""
    return (
        code, item, "uid-" + code, state, qty.count(".") > 0, quantity(qty), price(at), money(amount),
        rate("13%"), 12, "2026-11-22", remark,
    )  # fmt: skip


ROWS = [
    a_row("00123", "可口可乐 330ml", qty="24", at="2.5", amount="60"),
    a_row("6901234567892", "阿克苏苹果", qty="2.35", at="12.8", amount="30.08", remark="产地直采\n易碎"),
    a_row("A-1", "=1+1", qty="-3", at="0.0375", amount="-0.11", remark="退回 & <坏>", state="off"),
    a_row("A-2", " 前后有空格 ", qty="1000000", at="0.1", amount="100000.00"),
]


def stock_table() -> Table:
    """Return a table with one column of every kind but INSTANT."""
    return Table(
        Label("库存余额表"),
        COLUMNS,
        ROWS,
        subtitle=(
            Message.of(Label("截至 {day}"), day="2026-11-22"),
            Message.of(Label("仓库：{name}"), name="全部"),
        ),
        chart=Chart("bar", "item", ("amount",)),
        note=Label("金额按移动加权平均。"),
    )


def empty_table() -> Table:
    """Return the same table without rows."""
    return Table(Label("库存余额表"), COLUMNS, [])


ITEMS = {
    "cola": {"name": "可口可乐", "code": "6901234500001", "spec": "330ml×24"},
    "water": {"name": "饮用天然水", "code": "6901234500002", "spec": "550ml×24"},
    "apple": {"name": "阿克苏苹果", "code": "SP0003", "spec": ""},
}
RECORDS = {
    "c1": {
        "name": "豫园便利店",
        "contact": "李经理",
        "phone": "13800000000",
        "address": "上海市豫园老街 88 号",
    },
    "w1": {"name": "主仓库"},
    "w2": {"name": "门店"},
    "s1": {"name": "张三"},
    "a1": {"name": "工商银行"},
    "d1": {"name": "XS-A-20261101-0007"},
    **ITEMS,
}
FIRM = Letterhead("掌柜商贸有限公司", "地址：杭州市文一西路 1 号　电话：0571-88888888")


def names(record: str, uid: str, part: str = "name") -> str:
    """Give the words for a record, as services do."""
    return RECORDS[uid].get(part, "")


def a_line(item: str, qty: str, unit: str, at: str) -> Line:
    """Write a line with 13 % tax in the price."""
    amount = amount_of(Price(price(at)), Quantity(quantity(qty)))
    net = net_of_gross(amount, Rate(130_000))
    return Line(
        item=item,
        unit=unit,
        quantity=quantity(qty),
        price=price(at),
        tax_rate=Rate(130_000),
        amount=amount,
        net=net,
        tax=Money(amount - net),
        gross=amount,
    )


LINES = (
    a_line("cola", "3", "箱", "52.8"),
    a_line("water", "10", "箱", "28"),
    a_line("apple", "12.5", "kg", "9.98"),
)


def a_delivery(lines: tuple[Line, ...] = LINES) -> Document:
    """Return a posted delivery."""
    return Document(
        uid="0190a0b0c0d07e0f8a1b2c3d4e5f6a7b",
        type="delivery",
        business_date="2026-11-22",
        party="c1",
        number="XS-A-20261122-0001",
        header={"warehouse": "w1", "staff": "s1", "account": "a1", "paid": 20000, "remark": "送到后门"},
        lines=lines,
    )


def write_forms(forms: Sequence[PrintForm], path: Path, *, template: PrintTemplate, paper: Paper) -> None:
    """Write forms of one template to one PDF."""
    sheets = [sheet for form in forms for sheet in document_pdf.sheets_of(form, template, paper)]
    document_pdf.write(sheets, path, title=forms[0].title, author=forms[0].firm.name)
