"""From the text of a port to an open transport."""

from urllib.parse import urlsplit

from app.devices.serial_line import EIGHT_N_ONE, SerialLine
from app.devices.transports.printer_file import FilePort
from app.devices.transports.recording import Playback, path_of
from app.devices.transports.serial_port import SerialPort
from app.devices.transports.spooler import SpoolerPort
from app.devices.transports.tcp import TcpPort
from app.devices.transports.transport import Transport


def open_port(port: str, line: SerialLine = EIGHT_N_ONE) -> Transport:
    """Open a port as `app.devices.transports` writes them; what has no scheme is a serial line. Raises `Unplugged`."""
    scheme = urlsplit(port).scheme if "://" in port else ""
    match scheme:
        case "tcp":
            return TcpPort(port)
        case "file":
            return FilePort(port)
        case "spooler":
            return SpoolerPort(port)
        case "playback":
            return Playback(path_of(port))
        case _:
            return SerialPort(port, line)
