"""A card: a paper surface with a heading, and small ways to lay things out on it."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QPushButton, QVBoxLayout, QWidget

from app.core.text import Label
from app.gui.theme import GAP_S
from app.i18n.catalog import tr


class Card(QFrame):
    """A heading, and below it whatever is put into `inside`."""

    def __init__(self, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.heading = QLabel(heading)
        self.heading.setProperty("role", "section")
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(18, 12, 18, 14)
        self.inside.setSpacing(GAP_S)
        self.inside.addWidget(self.heading)

    def reload(self) -> None:
        """Read again what it shows, where that is more than what it began with."""


def caption(text: str = "") -> QLabel:
    """Make a small grey text that wraps."""
    label = QLabel(text)
    label.setProperty("role", "caption")
    label.setWordWrap(True)
    return label


def name_of(text: str) -> QLabel:
    """Make the small grey name of a field."""
    made = QLabel(text)
    made.setProperty("role", "caption")
    return made


def button(label: Label, run: Callable[[], None]) -> QPushButton:
    """Make a plain button."""
    made = QPushButton(tr(label))
    made.clicked.connect(run)
    return made


def row(*widgets: QWidget) -> QLayout:
    """Put widgets side by side, to the left."""
    made = QHBoxLayout()
    made.setSpacing(GAP_S)
    for widget in widgets:
        made.addWidget(widget)
    made.addStretch(1)
    return made
