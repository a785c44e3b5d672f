"""21: what devices say until it is painted, and what they are sent until it is bytes; the wires are sockets.

A weight and a scan are timed from the last byte that the emulator writes; the other side of a weight is a thread that
reads lines of the same socket library into a label.
"""

import dataclasses
import functools
from collections.abc import Callable, Iterator
from typing import Any

import serial
from PIL import Image
from PySide6.QtCore import QObject, QThread, Signal
from PySide6.QtWidgets import QLabel, QWidget

from app.core.numbers import ONE
from app.devices.bars import CodeKind
from app.devices.labels import tspl
from app.devices.labels.job import LabelJob
from app.devices.labels.layout import Box, CodePart, Label, LabelPrinter, TextPart
from app.devices.labels.picture import draw
from app.devices.printers.chinese import encode
from app.devices.printers.profile import ROLL_80
from app.devices.printers.raster import WHITE, FontFile, packed
from app.devices.setup import DeviceKind, DeviceSetup
from app.domain.documents.document import Document, Line
from app.formats.fonts import chinese_face
from app.gui import devices
from app.services import documents
from app.services.firm import Firm
from app.services.printing import slips
from tests.bench import screen, trade
from tests.bench.measuring import Pair, in_turn, middle, share_below, timed
from tests.bench.results import Result
from tests.bench.setting import Setting
from tests.bench.workloads import painting
from tests.bench.workloads.posting import DAY, Seller
from tests.devices.emulators import Wire

_FRAME_MS = 16
_RECEIPT_MS = 50
_LABEL_MS = 20
_RECEIPT_LINES = 100
_SCALE = "台秤"
_KILOGRAM = 1000
_DRAWN = dataclasses.replace(ROLL_80, has_chinese=False, has_qr=False)


def answer(setting: Setting) -> Iterator[Result]:
    """All of it."""
    yield from _weigh(setting)
    yield from _scan(setting)
    yield from _receipts(setting)
    yield from _labels(setting)


# From the wire to the screen


class _BareScale(QObject):
    """Reads lines of a wire on a thread, into a label."""

    heard = Signal(str)

    def __init__(self, port: str) -> None:
        super().__init__()
        self.label = QLabel()
        self.heard.connect(self.label.setText)
        self._port = port
        self._thread = QThread(self)
        self._thread.run = self._read  # type: ignore[method-assign]
        self._is_over = False
        self._thread.start()

    def _read(self) -> None:
        with serial.serial_for_url(self._port, timeout=0.05) as line:
            while not self._is_over:
                frame = line.read_until(b"\r\n")
                if frame:
                    self.heard.emit(frame[7:-2].decode("ascii").strip())

    def close(self) -> None:
        """End the thread."""
        self._is_over = True
        self._thread.wait()


def _weigh(setting: Setting) -> Iterator[Result]:
    """A frame of a scale, until the weight is painted in the foot of a sale."""
    each = 10 if setting.is_quick else 50
    screen.start(setting.disk / "home")
    firm = setting.copy(setting.opening("fifo"), "weighed")
    window = painting.window_of(firm)
    page = painting.document_in(window, functools.partial(window.new_document, "delivery"))
    wire, bare_wire = Wire.over_tcp(), Wire.over_tcp()
    devices.here().use((DeviceSetup("scale", DeviceKind.SCALE, _SCALE, wire.port, protocol="st_gs_text"),))
    bare = _BareScale(bare_wire.port)
    bare.label.show()
    for each_wire in (wire, bare_wire):
        each_wire.wait_open()
    assert page.form is not None
    label = page.form.foot.findChild(QLabel, "weight")
    assert isinstance(label, QLabel)
    grams = iter(range(1, 1 << 30))

    def ours() -> list[float]:
        return [_weighed(wire, label, next(grams), lambda text: f"{_SCALE}：{text} kg") for _ in range(each)]

    def raw() -> list[float]:
        return [_weighed(bare_wire, bare.label, next(grams), str) for _ in range(each)]

    _weighed(wire, label.window(), next(grams), str, until=label.isVisible)  # it shows with the first weight
    pair = in_turn(ours, raw, setting.rounds)
    yield from _told("frame of a scale to weight painted", pair)
    bare.close()
    devices.here().end()
    for each_wire in (wire, bare_wire):
        each_wire.close()
    screen.close(window, firm.close)


def _weighed(
    wire: Wire,
    seen: QWidget,
    grams: int,
    shown: Callable[[str], str],
    until: Callable[[], bool] | None = None,
) -> float:
    text = f"{grams // _KILOGRAM}.{grams % _KILOGRAM:03d}"
    frame = f"ST,GS,+ {text:>7}kg\r\n".encode("ascii")
    is_there = until or (lambda: isinstance(seen, QLabel) and seen.text().startswith(shown(text)))
    return screen.painted_ms(seen, lambda: wire.write(frame), is_there)


def _scan(setting: Setting) -> Iterator[Result]:
    """A code of a serial scanner, until its line is painted in a sale."""
    each = 10 if setting.is_quick else 50
    screen.start(setting.disk / "home")
    firm = setting.copy(setting.opening("fifo"), "scanned-at-a-port")
    window = painting.window_of(firm)
    page = painting.document_in(window, functools.partial(window.new_document, "delivery"))
    blank = page.document
    view = painting.grid_of(page).viewport()
    wire = Wire.over_tcp()
    devices.here().use((DeviceSetup("scanner", DeviceKind.SCANNER, "扫码枪", wire.port),))
    wire.wait_open()

    def ours() -> list[float]:
        assert page.draft is not None
        page.draft.restart(blank)
        screen.rest()
        taken = []
        for number in range(each):
            write = functools.partial(wire.write, trade.barcode(number).encode("ascii") + b"\r")
            taken.append(screen.painted_ms(view, write, lambda: _filled(page.document) > number))  # noqa: B023
            screen.rest()
        return taken

    rounds = [ours() for _ in range(setting.rounds + 1)][1:]
    yield from _told("code of a serial scanner to line painted", Pair(rounds, []))
    devices.here().end()
    wire.close()
    screen.close(window, firm.close)


def _filled(document: Document) -> int:
    return sum(bool(line.item) for line in document.lines)


def _told(what: str, pair: Pair) -> Iterator[Result]:
    note = f"{pair.ratio:.2f} × bare" if pair.raw else ""
    raw_ms = pair.raw_ms if pair.raw else None
    yield Result(
        21,
        f"{what}, p50",
        pair.ours_ms,
        unit="ms",
        goal=_FRAME_MS,
        ours_ms=pair.ours_ms,
        raw_ms=raw_ms,
        note=note,
    )
    p99 = middle([share_below(each, 0.99) for each in pair.ours])
    yield Result(21, f"{what}, p99", p99, unit="ms", goal=2 * _FRAME_MS)


# From a document to the wire


def _receipts(setting: Setting) -> Iterator[Result]:
    """A slip of a hundred lines for an 80 mm printer; the bare side encodes the same rows of text."""
    firm = setting.copy(setting.opening("fifo"), "slips")
    document = _long_sale(firm)
    rows = _rows_of(slips.slip(firm, document.uid, ROLL_80).data)
    for how, profile, goal in (("as text", ROLL_80, _RECEIPT_MS), ("as pictures", _DRAWN, 5 * _RECEIPT_MS)):
        pair = in_turn(
            lambda profile=profile: [timed(lambda: slips.slip(firm, document.uid, profile))],  # type: ignore[misc]
            lambda: [timed(lambda: b"\n".join(encode(row).data for row in rows))],
            setting.rounds,
        )
        what = f"receipt of {_RECEIPT_LINES} lines {how}"
        yield _made(what, pair, goal, f"{pair.ratio:.1f} × its texts encoded")
    firm.close()


def _long_sale(firm: Firm) -> Document:
    seller = Seller(firm)
    sale = seller.trader.sale(seller.items[:_RECEIPT_LINES], date=DAY, place=seller.place)
    lines = tuple(Line(item=line.item, unit=line.unit, quantity=ONE, price=line.price) for line in sale.lines)
    sale = documents.settle(firm, dataclasses.replace(sale, lines=lines))
    return documents.post(firm, sale).document


def _rows_of(data: bytes) -> list[str]:
    return [row.decode("gb18030", "replace") for row in data.split(b"\n")]


def _labels(setting: Setting) -> Iterator[Result]:
    """A label of goods at 203 dots an inch, drawn and as TSPL; the bare side packs a blank picture of its size."""
    face = chinese_face()
    font, printer = FontFile(face.path, face.index), LabelPrinter()
    label = Label(
        600,
        400,
        (
            TextPart(Box(20, 15, 560, 90), "五常稻花香大米 2025 新米 10kg", 36, bold=True),
            TextPart(Box(20, 110, 360, 50), "规格 10kg/袋  产地 黑龙江五常", 24),
            TextPart(Box(390, 110, 190, 70), "￥58.80", 50, bold=True),
            CodePart(Box(20, 200, 400, 180), CodeKind.EAN13, "6901234567892"),
            CodePart(Box(440, 220, 150, 150), CodeKind.QR, "6901234567892"),
        ),
    )
    pair = in_turn(
        lambda: [timed(lambda: tspl.encode(LabelJob(label, draw(label, printer, font), printer)))],
        lambda: [timed(functools.partial(_blank, printer.dots(label.width), printer.dots(label.height)))],
        setting.rounds,
    )
    yield _made("label of 60 × 40 mm", pair, _LABEL_MS, f"{pair.ratio:.1f} × a blank picture packed")


def _blank(width: int, height: int) -> Any:
    return packed(Image.new("L", (width, height), WHITE))


def _made(what: str, pair: Pair, goal: float, note: str) -> Result:
    return Result(
        21, what, pair.ours_ms, unit="ms", goal=goal, ours_ms=pair.ours_ms, raw_ms=pair.raw_ms, note=note
    )
