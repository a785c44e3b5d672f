"""From the bytes of a serial scanner to codes: split at the suffix or at a pause, decoded, never longer than a code is.

Sans-IO. GS, the separator of GS1, is part of a code (§2.4). A QR code may be UTF-8 or GBK.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from app.devices.faults import Fault, FaultKind

LONGEST: Final = 4296
"""So much fits into the largest QR code."""
_ENDS: Final = rb"[\r\n\x03]+"
_STARTS: Final = b"\x02"
_ENCODINGS: Final = ("utf-8", "gbk")


@dataclass(frozen=True, slots=True)
class ScannerProfile:
    """How a scanner is set: what it sends before and after a code, and its letters."""

    prefix: bytes = b""
    suffix: bytes = b""
    """Empty: CR, LF, CR LF or ETX, or a pause."""
    encoding: str = ""
    """Empty: UTF-8 if it is that, else GBK."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A code, and when it came: the same one again a moment later is one pull of the trigger."""

    code: str
    at_ms: int


@dataclass(slots=True)
class SerialScans:
    """Cuts one scanner's stream."""

    profile: ScannerProfile = field(default_factory=ScannerProfile)
    _buffer: bytes = b""
    _too_long: bool = False

    def feed(self, data: bytes) -> list[str | Fault]:
        """Take bytes as they came; return the codes that ended."""
        self._buffer += data
        pieces = re.split(re.escape(self.profile.suffix) if self.profile.suffix else _ENDS, self._buffer)
        *whole, self._buffer = pieces
        told = [one for piece in whole for one in self._code(piece)]
        if len(self._buffer) > LONGEST:
            self._buffer, self._too_long = b"", True
        return told

    def quiet(self) -> list[str | Fault]:
        """A pause ends a code, too: many scanners send nothing behind it."""
        rest, self._buffer = self._buffer, b""
        return self._code(rest)

    def _code(self, piece: bytes) -> list[str | Fault]:
        if self._too_long or len(piece) > LONGEST:
            self._too_long = False
            return [Fault(FaultKind.TOO_LONG, piece[:40])]
        prefix = self.profile.prefix
        if prefix:
            before, found, piece = piece.partition(prefix)
            if not found:
                return [Fault(FaultKind.GARBAGE, before)] if before.strip() else []
        else:
            piece = piece.removeprefix(_STARTS)
        if not piece.strip(b"\0 \t"):
            return []
        for encoding in (self.profile.encoding,) if self.profile.encoding else _ENCODINGS:
            try:
                return [piece.decode(encoding).strip("\0 \t")]
            except (UnicodeDecodeError, LookupError):
                continue
        return [Fault(FaultKind.BAD_FIELD, piece)]
