"""A label printer on a socket: TSPL or ZPL becomes pictures of labels, it answers its status, and can be out of order.

It knows nothing of the program: commands are read as the manuals describe them, bar codes are drawn by zxing.
"""

import re
import socket
import threading
import time
from dataclasses import dataclass, field
from typing import Any, Final

import zxingcpp
from PIL import Image

_TSPL_BARS: Final = {
    "EAN13": zxingcpp.BarcodeFormat.EAN13,
    "EAN8": zxingcpp.BarcodeFormat.EAN8,
    "128": zxingcpp.BarcodeFormat.Code128,
}
_ZPL_BARS: Final = {
    "BE": zxingcpp.BarcodeFormat.EAN13,
    "B8": zxingcpp.BarcodeFormat.EAN8,
    "BC": zxingcpp.BarcodeFormat.Code128,
}
_WHITE: Final = 255


@dataclass
class LabelCondition:
    """How the printer is; answers follow from it. `hangs_up_after` so many labels it is pulled out."""

    has_paper: bool = True
    head_is_open: bool = False
    is_paused: bool = False
    answers: bool = True
    busy_s: float = 0.0
    hangs_up_after: int = 0


@dataclass
class LabelPrinterAtWire:
    """Listens on a port of this computer until closed; `language` is tspl or zpl."""

    language: str = "tspl"
    dots_per_mm: int = 8
    condition: LabelCondition = field(default_factory=LabelCondition)
    received: bytearray = field(default_factory=bytearray)

    def __post_init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self._address = self._server.getsockname()
        self.port = f"tcp://127.0.0.1:{self._address[1]}"
        self._busy_until = 0.0
        self._listen()

    def _listen(self) -> None:
        self._closing = threading.Event()
        self._server.settimeout(0.05)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Switch it off."""
        self._closing.set()
        self._server.close()
        self._thread.join(2)

    def switch_on_again(self) -> None:
        """Listen on the same port again."""
        self._server = socket.create_server(self._address)
        self._listen()

    @property
    def labels(self) -> list[Image.Image]:
        """Return every label that came out, in order."""
        draw = tspl_labels if self.language == "tspl" else zpl_labels
        return draw(bytes(self.received), self.dots_per_mm)

    def _run(self) -> None:
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
        query = b"\x1b!?" if self.language == "tspl" else b"~HS"
        while not self._closing.is_set():
            try:
                data = peer.recv(65536)
            except TimeoutError:
                continue
            except OSError:
                return
            if not data:
                return
            self.received += data
            asks = self.received.endswith(query)
            if asks:
                del self.received[-len(query) :]
            if data != query:
                self._busy_until = time.monotonic() + self.condition.busy_s
                if self.condition.hangs_up_after and len(self.labels) >= self.condition.hangs_up_after:
                    self.condition.hangs_up_after = 0
                    return
            if asks and self.condition.answers:
                peer.sendall(self._answer())

    def _answer(self) -> bytes:
        now = self.condition
        is_busy = time.monotonic() < self._busy_until
        if self.language == "tspl":
            byte = now.head_is_open + (0 if now.has_paper else 4) + (16 if now.is_paused else 0)
            return bytes((byte + (32 if is_busy else 0),))
        paper, paused, head = (int(each) for each in (not now.has_paper, now.is_paused, now.head_is_open))
        waiting = 2 if is_busy else 0
        return (
            f"\x02030,{paper},{paused},0242,{waiting:03d},0,0,0,000,0,0,0\x03\r\n"
            f"\x02000,0,{head},0,0,2,4,0,{waiting:08d},1,000\x03\r\n"
            "\x021234,0\x03\r\n"
        ).encode("ascii")


def tspl_labels(data: bytes, dots_per_mm: int = 8) -> list[Image.Image]:
    """Draw what TSPL says; whatever is no command of a label we send is a mistake."""
    labels: list[Image.Image] = []
    page = Image.new("L", (1, 1), _WHITE)
    size = (1, 1)
    place = 0
    while place < len(data):
        head = re.match(rb"BITMAP (\d+),(\d+),(\d+),(\d+),0,", data[place:])
        if head:
            x, y, width, height = (int(head[number]) for number in range(1, 5))
            start = place + head.end()
            dots = data[start : start + width * height]
            if len(dots) < width * height:
                break  # the rest is on its way
            page.paste(Image.frombytes("1", (width * 8, height), dots).convert("L"), (x, y))
            place = start + width * height
            continue
        end = data.find(b"\r\n", place)
        if end < 0:
            break
        command, _, rest = data[place:end].decode("gbk").partition(" ")
        place = end + 2
        match command:
            case "SIZE":
                size = _dots(rest, dots_per_mm)
            case "CLS":
                page = Image.new("L", size, _WHITE)
            case "BARCODE":
                found = re.fullmatch(
                    r'(\d+),(\d+),"(\w+)",(\d+),([01]),0,(\d+),(\d+),"((?:\\\["\]|[^"])*)"', rest
                )
                assert found is not None, rest
                text = found[8].replace('\\["]', '"')
                bars = _bars(_TSPL_BARS[found[3]], text, int(found[6]), int(found[4]))
                page.paste(bars, (int(found[1]), int(found[2])))
            case "PRINT":
                labels += [page.copy()] * int(rest.split(",")[1])
            case "GAP" | "DIRECTION" | "":
                pass
            case _:
                raise AssertionError(f"no command of a label: {command!r}")
    return labels


def _dots(size: str, dots_per_mm: int) -> tuple[int, int]:
    width, height = (
        float(part.removesuffix("mm")) * (dots_per_mm if dots_per_mm == 8 else 300 / 25.4)
        for part in size.split(",")
    )
    return int(width + 0.5), int(height + 0.5)


def zpl_labels(data: bytes, _dots_per_mm: int = 8) -> list[Image.Image]:
    """Draw what ZPL says; whatever is no command of a label we send is a mistake."""
    labels: list[Image.Image] = []
    for whole in re.finditer(rb"\^XA(.*?)\^XZ", data, re.DOTALL):
        labels += _zpl_label(whole[1].decode("ascii"))
    return labels


def _zpl_label(text: str) -> list[Image.Image]:
    width = height = 1
    copies = 1
    page: Image.Image | None = None
    at, module, bar = (0, 0), 2, ("", 0)
    for found in re.finditer(r"\^([A-Z0-9]{2})([^\^~]*)", text):
        command, rest = found[1], found[2]
        match command:
            case "PW":
                width = int(rest)
            case "LL":
                height = int(rest)
                page = Image.new("L", (width, height), _WHITE)
            case "FO":
                x, y = rest.split(",")
                at = (int(x), int(y))
            case "GF":
                _, total, _, row, digits = rest.split(",", 4)
                dots = bytes(byte ^ 0xFF for byte in bytes.fromhex(digits))
                picture = Image.frombytes("1", (int(row) * 8, int(total) // int(row)), dots)
                assert page is not None
                page.paste(picture.convert("L"), at)
            case "BY":
                module = int(rest)
            case "BE" | "B8" | "BC":
                bar = (command, int(rest.split(",")[1]))
            case "FD":
                said = re.sub(r"_([0-9A-F]{2})", lambda hexed: chr(int(hexed[1], 16)), rest)
                assert page is not None
                page.paste(_bars(_ZPL_BARS[bar[0]], said, module, bar[1]), at)
            case "PQ":
                copies = int(rest)
            case "CI" | "FS" | "FH":
                pass
            case _:
                raise AssertionError(f"no command of a label: {command!r}")
    assert page is not None
    return [page] * copies


def _bars(kind: zxingcpp.BarcodeFormat, text: str, module: int, height: int) -> Image.Image:
    picture: Any = zxingcpp.create_barcode(text, kind).to_image(scale=1, add_quiet_zones=False)
    made: Any = memoryview(picture)
    rows, width = made.shape
    row = Image.frombuffer("L", (width, rows), made.tobytes(), "raw", "L", 0, 1).crop((0, 0, width, 1))
    return row.resize((width * module, height), Image.Resampling.NEAREST)


def read(label: Image.Image) -> set[str]:
    """Read the codes of a label as a scanner does."""
    around = Image.new("L", (label.width + 40, label.height + 40), _WHITE)
    around.paste(label, (20, 20))
    return {code.text for code in zxingcpp.read_barcodes(around)}
