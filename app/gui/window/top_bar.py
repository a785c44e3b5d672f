"""The top of the window: seal, tabs, search for everything, the lamp of the self-proof, who is at work."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from app.core.text import N_
from app.gui import icons, theme
from app.gui.theme import GAP_L
from app.gui.widgets.status_badge import repolish
from app.gui.window.tabs import TabSpec
from app.i18n.catalog import tr


class TopBar(QFrame):
    """Signals: tab_chosen(key), lamp_pressed. The search line is put in by the window."""

    tab_chosen = Signal(str)
    lamp_pressed = Signal()

    def __init__(self, tabs: tuple[TabSpec, ...], search: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._group = QButtonGroup(self)
        self._tabs: dict[str, QPushButton] = {}
        self._lamp = QPushButton()
        self._lamp.setProperty("role", "lamp")
        self._lamp.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._user = QLabel()
        self._user.setProperty("role", "caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, GAP_L, 0)
        row.setSpacing(4)
        row.addWidget(self._seal())
        row.addSpacing(4)
        for tab in tabs:
            row.addWidget(self._tab(tab))
        row.addStretch(1)
        row.addWidget(search)
        row.addSpacing(8)
        row.addWidget(self._lamp, alignment=Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._user)
        self._user.setContentsMargins(8, 0, 0, 0)
        self._user.hide()
        self._lamp.clicked.connect(self.lamp_pressed)
        self.say_proof(tr(N_("未核对")), "quiet")

    def _seal(self) -> QLabel:
        size = theme.current().measures.px(32)
        seal = QLabel(icons.SEAL)
        seal.setProperty("role", "seal")
        seal.setFixedSize(size, size)
        seal.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return seal

    def _tab(self, tab: TabSpec) -> QPushButton:
        button = QPushButton(tr(tab.label))
        button.setProperty("role", "tab")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(partial(self.tab_chosen.emit, tab.key))
        self._group.addButton(button)
        self._tabs[tab.key] = button
        return button

    def show_tabs(self, keys: Sequence[str]) -> None:
        """Show these tabs; they are counted as they stand."""
        for key, button in self._tabs.items():
            button.setVisible(key in keys)
            if key in keys:
                button.setToolTip(f"Ctrl+{keys.index(key) + 1}")

    def mark(self, key: str) -> None:
        """Mark the tab whose page is in front."""
        self._tabs[key].setChecked(True)

    def say_user(self, name: str) -> None:
        """Say who is at work."""
        self._user.setText(name)
        self._user.setVisible(bool(name))

    def say_proof(self, text: str, tone: str, help_text: str = "") -> None:
        """Say what the last self-proof found."""
        self._lamp.setText(f"● {text}")
        self._lamp.setToolTip(help_text)
        self._lamp.setProperty("tone", tone)
        repolish(self._lamp)

    @property
    def proof(self) -> str:
        """What the lamp says."""
        return self._lamp.text()
