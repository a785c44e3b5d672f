"""How a person arranges the columns of a table: order, widths, hidden and frozen ones; all this is remembered.

Apart from that, columns may be `gone`: out of sight because there is no room (see `column_widths`). That is no wish of
anybody: it is not remembered, and what is gone counts as seen wherever there is room, as in a file.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QTableView

from app.core.table import Column
from app.core.text import N_, Message
from app.gui.widgets import column_memory
from app.gui.widgets.caption_header import CaptionHeader
from app.gui.widgets.column_widths import Demand
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
        self._gone: frozenset[int] = frozenset()
        self._asked: frozenset[str] = frozenset()
        self._dragged: set[str] = set()
        self._own = column_memory.Arrangement()
        """What is known of a table without a name."""
        self._later = QTimer(self, singleShot=True, interval=_REMEMBER_MS)
        self._later.timeout.connect(self._remember)
        header.sectionResized.connect(self._on_dragged)
        header.sectionMoved.connect(self._on_arranged)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._offer)

    def seen(self) -> list[int]:
        """Return the columns that a person wants to see, from left to right, also those that have no room."""
        return [
            place
            for place in self._places()
            if place in self._gone or not self._header.isSectionHidden(place)
        ]

    @property
    def gone(self) -> int:
        """How many columns have no room."""
        return len(self._gone)

    def asks(self, demands: Sequence[Demand]) -> dict[int, Demand]:
        """Return what the columns ask for that no person has hidden, by place, with what a person asked for them."""
        known = self._known()
        hidden = self._hidden(known)
        return {
            place: replace(demand, fixed=known.widths.get(column.key, 0), is_kept=column.key in known.asked)
            for place, (column, demand) in enumerate(zip(self._columns(), demands, strict=True))
            if column.key not in hidden
        }

    def _hidden(self, known: column_memory.Arrangement) -> Collection[str]:
        """Return the columns that a person has hidden: none when the one that was left is not in this table."""
        return known.hidden if {column.key for column in self._columns()} - set(known.hidden) else ()

    def arrange(self, widths: Mapping[int, int], gone: frozenset[int]) -> None:
        """Give columns these widths, and what is remembered of the rest; those that are gone have no room."""
        self._is_fitting = True
        known = self._known()
        keys = [column.key for column in self._columns()]
        header = self._header
        self._gone = gone
        hidden = self._hidden(known)
        for place, key in enumerate(keys):
            header.setSectionHidden(place, key in hidden or place in gone)
            if place in widths:
                self._view.setColumnWidth(place, widths[place])
        wanted = [key for key in known.order if key in keys]
        wanted += [key for key in keys if key not in wanted]
        for visual, key in enumerate(wanted):
            header.moveSection(header.visualIndex(keys.index(key)), visual)
        if self.name:
            self._hold(known.frozen)
        self._is_fitting = False

    def show(self, place: int, is_shown: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Show or hide a column; the last one stays. One that is shown stays, and if the table must be scrolled."""
        if not is_shown and len(self._in_sight()) <= 1:
            return
        key = self._columns()[place].key
        self._asked = self._asked | {key} if is_shown else self._asked - {key}
        self._gone -= {place}
        self._header.setSectionHidden(place, not is_shown)
        self._settle()

    def freeze(self, count: int) -> None:
        """Let the first columns stay where they are while the others scroll."""
        self._hold(count)
        self._settle()

    def _settle(self) -> None:
        """Remember at once, and spread the columns by it."""
        self._remember()
        self._fit()

    def _places(self) -> list[int]:
        return [self._header.logicalIndex(visual) for visual in range(self._header.count())]

    def _in_sight(self) -> list[int]:
        return [place for place in self._places() if not self._header.isSectionHidden(place)]

    def _known(self) -> column_memory.Arrangement:
        if self._later.isActive():
            self._remember()
        return column_memory.load(self.name) if self.name else self._own

    def _hold(self, count: int) -> None:
        self._header.freeze(count)
        self._view.viewport().update()

    def forget(self) -> None:
        """Go back to what the table itself says."""
        self._keep(column_memory.Arrangement())
        self._dragged.clear()
        self._asked = frozenset()
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
        names = [tr(columns[place].label) for place in self._in_sight()]
        says = [fill(Message.of(N_("到“{column}”"), column=name)) for name in names[:_MOST_FROZEN]]
        for count, text in enumerate((tr(N_("不冻结")), *says)):
            action = part.addAction(text)
            action.setCheckable(True)
            action.setChecked(count == self._header.frozen)
            action.triggered.connect(partial(self.freeze, count))
            group.addAction(action)

    def _on_dragged(self, place: int, before: int, now: int) -> None:
        """Note the width that a person gave; to be hidden or shown is none."""
        if not self._is_fitting and before and now:
            self._dragged.add(self._columns()[place].key)
            self._on_arranged()

    def _on_arranged(self) -> None:
        if not self._is_fitting:
            self._later.start()

    def _remember(self) -> None:
        """Remember what a person did; what the table did by itself is none of it."""
        self._later.stop()
        keys = [column.key for column in self._columns()]
        known = column_memory.load(self.name) if self.name else self._own
        seen = {keys[place] for place in self.seen()}
        order = tuple(keys[place] for place in self._places())
        widths = {key: self._header.sectionSize(keys.index(key)) for key in self._dragged & seen}
        self._keep(
            column_memory.Arrangement(
                order=order if order != tuple(keys) else (),
                widths={**known.widths, **widths},
                hidden=tuple(key for key in keys if key not in seen),
                asked=tuple(
                    key for key in keys if key in self._asked or (key in known.asked and key in seen)
                ),
                frozen=self._header.frozen,
            )
        )

    def _keep(self, arrangement: column_memory.Arrangement) -> None:
        self._later.stop()
        self._own = arrangement
        if self.name:
            column_memory.save(self.name, arrangement)
