"""The forms, and below them the papers and variants of the one that is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.core.text import N_
from app.gui import theme
from app.gui.theme import GAP_S
from app.gui.widgets.card import name_of
from app.i18n.catalog import tr

_WIDTH_PX, _NARROWEST_PX, _ROW_PX = 200, 150, 24
_KEY = int(Qt.ItemDataRole.UserRole)
Named = Sequence[tuple[str, str]]
"""Keys, each with what it is called."""


class FormList(QFrame):
    """Signals: chosen() when a person went to another form, paper or variant."""

    chosen = Signal()

    def __init__(self, forms: Named, papers: Named, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        measures = theme.current().measures
        self.setMinimumWidth(measures.px(_NARROWEST_PX))
        self.setMaximumWidth(measures.px(_WIDTH_PX))
        self.forms, self.papers, self.variants = QListWidget(), QListWidget(), QListWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(GAP_S)
        named = ((self.forms, N_("单据")), (self.papers, N_("纸张")), (self.variants, N_("式样")))
        for place, (widget, label) in enumerate(named):
            widget.setAccessibleName(tr(label))
            widget.setProperty("role", "picks")
            widget.setUniformItemSizes(True)
            widget.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            column.addWidget(name_of(tr(label)))
            column.addWidget(widget, 0 if place else 1)
        _fill(self.forms, forms)
        _fill(self.papers, papers)
        for few in (self.papers, self.variants):
            few.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fit(self.papers)
        for widget in (self.forms, self.papers, self.variants):
            widget.currentRowChanged.connect(self._on_moved)

    def show_variants(self, variants: Named, current: str) -> None:
        """Show the variants of a form, one of them chosen."""
        self.variants.blockSignals(True)
        _fill(self.variants, variants)
        self._stand(self.variants, current)
        self.variants.blockSignals(False)
        self._fit(self.variants)

    def choose(self, form: str, paper: str) -> None:
        """Stand on a form and a paper."""
        self._stand(self.forms, form)
        self._stand(self.papers, paper)

    def key_of(self, widget: QListWidget) -> str:
        """Return what is chosen in one of the lists."""
        index = widget.currentIndex()
        return str(index.data(_KEY)) if index.isValid() else ""

    def _on_moved(self, _row: int) -> None:
        self.chosen.emit()

    def _stand(self, widget: QListWidget, key: str) -> None:
        rows = [row for row in range(widget.count()) if widget.item(row).data(_KEY) == key]
        widget.setCurrentRow(rows[0] if rows else 0)

    def _fit(self, widget: QListWidget) -> None:
        """Make a short list as high as it is."""
        widget.setFixedHeight(widget.count() * max(widget.sizeHintForRow(0), 1) + 4)


def _fill(widget: QListWidget, named: Named) -> None:
    widget.clear()
    for key, text in named:
        item = QListWidgetItem(text)
        item.setData(_KEY, key)
        item.setSizeHint(QSize(0, theme.current().measures.px(_ROW_PX)))
        widget.addItem(item)
