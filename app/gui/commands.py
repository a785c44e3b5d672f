"""Commands as data: one declaration gives the button, the shortcut and the place in the key bar."""

from collections.abc import Callable, Iterable
from dataclasses import KW_ONLY, dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.core.text import EMPTY, Label
from app.gui.keymap.in_force import key_of


@dataclass(frozen=True, slots=True)
class Command:
    """Something a person can do here and now.

    Its key is that of the act it belongs to (`app.gui.keymap`). `button` puts it into the head of its page, `primary`
    makes it the one vermilion button. A `hint` is carried out by a widget itself (Enter in a list): it stands in the
    key bar and binds no key. `help` becomes the tool tip.
    """

    key: str
    label: Label
    run: Callable[[], None]
    _: KW_ONLY
    button: bool = False
    primary: bool = False
    hint: bool = False
    in_bar: bool = True
    icon: str = ""
    help: Label = EMPTY

    @property
    def shortcut(self) -> str:
        """Its key now, as Qt writes it (``F9``, ``Ctrl+Del``); empty for one that has none."""
        return key_of(self.key)


def bind(widget: QWidget, commands: Iterable[Command]) -> list[QShortcut]:
    """Give the commands their keys inside `widget`; the caller owns the shortcuts and drops them with `unbind`."""
    bound = []
    for command in commands:
        if command.shortcut and not command.hint:
            shortcut = QShortcut(QKeySequence(command.shortcut), widget)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(command.run)
            bound.append(shortcut)
    return bound


def unbind(shortcuts: Iterable[QShortcut]) -> None:
    """Take the keys back."""
    for shortcut in shortcuts:
        shortcut.setEnabled(False)
        shortcut.deleteLater()
