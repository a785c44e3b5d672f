"""In English nothing that can be seen is Chinese but the firm's own data: every text went through the catalogue.

What the catalogue does not know yet is replaced by marks: that it is whole is asked of the catalogue itself.
English is longer than Chinese: none of its words may be cut for want of room.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from app.domain.records.types import RECORDS
from app.gui import theme
from app.gui.dialogs.setup_wizard import SetupPage
from app.gui.main_window import MainWindow
from app.gui.pages.designing.part_list import NAME, PartList
from app.gui.pages.label_design.page import LabelDesignPage
from app.gui.pages.print_design.page import PrintDesignPage
from app.gui.window.side_list import SideList
from app.gui.window.start_window import StartWindow
from app.gui.window.tabs import tabs
from app.i18n import catalog
from app.services import records
from app.services.firm import Firm
from tests.gui import gallery
from tests.gui.trading import CUSTOMERS, GOODS, SUPPLIERS, Trade
from tests.gui.trading import trade as trade  # noqa: PLC0414 - a fixture handed on

CHINESE = re.compile(r"[\u3400-\u9fff]")
OWN_WORDS = ("佳惠粮油经营部", "王芳", "中文", "掌")
"""The firm, who works there, the name of the language, and the seal."""
IN_WORDS = re.compile("人民币[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整负]+")
DATA = re.compile(r"^[\d ,.:×*/-]+$|[\\/]")
"""Numbers, codes and paths: these may be longer than their cell."""
MOST_ROWS = 3
TICK_PX = 20
"""What stands around a text and its tick in the list of parts of a design."""


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    known = catalog.Catalogue.text

    def text(self: catalog.Catalogue, label: str) -> str:
        translated = known(self, label)
        return CHINESE.sub("~", translated) if translated == label and label not in OWN_WORDS else translated

    monkeypatch.setattr(catalog.Catalogue, "text", text)
    before = catalog.language()
    catalog.use("en")
    yield
    catalog.use(before)


@pytest.fixture
def cut(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Texts that are painted with dots at their end, as they come."""
    found: set[str] = set()
    elide = QFontMetrics.elidedText

    def elided(self: QFontMetrics, text: str, mode: Qt.TextElideMode, width: int, *flags: int) -> str:
        shown = elide(self, text, mode, width, *flags)
        if shown != text:
            found.add(text)
        return shown

    monkeypatch.setattr(QFontMetrics, "elidedText", elided)
    return found


def test_nothing_chinese_is_left_in_english_and_no_word_is_cut(
    trade: Trade, english: None, cut: set[str], qtbot: QtBot
) -> None:
    window = MainWindow(trade.firm, proves=False)
    qtbot.addWidget(window)
    window.resize(*gallery.SIZE)
    window.show()
    gallery.settle()
    own = sorted(_own_words(trade), key=len, reverse=True)
    left, too_wide = set(), set()
    for name, go in gallery.scenes(window):
        go()
        gallery.settle()
        left |= {f"{name}: {text}" for text in _texts(window) if CHINESE.search(_without(own, text))}
        cut |= {text for text in cut_texts(window) if text}
        too_wide |= {f"{name}: {text}" for text in cut if not CHINESE.search(text) and not DATA.search(text)}
        cut.clear()
        gallery.tidy(window)
        QApplication.processEvents()
    assert not left
    assert not too_wide


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("is_big", [False, True])
def test_no_kind_at_the_left_is_cut_beside_the_scroll_bar(
    cut: set[str], qtbot: QtBot, qapp: QApplication, language: str, is_big: bool
) -> None:
    before = catalog.language()
    catalog.use(language)
    theme.apply(qapp, theme.choose(big=is_big))
    side = SideList()
    qtbot.addWidget(side)
    side.resize(side.width(), 200)
    side.show()
    for tab in tabs():
        side.show_entries(tab.entries)
        for row in range(len(tab.entries)):
            side.scrollTo(side.model().index(row, 0))
            side.grab()
    catalog.use(before)
    theme.apply(qapp, theme.choose())
    assert not cut


@pytest.mark.parametrize("is_big", [False, True])
def test_what_can_be_printed_is_read_whole_in_the_lists_of_the_designs(
    trade: Trade, english: None, qtbot: QtBot, qapp: QApplication, is_big: bool
) -> None:
    theme.apply(qapp, theme.choose(big=is_big))
    window = MainWindow(trade.firm, proves=False)
    qtbot.addWidget(window)
    window.resize(*gallery.SIZE)
    window.show()
    cut = set()
    for key in ("print_forms", "label_forms"):
        window.open_entry(gallery._entry(key))
        gallery.settle()
        page = window.work.current
        assert page is not None
        assert isinstance(page, PrintDesignPage | LabelDesignPage)
        forms = page.forms.forms if isinstance(page, PrintDesignPage) else page.choices.kinds
        for row in range(forms.count()):
            forms.setCurrentRow(row)
            gallery.settle()
            cut |= {f"{forms.currentItem().text()}: {text}" for text in _cut_parts(page)}
    theme.apply(qapp, theme.choose())
    assert not cut


@pytest.mark.parametrize("is_big", [False, True])
def test_the_page_of_a_new_firm_is_read_whole_in_the_window_before_a_firm(
    english: None, qtbot: QtBot, qapp: QApplication, is_big: bool, tmp_path: Path
) -> None:
    theme.apply(qapp, theme.choose(big=is_big))
    window = StartWindow(Firm.open, lambda: SetupPage(tmp_path))
    qtbot.addWidget(window)
    window.show()
    window.page.new_asked.emit()
    gallery.settle()
    page = window.setup
    assert page is not None
    low = [
        label.text()
        for label in page.findChildren(QLabel)
        if label.wordWrap() and label.isVisible() and label.height() < label.heightForWidth(label.width())
    ]
    low += [
        each.text()
        for each in page.findChildren(QAbstractButton)
        if each.text() and each.height() < each.sizeHint().height()
    ]
    theme.apply(qapp, theme.choose())
    assert not low


def _cut_parts(page: QWidget) -> Iterator[str]:
    """Return what does not fit its cell or its head in the lists of parts of a design."""
    for view in page.findChildren(PartList):
        model, metrics = view.model(), view.fontMetrics()
        for row in range(model.rowCount()):
            text = str(model.index(row, NAME).data())
            if metrics.horizontalAdvance(text) + metrics.height() + TICK_PX > view.columnWidth(NAME):
                yield text
        if view.isVisible() and view.horizontalScrollBar().maximum() > 0:
            yield "the list is scrolled sideways"
        for place in range(model.columnCount()) if view.isVisible() else ():
            head = str(model.headerData(place, Qt.Orientation.Horizontal))
            if metrics.horizontalAdvance(head) > view.columnWidth(place):
                yield head


def cut_texts(window: MainWindow) -> Iterator[str]:
    """Return the texts of labels and buttons that are wider than these."""
    for label in window.findChildren(QLabel):
        if label.isVisible() and not label.wordWrap() and label.textFormat() != Qt.TextFormat.RichText:
            room = label.contentsRect().width() + 1
            yield from (
                line
                for line in label.text().splitlines()
                if label.fontMetrics().horizontalAdvance(line) > room
            )
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and button.text() and button.sizeHint().width() > button.width() + 1:
            yield button.text()


def _own_words(trade: Trade) -> set[str]:
    """Return what the firm calls its things."""
    words = (
        {word for goods in GOODS for word in goods[1:4]} | set(CUSTOMERS) | set(SUPPLIERS) | set(OWN_WORDS)
    )
    for kind in RECORDS:
        words |= {hit.name for hit in records.search(trade.firm, kind.key, "", limit=50)}
    return words


def _without(own: list[str], text: str) -> str:
    text = IN_WORDS.sub("", text)
    for word in own:
        text = text.replace(word, "")
    return text


def _texts(window: MainWindow) -> Iterator[str]:
    """Return what can be read in a window."""
    for label in window.findChildren(QLabel):
        if label.isVisible():
            yield label.text()
    for button in window.findChildren(QAbstractButton):
        if button.isVisible():
            yield from (button.text(), button.toolTip())
    for line in window.findChildren(QLineEdit):
        if line.isVisible():
            yield from (line.placeholderText(), line.toolTip())
    for table in window.findChildren(QTableView):
        if table.isVisible() and table.model() is not None:
            yield from _cells(table.model(), table.horizontalHeader().count())


def _cells(model: QAbstractItemModel, columns: int) -> Iterator[str]:
    for column in range(columns):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(min(model.rowCount(), MOST_ROWS)):
            yield str(model.index(row, column).data() or "")
