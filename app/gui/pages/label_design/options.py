"""The right side: what stands on the label, and below it its size and its bar code."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from app.core.field import Field
from app.core.text import N_
from app.domain.labels.templates import MEASURES, OPTIONS, LabelTemplate
from app.gui import theme
from app.gui.editors.field_factory import FieldEditor, editor_for
from app.gui.editors.field_form import FieldForm
from app.gui.pages.label_design.parts import LabelPartsView
from app.gui.theme import GAP_S
from app.gui.widgets.card import name_of
from app.gui.widgets.tenths_field import tenths_field
from app.i18n.catalog import tr
from app.services.firm import Firm
from app.services.labels import templates

_WIDTH_PX, _NARROWEST_PX = 508, 464
_WIDTHS = {**{field.key: 84 for field in MEASURES}, "bars": 240}


class LabelOptions(QFrame):
    """Signals: edited(LabelTemplate); refused(str) when something cannot be read."""

    edited = Signal(object)
    refused = Signal(str)

    def __init__(self, firm: Firm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        measures = theme.current().measures
        self.setMinimumWidth(measures.px(_NARROWEST_PX))
        self.setMaximumWidth(measures.px(_WIDTH_PX))
        self._firm = firm
        self._template: LabelTemplate | None = None
        self.view = LabelPartsView()
        self.form = FieldForm(OPTIONS, self._editor, widths=_WIDTHS)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(GAP_S)
        column.addWidget(name_of(tr(N_("标签上的项目，从上到下"))))
        column.addWidget(self.view, 1)
        column.addWidget(self.form)
        self.view.parts.edited.connect(self._on_parts)
        self.view.parts.refused.connect(self.refused)
        self.form.changed.connect(self._on_changed)

    def show_template(self, template: LabelTemplate) -> None:
        """Show the choices of a template."""
        firm, kind = self._firm, template.kind
        is_other = self._template is None or self._template.key != template.key
        self._template = template
        row = 0 if is_other else max(self.view.currentIndex().row(), 0)
        names = {key: tr(label) for key, label in templates.names(firm, kind).items()}
        usual = {key: tr(label) for key, label in templates.captions(firm, kind).items()}
        self.view.parts.show(template.parts, names, usual)
        self.view.stand_on(min(row, self.view.parts.rowCount() - 1))
        self.form.set_values({field.key: getattr(template, field.key) for field in OPTIONS})

    def next_section(self) -> None:
        """Go from the list to the measures, and back."""
        focus = QApplication.focusWidget()
        is_in_list = focus is not None and (focus is self.view or self.view.isAncestorOf(focus))
        if is_in_list:
            self.form.focus_first()
        elif self.commit():
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> bool:
        """Read what is being typed."""
        return self.form.commit()

    def _editor(self, field: Field) -> FieldEditor:
        return tenths_field(field) if field in MEASURES else editor_for(field, self._firm)

    def _on_parts(self, parts: tuple[object, ...]) -> None:
        if self._template is not None:
            self.edited.emit(self._template.with_value("parts", parts))

    def _on_changed(self, key: str) -> None:
        if self._template is not None:
            value = self.form.value(key)
            nothing = type(getattr(self._template, key))()
            self.edited.emit(self._template.with_value(key, value or nothing))
