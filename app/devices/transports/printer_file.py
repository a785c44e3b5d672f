"""A printer that the system shows as a file (``/dev/usb/lp0``, ``LPT1``), or a plain file that takes the bytes."""

import contextlib
import os
import select
import stat
from typing import Final
from urllib.parse import unquote, urlsplit

from app.devices.transports.transport import Unplugged

_CHUNK: Final = 4096


class FilePort:
    """An open file; it is added to, never emptied. Reading answers only where the file is a device."""

    def __init__(self, url: str) -> None:
        """Open ``file:///path``; raise `Unplugged`."""
        path = unquote(urlsplit(url).path)
        path = path.lstrip("/") if os.name == "nt" else path
        flags = os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
        try:
            try:
                self._file = os.open(path, flags | os.O_RDWR, 0o666)
            except PermissionError:
                self._file = os.open(path, flags | os.O_WRONLY, 0o666)
        except OSError as problem:
            raise Unplugged(str(problem)) from problem
        self.is_one_way = os.name == "nt" or stat.S_ISREG(os.fstat(self._file).st_mode)

    def read(self, timeout_s: float) -> bytes:
        """Return what a device answers; a plain file answers nothing."""
        if self.is_one_way:
            return b""
        try:
            ready, _, _ = select.select([self._file], [], [], timeout_s)
            return os.read(self._file, _CHUNK) if ready else b""
        except OSError as problem:
            raise Unplugged(str(problem)) from problem

    def write(self, data: bytes) -> None:
        """Write all of it; raise `Unplugged`."""
        try:
            while data:
                data = data[os.write(self._file, data) :]
        except OSError as problem:
            raise Unplugged(str(problem)) from problem

    def forget_input(self) -> None:
        """Throw away what was not read."""
        while self.read(0):
            pass

    def close(self) -> None:
        """Close the file."""
        with contextlib.suppress(OSError):
            os.close(self._file)
