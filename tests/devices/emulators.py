"""The far end of a wire: a pseudo-terminal or a socket that says what a device says."""

import contextlib
import os
import socket
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

try:
    import tty
except ImportError:  # Windows has no pseudo-terminals: sockets do there
    tty = None  # type: ignore[assignment]


@dataclass
class Wire:
    """One end to be opened by the program at `port`, the other held by the emulator."""

    port: str
    _fd: int = -1
    _slave: int = -1
    _server: socket.socket | None = None
    _peer: socket.socket | None = None
    sent: bytearray = field(default_factory=bytearray)

    @classmethod
    def terminal(cls) -> "Wire":
        """Make a pseudo-terminal; a socket where there is none."""
        if tty is None:
            return cls.over_tcp()
        master, slave = os.openpty()
        tty.setraw(master)
        tty.setraw(slave)
        return cls(os.ttyname(slave), master, slave)

    @classmethod
    def over_tcp(cls, scheme: str = "socket") -> "Wire":
        """Listen on a port of this computer."""
        server = socket.create_server(("127.0.0.1", 0))
        return cls(f"{scheme}://127.0.0.1:{server.getsockname()[1]}", _server=server)

    def wait_open(self, seconds: float = 5) -> None:
        """Wait until the program has opened its end."""
        if self._server is not None and self._peer is None:
            self._server.settimeout(seconds)
            self._peer, _ = self._server.accept()

    def write(self, data: bytes) -> None:
        """Say something."""
        if self._peer is not None:
            self._peer.sendall(data)
        else:
            os.write(self._fd, data)

    def read(self, seconds: float) -> bytes:
        """Hear what the program says, or nothing."""
        if self._peer is not None:
            self._peer.settimeout(seconds)
            try:
                return self._peer.recv(65536)
            except (TimeoutError, OSError):
                return b""
        import select

        ready, _, _ = select.select([self._fd], [], [], seconds)
        return os.read(self._fd, 65536) if ready else b""

    def unplug(self) -> None:
        """Pull the cable; a socket can be plugged in again."""
        if self._peer is not None:
            self._peer.close()
            self._peer = None
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def close(self) -> None:
        """Throw the device away."""
        self.unplug()
        with contextlib.suppress(OSError):
            if self._slave >= 0:
                os.close(self._slave)
        if self._server is not None:
            self._server.close()


def say(wire: Wire, chunks: Sequence[bytes], gaps_ms: Sequence[int] = ()) -> None:
    """Say chunks, each after its pause."""
    for number, chunk in enumerate(chunks):
        if number < len(gaps_ms):
            time.sleep(gaps_ms[number] / 1000)
        wire.write(chunk)


def answer(
    wire: Wire,
    exchange: Sequence[tuple[bytes, Sequence[bytes]]],
    stop: threading.Event,
    on_asked: Callable[[bytes], object] = lambda _: None,
) -> None:
    """Answer each request in turn with its chunks; stay silent to anything else."""
    for wanted, chunks in exchange:
        heard = b""
        while not stop.is_set() and wanted not in heard:
            heard += wire.read(0.05)
        if stop.is_set():
            return
        on_asked(wanted)
        say(wire, chunks)
