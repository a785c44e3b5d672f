"""Bytes of a stream that belong to no frame: joined into one fault a run, however many pieces they came in."""

from dataclasses import dataclass
from typing import Final

from app.devices.faults import Fault, FaultKind

MOST: Final = 256
"""So many bytes without a frame are thrown away and told."""


@dataclass(slots=True)
class Garbage:
    """The run of now, for whoever cuts a stream."""

    has_seen_frame: bool = False
    """Before the first frame it is the rest of one that we came too late for."""
    _skipped: bytes = b""

    def skip(self, data: bytes) -> list[Fault]:
        """Take bytes that are no frame; a run that goes on and on is told in between."""
        self._skipped += data
        return self.told() if len(self._skipped) > MOST else []

    def told(self) -> list[Fault]:
        """Return the run as one fault, or nothing; it ends here."""
        skipped, self._skipped = self._skipped, b""
        if not skipped.strip():
            return []
        is_rest = not self.has_seen_frame and len(skipped) < MOST
        return [Fault(FaultKind.INCOMPLETE if is_rest else FaultKind.GARBAGE, skipped)]
