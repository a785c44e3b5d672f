"""单据规则: what the firm decides for all documents. A choice is in force at once, and stands in the log."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QComboBox, QWidget

from app.core.changes import Changes
from app.core.errors import Problem
from app.core.field import Field
from app.core.text import N_
from app.gui import errors
from app.gui.editors.field_factory import FieldEditor, editor_for
from app.gui.editors.field_form import FieldForm
from app.gui.errors import Notice
from app.gui.operations import Read, Write
from app.gui.widgets.card import Card
from app.i18n.catalog import tr
from app.i18n.messages import sentence
from app.services import settings
from app.services.firm import Firm

_USUAL_PX, _WIDE_PX = 168, 320
"""One width for all puts them into columns; the last one, a sentence, needs more."""
_AT_ONCE = 6
"""Settings that are there when the page opens; those below follow at once."""


class SettingsCard(Card):
    """A form of all settings, made from their declaration."""

    def __init__(self, firm: Firm, parent: QWidget | None = None) -> None:
        super().__init__(tr(N_("单据规则")), parent)
        self._firm = firm
        fields = settings.offered(firm)
        widths = {field.key: _USUAL_PX for field in fields} | {fields[-1].key: _WIDE_PX}
        self.form = FieldForm(
            fields, self._editor, widths=widths, at_once=_AT_ONCE, is_even=True, parent=self
        )
        self.form.changed.connect(self._on_changed)
        self.inside.addWidget(self.form)

    def _editor(self, field: Field) -> FieldEditor:
        """Make the editor of a setting; a choice that is empty says what that means."""
        editor = editor_for(field, self._firm)
        if isinstance(editor, QComboBox) and editor.itemData(0) == "":
            editor.setItemText(0, tr(N_("按通常")))
            editor.setPlaceholderText(tr(N_("按通常")))
        return editor

    def reload(self) -> None:
        """Read how everything stands."""
        Read(self, partial(settings.values, self._firm)).latest("settings").then(self._show).run()

    def _show(self, values: dict[str, Any]) -> None:
        self.form.clear_marks()
        self.form.set_values(values)

    def _on_changed(self, key: str) -> None:
        wanted = {key: self.form.value(key)}
        Write(self, partial(settings.save, self._firm, wanted)).then(self._on_saved).otherwise(
            partial(self._on_refused, key)
        ).run()

    def _on_saved(self, changes: Changes) -> None:
        if changes.kinds:
            errors.tell(self, Notice(tr(N_("已保存，新的单据照此办理")), "good"))

    def _on_refused(self, key: str, problem: Problem) -> None:
        self.form.mark(key, sentence(problem))
