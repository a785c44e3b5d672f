"""What a picky eye finds: half rows, ragged fields, a cursor out of sight, columns for nobody, colours out of place."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from app.core.field import Field
from app.core.kinds import Kind
from app.core.numbers import money, price, quantity
from app.core.table import Column, Table
from app.core.text import N_
from app.domain.documents.document import Line
from app.gui import theme
from app.gui.editors.document_editor import DocumentEditor
from app.gui.editors.field_factory import editor_for
from app.gui.editors.field_form import FieldBox, FieldForm
from app.gui.pages.cards.scanner_card import ScannerCard
from app.gui.pages.labels.page import LabelsPage
from app.gui.widgets.date_field import CalendarDrop, DateField
from app.gui.widgets.filter_bar import FilterBar
from app.gui.widgets.table_view import TableView
from app.gui.widgets.tenths_field import tenths_in_column
from app.gui.widgets.whole_rows import cut_rows
from app.i18n import catalog
from app.services import documents, records
from tests.gui.clerk import Clerk
from tests.gui.clerk import clerk as clerk  # noqa: PLC0414 - a fixture handed on
from tests.gui.clerk import trade as trade  # noqa: PLC0414
from tests.gui.editing import grid_of, new, opened, receipt
from tests.gui.shop import Shop, settle_down


def test_a_row_that_would_be_cut_is_left_out(looks: QApplication, qtbot: QtBot) -> None:
    view = TableView()
    qtbot.addWidget(view)
    view.show_table(Table(N_("商品"), (Column("name", N_("商品"), Kind.TEXT),), [("大米",)] * 30))
    row = theme.current().measures.row
    view.resize(300, 400)
    view.show()
    view.resize(300, 400 + row // 2 - view.viewport().height() % row)
    assert view.viewport().height() % row == row // 2
    (rect,) = cut_rows(view)
    assert (rect.height(), rect.bottom()) == (row // 2, view.viewport().height() - 1)
    image, middle = view.viewport().grab().toImage(), rect.center().y()
    assert {image.pixelColor(x, middle).name().upper() for x in range(200)} == {theme.LIGHT.paper}
    last = view.rowAt(rect.top())
    view.setCurrentIndex(view.rows.index(last, 0))
    assert last not in {view.rowAt(each.center().y()) for each in cut_rows(view)}


def test_rows_are_whole_where_there_is_room(looks: QApplication, qtbot: QtBot) -> None:
    view = TableView()
    qtbot.addWidget(view)
    view.show_table(Table(N_("商品"), (Column("name", N_("商品"), Kind.TEXT),), [("大米",)] * 3))
    view.resize(300, 400)
    view.show()
    assert cut_rows(view) == []


class AskedLine(QLineEdit):
    """A question of a filter, without the list behind it."""

    changed = Signal()

    def value(self) -> object:
        return self.text()

    def set_value(self, value: object) -> None:
        self.setText(str(value or ""))


def lefts(form: FieldForm) -> set[int]:
    return {box.mapTo(form, QPoint()).x() for box in form.findChildren(FieldBox)}


def test_the_settings_of_scanners_stand_in_columns(looks: QApplication, qtbot: QtBot, shop: Shop) -> None:
    card = ScannerCard(shop.firm)
    qtbot.addWidget(card)
    card.resize(570, 400)
    card.show()
    assert len(lefts(card.form)) == 2


def test_more_stands_in_line_with_the_fields_and_alone_at_the_top(
    looks: QApplication, qtbot: QtBot, shop: Shop
) -> None:
    fields = [
        Field("name", N_("名称"), Kind.TEXT),
        Field("code", N_("编码"), Kind.TEXT),
        Field("note", N_("备注"), Kind.TEXT, folded=True),
    ]
    form = FieldForm(fields, lambda field: editor_for(field, shop.firm))
    qtbot.addWidget(form)
    form.set_values({"name": "", "code": "", "note": ""})
    form.show()
    box = next(each for each in form.findChildren(FieldBox) if each.field.key == "code")
    wide, more = box.sizeHint().width(), form._more
    form.resize(4 * wide, 200)
    settle_down(qtbot)
    assert more.y() == box.editor.mapTo(form, QPoint()).y()
    form.resize(2 * wide + 30, 200)
    settle_down(qtbot)
    assert box.y() == 0
    assert more.y() == box.height() + theme.GAP_S


def test_the_cursor_of_a_posted_document_is_seen(qtbot: QtBot, shop: Shop) -> None:
    posted = documents.post(shop.firm, documents.settle(shop.firm, receipt(shop, "散装瓜子")))
    grid = grid_of(opened(qtbot, DocumentEditor.of_saved(shop.desk, posted.document.uid)))
    assert grid.hasFocus()
    assert grid.currentIndex().column() in grid.columns.in_sight()
    assert grid.lines.columns[grid.currentIndex().column()].key == "item"


def test_a_long_figure_is_read_whole_where_there_is_room(qtbot: QtBot, shop: Shop) -> None:
    page = new(qtbot, shop, "goods_receipt", receipt(shop, "散装瓜子"))
    grid = grid_of(page)
    assert page.form is not None
    page.form.lines.put_price(1, price("98765432.10"))
    settle_down(qtbot)
    for key in ("price", "amount"):
        place = grid.lines.place_of(key)
        text = grid.lines.text_at(0, place)
        room = grid.columnWidth(place) - 2 * theme.CELL_PADDING
        assert QFontMetrics(theme.font()).horizontalAdvance(text) <= room, text


def test_a_count_asks_for_serial_numbers_where_the_goods_have_them(qtbot: QtBot, shop: Shop) -> None:
    goods = shop.uids["散装瓜子"]
    line = Line(item=goods, quantity=quantity("3"))
    count = replace(documents.blank(shop.firm, "stock_count"), lines=(line,))
    grid = grid_of(new(qtbot, shop, "stock_count", count))
    assert grid.isColumnHidden(grid.lines.place_of("serials"))
    records.save(shop.firm, "item", {**records.load(shop.firm, "item", goods), "track_serial": True})
    grid = grid_of(new(qtbot, shop, "stock_count", replace(count, uid="another")))
    assert not grid.isColumnHidden(grid.lines.place_of("serials"))


def test_what_is_open_of_a_bill_stands_as_money_beside_its_amount(clerk: Clerk) -> None:
    firm, customer = clerk.trade.firm, next(iter(clerk.trade.customers.values()))
    made = documents.post(firm, clerk.trade.document("delivery", customer, [("10001", "1", "1234.50")]))
    table = documents.open_sources(firm, "money_received", customer)
    amount, rest = table.columns[-2:]
    assert (amount.kind, rest.kind) == (Kind.MONEY, Kind.MONEY)
    of_uid = {
        dict(drill.params)["uid"]: row for drill, row in zip(table.drills, table.rows, strict=True) if drill
    }
    assert of_uid[made.document.uid][-2:] == (money("1234.50"), money("1234.50"))


def test_beside_a_panel_no_figure_of_the_lines_is_cut(clerk: Clerk) -> None:
    grid = clerk.with_deals().lines.grids[0]
    for place in grid.columns.in_sight():
        if grid.lines.columns[place].kind is Kind.PRICE:
            room = grid.columnWidth(place) - 2 * theme.CELL_PADDING
            assert QFontMetrics(theme.font()).horizontalAdvance(grid.lines.text_at(0, place)) <= room


def test_amber_asks_only_about_what_is_out_of_the_ordinary(clerk: Clerk) -> None:
    made = clerk.trade.document("delivery", next(iter(clerk.trade.customers.values())), [("10001", "1", "9")])
    posted = documents.post(clerk.trade.firm, made)
    clerk.window.open_document(posted.document.uid)
    clerk.keys.settle()
    question = clerk.document.question
    clerk.keys.press("Ctrl+Del")
    assert (question.isVisible(), question.property("banner")) == (True, "warn")
    clerk.keys.press("Esc")
    clerk.go("xsckd")
    clerk.keys.press("Ctrl+E")
    clerk.keys.settle()
    strips = [each for each in clerk.list.findChildren(type(question)) if each.isVisible()]
    assert [each.property("banner") for each in strips] == ["calm"]


def test_labels_of_nothing_say_where_to_begin(clerk: Clerk) -> None:
    draft = documents.blank(clerk.trade.firm, "delivery")
    draft = replace(draft, party=next(iter(clerk.trade.customers.values())))
    documents.save_draft(clerk.trade.firm, draft)
    clerk.go("xsckd")
    clerk.list.card.view.stand_on(0)
    clerk.keys.press("Ctrl+B")
    clerk.keys.settle()
    page = clerk.window.work.current
    assert isinstance(page, LabelsPage)
    assert page.things.things.wanted == ()
    assert page.empty.isVisible()
    assert not page.things.isVisible()


def test_lengths_below_each_other_have_one_decimal() -> None:
    assert [tenths_in_column(value) for value in (40, 32, 5, 0)] == ["4.0", "3.2", "0.5", "0.0"]


@pytest.mark.parametrize(
    ("language", "month", "day"), [("zh_CN", "十一月", "周一"), ("en", "November", "Mon")]
)
def test_the_calendar_speaks_the_language_of_the_window_in_its_colours(
    looks: QApplication, qtbot: QtBot, language: str, month: str, day: str
) -> None:
    catalog.use(language)
    try:
        field = DateField(Field("day", N_("日期"), Kind.DATE), lambda: "2026-11-22")
        qtbot.addWidget(field)
        field.show()
        drop = CalendarDrop(field, "2026-11-22")
        shown = drop.findChild(QToolButton, "qt_calendar_monthbutton")
        assert isinstance(shown, QToolButton)
        assert shown.text() == month
        calendar = drop.findChild(QCalendarWidget)
        assert isinstance(calendar, QCalendarWidget)
        assert calendar.locale().dayName(1, calendar.locale().FormatType.ShortFormat) == day
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            ink = calendar.weekdayTextFormat(weekday).foreground().color().name().upper()
            assert ink == theme.LIGHT.ink2
    finally:
        catalog.use("zh_CN")


def test_a_name_in_a_filter_is_read_whole(looks: QApplication, qtbot: QtBot) -> None:
    bar = FilterBar((Field("item", N_("商品"), Kind.LINK, link="item"),), lambda _: AskedLine())
    qtbot.addWidget(bar)
    bar.show()
    line = bar.findChild(AskedLine)
    assert isinstance(line, AskedLine)
    usual = line.width()
    for name in ("大米", "杭州佳惠餐饮管理有限公司"):
        line.setText(name)
        assert line.fontMetrics().horizontalAdvance(name) + 2 * theme.CELL_PADDING < line.width()
    assert line.width() > usual
    line.setText("")
    assert line.width() == usual


def test_of_many_open_pages_the_beginning_of_each_name_is_read(clerk: Clerk) -> None:
    kinds = ("delivery", "goods_receipt", "sales_order", "purchase_order", "other_issue", "other_receipt") * 2
    for kind in kinds:
        clerk.window.new_document(kind)
        clerk.keys.settle()
    strip = clerk.window.work.strip
    told = {name.title: name.button.text() for name in strip._names}
    assert len(set(told.values())) == len(told) == 7
    assert all(title.startswith(said.split("…")[0]) for title, said in told.items())
    tabs = [name.button.parentWidget() for name in strip._names]
    assert sum(tab.width() for tab in tabs if tab is not None) <= strip.width()
