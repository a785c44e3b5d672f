"""The cells of the lines grid: how they are painted, and the editors that open in them."""

from functools import partial
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QApplication, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget
from shiboken6 import isValid

from app.core.field import Choice
from app.core.kinds import NUMBERS
from app.core.text import Label
from app.gui import theme
from app.gui.editors.field_factory import FieldEditor, cell_editor_for
from app.gui.keymap.in_force import is_key
from app.gui.models.grid_model import GridModel, alignment
from app.gui.models.titles import Titles
from app.gui.theme import CELL_PADDING
from app.gui.widgets.choice_field import ChoiceField
from app.gui.widgets.date_field import DateField
from app.gui.widgets.input_line import InputLine
from app.gui.widgets.lookup_field import LookupField
from app.services.firm import Firm

Index = QModelIndex | QPersistentModelIndex
_TABS: Final = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
_OF_THE_LINE: Final = ("line.delete", "line.insert", "line.copy")
_ROWS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class LineDelegate(QStyledItemDelegate):
    """Opens the editor of a cell's Kind and says where the cursor wants to go next.

    Signals: walked(step) on Enter, tabbed(step) on Tab, climbed(step) on Up and Down, creation_asked(record type,
    text), marked(sentence) when something typed cannot be read, with an empty one when that is over.
    """

    walked = Signal(int)
    tabbed = Signal(int)
    climbed = Signal(int)
    creation_asked = Signal(str, str)
    marked = Signal(str)

    def __init__(self, firm: Firm, titles: Titles, view: QTableView) -> None:
        super().__init__(view)
        self._firm = firm
        self._titles = titles
        self._view = view
        self._open: FieldEditor | None = None
        self._loaded: object = None
        """What it held when it opened: a value that nobody changed is not written back over a newer one."""

    @property
    def open(self) -> FieldEditor | None:
        """The editor that is open now, on a page that is behind another one too."""
        # Of an editor whose row is gone the view tells nobody: it hides it, and it dies.
        is_there = self._open is not None and isValid(self._open) and not self._open.isHidden()
        return self._open if is_there else None

    # Painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, GridModel)
        row, place = index.row(), index.column()
        column = model.columns[place]
        rect: QRect = option.rect
        mark = model.mark_at(row, place)
        if mark:
            painter.fillRect(rect.adjusted(0, 0, 0, -1), theme.colour("brand_soft"))
        elif model.hint_at(row, place):
            painter.fillRect(rect.adjusted(0, 0, 0, -1), theme.colour("amber_soft"))
        text, ink = model.text_at(row, place), "ink"
        if not column.may_be_typed:
            ink = "ink2"
        if not model.is_row(row):
            text, ink = model.hint if column.key == model.begins_with else text, "ink3"
        is_below_zero = column.kind in NUMBERS and column.field is not None and text.startswith("-")
        if mark or is_below_zero:
            ink = "brand"
        inner = rect.adjusted(CELL_PADDING, 0, -CELL_PADDING, 0)
        metrics: QFontMetrics = option.fontMetrics
        painter.setPen(theme.colour(ink))
        painter.drawText(
            inner, alignment(column), metrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        )
        if self._view.currentIndex() == index and self._view.hasFocus():
            painter.setPen(theme.colour("blue"))
            painter.drawRect(rect.adjusted(0, 0, -1, -2))

    # Editors

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        assert isinstance(model, GridModel)
        field = model.columns[index.column()].field
        assert field is not None, "only declared fields are typed"
        choices = model.choices_at(index.row(), index.column()) if model.is_row(index.row()) else None
        if choices is None:
            editor = cell_editor_for(field, self._firm)
        else:
            editor = ChoiceField([Choice(text, Label(text)) for text in choices], may_be_empty=False)
        if field.key == model.begins_with and isinstance(editor, InputLine):
            editor.setPlaceholderText(model.hint)
        search = model.search_at(index.row(), index.column())
        if search is not None and isinstance(editor, LookupField):
            editor.search_by(search)
        editor.setParent(parent)
        editor.setProperty("cell", True)
        editor.moved.connect(partial(self._on_moved, editor))
        editor.marked.connect(self.marked)
        if isinstance(editor, LookupField):
            editor.creation_asked.connect(partial(self.creation_asked.emit, field.link))
        self._open = editor
        return editor

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        if self._open is editor:
            self._open = None
        super().destroyEditor(editor, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        model = index.model()
        assert isinstance(model, GridModel)
        if _is_touched(editor):
            return
        value = model.value_at(index.row(), index.column())
        if isinstance(editor, LookupField) and value:
            editor.set_find(str(value), model.text_at(index.row(), index.column()))
        else:
            _as_editor(editor).set_value(value)
        self._loaded = _as_editor(editor).value()
        if isinstance(editor, InputLine):
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(model, GridModel)
        field_editor = _as_editor(editor)
        if not field_editor.commit():
            return
        before, after = self._loaded, field_editor.value()
        if after != before and not (_is_nothing(after) and _is_nothing(before)):
            field = model.columns[index.column()].field
            if isinstance(editor, LookupField) and field is not None:
                self._titles.learn(field.link, str(after), editor.shown_title)
            model.setData(index, after)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        editor.setGeometry(rect.adjusted(0, 0, 0, -1))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Take the keys that leave a cell; an editor with something unreadable in it stays open."""
        if not isinstance(editor, InputLine | ChoiceField | QWidget):
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key_pressed(editor, event)
        if event.type() == QEvent.Type.FocusOut:
            is_choosing = isinstance(editor, DateField) and editor.is_choosing
            if is_choosing or _is_popup_open(editor) or not editor.isVisible():
                return False
            if _as_editor(editor).commit():
                self.finish(editor)
            return False
        if event.type() in {QEvent.Type.Hide, QEvent.Type.ShortcutOverride}:
            return False
        return super().eventFilter(editor, event)

    def drop(self) -> None:
        """Close the open editor without taking anything from it."""
        if self.open is not None:
            self.closeEditor.emit(self.open, QStyledItemDelegate.EndEditHint.RevertModelCache)

    def finish(self, editor: QWidget) -> None:
        """Hand what was typed to the model and close; nobody asks for an editor that the view has let go of."""
        if editor is not self.open:
            return
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def _key_pressed(self, editor: QWidget, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _TABS:
            self._leave(editor, self.tabbed, _TABS[key])
            return True
        if key in _ROWS and not event.modifiers() and not isinstance(editor, LookupField | ChoiceField):
            self._leave(editor, self.climbed, _ROWS[key])
            return True
        asks_deals = is_key(event, "line.deals") and type(editor) is InputLine
        if (asks_deals or _is_for_the_line(event)) and not (
            _is_touched(editor) and event.matches(QKeySequence.StandardKey.Undo)
        ):
            self._view.keyPressEvent(event)
            return True
        if key == Qt.Key.Key_Escape and not _is_touched(editor):
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)
            return True
        return False

    def _on_moved(self, editor: FieldEditor, step: int) -> None:
        self.finish(editor)
        self.walked.emit(step)

    def _leave(self, editor: QWidget, signal: Any, step: int) -> None:
        if _as_editor(editor).commit():
            self.finish(editor)
            signal.emit(step)


def _is_for_the_line(event: QKeyEvent) -> bool:
    """Say whether a key acts on the line and not on the text in the cell."""
    if event.matches(QKeySequence.StandardKey.Undo):
        return True
    return any(is_key(event, command) for command in _OF_THE_LINE)


def _as_editor(editor: QWidget) -> FieldEditor:
    assert isinstance(editor, FieldEditor)
    return editor


def _is_touched(editor: QWidget) -> bool:
    return isinstance(editor, InputLine) and editor.is_touched


def _is_nothing(value: object) -> bool:
    return value is None or value == ""


def _is_popup_open(editor: QWidget) -> bool:
    popup = QApplication.activePopupWidget()
    return popup is not None and (editor.isAncestorOf(popup) or isinstance(editor, ChoiceField))
