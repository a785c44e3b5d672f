"""Receipts and labels as printers get them: text in columns, nothing injected, pictures that scanners can read."""

import io
import os
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from app.core.roll import Centred, Coded, Drawn, Row, Ruled, Said
from app.devices.bars import CodeKind, modules
from app.devices.displays import customer_display as display
from app.devices.displays.customer_display import CannotShow, Lamp, led, vfd
from app.devices.labels.encoding import LANGUAGES, encode
from app.devices.labels.job import LabelJob
from app.devices.labels.layout import Box, CodePart, Label, LabelPrinter, TextPart
from app.devices.labels.picture import DoesNotFit, draw
from app.devices.printers import chinese, raster
from app.devices.printers.found import found_printers
from app.devices.printers.printer import NotReady, Obstacle, Sent, ask_status, send
from app.devices.printers.profile import ROLL_58, ROLL_80, PrinterProfile
from app.devices.printers.raster import FontFile
from app.devices.printers.receipt import render
from app.devices.printers.status import Paper
from app.devices.transports.opening import open_port
from app.devices.transports.transport import Unplugged
from app.formats import fonts
from app.services.printing import test_page
from tests.devices.decoders import escpos, labels
from tests.devices.emulators import Wire
from tests.devices.receipt_printer import ReceiptPrinter

NAME = (
    "东北大米五常稻花香十公斤装精品礼盒特别加长的名称一共有六十个"
    "字的时候小票也要能把它完整地打印出来一个字都不许少掉真的"
)
LABEL = Label(
    400,
    300,
    (
        TextPart(Box(10, 10, 280, 70), "东北大米五常稻花香 5kg 精品礼盒装", 32, bold=True),
        TextPart(Box(10, 120, 200, 50), "￥52.80", 48),
        CodePart(Box(10, 180, 380, 110), CodeKind.EAN13, "6901234567892"),
        CodePart(Box(290, 10, 100, 150), CodeKind.QR, "SKU-00128|B20261122"),
    ),
)


@pytest.fixture(scope="module")
def font() -> FontFile:
    face = fonts.chinese_face()
    return FontFile(face.path, face.index)


@pytest.fixture
def printer() -> Iterator[ReceiptPrinter]:
    made = ReceiptPrinter()
    yield made
    made.close()


def lines_of(rows: list[Row], profile: PrinterProfile = ROLL_58) -> list[str]:
    return escpos.decode([render(rows, profile).data]).text_lines


def test_a_name_of_sixty_letters_wraps_and_the_amount_is_whole() -> None:
    lines = lines_of([Said(NAME), Said("  2 袋 × 52.80", "105.60"), Said(NAME[:14], "1,234,567.89")])
    assert "".join(lines).replace(" ", "").startswith(NAME)
    assert all(chinese.columns(line) <= 32 for line in lines)
    assert any(line.endswith("105.60") and chinese.columns(line) == 32 for line in lines)
    assert lines[-1].strip() == "1,234,567.89"


@given(st.text(max_size=80), st.integers(8, 48))
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    lines = chinese.wrap(text, width)
    assert all(chinese.columns(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(chinese.printable(text).split())


@given(st.text(max_size=80))
def test_bytes_are_as_wide_as_columns_and_carry_no_command(text: str) -> None:
    data = chinese.encode(text).data
    assert len(data) == chinese.columns(text)
    assert not any(byte < 0x20 for byte in data)


def test_what_gbk_lacks_is_told() -> None:
    slip = render([Said("𠮷野家😀 ￥5 ¥6")], ROLL_80)
    assert slip.replaced == ("𠮷", "😀")
    assert escpos.decode([slip.data]).text_lines == ["□野家□ ￥5 ￥6"]


def test_a_slip_in_bytes_and_one_that_is_drawn(font: FontFile) -> None:
    logo = io.BytesIO()
    Image.new("RGB", (60, 40), "black").save(logo, "PNG")
    rows: list[Row] = [Drawn(logo.getvalue()), Centred("掌柜", 200), Ruled(), Coded("XS20261122-001")]
    events = escpos.decode([render(rows, ROLL_80, open_drawer=True).data]).events
    assert [next(iter(event)) for event in events] == [
        "drawer", "raster", "align", "size", "size", "align", "align", "qr", "align", "cut",
    ]  # fmt: skip
    drawn = escpos.decode([render(rows, PrinterProfile(has_chinese=False), font).data])
    assert drawn.text_lines == []
    assert {next(iter(event)) for event in drawn.events} == {"raster", "cut"}
    assert _read(drawn) == ["XS20261122-001"]
    assert _read(escpos.decode([render(rows, PrinterProfile(has_qr=False)).data])) == ["XS20261122-001"]


def _read(paper: escpos.Paper) -> list[str]:
    """Read the codes among the dots; a picture comes in bands."""
    width = paper.rasters[0][0]
    dots = b"".join(data for _, _, data in paper.rasters)
    picture = Image.frombytes("1", (width * 8, len(dots) // width), bytes(byte ^ 0xFF for byte in dots))
    return [code.text for code in zxingcpp.read_barcodes(picture.convert("L"))]


def test_a_printer_is_asked_before_and_after(printer: ReceiptPrinter) -> None:
    port = open_port(printer.port)
    slip = render([Said("大米", "52.80")], ROLL_80).data
    assert send(port, slip, ROLL_80) == Sent(is_confirmed=True, paper=ask_status(port).paper)
    printer.condition.has_paper = False
    with pytest.raises(NotReady) as refused:
        send(port, slip, ROLL_80)
    assert refused.value.obstacle is Obstacle.NO_PAPER
    printer.condition.has_paper, printer.condition.cover_is_open = True, True
    with pytest.raises(NotReady) as refused:
        send(port, slip, ROLL_80)
    assert refused.value.obstacle is Obstacle.COVER_OPEN
    printer.condition.cover_is_open, printer.condition.answers = False, False
    assert send(port, slip, ROLL_80) == Sent(is_confirmed=False)
    port.close()
    _until(lambda: len(printer.paper.text_lines) == 2)
    assert [line.split() for line in printer.paper.text_lines] == [["大米", "52.80"]] * 2


def test_an_old_printer_says_at_least_whether_it_has_paper(printer: ReceiptPrinter) -> None:
    port = open_port(printer.port)
    printer.condition.is_old = True
    slip = render([Said("大米", "52.80")], ROLL_80).data
    assert send(port, slip, ROLL_80) == Sent(is_confirmed=True, paper=Paper.OK)
    printer.condition.has_paper = False
    with pytest.raises(NotReady) as refused:
        send(port, slip, ROLL_80)
    assert refused.value.obstacle is Obstacle.NO_PAPER
    port.close()
    assert [line.split() for line in printer.paper.text_lines] == [["大米", "52.80"]]


def test_a_cutter_that_is_stuck_stops_the_slip(printer: ReceiptPrinter) -> None:
    port = open_port(printer.port)
    printer.condition.cutter_is_stuck = True
    with pytest.raises(NotReady) as refused:
        send(port, b"slip", ROLL_80)
    assert refused.value.obstacle is Obstacle.ERROR
    port.close()


def _until(is_so: object, seconds: float = 3) -> None:
    assert callable(is_so)
    end = time.monotonic() + seconds
    while not is_so() and time.monotonic() < end:
        time.sleep(0.01)


def test_a_printer_that_is_off_is_gone(printer: ReceiptPrinter) -> None:
    printer.close()
    with pytest.raises(Unplugged):
        open_port(printer.port)


def test_a_file_takes_the_bytes_and_keeps_the_earlier_ones(tmp_path: Path) -> None:
    target = tmp_path / "打印 口.bin"
    target.write_bytes(b"earlier")
    port = open_port(target.as_uri())
    assert send(port, b"slip", PrinterProfile(answers_status=False)) == Sent(is_confirmed=False)
    port.close()
    assert target.read_bytes() == b"earlierslip"


@pytest.mark.parametrize("dpi", [203, 300])
def test_codes_of_a_label_can_be_read_back(font: FontFile, dpi: int) -> None:
    drawn = draw(LABEL, LabelPrinter(dpi=dpi, columns_of_head=1200), font)
    found = {(code.format, code.text) for code in zxingcpp.read_barcodes(drawn.preview)}
    assert found == {
        (zxingcpp.BarcodeFormat.EAN13, "6901234567892"),
        (zxingcpp.BarcodeFormat.QRCode, "SKU-00128|B20261122"),
    }


@pytest.mark.parametrize("language", sorted(LANGUAGES.keys() - {"escpos"}))
def test_every_language_says_the_same_label(font: FontFile, language: str) -> None:
    printer = LabelPrinter(language=language)
    drawn = draw(LABEL, printer, font)
    said = getattr(labels, language)(encode(LabelJob(LABEL, drawn, printer, copies=3)))
    assert said["copies"] == 3
    assert [bar["data"][:12] for bar in said["barcodes"]] == ["690123456789"]


def test_dots_of_tspl_and_zpl_are_the_picture(font: FontFile) -> None:
    for language in ("tspl", "zpl"):
        printer = LabelPrinter(language=language, has_bars=False)
        drawn = draw(LABEL, printer, font)
        data = encode(LabelJob(LABEL, drawn, printer))
        if language == "tspl":
            ((_, _, width, _, dots),) = labels.tspl_bitmaps(data)
        else:
            ((width, dots),) = labels.zpl_graphics(data)
            dots = bytes(byte ^ 0xFF for byte in dots)
        printed = Image.frombytes("1", (width * 8, len(dots) // width), dots).convert("L")
        assert {code.text for code in zxingcpp.read_barcodes(printed)} == {
            "6901234567892",
            "SKU-00128|B20261122",
        }


def test_a_text_without_room_is_refused_and_a_long_one_made_smaller(font: FontFile) -> None:
    printer = LabelPrinter()
    small = Label(400, 300, (TextPart(Box(0, 0, 390, 90), NAME, 60),))
    assert draw(small, printer, font).preview.getextrema() == (0, 255)
    with pytest.raises(DoesNotFit):
        draw(Label(400, 300, (TextPart(Box(0, 0, 60, 20), NAME, 60),)), printer, font)
    with pytest.raises(DoesNotFit):
        draw(Label(2000, 300, ()), printer, font)
    with pytest.raises(DoesNotFit):
        draw(Label(400, 300, (CodePart(Box(0, 0, 60, 50), CodeKind.EAN13, "6901234567892"),)), printer, font)


def test_a_text_that_cannot_be_coded_is_said() -> None:
    with pytest.raises(ValueError, match="中"):
        modules(CodeKind.CODE128, "中")


def test_a_display_never_cuts_a_figure() -> None:
    assert led(Lamp.CHANGE, "-0.50") == b"\x1bs4\x1bQA-0.50\r"
    for figure in ("123456789.00", "12,5", "", "1e5"):
        with pytest.raises(CannotShow):
            led(Lamp.TOTAL, figure)
    with pytest.raises(CannotShow):
        vfd("合计", "")


def test_a_letter_that_the_font_lacks_is_a_box_and_told(font: FontFile) -> None:
    drawn = replace(ROLL_58, has_chinese=False)
    lacking = [one for one in "℃Ⅴ😀\U0010ffff" if not raster.has_letter(font, one)]
    assert {"😀", "\U0010ffff"} <= set(lacking)
    made = render([Said("".join(lacking) + "大米 12.00 ￥")], drawn, font)
    assert set(made.replaced) == set(lacking)
    boxes = render([Said("□" * len(lacking) + "大米 12.00 ￥")], drawn, font)
    assert made.data == boxes.data


class Spooler:
    """A printer that has no way back: it makes a job of each write."""

    is_one_way = True

    def __init__(self) -> None:
        self.jobs: list[bytes] = []

    def read(self, _timeout_s: float) -> bytes:
        return b""

    def write(self, data: bytes) -> None:
        self.jobs.append(data)

    def forget_input(self) -> None:
        """Nothing comes."""

    def close(self) -> None:
        """Nothing is open."""


def test_what_has_no_way_back_is_asked_nothing_and_gets_the_slip_whole() -> None:
    spooler = Spooler()
    assert send(spooler, b"x" * 10_000, ROLL_80) == Sent(is_confirmed=False)
    assert spooler.jobs == [b"x" * 10_000]


@pytest.mark.skipif(sys.platform == "win32", reason="CUPS is for Linux")
def test_printers_of_the_system_are_found_and_take_a_slip(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, script in (
        ("lpstat", 'echo "EPSON_TM-T82"; echo "前台 58"'),
        ("lp", f'echo "$2" > {tmp_path}/who; /bin/cat > {tmp_path}/job'),
    ):
        path = tmp_path / name
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    found = [each for each in found_printers() if each.port.startswith("spooler://")]
    assert [each.label for each in found] == ["EPSON_TM-T82", "前台 58"]
    port = open_port(found[1].port)
    assert send(port, b"slip", ROLL_58) == Sent(is_confirmed=False)
    port.close()
    assert (tmp_path / "who").read_text(encoding="utf-8").strip() == "前台 58"
    assert (tmp_path / "job").read_bytes() == b"slip"
    monkeypatch.setenv("PATH", "")
    assert [each for each in found_printers() if each.port.startswith("spooler://")] == []


def test_a_plain_file_holds_the_slip_and_no_questions(tmp_path: Path) -> None:
    path = tmp_path / "slip.bin"
    port = open_port(path.as_uri())
    assert send(port, b"slip", ROLL_80) == Sent(is_confirmed=False)
    port.close()
    assert path.read_bytes() == b"slip"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_a_slow_serial_printer_may_take_its_time() -> None:
    """A picture takes longer than two seconds at 9600 baud; only one that stands still is given up."""
    wire = Wire.terminal()
    port = open_port(wire.port)
    read = bytearray()

    def reads_slowly() -> None:
        while len(read) < 60_000:
            read.extend(os.read(wire._fd, 1_000))
            time.sleep(0.05)

    reader = threading.Thread(target=reads_slowly, daemon=True)
    reader.start()
    port.write(b"x" * 60_000)
    reader.join(10)
    assert len(read) == 60_000
    port.close()
    wire.close()


# The test page


@pytest.mark.parametrize("profile", [ROLL_58, ROLL_80, replace(ROLL_58, has_chinese=False)])
def test_the_test_page_answers_what_the_setup_asks(profile: PrinterProfile) -> None:
    paper = escpos.decode([test_page.page("柜台\x1b@", profile, opens_drawer=True)])
    rulers = [line for line in paper.text_lines if line.startswith("--") and line[-1].isdigit()]
    assert [(len(line), line[-2:]) for line in rulers] == [(32, "32"), (42, "42"), (48, "48")]
    text = "\n".join(paper.text_lines)
    assert "掌柜" in text, "the printer's own letters are tried however it is set"
    assert paper.rasters, "and so are drawn ones"
    kinds = [next(iter(event)) for event in paper.events]
    assert {"qr", "barcode", "drawer"} <= set(kinds)
    assert kinds.count("drawer") == 1
    assert ("cut" in kinds) is profile.has_cutter
    assert all(chinese.columns(line) <= profile.columns for line in paper.text_lines if line not in rulers)
    calm = test_page.page("柜台", replace(profile, drawer_pin=0), opens_drawer=True)
    assert b"\x1bp" not in calm


# Customer displays


def test_a_display_shows_what_it_has_room_for() -> None:
    price, total = (Lamp.PRICE, "26.80"), (Lamp.TOTAL, "53.60")
    assert display.figures(display.LED8N, price, total) == led(Lamp.TOTAL, "53.60")
    assert display.figures(display.VFD, price, total) == vfd("PRICE          26.80", "TOTAL          53.60")
    assert display.figures(display.VFD, total) == vfd("", "TOTAL          53.60")
    with pytest.raises(CannotShow):
        display.figures(display.VFD, (Lamp.TOTAL, "9" * 21))
