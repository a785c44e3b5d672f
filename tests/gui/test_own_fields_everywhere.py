"""Every kind of own field, of items, parties, heads and lines, on every surface: one walk through the whole matrix.

The firm is made once: one record of each type and one document with every field filled in, and another one without.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.clock import FixedClock
from app.core.numbers import quantity
from app.domain.records.types import custom_field as declared
from app.domain.records.types.custom_field import HEAD, LINE
from app.gui import operations, theme
from app.gui.editors.document_editor import DocumentEditor
from app.gui.editors.record_editor import RecordEditor
from app.gui.navigation import Desk
from app.gui.pages.list_page import ListPage
from app.gui.pages.report_page import ReportPage
from app.gui.pages.subjects import DocumentSubject, RecordSubject
from app.services import documents, exports, founding, imports, records, reports
from app.services.firm import Profile
from app.services.printing import making, templates
from tests.builders import Shop, line
from tests.gui.editing import grid_of, opened
from tests.gui.shop import TODAY, Gone, settle_down
from tests.intake.sheets import book

KINDS: Final = tuple(choice.key for choice in declared._KIND.choices)
PLACES: Final = ("item", "customer", "supplier", HEAD, LINE)
SURFACES: Final = ("form", "list", "search", "import", "export", "print", "report")
SHOWN: Final = {
    "text": "Kiln 7",
    "number": "2.5",
    "date": "2026-01-05",
    "yes_no": "是",
    "one_of": "Ru ware",
    "item": "Part",
    "customer": "Friend",
    "supplier": "Maker",
    "formula": "5",
    "text_formula": "Kiln 7!",
}
"""What is read of each kind."""
MADE: Final[Mapping[str, Mapping[str, Any]]] = {
    "one_of": {"options": "Ru ware\nGuan ware"},
    "formula": {"formula": "[number {place}]*2"},
    "text_formula": {"formula": "[text {place}] + '!'"},
}
REPORTS: Final = {
    "item": ("stock_on_hand", "name"),
    "customer": ("receivables", "name"),
    "supplier": ("payables", "name"),
    HEAD: ("document_list", "number"),
    LINE: ("document_list", "number"),
}


class World:
    """The firm, the keys of its fields, and what has them."""

    def __init__(self, path: Path) -> None:
        firm = founding.create(path, Profile(name="小店"), clock=FixedClock(TODAY, hour=0))
        self.firm = firm
        self.shop = Shop(firm, FixedClock(TODAY, hour=0))
        self.keys: dict[tuple[str, str], str] = {}
        for place in PLACES:
            for kind in KINDS:
                more = {key: str(value).format(place=place) for key, value in MADE.get(kind, {}).items()}
                values = {
                    "name": f"{kind} {place}",
                    "belongs_to": place,
                    "kind": kind,
                    "filtered": True,
                    **more,
                }
                records.save(firm, "custom_field", values)
                self.keys[place, kind] = firm.shapes.definitions[-1].key
        self.named = {
            key: records.save(firm, key, {"name": SHOWN[key]})[0] for key in ("item", "customer", "supplier")
        }
        self.uids = {
            "item": self.shop.knows("Apple", **self.of("item")),
            "customer": self.shop.customer("Cash", **self.of("customer")),
            "supplier": self.shop.supplier("Orchard", **self.of("supplier")),
        }
        self.receipts = [self._receives("Apple", "Orchard"), self._receives("Pear", "Farm")]
        full = {**self.of(HEAD)}
        sold = [
            self.shop.does("delivery", line("Apple", 1, at=3, **self.of(LINE)), party="Cash", **full),
            self.shop.does("delivery", line("Pear", 1, at=3), party="Other"),
        ]
        self.uids[HEAD] = self.uids[LINE] = sold[0].uid
        self.desk = Desk(firm, Gone())

    def _receives(self, item: str, supplier: str) -> str:
        return self.shop.does("goods_receipt", line(item, 9, at=2), party=supplier).uid

    def stored(self, kind: str) -> Any:
        """Return what a field of a kind holds."""
        return {
            "number": quantity("2.5"),
            "formula": quantity("5"),
            "yes_no": True,
            **self.named,
        }.get(kind, SHOWN[kind])

    def of(self, place: str) -> dict[str, Any]:
        """Return what a person fills in."""
        filled = (kind for kind in KINDS if kind not in declared.FORMULAS)
        return {self.keys[place, kind]: self.stored(kind) for kind in filled}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[World]:
    theme.apply(qapp, theme.choose())
    made = World(tmp_path_factory.mktemp("everywhere") / "a.zhanggui")
    yield made
    workers = operations.workers()
    workers.stop(closing=made.firm.close)
    workers.setParent(None)
    workers.deleteLater()
    made.firm.close()


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", KINDS)
def test_it_is_there(qtbot: QtBot, world: World, tmp_path: Path, kind: str, place: str, surface: str) -> None:
    _WALKS[surface](qtbot, world, tmp_path, kind, place)


def _form(qtbot: QtBot, world: World, folder: Path, kind: str, place: str) -> None:
    """It stands in the form with its value; what is worked out cannot be typed."""
    key, stored = world.keys[place, kind], world.stored(kind)
    if place in (HEAD, LINE):
        page = opened(qtbot, DocumentEditor.of_saved(world.desk, world.uids[place]))
        assert page.form is not None
        if place == LINE:
            model = grid_of(page).lines
            at = next(number for number, column in enumerate(model.columns) if column.key == key)
            qtbot.waitUntil(lambda: model.text_at(0, at) == {"yes_no": "✓"}.get(kind, SHOWN[kind]))
            return
        form: Any = page.form.head
    else:
        editor = RecordEditor(world.desk, place, world.uids[place])
        qtbot.addWidget(editor)
        editor.show()
        settle_down(qtbot)
        form = editor.form.form
    assert form.value(key) == stored
    if kind in declared.FORMULAS:
        assert form.editor(key).isReadOnly()


def _listed(qtbot: QtBot, world: World, place: str) -> ListPage | ReportPage:
    """Show where rows of a place are listed: lines stand in the report of documents."""
    page: ListPage | ReportPage
    if place == LINE:
        page = ReportPage(world.desk, "document_list", {"level": "lines", "type": "delivery"})
    elif place == HEAD:
        page = ListPage(world.desk, DocumentSubject(world.desk, "delivery"))
    else:
        page = ListPage(world.desk, RecordSubject(world.desk, place))
    qtbot.addWidget(page)
    page.reload()
    settle_down(qtbot)
    qtbot.waitUntil(lambda: page.card.view.rows.rowCount() > 1)
    settle_down(qtbot)
    return page


def _list(qtbot: QtBot, world: World, folder: Path, kind: str, place: str) -> None:
    """It is a column of the list, and a question above it that leaves the one row."""
    page = _listed(qtbot, world, place)
    rows, key = page.card.view.rows, world.keys[place, kind]
    column = rows.place_of(key)
    assert SHOWN[kind] in [rows.text_at(row, column) for row in range(rows.rowCount())]
    page.filters.set_values({key: "yes" if kind == "yes_no" else world.stored(kind)})
    page.filters.changed.emit()
    settle_down(qtbot)
    assert rows.rowCount() == 1
    assert rows.text_at(0, column) == SHOWN[kind]


def _search(qtbot: QtBot, world: World, folder: Path, kind: str, place: str) -> None:
    """Typing what is read of it above the list finds the row; texts are found where no column shows them."""
    page = _listed(qtbot, world, place)
    page.filters.type_text(SHOWN[kind])
    settle_down(qtbot)
    rows, column = page.card.view.rows, page.card.view.rows.place_of(world.keys[place, kind])
    assert SHOWN[kind] in [rows.text_at(row, column) for row in range(rows.rowCount())]
    if kind in ("text", "one_of", "date"):
        if place in (HEAD, LINE):
            found = documents.listing(world.firm, "delivery", text=SHOWN[kind][1:]).drills
            assert [dict(drill.params)["uid"] for drill in found if drill] == [world.uids[place]]
        elif kind != "date":
            found_records = records.search(world.firm, place, SHOWN[kind])
            assert world.uids[place] in [hit.uid for hit in found_records]


def _import(qtbot: QtBot, world: World, folder: Path, kind: str, place: str) -> None:
    """A column that is called like it fills it; one that is worked out is left alone."""
    name, key = f"{kind} {place}", world.keys[place, kind]
    cell = SHOWN[kind]
    rows: list[tuple[object, ...]]
    if place in (HEAD, LINE):
        code = records.load(world.firm, "item", world.uids["item"])["code"]
        rows = [("单号", "商品编码", "数量", name), (f"N-{kind}-{place}", code, 1, cell)]
        found = imports.run(world.firm, book(folder / "a.xlsx", rows), kind="sales_order")
        assert not found.errors
        draft = documents.view(world.firm, found.drafts[0]).document
        held = draft.header.get(key) if place == HEAD else draft.lines[0].data.get(key)
    else:
        header = {"item": "品名", "customer": "客户名称", "supplier": "供应商名称"}[place]
        rows = [(header, "备注", name), (f"Row {kind} {place}", "x", cell)]
        found = imports.run(world.firm, book(folder / "a.xlsx", rows), kind=place)
        assert not found.errors
        uid = next(hit.uid for hit in records.search(world.firm, place, f"Row {kind} {place}"))
        held = records.load(world.firm, place, uid)[key]
        records.disable(world.firm, place, uid)
    assert held == (world.stored(kind) if kind not in declared.FORMULAS else held)
    if kind in declared.FORMULAS:
        assert held in (None, "", "!")  # of what is not there


def _export(qtbot: QtBot, world: World, folder: Path, kind: str, place: str) -> None:
    """It goes out to Excel under its name; of records the file comes in again and changes nothing."""
    if place in (HEAD, LINE):
        asked = {"type": "delivery", "level": "lines" if place == LINE else "heads", "since": "2026-01-01"}
        table = reports.run(world.firm, "document_list", asked)
    else:
        table = exports.table(world.firm, place)
    made = reports.export(table, folder / "a.xlsx", world.firm)
    sheet = openpyxl.load_workbook(made).active
    assert sheet is not None
    cells = [list(row) for row in sheet.values]
    head = next(number for number, row in enumerate(cells) if f"{kind} {place}" in row)
    column = cells[head].index(f"{kind} {place}")
    found = [row[column] for row in cells[head + 1 :]]
    assert any(_reads(cell, kind) for cell in found), found


def _reads(cell: Any, kind: str) -> bool:
    text = cell.date().isoformat() if hasattr(cell, "date") else str(cell)
    return text in {SHOWN[kind], {"yes_no": "True"}.get(kind, SHOWN[kind])}


def _print(qtbot: QtBot, world: World, folder: Path, kind: str, place: str) -> None:
    """It stands on paper, that of goods and parties where a template asks for it."""
    key = world.keys[place, kind]
    type_key = "goods_receipt" if place == "supplier" else "delivery"
    template = templates.template(world.firm, type_key, "a4")
    group = "columns" if place in ("item", LINE) else "head"
    parts = getattr(template, group)
    assert next(part for part in parts if part.key == key).shown == (place in (HEAD, LINE))
    only = tuple(replace(part, shown=part.key == key) for part in parts)
    uid = world.receipts[0] if place == "supplier" else world.uids[HEAD]
    view = documents.view(world.firm, uid)
    form = making.form_of(world.firm, view, template.with_value(group, only), number=1)
    if group == "head":
        assert [(pair.label, pair.value) for pair in form.head] == [(f"{kind} {place}", SHOWN[kind])]
    else:
        assert [column.key for column in form.columns] == [key]
        held = form.rows[0][0]
        assert held in (SHOWN[kind], world.stored(kind))


def _report(qtbot: QtBot, world: World, folder: Path, kind: str, place: str) -> None:
    """It narrows a report to the rows that have it, in the window as by the services."""
    key, wanted = world.keys[place, kind], "yes" if kind == "yes_no" else world.stored(kind)
    report, _ = REPORTS[place]
    more = {"type": "delivery"} if place in (HEAD, LINE) else {}
    every = reports.run(world.firm, report, more).rows
    kept = reports.run(world.firm, report, {**more, key: wanted}).rows
    assert len(kept) == 1 < len(every)
    page = ReportPage(world.desk, report, {**more, key: wanted})
    qtbot.addWidget(page)
    page.reload()
    settle_down(qtbot)
    assert page.card.view.rows.rowCount() == 1


_WALKS: Final[Mapping[str, Callable[[QtBot, World, Path, str, str], None]]] = {
    "form": _form,
    "list": _list,
    "search": _search,
    "import": _import,
    "export": _export,
    "print": _print,
    "report": _report,
}
