"""One tag as a reader heard it."""

from dataclasses import dataclass
from typing import Protocol

from app.devices.faults import Fault


@dataclass(frozen=True, slots=True)
class Tag:
    """`epc` and `pc` are upper-case hex; the strength is in dBm where the reader says so, raw otherwise."""

    epc: str
    pc: str
    rssi_dbm: int | None = None
    rssi_raw: int | None = None


TagOutcome = Tag | Fault


class TagFrames(Protocol):
    """A family of readers."""

    def feed(self, data: bytes) -> list[TagOutcome]:
        """Take bytes."""

    def expire(self) -> list[TagOutcome]:
        """Drop half a frame."""
