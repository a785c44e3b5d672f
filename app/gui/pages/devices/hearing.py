"""An examination of the doctor for the window: what it tells on its thread is brought to the GUI thread.

The port belongs to the examination while it lasts; a device that is set up there gets it back afterwards.
"""

import contextlib
from collections import deque
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal

from app.devices.doctor.examination import Examination, Told
from app.devices.doctor.proposals import Proposal
from app.devices.transports.opening import open_port
from app.gui import devices


class Hearing(QObject):
    """Hears one port at a time. Signals: told(what the examination says)."""

    told = Signal(object)
    _woken = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._examination: Examination | None = None
        self._number = 0
        """Of the examination; what an earlier one still tells is for nobody."""
        self._inbox: deque[tuple[int, Told]] = deque()
        self._woken.connect(self._on_woken, Qt.ConnectionType.QueuedConnection)

    def begin(self, port: str) -> None:
        """Examine a port."""
        self.stop()
        devices.here().lend(port)
        tell = partial(self._hear, self._number)
        self._examination = Examination(partial(open_port, port), tell, has_speed="://" not in port)
        self._examination.start()

    def stop(self) -> None:
        """Let the port go; waits for nobody."""
        self._number += 1
        examination, self._examination = self._examination, None
        if examination is not None:
            examination.stop()
            devices.here().lend("")

    def watch(self, proposal: Proposal) -> None:
        """Go on hearing the way of this proposal."""
        if self._examination is not None:
            self._examination.watch(proposal)

    def _hear(self, number: int, told: Told) -> None:
        """Take in what an examination says; called on its thread."""
        self._inbox.append((number, told))
        with contextlib.suppress(RuntimeError):  # the page has gone, and this object with it
            self._woken.emit()

    def _on_woken(self) -> None:
        while self._inbox:
            number, told = self._inbox.popleft()
            if number == self._number:
                self.told.emit(told)
