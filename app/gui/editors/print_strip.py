"""One strip that asks on which paper, in which variant: two choices and Enter. It replaces a dialog."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPushButton, QWidget
from shiboken6 import isValid

from app.core.field import Choice as FieldChoice
from app.core.text import N_
from app.domain.printing.papers import PAPERS
from app.domain.printing.words import word
from app.gui.theme import GAP_S
from app.gui.widgets.card import name_of
from app.gui.widgets.choice_field import BoolField, ChoiceField
from app.i18n.catalog import tr
from app.services.printing.choices import Choice


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person chose; `is_for_party` when this party's paper is to be printed like that always."""

    choice: Choice
    is_for_party: bool


class PrintStrip(QFrame):
    """Hidden until it asks; Enter prints, Esc gives up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("banner", "calm")
        self.paper = ChoiceField(
            [FieldChoice(paper.key, paper.label) for paper in PAPERS], may_be_empty=False
        )
        self.variant = ChoiceField((), may_be_empty=False)
        self.for_party = BoolField(tr(N_("这个客户（供应商）都这样打")))
        self._yes = QPushButton(tr(N_("打印")) + " Enter")
        self._no = QPushButton(tr(N_("不了")) + " Esc")
        self._then: Callable[[Wanted], None] | None = None
        self._before: QWidget | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(GAP_S)
        for label, field in ((N_("纸张"), self.paper), (N_("式样"), self.variant)):
            row.addWidget(name_of(tr(label)))
            row.addWidget(field)
            field.setAccessibleName(tr(label))
        row.addWidget(self.for_party)
        self._says = QLabel()
        row.addWidget(self._says, 1)
        row.addWidget(self._yes)
        row.addWidget(self._no)
        self._connect()
        self.hide()

    def _connect(self) -> None:
        self._yes.clicked.connect(self._print)
        self._no.clicked.connect(self.give_up)
        for field in (self.paper, self.variant, self.for_party):
            field.moved.connect(self._print)

    def ask(
        self, choice: Choice, variants: Sequence[str], then: Callable[[Wanted], None], *, has_party: bool
    ) -> None:
        """Ask, with what would be taken unasked already chosen."""
        if self.isHidden():
            self._before = QApplication.focusWidget()
        self._then = then
        self.paper.set_value(choice.paper)
        self.variant.clear()
        for key in variants:
            self.variant.addItem(tr(word(key)), key)
        self.variant.set_value(choice.variant)
        self.for_party.setVisible(has_party)
        self.for_party.set_value(value=False)
        self.show()
        self.paper.setFocus(Qt.FocusReason.OtherFocusReason)

    def give_up(self) -> None:
        """Ask no more; the cursor goes back to where it was."""
        had_cursor = self.isAncestorOf(QApplication.focusWidget() or self.window())
        self._then = None
        self.hide()
        if had_cursor and self._before is not None and isValid(self._before):
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up; Enter on a button is that button."""
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
        elif event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)

    def _print(self, _step: object = None) -> None:
        then = self._then
        wanted = Wanted(
            Choice(str(self.paper.value()), str(self.variant.value())), bool(self.for_party.value())
        )
        self.give_up()
        if then is not None:
            then(wanted)
