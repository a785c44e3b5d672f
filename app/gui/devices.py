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
from app.gui.input import scanner_settings
from app.gui.input.repeats import Repeats
from app.gui.operations import Read

if TYPE_CHECKING:
    from app.devices.attendant import Attendant
    from app.devices.desk import Event
    from app.devices.scales.protocol import Request
    from app.devices.scanners.serial_scans import Heard
    from app.devices.setup import DeviceSetup
    from app.devices.standing import Standing
    from app.devices.transports.recording import Piece


class Devices(QObject):
    """Signals: told(key) when a device said something; scanned(code); changed() when there are other devices.

    A code that one scanner reads again a moment later was read twice by one pull of the trigger: it is told once.

    tagged(key, tags) when a tag reader heard some, all of one wake-up at once.
    printed(job, result) when a printer or display ended what it was given (`app.devices.desk.Printing`).
    """

    told = Signal(str)
    scanned = Signal(str)
    tagged = Signal(str, list)
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
        self._lent = ""
        self._chosen = ""
        self._inbox: deque[Event] = deque()
        self._repeats: dict[str, Repeats] = {}
        """Of each scanner the code it read last."""
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

        self._chosen = preferences.load().scale
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
            self._attendant.apply(self._here)
        self.changed.emit()

    def end(self) -> None:
        """Let all devices go; one that hangs is left behind."""
        attendant, self._attendant = self._attendant, None
        if attendant is not None:
            attendant.close()
        self._inbox.clear()
        self.setups, self.standings, self._has_begun, self._lent = (), {}, False, ""

    def write(self, key: str, job: str, data: bytes) -> bool:
        """Hand bytes to a printer or display; its end is told as `printed`. False when it does not run."""
        return self._attendant is not None and self._attendant.desk.write(key, job, data)

    def first(self, kind: str) -> "DeviceSetup | None":
        """Return the first device of a sort that is in use."""
        return next((setup for setup in self.setups if setup.kind == kind and setup.is_on), None)

    # Scales in daily use, what they are told, and what went over their wires

    @property
    def scales(self) -> "list[DeviceSetup]":
        """The scales in use."""
        return [setup for setup in self.setups if setup.kind == "scale" and setup.is_on]

    @property
    def scale_key(self) -> str:
        """The scale that weights come from: the one that was chosen, else the first one; empty without any."""
        keys = [setup.key for setup in self.scales]
        return self._chosen if self._chosen in keys else next(iter(keys), "")

    @property
    def scale(self) -> "Standing | None":
        """What that scale stands at."""
        return self.standings.get(self.scale_key)

    def use_next_scale(self) -> None:
        """Let weights come from the next scale; this computer remembers it."""
        keys = [setup.key for setup in self.scales]
        if keys:
            self._chosen = keys[(keys.index(self.scale_key) + 1) % len(keys)]
            preferences.save(preferences.changed(preferences.load(), scale=self._chosen))
            self.changed.emit()

    def can(self, key: str) -> "frozenset[Request]":
        """Return what a scale can be told to do."""
        from app.devices.scales.profile import Profile  # noqa: PLC0415 - see above
        from app.devices.scales.protocols import protocols  # noqa: PLC0415 - see above

        setup = next((each for each in self.scales if each.key == key), None)
        protocol = protocols().get(setup.protocol) if setup is not None else None
        if setup is None or protocol is None:
            return frozenset()
        profile = setup.options if isinstance(setup.options, Profile) else Profile()
        return frozenset(protocol.requests(profile))

    def order(self, key: str, request: "Request") -> None:
        """Tell a scale to zero, or to take the tare."""
        if self._attendant is not None:
            self._attendant.desk.order(key, request)

    def recorded(self, key: str) -> "list[Piece]":
        """Return the newest pieces of what went over the wire of a device."""
        return self._attendant.desk.recorded(key) if self._attendant is not None else []

    @property
    def tag_readers(self) -> "list[DeviceSetup]":
        """The tag readers in use."""
        return [setup for setup in self.setups if setup.kind == "tag_reader" and setup.is_on]

    def lend(self, port: str) -> None:
        """Let a port go for a while: somebody looks at it without knowing what stands there. Empty: take it back."""
        if port != self._lent:
            self._lent = port
            if self._attendant is not None:
                self._attendant.apply(self._here)

    @property
    def _here(self) -> "list[DeviceSetup]":
        """The devices whose ports are ours now."""
        return [setup for setup in self.setups if not self._lent or setup.port != self._lent]

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
        from app.devices.scanners.serial_scans import Heard  # noqa: PLC0415 - as above
        from app.devices.tags.tag import Tag  # noqa: PLC0415 - as above

        self._is_waking = False
        told: dict[str, None] = {}
        scans: list[str] = []
        ends: list[Printing] = []
        tags: dict[str, list[Tag]] = {}
        while self._inbox:
            event = self._inbox.popleft()
            if isinstance(event.said, Printing):
                ends.append(event.said)  # whatever became of the printer: somebody waits for it
            if event.setup not in self.setups:
                continue  # it was removed or set anew meanwhile
            self.standings[event.device].hear(event.said)
            told[event.device] = None
            match event.said:
                case Heard() if not self._is_again(event.device, event.said):
                    scans.append(event.said.code)
                case Tag():
                    tags.setdefault(event.device, []).append(event.said)
        for key in told:
            self.told.emit(key)
        for key, heard in tags.items():
            self.tagged.emit(key, heard)
        for code in scans:
            self.scanned.emit(code)
        for end in ends:
            self.printed.emit(end.job, end.result)

    def _is_again(self, scanner: str, heard: "Heard") -> bool:
        repeats = self._repeats.setdefault(scanner, Repeats(0))
        repeats.within_ms = scanner_settings.habits().repeat_ms
        return repeats.is_again(heard.code, heard.at_ms)


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
