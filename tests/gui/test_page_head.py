"""No word of a window is cut: heads go into two rows, panels narrow their texts, the key bar says where the rest is."""

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.text import N_
from app.domain.documents.types import TYPES
from app.gui import theme
from app.gui.commands import Command
from app.gui.editors.side_panel import SidePanel
from app.gui.page import Page
from app.gui.widgets.key_bar import KeyBar
from app.gui.widgets.table_view import TableView
from app.services import documents
from tests.gui.clerk import Clerk
from tests.gui.clerk import clerk as clerk  # noqa: PLC0414 - a fixture handed on
from tests.gui.clerk import trade as trade  # noqa: PLC0414

OF_LINES = {"line.copy", "line.insert", "line.delete", "line.undo"}


def nothing() -> None:
    """Do nothing."""


class APage(Page):
    """A page with as much in its head as a posted document."""

    def __init__(self) -> None:
        super().__init__("Purchase return CT-A-20261121-0001")
        self.badge.say("Posted", "good")
        self.link = QPushButton("Related documents (4)")
        self.head.addWidget(self.link)
        self.body.addWidget(QWidget(), 1)
        self.commands_changed.emit()

    def commands(self) -> tuple[Command, ...]:
        labels = (N_("复制"), N_("作废"), N_("红冲"), N_("打印"), N_("生成下一张"))
        return tuple(
            Command(f"x{number}", label, nothing, button=True) for number, label in enumerate(labels)
        )


def shown(page: Page) -> list[QWidget]:
    """Everything that stands in the head."""
    return [
        page._title_label,
        page.badge,
        *(each for each in page.top.findChildren(QPushButton) if each.isVisible()),
    ]


@pytest.mark.parametrize("width", [1400, 944, 760])
@pytest.mark.parametrize("is_big", [False, True])
def test_nothing_in_a_head_is_cut_or_covered(
    qapp: QApplication, qtbot: QtBot, width: int, is_big: bool
) -> None:
    theme.apply(qapp, theme.choose(big=is_big))
    page = APage()
    qtbot.addWidget(page)
    page.resize(width if not is_big else int(width * 1.4), 500)
    page.show()
    qtbot.waitExposed(page)
    QApplication.processEvents()
    parts = shown(page)
    for part in parts:
        assert part.width() >= part.sizeHint().width(), part
    rects = [part.rect().translated(part.mapTo(page, part.rect().topLeft())) for part in parts]
    assert all(page.rect().contains(rect) for rect in rects)
    assert not [
        1 for number, one in enumerate(rects) for other in rects[number + 1 :] if one.intersects(other)
    ]
    theme.apply(qapp, theme.choose())


def test_a_page_that_grows_has_one_row_again(looks: QApplication, qtbot: QtBot) -> None:
    page = APage()
    qtbot.addWidget(page)
    page.show()
    heights = []
    for width in (1400, 700, 1400):
        page.resize(width, 500)
        QApplication.processEvents()
        qtbot.wait(20)
        heights.append(page.top.height())
    assert heights[0] == heights[2] < heights[1]


def test_keys_that_are_new_in_the_bar_are_not_cut_either(looks: QApplication, qtbot: QtBot) -> None:
    bar = KeyBar()
    qtbot.addWidget(bar)
    bar.setMinimumWidth(1)
    bar.resize(260, 40)
    bar.show()
    for count in (1, 6):
        bar.show_commands([Command("document.save", N_("保存"), nothing)] * count)
        assert 1 <= len(seen(bar)) < 4


def test_the_key_bar_drops_whole_keys_and_says_where_they_are(looks: QApplication, qtbot: QtBot) -> None:
    bar = KeyBar()
    qtbot.addWidget(bar)
    bar.setMinimumWidth(1)
    bar.show()
    helps = Command("help", N_("帮助"), nothing)
    bar.show_commands(
        [Command("document.save", N_("保存"), nothing), Command("document.post", N_("过账"), nothing), helps]
    )
    bar.resize(600, 40)
    assert seen(bar) == ["保存", "过账", "帮助"]
    bar.resize(260, 40)
    assert seen(bar)[-1] == "更多键"
    assert seen(bar)[0] == "保存"
    for width in range(260, 600, 5):
        bar.resize(width, 40)
        assert len({"帮助", "更多键"} & set(seen(bar))) == 1, "the same key is not said twice"
    bar.show_commands([Command("document.save", N_("保存"), nothing)])
    assert seen(bar) == ["保存"]


def seen(bar: KeyBar) -> list[str]:
    QApplication.processEvents()
    words = [each for each in bar.findChildren(QPushButton) if each.isVisible()]
    assert all(each.width() >= each.sizeHint().width() for each in words)
    return [each.text() for each in sorted(words, key=lambda each: each.mapTo(bar, each.pos()).x())]


def test_keys_of_lines_stand_where_there_are_lines(clerk: Clerk) -> None:
    for doc_type in TYPES:
        clerk.window.new_document(doc_type.key)
        clerk.keys.settle()
        found = {command.key for command in clerk.document.commands()}
        drawn = {"line.delete", "line.undo"} if doc_type.line else set[str]()
        assert found & OF_LINES == (OF_LINES if doc_type.begins_lines else drawn), doc_type.key
        clerk.window.work.close_current()


def test_the_source_panel_shows_the_amounts(clerk: Clerk) -> None:
    made = clerk.trade.document(
        "purchase_order", next(iter(clerk.trade.suppliers.values())), [("10001", "1000", "9999.99")]
    )
    documents.post(clerk.trade.firm, made)
    clerk.go("cgrkd")
    clerk.keys.press("F2", "F7")
    clerk.keys.settle()
    panel = clerk.document.findChild(SidePanel)
    assert isinstance(panel, SidePanel)
    view = panel.findChild(TableView)
    assert isinstance(view, TableView)
    place = view.rows.place_of("amount")
    assert view.columnViewportPosition(place) + view.columnWidth(place) <= view.viewport().width()
