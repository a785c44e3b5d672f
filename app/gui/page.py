"""Page: what the window puts in its middle: a head with title, state and buttons, one line for notices, the body."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.gui.commands import Command
from app.gui.errors import Notice
from app.gui.theme import GAP_M
from app.gui.widgets.banner import Banner
from app.gui.widgets.buttons import CommandButtons
from app.gui.widgets.page_head import PageHead
from app.gui.widgets.status_badge import StatusBadge


class Page(QWidget):
    """One page. A subclass fills `body`, says its `commands` and how it reloads.

    `shows` names the kinds of thing it shows; a write that touches one of them makes the window call `reload`, at once
    if the page is in front, else when it comes to the front. Call `commands_changed.emit()` whenever `commands()`
    would answer differently, `set_title` whenever the title changes. `topic` names its page of the manual, where that
    is not the one of its place in the lists. One that `takes_scans` is given every code that a serial scanner reads.

    Signals: commands_changed, title_changed(str), left when Esc found nothing else to do.
    """

    shows: frozenset[str] = frozenset()
    topic: str = ""
    takes_scans: bool = False
    commands_changed = Signal()
    title_changed = Signal(str)
    left = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title_label = QLabel(title)
        self._title_label.setProperty("role", "title")
        self.badge = StatusBadge()
        self._buttons = CommandButtons()
        self.top = PageHead(self._title_label, self.badge, self._buttons)
        self.head = self.top.about
        self.banner = Banner()
        self.body = QVBoxLayout()
        self.body.setSpacing(GAP_M)
        self._lay_out_page()
        self.commands_changed.connect(self._rebuild_buttons)

    def _lay_out_page(self) -> None:
        self._title_label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 14, 18, 12)
        whole.setSpacing(GAP_M)
        whole.addWidget(self.top)
        whole.addWidget(self.banner)
        whole.addLayout(self.body, 1)

    @property
    def title(self) -> str:
        """What the head says, and the tab of the page."""
        return self._title_label.text()

    def set_title(self, title: str) -> None:
        """Change the head and tell the window."""
        if title != self._title_label.text():
            self._title_label.setText(title)
            self.title_changed.emit(title)

    def show_notice(self, notice: Notice) -> None:
        """Show one line below the head, in place of the one before."""
        self.banner.show_notice(notice)

    def clear_notice(self) -> None:
        """Take the line away."""
        self.banner.clear()

    def commands(self) -> tuple[Command, ...]:
        """What can be done here now."""
        return ()

    def reload(self) -> None:
        """Read again what the page shows; what a person is typing stays."""

    def focus_first(self) -> None:
        """Put the cursor where work begins; called when the page comes to the front for the first time."""
        self.setFocus()

    def holds(self, uid: str) -> bool:
        """Say whether this page is open on the document or record of that uid."""
        return False

    def on_scanned(self, code: str) -> None:
        """Do what a code asks for; called where the page `takes_scans`."""

    def may_close(self) -> bool:
        """Say whether the page may go now; a page with unsaved work answers no and asks in its banner."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that no part of the page wanted takes the notice away, then leaves the page."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.banner.text:
            self.clear_notice()
        else:
            self.left.emit()

    def _rebuild_buttons(self) -> None:
        self._buttons.show_commands([command for command in self.commands() if command.button])
