"""Slips on their way to the receipt printer of this computer: the window's side of `services.printing.slip_queue`.

    posted ─▶ look ─▶ (a reader's thread: takes back what died, begins the next job, makes its slip) ─▶ Devices.write
               ▲                                                                                            │
               └──────────── Write: slip_queue.ended ◀──────────────── Devices.printed ◀────────────────────┘

Of all programs of this computer that have a firm open one prints its slips: who holds the lock. The others put their
slips into the queue, and one of them goes on when that one ends. A printer that has not told the end of what it was
given gets nothing more, however long that takes. Nothing of the queue is loaded on a computer without a printer.
"""

import hashlib
import time
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEventLoop, QLockFile, QObject, QTimer, Signal

from app.core.changes import Changes
from app.core.errors import Problem
from app.core.text import N_, Label, Message
from app.gui import devices, errors, preferences, refresh
from app.gui.errors import Notice
from app.gui.operations import Read, Write
from app.i18n.catalog import fill
from app.services.firm import Firm

if TYPE_CHECKING:
    from app.devices.printers.printer import NotReady, Sent
    from app.devices.printers.profile import PrinterProfile
    from app.devices.setup import DeviceSetup
    from app.devices.transports.transport import Unplugged
    from app.domain.printing.jobs import Job
    from app.services.printing.slip_queue import Attempt, Listed

CHANGED: Final = "print_job"
_PRINTER: Final = "receipt_printer"
_LOOK_EVERY_MS: Final = 3_000
"""So often the queue is looked at unasked: another window may have added to it, or the lock may be free."""
_LOOK_AGAIN_MS: Final = 50
_SLOW_MS: Final = 8_000
"""A printer that has told no end for so long is told of."""
_PATIENCE_S: Final = 4.0
"""So long the end of the program waits for what is being printed."""
_NO_ANSWER: Final = N_("打印机没有反应")
_NO_PRINTER: Final = N_("没有这台打印机")


@dataclass(frozen=True, slots=True)
class _Look:
    """What a look at the queue found: the job that begins, why one could not, and all that wait.

    `wakes_at` is when the turn of the next one comes of those that this program may print.
    """

    jobs: "list[Job]"
    now: int
    wakes_at: int | None
    attempt: "Attempt | None" = None
    problem: Problem | None = None


class SlipPrinting(QObject):
    """Prints the slips of one firm. Signals: told(Notice); changed() when what waits, or the printer, is another one.

    One that is not `is_real` prints nothing: whoever practises needs no paper.
    """

    told = Signal(object)
    changed = Signal()

    def __init__(self, firm: Firm, parent: QObject | None = None, *, is_real: bool = True) -> None:
        super().__init__(parent)
        self._firm = firm
        self._devices = devices.here()
        self.is_real = is_real
        self._lock: QLockFile | None = None
        self._has_recovered = False
        self._is_looking = False
        self._looks_again = False
        self._is_retired = False
        self._has_no_window = False
        self._on_way: dict[str, str] = {}
        """Names of what printers have been given, and to which."""
        self._pulses: set[str] = set()
        self._jobs: list[Job] = []
        self._now = 0
        self._says = ""
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look)
        if is_real:
            self._devices.printed.connect(self._on_printed)
            self._devices.changed.connect(self._on_devices)
            refresh.hub().changed.connect(self._on_changed)
            self.look()

    # What there is

    @property
    def printer(self) -> "DeviceSetup | None":
        """The printer that slips go to: the first one in use."""
        return self._devices.first(_PRINTER) if self.is_real else None

    @property
    def profile(self) -> "PrinterProfile | None":
        """How that printer is."""
        return _profile(self.printer)

    @property
    def unasked(self) -> str:
        """The printer that slips go to with posting; empty without one that does so."""
        printer, profile = self.printer, self.profile
        return printer.key if printer is not None and profile is not None and profile.prints_by_itself else ""

    @property
    def has_drawer(self) -> bool:
        """Say whether a drawer hangs on the printer."""
        profile = self.profile
        return profile is not None and profile.drawer_pin > 0

    @property
    def says(self) -> str:
        """What is worth telling quietly: slips that wait, and why; empty when all is well."""
        return self._says

    def _printers(self) -> "dict[str, PrinterProfile]":
        found = ((setup.key, _profile(setup)) for setup in self._devices.setups if setup.kind == _PRINTER)
        in_use = {setup.key for setup in self._devices.setups if setup.is_on}
        return {key: profile for key, profile in found if profile is not None and key in in_use}

    # The queue

    def look(self) -> None:
        """Begin what is due, soon; a look that is under way looks once more."""
        if not self.is_real or self._is_retired:
            return
        printers = self._printers()
        if not printers and not self._jobs:
            self._say()
            return
        if self._is_looking:
            self._looks_again = True
            return
        self._is_looking = True
        leads = self._leads()
        busy = set(self._on_way.values())
        free = {key: profile for key, profile in printers.items() if leads and key not in busy}
        recovers = tuple(printers) if leads and not self._has_recovered and not busy else ()
        # Not a Write: its own writes are short and take their turn, but a slip that is being drawn on the writer's
        # thread would hold up the next sale.
        Read(self, partial(_look, self._firm, free, recovers)).then(
            partial(self._on_looked, has_recovered=bool(recovers))
        ).afterwards(self._on_look_ended).run()

    def _on_looked(self, look: _Look, *, has_recovered: bool) -> None:
        self._has_recovered = self._has_recovered or has_recovered
        self._jobs, self._now = look.jobs, look.now
        if look.problem is not None:
            says = N_("小票没有打成：{why}")
            self.told.emit(Notice(fill(Message.of(says, why=errors.words(look.problem))), "warn"))
        attempt = look.attempt
        if attempt is not None:
            self._send(attempt)
        if attempt is not None or look.problem is not None:
            self._looks_again = True
            refresh.announce(Changes.of(CHANGED))
        wait = _LOOK_EVERY_MS if look.wakes_at is None else look.wakes_at - look.now
        if not self._is_retired:
            self._timer.start(min(max(wait, _LOOK_AGAIN_MS), _LOOK_EVERY_MS))
        self._say()

    def _on_look_ended(self) -> None:
        self._is_looking = False
        again, self._looks_again = self._looks_again, False
        if self._is_retired:
            self._end_if_retired()
            return
        if not self._timer.isActive():
            self._timer.start(_LOOK_EVERY_MS)  # the look failed, and was told of
        if again:
            self.look()

    def _send(self, attempt: "Attempt") -> None:
        from app.devices.transports.transport import Unplugged  # noqa: PLC0415 - there is a printer

        if attempt.slip.replaced:
            letters = " ".join(attempt.slip.replaced)
            says = Message.of(N_("打印机没有这些字，打成了 □：{letters}"), letters=letters)
            self.told.emit(Notice(fill(says), "warn"))
        self._on_way[attempt.name] = attempt.printer
        if not self._devices.write(attempt.printer, attempt.name, attempt.slip.data):
            self._on_printed(attempt.name, Unplugged(attempt.printer))

    def _on_printed(self, name: str, result: "Sent | NotReady | Unplugged") -> None:
        if name in self._pulses:
            self._pulses.discard(name)
            self._on_pulse(result)
        elif self._on_way.pop(name, None) is not None:
            Write(self, partial(_ended, self._firm, name, result)).then(self._on_ended).afterwards(
                self.look
            ).run()
            self._end_if_retired()

    def _on_ended(self, ended: "tuple[Changes, Listed | None]") -> None:
        """Ask for a look at the paper where nobody knows what is on it, and it is not tried again."""
        _, listed = ended
        if listed is not None and listed.job.state == "unknown" and listed.job.doubts:
            says = N_("{number} 的小票打了几次都没有回音，请看一眼打出来没有")
            self.told.emit(Notice(fill(Message.of(says, number=listed.number)), "warn"))

    def _on_devices(self) -> None:
        self.look()
        self.changed.emit()

    def _on_changed(self, changes: Changes) -> None:
        if CHANGED in changes.kinds and not self._is_looking:
            self.look()

    def _leads(self) -> bool:
        """Say whether this program prints the slips of the firm; the lock of one that died counts for nothing."""
        if self._lock is None:
            name = hashlib.sha256(str(Path(self._firm.path).resolve()).encode()).hexdigest()[:16]
            path = preferences.devices_path().with_name(f"slips-{name}.lock")
            path.parent.mkdir(parents=True, exist_ok=True)
            self._lock = QLockFile(str(path))
            self._lock.setStaleLockTime(0)
        if self._lock.isLocked() or self._lock.tryLock(0):
            return True
        # Where no lock can be written there are hardly two windows; better a slip than none.
        return self._lock.error() != QLockFile.LockError.LockFailedError

    # What is told of it

    def _say(self) -> None:
        says = self._waiting()
        if says != self._says:
            self._says = says
            self.changed.emit()

    def _waiting(self) -> str:
        """Say that slips wait, and why; a slip that is being printed is nothing to tell."""
        why = next((why for job in self._jobs if (why := self._why(job)) is not None), None)
        if why is None:
            return ""
        if len(self._jobs) == 1:
            return fill(Message.of(N_("小票还没打印：{reason}"), reason=Message.of(why)))
        says = N_("{count} 张小票还没打印：{reason}")
        return fill(Message.of(says, count=len(self._jobs), reason=Message.of(why)))

    def _why(self, job: "Job") -> Label | None:
        from app.services.printing.slip_queue import REASONS  # noqa: PLC0415 - there is a job

        if job.printer not in self._printers():
            return _NO_PRINTER
        if job.state == "sending":
            return _NO_ANSWER if self._now - job.begun_at > _SLOW_MS else None
        return REASONS.get(job.reason)

    # The drawer

    def open_drawer(self) -> None:
        """Send the pulse that opens the drawer; whoever asks has noted why."""
        from app.devices.printers import escpos  # noqa: PLC0415 - there is a printer
        from app.devices.transports.transport import Unplugged  # noqa: PLC0415 - see above

        printer, profile = self.printer, self.profile
        if printer is None or profile is None:
            return
        name = f"drawer/{uuid.uuid4().hex}"
        self._pulses.add(name)
        if not self._devices.write(printer.key, name, escpos.drawer(profile.drawer_pin)):
            self._on_printed(name, Unplugged(printer.name))

    def _on_pulse(self, result: "Sent | NotReady | Unplugged") -> None:
        from app.devices.printers.printer import Sent  # noqa: PLC0415 - there is a printer
        from app.services.printing.slip_queue import REASONS, reason_of  # noqa: PLC0415 - see above

        if not isinstance(result, Sent):
            says = N_("钱箱没有打开：{reason}")
            reason = Message.of(REASONS[reason_of(result)])
            self.told.emit(Notice(fill(Message.of(says, reason=reason)), "warn"))

    # The end

    def retire(self) -> None:
        """Print no more: the window is gone. What is on its way still tells its end, then this object goes, too."""
        self._is_retired = self._has_no_window = True
        self._timer.stop()
        self.setParent(QCoreApplication.instance())
        self._end_if_retired()

    def finish(self) -> None:
        """Let what is being printed end, for a moment, before the program does; then let another one print."""
        self._is_retired = True  # nothing more begins
        self._timer.stop()
        until = time.monotonic() + _PATIENCE_S
        while (self._on_way or self._is_looking) and time.monotonic() < until:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        self._unlock()

    def _end_if_retired(self) -> None:
        """Go, once the last end is told; one that has a window goes with it."""
        if self._is_retired and not self._on_way and not self._is_looking and self._has_no_window:
            self._unlock()
            self.deleteLater()

    def _unlock(self) -> None:
        if self._lock is not None:
            self._lock.unlock()


def _profile(setup: "DeviceSetup | None") -> "PrinterProfile | None":
    if setup is None:
        return None
    from app.devices.printers.profile import PrinterProfile  # noqa: PLC0415 - there is a printer

    return setup.options if isinstance(setup.options, PrinterProfile) else PrinterProfile()


def _look(firm: Firm, printers: "Mapping[str, PrinterProfile]", recovers: Collection[str]) -> _Look:
    """Take back what died, begin the next job and make its slip."""
    from app.domain.printing.jobs import wakes_at  # noqa: PLC0415 - there is a printer
    from app.services.printing import slip_queue  # noqa: PLC0415 - see above

    if recovers:
        slip_queue.recover(firm, recovers)
    attempt, problem = None, None
    job = slip_queue.next_job(firm, printers) if printers else None
    if job is not None:
        try:
            attempt = slip_queue.begun(firm, job.uid, printers[job.printer])
        except Problem as found:
            problem = found
    left = slip_queue.unfinished(firm)
    ours = [each for each in left if each.printer in printers]
    return _Look(left, firm.clock.now_ms(), wakes_at(ours), attempt, problem)


def _ended(firm: Firm, name: str, result: "Sent | NotReady | Unplugged") -> "tuple[Changes, Listed | None]":
    from app.services.printing import slip_queue  # noqa: PLC0415 - there is a printer

    changes = slip_queue.ended(firm, name, result)
    return changes, slip_queue.listed(firm, name.partition("/")[0])
