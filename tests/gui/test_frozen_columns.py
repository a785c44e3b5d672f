"""Frozen columns: what is frozen stands still while the rest scrolls, and acts as what it looks like."""

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.core.kinds import Kind
from app.core.table import Column, Table, Total
from app.core.text import N_
from app.gui import theme
from app.gui.widgets import column_memory
from app.gui.widgets.table_card import TableCard
from tests.gui.clerk import Clerk
from tests.gui.clerk import clerk as clerk  # noqa: PLC0414 - a fixture handed on
from tests.gui.clerk import trade as trade  # noqa: PLC0414
from tests.timing import processor_s

COLUMNS = (
    Column("name", N_("商品"), Kind.TEXT),
    Column("amount", N_("金额"), Kind.MONEY, Total.SUM),
    *(Column(f"figure{number}", N_("数量"), Kind.QUANTITY, Total.SUM) for number in range(12)),
)


def a_table(count: int = 40) -> Table:
    rows = [
        (f"商品{row * 7 % count}", row * 100, *(row * each * 1_000_000 for each in range(12)))
        for row in range(count)
    ]
    return Table(N_("商品"), COLUMNS, rows)


@pytest.fixture(params=["light", "dark and big"])
def card(request: pytest.FixtureRequest, qapp: QApplication, qtbot: QtBot) -> Iterator[TableCard]:
    is_other = request.param != "light"
    theme.apply(qapp, theme.choose(dark=is_other, big=is_other))
    made = TableCard()
    qtbot.addWidget(made)
    made.view.arranged.name = "frozen"
    made.resize(600, 400)
    made.show()
    made.show_table(a_table())
    yield made
    theme.apply(qapp, theme.choose())


def left_of(widget: QWidget, width: int) -> QImage:
    """What is painted at the left edge of a widget."""
    return widget.grab().toImage().copy(0, 0, width, widget.height())


def scroll(card: TableCard) -> int:
    bar = card.view.horizontalScrollBar()
    bar.setValue(bar.maximum() // 2 + 13)
    assert bar.value() > 100
    return bar.value()


def test_what_is_frozen_looks_the_same_however_far_the_rest_is_scrolled(card: TableCard) -> None:
    view = card.view
    view.arranged.freeze(2)
    view.selectRow(3)
    width = view.columnWidth(0) + view.columnWidth(1) - 2
    parts = (view.viewport(), view.heads.viewport(), card.foot)
    before = [left_of(part, width) for part in parts]
    scroll(card)
    assert view.heads.held() == [0, 1]
    assert [left_of(part, width) for part in parts] == before
    view.arranged.freeze(0)
    assert [left_of(part, width) for part in parts] != before


def test_a_click_means_the_column_that_is_seen(card: TableCard) -> None:
    view = card.view
    view.arranged.freeze(1)
    scroll(card)
    assert view.indexAt(QPoint(20, 20)).column() == 0
    assert view.indexAt(QPoint(view.columnWidth(0) + 40, 20)).column() > 1
    QTest.mouseClick(
        view.heads.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(30, 10)
    )
    assert view.heads.sortIndicatorSection() == 0
    assert [view.rows.text_at(row, 0) for row in range(3)] == ["商品0", "商品1", "商品10"]


def test_a_frozen_head_is_dragged_wider(card: TableCard) -> None:
    view = card.view
    view.arranged.freeze(1)
    scroll(card)
    width = view.columnWidth(0)
    heads = view.heads.viewport()
    edge = QPoint(width - 2, 10)
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    for kind, at, button, held in (
        (QEvent.Type.MouseMove, edge, none, none),
        (QEvent.Type.MouseButtonPress, edge, left, left),
        (QEvent.Type.MouseMove, edge + QPoint(30, 0), none, left),
        (QEvent.Type.MouseButtonRelease, edge + QPoint(30, 0), left, none),
    ):
        where = QPointF(at), QPointF(heads.mapToGlobal(at))
        event = QMouseEvent(kind, *where, button, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(heads, event)
    assert view.columnWidth(0) == width + 30


def test_keys_walk_the_cells_beside_the_frozen_ones(card: TableCard) -> None:
    view = card.view
    view.arranged.freeze(2)
    view.setFocus()
    view.setCurrentIndex(view.rows.index(0, 13))
    assert view.horizontalScrollBar().value() > 0
    for place in range(12, 1, -1):
        QTest.keyClick(view, Qt.Key.Key_Left)
        assert view.currentIndex().column() == place
        assert view.columnViewportPosition(place) >= view.heads.held_width()
    at = view.horizontalScrollBar().value()
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.currentIndex().column() == 1
    assert view.horizontalScrollBar().value() == at


def test_frozen_columns_leave_room_for_the_others(card: TableCard) -> None:
    card.view.arranged.freeze(12)
    scroll(card)
    assert 0 < card.view.heads.held_width() <= card.view.viewport().width() * 0.6


def test_the_first_columns_are_frozen_as_they_are_arranged(card: TableCard) -> None:
    view = card.view
    view.heads.moveSection(5, 0)
    view.arranged.show(0, False)
    view.arranged.freeze(2)
    scroll(card)
    assert view.heads.held() == [5, 1]


def test_it_is_remembered_and_forgotten(card: TableCard, qtbot: QtBot) -> None:
    seen = [column.key for column in card.view.seen_table().columns]
    card.view.arranged.freeze(2)
    assert [column.key for column in card.view.seen_table().columns] == seen
    qtbot.waitUntil(lambda: column_memory.load("frozen").frozen == 2)
    again = TableCard()
    qtbot.addWidget(again)
    again.view.arranged.name = "frozen"
    again.show_table(a_table())
    assert again.view.heads.frozen == 2
    again.view.arranged.forget()
    assert again.view.heads.frozen == 0
    assert column_memory.load("frozen").frozen == 0


def test_100_000_rows_scroll_as_quickly(card: TableCard) -> None:
    card.show_table(a_table(100_000))
    card.view.arranged.freeze(2)
    scroll(card)

    def show(row: int) -> None:
        card.view.stand_on(row)
        card.view.viewport().repaint()

    times = [processor_s(partial(show, row)) for row in range(0, 100_000, 9_973)]
    assert min(times) * 1000 < 60, times


def test_a_list_is_frozen_by_keys_alone(clerk: Clerk, qtbot: QtBot) -> None:
    clerk.go("xsckd")
    assert ("Ctrl+L", "选列") in [(each.shortcut, each.label) for each in clerk.list.commands()]
    clerk.keys.press("Ctrl+L")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Return):
        popup = QApplication.activePopupWidget()
        assert popup is not None
        QTest.keyClick(popup, key)
    clerk.keys.settle()
    assert clerk.list.card.view.heads.frozen == 1
    assert QApplication.activePopupWidget() is None
    assert clerk.list.card.view.hasFocus()
