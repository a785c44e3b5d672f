"""A receipt printer on a socket: prints to a picture and to text, answers its status, and can be out of order.

By hand: ``python -m tests.emulate printer --columns 48`` prints the port to open and keeps a picture of each slip.
"""

import socket
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import zxingcpp
from PIL import Image, ImageDraw, ImageFont

from tests.devices.decoders.escpos import Paper, Printer
from tests.devices.emulators import Wire

_OLD_QUESTION: Final = b"\x1dr\x01"
_DOT_ROW: Final = 30
_LETTER: Final = 24


@dataclass
class Condition:
    """How the printer is; answers follow from it."""

    is_online: bool = True
    has_paper: bool = True
    paper_is_low: bool = False
    cover_is_open: bool = False
    answers: bool = True
    is_old: bool = False
    """It knows only the question for paper that printers had before (``1D 72 01``)."""
    cutter_is_stuck: bool = False

    def answer_old(self) -> bytes:
        """Return the byte for ``1D 72 01``."""
        return (b"\x00" if self.has_paper else b"\x0f") if self.is_old else b""

    def answer(self, query: int) -> bytes:
        """Return the byte for ``10 04 n``."""
        if not self.answers or self.is_old:
            return b""
        value = 0x12
        if query == 3 and self.cutter_is_stuck:
            value |= 0x08
        if query == 1 and not (
            self.is_online and self.has_paper and not self.cover_is_open and not self.cutter_is_stuck
        ):
            value |= 0x08
        if query == 2:
            value |= (0x04 if self.cover_is_open else 0) | (0 if self.has_paper else 0x20)
        if query == 4:
            value |= (0x0C if self.paper_is_low else 0) | (0 if self.has_paper else 0x60)
        return bytes((value,))


@dataclass
class ReceiptPrinter:
    """Listens on a port of this computer until closed; bytes of one connection are one or more slips."""

    condition: Condition = field(default_factory=Condition)
    received: bytearray = field(default_factory=bytearray)

    def __post_init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = f"tcp://127.0.0.1:{self._server.getsockname()[1]}"
        self._address = self._server.getsockname()
        self._closing = threading.Event()
        self._server.settimeout(0.05)
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Switch it off."""
        self._closing.set()
        self._server.close()
        self._thread.join(2)

    def switch_on_again(self) -> None:
        """Listen on the same port again."""
        self._closing = threading.Event()
        self._server = socket.create_server(self._address)
        self._server.settimeout(0.05)
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    @property
    def paper(self) -> Paper:
        """Return what was printed until now."""
        printer = Printer()
        printer.feed(bytes(self.received))
        return printer.finish()

    def _listen(self) -> None:
        while not self._closing.is_set():
            try:
                peer, _ = self._server.accept()
            except TimeoutError:
                continue
            except OSError:
                return
            with peer:
                self._serve(peer)

    def _serve(self, peer: socket.socket) -> None:
        peer.settimeout(0.05)
        head = PrintHead(self.condition, self.received)
        while not self._closing.is_set():
            try:
                data = peer.recv(65536)
            except TimeoutError:
                continue
            except OSError:
                return
            if not data:
                return
            if reply := head.take(data):
                peer.sendall(reply)


@dataclass
class PrintHead:
    """Takes bytes in any chunks: answers questions about its status, prints the rest."""

    condition: Condition
    received: bytearray
    _pending: bytes = b""

    def take(self, data: bytes) -> bytes:
        """Take bytes; return the answers."""
        self._pending += data
        answers = b""
        while _OLD_QUESTION in self._pending:
            answers += self.condition.answer_old()
            self._pending = self._pending.replace(_OLD_QUESTION, b"", 1)
        # Status queries are answered at once, wherever they stand; pictures hold their bytes by chance only here.
        while (place := self._pending.find(b"\x10\x04")) >= 0 and len(self._pending) > place + 2:
            is_asked = self._pending[place + 2] in {1, 2, 3, 4}
            if is_asked:
                answers += self.condition.answer(self._pending[place + 2])
            self.received += self._pending[: place + (0 if is_asked else 2)]
            self._pending = self._pending[place + (3 if is_asked else 2) :]
        if not self._pending.endswith(b"\x10") and b"\x10\x04" not in self._pending[-2:]:
            self.received += self._pending
            self._pending = b""
        return answers


@dataclass
class SerialPrinter:
    """The same at the end of a serial line."""

    condition: Condition = field(default_factory=Condition)
    received: bytearray = field(default_factory=bytearray)

    def __post_init__(self) -> None:
        self._wire = Wire.terminal()
        self.port = self._wire.port
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        head = PrintHead(self.condition, self.received)
        while not self._closing.is_set():
            if reply := head.take(self._wire.read(0.05)):
                self._wire.write(reply)

    def close(self) -> None:
        """Switch it off."""
        self._closing.set()
        self._thread.join(2)
        self._wire.close()


def picture(paper: Paper, dots: int, font: Path) -> Image.Image:
    """Draw a slip as the paper would show it."""
    pieces = [_draw(kind, what, dots, font) for kind, what in paper.pieces]
    slip = Image.new("L", (dots, sum(piece.height for piece in pieces) + 16), 255)
    y = 8
    for piece in pieces:
        slip.paste(piece, (0, y))
        y += piece.height
    return slip


def _draw(kind: str, what: object, dots: int, font: Path) -> Image.Image:
    match kind, what:
        case "text", (str(text), dict(style)):
            return _text(text, style, dots, font)
        case "feed", int(lines):
            return Image.new("L", (dots, lines * _DOT_ROW), 255)
        case "cut", _:
            band = Image.new("L", (dots, 12), 255)
            ImageDraw.Draw(band).line((0, 6, dots, 6), fill=0, width=1)
            return band
        case "raster", (int(width), int(height), bytes(data), int(side)):
            dotted = Image.frombytes("1", (width * 8, height), bytes(byte ^ 0xFF for byte in data))
            return _placed(dotted.convert("L"), side, dots)
        case "qr", (dict(code), int(side)):
            made = zxingcpp.create_barcode(code["data"], zxingcpp.BarcodeFormat.QRCode)
            return _placed(_image(made, code["module"]), side, dots)
        case "barcode", (dict(code), int(side)):
            sort = (
                zxingcpp.BarcodeFormat.EAN13 if code["system"] in {2, 67} else zxingcpp.BarcodeFormat.Code128
            )
            made = zxingcpp.create_barcode(code["data"].removeprefix("{B"), sort)
            return _placed(_image(made, code["module"]).resize((300, code["height"])), side, dots)
    raise ValueError(kind)


def _image(code: "zxingcpp.Barcode", module: int) -> Image.Image:
    made: Any = memoryview(code.to_image(scale=module))  # type: ignore[arg-type]
    height, width = made.shape
    return Image.frombuffer("L", (width, height), made.tobytes(), "raw", "L", 0, 1)


def _placed(what: Image.Image, side: int, dots: int) -> Image.Image:
    page = Image.new("L", (dots, what.height + 4), 255)
    page.paste(what, ((0, (dots - what.width) // 2, dots - what.width)[side], 2))
    return page


def _text(text: str, style: dict[str, int], dots: int, font: Path) -> Image.Image:
    wide, tall = style["width"], style["tall"]
    widths = [len(character.encode("gb18030")) * 12 * wide for character in text]
    page = Image.new("L", (dots, _DOT_ROW * tall), 255)
    pen = ImageDraw.Draw(page)
    face = ImageFont.truetype(str(font), (_LETTER - 2) * tall)
    x = (0, (dots - sum(widths)) // 2, dots - sum(widths))[style["align"]]
    for character, width in zip(text, widths, strict=True):
        stroke = 1 if style["bold"] else 0
        pen.text(
            (x + width / 2, _DOT_ROW * tall / 2),
            character,
            font=face,
            fill=0,
            anchor="mm",
            stroke_width=stroke,
        )
        x += width
    return page
