"""A believable firm without a database: the services by their signatures, answering from lists in memory."""

import itertools
import sys
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from app.core.changes import Changes
from app.core.extension import Family
from app.core.field import Choice, Field
from app.core.kinds import Kind
from app.core.numbers import Money
from app.core.progress import Progress, silent
from app.core.table import Chart, Column, Drill, Table, Total
from app.core.text import EMPTY, N_, Label, Message
from app.domain.documents.document import Document
from app.domain.documents.types import TYPES
from app.domain.records.types import RECORDS

TODAY = "2026-11-22"
CUSTOMERS = (
    "杭州佳惠餐饮管理有限公司",
    "老周便利店",
    "西湖区第三小学食堂",
    "桥头早餐铺",
    "散客",
    "宁波永发贸易",
)
SUPPLIERS = ("五常市金谷粮油", "益海嘉里杭州分公司", "农夫山泉华东", "永康五金批发")
ITEMS = (
    ("10001", "五常大米 5kg", "5kg/袋", "袋", 32_000_000, 2_140, 684_80),
    ("10002", "金龙鱼调和油 5L", "5L/桶", "桶", 86_000_000, 5_120, 4_403_20),
    ("10003", "散装瓜子", "散称", "kg", 41_200_000, 980, 403_76),
    ("10004", "膨胀螺栓 M8×80", "M8*80", "盒", 12_000_000, 2_890, 346_80),
    ("10005", "农夫山泉 550ml", "24 瓶/箱", "瓶", 90_000_000, 110, 99_00),
    ("10006", "海天生抽 1.9L", "6 瓶/箱", "瓶", -3_000_000, 1_150, -34_50),
    ("10007", "洁柔抽纸 100 抽", "10 包/提", "提", 240_000_000, 1_680, 4_032_00),
)


@dataclass
class FakeProfile:
    name: str = "佳惠粮油经营部"
    method: str = "moving_average"
    pool: str = "item"
    taxpayer: str = "general"
    started_on: str = "2026-01-01"


@dataclass
class FakeFirm:
    path: Path = Path("/home/wang/账套/佳惠粮油.zg")
    author: str = "王芳"
    station: str = "A"
    profile: FakeProfile = field(default_factory=FakeProfile)
    rows: int = 62
    empty: bool = False
    asked: list[tuple[str, Any]] = field(default_factory=list)
    """What the services were asked, in order."""
    closed: str = "2026-10-31"

    def today(self) -> str:
        return TODAY

    def close(self) -> None:
        self.asked.append(("close", None))


# documents


class State(Enum):
    DRAFT = "draft"
    POSTED = "posted"
    VOIDED = "voided"
    REVERSED = "reversed"


STATES = tuple(
    zip(
        ("draft", "posted", "voided", "reversed"),
        (N_("草稿"), N_("已过账"), N_("已作废"), N_("已红冲")),
        strict=True,
    )
)
LIST_COLUMNS = (
    Column("number", N_("单号"), Kind.CODE),
    Column("business_date", N_("日期"), Kind.DATE),
    Column("party", N_("往来单位"), Kind.TEXT),
    Column("total", N_("金额"), Kind.MONEY, Total.SUM),
    Column("open", N_("未结"), Kind.MONEY, Total.SUM),
    Column("state", N_("状态"), Kind.CHOICE, choices=STATES),
    Column("author", N_("制单"), Kind.TEXT),
    Column("remark", N_("备注"), Kind.TEXT),
)


def a_list(count: int, prefix: str = "XS", parties: tuple[str, ...] = CUSTOMERS) -> Table:
    """Return `count` documents, newest first; the same ones each time."""
    rows: list[tuple[object, ...]] = []
    start = date.fromisoformat(TODAY)
    for number in range(count):
        day = (start - timedelta(days=number // 5)).isoformat()
        state = (
            "draft"
            if number < 2
            else "voided"
            if number % 17 == 9
            else "reversed"
            if number % 23 == 11
            else "posted"
        )
        total = (number * 7919 % 90_000) * 5 + 1_050
        code = "" if state == "draft" else f"{prefix}-A-{day.replace('-', '')}-{number % 5 + 1:04}"
        remark = ("", "送货前打电话", "", "月结，随下次一起对账")[number % 4]
        is_open = total if number % 3 == 0 and state == "posted" else 0
        rows.append((code, day, parties[number % len(parties)], total, is_open, state, "王芳", remark))
    drills = [Drill("document", (("uid", f"{prefix}-{number}"),)) for number in range(count)]
    return Table(N_("单据"), LIST_COLUMNS, rows, drills=drills)


def list_documents(
    firm: FakeFirm,
    type_key: str,
    *,
    states: tuple[State, ...] = (),
    since: str = "",
    until: str = "",
    text: str = "",
    party: str = "",
) -> Table:
    _note(firm, ("documents.listing", (type_key, states, since, until, text)))
    doc_type = TYPES[type_key]
    table = a_list(0 if getattr(firm, "empty", False) else 62, doc_type.prefix)
    wanted = {state.value for state in states}
    kept = [
        (row, drill)
        for row, drill in zip(table.rows, table.drills, strict=True)
        if (not wanted or row[5] in wanted)
        and str(row[1]) >= since
        and (not until or str(row[1]) <= until)
        and text.upper() in str(row[0])
    ]
    return Table(doc_type.label, LIST_COLUMNS, [row for row, _ in kept], drills=[drill for _, drill in kept])


def draft_counts(firm: FakeFirm) -> dict[str, int]:
    return {"delivery": 2, "sales_order": 6, "goods_receipt": 1}


def blank_document(firm: FakeFirm, type_key: str) -> Document:
    return Document(uid=f"new-{type_key}", type=type_key, business_date=TODAY)


# records


@dataclass(frozen=True)
class Hit:
    uid: str
    title: str
    detail: str
    code: str


def search(firm: FakeFirm, type_key: str, text: str, limit: int = 50) -> list[Hit]:
    names = {"customer": CUSTOMERS, "supplier": SUPPLIERS}.get(type_key)
    if names is not None:
        found = [Hit(f"{type_key}-{n}", name, "", f"K{n:03}") for n, name in enumerate(names) if text in name]
    else:
        found = [Hit(f"item-{i[0]}", i[1], i[2], i[0]) for i in ITEMS if text in i[1] or text in i[0]]
    return found[:limit]


def list_records(firm: FakeFirm, type_key: str, *, text: str = "", active: bool = True) -> Table:
    _note(firm, ("records.listing", (type_key, active)))
    columns = (
        Column("code", N_("编码"), Kind.CODE),
        Column("name", N_("名称"), Kind.TEXT),
        Column("spec", N_("规格"), Kind.TEXT),
        Column("unit", N_("单位"), Kind.TEXT),
        Column("price", N_("零售价"), Kind.PRICE),
    )
    rows = (
        [(i[0], i[1], i[2], i[3], i[5] * 12_000) for i in ITEMS]
        if active and not getattr(firm, "empty", False)
        else []
    )
    drills = [Drill(type_key, (("uid", f"item-{row[0]}"),)) for row in rows]
    return Table(RECORDS[type_key].label, columns, rows, drills=drills)


# reports


@dataclass(frozen=True)
class FakeReport:
    key: str
    label: Label
    params: tuple[Field, ...]
    tab: str
    help: Label = EMPTY

    def questions(self, today: str) -> tuple[Field, ...]:
        return self.params


WAREHOUSE = Field("warehouse", N_("仓库"), Kind.LINK, link="warehouse")
SINCE = Field("since", N_("从"), Kind.DATE, default="2026-11-01")
UNTIL = Field("until", N_("到"), Kind.DATE, default=TODAY)
BY = Field(
    "by", N_("按"), Kind.CHOICE, required=True, default="item",
    choices=(Choice("item", N_("商品")), Choice("customer", N_("客户"))),
)  # fmt: skip
REPORTS: Family[FakeReport] = Family(
    "report",
    FakeReport(
        "stock_balance",
        N_("库存余额"),
        (Field("as_of", N_("截至"), Kind.DATE, default=TODAY), WAREHOUSE),
        "stock",
    ),
    FakeReport("stock_ledger", N_("库存明细账"), (SINCE, UNTIL, WAREHOUSE), "stock"),
    FakeReport("stock_turnover", N_("收发存汇总"), (SINCE, UNTIL, WAREHOUSE), "stock"),
    FakeReport("gross_profit", N_("销售毛利"), (SINCE, UNTIL, BY), "sales"),
    FakeReport("sales_by_item", N_("商品销售"), (SINCE, UNTIL), "sales"),
    FakeReport("receivable_ageing", N_("应收账龄"), (UNTIL,), "money"),
    FakeReport("statement", N_("客户对账单"), (SINCE, UNTIL), "money"),
)


def a_balance() -> Table:
    columns = (
        Column("code", N_("编码"), Kind.CODE),
        Column("item", N_("商品"), Kind.TEXT),
        Column("spec", N_("规格"), Kind.TEXT),
        Column("unit", N_("单位"), Kind.TEXT),
        Column("quantity", N_("数量"), Kind.QUANTITY, Total.SUM),
        Column("cost", N_("成本价"), Kind.PRICE),
        Column("value", N_("金额"), Kind.MONEY, Total.SUM),
        Column("item__id", N_("商品"), Kind.LINK),
    )
    rows = [(i[0], i[1], i[2], i[3], i[4], i[5] * 10_000, i[6], f"item-{i[0]}") for i in ITEMS]
    drills = [Drill("stock_ledger", (("item", row[7]),)) for row in rows]
    return Table(
        N_("库存余额"), columns, rows, drills=drills,
        subtitle=(Message.of(N_("截至 {day}"), day=TODAY),),
        chart=Chart("bar", "item", ("value",)),
        note=N_("数量按基本单位；成本价是金额除以数量，只供查看。"),
    )  # fmt: skip


def a_profit() -> Table:
    columns = (
        Column("name", N_("客户"), Kind.TEXT),
        Column("sales", N_("销售额"), Kind.MONEY, Total.SUM),
        Column("cost", N_("成本"), Kind.MONEY, Total.SUM),
        Column("profit", N_("毛利"), Kind.MONEY, Total.SUM),
        Column("rate", N_("毛利率"), Kind.RATE),
    )
    rows: list[tuple[object, ...]] = []
    for number, name in enumerate(CUSTOMERS):
        sales = 1_248_650 - number * 187_311
        cost = sales * (78 - number * 3 + (30 if number == 3 else 0)) // 100
        rows.append((name, sales, cost, sales - cost, (sales - cost) * 10_000 // sales * 100))
    drills = [
        Drill("statement", (("party", f"customer-{n}"), ("since", "2026-11-01"))) for n in range(len(rows))
    ]
    return Table(
        N_("销售毛利"), columns, rows, drills=drills, chart=Chart("bar", "name", ("sales", "profit")),
        subtitle=(Message.of(N_("{since} 至 {until}"), since="2026-11-01", until=TODAY),),
    )  # fmt: skip


def run_report(firm: FakeFirm, key: str, params: Mapping[str, object], progress: Progress = silent) -> Table:
    _note(firm, ("reports.run", (key, dict(params))))
    progress(1, 2)
    progress(2, 2)
    if getattr(firm, "empty", False):
        return Table(REPORTS[key].label, a_balance().columns, ())
    return {"gross_profit": a_profit, "stock_balance": a_balance}.get(key, lambda: a_list(62))()


def export(table: Table, path: Path, firm: FakeFirm) -> None:
    _note(firm, ("reports.export", (len(table.rows), path)))
    path.write_text("exported", encoding="utf-8")


# home, proof, periods, backup


@dataclass(frozen=True)
class Today:
    sales: Money
    sales_net: Money
    gross_profit: Money
    stock_value: Money
    overdue: Money
    overdue_parties: int
    recent: Table
    todos: Table


def sales_of_14_days() -> Table:
    values = (
        8_012,
        9_044,
        7_513,
        11_020,
        10_100,
        12_077,
        9_630,
        8_815,
        10_420,
        12_644,
        11_830,
        13_210,
        11_090,
        12_486,
    )
    start = date.fromisoformat(TODAY) - timedelta(days=13)
    rows = [((start + timedelta(days=n)).isoformat(), value * 100 + 50) for n, value in enumerate(values)]
    columns = (Column("day", N_("日期"), Kind.DATE), Column("sales", N_("销售额"), Kind.MONEY, Total.SUM))
    return Table(N_("近 14 天销售"), columns, rows, chart=Chart("line", "day", ("sales",)))


def today(firm: FakeFirm) -> Today:
    _note(firm, ("home.today", None))
    columns = (
        Column("kind", N_("待办"), Kind.TEXT),
        Column("what", N_("内容"), Kind.TEXT, width=420),
        Column("source", N_("来源"), Kind.TEXT),
    )
    rows = [
        ("缺货", "五常大米 5kg 可用 2 箱，安全库存 10 箱，建议采购 20 箱", "安全库存"),
        ("草稿", "采购订单 · 益海嘉里杭州分公司 · 21,000.00", "没过完的单据"),
        ("超期", "老周便利店 欠 8,300.00，超期 27 天", "应收账龄"),
        ("负数", "海天生抽 1.9L 账面 -3 瓶，先补入库单", "库存余额"),
    ]
    drills = [Drill("stock_balance"), Drill("document", (("uid", "CG-1"),)), Drill("receivable_ageing"), None]
    if getattr(firm, "empty", False):
        rows, drills = [], []
    return Today(
        Money(1_248_650), Money(1_105_000), Money(242_100), Money(68_421_033), Money(0 if getattr(firm, "empty", False) else 1_830_000), 3,
        sales_of_14_days(), Table(N_("待办"), columns, rows, drills=drills),
    )  # fmt: skip


@dataclass(frozen=True)
class Proof:
    ok: bool
    operations: int
    entries: int
    findings: tuple[Message, ...]
    milliseconds: int


def verify(firm: FakeFirm, progress: Progress = silent) -> Proof:
    return Proof(ok=True, operations=3_214, entries=18_906, findings=(), milliseconds=412)


def checklist(firm: FakeFirm, through: str) -> list[tuple[Label, bool, int]]:
    return [
        (N_("没有草稿"), False, 2),
        (N_("没有负库存"), True, 0),
        (N_("账实核对一致"), True, 0),
    ]


def close_period(firm: FakeFirm, through: str) -> Changes:
    firm.closed = through
    return Changes.of("period")


def reopen_period(firm: FakeFirm, reason: str) -> Changes:
    firm.closed = ""
    return Changes.of("period")


def back_up(firm: FakeFirm, folder: Path) -> Path:
    path = folder / "佳惠粮油-20261122-1142.zgb"
    path.write_text("backup", encoding="utf-8")
    return path


def restore(source: Path, target: Path) -> Path:
    target.write_text("restored", encoding="utf-8")
    return target


def _module(name: str, **names: object) -> types.ModuleType:
    module = types.ModuleType(f"app.services.{name}")
    vars(module).update(names)
    return module


_counter = itertools.count(1)

MODULES: dict[str, Callable[[], types.ModuleType]] = {
    "documents": lambda: _module(
        "documents",
        TYPES=TYPES,
        State=State,
        listing=list_documents,
        draft_counts=draft_counts,
        blank=blank_document,
    ),
    "records": lambda: _module(
        "records", RECORDS=RECORDS, listing=list_records, search=search, title=lambda firm, key, uid: uid
    ),
    "reports": lambda: _module("reports", REPORTS=REPORTS, Report=FakeReport, run=run_report, export=export),
    "home": lambda: _module("home", today=today, Today=Today),
    "proof": lambda: _module("proof", verify=verify, Proof=Proof),
    "periods": lambda: _module(
        "periods",
        closed_through=lambda firm: firm.closed,
        checklist=checklist,
        close=close_period,
        reopen=reopen_period,
    ),
    "backup": lambda: _module("backup", backup=back_up, restore=restore),
    "firm": lambda: _module("firm", Firm=FakeFirm, Profile=FakeProfile),
}


def install() -> None:
    """Put the fakes where the GUI looks for services; called before any page is imported."""
    import app.services

    for name, make in MODULES.items():
        module = make()
        sys.modules[f"app.services.{name}"] = module
        setattr(app.services, name, module)


def real(name: str) -> bool:
    """Say whether a service is there already."""
    return find_spec(f"app.services.{name}") is not None


def _note(firm: FakeFirm, asked: tuple[str, Any]) -> None:
    getattr(firm, "asked", []).append(asked)
