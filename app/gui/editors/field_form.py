"""A form made of Fields: captions above editors, Enter from one to the next, marks where a problem is."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.core.field import Field
from app.core.text import N_, Message
from app.gui import theme
from app.gui.editors.field_factory import WIDTHS, FieldEditor
from app.gui.theme import GAP_M, GAP_S
from app.gui.widgets.flow_layout import DROP, NARROWEST, FlowLayout
from app.gui.widgets.lookup_field import LookupField
from app.gui.widgets.status_badge import repolish
from app.i18n.catalog import fill, tr

_BELOW_CAPTION = 3


def _captions() -> QFontMetrics:
    return QFontMetrics(theme.font(theme.current().measures.caption))


def _caption_height() -> int:
    """Return the height of every caption, so that what has none stands in line with the fields, too."""
    return _captions().height() + 1


def _caption_width(field: Field) -> int:
    return _captions().horizontalAdvance(f"{tr(field.label)} *") + 2


class FieldBox(QWidget):
    """One field: its caption, which also tells what is wrong, and its editor.

    It is in its form from the start: to move a choice there, with the list that drops from it, takes 0.25 ms.
    """

    def __init__(self, field: Field, editor: FieldEditor, width: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = field
        self.editor = editor
        self.is_wanted = True
        """Whether it is seen when its form is; asked before that, too."""
        self._is_read_only = False
        self._caption = QLabel()
        self._caption.setProperty("role", "caption")
        self._caption.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._caption.setFixedHeight(_caption_height())
        self._wide = max(width, _caption_width(field))
        editor.setSizePolicy(QSizePolicy.Policy.Expanding, editor.sizePolicy().verticalPolicy())
        editor.setAccessibleName(tr(field.label))
        editor.setMinimumHeight(theme.current().measures.field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_BELOW_CAPTION)
        layout.addWidget(self._caption)
        layout.addWidget(editor)
        if field.read_only:
            editor.setReadOnly(True)
        editor.marked.connect(self._on_marked)
        self._on_marked("")

    def sizeHint(self) -> QSize:
        return QSize(self._wide, super().sizeHint().height())

    def want(self, *, is_wanted: bool) -> None:
        """Show or hide it; one that shows anyway is left alone: to be shown early, before its form is, costs 1 ms."""
        if is_wanted != self.is_wanted:
            self.is_wanted = is_wanted
            self.setVisible(is_wanted)

    def set_read_only(self, *, is_read_only: bool) -> None:
        """Show without letting anybody change it."""
        self._is_read_only = is_read_only or self.field.read_only
        self.editor.setReadOnly(self._is_read_only)
        self._on_marked("")

    @property
    def is_missing(self) -> bool:
        """Say whether it must be filled in and is not."""
        return self.field.required and self.editor.value() in {None, ""}

    def asks(self) -> str:
        """Say that it must be filled in."""
        return fill(Message.of(N_("请填写{what}"), what=Message.of(self.field.label)))

    def _on_marked(self, sentence: str) -> None:
        label = tr(self.field.label)
        is_asked = self.field.required and not self._is_read_only
        self._caption.setText(sentence or (f"{label} *" if is_asked else label))
        self._caption.setToolTip(sentence or tr(self.field.help))
        role = "fault" if sentence else "caption"
        if self._caption.property("role") != role:
            self._caption.setProperty("role", role)
            repolish(self._caption)


_NOTHING = (None, "", 0)
_AT_ONCE = 24
"""Fields that are there when a form opens; with 200 of a firm's own the others follow while nobody waits."""
_AT_A_TIME = 12


def _never(_key: str, _value: object) -> bool:
    return False


class FieldForm(QFrame):
    """Shows the editors that `make` gives for fields, in flowing rows; folded ones wait behind a button.

    Enter walks every field; with `skips_filled`, only what must be filled in and is not yet: Tab walks all.

    `is_away` says of a field and its value that nobody wants to see them: the field is hidden, behind no button, until
    it holds something else, a problem is about it, or the cursor is sent there. `at_once` is how many fields are there
    when it opens; the others follow. `is_even`: none is narrower than the longest caption: all stand in columns.

    Signals: changed(key) when a person changed a value; left(int) when Enter leaves the last field (1), or
    Shift+Enter the first (-1); called() before the cursor or a mark is put into a field, which must be seen then;
    creation_asked(key, text) when a person wants a new record to link to.
    """

    changed = Signal(str)
    left = Signal(int)
    called = Signal()
    creation_asked = Signal(str, str)

    def __init__(
        self,
        fields: Sequence[Field],
        make: Callable[[Field], FieldEditor],
        *,
        widths: Mapping[str, int] | None = None,
        narrowest: Mapping[str, int] | None = None,
        skips_filled: bool = False,
        is_away: Callable[[str, object], bool] | None = None,
        at_once: int = _AT_ONCE,
        is_even: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._skips_filled = skips_filled
        self._make = make
        self._widths = widths or {}
        self._narrowest = narrowest or {}
        """How narrow some fields may become, so that they stand in the row of those before them."""
        self._is_away = is_away or _never
        self._called: set[str] = set()
        """Fields that were wanted by name: they stay in sight."""
        self._boxes: dict[str, FieldBox] = {}
        self._waiting = list(fields)
        self._least = max(map(_caption_width, fields), default=0) if is_even else 0
        self._value_of: Callable[[str], Any] = lambda _: None
        self._is_read_only = False
        self._more = QPushButton(tr(N_("更多")))
        self._more.setProperty("role", "link")
        self._more.setCheckable(True)
        self._more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._more.setMinimumHeight(theme.current().measures.field)
        self._more.setProperty(DROP, _caption_height() + _BELOW_CAPTION)
        self._flow = FlowLayout(self, across=GAP_M, down=GAP_S)
        self._more.toggled.connect(self._unfold)
        self._add(at_once)

    def _add(self, most: int) -> None:
        """Make the next boxes, before the button that unfolds; the rest when nothing else is to be done."""
        self._flow.removeWidget(self._more)
        px = theme.current().measures.px
        added, self._waiting = self._waiting[:most], self._waiting[most:]
        before = next(reversed(self._boxes.values()), None)
        for field in added:
            wide = px(self._widths.get(field.key, WIDTHS[field.kind]))
            box = FieldBox(field, self._make(field), max(wide, self._least), self)
            if before is not None:  # it may come late, behind all else in the window
                QWidget.setTabOrder(before.editor, box.editor)
            before = box
            box.setProperty(NARROWEST, px(self._narrowest.get(field.key, 0)))
            self._boxes[field.key] = box
            self._flow.addWidget(box)
            self._connect(field.key, box)
            self._fill(field.key, self._value_of(field.key))
            if self._is_read_only:
                box.set_read_only(is_read_only=True)
        self._flow.addWidget(self._more)
        self._unfold()
        if self._waiting:
            QTimer.singleShot(0, self, partial(self._add, _AT_A_TIME))

    def _add_all(self) -> None:
        """Make what is still waiting: somebody asks for it."""
        if self._waiting:
            self._add(len(self._waiting))

    def _connect(self, key: str, box: FieldBox) -> None:
        box.editor.changed.connect(partial(self._on_changed, key))
        box.editor.moved.connect(partial(self._on_moved, key))
        asked = getattr(box.editor, "creation_asked", None)
        if asked is not None:
            asked.connect(partial(self.creation_asked.emit, key))

    def _box(self, key: str) -> FieldBox:
        if key not in self._boxes:
            self._add_all()
        return self._boxes[key]

    # Values

    def set_values(self, values: Mapping[str, Any] | Callable[[str], Any]) -> None:
        """Show values by key; what stands there already is not touched, so a cursor stays where it is."""
        self._value_of = values if callable(values) else values.get
        for key in self._boxes:
            self._fill(key, self._value_of(key))
        self._unfold()

    def _fill(self, key: str, value: Any) -> None:
        editor = self._boxes[key].editor
        if value != editor.value() and not (value in {None, ""} and editor.value() in {None, ""}):
            editor.set_value(value)

    def values(self) -> dict[str, Any]:
        """Return what the fields hold."""
        self._add_all()
        return {key: box.editor.value() for key, box in self._boxes.items()}

    def filled(self) -> dict[str, Any]:
        """Return what was filled in of the fields that are there already."""
        values = {key: box.editor.value() for key, box in self._boxes.items()}
        return {key: value for key, value in values.items() if value not in _NOTHING}

    def value(self, key: str) -> Any:
        """Return what one field holds."""
        return self._box(key).editor.value()

    def give(self, key: str, uid: str, title: str) -> None:
        """Link a field to a record that was made for it, as if a person had chosen it."""
        editor = self._box(key).editor
        assert isinstance(editor, LookupField)
        editor.set_find(uid, title)
        self._on_changed(key)
        self.focus(key)

    def editor(self, key: str) -> FieldEditor:
        """Return the editor of one field."""
        return self._box(key).editor

    def field(self, key: str) -> Field:
        """Return the declaration of one field."""
        return self._box(key).field

    @property
    def is_bare(self) -> bool:
        """Say whether it shows nothing at all."""
        return self._more.isHidden() and not any(box.is_wanted for box in self._boxes.values())

    def __contains__(self, key: str) -> bool:
        return key in self._boxes or any(field.key == key for field in self._waiting)

    def keys(self) -> Iterable[str]:
        """Return the keys of the fields in order."""
        self._add_all()
        return self._boxes.keys()

    def commit(self) -> bool:
        """Read what is being typed; False, with the cursor on it, when something cannot be read."""
        for key, box in self._boxes.items():
            if not box.editor.commit():
                self.focus(key)
                return False
        return True

    def first_missing(self) -> str:
        """Return the first required field that is empty."""
        return next((key for key, box in self._boxes.items() if box.is_missing), "")

    def missing(self) -> str:
        """Mark every required field that is empty, and return the first one's key."""
        self._add_all()
        found = [key for key, box in self._boxes.items() if box.is_missing]
        for key in found:
            self._boxes[key].editor.mark(self._boxes[key].asks())
        return found[0] if found else ""

    def set_read_only(self, *, is_read_only: bool) -> None:
        """Show without letting anybody change anything."""
        self._is_read_only = is_read_only
        for box in self._boxes.values():
            box.set_read_only(is_read_only=is_read_only)
        self._unfold()

    # Marks and cursor

    def mark(self, key: str, sentence: str) -> None:
        """Show which field a problem is about, and unfold it."""
        self._box(key).editor.mark(sentence)
        self._call(key)

    def clear_marks(self) -> None:
        """Take all marks away."""
        for box in self._boxes.values():
            box.editor.clear_mark()

    def focus(self, key: str) -> None:
        """Put the cursor into a field."""
        self._call(key)
        self._boxes[key].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _call(self, key: str) -> None:
        """Bring a field into sight, whatever hid it."""
        self.called.emit()
        box = self._box(key)
        if not box.is_wanted and self._is_away(key, box.editor.value()):
            self._called.add(key)
            self._unfold()
        if not box.is_wanted:
            self._more.setChecked(True)

    def focus_first(self) -> None:
        """Put the cursor into the first field that is to be filled in, else into the first."""
        walk = self._walk()
        missing = [key for key in walk if self._boxes[key].is_missing]
        if walk:
            self.focus((missing or walk)[0])

    def focus_last(self) -> None:
        """Put the cursor into the last field."""
        self._add_all()
        walk = self._walk()
        if walk:
            self.focus(walk[-1])

    def _walk(self) -> list[str]:
        return [
            key
            for key, box in self._boxes.items()
            if box.is_wanted and not box.field.read_only and box.editor.isEnabled()
        ]

    def _on_changed(self, key: str) -> None:
        self._boxes[key].editor.clear_mark()
        self.changed.emit(key)

    def _on_moved(self, key: str, step: int) -> None:
        box = self._boxes[key]
        if step > 0 and box.is_missing and not self._is_read_only:
            box.editor.mark(box.asks())
            return
        ahead = self._ahead(key, step)
        if ahead:
            self.focus(ahead)
        else:
            self.left.emit(step)

    def _ahead(self, key: str, step: int) -> str:
        """Return the field to which Enter goes from another one; nothing where it leaves the form."""
        walk = self._walk()
        if step > 0 and self._skips_filled:
            return next((each for each in walk if self._boxes[each].is_missing), "")
        order = [*self._boxes]  # one may stand in a field that is only shown: it is in no walk
        place = order.index(key)
        beyond = set(order[place + 1 :] if step > 0 else order[:place])
        there = [each for each in walk if each in beyond]
        return there[0 if step > 0 else -1] if there else ""

    def _unfold(self) -> None:
        """Show folded fields when asked for, and those that hold something always."""
        hidden = 0
        for key, box in self._boxes.items():
            value = box.editor.value()
            is_away = key not in self._called and self._is_away(key, value)
            holds = value not in {None, "", 0}
            is_open = not (self._is_read_only or box.field.folded) or self._more.isChecked()
            box.want(is_wanted=not is_away and (holds or is_open))
            if is_away:
                continue
            hidden += box.field.folded and not holds
        self._more.setVisible(hidden > 0 and not self._is_read_only)
        self._more.setText(tr(N_("收起")) if self._more.isChecked() else tr(N_("更多")))
        self.updateGeometry()
