"""In large type on a small screen nothing is scrolled sideways to that can be kept in sight, and no figure is cut."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from app.core.numbers import price
from app.gui import theme
from app.gui.editors.label_strip import LabelStrip
from app.gui.editors.line_grid import LineGrid
from app.gui.editors.side_panel import SidePanel
from app.gui.models.line_model import STOCK
from app.gui.pages.report_page import ReportPage
from app.gui.widgets.table_view import TableView
from app.services import documents
from tests.gui.clerk import Clerk
from tests.gui.clerk import clerk as clerk  # noqa: PLC0414 - a fixture handed on
from tests.gui.clerk import trade as trade  # noqa: PLC0414
from tests.gui.trading import Trade

MOST_LETTERS = 200

pytestmark = pytest.mark.usefixtures("large")


@pytest.fixture
def large(trade: Trade, qapp: QApplication) -> Iterator[None]:
    """Large type, before the window is made."""
    theme.apply(qapp, theme.choose(big=True))
    yield
    theme.apply(qapp, theme.choose())


def new_document(clerk: Clerk, type_key: str) -> LineGrid:
    clerk.window.new_document(type_key)
    clerk.keys.settle()
    assert clerk.document.form is not None
    return clerk.document.form.lines.grids[0]


@pytest.mark.parametrize("type_key", ["delivery", "goods_receipt", "sales_order", "stock_count", "transfer"])
def test_all_columns_of_the_lines_are_in_sight(clerk: Clerk, type_key: str) -> None:
    grid = new_document(clerk, type_key)
    assert grid.rowHeight(0) > theme.Measures().row
    assert grid.horizontalScrollBar().maximum() == 0
    last = grid.columns.in_sight()[-1]
    assert grid.columnViewportPosition(last) + grid.columnWidth(last) <= grid.viewport().width()


def test_a_column_that_was_narrowed_grows_with_its_figures(clerk: Clerk) -> None:
    grid = new_document(clerk, "delivery")
    place = grid.lines.place_of("amount")
    before = grid.columnWidth(place)
    clerk.keys.enter("lzbld", "wcdm", "3")
    form = clerk.document.form
    assert form is not None
    form.lines.put_price(1, price("98765432.10"))
    clerk.keys.settle()
    text = grid.lines.text_at(0, place)
    assert text == "296,296,296.30"
    assert before < grid.columnWidth(place)
    room = grid.columnWidth(place) - 2 * theme.CELL_PADDING
    assert QFontMetrics(theme.font()).horizontalAdvance(text) <= room


def test_a_name_becomes_shorter_before_the_stock_is_scrolled_to(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    grid = new_document(clerk, "delivery")
    grid.lines.hint = "Name or barcode..."
    clerk.keys.enter("lzbld", "wcdm", "3")
    names, stock, text_at = grid.lines.place_of("item"), grid.lines.place_of(STOCK), grid.lines.text_at
    said = ""

    def text(row: int, place: int) -> str:
        return said if (row, place) == (0, stock) else text_at(row, place)

    monkeypatch.setattr(grid.lines, "text_at", text)
    widths = set()
    while grid.horizontalScrollBar().maximum() == 0 and len(said) < MOST_LETTERS:
        widths.add(grid.columnWidth(names))
        said += "x"
        grid.lines.repaint()
    invitation = QFontMetrics(theme.font()).horizontalAdvance(grid.lines.hint)
    assert invitation < min(widths) < theme.current().measures.px(190)


def test_a_label_that_is_keyed_has_room_in_all_its_parts(clerk: Clerk) -> None:
    new_document(clerk, "delivery")
    clerk.keys.press("Ctrl+Shift+T")
    strip = clerk.document.findChild(LabelStrip)
    assert strip is not None
    number = QFontMetrics(theme.font()).horizontalAdvance("20261123-01")
    for key, line in strip.lines.items():
        assert line.width() >= number, key
        assert strip.rect().contains(line.mapTo(strip, line.rect().bottomRight())), key


def test_what_gave_way_comes_back_when_it_holds_something(clerk: Clerk) -> None:
    clerk.window.resize(1240, 768)
    grid = new_document(clerk, "stock_count")
    place = grid.lines.place_of("remark")
    assert grid.isColumnHidden(place)
    grid.columns.ask_for("remark")
    assert not grid.isColumnHidden(place)
    grid.columns.ask_for("remark", is_wanted=False)
    assert grid.isColumnHidden(place)
    clerk.keys.enter("wcdm", "3")
    grid.lines.typed.emit(1, "remark", "破损")
    clerk.keys.settle()
    assert not grid.isColumnHidden(place)


def test_the_source_panel_shows_all_and_leaves_lines(clerk: Clerk) -> None:
    made = clerk.trade.document(
        "purchase_order", next(iter(clerk.trade.suppliers.values())), [("10001", "1000", "9999.99")]
    )
    documents.post(clerk.trade.firm, made)
    grid = new_document(clerk, "goods_receipt")
    clerk.keys.press("F7")
    clerk.keys.settle()
    panel = clerk.document.findChild(SidePanel)
    assert isinstance(panel, SidePanel)
    view = panel.findChild(TableView)
    assert isinstance(view, TableView)
    assert view.rows.rowCount() == 1
    assert view.horizontalScrollBar().maximum() == 0
    assert grid.viewport().height() >= 4 * grid.rowHeight(0)
    clerk.keys.press("Esc")
    clerk.keys.settle()
    assert clerk.document.form is not None
    assert clerk.document.form.foot.isVisible()


def test_beside_the_deals_of_goods_lines_are_seen(clerk: Clerk) -> None:
    clerk.window.resize(1366, 680)
    form = clerk.with_deals()
    grid = form.lines.grids[0]
    assert grid.viewport().height() >= 3 * grid.rowHeight(0)
    assert grid.horizontalScrollBar().maximum() == 0
    assert {"item", "quantity", "price", "amount"} <= {
        grid.lines.columns[each].key for each in grid.columns.in_sight()
    }
    clerk.keys.press("Esc")
    clerk.keys.settle()
    assert form.foot.isVisible()
    assert "tax_rate" in {grid.lines.columns[each].key for each in grid.columns.in_sight()}


def test_a_report_offers_what_it_has(clerk: Clerk) -> None:
    clerk.window.open_report("statement")
    clerk.keys.settle()
    page = clerk.window.work.current
    assert isinstance(page, ReportPage)
    assert not {"report.open", "list.columns"} & {command.key for command in page.commands()}
    clerk.window.open_report("stock_on_hand")
    clerk.keys.settle()
    page = clerk.window.work.current
    assert isinstance(page, ReportPage)
    assert {"report.open", "list.columns"} <= {command.key for command in page.commands()}
