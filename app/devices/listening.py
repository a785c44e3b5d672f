"""Drivers that only listen: serial scanners and tag readers. What they hear goes to a callback on their thread."""

import time
from collections.abc import Callable
from typing import Final

from app.devices.faults import Fault, FaultKind
from app.devices.scanners.serial_scans import Heard, SerialScans
from app.devices.tags.tag import Tag, TagFrames
from app.devices.transports.transport import Transport

_QUIET_S: Final = 0.12
_EXPIRES_S: Final = 0.5
_STOPPED_S: Final = 3.0
"""A reader that says nothing at all for so long has ended its rounds, and is told to begin again."""


class Scanner:
    """Hears one scanner on its own line."""

    def __init__(self, scans: SerialScans, tell: Callable[[Heard | Fault], None]) -> None:
        self._scans = scans
        self._tell = tell

    def serve(self, port: Transport) -> None:
        """Listen for a moment."""
        data = port.read(_QUIET_S)
        at_ms = time.monotonic_ns() // 1_000_000
        for told in self._scans.feed(data) if data else self._scans.quiet():
            self._tell(told if isinstance(told, Fault) else Heard(told, at_ms))

    def lost(self) -> None:
        """Half a code is no code."""
        self._scans.quiet()


class TagReader:
    """Hears one tag reader; it is told to begin when its port opens, and asked again where it reads round by round."""

    def __init__(
        self, frames: TagFrames, begin: bytes, tell: Callable[[Tag | Fault], None], *, again_s: float = 0
    ) -> None:
        self._frames = frames
        self._begin = begin
        self._again_s = again_s
        self._tell = tell
        self._asked_at: float | None = None
        self._heard_at = 0.0

    def serve(self, port: Transport) -> None:
        """Listen for a moment; ask first where it is time to."""
        now = time.monotonic()
        since = now - max(self._asked_at or 0, 0 if self._again_s else self._heard_at)
        if self._asked_at is None or since > (self._again_s or _STOPPED_S):
            port.write(self._begin)
            self._asked_at = now
        data = port.read(min(_EXPIRES_S, self._again_s or _EXPIRES_S))
        if data:
            self._heard_at = now
        for told in self._frames.feed(data) if data else self._frames.expire():
            if not (isinstance(told, Fault) and told.kind is FaultKind.NO_TAG):
                self._tell(told)

    def lost(self) -> None:
        """Begin anew with the next port."""
        self._frames.expire()
        self._asked_at = None
