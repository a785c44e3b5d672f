"""The devices of this computer in the window: what they tell on their threads is brought to the GUI thread here.

    begin ─▶ devices.json ─▶ Attendant (own thread) ─▶ Event ─▶ inbox ─▶ one queued signal ─▶ Standing ─▶ told, scanned

However much a device talks, one wake-up is on its way at a time. Nothing of `app.devices` is loaded on a computer that
has none: the file is looked at after the first page is painted.
"""

import contextlib
import time
from collections import deque
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from shiboken6 import isValid

from app.gui import preferences
from app.gui.operations import Read

if TYPE_CHECKING:
    from app.devices.attendant import Attendant
    from app.devices.desk import Event
    from app.devices.setup import DeviceSetup
    from app.devices.standing import Standing


class Devices(QObject):
    """Signals: told(key) when a device said something; scanned(code); changed() when there are other devices.

    printed(job, result) when a printer or display ended what it was given (`app.devices.desk.Printing`).
    """

    told = Signal(str)
    scanned = Signal(str)
    printed = Signal(str, object)
    changed = Signal()
    _woken = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setups: tuple[DeviceSetup, ...] = ()
        self.standings: dict[str, Standing] = {}
        self.is_unreadable = False
        """The file could not be understood, and was laid aside."""
        self._attendant: Attendant | None = None
        self._inbox: deque[Event] = deque()
        self._is_waking = False
        self._has_begun = False
        self._woken.connect(self._on_woken, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """Run the devices that this computer remembers; once is enough."""
        if self._has_begun:
            return
        self._has_begun = True
        if preferences.devices_path().exists():
            Read(self, _load).then(self._on_loaded).run()

    def _on_loaded(self, setups: "Sequence[DeviceSetup] | None") -> None:
        self.is_unreadable = setups is None
        self._run(setups or ())

    def use(self, setups: "Sequence[DeviceSetup]") -> None:
        """Remember exactly these devices, and run them."""
        from app.devices import attendant  # noqa: PLC0415 - see above

        self._has_begun = True
        attendant.keep(preferences.devices_path(), setups)
        self._run(setups)

    def _run(self, setups: "Sequence[DeviceSetup]") -> None:
        from app.devices.attendant import Attendant  # noqa: PLC0415 - see above
        from app.devices.standing import Standing  # noqa: PLC0415 - see above

        before = {setup.key: setup for setup in self.setups}
        self.setups = tuple(setups)
        kept = self.standings
        self.standings = {
            setup.key: kept[setup.key] if before.get(setup.key) == setup else Standing(setup.name)
            for setup in setups
        }
        if self._attendant is None and setups:
            self._attendant = Attendant(self._hear)
        if self._attendant is not None:
            self._attendant.apply(self.setups)
        self.changed.emit()

    def end(self) -> None:
        """Let all devices go; one that hangs is left behind."""
        attendant, self._attendant = self._attendant, None
        if attendant is not None:
            attendant.close()
        self._inbox.clear()
        self.setups, self.standings, self._has_begun = (), {}, False

    def write(self, key: str, job: str, data: bytes) -> bool:
        """Hand bytes to a printer or display; its end is told as `printed`. False when it does not run."""
        return self._attendant is not None and self._attendant.desk.write(key, job, data)

    def first(self, kind: str) -> "DeviceSetup | None":
        """Return the first device of a sort that is in use."""
        return next((setup for setup in self.setups if setup.kind == kind and setup.is_on), None)

    @property
    def scale(self) -> "Standing | None":
        """The scale that weights come from: the first one in use."""
        keys = (setup.key for setup in self.setups if setup.kind == "scale" and setup.is_on)
        key = next(keys, None)
        return self.standings.get(key) if key is not None else None

    # What they tell

    def _hear(self, event: "Event") -> None:
        """Take in what a device said; called on its thread."""
        self._inbox.append(event)
        if not self._is_waking:
            self._is_waking = True
            with contextlib.suppress(RuntimeError):  # the program has ended, and this object with it
                self._woken.emit()

    def _on_woken(self) -> None:
        from app.devices.desk import Printing  # noqa: PLC0415 - loaded by now: a device has spoken

        self._is_waking = False
        told: dict[str, None] = {}
        scans: list[str] = []
        ends: list[Printing] = []
        while self._inbox:
            event = self._inbox.popleft()
            if isinstance(event.said, Printing):
                ends.append(event.said)  # whatever became of the printer: somebody waits for it
            if event.setup not in self.setups:
                continue  # it was removed or set anew meanwhile
            self.standings[event.device].hear(event.said)
            told[event.device] = None
            if isinstance(event.said, str):
                scans.append(event.said)
        for key in told:
            self.told.emit(key)
        for code in scans:
            self.scanned.emit(code)
        for end in ends:
            self.printed.emit(end.job, end.result)


def _load() -> "Sequence[DeviceSetup] | None":
    from app.devices import attendant  # noqa: PLC0415 - see above

    try:
        return attendant.load(preferences.devices_path())
    except ValueError:
        return None


def now_ms() -> int:
    """Return the time by the clock of readings."""
    return time.monotonic_ns() // 1_000_000


class _InForce:
    devices: Devices | None = None


def here() -> Devices:
    """Return the devices of this computer, a child of the QApplication."""
    if _InForce.devices is None or not isValid(_InForce.devices):
        app = QCoreApplication.instance()
        assert app is not None
        _InForce.devices = Devices(app)
    return _InForce.devices
