"""A recording: every byte that went over a wire, with its time. It can be saved, sent to support and played again.

    device ◀──Recorder──▶ driver          Tape ──write_recording──▶ file ──playback://──▶ Playback ──▶ driver
                 └──▶ Tape (the newest pieces of a device, over all its connections)

A file has one JSON object a line. The first says what it is and how the device was set; each other has ``ms`` since the
one before, ``from`` (device or host) and ``hex``. Codes that pay are money: they are blanked before they are written.
"""

import io
import json
import re
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, unquote, urlsplit

from app.devices.codes.payment import channel_of
from app.devices.transports.transport import Transport, Unplugged

DEVICE: Final = "device"
HOST: Final = "host"
SUFFIX: Final = ".rec"
_HEAD: Final = {"zhanggui": "device recording", "version": 1}
_SCHEME: Final = "playback://"
_ROOM: Final = 10_000
_DIGITS: Final = re.compile(rb"(?<![0-9])[0-9]{16,24}(?![0-9])")
_DRIVE: Final = re.compile(r"/[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes of one side, `ms` after the piece before."""

    ms: int
    side: str
    data: bytes


class Tape:
    """The newest pieces of one device; written by its thread, read by any."""

    def __init__(self, room: int = _ROOM) -> None:
        self._pieces: deque[Piece] = deque(maxlen=room)
        self._last = time.monotonic()
        self._lock = threading.Lock()

    def note(self, side: str, data: bytes) -> None:
        """Remember what passed just now."""
        if not data:
            return
        with self._lock:
            now = time.monotonic()
            self._pieces.append(Piece(round((now - self._last) * 1000), side, data))
            self._last = now

    @property
    def pieces(self) -> list[Piece]:
        """Return what is remembered."""
        with self._lock:
            return list(self._pieces)


def url_of(path: Path) -> str:
    """Return the port at which a recording is played."""
    text = path.resolve().as_posix()
    return _SCHEME + quote(text if text.startswith("/") else f"/{text}")


def path_of(url: str) -> Path:
    """Return the file behind such a port."""
    text = unquote(urlsplit(url).path)
    return Path(text[1:] if _DRIVE.match(text) else text)


def without_payments(pieces: Sequence[Piece]) -> list[Piece]:
    """Blank the codes that pay, also where they came in pieces."""
    said = b"".join(piece.data for piece in pieces if piece.side == DEVICE)
    plain = _DIGITS.sub(
        lambda found: b"0" * len(found[0]) if channel_of(found[0].decode()) else found[0], said
    )
    rest = io.BytesIO(plain)
    return [
        replace(piece, data=rest.read(len(piece.data))) if piece.side == DEVICE else piece for piece in pieces
    ]


def write_recording(path: Path, pieces: Iterable[Piece], device: Mapping[str, Any] | None = None) -> None:
    """Save a recording, and how the device was set."""
    head = _HEAD if device is None else {**_HEAD, "device": device}
    with path.open("w", encoding="utf-8") as file:
        file.write(json.dumps(head, ensure_ascii=False) + "\n")
        for piece in pieces:
            file.write(json.dumps({"ms": piece.ms, "from": piece.side, "hex": piece.data.hex()}) + "\n")


def read_recording(path: Path) -> Iterator[Piece]:
    """Walk a recording; ValueError when it is none."""
    with path.open(encoding="utf-8") as file:
        _head(path, file.readline())
        for line in file:
            row = json.loads(line)
            yield Piece(int(row["ms"]), str(row["from"]), bytes.fromhex(row["hex"]))


def recorded_device(path: Path) -> Mapping[str, Any]:
    """Return how the device of a recording was set; ValueError when the file does not say."""
    with path.open(encoding="utf-8") as file:
        device = _head(path, file.readline()).get("device")
    if not isinstance(device, dict):
        raise ValueError(path)  # noqa: TRY004 - of a file, not of an argument
    return device


def _head(path: Path, line: str) -> Mapping[str, Any]:
    head = json.loads(line)
    if not isinstance(head, dict) or head.get("zhanggui") != _HEAD["zhanggui"]:
        raise ValueError(path)
    return head


class Recorder:
    """A transport that puts on tape what passes through it."""

    def __init__(self, inner: Transport, tape: Tape) -> None:
        self._inner = inner
        self._tape = tape

    def read(self, timeout_s: float) -> bytes:
        """Read and remember."""
        data = self._inner.read(timeout_s)
        self._tape.note(DEVICE, data)
        return data

    def write(self, data: bytes) -> None:
        """Write and remember."""
        self._tape.note(HOST, data)
        self._inner.write(data)

    def forget_input(self) -> None:
        """Throw away what was not read."""
        self._inner.forget_input()

    def close(self) -> None:
        """Let the device go; what was remembered stays."""
        self._inner.close()


class Playback:
    """A transport that says what a device once said, at its own pace, once; then it is silent.

    What the host writes is not compared.
    """

    def __init__(self, path: Path) -> None:
        """Open a recording; raise `Unplugged` when it cannot be read."""
        try:
            self._pieces = [piece for piece in read_recording(path) if piece.side == DEVICE]
        except (OSError, ValueError, KeyError, TypeError) as problem:
            raise Unplugged(str(problem)) from problem
        self._place = 0
        self._at = time.monotonic()

    def read(self, timeout_s: float) -> bytes:
        """Return the next piece when its time has come."""
        if self._place == len(self._pieces):
            time.sleep(timeout_s)
            return b""
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
