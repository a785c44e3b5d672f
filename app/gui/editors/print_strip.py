"""One strip that asks on which paper, in which variant, how often, where: a few fields and Enter. It replaces a dialog.

The printer follows the paper, because each was chosen for its paper; how far a printer is off follows the printer.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from app.core.field import Choice as FieldChoice
from app.core.text import N_, Label
from app.domain.printing.papers import PAPERS
from app.domain.printing.templates import SHIFT_X, SHIFT_Y
from app.domain.printing.words import word
from app.gui import theme
from app.gui.editors.field_factory import FieldEditor
from app.gui.editors.strip import Strip, named
from app.gui.theme import GAP_M, GAP_S
from app.gui.widgets.choice_field import BoolField, ChoiceField
from app.gui.widgets.flow_layout import FlowLayout
from app.gui.widgets.number_field import number_field
from app.gui.widgets.tenths_field import tenths_field
from app.i18n.catalog import tr
from app.services.printing.choices import COPIES, Choice
from app.services.printing.printers import PDF, Shift

_NARROW_PX: Final = 48
_PRINTER_PX: Final = 190
_PDF: Final = N_("PDF 文件")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person chose; `is_for_party` when this party's paper is to be printed like that always.

    `skips_printed` leaves out what was printed before. `shift` is kept with the printer.
    """

    choice: Choice
    is_for_party: bool = False
    skips_printed: bool = False
    printer: str = PDF
    shift: Shift | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """What there is to choose: what would be taken unasked, the variants of the form, the printers of this computer.

    `shifts` has by printer how far it is off; `printers` by paper where it is printed.
    """

    usual: Wanted
    variants: tuple[str, ...]
    shifts: Mapping[str, Shift] = field(default_factory=dict)
    printers: Mapping[str, str] = field(default_factory=dict)


class PrintStrip(Strip):
    """Hidden until it asks; Enter prints, Esc gives up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("calm", parent)
        measures = theme.current().measures
        self.paper = ChoiceField(
            [FieldChoice(paper.key, paper.label) for paper in PAPERS], may_be_empty=False
        )
        self.variant = ChoiceField((), may_be_empty=False)
        self.printer = ChoiceField((), may_be_empty=False)
        self.printer.setMaximumWidth(measures.px(_PRINTER_PX))
        self.copies = number_field(COPIES)
        self.shift_x, self.shift_y = tenths_field(SHIFT_X), tenths_field(SHIFT_Y)
        for narrow in (self.copies, self.shift_x, self.shift_y):
            narrow.setFixedWidth(measures.px(_NARROW_PX))
        self.skips_printed = BoolField(tr(N_("打印过的不再打")))
        self.for_party = BoolField(tr(N_("这个客户（供应商）都这样打")))
        self._yes = QPushButton(tr(N_("打印")) + " Enter")
        self._no = QPushButton(tr(N_("不了")) + " Esc")
        self._none = QLabel(tr(N_("这台电脑没有装打印机")))
        self._none.setProperty("role", "hint")
        self._offer = Offer(Wanted(Choice()), ())
        self._then: Callable[[Wanted], None] | None = None
        self._shifts: list[QWidget] = []
        self._lay_out()
        self._connect()
        self.hide()

    def _lay_out(self) -> None:
        fields = QWidget()
        flow = FlowLayout(fields, across=GAP_M, down=GAP_S, in_middle=True)
        asked: tuple[tuple[Label, FieldEditor], ...] = (
            (N_("纸张"), self.paper),
            (N_("式样"), self.variant),
            (COPIES.label, self.copies),
            (N_("打印机"), self.printer),
            (SHIFT_X.label, self.shift_x),
            (SHIFT_Y.label, self.shift_y),
        )
        for label, editor in asked:
            editor.setAccessibleName(tr(label))
            flow.addWidget(named(label, editor))
        self._shifts = [_parent(self.shift_x), _parent(self.shift_y)]
        for widget in (self._none, self.for_party, self.skips_printed):
            flow.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(GAP_S)
        row.addWidget(fields, 1)
        for button in (self._yes, self._no):
            button.setMinimumHeight(theme.current().measures.field)
            row.addWidget(button, alignment=Qt.AlignmentFlag.AlignTop)

    def _connect(self) -> None:
        self._yes.clicked.connect(self._print)
        self._no.clicked.connect(self.give_up)
        self.paper.currentIndexChanged.connect(self._on_paper)
        self.printer.currentIndexChanged.connect(self._on_printer)
        for each in (
            self.paper, self.variant, self.copies, self.printer, self.shift_x, self.shift_y,
            self.for_party, self.skips_printed,
        ):  # fmt: skip
            each.moved.connect(self._print)

    def ask(
        self, offer: Offer, then: Callable[[Wanted], None], *, has_party: bool, has_several: bool
    ) -> None:
        """Ask, with what would be taken unasked already chosen; only of several documents may some be left out."""
        self.begin()
        self._offer, self._then = offer, then
        usual, choice = offer.usual, offer.usual.choice
        self.variant.clear()
        for key in offer.variants:
            self.variant.addItem(tr(word(key)), key)
        self.variant.set_value(choice.variant)
        self.printer.clear()
        self.printer.addItem(tr(_PDF), PDF)
        for name in offer.shifts:
            self.printer.addItem(name, name)
        self._none.setVisible(not offer.shifts)
        self.copies.set_value(choice.copies)
        self.paper.set_value(choice.paper)
        self._on_paper()
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

    def _on_paper(self) -> None:
        """Propose the printer that this paper goes to; one that is gone gives way to a PDF."""
        name = self._offer.printers.get(str(self.paper.currentData()), PDF)
        self.printer.setCurrentIndex(max(self.printer.findData(name), 0))
        self._on_printer()

    def _on_printer(self) -> None:
        name = str(self.printer.currentData() or PDF)
        shift = self._offer.shifts.get(name, Shift())
        self.shift_x.set_value(shift.x)
        self.shift_y.set_value(shift.y)
        for box in self._shifts:
            box.setVisible(bool(name))

    def _print(self, _step: object = None) -> None:
        for figure in (self.copies, self.shift_x, self.shift_y):
            if not figure.commit():
                figure.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        then, printer = self._then, str(self.printer.currentData() or PDF)
        wanted = Wanted(
            Choice(str(self.paper.value()), str(self.variant.value()), _whole(self.copies.value()) or 1),
            is_for_party=bool(self.for_party.value()),
            skips_printed=bool(self.skips_printed.value()),
            printer=printer,
            shift=Shift(_whole(self.shift_x.value()), _whole(self.shift_y.value())) if printer else None,
        )
        self.give_up()
        if then is not None:
            then(wanted)


def _parent(widget: QWidget) -> QWidget:
    parent = widget.parentWidget()
    assert parent is not None
    return parent


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0
