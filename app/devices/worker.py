"""One thread for one port: it opens, serves, notices that the device is gone, and tries again by itself.

    missing ──open──▶ open ──Unplugged──▶ missing (after 1, 2, 5, 5 … seconds)

A device that hangs holds up its own thread and nothing else. What the thread finds out it tells through callbacks;
whoever listens brings them to its own thread (the window: a queued signal).
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from app.devices.transports.transport import Transport, Unplugged

BACK_OFF_S: Final = (1.0, 2.0, 5.0)
"""Pauses between attempts to open; the last one stays (§1.7)."""
_JOIN_S: Final = 3.0


class State(StrEnum):
    """What a port is."""

    CLOSED = "closed"
    MISSING = "missing"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Status:
    """A port's state, and what the system said when it is missing."""

    state: State
    reason: str = ""


class Driver(Protocol):
    """What a worker runs while a port is open."""

    def serve(self, port: Transport) -> None:
        """Do the next piece of work, for at most a fraction of a second; raise `Unplugged`."""

    def lost(self) -> None:
        """Forget what depended on the port: it is gone, and the next one begins anew."""


class PortWorker:
    """Runs one driver on one port until it is stopped."""

    def __init__(
        self,
        open_port: Callable[[], Transport],
        driver: Driver,
        on_status: Callable[[Status], None],
        *,
        name: str = "device",
        back_off_s: tuple[float, ...] = BACK_OFF_S,
    ) -> None:
        self._open_port = open_port
        self._driver = driver
        self._on_status = on_status
        self._back_off_s = back_off_s
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End; waits a moment for the thread, and leaves one that hangs in its device behind."""
        self._stopping.set()
        self._thread.join(_JOIN_S)

    def _run(self) -> None:
        attempt = 0
        while not self._stopping.is_set():
            try:
                port = self._open_port()
            except Unplugged as problem:
                self._on_status(Status(State.MISSING, str(problem)))
                self._stopping.wait(self._back_off_s[min(attempt, len(self._back_off_s) - 1)])
                attempt += 1
                continue
            attempt = 0
            self._on_status(Status(State.OPEN))
            reason = self._serve(port)
            if reason is not None:
                self._on_status(Status(State.MISSING, reason))
                self._stopping.wait(self._back_off_s[0])
        self._on_status(Status(State.CLOSED))

    def _serve(self, port: Transport) -> str | None:
        """Serve until the port is gone (the reason) or the worker is stopped (None)."""
        try:
            while not self._stopping.is_set():
                self._driver.serve(port)
        except Unplugged as problem:
            return str(problem)
        finally:
            port.close()
            self._driver.lost()
        return None
