"""A page whose list an aid can take the place of for a while."""

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.devices.setup import DeviceSetup
from app.gui.errors import Notice
from app.gui.page import Page
from app.gui.pages.devices.aid import Aid


class AidedPage(Page):
    """Shows one aid at a time; Esc goes back in it, then leaves it."""

    own_topic: ClassVar[str] = ""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.aid: Aid | None = None
        self.topic = self.own_topic

    def on_aid(self) -> None:
        """Show or hide what is the page's own: an aid came or went."""

    def on_found(self, setup: DeviceSetup) -> None:
        """Take the device that an aid has found; it is gone by now."""

    def open_aid(self, aid: Aid) -> None:
        """Let an aid take the place of the list."""
        self.clear_notice()
        self.aid, self.topic = aid, aid.topic
        aid.commands_changed.connect(self.commands_changed)
        aid.noticed.connect(self._on_noticed)
        aid.saved.connect(self._on_saved)
        self.on_aid()
        self.body.addWidget(aid, 1)
        self.commands_changed.emit()
        aid.focus_first()

    def leave_aid(self) -> None:
        """Put the aid away."""
        aid, self.aid = self.aid, None
        self.topic = self.own_topic
        if aid is not None:
            aid.stop()
            self.body.removeWidget(aid)
            aid.hide()
            aid.deleteLater()
        self.clear_notice()
        self.on_aid()
        self.reload()
        self.focus_first()

    def on_scanned(self, code: str) -> None:
        """A scan is only looked at here."""
        if self.aid is not None:
            self.aid.on_scanned(code)

    def _on_noticed(self, notice: Notice | None) -> None:
        if notice is None:
            self.clear_notice()
        else:
            self.show_notice(notice)

    def _on_saved(self, setup: DeviceSetup) -> None:
        self.leave_aid()
        self.on_found(setup)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back in the aid, then leaves it."""
        if event.key() != Qt.Key.Key_Escape or self.aid is None:
            super().keyPressEvent(event)
        elif not self.aid.back():
            self.leave_aid()
