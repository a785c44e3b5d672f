"""A label that no scanner reads, keyed part by part, with the reason: Enter goes on, in the last part it is done."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from app.core.text import N_, Label
from app.gui import theme
from app.gui.editors.strip import Strip, named
from app.gui.theme import GAP_M, GAP_S
from app.gui.widgets.flow_layout import FlowLayout
from app.gui.widgets.input_line import ENTERS
from app.i18n.catalog import tr
from app.services.documents.labelled import Keyed

PARTS: Final[tuple[tuple[str, Label, int], ...]] = (
    ("item", N_("商品编码或条码"), 132),
    ("batch", N_("批号"), 100),
    ("serial", N_("序列号"), 100),
    ("order", N_("订单号"), 132),
    ("reason", N_("为什么手输"), 132),
)
"""Key, label and width; what has no room in the row stands in the next one."""


class LabelStrip(Strip):
    """Hidden until a label is keyed; `take` is given what was keyed and says whether it was taken."""

    def __init__(self, take: Callable[[Keyed], bool], parent: QWidget | None = None) -> None:
        super().__init__("calm", parent)
        self._take = take
        self.lines = {key: QLineEdit() for key, _, _ in PARTS}
        measures = theme.current().measures
        fields = QWidget()
        flow = FlowLayout(fields, across=GAP_M, down=GAP_S, in_middle=True)
        for key, label, width in PARTS:
            line = self.lines[key]
            line.setMaxLength(200)
            line.setFixedWidth(measures.px(width))
            line.setAccessibleName(tr(label))
            line.returnPressed.connect(self._on_enter)
            flow.addWidget(named(label, line))
        self._no = QPushButton(tr(N_("不了")) + " Esc")
        self._no.setMinimumHeight(measures.field)
        self._no.clicked.connect(self.give_up)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(GAP_S)
        row.addWidget(fields, 1)
        row.addWidget(self._no, alignment=Qt.AlignmentFlag.AlignTop)
        self.hide()

    def open(self, item: str) -> None:
        """Begin with an item, where the cursor stands on one; the reason of the last label stays."""
        self.begin()
        for key, line in self.lines.items():
            if key != "reason":
                line.setText(item if key == "item" else "")
        self.show()
        self.focus("batch" if item else "item")

    def focus(self, key: str) -> None:
        """Go to a part."""
        line = self.lines.get(key, self.lines["item"])
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        line.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up; Enter went on and goes no further."""
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
        elif event.key() not in ENTERS:
            super().keyPressEvent(event)

    def _on_enter(self) -> None:
        keys = [*self.lines]
        place = next((place for place, key in enumerate(keys) if self.lines[key].hasFocus()), len(keys) - 1)
        if place + 1 < len(keys):
            self.focus(keys[place + 1])
        elif self._take(Keyed(**{key: line.text().strip() for key, line in self.lines.items()})):
            self.give_up()
