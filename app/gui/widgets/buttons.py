"""Buttons from commands: the head of a page, at most one of them vermilion."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QPushButton, QWidget

from app.gui.commands import Command
from app.gui.theme import GAP_S
from app.i18n.catalog import tr


def command_button(command: Command) -> QPushButton:
    """Make the button of a command: its word and its key."""
    button = QPushButton(_says(command))
    if command.primary:
        button.setProperty("role", "primary")
    button.setToolTip(tr(command.help))
    button.setAutoDefault(False)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setObjectName(command.key)
    button.clicked.connect(command.run)
    return button


class CommandButtons(QWidget):
    """A row of command buttons, rebuilt when the commands change; where room is short, their keys are left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Command, ...] = ()
        self._keys: tuple[str, ...] = ()
        self._widths = (0, 0)
        """With the words alone, and with the keys."""
        self._row = QHBoxLayout(self)
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP_S)

    def show_commands(self, commands: Sequence[Command]) -> None:
        """Show these commands, the main one last."""
        wanted = tuple(sorted(commands, key=_is_primary))
        keys = tuple(command.shortcut for command in wanted)
        if (wanted, keys) == (self._shown, self._keys):
            return
        self._shown, self._keys = wanted, keys
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._row.addStretch(1)
        for command in wanted:
            self._row.addWidget(command_button(command))
        self._widths = (self._measure(with_keys=False), self._measure(with_keys=True))
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(self._widths[1], self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._widths[0], self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show the keys where they have room."""
        self._measure(with_keys=self.width() >= self._widths[1])

    def _measure(self, *, with_keys: bool) -> int:
        """Put the words on the buttons, return the room they take; the row itself counts only what shows already."""
        buttons = self._buttons()
        for button, command in zip(buttons, self._shown, strict=True):
            button.setText(_says(command) if with_keys else tr(command.label))
        return sum(button.sizeHint().width() for button in buttons) + GAP_S * max(len(buttons) - 1, 0)

    def _height(self) -> int:
        return max((button.sizeHint().height() for button in self._buttons()), default=0)

    def _buttons(self) -> list[QPushButton]:
        items = (self._row.itemAt(place) for place in range(self._row.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, QPushButton)]


def _says(command: Command) -> str:
    """Return the word of a command and its key."""
    return f"{tr(command.label)} {command.shortcut}".rstrip()


def _is_primary(command: Command) -> bool:
    return command.primary
