"""What can take the place of the list for a while: the doctor, the test of scanners."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.gui.commands import Command
from app.gui.errors import Notice


class Aid(QWidget):
    """Shows itself instead of the list until it is left.

    Signals: commands_changed; noticed(Notice | None) for the line of the page; saved(DeviceSetup) when it ends well.
    """

    topic = "devices"
    """Its page of the manual."""
    commands_changed = Signal()
    noticed = Signal(object)
    saved = Signal(object)

    def commands(self) -> tuple[Command, ...]:
        """What can be done in it now."""
        return ()

    def focus_first(self) -> None:
        """Put the cursor where work begins."""

    def on_scanned(self, code: str) -> None:
        """Take what a serial scanner read."""

    def back(self) -> bool:
        """Go one step back; False where there is none, and it is left."""
        return False

    def stop(self) -> None:
        """Let go of everything: it is out of sight."""

    def say(self, text: str, tone: str = "calm") -> None:
        """Say something in the line of the page."""
        self.noticed.emit(Notice(text, tone) if text else None)
