"""How a person arranges the columns of a table: order, widths, hidden and frozen ones; all this is remembered."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QTableView

from app.core.table import Column
from app.core.text import N_, Message
from app.gui.widgets import column_memory
from app.gui.widgets.caption_header import CaptionHeader
from app.i18n.catalog import fill, tr

_REMEMBER_MS = 400
_MOST_FROZEN: Final = 6
"""More would leave no room for what moves behind them."""


class ArrangedColumns(QObject):
    """Arranges one view; `fit` measures its columns anew. Without a name nothing is remembered."""

    def __init__(
        self,
        view: QTableView,
        header: CaptionHeader,
        columns: Callable[[], Sequence[Column]],
        fit: Callable[[], None],
    ) -> None:
        super().__init__(view)
        self.name = ""
        self._view = view
        self._header = header
        self._columns = columns
        self._fit = fit
        self._is_fitting = False
        self._later = QTimer(self, singleShot=True, interval=_REMEMBER_MS)
        self._later.timeout.connect(self._remember)
        header.sectionResized.connect(self._on_arranged)
        header.sectionMoved.connect(self._on_arranged)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._offer)

    def seen(self) -> list[int]:
        """Return the places of the columns that are seen, from left to right."""
        places = [self._header.logicalIndex(visual) for visual in range(self._header.count())]
        return [place for place in places if not self._header.isSectionHidden(place)]

    def arrange(self, widths: Sequence[int]) -> None:
        """Apply what is remembered over what was measured."""
        self._is_fitting = True
        known = column_memory.load(self.name) if self.name else column_memory.Arrangement()
        keys = [column.key for column in self._columns()]
        header = self._header
        for place, key in enumerate(keys):
            header.setSectionHidden(place, key in known.hidden)
            self._view.setColumnWidth(place, known.widths.get(key, widths[place]))
        wanted = [key for key in known.order if key in keys]
        wanted += [key for key in keys if key not in wanted]
        for visual, key in enumerate(wanted):
            header.moveSection(header.visualIndex(keys.index(key)), visual)
        if self.name:
            self._hold(known.frozen)
        self._is_fitting = False

    def show(self, place: int, is_shown: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Show or hide a column; the last one stays."""
        if is_shown or len(self.seen()) > 1:
            self._header.setSectionHidden(place, not is_shown)
            self._on_arranged()

    def freeze(self, count: int) -> None:
        """Let the first columns stay where they are while the others scroll."""
        self._hold(count)
        self._on_arranged()

    def _hold(self, count: int) -> None:
        self._header.freeze(count)
        self._view.viewport().update()

    def forget(self) -> None:
        """Go back to what the table itself says."""
        self._later.stop()
        if self.name:
            column_memory.save(self.name, column_memory.Arrangement())
        self._hold(0)
        self._fit()

    def offer(self) -> None:
        """Offer all this by keys, with the first column under the cursor."""
        menu = self._offer(QPoint(0, self._header.height()))
        menu.setActiveAction(menu.actions()[0])

    def _offer(self, at: QPoint) -> QMenu:
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        columns = self._columns()
        for place, column in enumerate(columns):
            action = menu.addAction(tr(column.label))
            action.setCheckable(True)
            action.setChecked(not self._header.isSectionHidden(place))
            action.toggled.connect(partial(self.show, place))
        menu.addSeparator()
        self._offer_freezing(menu, columns)
        menu.addAction(tr(N_("恢复默认列"))).triggered.connect(self.forget)
        menu.popup(self._header.mapToGlobal(at))
        return menu

    def _offer_freezing(self, menu: QMenu, columns: Sequence[Column]) -> None:
        """Offer up to which column the table stands still, by the names of the columns."""
        part = menu.addMenu(tr(N_("冻结左边的列")))
        group = QActionGroup(part)
        names = [tr(columns[place].label) for place in self.seen()]
        says = [fill(Message.of(N_("到“{column}”"), column=name)) for name in names[:_MOST_FROZEN]]
        for count, text in enumerate((tr(N_("不冻结")), *says)):
            action = part.addAction(text)
            action.setCheckable(True)
            action.setChecked(count == self._header.frozen)
            action.triggered.connect(partial(self.freeze, count))
            group.addAction(action)

    def _on_arranged(self) -> None:
        if self.name and not self._is_fitting:
            self._later.start()

    def _remember(self) -> None:
        keys = [column.key for column in self._columns()]
        places = range(len(keys))
        known = column_memory.load(self.name)
        hidden = tuple(keys[place] for place in places if self._header.isSectionHidden(place))
        shown = {
            keys[place]: self._header.sectionSize(place) for place in places if keys[place] not in hidden
        }
        order = tuple(keys[self._header.logicalIndex(visual)] for visual in places)
        column_memory.save(
            self.name,
            column_memory.Arrangement(
                order=order if order != tuple(keys) else (),
                widths={**known.widths, **shown},
                hidden=hidden,
                frozen=self._header.frozen,
            ),
        )
