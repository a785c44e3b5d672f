"""Reports narrowed by the firm's own fields of what their rows are about; by name on the command line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.cli import main
from app.core.field import is_own
from app.core.kinds import Kind
from app.core.numbers import quantity
from app.i18n.catalog import fill, tr
from app.services import merging, records, reports
from app.services.firm import Firm
from app.services.printing import drawer, note
from app.services.printing.prints import Print
from tests.builders import a_shop, line
from tests.unit.services.test_custom_fields import add, uid_of

YEAR = {"since": "2026-01-01", "until": "2026-12-31"}
PLACES = ("item", "customer", "supplier", "head", "line")
KEPT = "甲级"


class Story:
    """Two of everything: one that the fields say 甲级 of, one that they say nothing of."""

    def __init__(self, path: Path) -> None:
        self.shop = a_shop(path=path)
        firm = self.shop.firm
        self.keys = {place: add(firm, name=f"等级{place}", belongs_to=place) for place in PLACES}
        own = {place: {key: KEPT} for place, key in self.keys.items()}
        for name, values in (("苹果", own["item"]), ("梨", {})):
            self.shop.knows(name, **values)
        self.shop.customer("张三", **own["customer"])
        self.shop.customer("李四")
        self.shop.supplier("果园", **own["supplier"])
        self.shop.supplier("农场")
        for item, supplier, marked in (("苹果", "果园", True), ("梨", "农场", False)):
            data = own["line"] if marked else {}
            head = own["head"] if marked else {}
            receipt = self.shop.does("goods_receipt", line(item, 10, at=4, **data), party=supplier, **head)
            note(firm, [Print(receipt.uid, "goods_receipt/a4/standard", 1)])
        for item, customer, marked in (("苹果", "张三", True), ("梨", "李四", False)):
            data = own["line"] if marked else {}
            head = own["head"] if marked else {}
            sale = self.shop.does("delivery", line(item, 3, at=6, **data), party=customer, **head)
            note(firm, [Print(sale.uid, "delivery/a4/standard", 1)])

    @property
    def firm(self) -> Firm:
        return self.shop.firm

    def run(self, key: str, **params: object) -> list[tuple[object, ...]]:
        days = {name: day for name, day in YEAR.items() if name in asked(key)}
        return list(reports.run(self.firm, key, {**days, **self.needed(key), **params}).rows)

    def needed(self, key: str) -> dict[str, object]:
        needed: dict[str, dict[str, object]] = {
            "stock_card": {"item": self.shop.item("苹果")},
            "statement": {"customer": self.shop.customer("张三")},
            "supplier_statement": {"supplier": self.shop.supplier("果园")},
        }
        return needed.get(key, {})


def asked(key: str) -> set[str]:
    return {field.key for field in reports.REPORTS[key].params}


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    made = Story(tmp_path_factory.mktemp("own") / "a.zhanggui")
    yield made
    made.firm.close()


ABOUT = [(report.key, place) for report in reports.REPORTS for place in report.about]
EMPTY = {"drawer_log", "closing_differences", "count_deviations"}
"""Reports in which nothing of this story stands."""


@pytest.mark.parametrize(("key", "place"), ABOUT)
def test_every_report_is_narrowed_by_the_fields_of_what_it_is_about(
    story: Story, key: str, place: str
) -> None:
    own = story.keys[place]
    every, kept = story.run(key), story.run(key, **{own: "甲"})
    assert story.run(key, **{own: "乙"}) == [row for row in kept if key in _FRAMED and _is_frame(row)]
    if key in EMPTY:
        assert not every
    elif key in _FRAMED:
        assert kept == every  # one item and one party, whose documents are all marked
    else:
        assert 0 < len(kept) < len(every)
        assert set(kept) <= set(every)


_FRAMED = {"stock_card", "statement", "supplier_statement"}
"""Reports with rows before and after what they list."""


def _is_frame(row: tuple[object, ...]) -> bool:
    return row[1] in {"opening", "closing"}


def test_no_report_that_lists_them_was_forgotten() -> None:
    listing = {"item", "customer", "supplier"}
    for report in reports.REPORTS:
        links = {field.link for field in report.params if field.kind is Kind.LINK and not field.required}
        assert links & listing <= {*report.about}, report.key


def test_a_drill_takes_the_filter_along(story: Story) -> None:
    own = story.keys["head"]
    table = reports.run(story.firm, "sales_profit", {**YEAR, "by": "customer", own: "甲"})
    drill = table.drills[0]
    assert drill is not None
    assert dict(drill.params)[own] == "甲"
    table = reports.run(story.firm, "stock_on_hand", {story.keys["item"]: "甲"})
    drill = table.drills[0]
    assert drill is not None
    assert not any(is_own(key) for key, _ in drill.params)  # the card of one item asks no more for its fields


def test_what_was_asked_is_said_and_written(story: Story, tmp_path: Path) -> None:
    table = reports.run(story.firm, "stock_on_hand", {story.keys["item"]: "甲"})
    assert "等级item：甲" in [fill(each) for each in table.subtitle]
    made = reports.export(table, tmp_path / "x.xlsx", story.firm)
    sheet = openpyxl.load_workbook(made).active
    assert sheet is not None
    cells = {cell for row in sheet.values for cell in row}
    assert "苹果" in cells
    assert "梨" not in cells


def test_the_command_line_asks_by_name(story: Story, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(story.firm.path)
    for name in ("等级item", story.keys["item"]):
        assert main(["report", "stock_on_hand", "--param", f"{name}=甲", "--json", "--firm", path]) == 0
        rows = json.loads(capsys.readouterr().out)["rows"]
        assert len(rows) == 1
    assert main(["report", "stock_on_hand", "--param", "没有=甲", "--firm", path]) == 1
    assert "等级item" in capsys.readouterr().err
    assert main(["report", "--json", "--firm", path]) == 0
    listed = {each["key"]: each["params"] for each in json.loads(capsys.readouterr().out)}
    assert listed["stock_on_hand"][story.keys["item"]]["label"] == "等级item"


@pytest.mark.parametrize("kind", ["number", "date", "one_of", "yes_no", "item", "formula"])
def test_every_kind_is_asked_for(kind: str) -> None:
    shop = a_shop()
    firm = shop.firm
    shop.knows("配件")
    made: dict[str, dict[str, object]] = {
        "one_of": {"options": "甲\n乙"},
        "formula": {"formula": "进价*2", "places": 2},
    }
    key = add(firm, name="栏", belongs_to="item", kind=kind, **made.get(kind, {}))
    value: Any = {
        "number": quantity("2.5"),
        "date": "2026-03-01",
        "one_of": "甲",
        "yes_no": True,
        "item": shop.item("配件"),
    }.get(kind)
    given = {"purchase": 1_250_000} if kind == "formula" else {key: value}
    shop.knows("苹果", **given)
    for name in ("苹果", "梨"):
        shop.receives(name, 10, at=4)
    wanted = {"yes_no": "yes", "formula": quantity("2.5")}.get(kind, value)
    rows = reports.run(firm, "stock_on_hand", {key: wanted}).rows
    assert [row[1] for row in rows] == ["苹果"]
    if kind == "yes_no":
        assert [row[1] for row in reports.run(firm, "stock_on_hand", {key: "no"}).rows] == ["梨"]
    field = next(field for field in reports.of_firm(firm, "stock_on_hand").params if field.key == key)
    assert tr(field.label) == "栏"


def test_who_was_merged_counts_with_whom_it_became() -> None:
    shop = a_shop()
    firm = shop.firm
    key = add(firm, name="区", belongs_to="customer")
    winner, loser = shop.customer("张三", **{key: "东"}), shop.customer("张三丰")
    shop.receives("苹果", 10, at=4)
    shop.sells("苹果", 2, at=6, to="张三丰")
    assert not reports.run(firm, "receivables", {key: "东"}).rows
    merging.merge(firm, "customer", loser, winner)
    for report in ("receivables", "sales_profit", "document_list"):
        assert reports.run(firm, report, {key: "东"}).rows, report


def test_a_name_that_stands_twice_says_what_it_is_of() -> None:
    shop = a_shop()
    for place in ("item", "customer"):
        add(shop.firm, name="等级", belongs_to=place)
    labels = {tr(field.label) for field in reports.of_firm(shop.firm, "sales_profit").params}
    assert {"商品的等级", "客户的等级"} <= labels


def test_the_window_asks_for_those_that_are_to_be_filtered_by() -> None:
    shop = a_shop()
    key = add(shop.firm, name="等级", belongs_to="item")
    assert key not in {field.key for field in reports.questions(shop.firm, "stock_on_hand")}
    assert key in {field.key for field in reports.questions(shop.firm, "stock_on_hand", {key: "甲"})}
    records.save(shop.firm, "custom_field", {"uid": uid_of(shop.firm, key), "filtered": True})
    assert key in {field.key for field in reports.questions(shop.firm, "stock_on_hand")}
    records.disable(shop.firm, "custom_field", uid_of(shop.firm, key))
    assert key not in {field.key for field in reports.questions(shop.firm, "stock_on_hand", {key: "甲"})}
    with pytest.raises(reports.UnknownQuestion):
        reports.run(shop.firm, "stock_on_hand", {key: "甲"})


def test_the_drawer_is_narrowed_by_the_sale_that_opened_it() -> None:
    shop = a_shop()
    key = add(shop.firm, name="班次", belongs_to="head")
    shop.receives("苹果", 10, at=4)
    for shift in ("早", "晚"):
        sale = shop.does("delivery", line("苹果", 1, at=6), party="张三", **{key: shift})
        drawer.note(shop.firm, sale.uid)
    drawer.open_for(shop.firm, "换零钱")
    assert len(reports.run(shop.firm, "drawer_log", {}).rows) == 3
    assert len(reports.run(shop.firm, "drawer_log", {key: "早"}).rows) == 1
