"""What every way to a device can do, and the only error it raises while it works."""

from typing import Protocol


class Unplugged(OSError):
    """The device is gone, or cannot be had: no such port, no right to it, taken by another program, cable pulled."""


class Transport(Protocol):
    """An open way to one device; used by one thread."""

    def read(self, timeout_s: float) -> bytes:
        """Return what has come, at least one byte, or nothing after `timeout_s`; raise `Unplugged`."""

    def write(self, data: bytes) -> None:
        """Send all of `data`; raise `Unplugged` when it cannot be sent in time."""

    def forget_input(self) -> None:
        """Throw away what has come and was not read."""

    def close(self) -> None:
        """Let the device go; never raises."""


def has_way_back(port: Transport) -> bool:
    """Say whether anything can come from a port: what is asked of a spooler or a plain file would be printed."""
    return not getattr(port, "is_one_way", False)
