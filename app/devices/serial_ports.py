"""Serial ports of this computer, and the adapters behind them: known by what they are, not by their changing names."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from serial.tools import list_ports

if TYPE_CHECKING:
    from serial.tools.list_ports_common import ListPortInfo


@dataclass(frozen=True, slots=True)
class SerialPortFound:
    """A port that is there now."""

    port: str
    label: str
    adapter: str
    """Vendor, product, serial number and place of a USB adapter; empty for a built-in port."""


def found_ports() -> list[SerialPortFound]:
    """Return the ports that are there now, USB adapters first."""
    found = [
        SerialPortFound(info.device, info.description or info.device, _adapter(info))
        for info in list_ports.comports()
    ]
    return sorted(found, key=lambda one: (not one.adapter, one.port))


def port_of(adapter: str, usual: str) -> str:
    """Return where an adapter is now; the usual port when it is not plugged in or has no number of its own."""
    if not adapter:
        return usual
    there = [one.port for one in found_ports() if one.adapter == adapter]
    return usual if not there or usual in there else there[0]


def _adapter(info: "ListPortInfo") -> str:
    if info.vid is None:
        return ""
    return f"{info.vid:04X}:{info.pid:04X}:{info.serial_number or ''}:{info.location or ''}"
