"""Buttons from commands: the head of a page, at most one of them vermilion."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QPushButton, QWidget

from app.gui.commands import Command
from app.gui.theme import GAP_S
from app.i18n.catalog import tr


class CommandButton(QPushButton):
    """The button of a command, its word and its key; one after the other may stand on it."""

    def __init__(self, command: Command) -> None:
        super().__init__()
        if command.primary:
            self.setProperty("role", "primary")
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._run)
        self.show_command(command)

    def show_command(self, command: Command) -> None:
        """Stand for a command, in place of the one before."""
        self.command = command
        self.setText(_says(command))
        self.setToolTip(tr(command.help))
        self.setObjectName(command.key)

    def _run(self) -> None:
        self.command.run()


class CommandButtons(QWidget):
    """A row of command buttons, changed when the commands change; where room is short, their keys are left out."""

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
        self._row.addStretch(1)

    def show_commands(self, commands: Sequence[Command]) -> None:
        """Show these commands, the main one last."""
        wanted = tuple(sorted(commands, key=_is_primary))
        keys = tuple(command.shortcut for command in wanted)
        if (wanted, keys) == (self._shown, self._keys):
            return
        self._shown, self._keys = wanted, keys
        self._stand(wanted)
        self._widths = (self._measure(with_keys=False), self._measure(with_keys=True))
        self.updateGeometry()
        self._fit()

    def _stand(self, wanted: Sequence[Command]) -> None:
        """Put buttons there; one that stays takes the next command: to make one, with its looks, takes 0.3 ms."""
        buttons = self._buttons()
        for place, command in enumerate(wanted):
            stays = place < len(buttons) and buttons[place].command.primary == command.primary
            if stays and not (buttons[place].hasFocus() and buttons[place].command.key != command.key):
                buttons[place].show_command(command)
                continue
            for button in buttons[place:]:
                self._drop(button)
            del buttons[place:]
            self._row.addWidget(CommandButton(command))
        for button in buttons[len(wanted) :]:
            self._drop(button)

    def _drop(self, button: CommandButton) -> None:
        self._row.removeWidget(button)
        button.hide()
        button.deleteLater()

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

    def _buttons(self) -> list[CommandButton]:
        items = (self._row.itemAt(place) for place in range(self._row.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, CommandButton)]


def _says(command: Command) -> str:
    """Return the word of a command and its key."""
    return f"{tr(command.label)} {command.shortcut}".rstrip()


def _is_primary(command: Command) -> bool:
    return command.primary
