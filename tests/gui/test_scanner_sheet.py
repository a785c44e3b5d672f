"""The set-up sheet in the window: printed, on the screen, scanned code by code, what is wrong told (N6, F57)."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader
from PySide6.QtCore import QBuffer, QEvent, QIODevice, QStandardPaths, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from app.devices.scanners.sheet.trials import SEPARATOR, TRIALS
from app.devices.setup import DeviceKind, DeviceSetup
from app.devices.worker import State, Status
from app.gui import devices
from app.gui.input import scanner_settings
from app.gui.pages.devices.page import DevicesPage
from app.gui.pages.devices.scanner_sheet import ScannerSheet
from tests.devices.emulators import Wire
from tests.gui.clerk import Clerk
from tests.gui.clerk import clerk as clerk  # noqa: PLC0414 - a fixture handed on
from tests.gui.clerk import trade as trade  # noqa: PLC0414

EAN, LETTERS, GS1, QR = (TRIALS[key].text for key in ("ean13", "letters", "gs1", "qr"))


@pytest.fixture
def sheet(clerk: Clerk) -> Iterator[ScannerSheet]:
    clerk.go("sb")
    page = clerk.window.work.current
    assert isinstance(page, DevicesPage)
    clerk.keys.press("F3")
    assert isinstance(page.aid, ScannerSheet)
    yield page.aid
    devices.here().end()
    scanner_settings.forget()


def lines(sheet: ScannerSheet) -> dict[int, tuple[str, str]]:
    """Return of each code of the sheet how it stands, and what is wrong."""
    rows = sheet.codes.view.rows
    return {
        int(rows.text_at(row, 0)): (rows.text_at(row, 2), rows.text_at(row, 3))
        for row in range(len(TRIALS.keys()))
    }


def stands(sheet: ScannerSheet, number: int, standing: str, says: str) -> bool:
    return lines(sheet)[number] == (standing, says)


def until(clerk: Clerk, is_so: Callable[[], bool]) -> None:
    clerk.keys.qtbot.waitUntil(is_so, timeout=8000)


def typed(sheet: ScannerSheet, code: str, end: Qt.Key | None = Qt.Key.Key_Return) -> None:
    """Let a scanner that is a keyboard type, 8 ms apart; it sends the separator of GS1 as Ctrl+]."""
    keys = [
        (Qt.Key.Key_BracketRight, "\x1d") if each == SEPARATOR else (Qt.Key(ord(each.upper()[0])), each)
        for each in code
    ]
    keys += [(end, "")] if end is not None else []
    for number, (key, text) in enumerate(keys):
        held = Qt.KeyboardModifier.ControlModifier if text == "\x1d" else Qt.KeyboardModifier.NoModifier
        event = QKeyEvent(QEvent.Type.KeyPress, key, held, text)
        event.setTimestamp(1_000 + number * 8)
        QApplication.sendEvent(sheet.box, event)


def seen(sheet: ScannerSheet) -> str:
    """Read the code on the screen as a scanner would."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    sheet.code.grab().save(buffer, "PNG")
    path = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.TempLocation))
    picture = path / "code.png"
    picture.write_bytes(buffer.data().data())
    with Image.open(picture) as drawn:
        (code,) = zxingcpp.read_barcodes(drawn, text_mode=zxingcpp.TextMode.Plain)
    return code.text


def test_a_scanner_on_a_line_reads_the_whole_sheet(clerk: Clerk, sheet: ScannerSheet) -> None:
    wire = Wire.over_tcp()
    try:
        devices.here().use([DeviceSetup("s", DeviceKind.SCANNER, "枪", wire.port)])
        wire.wait_open()
        until(clerk, lambda: devices.here().standings["s"].status == Status(State.OPEN))
        for code in TRIALS:
            wire.write(code.text.encode() + b"\r")
            until(clerk, partial(stands, sheet, code.number, "读对了", ""))
        assert sheet.verdict.text() == "10 个码都读对了"
        assert not sheet.advice.isVisible()
        wire.write(QR.encode("gbk")[:-2] + b"\r")  # GBK is read as what it is; two letters are missing
        until(clerk, partial(stands, sheet, 9, "不对", "少了 2 个字"))
    finally:
        wire.close()


def test_every_trouble_is_told_with_what_to_set_until_it_is_right(clerk: Clerk, sheet: ScannerSheet) -> None:
    assert lines(sheet)[1] == ("还没扫", "")
    typed(sheet, EAN)
    assert lines(sheet)[1] == ("读对了", "")
    assert sheet.verdict.text() == "1 号读对了（1 / 10）"
    typed(sheet, LETTERS.swapcase())
    assert lines(sheet)[6] == ("不对", "大小写反了")
    assert sheet.verdict.text() == "6 号不对：大小写反了"
    assert "Caps Lock" in sheet.advice.text()
    assert sheet.codes.view.current_row() == 5
    typed(sheet, LETTERS, end=None)
    until(clerk, partial(stands, sheet, 6, "读对了", ""))
    assert "Add CR Suffix" in sheet.advice.text()
    assert "Caps Lock" not in sheet.advice.text()
    typed(sheet, "]C1" + GS1.replace(SEPARATOR, ""), end=Qt.Key.Key_Tab)
    assert lines(sheet)[7] == ("不对", "分隔符（GS）丢了；前面多了 AIM 标识（]E0、]C0 之类）")
    assert "FNC1" in sheet.advice.text()
    assert "AIM" in sheet.advice.text()
    typed(sheet, GS1)
    assert lines(sheet)[7] == ("读对了", "")
    clerk.keys.press("F3")
    assert set(lines(sheet).values()) == {("还没扫", "")}
    assert not sheet.advice.isVisible()


def test_a_prefix_that_is_set_belongs_to_the_code(clerk: Clerk, sheet: ScannerSheet) -> None:
    clerk.keys.press("Esc")
    scanner_settings.save({"prefix": "~"})
    clerk.keys.press("F3")
    page = clerk.window.work.current
    assert isinstance(page, DevicesPage)
    assert isinstance(page.aid, ScannerSheet)
    typed(page.aid, "~" + EAN)
    assert lines(page.aid)[1] == ("读对了", "")
    typed(page.aid, EAN)
    assert lines(page.aid)[1] == ("不对", "前面没有“~”")


def test_the_code_in_front_is_on_the_screen(clerk: Clerk, sheet: ScannerSheet) -> None:
    for code in TRIALS:
        assert seen(sheet) in {code.text, code.reads_as}
        clerk.keys.press("Down")
    assert sheet.codes.view.current_row() == 9
    assert sheet.box.hasFocus()
    clerk.keys.press("Up")
    assert seen(sheet) == QR


def test_it_is_printed_and_every_scan_can_be_seen(clerk: Clerk, sheet: ScannerSheet) -> None:
    clerk.keys.press("F10")
    page = clerk.window.work.current
    assert isinstance(page, DevicesPage)
    until(clerk, lambda: "已生成" in page.banner.text)
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    assert len(PdfReader(folder / "扫码枪测试单.pdf").pages) == 1
    typed(sheet, EAN[:-1])
    clerk.keys.press("F6")
    assert sheet.codes.isHidden()
    assert sheet.list.view.rows.text_at(0, 0) == EAN[:-1]
    assert sheet.box.hasFocus()
    clerk.keys.press("F6")
    assert sheet.list.isHidden()
