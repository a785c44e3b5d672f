"""In large type on a small screen, with a firm's figures in it, no page is scrolled sideways to and no word is cut."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.gui import theme
from app.gui.main_window import MainWindow
from app.services import sample
from app.services.firm import Firm
from tests.gui import gallery

SCROLLED = frozenset({"frozen"})
"""What is shown scrolled to the side on purpose."""
ACTS = frozenset(
    {
        "act-draft-document.draw",
        "act-posted-document.print_as",
        "act-record-record.merge",
        "act-list-list.export",
        "act-print-design.new",
    }
)
"""Of what keys bring up, one of each that takes room from its page."""
ARROW_PX = 24


@pytest.fixture
def large(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, theme.choose(big=True))
    yield
    theme.apply(qapp, theme.choose())


@pytest.fixture
def firm(tmp_path: Path) -> Iterator[Firm]:
    made = sample.make(tmp_path / "sample.zhanggui", items=40, days=15)
    yield made
    made.close()


def test_no_page_is_scrolled_sideways_and_no_word_is_cut(large: None, firm: Firm, qtbot: QtBot) -> None:
    window = MainWindow(firm, proves=False)
    qtbot.addWidget(window)
    window.resize(*gallery.SIZE)
    window.show()
    gallery.settle()
    found = set()
    for name, go in gallery.scenes(window):
        if name in SCROLLED or (name.startswith("act-") and name not in ACTS):
            continue
        go()
        gallery.settle()
        found |= {f"{name}: {fault}" for fault in faults(window)}
        gallery.tidy(window)
        QApplication.processEvents()
    assert not found


def faults(window: QWidget) -> Iterator[str]:
    """Return what cannot be seen whole."""
    for area in window.findChildren(QAbstractScrollArea):
        if area.isVisible() and area.horizontalScrollBar().maximum() > 0:
            yield f"{type(area).__name__} {area.accessibleName()} is scrolled sideways"
    for label in window.findChildren(QLabel):
        if is_seen(label) and not label.wordWrap() and _wide(label, label.text()) > label.width():
            yield f"the words {label.text()}"
    for button in window.findChildren(QAbstractButton):
        if is_seen(button) and button.text() and button.width() < button.minimumSizeHint().width():
            yield f"the button {button.text()}"
    for line in window.findChildren(QLineEdit):
        if is_seen(line) and _wide(line, line.placeholderText()) > line.width() - ARROW_PX:
            yield f"the invitation {line.placeholderText()}"
    for choice in window.findChildren(QComboBox):
        if is_seen(choice) and _wide(choice, choice.currentText()) > choice.width() - ARROW_PX:
            yield f"the choice {choice.currentText()}"


def is_seen(widget: QWidget) -> bool:
    """Say whether a widget is seen, as far as its own parents are concerned."""
    return widget.isVisible() and not widget.visibleRegion().isEmpty()


def _wide(widget: QWidget, text: str) -> int:
    return widget.fontMetrics().horizontalAdvance(text) if "<" not in text else 0
