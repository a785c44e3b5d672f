"""Printers that the system knows now, each with its port: files of USB printers, names of queues."""

import subprocess
import sys
from pathlib import Path
from typing import Final
from urllib.parse import quote

from app.devices.serial_ports import SerialPortFound

_ASKED_S: Final = 2
_USB: Final = "/dev/usb"
_WINDOWS_PRINTERS: Final = r"SYSTEM\CurrentControlSet\Control\Print\Printers"


def found_printers() -> list[SerialPortFound]:
    """Return the printers of this computer; asking the system may take a moment."""
    files = [SerialPortFound(path.as_uri(), path.name, "") for path in sorted(Path(_USB).glob("lp*"))]
    return files + [SerialPortFound(f"spooler://{quote(name)}", name, "") for name in _queues()]


def _queues() -> list[str]:
    """Return the names of the printers of the system."""
    return _of_windows() if sys.platform == "win32" else _of_cups()


def _of_cups() -> list[str]:
    try:
        said = subprocess.run(
            ["lpstat", "-e"],  # noqa: S607 - wherever the system has it
            capture_output=True,
            check=True,
            timeout=_ASKED_S,
            text=True,
        )
    except (OSError, subprocess.SubprocessError):
        return []
    return [name for line in said.stdout.splitlines() if (name := line.strip())]


def _of_windows() -> list[str]:
    if sys.platform != "win32":
        return []
    import winreg  # noqa: PLC0415 - there is none elsewhere

    names: list[str] = []
    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _WINDOWS_PRINTERS) as key:
            count, _, _ = winreg.QueryInfoKey(key)
            names = [winreg.EnumKey(key, place) for place in range(count)]
    except OSError:
        return names
    return names
