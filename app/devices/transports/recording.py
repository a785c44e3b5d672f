"""A recording: every byte that went over a wire, with its time. It can be saved, sent to support and played again.

One JSON object a line. The first says what it is; each other has ``ms`` since the one before, ``from`` (device or host)
and ``hex``.
"""

import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.devices.transports.transport import Transport, Unplugged

DEVICE: Final = "device"
HOST: Final = "host"
_HEAD: Final = {"zhanggui": "device recording", "version": 1}


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes of one side, `ms` after the piece before."""

    ms: int
    side: str
    data: bytes


def write_recording(path: Path, pieces: Iterable[Piece]) -> None:
    """Save a recording."""
    with path.open("w", encoding="utf-8") as file:
        file.write(json.dumps(_HEAD) + "\n")
        for piece in pieces:
            file.write(json.dumps({"ms": piece.ms, "from": piece.side, "hex": piece.data.hex()}) + "\n")


def read_recording(path: Path) -> Iterator[Piece]:
    """Walk a recording; ValueError when it is none."""
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file):
            row = json.loads(line)
            if number == 0:
                if row.get("zhanggui") != _HEAD["zhanggui"]:
                    raise ValueError(path)
                continue
            yield Piece(int(row["ms"]), str(row["from"]), bytes.fromhex(row["hex"]))


class Recorder:
    """A transport that remembers what passes through it, the newest `room` pieces."""

    def __init__(self, inner: Transport, room: int = 10_000) -> None:
        self._inner = inner
        self._room = room
        self._last = time.monotonic()
        self.pieces: list[Piece] = []

    def read(self, timeout_s: float) -> bytes:
        """Read and remember."""
        data = self._inner.read(timeout_s)
        self._note(DEVICE, data)
        return data

    def write(self, data: bytes) -> None:
        """Write and remember."""
        self._note(HOST, data)
        self._inner.write(data)

    def forget_input(self) -> None:
        """Throw away what was not read."""
        self._inner.forget_input()

    def close(self) -> None:
        """Let the device go; what was remembered stays."""
        self._inner.close()

    def _note(self, side: str, data: bytes) -> None:
        if not data:
            return
        now = time.monotonic()
        self.pieces.append(Piece(round((now - self._last) * 1000), side, data))
        self._last = now
        del self.pieces[: -self._room]


class Playback:
    """A transport that says what a device once said, at its own pace; what the host writes is not compared."""

    def __init__(self, path: Path) -> None:
        """Open a recording; raise `Unplugged` when it cannot be read."""
        try:
            self._pieces = [piece for piece in read_recording(path) if piece.side == DEVICE]
        except (OSError, ValueError, KeyError) as problem:
            raise Unplugged(str(problem)) from problem
        self._place = 0
        self._at = time.monotonic()

    def read(self, timeout_s: float) -> bytes:
        """Return the next piece when its time has come; raise `Unplugged` at the end."""
        if self._place == len(self._pieces):
            raise Unplugged("end of the recording")
        piece = self._pieces[self._place]
        due = self._at + piece.ms / 1000
        wait = due - time.monotonic()
        if wait > timeout_s:
            time.sleep(timeout_s)
            return b""
        time.sleep(max(wait, 0))
        self._place, self._at = self._place + 1, due
        return piece.data

    def write(self, data: bytes) -> None:
        """Take what the host says."""

    def forget_input(self) -> None:
        """Keep what has not been played."""

    def close(self) -> None:
        """Nothing is open."""
