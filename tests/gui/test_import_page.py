"""A list comes in from Excel by keys alone: chosen, looked through, mended, imported, marked, taken back."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.gui.pages.importing.page import ImportPage
from app.services import documents, records
from tests.gui.shop import Shop
from tests.intake.sheets import book

Settled = Callable[[], None]

HEADER = ("商品编码", "商品名称", "单位", "零售价", "产地代号")
SOUND = (("A1", "苹果", "个", "6.50", "YT"), ("A2", "香蕉", "斤", "3", "HN"))
FAULTY = ("A3", "", "个", "1", "XX")


@pytest.fixture
def page(qtbot: QtBot, shop: Shop, settled: Settled) -> ImportPage:
    page = ImportPage(shop.desk)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.reload()
    settled()
    page.focus_first()
    return page


def choose(page: ImportPage, path: Path, settled: Settled) -> None:
    page.choose()
    QTest.keyClicks(page.question.answer, str(path))
    QTest.keyClick(page.question.answer, Qt.Key.Key_Return)
    settled()


def rows(page: ImportPage) -> list[list[str]]:
    shown = page.card.view.rows
    return [
        [shown.text_at(row, column) for column in range(shown.columnCount())]
        for row in range(shown.rowCount())
    ]


def run(page: ImportPage, key: str, settled: Settled) -> None:
    next(command for command in page.commands() if command.key == key).run()
    settled()


def names(shop: Shop) -> list[str]:
    table = records.listing(shop.firm, "item")
    place = [column.key for column in table.columns].index("name")
    return [str(row[place]) for row in table.rows]


def test_a_list_is_tried_then_imported_then_taken_back(
    page: ImportPage, shop: Shop, settled: Settled, tmp_path: Path
) -> None:
    choose(page, book(tmp_path / "goods.xlsx", [HEADER, *SOUND]), settled)
    assert page.filters.values() == {"kind": "item", "view": "records"}
    assert "苹果" not in names(shop), "a trial writes nothing"
    run(page, "import.bring", settled)
    assert {"苹果", "香蕉"} <= set(names(shop))
    assert "新增 2" in page.banner.text
    page.clear_notice()
    assert [row[1] for row in rows(page)] == ["goods.xlsx"]
    page.card.view.stand_on(0)
    run(page, "import.undo", settled)
    assert "苹果" not in names(shop)


def test_faults_are_shown_by_row_and_the_sound_rows_come_in(
    page: ImportPage, shop: Shop, settled: Settled, tmp_path: Path
) -> None:
    path = book(tmp_path / "goods.xlsx", [HEADER, *SOUND, FAULTY])
    choose(page, path, settled)
    assert page.filters.values()["view"] == "problems"
    level, row, column, *_ = rows(page)[0]
    assert (level, row, column) == ("错误", "4", "B")
    marked = tmp_path / "marked.xlsx"
    page.mark(marked)
    settled()
    cell = openpyxl.load_workbook(marked)["Sheet"]["B4"]
    assert cell.comment is not None
    assert cell.fill.fgColor.rgb != "00000000"
    run(page, "import.bring", settled)
    assert {"苹果", "香蕉"} <= set(names(shop))
    assert "没有导入 1 行" in page.banner.text


def test_a_column_is_given_another_field_and_that_is_remembered(
    page: ImportPage, shop: Shop, settled: Settled, tmp_path: Path
) -> None:
    choose(page, book(tmp_path / "goods.xlsx", [HEADER, *SOUND]), settled)
    page.filters.set_values({"view": "columns"})
    page.filters.changed.emit()
    assert rows(page)[-1] == ["E", "产地代号", "产地"]
    page.card.view.stand_on(len(rows(page)) - 1)
    QTest.keyClick(page.card.view, Qt.Key.Key_Return)
    assert page.column_field.hasFocus()
    page.column_field.setCurrentIndex(page.column_field.findData("remark"))
    QTest.keyClick(page.column_field, Qt.Key.Key_Return)
    settled()
    assert rows(page)[-1][2] == "备注"
    run(page, "import.bring", settled)
    choose(page, book(tmp_path / "next.xlsx", [HEADER, ("A9", "梨", "个", "2", "SD")]), settled)
    page.filters.set_values({"view": "columns"})
    page.filters.changed.emit()
    assert rows(page)[-1][2] == "备注"


def test_a_file_that_is_no_list_is_refused_in_a_sentence(
    page: ImportPage, settled: Settled, tmp_path: Path
) -> None:
    path = tmp_path / "brief.xlsx"
    path.write_bytes(b"PK\x03\x04 broken")
    choose(page, path, settled)
    assert "brief.xlsx" in page.banner.text
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert not page.banner.text


def test_a_file_is_dropped_in_and_esc_puts_it_away(
    page: ImportPage, settled: Settled, tmp_path: Path
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(book(tmp_path / "goods.xlsx", [HEADER, *SOUND])))])
    event = QDropEvent(
        QPointF(9, 9),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.dropEvent(event)
    settled()
    assert len(rows(page)) == len(SOUND)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    settled()
    assert page.card.is_empty


def test_lines_of_documents_become_drafts_of_the_kind_that_is_chosen(
    page: ImportPage, shop: Shop, settled: Settled, tmp_path: Path
) -> None:
    code = str(records.listing(shop.firm, "item").rows[0][0])
    path = book(tmp_path / "b.xlsx", [("单号", "商品编码", "数量", "单价"), ("X1", code, "3", "5")])
    choose(page, path, settled)
    assert "不知道是哪一种单据" in page.banner.text
    assert page.filters.isVisible()
    page.filters.set_values({"kind": "sales_order"})
    page.filters.changed.emit()
    settled()
    assert "新增 1" in " ".join(badge.text() for badge in page._about._counts)
    assert documents.draft_counts(shop.firm).get("sales_order", 0) == 0, "a trial writes nothing"
    run(page, "import.bring", settled)
    assert documents.draft_counts(shop.firm)["sales_order"] == 1
    page.card.view.stand_on(0)
    run(page, "import.undo", settled)
    assert documents.draft_counts(shop.firm).get("sales_order", 0) == 0


def test_one_reason_is_asked_for_and_kept_with_the_rows_that_need_one(
    page: ImportPage, shop: Shop, tmp_path: Path, settled: Settled
) -> None:
    rule = {
        "name": "贵重",
        "belongs_to": "item",
        "check": "range",
        "field": "零售价",
        "most": "5",
        "level": "reason",
    }
    records.save(shop.firm, "rule", rule)
    choose(page, book(tmp_path / "items.xlsx", [HEADER, *SOUND]), settled)
    assert [(row[0], row[1], row[3]) for row in rows(page)] == [("要原因", "2", "例外原因")]
    run(page, "import.bring", settled)  # first it asks
    assert not page.question.isHidden()
    assert "香蕉" not in names(shop)
    QTest.keyClicks(page.question.answer, "old stock")
    QTest.keyClick(page.question.answer, Qt.Key.Key_Return)
    settled()
    assert [(row[0], row[1]) for row in rows(page)] == [("有原因", "2")]
    run(page, "import.bring", settled)
    found = {
        hit.name: records.load(shop.firm, "item", hit.uid) for hit in records.search(shop.firm, "item", "A")
    }
    kept = {name: values["x_reason"] for name, values in found.items() if name in {"苹果", "香蕉"}}
    assert kept == {"苹果": "old stock", "香蕉": ""}


def test_who_gives_no_reason_imports_the_others(
    page: ImportPage, shop: Shop, tmp_path: Path, settled: Settled
) -> None:
    rule = {
        "name": "贵重",
        "belongs_to": "item",
        "check": "range",
        "field": "零售价",
        "most": "5",
        "level": "reason",
    }
    records.save(shop.firm, "rule", rule)
    choose(page, book(tmp_path / "items.xlsx", [HEADER, *SOUND]), settled)
    run(page, "import.bring", settled)
    QTest.keyClick(page.question.answer, Qt.Key.Key_Escape)
    settled()
    run(page, "import.bring", settled)
    assert "香蕉" in names(shop)
    assert "苹果" not in names(shop)


def test_what_is_not_used_is_told_and_its_row_comes_in(
    page: ImportPage, shop: Shop, settled: Settled, tmp_path: Path
) -> None:
    rows_of_goods = [("商品编码", "商品名称", "单位", "零售价", "会员价"), ("A1", "苹果", "个", "6.50", "6")]
    choose(page, book(tmp_path / "goods.xlsx", rows_of_goods), settled)
    assert page.filters.values()["view"] == "problems"
    assert [row[:3] for row in rows(page)] == [["没采用", "1", "E"]]
    run(page, "import.bring", settled)
    assert "苹果" in names(shop)
