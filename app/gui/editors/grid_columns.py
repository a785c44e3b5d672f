"""The columns of the editing grid: how wide each is, which are in sight, which of them a person asked for.

Where the grid has no room for all, columns first become narrower, but never so that a figure is cut; then those that
nobody must type and that hold nothing give way, the last ones first; beside a panel also those that hold something,
if it is neither typed in every line nor money. Only what still has no room is scrolled to.
"""

from collections.abc import Collection, Sequence
from typing import Final

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QMenu, QTableView

from app.core.kinds import NUMBERS, Kind
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
_LEAST: Final[dict[Kind, int]] = {
    Kind.TEXT: 72,
    Kind.NOTE: 80,
    Kind.CODE: 84,
    Kind.MONEY: 84,
    Kind.PRICE: 72,
    Kind.QUANTITY: 62,
    Kind.RATE: 48,
    Kind.INTEGER: 44,
    Kind.NUMBER: 62,
    Kind.DATE: 96,
    Kind.INSTANT: 136,
    Kind.BOOL: 44,
    Kind.CHOICE: 72,
    Kind.LINK: 120,
}
"""What a column keeps where there is little room, if what stands in it asks for no more."""
_KNOWN_PX: Final = 240
"""A narrower grid is not laid out yet."""
_HALF_PX, _NARROW_PX = 640, 400
"""A grid that stands beside something; names have less room there, and less still in the narrowest."""
_WIDTHS_OF: Final = {NUMBER: 44, "unit": 70, "price_source": 66, "remark": 100, "serials": 130, STOCK: 110}
_TAKES_REST: Final = frozenset({"remark"})
_NARROWEST_MAIN = 190
_NARROWEST_BESIDE = 120
_WIDEST_MAIN = 460
_WIDEST_WORD = 220
"""Where no record is named, a code or a word stands first."""
_LIST_PX: Final = 30
"""Beside the invitation to type stands the arrow of the list."""
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
        self._usual: list[int] = []
        self._least: list[int] = []
        self._gone: set[int] = set()
        header = view.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self.choose)
        model.dataChanged.connect(self.show_needed)
        model.modelReset.connect(self.show_needed)
        model.dataChanged.connect(self._hold_figures)
        view.verticalScrollBar().valueChanged.connect(self._hold_figures)
        self.fit()

    def in_sight(self) -> list[int]:
        """Return the columns that are seen, in the order in which they stand."""
        header = self._view.horizontalHeader()
        order = [header.logicalIndex(visual) for visual in range(header.count())]
        return [place for place in order if not self._view.isColumnHidden(place)]

    def fit(self) -> None:
        """Give every column its width: as wide as usual for its Kind, and never narrower than its head."""
        self._usual, self._least = [], []
        measures = theme.current().measures
        caption = QFontMetrics(theme.font(measures.caption))
        body = QFontMetrics(theme.font(measures.base))
        narrowest = self._view.horizontalHeader().minimumSectionSize()
        for place, column in enumerate(self._model.columns):
            usual = measures.px(_WIDTHS_OF.get(column.key, _WIDTHS[column.kind]))
            head = caption.horizontalAdvance(tr(column.label)) + 2 * CELL_PADDING + _SPARE
            field = column.field if column.key in _SAYS_A_CHOICE else None
            words = [body.horizontalAdvance(tr(choice.label)) for choice in (field.choices if field else ())]
            longest = max(words, default=0) + 2 * CELL_PADDING + _SPARE
            least = measures.px(min(_LEAST[column.kind], _WIDTHS_OF.get(column.key, _LEAST[column.kind])))
            self._usual.append(max(usual, head, longest, narrowest))
            self._least.append(min(max(least, head, longest, narrowest), self._usual[place]))
            self._view.setColumnWidth(place, self._usual[place])
        self.show_needed()
        self.give_rest()

    def make_room(self) -> None:
        """Follow the width of the grid: show again what gave way and has room, or let it give way."""
        self.show_needed()
        self.give_rest()
        self._hold_figures()

    def give_rest(self) -> None:
        """The column that names things takes what is left, within reason; a remark takes the rest of that."""
        columns, seen = self._model.columns, self.in_sight()
        main = self._main(seen)
        if main < 0:
            return
        measures = theme.current().measures
        texts = [place for place in seen if columns[place].key in _TAKES_REST and place != main]
        room = self._view.viewport().width()
        for place, width in self._squeezed([place for place in seen if place != main], room).items():
            self._view.setColumnWidth(place, width)
        others = sum(self._view.columnWidth(place) for place in seen if place != main)
        rest = room - others
        widest = _WIDEST_MAIN if columns[main].kind is Kind.LINK else _WIDEST_WORD
        # Rather a shorter name than a figure that has to be scrolled to
        invited = 0 if room < measures.px(_HALF_PX) else self._invitation()
        width = min(max(rest, measures.px(_NARROWEST_BESIDE), invited), measures.px(widest))
        self._view.setColumnWidth(main, width)
        if texts and rest > width:
            self._view.setColumnWidth(texts[-1], self._view.columnWidth(texts[-1]) + rest - width)

    def _least_main(self) -> int:
        """Return how narrow the column that names things may become; its invitation to type is never cut."""
        measures, room = theme.current().measures, self._view.viewport().width()
        is_beside = room < measures.px(_NARROW_PX) or not self._names_a_record()
        least = measures.px(_NARROWEST_BESIDE if is_beside else _NARROWEST_MAIN)
        return max(least, self._invitation())

    def _invitation(self) -> int:
        """Return the room of the invitation to type; in a grid of its own the arrow of the list stands beside it."""
        measures, room = theme.current().measures, self._view.viewport().width()
        hint = QFontMetrics(theme.font()).horizontalAdvance(self._model.hint) + 2 * CELL_PADDING + _SPARE
        return hint + (measures.px(_LIST_PX) if room >= measures.px(_HALF_PX) else 0)

    def _names_a_record(self) -> bool:
        return any(column.kind is Kind.LINK for column in self._model.columns)

    def _main(self, seen: Sequence[int]) -> int:
        """Return the column that names things, or -1."""
        columns = self._model.columns
        links = [place for place in seen if columns[place].kind is Kind.LINK]
        return (links[-1:] or [*seen[1:2], -1])[0]

    def _squeezed(self, places: Sequence[int], room: int) -> dict[int, int]:
        """Return the widths of columns beside the one that names things: usual ones, or what little room leaves."""
        room -= self._least_main()
        usual, least = (sum(widths[place] for place in places) for widths in (self._usual, self._least))
        over = min(max(usual - room, 0), usual - least)
        spare = max(usual - least, 1)
        return {
            place: self._usual[place] + (self._least[place] - self._usual[place]) * over // spare
            for place in places
        }

    def _hold_figures(self) -> None:
        """A column grows with the figures that come into sight, where it became narrower and where they are long."""
        seen = self.in_sight()
        is_roomy = self._view.viewport().width() >= sum(self._usual[place] for place in seen)
        kept = self._usual if is_roomy else self._least
        metrics, height = QFontMetrics(theme.font()), max(self._view.viewport().height(), 1)
        first, last = self._view.rowAt(0), self._view.rowAt(height - 1)
        rows = range(max(first, 0), (last if last >= 0 else self._model.rowCount() - 1) + 1)
        is_wider = False
        for place in seen:
            if self._model.columns[place].kind not in NUMBERS:
                continue
            texts = {self._model.text_at(row, place) for row in rows}
            needed = max(map(metrics.horizontalAdvance, texts), default=0) + 2 * CELL_PADDING + _SPARE
            if needed > kept[place]:
                self._least[place] = needed
                self._usual[place] = max(self._usual[place], needed)
                is_wider = True
        if is_wider:
            self.make_room()

    def _may_give_way(self, place: int) -> bool:
        """Say whether a column can be done without here: nobody must type it, and it holds nothing."""
        column = self._model.columns[place]
        # Beside a panel, what a line cannot do without comes first
        is_beside = self._view.viewport().width() < theme.current().measures.px(_NARROW_PX)
        if self._model.is_read_only:
            is_idle = column.field is not None
        elif column.field is None or column.field.read_only:
            is_idle = is_beside
        else:
            is_idle = not column.field.required and (is_beside or not column.is_walked)
        return is_idle and not self._model.needs(column.key)

    def _giving_way(self, seen: Sequence[int], marked: Collection[str]) -> set[int]:
        """Return the columns that give way to the others, the last ones first."""
        measures, room = theme.current().measures, self._view.viewport().width()
        main = self._main(seen)
        taken = self._least_main() + sum(self._least[place] for place in seen if place != main)
        gone: set[int] = set()
        if room < measures.px(_KNOWN_PX):
            return gone
        free = [place for place in reversed(seen) if place != main and self._is_free(place, marked)]
        for place in filter(self._may_give_way, free):
            if taken <= room:
                return gone
            taken -= self._least[place]
            gone.add(place)
        if room < measures.px(_HALF_PX):
            taken -= self._least_main() - measures.px(_NARROWEST_BESIDE)
            for place in filter(self._is_lesser, free):
                if taken <= room:
                    return gone
                taken -= self._least[place] if place not in gone else 0
                gone.add(place)
        return gone

    def _is_free(self, place: int, marked: Collection[str]) -> bool:
        """Say whether nothing holds a column: no problem is in it, and nobody asked for it."""
        key = self._model.columns[place].key
        return key != NUMBER and key not in marked and not self._asked.get(key, False)

    def _is_lesser(self, place: int) -> bool:
        """Say whether a column may wait while something stands beside the lines, whatever it holds."""
        column = self._model.columns[place]
        is_typed_always = column.is_walked or (column.field is not None and column.field.required)
        has_cursor = place == self._view.currentIndex().column()
        return not is_typed_always and not has_cursor and column.kind is not Kind.MONEY

    def ask_for(self, key: str, *, is_wanted: bool = True) -> None:
        """Show or hide a column that can be done without."""
        self._asked[key] = is_wanted
        self.show_needed()

    def choose(self, at: QPoint) -> None:
        """Let a person choose them from a menu."""
        menu = QMenu(self._view)
        for place, column in enumerate(self._model.columns):
            may_go = column.is_optional or place in self._gone or self._asked.get(column.key, False)
            if may_go and not column.is_away and not self._model.needs(column.key):
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
        places = range(len(self._model.columns))
        hidden = {place for place in places if self._is_hidden(place, marked)}
        self._gone = self._giving_way([place for place in places if place not in hidden], marked)
        is_changed = False
        for place in places:
            is_hidden = place in hidden or place in self._gone
            if self._view.isColumnHidden(place) != is_hidden:
                self._view.setColumnHidden(place, is_hidden)
                is_changed = True
        if is_changed:
            self.give_rest()

    def _is_hidden(self, place: int, marked: Collection[str]) -> bool:
        column = self._model.columns[place]
        if column.key == STOCK:
            return column.is_away or self._model.is_read_only
        return column.is_optional and not (
            self._asked.get(column.key, False) or column.key in marked or self._model.needs(column.key)
        )

    def _on_chosen(self, action: QAction) -> None:
        self.ask_for(str(action.data()), is_wanted=action.isChecked())
