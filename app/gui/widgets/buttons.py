"""Buttons from commands: the head of a page, at most one of them vermilion."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.gui.commands import Command
from app.gui.theme import GAP_S
from app.i18n.catalog import tr


def command_button(command: Command) -> QPushButton:
    """Make the button of a command: its word and its key."""
    button = QPushButton(f"{tr(command.label)} {command.shortcut}".rstrip())
    if command.primary:
        button.setProperty("role", "primary")
    button.setToolTip(tr(command.help))
    button.setAutoDefault(False)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setObjectName(command.key)
    button.clicked.connect(command.run)
    return button


class CommandButtons(QWidget):
    """A row of command buttons, rebuilt when the commands change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Command, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP_S)

    def show_commands(self, commands: Sequence[Command]) -> None:
        """Show these commands, the main one last."""
        wanted = tuple(sorted(commands, key=_is_primary))
        if wanted == self._shown:
            return
        self._shown = wanted
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for command in wanted:
            self._row.addWidget(command_button(command))


def _is_primary(command: Command) -> bool:
    return command.primary
