"""A report is written to a file from a strip in its page: a path is proposed, typed over, or given up."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.core.kinds import Kind
from app.core.table import Chart, Column, Table
from app.core.text import N_
from app.gui.models.table_model import EMPTY_TABLE
from app.gui.pages.report_page import ReportPage
from tests.gui.shop import Shop

Settled = Callable[[], None]
_CHARTED = Table(
    N_("金额"),
    columns=(Column("day", N_("日期"), Kind.DATE), Column("net", N_("金额"), Kind.MONEY)),
    rows=(("2026-11-22", 100),),
    chart=Chart("bar", "day", ("net",)),
)


def opened(qtbot: QtBot, shop: Shop, settled: Settled, height: int = 700) -> ReportPage:
    page = ReportPage(shop.desk, "stock_on_hand", {"show": "all"})
    qtbot.addWidget(page)
    page.resize(1200, height)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.reload()
    settled()
    page.focus_first()
    return page


def answer(page: ReportPage, settled: Settled, text: str = "") -> None:
    if text:
        page.exporting.question.answer.setText(text)
    QTest.keyClick(page.exporting.question.answer, Qt.Key.Key_Return)
    settled()


def test_a_free_name_is_proposed(qtbot: QtBot, shop: Shop, settled: Settled, papers: Path) -> None:
    page = opened(qtbot, shop, settled)
    for name in ("库存余额 2026-11-22.xlsx", "库存余额 2026-11-22 (2).xlsx"):
        page.exporting.ask("xlsx")
        assert page.exporting.question.answer.hasFocus()
        answer(page, settled)
        assert (papers / name).is_file()
        assert name in page.banner.text
        assert page.card.view.hasFocus()


def test_a_file_that_is_there_is_written_over_only_when_asked_twice(
    qtbot: QtBot, shop: Shop, settled: Settled, tmp_path: Path
) -> None:
    page = opened(qtbot, shop, settled)
    path = tmp_path / "old.csv"
    path.write_text("old", encoding="utf-8")
    page.exporting.ask("csv")
    answer(page, settled, str(path.with_suffix("")))
    assert path.read_text(encoding="utf-8") == "old"
    assert page.exporting.question.answer.text() == str(path)
    answer(page, settled)
    assert "五常大米" in path.read_text(encoding="utf-8-sig")


def test_a_folder_is_answer_enough(
    qtbot: QtBot, shop: Shop, settled: Settled, papers: Path, tmp_path: Path
) -> None:
    page = opened(qtbot, shop, settled)
    page.exporting.ask("csv")
    answer(page, settled, str(tmp_path))
    assert (tmp_path / "库存余额 2026-11-22.csv").is_file()


def test_esc_gives_up_and_a_folder_that_is_missing_is_said(
    qtbot: QtBot, shop: Shop, settled: Settled, tmp_path: Path
) -> None:
    page = opened(qtbot, shop, settled)
    page.exporting.ask("xlsx")
    QTest.keyClick(page.exporting.question.answer, Qt.Key.Key_Escape)
    assert page.exporting.question.isHidden()
    assert page.card.view.hasFocus()
    page.exporting.ask("xlsx")
    answer(page, settled, str(tmp_path / "no" / "such" / "folder.xlsx"))
    assert page.banner.text
    assert page.banner.property("banner") == "bad"


def test_one_strip_asks_at_a_time_and_the_cursor_comes_back(
    qtbot: QtBot, shop: Shop, settled: Settled, papers: Path
) -> None:
    page = opened(qtbot, shop, settled)
    page.exporting.ask("xlsx")
    page.kept.ask()
    assert page.exporting.question.isHidden()
    assert page.kept.question.answer.hasFocus()
    page.exporting.ask("pdf")
    assert page.kept.question.isHidden()
    QTest.keyClick(page.exporting.question.answer, Qt.Key.Key_Escape)
    assert page.exporting.question.isHidden()
    assert page.card.view.hasFocus()


def test_a_table_that_has_gone_since_the_question_is_said(
    qtbot: QtBot, shop: Shop, settled: Settled, tmp_path: Path
) -> None:
    page = opened(qtbot, shop, settled)
    page.exporting.ask("pdf")
    page.card.show_table(EMPTY_TABLE)
    answer(page, settled, str(tmp_path / "x.pdf"))
    assert page.banner.text.startswith("还没有表")
    assert not (tmp_path / "x.pdf").exists()


def test_the_key_of_the_chart_is_there_when_there_is_one(
    qtbot: QtBot, shop: Shop, settled: Settled, papers: Path
) -> None:
    page = opened(qtbot, shop, settled)
    assert not page.chart.picture.series
    assert "report.chart" not in {command.key for command in page.commands()}
    page.chart.show_table(_CHARTED)
    assert "report.chart" in {command.key for command in page.commands()}
