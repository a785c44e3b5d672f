"""What may stand in head, grid or foot, as a list: Space ticks, Alt+Up and Alt+Down move, typing names and measures."""

from dataclasses import replace
from enum import Enum
from functools import partial
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.core.field import Choice
from app.core.text import N_
from app.domain.printing.checking import CAPTION, WIDTH
from app.domain.printing.conditions import CONDITIONS
from app.domain.printing.forms import Form
from app.domain.printing.templates import Part, Parts
from app.gui import theme
from app.gui.pages.designing.part_list import NAME, PartList
from app.gui.pages.print_design import words_and_texts as texts
from app.gui.widgets.choice_field import ChoiceField
from app.gui.widgets.input_line import ENTERS, Unreadable
from app.gui.widgets.tenths_field import tenths, tenths_in_column
from app.i18n.catalog import fill, tr

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()


class Asked(Enum):
    """What is asked of a part, each in a column: its heading and width.

    0 for what takes its width from what it holds, or from what is left (`PartList`).
    """

    NAME = (N_("项目"), 0)
    CAPTION = (CAPTION.label, 0)
    WIDTH = (WIDTH.label, 108)
    WHEN = (N_("什么时候印"), 132)


_ASKED: Final = {
    "columns": (Asked.NAME, Asked.CAPTION, Asked.WIDTH),
    "head": (Asked.NAME, Asked.CAPTION, Asked.WHEN),
    "foot": (Asked.NAME, Asked.WHEN),
}
"""Only columns have a width, the foot has no names of its own; a column with nothing in it is left out anyway."""


class PartsModel(QAbstractTableModel):
    """Parts in their order.

    Signals: edited(Parts) when a person changed something; refused(str) when what was typed cannot be read.
    """

    edited = Signal(object)
    refused = Signal(str)

    def __init__(self, group: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = group
        self.asked = _ASKED[group]
        self._form: Form | None = None
        self.parts: Parts = ()

    def show(self, form: Form, parts: Parts) -> None:
        """Show other parts; where only their choices differ, the cursor stays."""
        same = self._form is form and [part.key for part in parts] == [part.key for part in self.parts]
        if same:
            self.parts = parts
            if parts:
                self.dataChanged.emit(self.index(0, 0), self.index(len(parts) - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        self._form, self.parts = form, parts
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

    def toggle(self, row: int) -> None:
        """Show a part or leave it out."""
        if 0 <= row < len(self.parts):
            self._change(row, replace(self.parts[row], shown=not self.parts[row].shown))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.parts)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.asked)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(self.asked[section].value[0])
        if role == Qt.ItemDataRole.TextAlignmentRole and self.asked[section] is Asked.WIDTH:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | (
            Qt.ItemFlag.ItemIsUserCheckable if index.column() == NAME else Qt.ItemFlag.ItemIsEditable
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        part = self.parts[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return self._text(part, self.asked[index.column()])
            case Qt.ItemDataRole.CheckStateRole if index.column() == NAME:
                return Qt.CheckState.Checked if part.shown else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.ForegroundRole if not part.shown:
                return theme.colour("ink3")
            case Qt.ItemDataRole.TextAlignmentRole if self.asked[index.column()] is Asked.WIDTH:
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a tick, a name or a width."""
        part, asked = self.parts[index.row()], self.asked[index.column()]
        if role == Qt.ItemDataRole.CheckStateRole:
            self._change(index.row(), replace(part, shown=Qt.CheckState(value) == Qt.CheckState.Checked))
        elif asked is Asked.WHEN:
            self._change(index.row(), replace(part, when=str(value or "")))
        elif asked is Asked.CAPTION:
            caption = texts.meant(str(value), part.caption)
            self._change(index.row(), replace(part, caption=caption))
        else:
            try:
                width = tenths(WIDTH, str(value))
            except Unreadable as problem:
                self.refused.emit(fill(problem.message))
                return False
            self._change(index.row(), replace(part, width=width))
        return True

    def _text(self, part: Part, asked: Asked) -> str:
        match asked:
            case Asked.NAME:
                return tr(self._form.label_of(self._group, part.key)) if self._form is not None else ""
            case Asked.CAPTION:
                return texts.said(part.caption)
            case Asked.WIDTH:
                return tenths_in_column(part.width) if part.width else ""
            case Asked.WHEN:
                return tr(CONDITIONS[part.when].label) if part.when else ""

    def _change(self, row: int, part: Part) -> None:
        if part != self.parts[row]:
            self.edited.emit((*self.parts[:row], part, *self.parts[row + 1 :]))


class _WhenDelegate(QStyledItemDelegate):
    """Offers the conditions; nothing chosen is always."""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        """Make the list of choices; what is chosen in it is taken at once, and Enter leaves it."""
        editor = ChoiceField([Choice(each.key, each.label) for each in CONDITIONS], parent=parent)
        editor.activated.connect(partial(self._take, editor))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Stand on the condition that the part has."""
        model = index.model()
        assert isinstance(editor, ChoiceField)
        assert isinstance(model, PartsModel)
        editor.set_value(model.parts[index.row()].when)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Take the condition that is chosen."""
        assert isinstance(editor, ChoiceField)
        model.setData(index, editor.value())

    def _take(self, editor: ChoiceField, _place: int) -> None:
        self.commitData.emit(editor)


class PartsView(PartList):
    """Shows parts; everything it does has a key."""

    def __init__(self, group: str, parent: QWidget | None = None) -> None:
        self.parts = PartsModel(group)
        super().__init__(self.parts, [asked.value[1] for asked in self.parts.asked], parent)
        self.parts.setParent(self)
        for place, asked in enumerate(self.parts.asked):
            if asked is Asked.WHEN:
                self.setItemDelegateForColumn(place, _WhenDelegate(self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks and Alt with an arrow moves, whatever column the cursor is in; Enter asks for the condition."""
        if (
            not self.currentIndex().isValid()
        ):  # no part has the cursor yet: a key is about none, not about the last
            super().keyPressEvent(event)
            return
        row, key = self.currentIndex().row(), event.key()
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key), 0)
        if key in ENTERS and self.parts.asked[self.currentIndex().column()] is Asked.WHEN:
            self.edit(self.currentIndex())
        elif key == Qt.Key.Key_Space:
            self.parts.toggle(row)
        elif step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.stand_on(self.parts.move(row, step))
        else:
            super().keyPressEvent(event)
