"""A printer of the operating system, given bytes as they are: Windows spooler RAW, or CUPS through ``lp -o raw``.

The spooler takes a job for a printer that is switched off, so having sent says nothing about having printed: such a
printer cannot be asked (hardware facts §3.3), and its status is "unknown", never "ready".
"""

import ctypes
import subprocess
import sys
from typing import Final
from urllib.parse import unquote, urlsplit

from app.devices.transports.transport import Unplugged

_LP: Final = "lp"
_JOB_S: Final = 20
_TITLE: Final = "Zhanggui"


class SpoolerPort:
    """Hands each write over as one job."""

    is_one_way = True

    def __init__(self, url: str) -> None:
        """Take the printer's name from ``spooler://name``."""
        parts = urlsplit(url)
        self._printer = unquote(parts.netloc + parts.path)
        if not self._printer:
            raise Unplugged("no printer named")

    def read(self, timeout_s: float) -> bytes:
        """A spooler answers nothing."""
        return b""

    def write(self, data: bytes) -> None:
        """Hand the bytes over as a job; raise `Unplugged` when the system does not take it."""
        if sys.platform == "win32":
            _windows_job(self._printer, data)
        else:
            _cups_job(self._printer, data)

    def forget_input(self) -> None:
        """Nothing comes from a spooler."""

    def close(self) -> None:
        """Nothing is open between jobs."""


def _cups_job(printer: str, data: bytes) -> None:
    try:
        subprocess.run(  # noqa: S603 - the name is one argument, no shell reads it
            [_LP, "-d", printer, "-o", "raw", "-t", _TITLE],
            input=data,
            capture_output=True,
            check=True,
            timeout=_JOB_S,
        )
    except subprocess.CalledProcessError as problem:
        raise Unplugged(problem.stderr.decode(errors="replace").strip()) from problem
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise Unplugged(str(problem)) from problem


def _windows_job(printer: str, data: bytes) -> None:
    """Open, start a RAW document, write it in one go, end it (OpenPrinterW … ClosePrinter of winspool)."""
    if sys.platform != "win32":
        raise AssertionError(sys.platform)

    class Document(ctypes.Structure):
        _fields_ = (
            ("name", ctypes.c_wchar_p),
            ("file", ctypes.c_wchar_p),
            ("type", ctypes.c_wchar_p),
        )

    spool = ctypes.WinDLL("winspool.drv", use_last_error=True)
    handle, written = ctypes.c_void_p(), ctypes.c_ulong()
    if not spool.OpenPrinterW(ctypes.c_wchar_p(printer), ctypes.byref(handle), None):
        raise Unplugged(str(ctypes.WinError(ctypes.get_last_error())))
    try:
        document = Document(_TITLE, None, "RAW")
        done = (
            spool.StartDocPrinterW(handle, 1, ctypes.byref(document))
            and spool.StartPagePrinter(handle)
            and spool.WritePrinter(handle, data, len(data), ctypes.byref(written))
            and spool.EndPagePrinter(handle)
            and spool.EndDocPrinter(handle)
        )
        if not done or written.value != len(data):
            raise Unplugged(str(ctypes.WinError(ctypes.get_last_error())))
    finally:
        spool.ClosePrinter(handle)
