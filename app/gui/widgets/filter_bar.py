"""A row of questions made from Fields, above a list or a report: an answer runs at once, nothing needs a button."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from app.core.field import Choice, Field
from app.core.kinds import Kind
from app.core.text import EMPTY, N_, Label
from app.gui import icons, theme
from app.gui.theme import GAP_M, GAP_S, GAP_XS
from app.gui.widgets.flow_layout import FlowLayout
from app.i18n.catalog import tr

_WIDTHS = {
    Kind.DATE: 128,
    Kind.LINK: 150,
    Kind.CHOICE: 112,
    Kind.TEXT: 180,
    Kind.INTEGER: 80,
    Kind.NUMBER: 110,
}


_BESIDE_NAME, _WIDEST_NAME = 48, 300


class Asks(Protocol):
    """A field widget as the editors make it."""

    changed: Any
    """A signal without arguments."""

    def value(self) -> object:
        """Return the stored value."""

    def set_value(self, value: object) -> None:
        """Show a stored value."""


class FilterBar(QWidget):
    """Asks for the values of `fields`; `make` gives the widget of one. With `searches`, a text comes first.

    Signals: changed() when an answer changed, searched(text) while a person types the text, left() on Enter, Down or
    Esc in the text: the list takes over.
    """

    changed = Signal()
    searched = Signal(str)
    left = Signal()

    def __init__(
        self,
        fields: Sequence[Field],
        make: Callable[[Field], QWidget],
        *,
        searches: Label = EMPTY,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._make = make
        self._fields = tuple(fields)
        self._asks: dict[str, Any] = {}
        self._pairs: list[QWidget] = []
        self.text: QLineEdit | None = None
        self._row = FlowLayout(self, across=GAP_M, down=GAP_S, in_middle=True)
        if searches:
            self._add_text(searches)
        for field in self._fields:
            self._add(field, make(field))
        self._usual = self.values()

    def _add_text(self, says: Label) -> None:
        self.text = SearchLine(tr(says), self)
        self.text.setFixedWidth(theme.current().measures.px(210))
        self.text.textChanged.connect(self.searched)
        self.text.left.connect(self.left)
        self._row.addWidget(self.text)

    def _add(self, field: Field, widget: QWidget) -> None:
        pair = QWidget(self)
        pair.setMinimumHeight(theme.current().measures.field)
        label = QLabel(tr(field.label), pair)
        label.setProperty("role", "caption")
        label.setBuddy(widget)
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP_XS)
        row.addWidget(label)
        row.addWidget(widget)  # before anything is said in it: a choice is styled twice else
        if field.help:
            widget.setToolTip(tr(field.help))
        widget.setAccessibleName(tr(field.label))
        asks: Any = widget
        asks.set_value(field.default)
        asks.changed.connect(self.changed)
        self._asks[field.key] = asks
        _say_what_empty_means(widget, is_required=field.required)
        width = theme.current().measures.px(_WIDTHS.get(field.kind, 110))
        widget.setFixedWidth(
            max(width, widget.sizeHint().width()) if isinstance(widget, QComboBox) else width
        )
        if field.kind is Kind.LINK and isinstance(widget, QLineEdit):
            widget.textChanged.connect(partial(_show_whole, widget, width))
        self._row.addWidget(pair)
        self._pairs.append(pair)

    def ask_for(self, fields: Sequence[Field]) -> list[str]:
        """Ask other questions; the answers to those that stay are kept. Return the answered ones that are gone."""
        if tuple(fields) == self._fields:
            return []
        before, usual = self.values(), self._usual
        for pair in self._pairs:
            self._row.removeWidget(pair)
            pair.hide()
            pair.deleteLater()
        self._pairs, self._asks, self._fields = [], {}, tuple(fields)
        for field in self._fields:
            self._add(field, self._make(field))
        self._usual = self.values()
        given = {
            key: value for key, value in before.items() if value != usual[key] and value not in (None, "")
        }
        self.set_values(given)
        return [key for key in given if key not in self._asks]

    def values(self) -> dict[str, object]:
        """Return the answers by field key."""
        return {key: asks.value() for key, asks in self._asks.items()}

    def offer(self, key: str, choice: Choice) -> None:
        """Offer one more choice of a question."""
        self._asks[key].offer((choice,))

    def set_values(self, values: Mapping[str, object]) -> None:
        """Show these answers without saying that they changed."""
        for key, value in values.items():
            if key in self._asks:
                self._asks[key].set_value(value)

    def defaults(self) -> dict[str, object]:
        """Return the answers before anybody gave one, as the fields show them."""
        return dict(self._usual)

    def answer(self, values: Mapping[str, object], text: str) -> None:
        """Give these answers, the usual ones to all other questions, and type a text."""
        self.set_values({**self._usual, **values})
        if self.text is not None:
            self.text.setText(text)
        self.changed.emit()

    def missing(self) -> Field | None:
        """Return the first question that must be answered and is not."""
        values = self.values()
        return next(
            (field for field in self._fields if field.required and values[field.key] in {None, ""}), None
        )

    def ask(self, field: Field) -> None:
        """Put the cursor on a question."""
        self._asks[field.key].setFocus()

    def type_text(self, text: str) -> None:
        """Go on typing in the text what was begun in the list."""
        if self.text is not None:
            self.text.setFocus()
            self.text.setText(self.text.text() + text)


def _show_whole(line: QLineEdit, least: int, text: str) -> None:
    """Let a name be read whole, beside its arrow."""
    room = line.fontMetrics().horizontalAdvance(text) + theme.current().measures.px(_BESIDE_NAME)
    line.setFixedWidth(max(least, min(room, theme.current().measures.px(_WIDEST_NAME))))


def _say_what_empty_means(widget: QWidget, *, is_required: bool) -> None:
    """An unanswered question keeps everything, or must be answered; an empty box would say neither."""
    if isinstance(widget, QComboBox) and widget.itemData(0) == "":
        widget.setItemText(0, tr(N_("全部")))
    elif isinstance(widget, QLineEdit):
        widget.setPlaceholderText(tr(N_("请选") if is_required else N_("不限")))


class SearchLine(QLineEdit):
    """A line with a lens. Signals: left() when Enter, Down or Esc hands over to the list below."""

    left = Signal()

    def __init__(self, says: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "lens")
        self.setPlaceholderText(says)
        self.setClearButtonEnabled(True)
        self.addAction(icons.icon("search", "ink3"), QLineEdit.ActionPosition.LeadingPosition)

    def keyPressEvent(self, event: Any) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_Escape}:
            self.left.emit()
        else:
            super().keyPressEvent(event)


TEXT_OF_A_LIST = N_("输入文字或数字筛选")
