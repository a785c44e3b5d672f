"""One strip that asks on which paper, in which variant, how often: a few fields and Enter. It replaces a dialog."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from app.core.field import Choice as FieldChoice
from app.core.text import N_
from app.domain.printing.papers import PAPERS
from app.domain.printing.words import word
from app.gui import theme
from app.gui.editors.strip import Strip
from app.gui.theme import GAP_S
from app.gui.widgets.card import name_of
from app.gui.widgets.choice_field import BoolField, ChoiceField
from app.gui.widgets.number_field import number_field
from app.i18n.catalog import tr
from app.services.printing.choices import COPIES, Choice

_COPIES_PX: Final = 48


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person chose; `is_for_party` when this party's paper is to be printed like that always.

    `skips_printed` leaves out what was printed before.
    """

    choice: Choice
    is_for_party: bool = False
    skips_printed: bool = False


class PrintStrip(Strip):
    """Hidden until it asks; Enter prints, Esc gives up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("calm", parent)
        self.paper = ChoiceField(
            [FieldChoice(paper.key, paper.label) for paper in PAPERS], may_be_empty=False
        )
        self.variant = ChoiceField((), may_be_empty=False)
        self.copies = number_field(COPIES)
        self.copies.setFixedWidth(theme.current().measures.px(_COPIES_PX))
        self.skips_printed = BoolField(tr(N_("打印过的不再打")))
        self.for_party = BoolField(tr(N_("这个客户（供应商）都这样打")))
        self._yes = QPushButton(tr(N_("打印")) + " Enter")
        self._no = QPushButton(tr(N_("不了")) + " Esc")
        self._then: Callable[[Wanted], None] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(GAP_S)
        asked = ((N_("纸张"), self.paper), (N_("式样"), self.variant), (COPIES.label, self.copies))
        for label, field in asked:
            row.addWidget(name_of(tr(label)))
            row.addWidget(field)
            field.setAccessibleName(tr(label))
        row.addWidget(self.for_party)
        row.addWidget(self.skips_printed)
        self._says = QLabel()
        row.addWidget(self._says, 1)
        row.addWidget(self._yes)
        row.addWidget(self._no)
        self._connect()
        self.hide()

    def _connect(self) -> None:
        self._yes.clicked.connect(self._print)
        self._no.clicked.connect(self.give_up)
        for field in (self.paper, self.variant, self.copies, self.for_party, self.skips_printed):
            field.moved.connect(self._print)

    def ask(
        self,
        usual: Wanted,
        variants: Sequence[str],
        then: Callable[[Wanted], None],
        *,
        has_party: bool,
        has_several: bool,
    ) -> None:
        """Ask, with what would be taken unasked already chosen; only of several documents may some be left out."""
        self.begin()
        self._then = then
        choice = usual.choice
        self.paper.set_value(choice.paper)
        self.variant.clear()
        for key in variants:
            self.variant.addItem(tr(word(key)), key)
        self.variant.set_value(choice.variant)
        self.copies.set_value(choice.copies)
        self.for_party.setVisible(has_party)
        self.for_party.set_value(value=usual.is_for_party)
        self.skips_printed.setVisible(has_several)
        self.skips_printed.set_value(value=usual.skips_printed)
        self.show()
        if self.isVisible():  # the page may have been left before the answer came
            self.paper.setFocus(Qt.FocusReason.OtherFocusReason)

    def give_up(self) -> None:
        """Ask no more; the cursor goes back to where it was."""
        self._then = None
        super().give_up()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up; Enter on a button is that button."""
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
        elif event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)

    def _print(self, _step: object = None) -> None:
        if not self.copies.commit():
            self.copies.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        then, copies = self._then, self.copies.value()
        wanted = Wanted(
            Choice(
                str(self.paper.value()), str(self.variant.value()), copies if isinstance(copies, int) else 1
            ),
            is_for_party=bool(self.for_party.value()),
            skips_printed=bool(self.skips_printed.value()),
        )
        self.give_up()
        if then is not None:
            then(wanted)
