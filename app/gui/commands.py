"""Commands as data: one declaration gives the button, the shortcut and the place in the key bar."""

from collections.abc import Callable, Iterable
from dataclasses import KW_ONLY, dataclass
from functools import partial

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


class Shortcuts:
    """The keys of a window. What they do follows the page in front; a key that stays is not made anew."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._keys: dict[str, QShortcut] = {}
        self._does: dict[str, Callable[[], None]] = {}

    def bind(self, commands: Iterable[Command]) -> None:
        """Give the commands their keys, in place of those before; of two that have one key it is the first."""
        self._does = {}
        for command in commands:
            if command.shortcut and not command.hint:
                self._does.setdefault(command.shortcut, command.run)
        for key in self._keys.keys() - self._does.keys():
            gone = self._keys.pop(key)
            gone.setEnabled(False)
            gone.deleteLater()
        for key in self._does:
            if key not in self._keys:
                self._keys[key] = self._make(key)

    def _make(self, key: str) -> QShortcut:
        shortcut = QShortcut(QKeySequence(key), self._widget)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(partial(self._run, key))
        return shortcut

    def _run(self, key: str) -> None:
        self._does[key]()
