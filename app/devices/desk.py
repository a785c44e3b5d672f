"""All devices of this computer: makes a worker for each, restarts those that were set anew, hands on what they say.

Everything is told through one callback as an `Event`, on the worker's thread; the window turns it into a signal.
Printers have no open port between jobs: many take one connection only, and two tills may share one.
"""

import queue
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from app.devices.faults import Fault
from app.devices.labels import printer as label_printer
from app.devices.labels.layout import LabelPrinter
from app.devices.listening import Scanner, TagReader
from app.devices.printers.printer import NotReady, Sent, send
from app.devices.printers.profile import PrinterProfile
from app.devices.scales.profile import Profile
from app.devices.scales.protocol import Request
from app.devices.scales.protocols import protocols
from app.devices.scales.scale import Scale, Told
from app.devices.scanners.serial_scans import Heard, ScannerProfile, SerialScans
from app.devices.serial_ports import port_of
from app.devices.setup import DeviceKind, DeviceSetup
from app.devices.tags.families import families
from app.devices.tags.tag import Tag
from app.devices.transports.opening import open_port
from app.devices.transports.recording import Piece, Recorder, Tape
from app.devices.transports.transport import Transport, Unplugged
from app.devices.worker import Driver, PortWorker, Status

_PLAIN: Final = PrinterProfile(answers_status=False)


@dataclass(frozen=True, slots=True)
class Printing:
    """A job's end: sent, not ready, or gone; `job` is what the caller named it."""

    job: str
    result: Sent | NotReady | Unplugged


@dataclass(frozen=True, slots=True)
class Event:
    """What one device says, and how it is set: one that was set anew may still hear of what it was before."""

    device: str
    said: Told | Status | Heard | Tag | Printing
    setup: DeviceSetup


Tell = Callable[[Event], None]


class Desk:
    """The devices that are set up on this computer."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._setups: dict[str, DeviceSetup] = {}
        self._workers: dict[str, PortWorker | _PrintWorker] = {}
        self._scales: dict[str, Scale] = {}
        self._tapes: dict[str, Tape] = {}

    def apply(self, setups: Iterable[DeviceSetup]) -> None:
        """Run exactly these devices; one that stays as it was is not disturbed."""
        wanted = {setup.key: setup for setup in setups if setup.is_on}
        for key in [key for key, setup in self._setups.items() if wanted.get(key) != setup]:
            self._workers.pop(key).stop()
            self._scales.pop(key, None)
            self._tapes.pop(key, None)
            del self._setups[key]
        for key, setup in wanted.items():
            if key not in self._setups:
                self._setups[key] = setup
                self._workers[key] = self._begin(setup)

    def close(self) -> None:
        """Stop everything."""
        self.apply(())

    def of_kind(self, kind: DeviceKind) -> list[DeviceSetup]:
        """Return the running devices of a sort, in order."""
        return [setup for setup in self._setups.values() if setup.kind is kind]

    def can(self, scale: str) -> frozenset[Request]:
        """Return what a scale can be told to do."""
        found = self._scales.get(scale)
        return found.can if found else frozenset()

    def order(self, scale: str, request: Request) -> None:
        """Tell a scale to zero, or to take the tare."""
        if scale in self._scales:
            self._scales[scale].order(request)

    def recorded(self, device: str) -> list[Piece]:
        """Return the newest pieces of what went over the wire of a device."""
        tape = self._tapes.get(device)
        return tape.pieces if tape is not None else []

    def write(self, printer: str, job: str, data: bytes) -> bool:
        """Hand bytes to a printer or display; its end is told as `Printing`. False when there is no such device."""
        worker = self._workers.get(printer)
        if not isinstance(worker, _PrintWorker):
            return False
        worker.put(job, data)
        return True

    def _begin(self, setup: DeviceSetup) -> "PortWorker | _PrintWorker":
        key = setup.key
        tape = self._tapes[key] = Tape()

        def opened() -> Transport:
            return Recorder(open_port(port_of(setup.adapter, setup.port), setup.line), tape)

        driver = self._driver(setup)
        worker: PortWorker | _PrintWorker
        if driver is None:
            options = setup.options
            profile = options if isinstance(options, PrinterProfile | LabelPrinter) else _PLAIN
            worker = _PrintWorker(opened, profile, lambda said: self._tell(Event(key, said, setup)))
        else:
            worker = PortWorker(
                opened, driver, lambda status: self._tell(Event(key, status, setup)), name=key
            )
        worker.start()
        return worker

    def _driver(self, setup: DeviceSetup) -> Driver | None:
        key = setup.key
        match setup.kind:
            case DeviceKind.SCALE:
                profile = setup.options if isinstance(setup.options, Profile) else Profile()
                scale = Scale(
                    protocols()[setup.protocol],
                    profile,
                    setup.line,
                    lambda told: self._tell(Event(key, told, setup)),
                )
                self._scales[key] = scale
                return scale
            case DeviceKind.SCANNER:
                how = setup.options if isinstance(setup.options, ScannerProfile) else ScannerProfile()
                return Scanner(SerialScans(how), lambda told: self._tell(Event(key, told, setup)))
            case DeviceKind.TAG_READER:
                return _tag_reader(setup.protocol, lambda told: self._tell(Event(key, told, setup)))
            case _:
                return None


def _tag_reader(protocol: str, tell: Callable[[Tag | Fault], None]) -> TagReader:
    family = families()[protocol]
    return TagReader(family.frames(), family.begin, tell, again_s=family.again_s)


class _PrintWorker:
    """One thread that takes jobs in order: opens the port, sends, closes it, tells the end."""

    def __init__(
        self,
        opened: Callable[[], Transport],
        profile: PrinterProfile | LabelPrinter,
        tell: Callable[[Printing], None],
    ) -> None:
        self._opened = opened
        self._profile = profile
        self._tell = tell
        self._jobs: queue.SimpleQueue[tuple[str, bytes] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="printer", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Finish what was given, then end; a printer that hangs is left behind."""
        self._jobs.put(None)
        self._thread.join(1)

    def put(self, job: str, data: bytes) -> None:
        """Add a job."""
        self._jobs.put((job, data))

    def _run(self) -> None:
        while (given := self._jobs.get()) is not None:
            job, data = given
            self._tell(Printing(job, self._print(data)))

    def _print(self, data: bytes) -> Sent | NotReady | Unplugged:
        try:
            port = self._opened()
        except Unplugged as problem:
            return problem
        try:
            if isinstance(self._profile, LabelPrinter):
                return label_printer.send(port, data, self._profile)
            return send(port, data, self._profile)
        except (NotReady, Unplugged) as problem:
            return problem
        finally:
            port.close()
