"""An ESC/POS printer on paper of events: text by lines, and what else happened, in order.

A state machine by length of command (hardware facts §3.4): bytes of pictures and codes are never taken for text.
"""

import hashlib
from collections.abc import Generator
from dataclasses import dataclass, field
from typing import Any, Final

ESC, FS, GS, DLE = 0x1B, 0x1C, 0x1D, 0x10
_PULSE: Final = 0x14
_LEAST_FUNCTION: Final = 3
_ESC_LENGTHS: Final = {
    "@": 0, "a": 1, "E": 1, "!": 1, "d": 1, "p": 3, "2": 0, "3": 1, "t": 1, "R": 1, "M": 1, "-": 1, "G": 1, "J": 1,
    "$": 2, "\\": 2, "B": 2, "v": 0, "V": 1, "{": 1, " ": 1, "c": 2, "U": 1, "r": 1, "T": 1, "W": 8, "=": 1,
}  # fmt: skip
_GS_LENGTHS: Final = {
    "!": 1,
    "h": 1,
    "w": 1,
    "H": 1,
    "f": 1,
    "B": 1,
    "L": 2,
    "W": 2,
    "a": 1,
    "r": 1,
    "I": 1,
    "P": 2,
}
_FS_LENGTHS: Final = {"&": 0, ".": 0, "C": 1, "S": 2, "-": 1, "!": 1, "W": 1}
_CUT_WITH_FEED: Final = 65
_B_FORM: Final = 65


@dataclass
class Paper:
    """What was printed."""

    text_lines: list[str] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)
    rasters: list[tuple[int, int, bytes]] = field(default_factory=list)
    pieces: list[tuple[str, Any]] = field(default_factory=list)
    """Lines of styled text, pictures and codes in order, for a picture of the slip."""


class Printer:
    """Takes bytes in any chunks."""

    def __init__(self) -> None:
        self.paper = Paper()
        self._line = bytearray()
        self._state: dict[str, Any] = {}
        self._reset()
        self._parser = self._run()
        next(self._parser)

    def feed(self, data: bytes) -> None:
        """Take bytes."""
        for byte in data:
            self._parser.send(byte)

    def finish(self) -> Paper:
        """Print what is still in the line."""
        if self._line:
            self._end_line()
        return self.paper

    def _reset(self) -> None:
        self._state = {
            "height": 162, "module": 3, "hri": 0, "qr_module": 3, "qr_ec": 48, "qr_data": b"", "align": 0,
            "width": 1, "tall": 1, "bold": False, "chinese": False,
        }  # fmt: skip

    def _end_line(self) -> None:
        text = bytes(self._line).decode("gb18030", "replace")
        self._line.clear()
        self.paper.text_lines.append(text)
        style = {key: self._state[key] for key in ("align", "width", "tall", "bold")}
        self.paper.pieces.append(("text", (text, style)))

    def _event(self, **event: Any) -> None:
        self.paper.events.append(event)

    def _run(self) -> Generator[None, int, None]:
        while True:
            byte = yield
            if byte == 0x0A:
                self._end_line()
            elif byte == ESC:
                yield from self._escape()
            elif byte == GS:
                yield from self._group()
            elif byte == FS:
                name = chr((yield))
                for _ in range(_FS_LENGTHS.get(name, 0)):
                    yield
                if name in "&.":
                    self._state["chinese"] = name == "&"
            elif byte == DLE:
                if (yield) == _PULSE:
                    yield from self._take(2)
                yield
            elif byte >= 0x20:
                self._line.append(byte)

    def _take(self, count: int) -> Generator[None, int, bytes]:
        data = bytearray()
        for _ in range(count):
            data.append((yield))
        return bytes(data)

    def _escape(self) -> Generator[None, int, None]:
        name = chr((yield))
        if name == "*":
            mode, low, high = yield from self._take(3)
            yield from self._take((low + 256 * high) * (3 if mode & 32 else 1))
            return
        if name == "D":
            while (yield):
                pass
            return
        data = yield from self._take(_ESC_LENGTHS.get(name, 0))
        if name == "@":
            self._reset()
        elif name == "a":
            self._state["align"] = data[0] & 3
            self._event(align=data[0] & 3)
        elif name == "E":
            self._state["bold"] = bool(data[0] & 1)
        elif name == "d":
            if self._line:
                self._end_line()
            self.paper.pieces.append(("feed", data[0]))
        elif name == "p":
            self._event(drawer={"pin": data[0] & 1, "on_ms": data[1] * 2, "off_ms": data[2] * 2})

    def _group(self) -> Generator[None, int, None]:
        name = chr((yield))
        if name == "v":
            yield from self._raster()
        elif name == "(":
            yield from self._function()
        elif name == "k":
            yield from self._barcode()
        elif name == "V":
            mode = yield
            cut: dict[str, int] = {"mode": mode}
            if mode >= _CUT_WITH_FEED:
                cut["feed"] = yield
            self._event(cut=cut)
            self.paper.pieces.append(("cut", None))
        else:
            data = yield from self._take(_GS_LENGTHS.get(name, 0))
            if name == "!":
                self._state["width"], self._state["tall"] = (data[0] >> 4) + 1, (data[0] & 15) + 1
                self._event(size={"w": (data[0] >> 4) + 1, "h": (data[0] & 15) + 1})
            elif name in "hwH":
                self._state[{"h": "height", "w": "module", "H": "hri"}[name]] = data[0]

    def _raster(self) -> Generator[None, int, None]:
        head = yield from self._take(6)
        width, height = int.from_bytes(head[2:4], "little"), int.from_bytes(head[4:6], "little")
        data = yield from self._take(width * height)
        digest = hashlib.sha256(data).hexdigest()
        self._event(raster={"width_bytes": width, "height": height, "sha256": digest})
        self.paper.rasters.append((width, height, data))
        self.paper.pieces.append(("raster", (width, height, data, self._state["align"])))

    def _function(self) -> Generator[None, int, None]:
        kind = chr((yield))
        length = int.from_bytes((yield from self._take(2)), "little")
        data = yield from self._take(length)
        if kind != "k" or data[:1] != b"1" or len(data) < _LEAST_FUNCTION:
            return
        function, rest = data[1], data[2:]
        if function == 0x43:
            self._state["qr_module"] = rest[0]
        elif function == 0x45:
            self._state["qr_ec"] = rest[0]
        elif function == 0x50:
            self._state["qr_data"] = rest[1:]
        elif function == 0x51:
            text = self._state["qr_data"].decode("utf-8", "replace")
            qr = {"data": text, "module": self._state["qr_module"], "ec": self._state["qr_ec"]}
            self._event(qr=qr)
            self.paper.pieces.append(("qr", (qr, self._state["align"])))

    def _barcode(self) -> Generator[None, int, None]:
        system = yield
        if system >= _B_FORM:
            data = yield from self._take((yield))
        else:
            collected = bytearray()
            while byte := (yield):
                collected.append(byte)
            data = bytes(collected)
        bars = {
            "system": system,
            "data": data.decode("ascii", "replace"),
            "height": self._state["height"],
            "module": self._state["module"],
            "hri": self._state["hri"],
        }
        self._event(barcode=bars)
        self.paper.pieces.append(("barcode", (bars, self._state["align"])))


def decode(chunks: list[bytes]) -> Paper:
    """Decode a whole stream."""
    printer = Printer()
    for chunk in chunks:
        printer.feed(chunk)
    return printer.finish()
