"""What may stand on a label, in its order: Space ticks, Alt+Up and Alt+Down move, typing words and heights."""

from collections.abc import Mapping
from dataclasses import replace
from enum import Enum
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QWidget,
)

from app.core.text import N_
from app.domain.labels.kinds import CODES
from app.domain.labels.templates import CAPTION, SIZE, LabelPart
from app.gui.pages.designing.part_list import PartList
from app.gui.widgets.input_line import Unreadable
from app.gui.widgets.tenths_field import tenths, tenths_in_column
from app.i18n.catalog import fill, tr

Index = QModelIndex | QPersistentModelIndex
Parts = tuple[LabelPart, ...]
_NOWHERE: Final = QModelIndex()


class Asked(Enum):
    """What is asked of a part, each in a column: its heading and width.

    0 for what takes its width from what it holds, or from what is left (`PartList`).
    """

    NAME = (N_("项目"), 0)
    CAPTION = (CAPTION.label, 0)
    SIZE = (SIZE.label, 96)
    BESIDE = (N_("接在后面"), 84)


_COLUMNS: Final = tuple(Asked)
_TICKED: Final = frozenset({Asked.NAME, Asked.BESIDE})


class LabelPartsModel(QAbstractTableModel):
    """Signals: edited(Parts) when a person changed something; refused(str) when what was typed cannot be read."""

    edited = Signal(object)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.parts: Parts = ()
        self._names: Mapping[str, str] = {}
        self._usual: Mapping[str, str] = {}

    def show(self, parts: Parts, names: Mapping[str, str], usual: Mapping[str, str]) -> None:
        """Show other parts; `usual` says what stands before some where nobody wrote anything."""
        same = [part.key for part in parts] == [part.key for part in self.parts]
        self._names, self._usual = names, usual
        if same:
            self.parts = parts
            self.dataChanged.emit(self.index(0, 0), self.index(len(parts) - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        self.parts = parts
        self.endResetModel()

    def move(self, row: int, step: int) -> int:
        """Move a part by a step; return the row where it stands then."""
        other = row + step
        if not (0 <= row < len(self.parts) and 0 <= other < len(self.parts)):
            return row
        parts = list(self.parts)
        parts[row], parts[other] = parts[other], parts[row]
        self.edited.emit(tuple(parts))
        return other

    def toggle(self, row: int, column: int) -> None:
        """Show a part or leave it out; in the last column: beside the one before, or in a row of its own."""
        if 0 <= row < len(self.parts):
            part = self.parts[row]
            if _COLUMNS[column] is not Asked.BESIDE:
                self._change(row, replace(part, shown=not part.shown))
            elif part.key not in CODES:
                self._change(row, replace(part, beside=not part.beside))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.parts)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(_COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(_COLUMNS[section].value[0])
        if role == Qt.ItemDataRole.TextAlignmentRole and _COLUMNS[section] is Asked.SIZE:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        asked, key = _COLUMNS[index.column()], self.parts[index.row()].key
        if asked in _TICKED:
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        is_fixed = asked is Asked.CAPTION and key in CODES
        return flags if is_fixed else flags | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        part, asked = self.parts[index.row()], _COLUMNS[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return self._text(part, asked)
            case Qt.ItemDataRole.CheckStateRole if asked is Asked.NAME:
                return Qt.CheckState.Checked if part.shown else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.CheckStateRole if asked is Asked.BESIDE and part.key not in CODES:
                return Qt.CheckState.Checked if part.beside else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.TextAlignmentRole if asked is Asked.SIZE:
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a tick, the words before a part, or its height."""
        row, asked = index.row(), _COLUMNS[index.column()]
        part = self.parts[row]
        if role == Qt.ItemDataRole.CheckStateRole:
            self.toggle(row, index.column())
        elif asked is Asked.CAPTION:
            text = str(value).strip()[: CAPTION.longest]
            self._change(row, replace(part, caption=None if text == self._usual.get(part.key, "") else text))
        else:
            try:
                self._change(row, replace(part, size=tenths(SIZE, str(value))))
            except Unreadable as problem:
                self.refused.emit(fill(problem.message))
                return False
        return True

    def _text(self, part: LabelPart, asked: Asked) -> str:
        match asked:
            case Asked.NAME:
                return self._names[part.key]
            case Asked.CAPTION:
                return self._usual.get(part.key, "") if part.caption is None else part.caption
            case Asked.SIZE:
                return tenths_in_column(part.size)
            case Asked.BESIDE:
                return ""

    def _change(self, row: int, part: LabelPart) -> None:
        if part != self.parts[row]:
            self.edited.emit((*self.parts[:row], part, *self.parts[row + 1 :]))


class LabelPartsView(PartList):
    """Shows parts; everything it does has a key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.parts = LabelPartsModel()
        super().__init__(self.parts, [asked.value[1] for asked in _COLUMNS], parent)
        self.parts.setParent(self)
        self.setAccessibleName(tr(N_("标签上的项目")))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks and Alt with an arrow moves, whatever column the cursor is in."""
        index, key = self.currentIndex(), event.key()
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key), 0)
        if key == Qt.Key.Key_Space and index.isValid():
            self.parts.toggle(index.row(), index.column())
        elif step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.stand_on(self.parts.move(index.row(), step))
        else:
            super().keyPressEvent(event)
