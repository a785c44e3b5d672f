"""The kinds of label, and below them the templates of the one that is chosen."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.core.text import N_
from app.gui import theme
from app.gui.theme import GAP_S
from app.gui.widgets.card import name_of
from app.i18n.catalog import tr

_WIDTH_PX: Final = 180
_ROW_PX: Final = 26
_KEY: Final = int(Qt.ItemDataRole.UserRole)
Named = Sequence[tuple[str, str]]
"""Keys, each with what it is called."""


class LabelChoices(QFrame):
    """Signals: chosen() when a person went to another kind or template."""

    chosen = Signal()

    def __init__(self, kinds: Named, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setFixedWidth(theme.current().measures.px(_WIDTH_PX))
        self.kinds, self.variants = QListWidget(), QListWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(GAP_S)
        for widget, label in ((self.kinds, N_("标签种类")), (self.variants, N_("式样"))):
            widget.setAccessibleName(tr(label))
            widget.setProperty("role", "picks")
            widget.setUniformItemSizes(True)
            widget.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            column.addWidget(name_of(tr(label)))
            column.addWidget(widget, 1)
            widget.currentRowChanged.connect(self._on_moved)
        _fill(self.kinds, kinds)
        self.kinds.setCurrentRow(0)

    @property
    def kind(self) -> str:
        """The kind that is chosen."""
        return _key_of(self.kinds)

    @property
    def variant(self) -> str:
        """The template that is chosen."""
        return _key_of(self.variants)

    def show_variants(self, variants: Named, current: str) -> None:
        """Show the templates of the kind, one of them chosen."""
        self.variants.blockSignals(True)
        if [(self.variants.item(row).data(_KEY)) for row in range(self.variants.count())] != [
            key for key, _ in variants
        ]:
            _fill(self.variants, variants)
        keys = [key for key, _ in variants]
        self.variants.setCurrentRow(keys.index(current) if current in keys else 0)
        self.variants.blockSignals(False)

    def _on_moved(self, _row: int) -> None:
        self.chosen.emit()


def _key_of(widget: QListWidget) -> str:
    index = widget.currentIndex()
    return str(index.data(_KEY)) if index.isValid() else ""


def _fill(widget: QListWidget, named: Named) -> None:
    widget.clear()
    for key, text in named:
        item = QListWidgetItem(text)
        item.setData(_KEY, key)
        item.setSizeHint(QSize(0, theme.current().measures.px(_ROW_PX)))
        widget.addItem(item)
