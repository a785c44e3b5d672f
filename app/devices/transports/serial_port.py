"""A serial line by pyserial, real or behind ``socket://``; the same code for both (§8 of the hardware facts)."""

import contextlib
import time

import serial

from app.devices.serial_line import SerialLine
from app.devices.transports.transport import Unplugged

_POLL_S = 0.004
"""How long a look for bytes may take; what came in between is taken in one go."""
_WRITE_S = 2.0
_CHUNK = 4096
_PIECE = 128
"""Bytes written in one go: 0.13 s at 9600 baud, so that `_WRITE_S` limits standing still and not how long a slip is."""


class SerialPort:
    """An open serial line. pyserial raises plain OSError here and SerialException there: both mean gone (V35)."""

    def __init__(self, url: str, line: SerialLine) -> None:
        """Open the line for this program alone; raise `Unplugged`."""
        try:
            self._port = serial.serial_for_url(
                url,
                baudrate=line.baud,
                bytesize=line.bits,
                parity=line.parity,
                stopbits=line.stop_bits,
                timeout=_POLL_S,
                write_timeout=_WRITE_S,
                **({} if "://" in url else {"exclusive": True}),
            )
        except (OSError, ValueError) as problem:
            raise Unplugged(str(problem)) from problem

    def read(self, timeout_s: float) -> bytes:
        """Return what has come, or nothing after `timeout_s`; raise `Unplugged`."""
        until = time.monotonic() + timeout_s
        try:
            while True:
                first = self._port.read(1)
                if first:
                    waiting = self._port.in_waiting
                    return first + (self._port.read(min(waiting, _CHUNK)) if waiting else b"")
                if time.monotonic() >= until:
                    return b""
        except (OSError, TypeError) as problem:
            # pyserial compares with None while another thread closes the port.
            raise Unplugged(str(problem)) from problem

    def write(self, data: bytes) -> None:
        """Send all of it; raise `Unplugged`."""
        try:
            for start in range(0, len(data), _PIECE):
                self._port.write(data[start : start + _PIECE])
        except OSError as problem:
            raise Unplugged(str(problem)) from problem

    def forget_input(self) -> None:
        """Throw away what was not read."""
        try:
            self._port.reset_input_buffer()
        except OSError as problem:
            raise Unplugged(str(problem)) from problem

    def close(self) -> None:
        """Let the line go."""
        # pyserial leaves a socket open whose other end was cut off.
        inner = getattr(self._port, "_socket", None)
        with contextlib.suppress(OSError):
            self._port.close()
        if inner is not None:
            inner.close()
