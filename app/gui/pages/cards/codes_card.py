"""编码规则: how the codes of new records run, a type at a time, with the code that comes next."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.core.changes import Changes
from app.core.errors import Problem
from app.core.field import Choice, Field
from app.core.kinds import Kind
from app.core.text import N_, Message
from app.domain.records.types import RECORDS
from app.gui import errors
from app.gui.editors.field_factory import editor_for
from app.gui.editors.field_form import FieldForm
from app.gui.errors import Notice
from app.gui.operations import Read, Write
from app.gui.widgets.card import Card, caption
from app.i18n.catalog import fill, tr
from app.i18n.messages import sentence
from app.services import code_rules, modules
from app.services.code_rules import CodeRule
from app.services.firm import Firm

_TYPE = Field("type", N_("资料"), Kind.CHOICE, required=True)


class CodesCard(Card):
    """A form of the rule of one type; what is chosen is in force for the next new record."""

    def __init__(self, firm: Firm, parent: QWidget | None = None) -> None:
        super().__init__(tr(N_("编码规则")), parent)
        self._firm = firm
        types = [each for each in RECORDS if not each.stays and modules.is_on(firm, f"record:{each.key}")]
        choice = replace(_TYPE, choices=tuple(Choice(each.key, each.label) for each in types))
        self.form = FieldForm((choice, *code_rules.RULE), partial(editor_for, firm=firm), parent=self)
        self.form.set_values({_TYPE.key: types[0].key})
        self._next = caption()
        self.form.changed.connect(self._on_changed)
        self.inside.addWidget(self.form)
        self.inside.addWidget(self._next)

    @property
    def says(self) -> str:
        """What is said about the next code."""
        return self._next.text()

    def reload(self) -> None:
        """Read the rule of the chosen type, and what comes next by it."""
        Read(self, partial(_read, self._firm, self._type)).latest("rule").then(self._show).run()

    @property
    def _type(self) -> str:
        return str(self.form.value(_TYPE.key))

    def _show(self, found: tuple[str, CodeRule, str]) -> None:
        key, rule, code = found
        if key == self._type:
            self.form.clear_marks()
            self.form.set_values({_TYPE.key: key, **rule.plain()})
            self._next.setText(fill(Message.of(N_("下一个编码：{code}"), code=code)))

    def _on_changed(self, key: str) -> None:
        if key == _TYPE.key:
            self.reload()
            return
        wanted: dict[str, Any] = {key: self.form.value(key)}
        Write(self, partial(code_rules.save, self._firm, self._type, wanted)).then(self._on_saved).otherwise(
            partial(self._on_refused, key)
        ).run()

    def _on_saved(self, changes: Changes) -> None:
        self.reload()
        if changes.kinds:
            errors.tell(self, Notice(tr(N_("已保存，以后的新资料照此编码")), "good"))

    def _on_refused(self, key: str, problem: Problem) -> None:
        self.form.mark(key, sentence(problem))


def _read(firm: Firm, type_key: str) -> tuple[str, CodeRule, str]:
    return type_key, code_rules.rule(firm, type_key), code_rules.preview(firm, type_key)
