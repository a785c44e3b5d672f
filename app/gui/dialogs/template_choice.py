"""The line of business of a new firm: one of a few templates, each with what it brings, chosen with the arrow keys."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QRadioButton, QWidget

from app.core.text import N_
from app.domain.modules.templates import STANDARD, TEMPLATES
from app.gui.theme import GAP_M, GAP_S
from app.gui.widgets.card import caption, name_of
from app.i18n.catalog import tr


class TemplateChoice(QFrame):
    """Signals: done when Enter ends the choice."""

    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, QRadioButton] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP_M)
        grid.setVerticalSpacing(GAP_S)
        grid.addWidget(
            name_of(tr(N_("行业模板：决定一开始看到什么，以后在“设置 → 模块”里随时改"))), 0, 0, 1, 2
        )
        for row, template in enumerate(TEMPLATES, start=1):
            button = QRadioButton(tr(template.label))
            button.setObjectName(f"template.{template.key}")
            button.setAccessibleDescription(tr(template.help))
            button.installEventFilter(self)
            self._buttons[template.key] = button
            grid.addWidget(button, row, 0)
            grid.addWidget(caption(tr(template.help)), row, 1)
        grid.setColumnStretch(1, 1)
        self._buttons[STANDARD.key].setChecked(True)

    def value(self) -> str:
        """Return the key of the template that is chosen."""
        return next(key for key, button in self._buttons.items() if button.isChecked())

    def take_cursor(self) -> None:
        """Let the keys choose."""
        self._buttons[self.value()].setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.done.emit()
            return True
        return super().eventFilter(watched, event)
