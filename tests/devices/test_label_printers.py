"""Label printers at a wire: asked before and after, never believed to have printed what they did not confirm."""

import threading
import time
from collections.abc import Iterator

import pytest
from PIL import Image

from app.devices.bars import CodeKind
from app.devices.desk import Desk, Event, Printing
from app.devices.labels.encoding import encode
from app.devices.labels.job import LabelJob
from app.devices.labels.layout import Box, CodePart, Label, LabelPrinter, TextPart
from app.devices.labels.picture import draw
from app.devices.labels.printer import send
from app.devices.labels.status import read_tspl, read_zpl
from app.devices.printers.printer import CutOff, NotReady, Obstacle, Sent
from app.devices.printers.raster import FontFile
from app.devices.printers.status import Paper
from app.devices.setup import DeviceKind, DeviceSetup
from app.devices.transports.opening import open_port
from app.formats import fonts
from tests.devices.decoders import escpos
from tests.devices.label_printer import LabelPrinterAtWire, read

CODE = "6901234567892"
LABEL = Label(
    400,
    300,
    (
        TextPart(Box(15, 15, 370, 50), "东北大米", 40),
        CodePart(Box(0, 150, 400, 130), CodeKind.EAN13, CODE),
    ),
)


@pytest.fixture(params=["tspl", "zpl"])
def printer(request: pytest.FixtureRequest) -> Iterator[LabelPrinterAtWire]:
    made = LabelPrinterAtWire(language=request.param)
    yield made
    made.close()


def job(language: str, copies: int = 1, *, label: Label = LABEL, **how: object) -> bytes:
    face = fonts.chinese_face()
    options = LabelPrinter(language=language, **how)  # type: ignore[arg-type]
    drawn = draw(label, options, FontFile(face.path, face.index))
    return encode(LabelJob(label, drawn, options, copies))


def sent(printer: LabelPrinterAtWire, data: bytes, *, answers: bool = True) -> Sent:
    port = open_port(printer.port)
    try:
        return send(port, data, LabelPrinter(language=printer.language, answers_status=answers))
    finally:
        port.close()


def wait_for(printer: LabelPrinterAtWire, count: int) -> list[Image.Image]:
    end = time.monotonic() + 5
    while len(printer.labels) < count and time.monotonic() < end:
        time.sleep(0.01)
    return printer.labels


def test_labels_come_out_and_are_confirmed(printer: LabelPrinterAtWire) -> None:
    assert sent(printer, job(printer.language, 3)) == Sent(is_confirmed=True, paper=Paper.OK)
    labels = wait_for(printer, 3)
    assert [label.size for label in labels] == [(320, 240)] * 3
    assert [read(label) for label in labels] == [{CODE}] * 3


def test_the_end_is_waited_for(printer: LabelPrinterAtWire) -> None:
    printer.condition.busy_s = 0.6
    began = time.monotonic()
    assert sent(printer, job(printer.language)).is_confirmed
    assert time.monotonic() - began > 0.5


@pytest.mark.parametrize(
    ("what", "obstacle"),
    [
        ({"has_paper": False}, Obstacle.NO_PAPER),
        ({"head_is_open": True}, Obstacle.COVER_OPEN),
        ({"is_paused": True}, Obstacle.OFFLINE),
    ],
)
def test_one_that_is_not_ready_gets_nothing(
    printer: LabelPrinterAtWire, what: dict[str, bool], obstacle: Obstacle
) -> None:
    for name, value in what.items():
        setattr(printer.condition, name, value)
    with pytest.raises(NotReady) as refused:
        sent(printer, job(printer.language))
    assert refused.value.obstacle is obstacle
    assert printer.labels == []


def test_silence_is_no_confirmation(printer: LabelPrinterAtWire) -> None:
    printer.condition.answers = False
    assert sent(printer, job(printer.language)) == Sent(is_confirmed=False)
    printer.condition.answers = True
    assert sent(printer, job(printer.language), answers=False) == Sent(is_confirmed=False)
    assert len(wait_for(printer, 2)) == 2


def test_paper_that_ends_meanwhile_is_told(printer: LabelPrinterAtWire) -> None:
    printer.condition.busy_s = 1
    timer = threading.Timer(0.3, setattr, (printer.condition, "has_paper", False))
    timer.start()
    assert sent(printer, job(printer.language)) == Sent(is_confirmed=False, paper=Paper.END)


def test_a_cable_that_is_pulled_leaves_doubt(printer: LabelPrinterAtWire) -> None:
    printer.condition.hangs_up_after = 1
    with pytest.raises(CutOff):
        sent(printer, job(printer.language))


def test_a_desk_hands_labels_to_their_own_way(printer: LabelPrinterAtWire) -> None:
    told: list[Event] = []
    desk = Desk(told.append)
    options = LabelPrinter(language=printer.language)
    desk.apply([DeviceSetup("l", DeviceKind.LABEL_PRINTER, "标签机", printer.port, options=options)])
    assert desk.write("l", "job", job(printer.language))
    wait_for(printer, 1)
    end = time.monotonic() + 5
    while not told and time.monotonic() < end:
        time.sleep(0.01)
    desk.close()
    assert [each.said for each in told] == [Printing("job", Sent(is_confirmed=True, paper=Paper.OK))]


@pytest.mark.parametrize("byte", range(256))
def test_every_byte_of_tspl_is_read(byte: int) -> None:
    said = read_tspl(bytes((byte,)))
    assert said is not None
    assert (said.obstacle is None) == (not byte & ~(32 | 64))
    assert said.is_busy == bool(byte & 32)


@pytest.mark.parametrize("answer", [b"", b"\x02", b"\x02030,0\x03", b"rubbish\x03\x02", b"\x02" * 40])
def test_what_is_no_answer_is_none(answer: bytes) -> None:
    assert read_zpl(answer) is None
    assert read_tspl(b"") is None


def test_escpos_draws_everything_and_goes_to_the_next_label() -> None:
    data = job("escpos", 2)
    assert data.count(b"\x1d\x0c") == 2
    paper = escpos.decode([data.replace(b"\x1d\x0c", b"")])
    width = paper.rasters[0][0]
    dots = b"".join(rows for _, _, rows in paper.rasters)
    picture = Image.frombytes("1", (width * 8, len(dots) // width), bytes(byte ^ 0xFF for byte in dots))
    upper = picture.crop((0, 0, picture.width, picture.height // 2)).convert("L")
    assert read(upper) == {CODE}
