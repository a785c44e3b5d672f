"""The bottom line of the window: the keys that work now; a click does the same. At the right, what is going on."""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import zip_longest

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from app.core.text import N_, Label
from app.gui.commands import Command
from app.gui.theme import GAP_M, GAP_S
from app.i18n.catalog import tr

_MOST = 14
_HELP = "help"
_MORE = N_("更多键")


class _Pair(QWidget):
    """A key and its word. It is used again for the next command: to make twelve anew took 5 ms at every turn."""

    def __init__(self) -> None:
        super().__init__()
        self._run: Callable[[], None] | None = None
        self._key = QLabel()
        self._word = QPushButton()
        for part in (self._key, self._word):
            part.setProperty("role", "key")
        self._word.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._word.clicked.connect(self._act)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 4, 0)
        row.setSpacing(GAP_S)
        row.addWidget(self._key)
        row.addWidget(self._word)

    def show_command(self, command: Command | None) -> None:
        """Stand for another command; for none, hold on to no page either."""
        self._run = command.run if command is not None else None
        if command is None:
            return
        self._key.setText(command.shortcut)
        self._word.setText(tr(command.label))
        self._word.setToolTip(tr(command.help))

    def _act(self) -> None:
        if self._run is not None:
            self._run()


class KeyBar(QFrame):
    """Shows commands that have a key. Signals: slips_pressed when somebody wants to see what is not printed."""

    slips_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "foot")
        self._keys = QHBoxLayout()
        self._keys.setSpacing(GAP_S)
        self._busy = QLabel()
        self._busy.setProperty("role", "caption")
        self._slips = QPushButton()
        self._slips.setProperty("role", "key")
        self._slips.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._slips.clicked.connect(self.slips_pressed)
        self._slips.hide()
        self._station = QLabel()
        self._station.setProperty("role", "caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 16, 5)
        row.setSpacing(GAP_M)
        row.addLayout(self._keys)
        row.addStretch(1)
        row.addWidget(self._busy)
        row.addWidget(self._slips)
        row.addWidget(self._station)
        self._more = _Pair()
        self._more.hide()
        row.insertWidget(1, self._more)
        self._shown: list[tuple[str, str]] = []
        self._pairs: list[_Pair] = []
        self._may_tell_more = False
        self._help = -1
        """Which pair is the help: where the last one says the same key, it is not said twice."""

    @property
    def shown(self) -> list[tuple[str, str]]:
        """The keys and words that stand there now."""
        return self._shown

    def show_commands(self, commands: Sequence[Command]) -> None:
        """Show the keys of these commands."""
        told = [each for each in commands if each.shortcut]
        wanted = [each for each in told if each.in_bar][:_MOST]
        helps = next((each for each in told if each.key == _HELP), None)
        self._more.show_command(replace(helps, label=_MORE) if helps is not None else None)
        self._may_tell_more = helps is not None
        self._help = next((place for place, each in enumerate(wanted) if each.key == _HELP), -1)
        self._shown = [(command.shortcut, tr(command.label)) for command in wanted]
        while len(self._pairs) < len(wanted):
            pair = _Pair()
            self._pairs.append(pair)
            self._keys.addWidget(pair)
            pair.hide()  # else the layout shows it later, whether there is room or not
        for pair, command in zip_longest(self._pairs, wanted):
            pair.show_command(command)
        self._fit()

    def say_busy(self, text: str) -> None:
        """Say what takes long; empty when nothing does."""
        self._busy.setText(tr(Label(text)))
        self._fit()

    def say_slips(self, text: str) -> None:
        """Say quietly that slips wait for their printer; empty when none does."""
        self._slips.setText(text)
        self._slips.setVisible(bool(text))
        self._fit()

    @property
    def slips(self) -> str:
        """What is said of slips that wait."""
        return self._slips.text()

    def say_station(self, text: str) -> None:
        """Say which computer this is."""
        self._station.setText(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Hide the keys for which there is no room: half a key tells nothing. The last one says where they all are."""
        told = self._busy.sizeHint().width() + self._station.sizeHint().width() + 2 * GAP_M
        if not self._slips.isHidden():
            told += self._slips.sizeHint().width() + GAP_M
        room = self.width() - 32 - told
        widths = [pair.sizeHint().width() + GAP_S for pair in self._pairs[: len(self._shown)]]
        tells_more = sum(widths) > room and self._may_tell_more
        if tells_more:
            room -= self._more.sizeHint().width() + GAP_M
            widths[self._help : self._help + 1] = [0] if self._help >= 0 else []
        ends = list(itertools.accumulate(widths))
        for place, pair in enumerate(self._pairs):
            is_twice = tells_more and place == self._help
            is_seen = place < len(ends) and ends[place] <= room and not is_twice
            if pair.isHidden() == is_seen:
                pair.setVisible(is_seen)
        if self._more.isHidden() == tells_more:
            self._more.setVisible(tells_more)
