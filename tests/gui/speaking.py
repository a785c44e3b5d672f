"""Scales that speak to the window: ten times a second over a wire, until they are unplugged."""

import threading
import time
from collections.abc import Callable

from tests.devices.emulators import Wire
from tests.emulate import ScaleOnATable


class SpeakingScale:
    """A scale on a wire that says ten times a second what lies on it, until it is unplugged."""

    def __init__(self, protocol: str = "st_gs_text", says: Callable[[], bytes] | None = None) -> None:
        self.wire = Wire.over_tcp()
        self.scale = ScaleOnATable(protocol, "0.000")
        self.says = says or self.scale.says
        self.heard = bytearray()
        """What the program told it."""
        self.is_plugged = threading.Event()
        self.is_over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    @property
    def port(self) -> str:
        return self.wire.port

    def plug(self) -> None:
        self.is_plugged.set()
        if not self._thread.is_alive():
            self._thread.start()

    def unplug(self) -> None:
        self.is_plugged.clear()

    def _run(self) -> None:
        while not self.is_over.is_set():
            if not self.is_plugged.is_set():
                self.wire.unplug()
                time.sleep(0.02)
                continue
            try:
                self.wire.wait_open(0.2)
                self.wire.write(self.says())
                self.heard += self.wire.read(0.001)
            except OSError:
                self.wire.unplug()
            time.sleep(0.05)

    def close(self) -> None:
        self.is_over.set()
        if self._thread.is_alive():
            self._thread.join()
        self.wire.close()
