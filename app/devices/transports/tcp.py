"""A network printer: a socket to port 9100. Every call has a time limit, so that a dead printer stalls nobody."""

import contextlib
import socket
from typing import Final
from urllib.parse import urlsplit

from app.devices.transports.transport import Unplugged

PORT: Final = 9100
_CONNECT_S: Final = 3.0
_CHUNK: Final = 4096


class TcpPort:
    """An open connection."""

    def __init__(self, url: str) -> None:
        """Connect to ``tcp://host[:port]``; raise `Unplugged`."""
        parts = urlsplit(url)
        try:
            self._socket = socket.create_connection((parts.hostname or "", parts.port or PORT), _CONNECT_S)
        except (OSError, ValueError) as problem:
            raise Unplugged(str(problem)) from problem

    def read(self, timeout_s: float) -> bytes:
        """Return what has come, or nothing after `timeout_s`; raise `Unplugged`."""
        self._socket.settimeout(timeout_s)
        try:
            data = self._socket.recv(_CHUNK)
        except TimeoutError:
            return b""
        except OSError as problem:
            raise Unplugged(str(problem)) from problem
        if not data:
            raise Unplugged("closed by the device")
        return data

    def write(self, data: bytes) -> None:
        """Send all of it; raise `Unplugged`."""
        self._socket.settimeout(_CONNECT_S)
        try:
            self._socket.sendall(data)
        except OSError as problem:
            raise Unplugged(str(problem)) from problem

    def forget_input(self) -> None:
        """Throw away what was not read."""
        with contextlib.suppress(Unplugged):
            while self.read(0.001):
                pass

    def close(self) -> None:
        """Close the connection."""
        with contextlib.suppress(OSError):
            self._socket.close()
