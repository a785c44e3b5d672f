"""Runs the `Desk` on a thread of its own: setting devices up, and waiting for one that hangs, holds nobody up.

apply ──▶ queue ──▶ attendant's thread ──▶ Desk.apply ──▶ a thread for each port
"""

import contextlib
import queue
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from app.devices.desk import Desk, Event, Tell
from app.devices.scales.protocols import protocols
from app.devices.setup import DeviceKind, DeviceSetup, read_setups, write_setups
from app.devices.tags.families import families
from app.devices.worker import State, Status

_PATIENCE_S: Final = 1.0
"""So long an end waits for devices to let their ports go; threads that hang end with the program."""


class Attendant:
    """Takes the wishes of any thread, in order."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self.desk = Desk(tell)
        self._wishes: queue.SimpleQueue[Sequence[DeviceSetup] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="devices", daemon=True)
        self._thread.start()

    def apply(self, setups: Sequence[DeviceSetup]) -> None:
        """Run exactly these devices, soon."""
        self._wishes.put(setups)

    def close(self) -> None:
        """Stop everything; waits a moment."""
        self._wishes.put(None)
        self._thread.join(_PATIENCE_S)

    def _run(self) -> None:
        while (wished := self._wishes.get()) is not None:
            self.desk.apply([setup for setup in wished if self._is_known(setup)])
        self.desk.close()

    def _is_known(self, setup: DeviceSetup) -> bool:
        """A file from elsewhere may name a protocol that this version has not."""
        known = {DeviceKind.SCALE: protocols().keys, DeviceKind.TAG_READER: families().keys}.get(setup.kind)
        if known is None or setup.protocol in known():
            return True
        self._tell(Event(setup.key, Status(State.MISSING, setup.protocol), setup))
        return False


def load(path: Path) -> list[DeviceSetup]:
    """Read the devices; a file that cannot be understood is laid aside, never written over. ValueError says so."""
    try:
        return read_setups(path)
    except (ValueError, TypeError, AttributeError) as problem:
        with contextlib.suppress(OSError):
            path.replace(path.with_suffix(".unreadable"))
        raise ValueError(path) from problem


def keep(path: Path, setups: Sequence[DeviceSetup]) -> None:
    """Write the devices."""
    write_setups(path, list(setups))
