"""Large buttons: what each does in words, and the key that does the same."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from app.gui import theme
from app.gui.commands import Command
from app.gui.theme import GAP_S
from app.i18n.catalog import tr

_HIGH_PX, _NARROW_PX = 54, 130
_LEAST_COLUMNS = 4
"""A few tiles do not spread over the whole page."""


class ActTile(QPushButton):
    """Stands for a command; its words wrap where room is short."""

    def __init__(self, command: Command, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "tile_main" if command.primary else "tile")
        self.setObjectName(command.key)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        words = QLabel(tr(command.label))
        words.setWordWrap(True)
        words.setProperty("role", "tile_main" if command.primary else "tile")
        key = QLabel(command.shortcut)
        key.setProperty("role", "tile_key" if command.primary else "key")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 12, 4)
        row.setSpacing(GAP_S)
        row.addWidget(words, 1)
        row.addWidget(key, alignment=Qt.AlignmentFlag.AlignVCenter)
        for part in (words, key):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(f"{tr(command.label)} {command.shortcut}")
        self.setToolTip(tr(command.help))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.current().measures.px(_HIGH_PX))
        self.clicked.connect(command.run)

    def sizeHint(self) -> QSize:
        measures = theme.current().measures
        return QSize(measures.px(_NARROW_PX), measures.px(_HIGH_PX))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.height())


class TileRow(QWidget):
    """Tiles beside each other, all of one width; where they would be too narrow for words, in two rows."""

    def __init__(self, tiles: Sequence[ActTile], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiles = tiles
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP_S)
        self._place(len(tiles))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        count = len(self._tiles)
        is_wide = self.width() >= count * theme.current().measures.px(_NARROW_PX)
        self._place(count if is_wide else -(-count // 2))

    def _place(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, *divmod(place, columns))
        for column in range(max(len(self._tiles), _LEAST_COLUMNS)):
            self._grid.setColumnStretch(column, int(column < max(columns, _LEAST_COLUMNS)))
