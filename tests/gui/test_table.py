"""Tables for reading: order, filter, sums, copying, what a row opens; and that 20,000 rows stay quick."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.core.kinds import Kind
from app.core.table import Column, Drill, Table, Total
from app.core.text import N_
from app.gui.commands import Command
from app.gui.models.table_model import TableModel
from app.gui.widgets import column_memory
from app.gui.widgets.table_card import TableCard
from tests.timing import processor_s

COLUMNS = (
    Column("name", N_("商品"), Kind.TEXT),
    Column("code", N_("编码"), Kind.CODE),
    Column("quantity", N_("数量"), Kind.QUANTITY, Total.SUM),
    Column("amount", N_("金额"), Kind.MONEY, Total.SUM),
    Column("state", N_("状态"), Kind.CHOICE, choices=(("draft", N_("草稿")), ("posted", N_("已过账")))),
    Column("item__id", N_("商品"), Kind.LINK),
)
ROWS = [
    ("张记辣酱", "10010", 3_000_000, 1_250, "posted", "u1"),
    ("阿香米线", "9", 1_500_000, -300, "draft", "u2"),
    ("李锦记", "101", None, 99_900, "posted", "u3"),
]


def a_table(rows: list[tuple[object, ...]] | None = None) -> Table:
    rows = list(ROWS) if rows is None else rows
    return Table(N_("商品"), COLUMNS, rows, drills=[Drill("item", (("uid", row[5]),)) for row in rows])


def names(model: TableModel) -> list[object]:
    return [model.value_at(row, 0) for row in range(model.rowCount())]


@pytest.fixture
def model() -> TableModel:
    made = TableModel()
    made.set_table(a_table())
    return made


@pytest.fixture
def card(looks: QApplication, qtbot: QtBot) -> TableCard:
    made = TableCard()
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show_table(a_table())
    made.show()
    return made


def test_hidden_columns_are_not_seen(model: TableModel) -> None:
    assert model.columnCount() == 5
    assert model.value_of(0, "item__id") == "u1"


def test_cells_say_what_their_kind_says(model: TableModel) -> None:
    assert [model.text_at(0, place) for place in range(5)] == ["张记辣酱", "10010", "3", "12.50", "已过账"]
    assert model.text_at(2, 2) == ""


def test_figures_and_their_heads_stand_to_the_right(model: TableModel) -> None:
    role = Qt.ItemDataRole.TextAlignmentRole
    for place, side in ((0, Qt.AlignmentFlag.AlignLeft), (3, Qt.AlignmentFlag.AlignRight)):
        assert model.data(model.index(0, place), role) & int(side)
        assert model.headerData(place, Qt.Orientation.Horizontal, role) & int(side)


def test_names_sort_by_their_reading(model: TableModel) -> None:
    model.sort(0)
    assert names(model) == ["阿香米线", "李锦记", "张记辣酱"]


def test_figures_sort_as_figures_and_nothing_comes_first(model: TableModel) -> None:
    model.sort(3, Qt.SortOrder.DescendingOrder)
    assert names(model) == ["李锦记", "张记辣酱", "阿香米线"]
    model.sort(2)
    assert names(model) == ["李锦记", "阿香米线", "张记辣酱"]


def test_states_sort_in_the_order_of_a_life(model: TableModel) -> None:
    model.sort(4)
    assert names(model)[0] == "阿香米线"


def test_sorting_survives_a_newer_table(model: TableModel) -> None:
    model.sort(3)
    model.set_table(a_table([*ROWS, ("老干妈", "5", 0, 0, "posted", "u4")]))
    assert names(model) == ["阿香米线", "老干妈", "张记辣酱", "李锦记"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("米线", ["阿香米线"]),
        ("12.5", ["张记辣酱"]),
        ("999", ["李锦记"]),
        ("草稿", ["阿香米线"]),
        ("101", ["李锦记"]),
        ("记 已过账", ["张记辣酱", "李锦记"]),
        ("没有", []),
        ("", ["张记辣酱", "阿香米线", "李锦记"]),
    ],
)
def test_filter_finds_words_labels_and_figures(model: TableModel, typed: str, found: list[str]) -> None:
    model.filter(typed)
    assert names(model) == found


def test_sums_follow_the_filter(model: TableModel) -> None:
    assert model.sums() == (None, None, 4_500_000, 100_850, None)
    model.filter("已过账")
    assert model.sums()[3] == 101_150


def test_foot_sums_the_selection(card: TableCard) -> None:
    assert card.foot.words == "共 3 行"
    card.view.selectRow(0)
    card.view.selectionModel().select(
        card.view.rows.index(1, 0),
        card.view.selectionModel().SelectionFlag.Select | card.view.selectionModel().SelectionFlag.Rows,
    )
    assert card.foot.words == "已选 2 行"
    assert card.foot.sums[3] == 950


def test_enter_and_double_click_open_a_row(card: TableCard, qtbot: QtBot) -> None:
    card.view.stand_on(1)
    with qtbot.waitSignal(card.opened) as heard:
        QTest.keyClick(card.view, Qt.Key.Key_Return)
    assert heard.args == [1]
    assert card.view.rows.drill_at(1) == Drill("item", (("uid", "u2"),))


def test_typed_letters_go_to_the_filter(card: TableCard, qtbot: QtBot) -> None:
    with qtbot.waitSignal(card.typed) as heard:
        QTest.keyClick(card.view, Qt.Key.Key_A)
    assert heard.args == ["a"]


def test_rows_are_copied_as_a_spreadsheet_reads_them(card: TableCard, qtbot: QtBot) -> None:
    card.view.selectRow(0)
    QTest.keyClick(card.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "张记辣酱\t10010\t3\t12.50\t已过账"


def test_click_on_a_head_sorts_and_keeps_the_row(card: TableCard, qtbot: QtBot) -> None:
    card.view.stand_on(2)
    header = card.view.horizontalHeader()
    at = header.sectionViewportPosition(3) + 20
    QTest.mouseClick(
        header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(at, 10)
    )
    assert names(card.view.rows)[0] == "阿香米线"
    assert card.view.rows.value_of(card.view.current_row(), "item__id") == "u3"


def test_a_reload_keeps_the_row_a_person_stands_on(card: TableCard) -> None:
    card.view.stand_on(1)
    card.show_table(a_table([("老干妈", "5", 0, 0, "posted", "u4"), *ROWS]))
    assert card.view.rows.value_of(card.view.current_row(), "item__id") == "u2"


def test_columns_are_as_wide_as_what_they_hold(card: TableCard) -> None:
    long = "一个写得非常非常长的商品名称，长到放不下，还要再长一些，再长一些才好看"
    card.show_table(a_table([(long * 3, "1", 1, 1, "draft", "u1")]))
    card.view.fit_columns()
    widths = [card.view.columnWidth(place) for place in range(5)]
    assert 340 <= widths[0] <= 370
    assert all(56 <= width <= 180 for width in widths[1:])


def test_an_empty_table_says_what_to_do(card: TableCard) -> None:
    card.say_when_empty("还没有商品", "按 F2 新增")
    card.show_table(a_table([]))
    assert card.is_empty
    card.show_table(a_table())
    assert not card.is_empty
    card.filter("没有这样的")
    assert card.is_empty
    card.filter("")
    assert not card.is_empty


def test_rows_that_come_into_an_empty_table_leave_the_keys_to_it(card: TableCard) -> None:
    card.view.setFocus()
    asked: tuple[list[tuple[object, ...]] | None, ...] = ([], None, [], None)
    for rows in asked:
        card.show_table(a_table(rows))
        assert card.view.hasFocus(), rows


def test_a_button_that_goes_is_given_no_keys(card: TableCard) -> None:
    card.say_when_empty("nothing", "", Command("list.new", N_("新增"), lambda: None))
    card.show_table(a_table([]))
    QApplication.processEvents()
    (first,) = card.empty.findChildren(QPushButton)
    assert first.isVisible()
    card.show_table(a_table([]))
    assert first.isHidden()


def test_export_is_exactly_what_is_seen(model: TableModel) -> None:
    model.filter("已过账")
    model.sort(3, Qt.SortOrder.DescendingOrder)
    seen = model.seen_table()
    assert [row[0] for row in seen.rows] == ["李锦记", "张记辣酱"]
    assert seen.drills[0] == Drill("item", (("uid", "u3"),))


def test_20_000_rows_sort_and_filter_within_a_blink() -> None:
    """performance.md 8, row 19: sort ≤ 40 ms, filter ≤ 50 ms; four times that here, for slow machines."""
    rows: list[tuple[object, ...]] = [
        (
            f"商品{number * 7919 % 20_000}",
            f"{number:05}",
            number * 31 % 997 * 10_000,
            number * 37 % 99_991,
            "posted",
            "",
        )
        for number in range(20_000)
    ]
    model = TableModel()
    model.set_table(Table(N_("商品"), COLUMNS, rows))
    best = {}
    acts: dict[str, Callable[[], None]] = {
        "sort text": lambda: model.sort(0),
        "sort figures": lambda: model.sort(3),
        "filter": lambda: model.filter("商品1"),
        "filter figures": lambda: model.filter("37"),
    }
    for name, act in acts.items():
        times = []
        for _ in range(5):
            model.filter("")
            times.append(processor_s(act))
        best[name] = min(times) * 1000
    assert max(best.values()) < 100, best


def test_a_table_without_the_column_that_was_left_shows_all(looks: QApplication, qtbot: QtBot) -> None:
    card = TableCard()
    qtbot.addWidget(card)
    card.view.arranged.name = "list.narrow"
    keys = tuple(column.key for column in a_table().columns)
    column_memory.save("list.narrow", column_memory.Arrangement(hidden=keys))
    card.show_table(a_table())
    assert len(card.view.arranged.seen()) == len(card.view.rows.columns)


def test_columns_stay_as_a_person_arranged_them(looks: QApplication, qtbot: QtBot) -> None:
    def make() -> TableCard:
        made = TableCard()
        qtbot.addWidget(made)
        made.view.arranged.name = "list.item"
        made.resize(900, 400)
        made.show()
        made.show_table(a_table())
        return made

    first = make()
    header = first.view.horizontalHeader()
    header.resizeSection(0, 222)
    header.moveSection(3, 0)
    first.view.arranged.show(1, False)
    qtbot.wait(600)
    again = make()
    second = again.view
    assert second.columnWidth(0) == 222
    assert second.horizontalHeader().logicalIndex(0) == 3
    assert second.isColumnHidden(1)
    assert [column.key for column in second.seen_table().columns] == ["amount", "name", "quantity", "state"]
    second.arranged.forget()
    last = make()
    assert not last.view.isColumnHidden(1)
    assert last.view.horizontalHeader().logicalIndex(0) == 0


def test_100_000_rows_never_keep_the_window_waiting(card: TableCard, qtbot: QtBot) -> None:
    """Opening, filtering and sorting take less than 50 ms of work each; three times that here, for slow machines."""
    rows: list[tuple[object, ...]] = [
        (
            f"商品{number * 7919 % 5_000}",
            f"{number:06}",
            number * 31 % 997 * 10_000,
            number * 37,
            "posted",
            "",
        )
        for number in range(100_000)
    ]
    table = a_table(rows)
    acts: dict[str, Callable[[], None]] = {
        "show": lambda: card.show_table(table),
        "words": lambda: card.view.rows.sort(0),
        "figures": lambda: card.view.rows.sort(3),
        "filter": lambda: card.filter("商品1"),
        "figure": lambda: card.filter("37"),
        "all": card.view.selectAll,
    }
    card.show_table(table)
    qtbot.waitUntil(lambda: not card.view.rows.read_ahead())
    best = {}
    for name, act in acts.items():
        times = []
        for _ in range(3):
            card.filter("")
            times.append(processor_s(act))
        best[name] = min(times) * 1000
    assert max(best.values()) < 150, best
