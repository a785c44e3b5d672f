"""Labels on their way to a printer: piece after piece, each when the one before has ended.

go ──▶ piece 1 ──printed──▶ piece 2 … ──▶ ended
         └─ the printer is off, stop was asked: ended, and `go` goes on with the piece that was not taken
"""

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from app.gui import devices
from app.services.labels.making import Ready
from app.services.printing.slip_queue import reason_of

if TYPE_CHECKING:
    from app.devices.printers.printer import NotReady, Sent
    from app.devices.transports.transport import Unplugged

GONE: Final = "unplugged"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run came to a stop: why (empty: all was sent), and how many of the last piece may be on labels or not."""

    reason: str = ""
    unsure: int = 0
    is_stopped: bool = False
    is_confirmed: bool = True


class LabelRun(QObject):
    """One run to one printer. Signals: moved(done, whole) after each piece, ended(Outcome)."""

    moved = Signal(int, int)
    ended = Signal(object)

    def __init__(self, printer: str, ready: Ready, parent: QObject) -> None:
        super().__init__(parent)
        self.printer = printer
        self.ready = ready
        self.done = 0
        """Labels that were sent."""
        self.is_on = False
        self._place = 0
        self._name = uuid.uuid4().hex
        self._wants_stop = False
        self._is_confirmed = True
        self._devices = devices.here()
        self._setup = next((each for each in self._devices.setups if each.key == printer), None)

    @property
    def left(self) -> int:
        """How many labels were not sent."""
        return self.ready.labels - self.done

    def go(self) -> None:
        """Begin, or go on with what was not taken."""
        self.is_on, self._wants_stop = True, False
        self._devices.printed.connect(self._on_printed)
        self._devices.changed.connect(self._on_changed)
        self._send()

    def stop(self) -> None:
        """Send nothing more after the piece that is on its way."""
        self._wants_stop = True

    def skip(self) -> None:
        """Take a piece of which nobody knows for printed: a person has looked."""
        self._take()

    def _send(self) -> None:
        if self._place == len(self.ready.pieces):
            self._end(Outcome(is_confirmed=self._is_confirmed))
        elif self._wants_stop:
            self._end(Outcome(is_stopped=True))
        elif not self._devices.write(self.printer, self._job, self.ready.pieces[self._place].data):
            self._end(Outcome(GONE))

    @property
    def _job(self) -> str:
        return f"labels-{self._name}/{self._place}"

    def _on_printed(self, job: str, result: "Sent | NotReady | Unplugged") -> None:
        if job != self._job:
            return
        from app.devices.printers.printer import CutOff, Sent  # noqa: PLC0415 - loaded by now: a printer spoke

        reason = reason_of(result)
        piece = self.ready.pieces[self._place]
        match result:
            case Sent(is_confirmed=True):
                self._take()
            case Sent() if reason == "unconfirmed":
                self._is_confirmed = False
                self._take()
            case Sent() | CutOff():
                self._end(Outcome(reason, unsure=piece.labels))
                return
            case _:
                self._end(Outcome(reason))
                return
        self._send()

    def _take(self) -> None:
        self.done += self.ready.pieces[self._place].labels
        self._place += 1
        self.moved.emit(self.done, self.ready.labels)

    def _on_changed(self) -> None:
        """A printer that was removed or set anew tells nothing more of what it was given."""
        if self._setup not in self._devices.setups:
            self._end(Outcome(GONE, unsure=self.ready.pieces[self._place].labels))

    def _end(self, outcome: Outcome) -> None:
        if self.is_on:
            self.is_on = False
            self._devices.printed.disconnect(self._on_printed)
            self._devices.changed.disconnect(self._on_changed)
            self.ended.emit(outcome)
