"""The columns of the editing grid: how wide each is, which are in sight, which of them a person asked for."""

from typing import Final

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QMenu, QTableView

from app.core.kinds import Kind
from app.gui import theme
from app.gui.models.grid_model import NUMBER, GridModel
from app.gui.models.line_model import STOCK
from app.gui.theme import CELL_PADDING
from app.i18n.catalog import tr

_WIDTHS: Final[dict[Kind, int]] = {
    Kind.TEXT: 140,
    Kind.NOTE: 160,
    Kind.CODE: 120,
    Kind.MONEY: 110,
    Kind.PRICE: 100,
    Kind.QUANTITY: 90,
    Kind.RATE: 76,
    Kind.INTEGER: 80,
    Kind.NUMBER: 90,
    Kind.DATE: 112,
    Kind.INSTANT: 150,
    Kind.BOOL: 64,
    Kind.CHOICE: 110,
    Kind.LINK: 200,
}
_WIDTHS_OF: Final = {NUMBER: 44, "unit": 70, "price_source": 66, "remark": 100, "serials": 130, STOCK: 110}
_TAKES_REST: Final = frozenset({"remark"})
_NARROWEST_MAIN = 190
_WIDEST_MAIN = 460
_SPARE = 4
_SAYS_A_CHOICE: Final = frozenset({"price_source"})
"""Narrow columns in which one of a few words stands: as wide as the longest, for none of them is to be cut."""


class GridColumns(QObject):
    """Belongs to a view; follows its model and its width."""

    def __init__(self, view: QTableView, model: GridModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._asked: dict[str, bool] = {}
        header = view.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self.choose)
        model.dataChanged.connect(self.show_needed)
        model.modelReset.connect(self.show_needed)
        self.fit()

    def in_sight(self) -> list[int]:
        """Return the columns that are seen, in the order in which they stand."""
        header = self._view.horizontalHeader()
        order = [header.logicalIndex(visual) for visual in range(header.count())]
        return [place for place in order if not self._view.isColumnHidden(place)]

    def fit(self) -> None:
        """Give every column its width: as wide as usual for its Kind, and never narrower than its head."""
        measures = theme.current().measures
        caption = QFontMetrics(theme.font(measures.caption))
        body = QFontMetrics(theme.font(measures.base))
        for place, column in enumerate(self._model.columns):
            usual = measures.px(_WIDTHS_OF.get(column.key, _WIDTHS[column.kind]))
            head = caption.horizontalAdvance(tr(column.label)) + 2 * CELL_PADDING + _SPARE
            field = column.field if column.key in _SAYS_A_CHOICE else None
            words = [body.horizontalAdvance(tr(choice.label)) for choice in (field.choices if field else ())]
            longest = max(words, default=0) + 2 * CELL_PADDING + _SPARE
            self._view.setColumnWidth(place, max(usual, head, longest))
        self.show_needed()
        self.give_rest()

    def give_rest(self) -> None:
        """The column that names things takes what is left, within reason; a remark takes the rest of that."""
        columns, seen = self._model.columns, self.in_sight()
        links = [place for place in seen if columns[place].kind is Kind.LINK] or seen[1:2]
        if not links:
            return
        main, measures = links[-1], theme.current().measures
        texts = [place for place in seen if columns[place].key in _TAKES_REST and place != main]
        for place in texts:
            usual = _WIDTHS_OF.get(columns[place].key, _WIDTHS[columns[place].kind])
            self._view.setColumnWidth(place, measures.px(usual))
        others = sum(self._view.columnWidth(place) for place in seen if place != main)
        rest = self._view.viewport().width() - others
        width = min(max(rest, measures.px(_NARROWEST_MAIN)), measures.px(_WIDEST_MAIN))
        self._view.setColumnWidth(main, width)
        if texts and rest > width:
            self._view.setColumnWidth(texts[-1], self._view.columnWidth(texts[-1]) + rest - width)

    def ask_for(self, key: str, *, is_wanted: bool = True) -> None:
        """Show or hide a column that can be done without."""
        self._asked[key] = is_wanted
        self.show_needed()

    def choose(self, at: QPoint) -> None:
        """Let a person choose them from a menu."""
        menu = QMenu(self._view)
        for place, column in enumerate(self._model.columns):
            if column.is_optional and not column.is_away and not self._model.needs(column.key):
                action = menu.addAction(tr(column.label))
                action.setCheckable(True)
                action.setChecked(not self._view.isColumnHidden(place))
                action.setData(column.key)
        menu.triggered.connect(self._on_chosen)
        menu.aboutToHide.connect(menu.deleteLater)
        if menu.actions():
            menu.popup(self._view.horizontalHeader().mapToGlobal(at))

    def show_needed(self) -> None:
        """Show the columns that hold something, that a problem is about, or that were asked for."""
        marked = self._model.marked_keys()
        is_changed = False
        for place, column in enumerate(self._model.columns):
            if column.key == STOCK:
                is_hidden = column.is_away or self._model.is_read_only
            else:
                is_hidden = column.is_optional and not (
                    self._asked.get(column.key, False)
                    or column.key in marked
                    or self._model.needs(column.key)
                )
            if self._view.isColumnHidden(place) != is_hidden:
                self._view.setColumnHidden(place, is_hidden)
                is_changed = True
        if is_changed:
            self.give_rest()

    def _on_chosen(self, action: QAction) -> None:
        self.ask_for(str(action.data()), is_wanted=action.isChecked())
