"""The ESC/POS commands we send, each as the manuals have it (hardware facts §3.2)."""

from typing import Final

ESC: Final = b"\x1b"
FS: Final = b"\x1c"
GS: Final = b"\x1d"
LINE_FEED: Final = b"\n"
START: Final = ESC + b"@" + FS + b"&"
"""Initialise, then Chinese on: once, before the first text (V53)."""
BOLD: Final = ESC + b"E\x01"
NOT_BOLD: Final = ESC + b"E\x00"
LEFT, CENTRE, RIGHT = range(3)
_BAND: Final = 128
"""Rows of dots in one picture command; cheap printers hold no more."""
_PINS: Final = {2: b"\x00", 5: b"\x01"}
"""What the command calls the pins of the plug."""
_PULSE: Final = bytes((0x19, 0xFA))
"""50 ms on, 500 ms off, in units of 2 ms."""


def align(side: int) -> bytes:
    """Align what follows."""
    return ESC + b"a" + bytes((side,))


def size(width: int, height: int) -> bytes:
    """Print letters and hanzi so many times as wide and high; 1 is normal."""
    return GS + b"!" + bytes(((width - 1) << 4 | height - 1,))


def feed(lines: int) -> bytes:
    """Move the paper on."""
    return ESC + b"d" + bytes((lines,))


def cut(lines: int = 0) -> bytes:
    """Move on by so many lines, then cut but for a point."""
    return GS + b"VB" + bytes((lines,))


def drawer(pin: int) -> bytes:
    """Open the drawer on pin 2 or 5; nothing where none hangs on the printer."""
    named = _PINS.get(pin)
    return ESC + b"p" + named + _PULSE if named is not None else b""


def qr(data: bytes, *, module: int = 6) -> bytes:
    """Print a QR code with dots of `module`, error correction M."""
    length = (len(data) + 3).to_bytes(2, "little")
    return b"".join(
        (
            GS + b"(k\x04\x00\x31\x41\x32\x00",
            GS + b"(k\x03\x00\x31\x43" + bytes((module,)),
            GS + b"(k\x03\x00\x31\x45\x31",
            GS + b"(k" + length + b"\x31\x50\x30" + data,
            GS + b"(k\x03\x00\x31\x51\x30",
        )
    )


def ean13(digits: str, *, height: int = 80, module: int = 2) -> bytes:
    """Print an EAN-13 with its digits below."""
    return _bars(height, module) + GS + b"k\x43\x0d" + digits.encode("ascii")


def code128(text: str, *, height: int = 80, module: int = 2) -> bytes:
    """Print a Code 128 of ASCII text in set B, its text below; a brace is doubled, as the command asks."""
    data = b"{B" + text.encode("ascii").replace(b"{", b"{{")
    return _bars(height, module) + GS + b"k\x49" + bytes((len(data),)) + data


def _bars(height: int, module: int) -> bytes:
    return GS + b"h" + bytes((height,)) + GS + b"w" + bytes((module,)) + GS + b"H\x02"


def raster(width_bytes: int, rows: bytes) -> bytes:
    """Print dots, 1 is black, in bands that every printer takes."""
    band = width_bytes * _BAND
    pieces = (rows[start : start + band] for start in range(0, len(rows), band))
    return b"".join(
        GS
        + b"v0\x00"
        + width_bytes.to_bytes(2, "little")
        + (len(piece) // width_bytes).to_bytes(2, "little")
        + piece
        for piece in pieces
    )
