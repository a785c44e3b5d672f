"""The right side: the parts of grid, head and foot, the texts and the measures of a template; one of them in front."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.core.field import Field
from app.core.text import N_
from app.domain.printing.forms import Form
from app.domain.printing.templates import (
    GROUPS,
    MEASURES,
    OPTIONS,
    SIGNATURES,
    SWITCHES,
    TENTHS,
    TEXTS,
    Parts,
    PrintTemplate,
)
from app.domain.settings import LETTERHEAD
from app.gui import theme
from app.gui.editors.field_factory import FieldEditor, editor_for
from app.gui.editors.field_form import FieldForm
from app.gui.pages.print_design import words_and_texts as texts
from app.gui.pages.print_design.parts import PartsView
from app.gui.theme import GAP_S
from app.gui.widgets.following_area import FollowingArea
from app.gui.widgets.segments import frame
from app.gui.widgets.tenths_field import tenths_field
from app.i18n.catalog import tr
from app.services.firm import Firm

_WIDTH_PX, _NARROWEST_PX = 420, 372
_SECTIONS = (N_("列"), N_("表头"), N_("表尾"), N_("文字和版面"))
_IN_ORDER = ("columns", "head", "foot")
_WIDE_PX = 320


class Options(QFrame):
    """Signals: edited(PrintTemplate); letterhead_edited(str); refused(str) when something cannot be read."""

    edited = Signal(object)
    letterhead_edited = Signal(str)
    refused = Signal(str)

    def __init__(self, firm: Firm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert set(_IN_ORDER) == set(GROUPS)
        self.setProperty("role", "card")
        measures = theme.current().measures
        self.setMinimumWidth(measures.px(_NARROWEST_PX))
        self.setMaximumWidth(measures.px(_WIDTH_PX))
        self._firm = firm
        self._template: PrintTemplate | None = None
        self._stack = QStackedWidget(self)
        self.parts = {group: PartsView(group, self._stack) for group in _IN_ORDER}
        self._texts = QWidget(self._stack)
        self.form = FieldForm(
            (*TEXTS, LETTERHEAD, *MEASURES, *SWITCHES),
            self._editor,
            widths={field.key: _WIDE_PX for field in (*TEXTS, LETTERHEAD)},
            parent=self._texts,
        )
        self.logo = QHBoxLayout()
        self._buttons = QButtonGroup(self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(0)
        for place, label in enumerate(_SECTIONS):
            button = QPushButton(tr(label))
            button.setProperty("role", "segment")
            button.setCheckable(True)
            button.setChecked(place == 0)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._buttons.addButton(button, place)
        row.addWidget(frame(QFrame(), self._buttons.buttons()))
        row.addStretch(1)
        around = QVBoxLayout(self._texts)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.form)
        around.addLayout(self.logo)
        around.addStretch(1)
        area = FollowingArea(self._stack)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(self._texts)
        for view in self.parts.values():
            self._stack.addWidget(view)
        self._stack.addWidget(area)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(GAP_S)
        column.addLayout(row)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._buttons.idClicked.connect(self.show_section)
        self.form.changed.connect(self._on_changed)
        for group, view in self.parts.items():
            view.parts.edited.connect(partial(self._on_parts, group))
            view.parts.refused.connect(self.refused)

    def show_template(self, form: Form, template: PrintTemplate, letterhead: str) -> None:
        """Show the choices of a template."""
        self._template = template
        for group, view in self.parts.items():
            row = max(view.currentIndex().row(), 0)
            view.parts.show(form, getattr(template, group))
            view.stand_on(min(row, view.parts.rowCount() - 1))
        values = {field.key: getattr(template, field.key) for field in OPTIONS}
        self.form.set_values({**values, **texts.said_texts(template), LETTERHEAD.key: letterhead})

    def show_section(self, place: int) -> None:
        """Bring a section to the front, with the cursor in it; one with something unreadable in it stays in front."""
        if not self.commit():
            self._buttons.button(self._stack.currentIndex()).setChecked(True)
            return
        self._buttons.button(place).setChecked(True)
        self._stack.setCurrentIndex(place)
        if place < len(_IN_ORDER):
            self.parts[_IN_ORDER[place]].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.form.focus_first()

    def next_section(self) -> None:
        """Go to the next section."""
        self.show_section((self._stack.currentIndex() + 1) % self._stack.count())

    def commit(self) -> bool:
        """Read what is being typed."""
        return self.form.commit()

    def _editor(self, field: Field) -> FieldEditor:
        return tenths_field(field) if field.key in TENTHS else editor_for(field, self._firm)

    def _on_parts(self, group: str, parts: Parts) -> None:
        if self._template is not None:
            self.edited.emit(self._template.with_value(group, parts))

    def _on_changed(self, key: str) -> None:
        if self._template is None:
            return
        value = self.form.value(key)
        if key == LETTERHEAD.key:
            self.letterhead_edited.emit(str(value or ""))
        elif key == SIGNATURES.key:
            names = texts.signatures_of(str(value or ""), self._template.signatures)
            self.edited.emit(self._template.with_value(key, names))
        elif key in {field.key for field in TEXTS}:
            said = texts.meant(str(value or ""), getattr(self._template, key))
            self.edited.emit(self._template.with_value(key, said))
        else:
            nothing = type(getattr(self._template, key))()
            self.edited.emit(self._template.with_value(key, value or nothing))
